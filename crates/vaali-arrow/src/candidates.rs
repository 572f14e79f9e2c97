//! A column of candidates, whatever its Arrow type: as positions, or the short way as bits.

use arrow_array::{
    Array, OffsetSizeTrait, PrimitiveArray, StringViewArray,
    cast::AsArray,
    types::{ArrowPrimitiveType, UInt8Type},
};
use arrow_schema::DataType;

use crate::{
    TableError,
    cells::{with_integers, wrong_type},
    labels::{Labels, NULL, UNKNOWN},
    slots::{Found, Mark, bit_of, packed_at},
};

/// A column of candidates.
pub(crate) struct Candidates<'a> {
    cells: &'a dyn Array,
    labels: &'a Labels,
    /// Whom the entries of a dictionary, or else the smallest numbers, mean.
    table: Vec<u32>,
    /// The same as bits; none for a mark for nobody. At least 256, so that a byte needs no look at how many there are.
    bits: Vec<u64>,
}

const A_CANDIDATE: &str = "a column of candidates: text, integers or a dictionary of them";

/// What is done with marks in one pass, without a position for each of them in between.
trait Pass {
    /// `marks` gives the marks of the rows from one to another; the answer is whether bits are all there is to them.
    fn run<I: Iterator<Item = Mark>>(self, marks: impl Fn(usize, usize) -> Option<I>) -> bool;
}

/// Lists as bits.
struct Lists<'p> {
    start: usize,
    ends: &'p [usize],
    into: &'p mut Vec<u64>,
}

impl Pass for Lists<'_> {
    #[inline]
    fn run<I: Iterator<Item = Mark>>(self, marks: impl Fn(usize, usize) -> Option<I>) -> bool {
        let (first, mut from, mut doubts) = (self.into.len(), self.start, 0);
        self.into.reserve(self.ends.len());
        for &to in self.ends {
            let Some(marks) = marks(from, to) else { return false };
            let Mark { bit, doubt } = joined(marks);
            doubts |= doubt;
            self.into.push(bit);
            from = to;
        }
        // No list has more bits than marks: so if all together have as many, each has, and none marks a candidate twice or nobody.
        let bits = ones(self.into.get(first..).unwrap_or_default());
        doubts == 0 && bits == (from - self.start) as u64
    }
}

fn place(number: impl TryInto<usize>) -> Option<usize> {
    number.try_into().ok()
}

/// The bits of many ballots together: counted apart from what makes them, so that it is done for several at once.
fn ones(ballots: &[u64]) -> u64 {
    ballots.iter().map(|bits| u64::from(bits.count_ones())).sum()
}

#[inline]
fn joined(marks: impl Iterator<Item = Mark>) -> Mark {
    marks.fold(Mark::default(), |all, mark| Mark {
        bit: all.bit | mark.bit,
        doubt: all.doubt | mark.doubt,
    })
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
        let mut bits: Vec<u64> = table.iter().map(|&position| bit_of(position)).collect();
        bits.resize(bits.len().max(256), 0);
        Ok(Self { cells, labels, table, bits })
    }

    /// Appends the lists that end at `ends`, the first of which begins at `start`, as bits.
    ///
    /// False where that is not all there is to it: nulls, marks for nobody, repeated marks, long texts.
    pub(crate) fn lists(&self, start: usize, ends: &[usize], into: &mut Vec<u64>) -> bool {
        self.cells.null_count() == 0 && self.pass(Lists { start, ends, into })
    }

    /// As [`Self::lists`], for rows that are lists where they belong together: a null that stands alone is a list without marks.
    pub(crate) fn runs(&self, start: usize, ends: &[usize], into: &mut Vec<u64>) -> bool {
        if self.cells.null_count() == 0 {
            return self.lists(start, ends, into);
        }
        let mut positions = Vec::new();
        let end = ends.last().copied().unwrap_or(start);
        self.resolve(start, end.saturating_sub(start), &mut positions);
        let mut rest = positions.as_slice();
        let mut from = start;
        for &to in ends {
            let run;
            (run, rest) = rest.split_at(rest.len().min(to - from));
            let bits = run.iter().fold(0, |bits, &position| bits | bit_of(position));
            if bits.count_ones() as usize != run.len() && run != [NULL] {
                return false;
            }
            into.push(bits);
            from = to;
        }
        true
    }

    fn pass(&self, pass: impl Pass) -> bool {
        if self.labels.candidates() > 64 {
            return false;
        }
        let slots = self.labels.slots.found();
        match (self.cells.data_type(), slots) {
            (DataType::Utf8View, Some(slots)) => {
                let views = self.cells.as_string_view().views();
                pass.run(|from, to| {
                    Some(views.get(from..to)?.iter().map(move |&view| slots.mark(view)))
                })
            }
            (DataType::Utf8, Some(slots)) => self.texts::<i32>(slots, pass),
            (DataType::LargeUtf8, Some(slots)) => self.texts::<i64>(slots, pass),
            (DataType::Dictionary(_, _), _) => {
                let keys = self.cells.as_any_dictionary().keys();
                keys.null_count() == 0 && self.numbered(keys, pass)
            }
            _ => self.numbered(self.cells, pass),
        }
    }

    fn texts<O: OffsetSizeTrait>(&self, slots: Found<'_>, pass: impl Pass) -> bool {
        let texts = self.cells.as_string::<O>();
        let (offsets, bytes) = (texts.value_offsets(), texts.values());
        pass.run(|from, to| {
            let ends = offsets.get(from..=to)?.windows(2);
            Some(ends.map(move |ends| match *ends {
                [from, to] => slots.mark(packed_at(bytes, from.as_usize(), to.as_usize())),
                _ => Mark::NONE,
            }))
        })
    }

    fn numbered(&self, numbers: &dyn Array, pass: impl Pass) -> bool {
        let mark = |bit: u64| Mark { bit, doubt: 0 };
        if let (Some(bytes), Some(bits)) =
            (numbers.as_primitive_opt::<UInt8Type>(), self.bits.first_chunk::<256>())
        {
            let bytes = bytes.values();
            return pass.run(|from, to| {
                let bytes = bytes.get(from..to)?.iter();
                Some(bytes.map(|&byte| mark(bits.get(usize::from(byte)).copied().unwrap_or(0))))
            });
        }
        let read = with_integers!(numbers, numbers => {
            let numbers = numbers.values();
            pass.run(|from, to| {
                Some(numbers.get(from..to)?.iter().map(|&number| {
                    mark(place(number).and_then(|at| self.bits.get(at)).copied().unwrap_or(0))
                }))
            })
        });
        read.unwrap_or(false)
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
