//! Columns that mark or do not mark: 0 and 1, true and false, whatever their Arrow type.

use arrow_array::{
    Array, ArrowNativeTypeOp, BooleanArray, PrimitiveArray,
    cast::AsArray,
    types::{ArrowPrimitiveType, Float32Type, Float64Type, UInt8Type},
};
use arrow_schema::DataType;

use crate::{
    TableError,
    cells::{with_integers, wrong_type},
};

const A_MARK: &str = "0, 1, true, false or null";

/// Notes for 64 rows at a time which of them a column of 0 and 1 marks: bit 0 is the first row.
///
/// A null is no mark. The error is the row, within the column, of a cell that is neither.
pub(crate) fn mark_words(
    column: &str,
    cells: &dyn Array,
    start: usize,
    length: usize,
    words: &mut Vec<u64>,
) -> Result<Result<(), usize>, TableError> {
    words.clear();
    words.resize(length.div_ceil(64), 0);
    if let Some(marks) = cells.as_boolean_opt() {
        booleans(marks, start, length, words);
        return Ok(Ok(()));
    }
    let nulls = cells.nulls().filter(|nulls| nulls.null_count() > 0);
    let read = match cells.data_type() {
        DataType::Null => Some(Ok(())),
        DataType::UInt8 if nulls.is_none() => {
            let cells = cells.as_primitive::<UInt8Type>().values();
            let cells = cells.get(start..start + length).unwrap_or_default();
            Some(bytes(cells, words).map_err(|row| start + row))
        }
        DataType::Float32 => Some(reals(cells.as_primitive::<Float32Type>(), start, length, words)),
        DataType::Float64 => Some(reals(cells.as_primitive::<Float64Type>(), start, length, words)),
        _ => with_integers!(cells, cells => numbers(cells, start, length, words)),
    };
    read.ok_or_else(|| wrong_type(column, cells, "a column of 0 and 1, or of true and false"))
}

/// Eight cells become eight bits by one multiplication: it moves the lowest bit of byte i to bit 56 + i.
fn bytes(cells: &[u8], words: &mut [u64]) -> Result<(), usize> {
    const LOWEST: u64 = 0x0101_0101_0101_0101;
    const GATHER: u64 = 0x0102_0408_1020_4080;
    for ((cells, word), first) in cells.chunks(64).zip(words).zip((0..).step_by(64)) {
        let (eights, rest) = cells.as_chunks::<8>();
        let mut all = rest.iter().fold(0, |all, &cell| all | u64::from(cell));
        for (nth, eight) in eights.iter().enumerate() {
            let eight = u64::from_le_bytes(*eight);
            all |= eight;
            *word |= ((eight & LOWEST).wrapping_mul(GATHER) >> 56) << (8 * nth);
        }
        for (nth, &cell) in rest.iter().enumerate() {
            *word |= u64::from(cell & 1) << (8 * eights.len() + nth);
        }
        if all & !LOWEST != 0 {
            let wrong = cells.iter().position(|&cell| cell > 1).unwrap_or(0);
            return Err(first + wrong);
        }
    }
    Ok(())
}

fn numbers<T: ArrowPrimitiveType>(
    cells: &PrimitiveArray<T>,
    start: usize,
    length: usize,
    words: &mut [u64],
) -> Result<(), usize> {
    let (zero, one) = (T::Native::ZERO, T::Native::ONE);
    let nulls = cells.nulls().filter(|nulls| nulls.null_count() > 0);
    let values = cells.values().get(start..start + length).unwrap_or_default();
    for ((values, word), first) in values.chunks(64).zip(words).zip((start..).step_by(64)) {
        let (mut set, mut wrong) = (0_u64, 0_u64);
        for (nth, &value) in values.iter().enumerate() {
            set |= u64::from(value == one) << nth;
            wrong |= u64::from(value != one && value != zero) << nth;
        }
        // What lies under a null means nothing.
        if let Some(nulls) = nulls {
            for nth in (0..values.len()).filter(|nth| nulls.is_null(first + nth)) {
                set &= !(1 << nth);
                wrong &= !(1 << nth);
            }
        }
        if wrong != 0 {
            return Err(first + wrong.trailing_zeros() as usize);
        }
        *word = set;
    }
    Ok(())
}

/// Columns become floating-point numbers where a cell was missing: then what is missing is no number.
#[expect(clippy::float_cmp, reason = "0 and 1 are exact, and nothing is computed")]
fn reals<T: ArrowPrimitiveType>(
    cells: &PrimitiveArray<T>,
    start: usize,
    length: usize,
    words: &mut [u64],
) -> Result<(), usize>
where
    T::Native: Into<f64>,
{
    for row in start..start + length {
        let cell: f64 = if cells.is_null(row) { 0.0 } else { cells.value(row).into() };
        let bit = match cell {
            _ if cell.is_nan() || cell == 0.0 => 0,
            _ if cell == 1.0 => 1,
            _ => return Err(row),
        };
        if let Some(word) = words.get_mut((row - start) / 64) {
            *word |= bit << ((row - start) % 64);
        }
    }
    Ok(())
}

pub(crate) fn wrong_mark(column: &str, row: u64) -> TableError {
    TableError::WrongCell { column: column.to_owned(), row, expected: A_MARK }
}

/// Bits are taken as they lie, eight bytes at a time.
fn booleans(marks: &BooleanArray, start: usize, length: usize, words: &mut [u64]) {
    let set = marks.values().slice(start, length);
    let chunks = set.bit_chunks();
    for (word, chunk) in words.iter_mut().zip(chunks.iter_padded()) {
        *word = chunk;
    }
    if let Some(nulls) = marks.nulls().filter(|nulls| nulls.null_count() > 0) {
        let valid = nulls.inner().slice(start, length);
        for (word, chunk) in words.iter_mut().zip(valid.bit_chunks().iter_padded()) {
            *word &= chunk;
        }
    }
}
