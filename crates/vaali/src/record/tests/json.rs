use std::collections::BTreeMap;

use proptest::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use crate::record::{
    Hash, MAX_DEPTH, MAX_INTEGER,
    canonical::{self, CanonicalError},
    hash::HashError,
    strict::{self, Place, StrictError},
};

/// RFC 8785 appendix B: the bits of a binary64, and how it is written.
const NUMBERS: [(u64, &str); 24] = [
    (0x0000_0000_0000_0000, "0"),
    (0x8000_0000_0000_0000, "0"),
    (0x0000_0000_0000_0001, "5e-324"),
    (0x8000_0000_0000_0001, "-5e-324"),
    (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
    (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
    (0x4340_0000_0000_0000, "9007199254740992"),
    (0xc340_0000_0000_0000, "-9007199254740992"),
    (0x4430_0000_0000_0000, "295147905179352830000"),
    (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
    (0x44b5_2d02_c7e1_4af6, "1e+23"),
    (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
    (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
    (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
    (0x444b_1ae4_d6e2_ef50, "1e+21"),
    (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
    (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
    (0x41b3_de43_5555_5553, "333333333.3333332"),
    (0x41b3_de43_5555_5554, "333333333.33333325"),
    (0x41b3_de43_5555_5555, "333333333.3333333"),
    (0x41b3_de43_5555_5556, "333333333.3333334"),
    (0x41b3_de43_5555_5557, "333333333.33333343"),
    (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
    (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
];

#[test]
fn p28_numbers_are_written_as_in_appendix_b() {
    for (bits, text) in NUMBERS {
        assert_eq!(
            canonical::to_string(&[f64::from_bits(bits)]).unwrap(),
            format!("[{text}]"),
            "{bits:x}"
        );
    }
    for bits in [0x7fff_ffff_ffff_ffff, 0x7ff0_0000_0000_0000, 0xfff0_0000_0000_0000] {
        let error = canonical::to_string(&f64::from_bits(bits)).unwrap_err();
        assert_eq!(error, CanonicalError::NotFinite { path: String::new() });
    }
}

#[test]
fn p28_the_example_of_section_3_2_2_is_written_as_there() {
    let input = r#"{
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
    }"#;
    let expected = concat!(
        r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#,
        r#""string":"€$\u000f\nA'B\"\\\\\"/"}"#
    );
    let value: Value = serde_json::from_str(input).unwrap();
    assert_eq!(canonical::to_string(&value).unwrap(), expected);
}

#[test]
fn p28_strings_have_one_escape_each() {
    // RFC 8785 section 3.2.2.2.
    assert_eq!(
        canonical::to_string("\u{8}\t\n\u{c}\r\u{0}\u{1f}\u{7f}\"\\/é\u{2028}").unwrap(),
        "\"\\b\\t\\n\\f\\r\\u0000\\u001f\u{7f}\\\"\\\\/é\u{2028}\""
    );
}

#[test]
fn p28_keys_are_sorted_as_in_section_3_2_3() {
    let input = r#"{
        "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
        "1": "One",
        "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
        "\u00f6": "Latin Small Letter O With Diaeresis"
    }"#;
    let expected = concat!(
        "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",",
        "\"ö\":\"Latin Small Letter O With Diaeresis\",\"€\":\"Euro Sign\",",
        "\"\u{1f600}\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}"
    );
    assert_eq!(canonical::to_string(&strict::parse(input).unwrap()).unwrap(), expected);
}

/// Values that come back as they were: integers within the limits, and fractions, which no reader
/// takes for integers.
fn values() -> impl Strategy<Value = Value> {
    let limit = i64::try_from(MAX_INTEGER).unwrap();
    let fraction = any::<f64>().prop_filter("a fraction", |x| x.fract() != 0.0);
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-limit..=limit).prop_map(Value::from),
        prop::sample::select(vec![-limit, -1, 0, 1, limit]).prop_map(Value::from),
        fraction.prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(5, 60, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::from),
            prop::collection::btree_map(any::<String>(), inner, 0..8)
                .prop_map(|map| Value::Object(map.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn p28_what_is_written_is_read_back_and_written_the_same(value in values()) {
        let text = canonical::to_string(&value).unwrap();
        let read = strict::parse(&text).unwrap();
        prop_assert_eq!(&read, &value);
        prop_assert_eq!(canonical::to_string(&read).unwrap(), text);
    }

    #[test]
    fn p28_spacing_and_escapes_do_not_change_the_bytes(value in values()) {
        let spaced = serde_json::to_string_pretty(&value).unwrap();
        let written = canonical::to_string(&strict::parse(&spaced).unwrap()).unwrap();
        prop_assert_eq!(written, canonical::to_string(&value).unwrap());
    }

    #[test]
    fn p28_no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let _ = strict::from_bytes(&bytes);
    }

    #[test]
    fn p28_nothing_like_json_makes_the_reader_panic(text in r#"[\[\]{}",:0-9eE+.\-\\utrfalsn ä\n]{0,40}"#) {
        if let Err(error) = strict::parse(&text) {
            prop_assert!(error.place().line >= 1 && error.place().column >= 1);
        }
    }
}

#[derive(Serialize)]
enum Shape {
    Unit,
    One(f64),
    Two(u64, u64),
    Named { votes: u128 },
}

fn refused<T: Serialize>(value: T) -> (&'static str, String) {
    let error = canonical::to_string(&value).unwrap_err();
    (error.code(), error.path().to_owned())
}

#[test]
fn p28_integers_are_not_rounded_but_refused() {
    let limit = i64::try_from(MAX_INTEGER).unwrap();
    assert_eq!(
        canonical::to_string(&[limit, -limit]).unwrap(),
        "[9007199254740991,-9007199254740991]"
    );
    let path = |path: &str| ("integer_too_large", path.to_owned());
    assert_eq!(refused(json!({ "a": [0, { "b/c~d": limit + 1 }] })), path("/a/1/b~1c~0d"));
    assert_eq!(refused(-limit - 1), path(""));
    assert_eq!(refused(u64::MAX), path(""));
    assert_eq!(refused([u128::MAX]), path("/0"));
    assert_eq!(refused((1_u8, Some(i128::MIN))), path("/1"));
    assert_eq!(refused(Shape::Two(1, u64::MAX)), path("/Two/1"));
    assert_eq!(refused(Shape::Named { votes: 1 << 60 }), path("/Named/votes"));
    assert_eq!(refused(BTreeMap::from([(1_u64 << 53, 0)])), path(""));
    let error = canonical::to_string(&json!([1_u64 << 53])).unwrap_err();
    assert_eq!(
        error.to_string(),
        "integer 9007199254740992 beyond 2^53 - 1 at `/0`: write it as a string"
    );
}

#[test]
fn p28_a_number_that_is_not_finite_is_refused_at_any_depth() {
    assert_eq!(refused([f32::NAN]), ("not_finite", "/0".to_owned()));
    assert_eq!(refused(Shape::One(f64::INFINITY)), ("not_finite", "/One".to_owned()));
    let nested = BTreeMap::from([("a", vec![1.0, f64::NEG_INFINITY])]);
    assert_eq!(refused(nested), ("not_finite", "/a/1".to_owned()));
    assert_eq!(canonical::to_string(&Shape::Unit).unwrap(), "\"Unit\"");
}

/// Serialises pairs as a map, whatever their keys.
struct Pairs<K>(Vec<(K, u8)>);

impl<K: Serialize> Serialize for Pairs<K> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

#[test]
fn p28_a_map_with_a_key_twice_or_without_text_is_refused() {
    assert_eq!(refused([Pairs(vec![("a", 1), ("a", 2)])]), ("duplicate_key", "/0/a".to_owned()));
    assert_eq!(refused([Pairs(vec![([1], 1)])]), ("key_not_text", "/0".to_owned()));
    assert_eq!(refused(Pairs(vec![(1.5, 1)])), ("key_not_text", String::new()));
    assert_eq!(canonical::to_string(&Pairs(vec![(10, 1), (9, 2)])).unwrap(), r#"{"10":1,"9":2}"#);
}

fn nested(levels: usize) -> Value {
    (0..levels).fold(Value::Null, |inside, level| {
        if level % 2 == 0 { json!([inside]) } else { json!({ "a": inside }) }
    })
}

#[test]
fn p28_nesting_has_a_limit_and_no_input_overflows_the_stack() {
    let text = canonical::to_string(&nested(MAX_DEPTH)).unwrap();
    assert_eq!(strict::parse(&text).unwrap(), nested(MAX_DEPTH));

    let (code, path) = refused(nested(MAX_DEPTH + 1));
    assert_eq!((code, path.matches('/').count()), ("too_deep", MAX_DEPTH));
    let error = strict::parse(&format!("[{text}]")).unwrap_err();
    assert_eq!(error.code(), "too_deep");
    assert_eq!(error.path().unwrap().matches('/').count(), MAX_DEPTH);

    for opening in ["[", "{\"a\":"] {
        let error = strict::parse(&opening.repeat(1_000_000)).unwrap_err();
        assert_eq!(error.code(), "too_deep");
    }
}

fn fails(text: &str) -> (&'static str, Option<String>, usize, usize) {
    let error = strict::parse(text).unwrap_err();
    (error.code(), error.path().map(str::to_owned), error.place().line, error.place().column)
}

#[test]
fn p28_duplicate_keys_are_refused_at_any_depth_and_in_any_spelling() {
    let at = |path: &str, line, column| ("duplicate_key", Some(path.to_owned()), line, column);
    assert_eq!(fails(r#"{"a":1,"a":1}"#), at("/a", 1, 10));
    assert_eq!(fails("[0,\n {\"ä\": {\"b\": 1, \"\\u0062\": 2}}]"), at("/1/ä/b", 2, 24));
    assert_eq!(fails(r#"{"":{"":1,"":2}}"#), at("//", 1, 12));
    assert!(strict::parse(r#"[{"a":1},{"a":2},{"b":{"a":3},"a":4}]"#).is_ok());
}

#[test]
fn p28_integers_beyond_the_limit_must_be_strings() {
    let at = |path: &str, column| ("number_too_large", Some(path.to_owned()), 1, column);
    assert_eq!(fails("[9007199254740992]"), at("/0", 17));
    for text in [
        "-9007199254740992",
        "18446744073709551616",
        "1e23",
        "9007199254740992.0",
        "1e999",
        "-1e999",
    ] {
        assert_eq!(strict::parse(text).unwrap_err().code(), "number_too_large", "{text}");
    }
    let limits =
        strict::parse(r#"[9007199254740991, -9007199254740991, "9007199254740992"]"#).unwrap();
    assert_eq!(
        limits,
        json!([9_007_199_254_740_991_i64, -9_007_199_254_740_991_i64, "9007199254740992"])
    );
}

#[test]
fn p28_nothing_may_stand_before_or_after_the_value() {
    assert_eq!(fails("{} {}"), ("trailing_data", None, 1, 4));
    assert_eq!(fails("1\n\n x"), ("trailing_data", None, 3, 2));
    assert_eq!(fails("\u{feff}{}"), ("byte_order_mark", None, 1, 1));
    assert_eq!(strict::from_bytes(b"\xef\xbb\xbf{}"), Err(StrictError::ByteOrderMark));
    assert_eq!(fails(""), ("unexpected_end", Some(String::new()), 1, 1));
    assert_eq!(fails("{\"a\": [1, "), ("unexpected_end", Some("/a/1".to_owned()), 1, 10));
    assert_eq!(strict::parse(" \n[] \n").unwrap(), json!([]));
}

#[test]
fn p28_bytes_that_are_no_utf_8_are_refused_with_their_place() {
    let at = Place { line: 2, column: 4 };
    assert_eq!(
        strict::from_bytes(b"[\n\"\xc3\xa4b\xff\"]").unwrap_err(),
        StrictError::InvalidUtf8 { at }
    );
    assert_eq!(
        strict::from_bytes(b"\"\xff").unwrap_err().to_string(),
        "no UTF-8 (line 1, column 2)"
    );
}

#[test]
fn p28_what_is_not_json_is_refused() {
    for text in [
        "{'a':1}",
        "[1,]",
        "{\"a\":1,}",
        "01",
        "+1",
        ".5",
        "[1.]",
        "NaN",
        "Infinity",
        "// c\n1",
        "\"\t\"",
        "\"\\ud800\"",
        "\"\\x\"",
        "{1:2}",
        "{\"a\" 1}",
        "[nul]",
        "[1 2]",
    ] {
        assert_eq!(strict::parse(text).map_err(|error| error.code()), Err("syntax"), "{text}");
    }
    let error = strict::parse("{\"a\":[0,x]}").unwrap_err();
    assert_eq!(error.to_string(), "expected value at `/a/1` (line 1, column 9)");
}

#[test]
fn a_hash_is_64_lowercase_digits_and_nothing_else() {
    // FIPS 180-4, the example "abc".
    let abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let hash = Hash::of_bytes(b"abc");
    assert_eq!(hash.to_string(), abc);
    assert_eq!(abc.parse(), Ok(hash));
    assert_eq!(serde_json::to_value(hash).unwrap(), json!(abc));
    assert_eq!(serde_json::from_value::<Hash>(json!(abc)).unwrap(), hash);
    assert_eq!(hash.grouped().to_string().replace(' ', ""), abc);
    assert_eq!(hash.grouped().to_string().split(' ').map(str::len).collect::<Vec<_>>(), [4; 16]);

    assert_eq!(abc.to_uppercase().parse::<Hash>(), Err(HashError::Digit { column: 1 }));
    assert_eq!(format!("{abc}0").parse::<Hash>(), Err(HashError::Length { digits: 65 }));
    assert_eq!(abc[1..].parse::<Hash>(), Err(HashError::Length { digits: 63 }));
    assert_eq!(format!("{}ä", &abc[1..]).parse::<Hash>(), Err(HashError::Digit { column: 64 }));
    assert_eq!(HashError::Length { digits: 0 }.code(), "hash_length");
    assert!(serde_json::from_value::<Hash>(json!(vec![0; 32])).is_err());
}

#[test]
fn equal_values_have_equal_hashes_whatever_the_order_of_their_keys() {
    let one = strict::parse(r#"{"a":1,"b":[2]}"#).unwrap();
    let two = strict::parse("{ \"b\" : [ 2 ],\n\"a\" : 1 }").unwrap();
    assert_eq!(Hash::of_canonical(&one).unwrap(), Hash::of_canonical(&two).unwrap());
    assert_eq!(Hash::of_canonical(&f64::NAN).unwrap_err().code(), "not_finite");
}
