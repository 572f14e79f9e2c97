//! What is told to the shared reader, and what is refused. That both readers agree is tested in the engine.

use syn::parse_quote;

use super::*;

/// The names that are told to the reader, as they stand in what is written.
fn written_text(input: &DeriveInput) -> String {
    written(input).unwrap().to_string()
}

fn refused(input: &DeriveInput) -> String {
    written(input).unwrap_err().to_string()
}

#[test]
fn fields_are_told_by_their_names_in_order_and_which_must_be_there() {
    let text = written_text(&parse_quote! {
        #[serde(deny_unknown_fields)]
        struct Lot {
            #[serde(rename = "for")]
            purpose: Purpose,
            #[serde(default, skip_serializing_if = "Vec::is_empty")]
            witnesses: Vec<String>,
            note: Option<String>,
            #[serde(default = "one")]
            places: u32,
            drawn: Vec<String>,
        }
    });
    assert!(text.contains(r#"kind : "struct Lot""#), "{text}");
    assert!(text.contains(r#"["for" , "witnesses" , "note" , "places" , "drawn"]"#), "{text}");
    assert!(text.contains("required : 17u32 , closed : true"), "{text}");
    assert!(text.contains("places : one ()"), "{text}");
}

#[test]
fn a_default_of_the_whole_stands_for_every_field() {
    let text = written_text(&parse_quote! {
        #[serde(deny_unknown_fields, default)]
        struct Attendance { present: u64 }
    });
    assert!(text.contains("required : 0u32"), "{text}");
}

#[test]
fn variants_are_told_as_serde_names_them() {
    let text = written_text(&parse_quote! {
        #[serde(rename_all = "snake_case")]
        enum TieRule { LotManual, LotRfc3797, #[serde(rename = "vote")] Reballot }
    });
    assert!(text.contains(r#"["lot_manual" , "lot_rfc3797" , "vote"]"#), "{text}");
}

#[test]
fn what_would_be_read_otherwise_than_by_serde_is_refused() {
    let tagged = refused(&parse_quote! { #[serde(tag = "kind")] enum Tagged { One } });
    assert!(tagged.contains("by hand"), "{tagged}");
    let with = refused(&parse_quote! { struct With { #[serde(with = "exact")] votes: u64 } });
    assert!(with.contains("by hand"), "{with}");
    let case = refused(&parse_quote! { #[serde(rename_all = "kebab-case")] enum Kebab { OneTwo } });
    assert!(case.contains("snake_case"), "{case}");
    assert!(refused(&parse_quote! { struct Pair(u8, u8); }).contains("names"));
    assert!(refused(&parse_quote! { enum Pair { Two(u8, u8) } }).contains("one value"));
    assert!(refused(&parse_quote! { struct Any<T> { value: T } }).contains("generic"));
    assert!(refused(&parse_quote! { enum Never {} }).contains("without variants"));
}
