//! How the types of the engine are read out of JSON values, written from their declarations.
//!
//! `#[derive(FromValue)]` stands beside `#[derive(Deserialize)]` and follows the same attributes of serde, so that no field is named twice. What serde derives is made for every
//! format and is compiled anew for every type: in the engine for web pages it was a sixth of all. What is derived here hands a list of names and one small function to a reader
//! that all types share. Both must read and refuse the same, which the tests of the engine compare.

mod attributes;
mod enums;
mod structs;
#[cfg(test)]
mod tests;

use proc_macro::TokenStream;
use syn::{Data, DeriveInput, parse_macro_input};

/// Implements the engine's trait `FromValue` for a struct with named fields, or for an enum as serde writes it unless told otherwise: a word, or a table with one word.
///
/// # Errors
/// What the shared reader cannot do is refused when it is compiled: generic types, structs without names of fields, attributes that change the form of an enum.
#[proc_macro_derive(FromValue, attributes(serde))]
pub fn from_value(input: TokenStream) -> TokenStream {
    let input = parse_macro_input!(input as DeriveInput);
    written(&input).unwrap_or_else(syn::Error::into_compile_error).into()
}

fn written(input: &DeriveInput) -> syn::Result<proc_macro2::TokenStream> {
    if !input.generics.params.is_empty() {
        return Err(syn::Error::new_spanned(&input.generics, "a generic type is read by hand"));
    }
    match &input.data {
        Data::Struct(data) => structs::written(input, data),
        Data::Enum(data) => enums::written(input, data),
        Data::Union(_) => Err(syn::Error::new_spanned(&input.ident, "a union cannot be read")),
    }
}
