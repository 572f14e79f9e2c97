//! What keeps a table from being read: a code, the column, the row, the way out.

/// Why a table was not read.
///
/// No message repeats what a ballot says. Rows are counted from 1 over all chunks, as ballots are.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TableError {
    /// Whoever made the table could not hand it over.
    #[error("the table could not be read: {problem}")]
    Stream {
        /// What it says.
        problem: String,
    },
    /// The columns fit no layout.
    #[error("no layout of ballots fits the columns {found}")]
    NoLayout {
        /// The columns.
        found: String,
    },
    /// The columns fit several layouts.
    #[error("the columns {found} fit more than one layout of ballots")]
    SeveralLayouts {
        /// The columns.
        found: String,
    },
    /// A column that must be there.
    #[error("the column `{column}` is missing; found: {found}")]
    MissingColumn {
        /// The column.
        column: String,
        /// The columns there are.
        found: String,
    },
    /// Two columns of one meaning.
    #[error("the column `{column}` is there twice")]
    ColumnTwice {
        /// The column.
        column: String,
    },
    /// A column of another type.
    #[error("the column `{column}` is {found}, not {expected}")]
    WrongType {
        /// The column.
        column: String,
        /// Its type, as Arrow names it.
        found: String,
        /// What it should be.
        expected: &'static str,
    },
    /// A cell that cannot be what it should be.
    #[error("the cell is not {expected}")]
    WrongCell {
        /// The column.
        column: String,
        /// The row, from 1.
        row: u64,
        /// What it should be.
        expected: &'static str,
    },
    /// A mark for nobody, where nobody is there to reject the ballot.
    #[error("a mark names no candidate")]
    UnknownCandidate {
        /// The column.
        column: String,
        /// The row, from 1.
        row: u64,
    },
    /// A candidate marked twice, where nobody is there to reject the ballot.
    #[error("the ballot marks a candidate twice")]
    RepeatedMark {
        /// The row, from 1.
        row: u64,
    },
    /// A null among the marks of a ballot.
    #[error("a mark is null")]
    NullMark {
        /// The column.
        column: String,
        /// The row, from 1.
        row: u64,
    },
    /// A row that belongs to no ballot.
    #[error("the row does not say to which ballot it belongs")]
    NullKey {
        /// The column.
        column: String,
        /// The row, from 1.
        row: u64,
    },
    /// Rows of one ballot that contradict each other.
    #[error("the row differs from the first row of its ballot")]
    RowsDiffer {
        /// The column.
        column: String,
        /// The row, from 1.
        row: u64,
    },
    /// Times without a zone.
    #[error("the times of the column `{column}` have no time zone")]
    NoTimeZone {
        /// The column.
        column: String,
    },
    /// A matrix of another width than there are candidates.
    #[error("the matrix has {columns} columns, there are {candidates} candidates")]
    WrongShape {
        /// The columns of the matrix.
        columns: usize,
        /// The candidates.
        candidates: usize,
    },
    /// More than a profile holds.
    #[error("{problem}")]
    TooMuch {
        /// What there is too much of.
        problem: String,
        /// The row, from 1.
        row: u64,
    },
    /// The caller asked to stop.
    #[error("stopped")]
    Stopped,
}

/// Every code with its name.
const CODES: [(&str, &str); 15] = [
    ("Y02", "stream"),
    ("Y03", "no_layout"),
    ("Y04", "several_layouts"),
    ("Y05", "missing_column"),
    ("Y06", "column_twice"),
    ("Y07", "wrong_type"),
    ("Y08", "wrong_cell"),
    ("Y09", "unknown_candidate"),
    ("Y10", "repeated_mark"),
    ("Y11", "null_mark"),
    ("Y12", "null_key"),
    ("Y13", "rows_differ"),
    ("Y14", "no_time_zone"),
    ("Y15", "wrong_shape"),
    ("Y16", "too_much"),
];

