//! The attributes of serde that say how something is read.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Attribute, LitStr, Path, Result, Token, meta::ParseNestedMeta};

/// What stands at a type or at a variant.
#[derive(Default)]
pub(crate) struct OfType {
    pub(crate) snake_case: bool,
    /// An unknown field is refused.
    pub(crate) closed: bool,
    /// What is missing is taken from the default of the whole.
    pub(crate) default: bool,
}

impl OfType {
    pub(crate) fn of(attributes: &[Attribute]) -> Result<Self> {
        let mut found = Self::default();
        for_each(attributes, |meta| {
            if meta.path.is_ident("deny_unknown_fields") {
                found.closed = true;
            } else if meta.path.is_ident("default") {
                found.default = true;
            } else if meta.path.is_ident("rename_all") {
                let case: LitStr = meta.value()?.parse()?;
                if case.value() != "snake_case" {
                    return Err(meta.error("names are written in snake_case everywhere"));
                }
                found.snake_case = true;
            } else {
                return Err(
                    meta.error("not known to the reader of values: read such a type by hand")
                );
            }
            Ok(())
        })?;
        Ok(found)
    }
}

/// What stands at a field.
#[derive(Default)]
pub(crate) struct OfField {
    /// Its name, where it is not that of the field.
    pub(crate) name: Option<String>,
    /// What stands for it where it is missing.
    pub(crate) default: Option<TokenStream>,
}

impl OfField {
    pub(crate) fn of(attributes: &[Attribute]) -> Result<Self> {
        let mut found = Self::default();
        for_each(attributes, |meta| {
            if meta.path.is_ident("rename") {
                let name: LitStr = meta.value()?.parse()?;
                found.name = Some(name.value());
            } else if meta.path.is_ident("default") {
                found.default = Some(if meta.input.peek(Token![=]) {
                    let path: LitStr = meta.value()?.parse()?;
                    let path: Path = path.parse()?;
                    quote!(#path())
                } else {
                    quote!(::core::default::Default::default())
                });
            } else if ["skip_serializing_if", "serialize_with", "deserialize_with"]
                .iter()
                .any(|name| meta.path.is_ident(name))
            {
                // An instant has one form, which its type knows here.
                let _: LitStr = meta.value()?.parse()?;
            } else {
                return Err(
                    meta.error("not known to the reader of values: read such a type by hand")
                );
            }
            Ok(())
        })?;
        Ok(found)
    }
}

fn for_each(
    attributes: &[Attribute],
    mut read: impl FnMut(ParseNestedMeta<'_>) -> Result<()>,
) -> Result<()> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("serde"))
        .try_for_each(|attribute| attribute.parse_nested_meta(&mut read))
}
