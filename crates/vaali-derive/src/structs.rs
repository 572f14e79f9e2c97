//! Structs: fields with names.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataStruct, DeriveInput, Error, Field, Fields, Ident, Result, Type};

use crate::attributes::{OfField, OfType};

pub(crate) fn written(input: &DeriveInput, data: &DataStruct) -> Result<TokenStream> {
    let of_type = OfType::of(&input.attrs)?;
    let name = &input.ident;
    let fields = Named::of(&data.fields, &of_type)?;
    let (idents, blanks) = (fields.idents(), fields.blanks());
    let blank = if of_type.default {
        quote!(::core::default::Default::default())
    } else {
        quote!(Self { #(#idents: #blanks),* })
    };
    let table = fields.table(&format!("struct {name}"), of_type.closed);
    let positions = 0..idents.len();
    Ok(quote! {
        impl crate::record::shape::FromValue for #name {
            fn blank() -> Self {
                #blank
            }

            fn fill(&mut self, place: crate::record::shape::Place<'_>) -> ::core::result::Result<(), crate::record::shape::Misfit> {
                place.fields(&#table, &mut |field, place| match field {
                    #(#positions => crate::record::shape::FromValue::fill(&mut self.#idents, place),)*
                    _ => Ok(()),
                })
            }
        }
    })
}

/// Fields with names, in the order in which they are declared.
pub(crate) struct Named<'a>(Vec<One<'a>>);

struct One<'a> {
    ident: &'a Ident,
    name: String,
    blank: TokenStream,
    required: bool,
}

impl<'a> Named<'a> {
    pub(crate) fn of(fields: &'a Fields, of_type: &OfType) -> Result<Self> {
        let Fields::Named(named) = fields else {
            return Err(Error::new_spanned(fields, "fields have names here"));
        };
        // As many as the shared reader can tell apart.
        if named.named.len() > 32 {
            return Err(Error::new_spanned(fields, "at most 32 fields are read"));
        }
        let read = |field: &'a Field| {
            let Some(ident) = &field.ident else {
                return Err(Error::new_spanned(field, "fields have names here"));
            };
            let of_field = OfField::of(&field.attrs)?;
            Ok(One {
                ident,
                name: of_field.name.unwrap_or_else(|| ident.to_string()),
                required: of_field.default.is_none() && !of_type.default && !is_option(&field.ty),
                blank: of_field
                    .default
                    .unwrap_or_else(|| quote!(crate::record::shape::FromValue::blank())),
            })
        };
        named.named.iter().map(read).collect::<Result<_>>().map(Self)
    }

    pub(crate) fn idents(&self) -> Vec<&Ident> {
        self.0.iter().map(|field| field.ident).collect()
    }

    /// What stands in each before it is read.
    pub(crate) fn blanks(&self) -> Vec<&TokenStream> {
        self.0.iter().map(|field| &field.blank).collect()
    }

    /// What the shared reader is told.
    pub(crate) fn table(&self, kind: &str, closed: bool) -> TokenStream {
        let names = self.0.iter().map(|field| &field.name);
        let required = self.0.iter().enumerate().filter(|(_, field)| field.required);
        let required = required.fold(0_u32, |bits, (position, _)| bits | 1 << position);
        quote! {
            crate::record::shape::Fields {
                kind: #kind,
                names: &[#(#names),*],
                required: #required,
                closed: #closed,
            }
        }
    }
}

/// What may be missing without more being said, by its name as serde knows it.
fn is_option(of: &Type) -> bool {
    match of {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == "Option"),
        _ => false,
    }
}