impl TableError {
    /// Every code with its name, for documentation and tests.
    pub const CODES: &'static [(&'static str, &'static str)] = &CODES;

    fn number(&self) -> usize {
        match self {
            Self::Stream { .. } => 0,
            Self::NoLayout { .. } => 1,
            Self::SeveralLayouts { .. } => 2,
            Self::MissingColumn { .. } => 3,
            Self::ColumnTwice { .. } => 4,
            Self::WrongType { .. } => 5,
            Self::WrongCell { .. } => 6,
            Self::UnknownCandidate { .. } => 7,
            Self::RepeatedMark { .. } => 8,
            Self::NullMark { .. } => 9,
            Self::NullKey { .. } => 10,
            Self::RowsDiffer { .. } => 11,
            Self::NoTimeZone { .. } => 12,
            Self::WrongShape { .. } => 13,
            Self::TooMuch { .. } => 14,
            Self::Stopped => 15,
        }
    }

    /// A stable code, such as `Y08`; `stopped` where the caller asked for it, which is nobody's fault.
    pub fn code(&self) -> &'static str {
        CODES.get(self.number()).map_or("stopped", |(code, _)| code)
    }

    /// The name of the error, such as `wrong_cell`.
    pub fn name(&self) -> &'static str {
        CODES.get(self.number()).map_or("stopped", |(_, name)| name)
    }

    /// The row it is about, from 1.
    pub fn row(&self) -> Option<u64> {
        match self {
            Self::WrongCell { row, .. }
            | Self::UnknownCandidate { row, .. }
            | Self::RepeatedMark { row }
            | Self::NullMark { row, .. }
            | Self::NullKey { row, .. }
            | Self::RowsDiffer { row, .. }
            | Self::TooMuch { row, .. } => Some(*row),
            _ => None,
        }
    }

    /// The column it is about.
    pub fn column(&self) -> Option<&str> {
        match self {
            Self::MissingColumn { column, .. }
            | Self::ColumnTwice { column }
            | Self::WrongType { column, .. }
            | Self::WrongCell { column, .. }
            | Self::UnknownCandidate { column, .. }
            | Self::NullMark { column, .. }
            | Self::NullKey { column, .. }
            | Self::RowsDiffer { column, .. }
            | Self::NoTimeZone { column } => Some(column),
            _ => None,
        }
    }

    /// What to do about it.
    pub fn fix(&self) -> &'static str {
        match self {
            Self::Stream { .. } => "look at what the library that made the table says",
            Self::NoLayout { .. } => {
                "use a column of lists `marks` (a row is a ballot), the columns `voter` or `ballot` and `candidate` (a row is a mark), or a column for each candidate named by id or exact name; other names are given as arguments"
            }
            Self::SeveralLayouts { .. } => "give only the columns of one layout",
            Self::MissingColumn { .. } => {
                "add the column, or say how it is called; every candidate on the ballot needs one in the wide layout"
            }
            Self::ColumnTwice { .. } => "keep one of them",
            Self::WrongType { .. } => "cast the column first",
            Self::WrongCell { .. } => "mend the cell",
            Self::UnknownCandidate { .. } => {
                "compare the marks with the candidates given, to the letter"
            }
            Self::RepeatedMark { .. } => "keep one of the marks",
            Self::NullMark { .. } => "drop the null, or write the mark",
            Self::NullKey { .. } => "write the voter or the number of the ballot in every row",
            Self::RowsDiffer { .. } => {
                "write the same voter and the same time in every row of a ballot; a row without a candidate is a blank ballot and stands alone"
            }
            Self::NoTimeZone { .. } => {
                "give the column a time zone: `dt.replace_time_zone` in polars, `dt.tz_localize` in pandas"
            }
            Self::WrongShape { .. } => {
                "give a matrix with a row for each ballot and a column for each candidate"
            }
            Self::TooMuch { .. } => "split the ballots and add up the tallies",
            Self::Stopped => "nothing: it was asked for",
        }
    }
}
