//! What stands in a column, whatever its Arrow type: texts, numbers.

use std::fmt::Write;

use arrow_array::{
    Array, LargeStringArray, PrimitiveArray, StringArray, StringViewArray, cast::AsArray,
    types::ArrowPrimitiveType,
};
use arrow_schema::DataType;

use crate::TableError;

/// Does the same with a column of integers of any width; `None` for any other column.
macro_rules! with_integers {
    ($array:expr, $integers:ident => $body:expr) => {
        match $array.data_type() {
            DataType::Int8 => {
                let $integers = $array.as_primitive::<arrow_array::types::Int8Type>();
                Some($body)
            }
            DataType::Int16 => {
                let $integers = $array.as_primitive::<arrow_array::types::Int16Type>();
                Some($body)
            }
            DataType::Int32 => {
                let $integers = $array.as_primitive::<arrow_array::types::Int32Type>();
                Some($body)
            }
            DataType::Int64 => {
                let $integers = $array.as_primitive::<arrow_array::types::Int64Type>();
                Some($body)
            }
            DataType::UInt8 => {
                let $integers = $array.as_primitive::<arrow_array::types::UInt8Type>();
                Some($body)
            }
            DataType::UInt16 => {
                let $integers = $array.as_primitive::<arrow_array::types::UInt16Type>();
                Some($body)
            }
            DataType::UInt32 => {
                let $integers = $array.as_primitive::<arrow_array::types::UInt32Type>();
                Some($body)
            }
            DataType::UInt64 => {
                let $integers = $array.as_primitive::<arrow_array::types::UInt64Type>();
                Some($body)
            }
            _ => None,
        }
    };
}

pub(crate) use with_integers;

pub(crate) fn wrong_type(column: &str, array: &dyn Array, expected: &'static str) -> TableError {
    TableError::WrongType {
        column: column.to_owned(),
        found: array.data_type().to_string(),
        expected,
    }
}

/// A column of texts, or of whole numbers that are written out.
pub(crate) enum Texts<'a> {
    Nothing,
    Short(&'a StringArray),
    Large(&'a LargeStringArray),
    View(&'a StringViewArray),
    Numbers(Numbers<'a>),
    Entries(Numbers<'a>, Box<Texts<'a>>),
}

impl<'a> Texts<'a> {
    pub(crate) fn new(column: &str, cells: &'a dyn Array) -> Result<Self, TableError> {
        Ok(match cells.data_type() {
            DataType::Null => Self::Nothing,
            DataType::Utf8 => Self::Short(cells.as_string()),
            DataType::LargeUtf8 => Self::Large(cells.as_string()),
            DataType::Utf8View => Self::View(cells.as_string_view()),
            DataType::Dictionary(_, _) => {
                let dictionary = cells.as_any_dictionary();
                let keys = Numbers::new(column, dictionary.keys())?;
                Self::Entries(keys, Box::new(Self::new(column, &**dictionary.values())?))
            }
            kind if kind.is_integer() => Self::Numbers(Numbers::new(column, cells)?),
            _ => {
                return Err(wrong_type(column, cells, "text, integers or a dictionary of them"));
            }
        })
    }

    /// The text of a row; a number is written into `room`.
    #[inline]
    pub(crate) fn at<'s>(&'s self, row: usize, room: &'s mut String) -> Option<&'s str> {
        match self {
            Self::Nothing => None,
            Self::Short(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Large(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::View(texts) => texts.is_valid(row).then(|| texts.value(row)),
            Self::Numbers(numbers) => {
                let number = numbers.at(row)?;
                room.clear();
                // Writing into a string cannot fail.
                let _ = write!(room, "{number}");
                Some(room)
            }
            Self::Entries(keys, entries) => entries.at(usize::try_from(keys.at(row)?).ok()?, room),
        }
    }
}

/// A column of whole numbers of any width.
pub(crate) struct Numbers<'a>(Box<dyn Fn(usize) -> Option<i128> + Send + Sync + 'a>);

impl<'a> Numbers<'a> {
    pub(crate) fn with(at: impl Fn(usize) -> Option<i128> + Send + Sync + 'a) -> Self {
        Self(Box::new(at))
    }

    pub(crate) fn new(column: &str, cells: &'a dyn Array) -> Result<Self, TableError> {
        fn at<T: ArrowPrimitiveType>(numbers: &PrimitiveArray<T>) -> Numbers<'_>
        where
            T::Native: Into<i128>,
        {
            Numbers(Box::new(move |row| {
                (row < numbers.len() && numbers.is_valid(row)).then(|| numbers.value(row).into())
            }))
        }
        with_integers!(cells, numbers => at(numbers))
            .ok_or_else(|| wrong_type(column, cells, "a column of integers"))
    }

    #[inline]
    pub(crate) fn at(&self, row: usize) -> Option<i128> {
        (self.0)(row)
    }
}
