//! Enums: a word, or a table with one word and what belongs to it.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{DataEnum, DeriveInput, Error, Fields, Ident, Result, Variant};

use crate::{
    attributes::{OfField, OfType},
    structs::Named,
};

pub(crate) fn written(input: &DeriveInput, data: &DataEnum) -> Result<TokenStream> {
    let of_type = OfType::of(&input.attrs)?;
    let name = &input.ident;
    let Some(first) = data.variants.first() else {
        return Err(Error::new_spanned(name, "an enum without variants cannot be read"));
    };
    let read = |variant: &Variant| {
        let written = OfField::of(&variant.attrs)?.name;
        let named = || match &variant.ident {
            ident if of_type.snake_case => snake_case(ident),
            ident => ident.to_string(),
        };
        Ok(written.unwrap_or_else(named))
    };
    let names = data.variants.iter().map(read).collect::<Result<Vec<_>>>()?;
    let blank =
        blank(data.variants.iter().find(|of| matches!(of.fields, Fields::Unit)).unwrap_or(first))?;
    let positions = 0..names.len();
    let read = if data.variants.iter().all(|variant| matches!(variant.fields, Fields::Unit)) {
        let idents = data.variants.iter().map(|variant| &variant.ident);
        quote! {
            match place.word(&[#(#names),*])? {
                #(#positions => *self = Self::#idents,)*
                _ => {}
            }
        }
    } else {
        let variants = data.variants.iter().map(arm).collect::<Result<Vec<_>>>()?;
        quote! {
            let (variant, held) = place.variant(&[#(#names),*])?;
            match variant {
                #(#positions => #variants,)*
                _ => {}
            }
        }
    };
    Ok(quote! {
        impl crate::record::shape::FromValue for #name {
            fn blank() -> Self {
                #blank
            }

            fn fill(&mut self, place: crate::record::shape::Place<'_>) -> ::core::result::Result<(), crate::record::shape::Misfit> {
                #read
                Ok(())
            }
        }
    })
}

/// What a variant is before it is read.
fn blank(variant: &Variant) -> Result<TokenStream> {
    let ident = &variant.ident;
    Ok(match &variant.fields {
        Fields::Unit => quote!(Self::#ident),
        Fields::Unnamed(_) => quote!(Self::#ident(crate::record::shape::FromValue::blank())),
        fields @ Fields::Named(_) => {
            let fields = Named::of(fields, &OfType::default())?;
            let (idents, blanks) = (fields.idents(), fields.blanks());
            quote!(Self::#ident { #(#idents: #blanks),* })
        }
    })
}

/// Reads what a variant holds.
fn arm(variant: &Variant) -> Result<TokenStream> {
    let ident = &variant.ident;
    match &variant.fields {
        Fields::Unit => Ok(quote! {{
            held.nothing()?;
            *self = Self::#ident;
        }}),
        Fields::Unnamed(fields) if fields.unnamed.len() == 1 => Ok(quote! {
            *self = Self::#ident(held.content()?)
        }),
        fields @ Fields::Unnamed(_) => {
            Err(Error::new_spanned(fields, "a variant holds one value, or fields with names"))
        }
        fields @ Fields::Named(_) => {
            let fields = Named::of(fields, &OfType::default())?;
            let (idents, blanks) = (fields.idents(), fields.blanks());
            let table = fields.table("struct variant", false);
            let positions = 0..idents.len();
            Ok(quote! {{
                #(let mut #idents = #blanks;)*
                held.fields(&#table, &mut |__field, __place| match __field {
                    #(#positions => crate::record::shape::FromValue::fill(&mut #idents, __place),)*
                    _ => Ok(()),
                })?;
                *self = Self::#ident { #(#idents),* };
            }})
        }
    }
}

/// As serde makes it of the name of a variant.
fn snake_case(ident: &Ident) -> String {
    let mut written = String::new();
    for (position, letter) in ident.to_string().char_indices() {
        if position > 0 && letter.is_uppercase() {
            written.push('_');
        }
        written.extend(letter.to_lowercase());
    }
    written
}
