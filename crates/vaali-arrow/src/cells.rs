//! What stands in a column, whatever its Arrow type: candidates, texts, numbers.

use std::fmt::Write;

use arrow_array::{
    Array, LargeStringArray, PrimitiveArray, StringArray, StringViewArray, cast::AsArray,
    types::ArrowPrimitiveType,
};
use arrow_schema::DataType;

use crate::{
    TableError,
    labels::{Labels, NULL, UNKNOWN},
};

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

/// A column of candidates.
pub(crate) struct Candidates<'a> {
    cells: &'a dyn Array,
    labels: &'a Labels,
    /// Whom the entries of a dictionary, or else the smallest numbers, mean.
    table: Vec<u32>,
    /// The same as bits; none for a mark for nobody, so that its ballot has fewer bits than marks.
    bits: Vec<u64>,
}

#[inline]
fn bit(position: u32) -> u64 {
    1_u64.checked_shl(position).unwrap_or(0)
}

const A_CANDIDATE: &str = "a column of candidates: text, integers or a dictionary of them";

impl<'a> Candidates<'a> {
    pub(crate) fn new(
        column: &str,
        cells: &'a dyn Array,
        labels: &'a Labels,
    ) -> Result<Self, TableError> {
        let table = match cells.data_type() {
            DataType::Dictionary(_, _) => {
                let entries = cells.as_any_dictionary().values();
                let entries_read = Candidates::new(column, &**entries, labels)?;
                let mut table = Vec::new();
                entries_read.resolve(0, entries.len(), &mut table);
                table
            }
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View | DataType::Null => {
                Vec::new()
            }
            kind if kind.is_integer() => labels.small_numbers(),
            _ => return Err(wrong_type(column, cells, A_CANDIDATE)),
        };
        let bits = table.iter().map(|&position| bit(position)).collect();
        Ok(Self { cells, labels, table, bits })
    }

    /// Appends the lists that end at `ends`, the first of which begins at `start`, as bits: in one pass, without a position for each mark in between.
    ///
    /// False where that is not all there is to it: nulls, marks for nobody, repeated marks, texts that are kept elsewhere.
    pub(crate) fn lists(
        &self,
        start: usize,
        ends: impl Iterator<Item = usize>,
        into: &mut Vec<u64>,
    ) -> bool {
        if self.cells.null_count() > 0 {
            return false;
        }
        match self.cells.data_type() {
            DataType::Utf8View => {
                let views = self.cells.as_string_view().views();
                // A longer text is packed as no short one is: it is found nowhere.
                fold(views, start, ends, into, |view| bit(self.labels.packed(view)))
            }
            DataType::Dictionary(_, _) => {
                let keys = self.cells.as_any_dictionary().keys();
                keys.null_count() == 0
                    && with_integers!(keys, keys => {
                        fold(keys.values(), start, ends, into, |key| self.bit_of(key))
                    })
                    .unwrap_or(false)
            }
            _ => {
                let cells = self.cells;
                with_integers!(cells, cells => {
                    fold(cells.values(), start, ends, into, |number| self.bit_of(number))
                })
                .unwrap_or(false)
            }
        }
    }

    #[inline]
    fn bit_of(&self, number: impl TryInto<usize>) -> u64 {
        let known = number.try_into().ok().and_then(|number| self.bits.get(number));
        known.copied().unwrap_or(0)
    }

    /// Appends the positions of the candidates in the rows `start..start + length`.
    pub(crate) fn resolve(&self, start: usize, length: usize, into: &mut Vec<u32>) {
        let first = into.len();
        into.reserve(length);
        match self.cells.data_type() {
            DataType::Null => into.resize(first + length, NULL),
            DataType::Utf8 => {
                let texts = self.cells.as_string::<i32>().slice(start, length);
                let offsets = texts.value_offsets().windows(2);
                into.extend(offsets.map(|ends| match *ends {
                    [from, to] => self.bytes(texts.values(), i64::from(from), i64::from(to)),
                    _ => UNKNOWN,
                }));
            }
            DataType::LargeUtf8 => {
                let texts = self.cells.as_string::<i64>().slice(start, length);
                let offsets = texts.value_offsets().windows(2);
                into.extend(offsets.map(|ends| match *ends {
                    [from, to] => self.bytes(texts.values(), from, to),
                    _ => UNKNOWN,
                }));
            }
            DataType::Utf8View => {
                let texts = self.cells.as_string_view();
                let views = texts.views().get(start..start + length).unwrap_or_default();
                into.extend(
                    views.iter().zip(start..).map(|(&view, row)| self.view(texts, view, row)),
                );
            }
            DataType::Dictionary(_, _) => {
                let keys = self.cells.as_any_dictionary().keys();
                let _ = with_integers!(keys, keys => self.entries(keys, start, length, into));
            }
            _ => {
                let cells = self.cells;
                let _ = with_integers!(cells, cells => self.numbers(cells, start, length, into));
            }
        }
        if let Some(nulls) = self.cells.nulls().filter(|nulls| nulls.null_count() > 0) {
            for (slot, row) in into.iter_mut().skip(first).zip(start..) {
                if nulls.is_null(row) {
                    *slot = NULL;
                }
            }
        }
    }

    #[inline]
    fn bytes(&self, values: &[u8], from: i64, to: i64) -> u32 {
        let range = usize::try_from(from).unwrap_or(0)..usize::try_from(to).unwrap_or(0);
        values.get(range).map_or(UNKNOWN, |text| self.labels.text(text))
    }

    #[inline]
    fn view(&self, texts: &StringViewArray, view: u128, row: usize) -> u32 {
        const LENGTH: u128 = 0xFFFF_FFFF;
        if view & LENGTH <= 12 {
            self.labels.packed(view)
        } else if texts.is_null(row) {
            NULL
        } else {
            self.labels.text(texts.value(row).as_bytes())
        }
    }

    #[inline]
    fn entries<T: ArrowPrimitiveType>(
        &self,
        keys: &PrimitiveArray<T>,
        start: usize,
        length: usize,
        into: &mut Vec<u32>,
    ) where
        T::Native: TryInto<usize>,
    {
        let keys = keys.values().iter().skip(start).take(length);
        into.extend(keys.map(|&key| {
            let key: Option<usize> = key.try_into().ok();
            key.and_then(|key| self.table.get(key)).copied().unwrap_or(UNKNOWN)
        }));
    }

    #[inline]
    fn numbers<T: ArrowPrimitiveType>(
        &self,
        numbers: &PrimitiveArray<T>,
        start: usize,
        length: usize,
        into: &mut Vec<u32>,
    ) where
        T::Native: TryInto<usize> + Into<i128>,
    {
        let numbers = numbers.values().iter().skip(start).take(length);
        into.extend(numbers.map(|&number| {
            let small: Option<usize> = number.try_into().ok();
            match small.and_then(|small| self.table.get(small)) {
                Some(&position) => position,
                None => self.labels.number(number.into()),
            }
        }));
    }
}

/// The lists of a column of marks as bits; false where one has other than as many bits as marks.
#[inline]
fn fold<T: Copy>(
    marks: &[T],
    start: usize,
    ends: impl Iterator<Item = usize>,
    into: &mut Vec<u64>,
    bit: impl Fn(T) -> u64,
) -> bool {
    let mut from = start;
    for end in ends {
        let Some(marks) = marks.get(from..end) else { return false };
        let bits = marks.iter().fold(0, |bits, &mark| bits | bit(mark));
        if bits.count_ones() as usize != marks.len() {
            return false;
        }
        into.push(bits);
        from = end;
    }
    true
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
