//! Times of casting: Arrow timestamps with a time zone, or texts as RFC 3339 writes them.

use arrow_array::{
    Array,
    cast::AsArray,
    types::{
        TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
        TimestampSecondType,
    },
};
use arrow_schema::{DataType, TimeUnit};
use jiff::Timestamp;

use crate::{
    TableError,
    cells::{Texts, wrong_type},
};

pub(crate) enum Times<'a> {
    Instants(&'a dyn Array, TimeUnit),
    Texts(Texts<'a>),
}

impl<'a> Times<'a> {
    pub(crate) fn new(column: &str, cells: &'a dyn Array) -> Result<Self, TableError> {
        match cells.data_type() {
            DataType::Timestamp(unit, Some(_)) => Ok(Self::Instants(cells, *unit)),
            DataType::Timestamp(_, None) => {
                Err(TableError::NoTimeZone { column: column.to_owned() })
            }
            DataType::Null
            | DataType::Utf8
            | DataType::LargeUtf8
            | DataType::Utf8View
            | DataType::Dictionary(_, _) => Ok(Self::Texts(Texts::new(column, cells)?)),
            _ => Err(wrong_type(column, cells, "times with a time zone, or texts of RFC 3339")),
        }
    }

    /// The time of a row; the error where there is something that is no time.
    pub(crate) fn at(&self, row: usize, room: &mut String) -> Result<Option<Timestamp>, ()> {
        match self {
            Self::Instants(cells, _) if cells.is_null(row) => Ok(None),
            Self::Instants(cells, unit) => {
                let instant = match unit {
                    TimeUnit::Second => Timestamp::from_second(
                        cells.as_primitive::<TimestampSecondType>().value(row),
                    ),
                    TimeUnit::Millisecond => Timestamp::from_millisecond(
                        cells.as_primitive::<TimestampMillisecondType>().value(row),
                    ),
                    TimeUnit::Microsecond => Timestamp::from_microsecond(
                        cells.as_primitive::<TimestampMicrosecondType>().value(row),
                    ),
                    TimeUnit::Nanosecond => Timestamp::from_nanosecond(i128::from(
                        cells.as_primitive::<TimestampNanosecondType>().value(row),
                    )),
                };
                instant.map(Some).map_err(|_| ())
            }
            Self::Texts(texts) => match texts.at(row, room) {
                None | Some("") => Ok(None),
                Some(text) => text.parse().map(Some).map_err(|_| ()),
            },
        }
    }
}
