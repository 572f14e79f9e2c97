//! A column of candidates, whatever its Arrow type: as positions, or the short way as bits.

use std::ops::Range;

use arrow_array::{
    Array, OffsetSizeTrait, PrimitiveArray, StringViewArray,
    cast::AsArray,
    types::{ArrowPrimitiveType, UInt8Type},
};
use arrow_schema::DataType;

use crate::{
    TableError,
    cells::{with_integers, wrong_type},
    kernels::{self, Integer, Meanings, NOBODY, ViewTable},
    labels::{Labels, NULL, UNKNOWN},
    slots::{Found, bit_of, packed_at},
};

/// A column of candidates.
pub(crate) struct Candidates<'a> {
    cells: &'a dyn Array,
    labels: &'a Labels,
    /// Whom the entries of a dictionary, or else the smallest numbers, mean.
    table: Vec<u32>,
    /// How marks become keys of one byte; nothing where they do not.
    way: Option<Way<'a>>,
    /// Whom those keys mean.
    meanings: Meanings,
}

/// How marks become keys of one byte.
enum Way<'a> {
    /// They are such keys.
    Bytes(&'a [u8]),
    /// The key is the number, where it is below 255.
    Numbers(&'a dyn Array),
    /// The key is the position that the table gives, since the table has too many places.
    Entries(&'a dyn Array),
    /// The key is the number of the text, by vectors.
    Views(&'a [u8], &'a ViewTable),
    /// The same, where texts are packed first.
    Packed(&'a dyn Array, &'a ViewTable),
    /// The key is the position, text by text.
    Texts(&'a dyn Array, Found<'a>),
}

const A_CANDIDATE: &str = "a column of candidates: text, integers or a dictionary of them";

fn place(number: impl TryInto<usize>) -> Option<usize> {
    number.try_into().ok()
}

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
        let way = Way::new(cells, labels, table.len());
        let meanings = match way {
            Some(Way::Bytes(_) | Way::Numbers(_)) => Meanings::new(table.iter().copied()),
            Some(Way::Views(_, texts) | Way::Packed(_, texts)) => {
                Meanings::new(texts.positions().iter().copied())
            }
            _ => Meanings::new(0..64),
        };
        Ok(Self { cells, labels, table, way, meanings })
    }

    /// Appends lists as bits: the list `i` is the rows from `start + bounds[i]` to `start + bounds[i + 1]`.
    ///
    /// False where that is not all there is to it: nulls, marks for nobody, repeated marks, long texts. What was appended then means nothing.
    pub(crate) fn lists(
        &self,
        start: usize,
        bounds: &[u32],
        room: &mut Vec<u8>,
        into: &mut Vec<u64>,
    ) -> bool {
        let (Some(way), Some(first), Some(last)) = (&self.way, bounds.first(), bounds.last())
        else {
            return false;
        };
        let rows = start.saturating_add(*first as usize)..start.saturating_add(*last as usize);
        if self.cells.null_count() > 0 {
            return false;
        }
        room.clear();
        let keys = match way {
            Way::Bytes(keys) => keys.get(rows),
            _ => way.keys(rows, &self.table, room).then_some(room.as_slice()),
        };
        keys.is_some_and(|keys| kernels::lists(keys, bounds, &self.meanings, into))
    }

    /// As [`Self::lists`], for rows that are lists where they belong together: a null that stands alone is a list without marks.
    pub(crate) fn runs(
        &self,
        start: usize,
        bounds: &[u32],
        room: &mut Vec<u8>,
        into: &mut Vec<u64>,
    ) -> bool {
        if self.cells.null_count() == 0 {
            return self.lists(start, bounds, room, into);
        }
        let (Some(&first), Some(&last)) = (bounds.first(), bounds.last()) else { return false };
        let mut positions = Vec::new();
        self.resolve(start + first as usize, last.saturating_sub(first) as usize, &mut positions);
        let mut rest = positions.as_slice();
        for (from, to) in bounds.iter().zip(bounds.iter().skip(1)) {
            let run;
            (run, rest) = rest.split_at(rest.len().min(to.saturating_sub(*from) as usize));
            let bits = run.iter().fold(0, |bits, &position| bits | bit_of(position));
            if bits.count_ones() as usize != run.len() && run != [NULL] {
                return false;
            }
            into.push(bits);
        }
        true
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

impl<'a> Way<'a> {
    fn new(cells: &'a dyn Array, labels: &'a Labels, table: usize) -> Option<Self> {
        if labels.candidates() > 64 {
            return None;
        }
        let numbers: &dyn Array = match cells.data_type() {
            DataType::Utf8View | DataType::Utf8 | DataType::LargeUtf8 => {
                return Some(match (labels.slots.views(), cells.as_string_view_opt()) {
                    (Some(texts), Some(cells)) => {
                        Self::Views(cells.views().inner().as_slice(), texts)
                    }
                    (Some(texts), None) => Self::Packed(cells, texts),
                    (None, _) => Self::Texts(cells, labels.slots.found()?),
                });
            }
            DataType::Dictionary(_, _) => cells.as_any_dictionary().keys(),
            kind if kind.is_integer() => cells,
            _ => return None,
        };
        if numbers.null_count() > 0 {
            return None;
        }
        Some(match numbers.as_primitive_opt::<UInt8Type>() {
            Some(bytes) => Self::Bytes(bytes.values()),
            None if table <= 256 => Self::Numbers(numbers),
            None => Self::Entries(numbers),
        })
    }

    /// Appends the key of each row; false where a row is surely no mark for a candidate.
    fn keys(&self, rows: Range<usize>, table: &[u32], into: &mut Vec<u8>) -> bool {
        match *self {
            Self::Bytes(bytes) => bytes.get(rows).map(|keys| into.extend(keys)).is_some(),
            Self::Numbers(numbers) => with_integers!(numbers, numbers => {
                numbers.values().get(rows).map(|numbers| Integer::narrow(numbers, into)).is_some()
            })
            .unwrap_or(false),
            Self::Entries(numbers) => with_integers!(numbers, numbers => {
                let numbers = numbers.values().get(rows);
                let position = |number| table.get(place(number)?).copied();
                let key = |number| position(number).and_then(|n| u8::try_from(n).ok());
                let keys = |numbers: &[_]| {
                    into.extend(numbers.iter().map(|&number| key(number).unwrap_or(NOBODY)));
                };
                numbers.map(keys).is_some()
            })
            .unwrap_or(false),
            Self::Views(views, texts) => {
                let byte = |row: usize| row.saturating_mul(size_of::<u128>());
                let views = views.get(byte(rows.start)..byte(rows.end));
                views.is_some_and(|views| texts.keys(views, into))
            }
            Self::Packed(texts, table) => match texts.data_type() {
                DataType::Utf8 => {
                    packed::<i32>(texts, rows).is_some_and(|texts| table.keys_of(texts, into))
                }
                _ => packed::<i64>(texts, rows).is_some_and(|texts| table.keys_of(texts, into)),
            },
            Self::Texts(texts, slots) => match texts.data_type() {
                DataType::Utf8 => {
                    packed::<i32>(texts, rows).is_some_and(|texts| slots.keys(texts, into))
                }
                DataType::LargeUtf8 => {
                    packed::<i64>(texts, rows).is_some_and(|texts| slots.keys(texts, into))
                }
                _ => {
                    let views = texts.as_string_view().views().get(rows);
                    views.is_some_and(|views| slots.keys(views.iter().copied(), into))
                }
            },
        }
    }
}

/// Texts of a column with offsets, packed.
fn packed<O: OffsetSizeTrait>(
    texts: &dyn Array,
    rows: Range<usize>,
) -> Option<impl Iterator<Item = u128>> {
    let texts = texts.as_string::<O>();
    let bytes = texts.values().as_slice();
    let offsets = texts.value_offsets().get(rows.start..=rows.end)?;
    let ends = offsets.iter().zip(offsets.iter().skip(1));
    Some(ends.map(|(from, to)| packed_at(bytes, from.as_usize(), to.as_usize())))
}
