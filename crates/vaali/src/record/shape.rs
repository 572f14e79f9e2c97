//! From a JSON value to a type, with the place of the first thing that does not fit.
//!
//! The values are those of [`strict`](super::strict), which has refused already what two readers could take for two things. The types that a count needs are read by [`FromValue`], which
//! is small: in a module for web pages every type costs. Any other type is read by what serde derives ([`read_any`]). Both say the same of what does not fit.

mod by_serde;
mod complaint;
mod from_value;
mod misfit;
mod name;
mod place;

use serde_json::Value;

pub use self::{
    by_serde::read_any,
    complaint::{Complaint, Found},
    from_value::FromValue,
    misfit::{Misfit, Step},
    place::Place,
};
pub(crate) use self::{complaint::number_text, place::Fields};

/// Reads a type out of a value.
///
/// Fields have names: a list of their values in order, which serde would take too, is refused, as the published schemas have it.
///
/// # Errors
/// [`Misfit`]: the first value that does not fit, and where it is.
///
/// ```
/// use serde_json::json;
/// use vaali::{definition::Marks, record::shape};
///
/// let marks: Marks = shape::read(&json!({ "min": 1, "max": 3 }))?;
/// assert_eq!(marks.max, 3);
///
/// let misfit = shape::read::<Vec<Marks>>(&json!([{ "min": 1, "max": "three" }])).unwrap_err();
/// assert_eq!(misfit.path(), "[0].max");
/// assert_eq!(misfit.to_string(), "invalid type: string \"three\", expected u32");
/// # Ok::<(), shape::Misfit>(())
/// ```
pub fn read<T: FromValue>(value: &Value) -> Result<T, Misfit> {
    let mut read = T::blank();
    match read.fill(Place(value)) {
        Ok(()) => Ok(read),
        Err(misfit) => Err(misfit.outside_in()),
    }
}
