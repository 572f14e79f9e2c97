//! Every problem a file can have: a code, a text, the way out.

use vaali::values::{Datum, Values, values};

use crate::Severity;

macro_rules! problems {
    ($($(#[$doc:meta])* $code:literal $severity:ident $name:ident $({ $($(#[$field_doc:meta])* $field:ident: $kind:ty),* })? => $message:literal $(($($arg:tt)*))?, $fix:literal;)*) => {
        /// What can be wrong with a file, with the figures it is about. The text is in English; other languages are made from the code and the data.
        ///
        /// No problem of a ballot holds what the ballot says.
        #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
        #[non_exhaustive]
        pub enum Problem {
            $($(#[$doc])* #[error($message $(, $($arg)*)?)] $name $({ $($(#[$field_doc])* $field: $kind),* })?,)*
        }

        impl Problem {
            /// A stable code, such as `F10`.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$name { .. } => $code,)* }
            }

            /// How grave it is.
            pub fn severity(&self) -> Severity {
                match self { $(Self::$name { .. } => Severity::$severity,)* }
            }

            /// What to do about it.
            pub fn fix(&self) -> &'static str {
                match self { $(Self::$name { .. } => $fix,)* }
            }

            /// What it is about, by the names of its fields.
            pub fn values(&self) -> Values {
                match self { $(Self::$name $({ $($field),* })? => values(&[$($((stringify!($field), $field as &dyn Datum)),*)?]),)* }
            }

            /// Every code there is, for documentation and tests.
            pub const CODES: &'static [&'static str] = &[$($code),*];

            /// The names of the values of every code, in the same order.
            pub const FIELDS: &'static [&'static [&'static str]] = &[$(&[$($(stringify!($field)),*)?]),*];
        }
    };
}

/// A number with its noun.
fn counted(number: u64, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// One cell where several belong is nearly always a row parted by something else than the header.
fn cells(found: usize, expected: usize) -> String {
    let cells = counted(found as u64, "cell", "cells");
    let suspicion =
        if found == 1 && expected > 1 { ": perhaps another separator parts it" } else { "" };
    format!("the row has {cells}, the header {expected}{suspicion}")
}

/// An empty cell is said to be one.
fn not_expected(text: &str, expected: &str) -> String {
    if text.is_empty() {
        format!("the cell is empty, and must hold {expected}")
    } else {
        format!("`{text}` is not {expected}")
    }
}

/// The column that may be meant.
fn nearest_known(nearest: &str) -> String {
    if nearest.is_empty() {
        return String::new();
    }
    format!("; the nearest known one is `{nearest}`")
}

/// Merged cells, with how many other groups of them there are.
fn merged(cells: &str, groups: u64) -> String {
    let others = match groups {
        0 | 1 => String::new(),
        groups => format!(" ({groups} groups of cells in all)"),
    };
    format!(
        "the cells {cells} are merged{others}: the first holds the text, and the others were read as empty"
    )
}

problems! {
    /// The folder holds no election.
    "F01" Error NoElection { /** The folder. */ folder: String } => "there is no election.toml in `{folder}`", "run `vaali new DIR` to make one, or name the folder that holds it";
    /// The file cannot be opened or read.
    "F02" Error Unreadable { /** What the system says. */ problem: String } => "cannot be read: {problem}", "check the file's name, place and permissions";
    /// Nothing in the file.
    "F03" Error Empty => "the file is empty", "save it again with a header row";
    /// Zero bytes: not a text.
    "F04" Error Binary => "the file holds zero bytes: it is not a text", "save it as CSV UTF-8 from the spreadsheet program; a workbook (.xlsx) goes into an election's folder with `vaali import`";
    /// A row beyond all measure.
    "F05" Error RowTooLong { /** The limit in bytes. */ limit: usize } => "a row is longer than {limit} bytes", "check that the file is the right one and that its rows end with line ends";
    /// More columns than a spreadsheet has.
    "F06" Error TooManyColumns { /** The columns. */ columns: usize, /** The limit. */ limit: usize } => "{columns} columns are more than {limit}", "use the long layout: a row for each mark, with the columns voter and candidate";
    /// Neither a BOM nor UTF-8.
    "F07" Warning NotUnicode => "the file is not UTF-8 and was read as Windows-1252", "check the letters å, ä and ö; saving as CSV UTF-8 removes all doubt";
    /// A quote that never ends.
    "F08" Error UnclosedQuote => "a quoted cell begins here and does not end", "close the quote, or double a quote that is meant as a letter";
    /// Something after the end of a quoted cell.
    "F09" Error TextAfterQuote => "there is text after the end of a quoted cell", "double a quote that is meant as a letter";
    /// A row of another length than the header.
    "F10" Error WrongNumberOfCells { /** Cells in the row. */ found: usize, /** Cells in the header. */ expected: usize } => "{}" (cells(*found, *expected)), "use the separator of the header in every row, put cells that hold it in quotes, and fill the row up with empty cells";
    /// A column that must be there.
    "F11" Error MissingColumn { /** The column. */ column: String, /** The columns found. */ found: String } => "the column `{column}` is missing; found: {found}", "add the column, or name it so in the header";
    /// A column that nothing reads.
    "F12" Warning UnknownColumn { /** The nearest known column; empty where none is near. */ nearest: String } => "the column is not known and was not read{}" (nearest_known(nearest)), "rename it if that is meant";
    /// Addresses are not kept.
    "F13" Note PrivateColumn => "addresses and telephone numbers are not needed for an election and were not kept", "nothing; remove the column if the file is passed on";
    /// Two columns that mean the same.
    "F14" Error SameColumn { /** The number of the first, from 1. */ first: usize } => "the column means the same as column {first}", "keep one of them";
    /// A column without a name.
    "F15" Warning UnnamedColumn { /** Its number, from 1. */ number: usize } => "column {number} has no name and was not read", "name it, or remove it";
    /// Rows in which every cell is empty.
    "F16" Note EmptyRows { /** How many. */ rows: u64 } => "{} passed over, the first of them here" (counted(*rows, "row holds nothing and was", "rows hold nothing and were")), "nothing";
    /// Empty lines in a file of one column, where they are ballots.
    "F17" Note EmptyLinesCounted { /** How many. */ rows: u64 } => "{}, the first of them here" (counted(*rows, "empty line counts as a blank ballot", "empty lines count as blank ballots")), "remove them if they are none";
    /// Broken TOML.
    "F18" Error NotToml { /** What the reader says. */ problem: String } => "not readable as TOML: {problem}", "mend the line: an entry is `name = value`, with texts in straight quotes, numbers, true and false without, and lists in square brackets";
    /// A cell of the wrong kind.
    "F19" Error WrongCell { /** What the cell holds. */ text: String, /** What it should hold. */ expected: &'static str } => "{}" (not_expected(text, expected)), "write that into the cell; remove the row if it is no entry";
    /// No time.
    "F20" Error NotATime { /** What is there. */ text: String } => "`{text}` is not a time", "write date and time like 2026-03-05 16:00, 5.3.2026 16.00 or 2026-03-05T16:00:00+02:00";
    /// The hour that comes twice when the clocks go back.
    "F21" Error TimeTwice { /** What is there. */ text: String, /** The first instant. */ first: String, /** The second instant. */ second: String } => "`{text}` happens twice, as the clocks go back: {first} and {second}", "write the one that is meant, with its offset";
    /// The hour that is left out when the clocks go forward.
    "F22" Error TimeNever { /** What is there. */ text: String, /** The clocks as they were before. */ first: String, /** The clocks as they are after. */ second: String } => "`{text}` does not exist, as the clocks go forward: it could be {first} or {second}", "write the one that is meant, with its offset";
    /// A local time, and no zone.
    "F23" Error NoTimeZone { /** What is there. */ text: String } => "`{text}` has no offset, and rules.time_zone is missing", "write time_zone = \"Europe/Helsinki\" under [rules], or the offset with the time";
    /// A zone that does not exist.
    "F24" Error UnknownTimeZone { /** What is there. */ text: String } => "`{text}` is no time zone", "write the IANA name, such as Europe/Helsinki";
    /// The same list in two places.
    "F25" Error TwoSources { /** The file of the rules. */ file: &'static str, /** The other file. */ other: &'static str } => "this list is in {file} and in {other}", "keep one of them";
    /// No candidates anywhere.
    "F26" Error NoCandidateFile => "there is no candidates.csv", "make it, with the columns id, name and organisation and a row for each candidate";
    /// One text in one language and in several.
    "F27" Error PlainAndLanguages { /** The column without a language. */ column: String } => "`{column}` is there with and without a language", "use the columns with _fi, _sv and _en, or the one without";
    /// Not UTF-8 although it says so, or must be.
    "F28" Error BrokenText { /** The encoding. */ encoding: &'static str } => "the text is broken: it is not {encoding}", "save the file again as UTF-8 (in Notepad: File, Save as, Encoding: UTF-8)";
    /// Too large to be what it should be.
    "F29" Error FileTooLarge { /** The limit in units of 2^20 bytes. */ mebibytes: u64 } => "the file is larger than {mebibytes} MiB", "check that it is the right one; ballots as CSV may be of any size";
    /// More findings than can be read.
    "F30" Note MoreFindings { /** How many were left out. */ more: u64 } => "{more} more of this kind are not listed", "mend those listed, then read again";
    /// The header fits no layout.
    "F31" Error NoLayout { /** The columns found. */ found: String } => "no layout of ballots fits the columns {found}", "use the columns voter, cast_at and marks (list: a row is a ballot); voter (or ballot), candidate and cast_at (long: a row is a mark, and a blank ballot is a row with an empty candidate); or voter, cast_at and a column for each candidate by id or exact name (wide). cast_at may be left out, and voter where the ballots are not linked to the roll";
    /// The header fits several layouts.
    "F32" Error AmbiguousLayout { /** The columns that decide. */ found: String } => "several layouts of ballots fit the columns {found}", "keep a column `marks` (list), or a column `candidate` (long), or a column for each candidate (wide)";
    /// Linked ballots without voters.
    "F33" Error VoterColumnMissing { /** The columns found. */ found: String } => "the ballots are linked to the roll, but there is no column `voter`; found: {found}", "add it, or write ballots = \"anonymous\" or \"separate\"";
    /// A cell of a wide row that is neither a mark nor none.
    "F34" Error UnclearMark => "the cell is neither a mark nor empty", "write 1, x, yes, y, true, kyllä, k, ja or the candidate's own id or name for a mark, and 0, no, n, false, ei, nej, - or nothing for none";
    /// A column that is no candidate's, while a candidate has none.
    "F35" Error CandidateWithoutColumn { /** The candidate. */ id: String, /** The nearest column that is not known. */ nearest: String } => "candidate `{id}` has no column; the nearest column that is not known is `{nearest}`", "name the column by the candidate's id, or remove the columns that are none";
    /// A candidate nobody could mark.
    "F36" Warning CandidateNotOffered { /** The candidate. */ id: String } => "candidate `{id}` has no column: no ballot marks them", "check that the form offered this candidate";
    /// Two columns of one candidate.
    "F37" Error CandidateTwice { /** The candidate. */ id: String } => "two columns are those of candidate `{id}`", "keep one of them";
    /// Rows of one ballot that contradict each other.
    "F38" Error BallotDisagrees { /** The row of the same ballot. */ row: u64, /** The column. */ column: &'static str } => "the row belongs to the ballot of row {row}, but its `{column}` is another", "add a column `ballot` that tells the ballots apart";
    /// Long layout without a key.
    "F39" Error NothingGroupsRows { /** The columns found. */ found: String } => "nothing says which rows are one ballot; found: {found}", "add a column `ballot` with the same number on all rows of a ballot";
    /// An empty mark beside others.
    "F40" Warning EmptyMark => "the row names no candidate, but its ballot has other rows", "check that no mark was lost";
    /// A label that is also a list of labels.
    "F41" Error LabelIsList { /** The id or name. */ label: String } => "`{label}` is a candidate and also reads as a list of candidates", "give the candidate another id, or use the wide or long layout";
    /// No marks on the roll.
    "F42" Warning NoRollMarks => "the ballots are apart from the roll, but there is no voted.csv", "add it, with the column voter and a row for each voter marked on the roll";
    /// Marks on the roll that nothing reads.
    "F43" Warning RollMarksUnused => "the file was not read: ballots are not apart from the roll", "remove it, or write ballots = \"separate\"";
    /// Voters named where they must not be.
    "F44" Note VoterNotKept => "the ballots are not linked to the roll: the voters named were not kept", "nothing; remove the column if the file is passed on";
    /// No ballots.
    "F45" Warning NoBallots => "there is a header but no ballot", "check that it is the right file";
    /// No ballot file.
    "F46" Error NoBallotFile => "there is no ballots.csv", "export the ballots into the folder under this name, with the columns voter, cast_at and marks (list); voter, cast_at and a column for each candidate (wide); or voter (or ballot), candidate and cast_at (long); or take what the form tool gives: `vaali import DIR --ballots FILE`";
    /// A row of the long layout that belongs to no ballot.
    "F47" Error NoBallotKey => "the cell is empty: nothing says to which ballot the row belongs", "write the same number on all rows of a ballot";
    /// A name that several candidates have.
    "F48" Error SharedName { /** A candidate. */ id: String, /** Another one of this name. */ other: String } => "the candidates `{id}` and `{other}` have the same name, and the ballots use it: it cannot be known which of them is meant", "write the candidate's id instead of the name";
    /// Proceedings that cannot be understood.
    "F50" Error WrongProceedings { /** What the reader says. */ problem: String } => "{problem}", "write the entry with the names and kinds expected; `vaali lot` and `vaali decline` write theirs by themselves";
    /// The file could not be written.
    "F51" Error NotWritten { /** What the system says. */ problem: String } => "cannot be written: {problem}", "check the folder's permissions and the room on the disk; the file is as it was";
    /// The definition is not the one that was frozen.
    "F55" Warning ChangedSinceFreeze { /** Which parts. */ changed: String, /** When it was frozen. */ frozen_at: String, /** The hash then. */ then: String, /** The hash now. */ now: String } => "{changed} changed since the freeze at {frozen_at}: the hash of the whole was {then} and is {now}", "undo the change; if the meeting decided it, freeze again with `vaali freeze DIR --again`";
    /// A freeze that cannot be read.
    "F56" Error WrongFreeze { /** What the reader says. */ problem: String } => "{problem}", "write the entry as `vaali freeze` does; if that cannot be mended, remove the file and freeze again";
    /// A section is missing.
    "F60" Error NoSection { /** The section. */ section: &'static str } => "the section {section} is missing", "check that the file is a whole Pabulib file: META, PROJECTS, VOTES in this order";
    /// Another kind of vote.
    "F61" Error NotApproval { /** The kind. */ kind: String } => "the votes are of the type `{kind}`, which says more than approval", "use a file with vote_type;approval: ranks and points cannot be counted as marks without changing their sense";
    /// A value of META that cannot be read.
    "F62" Error WrongMeta { /** The key. */ key: String, /** The value. */ value: String } => "`{key}` is `{value}`, which is no number", "mend the value";
    /// A limit that is not checked.
    "F63" Note LimitNotChecked { /** The key. */ key: String, /** The value. */ value: String } => "`{key};{value}` limits the ballots in a way that is not checked here", "nothing: a ballot beyond it would be counted";
    /// A published figure that does not fit.
    "F64" Warning CountDiffers { /** The key. */ key: &'static str, /** The figure published. */ published: u64, /** The figure found. */ found: u64 } => "`{key}` says {published}, the file holds {found}", "check that the file is whole";
    /// A file that says it is a workbook and is none.
    "F70" Error NotAWorkbook { /** What the reader says. */ problem: String } => "the workbook cannot be read: {problem}", "open it in the spreadsheet program and save it again as .xlsx, without a password";
    /// A sheet that nobody sees.
    "F71" Note HiddenSheet { /** The sheet. */ sheet: String } => "the hidden sheet `{sheet}` was not read", "nothing; show it in the spreadsheet program if it is the one that is meant";
    /// More than one sheet to choose from.
    "F72" Error SeveralSheets { /** The sheets. */ found: String } => "several sheets hold something: {found}", "keep one of them in the file; for ballots, --sheet NAME says which one to read";
    /// The sheet asked for is not there.
    "F73" Error NoSuchSheet { /** The sheet asked for. */ sheet: String, /** The sheets there are. */ found: String } => "there is no sheet `{sheet}`; found: {found}", "name one of those";
    /// A formula that failed.
    "F74" Error FormulaFailed { /** What the cell shows. */ shown: String } => "the cell shows {shown}: its formula failed", "mend the formula, or write the value";
    /// A workbook, and no reader of workbooks.
    "F75" Error NoWorkbooksHere => "this program was built without the reader of workbooks (.xlsx)", "save the sheet as CSV UTF-8, or use a program built with it";
    /// No column with marks.
    "F76" Error NoMarks { /** The columns. */ found: String } => "no column holds names or ids of candidates; found: {found}", "check that the candidates are those of the form, or say which column holds the marks";
    /// More than one column could hold the marks.
    "F77" Error SeveralMarks { /** The columns. */ found: String } => "several columns hold names or ids of candidates: {found}", "say which one holds the marks";
    /// Labels in other letters than the list.
    "F78" Warning LettersDiffer { /** How many cells. */ cells: u64 } => "{} candidates in other capitals or spaces than the list does, the first of them here; they were taken for those candidates" (counted(*cells, "cell names", "cells name")), "confirm it, or write the names in the form as in the list";
    /// A cell that can be read in several ways.
    "F79" Error SeveralReadings => "the cell can be read as candidates in several ways", "export it with another separator, or write ids in the form's options";
    /// A date that is another day in another country.
    "F80" Error DayOrMonth { /** What is there. */ text: String } => "`{text}` does not say which number is the day", "say with --dates whether the day or the month comes first, or leave the column of times out";
    /// The column asked for is not there.
    "F81" Error NoSuchColumn { /** The column asked for. */ column: String, /** The columns there are. */ found: String } => "there is no column `{column}`; found: {found}", "name one of those";
    /// Voters by name.
    "F82" Note VotersByName { /** How many rows. */ rows: u64 } => "{} the voter by the name on the roll and not by the id, the first of them here" (counted(*rows, "row names", "rows name")), "nothing, if the names on the roll are right";
    /// A label that is no candidate's, in many cells.
    "F83" Warning UnknownLabel { /** The label. */ label: String, /** How many cells. */ cells: u64, /** The nearest candidate. */ nearest: String } => "`{label}` stands in {} and is no candidate's id or name; the nearest is `{nearest}`" (counted(*cells, "cell", "cells")), "compare the form's options with the list of candidates";
    /// Two candidates of one name.
    "F84" Warning NameShared { /** The name. */ name: String } => "several candidates are called `{name}`: who marks only the name marks nobody", "write the organisation or the id in the form's options";
    /// A column of an answer that may be a candidate's, while a candidate has none.
    "F85" Error ColumnNearCandidate { /** The candidate. */ id: String } => "the column is nobody's, and candidate `{id}`, whose name is near, has none", "write the candidate's name or id in the header";
    /// The file was recognised only by a guess.
    "F86" Warning Guessed { /** Why. */ reason: &'static str } => "the file names no form tool and was read by its content: {reason}", "check the mapping of the columns";
    /// Neither the name nor the content tells which format it is.
    "F90" Error UnknownDataSet => "neither the name nor the content tells which kind of data set this is", "name the file by its kind: .pb, .abc.yaml, .cat, .toi, .blt, .cvotes or .json";
    /// A ballot that ranks.
    "F91" Error RanksNotApprovals => "the ballot ranks its candidates, and ranks are not approvals", "use a file of approvals; if every ranked candidate is meant as approved, say --ranks-as-marks to `vaali convert`";
    /// A line that cannot be understood.
    "F92" Error WrongLine { /** What should be there. */ expected: String } => "this is not {expected}", "compare it with the description of the format, and mend it";
    /// A mark for nobody.
    "F93" Error UnknownMark => "the ballot marks a candidate whom the file does not have", "add the candidate, or mend the mark";
    /// Two marks for one candidate.
    "F94" Error MarkTwice => "the ballot marks a candidate twice", "keep one of the marks";
    /// Something the format demands.
    "F95" Error MissingEntry { /** What is missing. */ entry: String } => "{entry} is missing", "add it; the number of seats can be said with --seats N";
    /// More than can be counted here.
    "F96" Error TooMany { /** What there is too much of. */ what: &'static str, /** The limit. */ limit: u64 } => "there are more than {limit} {what}", "check that it is the right file, and split it if it is";
    /// Something that could be meant in another way.
    "F97" Warning Interpreted { /** How it was read. */ how: String } => "{how}", "check that this is what the file means";
    /// Something that a format has no place for.
    "F98" Warning NotKept { /** What is lost. */ what: &'static str, /** The format. */ format: &'static str } => "{format} has no place for {what}: not written", "nothing, if it is not needed there; else keep the first file too";
    /// Something without which the election would be another.
    "F99" Error CannotHold { /** What cannot be written. */ what: &'static str, /** The format. */ format: &'static str } => "{format} has no place for {what}, and without it the election would be another", "convert to another format: .cvotes holds most";
    /// A roll without ids.
    "F100" Note NamesAsIds => "no column holds ids: each entry is known by its name", "nothing, if ballots name the voter in the same words";
    /// A row that may be another one.
    "F101" Error MayBeTheSame { /** The name in the row. */ name: String, /** Names and places of the others. */ other: String, /** What is alike. */ why: &'static str } => "`{name}` may be the same as {other}: {why}", "decide in decisions.csv: `keep`, `drop` or `same as ID` for each of the rows";
    /// A decision that cannot be read.
    "F102" Error WrongDecision { /** What is there. */ text: String } => "`{text}` is no decision", "write `keep`, `drop` or `same as ID`";
    /// A decision about a row that is not there.
    "F103" Error StaleDecision { /** The file. */ file: String, /** The row. */ row: String } => "the decision is about row {row} of {file}, which is not as it was or no duplicate", "remove the line, and decide again what is listed as a duplicate";
    /// `same as` an entry that is not there.
    "F104" Error SameAsNobody { /** The id. */ id: String } => "the row is the same as `{id}`, but no row with this id is kept", "name the id of a row that is kept";
    /// One id for two entries that are kept.
    "F105" Error IdKeptTwice { /** The id. */ id: String, /** Where the first is. */ first: String } => "the id `{id}` is that of {first} too, and both are kept", "drop one of them, write `same as`, or give one of them another id in its list";
    /// Too many entries to compare each with each.
    "F106" Note SpellingNotCompared { /** The limit. */ limit: usize } => "more than {limit} entries: names were compared without near spellings", "look through the sorted list for near spellings";
    /// Rows that were merged or dropped.
    "F107" Note DecidedAway { /** What was decided. */ decision: String } => "the row is not in the roll: {decision}", "nothing; the decision stands in decisions.csv";
    /// Candidates without ids.
    "F108" Note IdsGiven => "no column holds ids: the candidates were given c1, c2 and so on by their rows", "nothing, if the form's options are the names";
    /// An organisation that is not on the roll.
    "F109" Warning OrganisationNotOnRoll { /** The organisation. */ text: String, /** The nearest on the roll. */ nearest: String } => "`{text}` is no id and no name on the roll; the nearest is `{nearest}`", "write the organisation as on the roll, or add it there";
    /// Nothing says which kind of votes a file holds.
    "F110" Error NoVoteType { /** The entry that is missing. */ entry: &'static str } => "nothing says which kind of votes these are: `{entry}` is missing", "add it if the votes are marks, approvals without ranks or points";
    /// A workbook that asks for a password.
    "F111" Error LockedWorkbook => "the workbook is locked with a password", "open it with the password, remove the password (File, Info, Protect Workbook), and save it as .xlsx";
    /// A file of another program.
    "F112" Error NotATable { /** What it is. */ what: &'static str } => "this is {what}, and no table that can be read here", "open it in the program it comes from, and save the sheet as .xlsx or as CSV UTF-8";
    /// A workbook beyond all measure.
    "F113" Error WorkbookTooLarge { /** What there is too much of. */ what: &'static str, /** The limit. */ limit: u64 } => "the workbook holds more than {limit} {what}", "keep only the sheet and the columns that are needed, or save the sheet as CSV UTF-8";
    /// Cells of which only the first holds the text.
    "F114" Warning MergedCells { /** Such as `A2:A5`. */ cells: String, /** How many such groups there are. */ groups: u64 } => "{}" (merged(cells, *groups)), "if the text is meant for each of them, unmerge them in the spreadsheet program and write it into each";
    /// Numbers that a format shows with leading zeros.
    "F115" Note ZerosOfFormat { /** How many cells. */ cells: u64 } => "{}; each was read as it is shown" (counted(*cells, "number is shown with leading zeros by the format of its cell", "numbers are shown with leading zeros by the format of their cells, the first of them here")), "nothing, if the ids have these zeros elsewhere too";
    /// Numbers where other cells of the column have leading zeros.
    "F116" Warning ZerosLost { /** How many cells. */ cells: u64, /** A text of the column with leading zeros. */ example: String } => "{}, while the column also holds `{example}`: leading zeros may be lost" (counted(*cells, "cell is a number", "cells are numbers, the first of them here")), "compare the ids with the list they come from; format the column as text before they are written";
    /// A number with more digits than a spreadsheet keeps.
    "F117" Warning DigitsLost { /** How many cells. */ cells: u64 } => "{} has more than 15 digits: a spreadsheet keeps no more, and the last ones may be wrong" (counted(*cells, "number", "numbers, the first of them here, each")), "write such ids as text";
    /// A cell in a column that the header does not have.
    "F118" Error CellBesideHeader => "the cell stands beside the header: its column has no name", "name the column in the first row, or clear the cell";
    /// A nomination after the deadline.
    "F120" Warning LateNomination { /** Who. */ name: String, /** When it came, by the rules' own clock. */ at: String, /** The deadline, by the same clock. */ deadline: String } => "the nomination of `{name}` came at {at}, after the deadline {deadline}: refused", "nothing: it stays in candidates.csv with its reason, and is not on the ballot";
    /// One nomination too many of an organisation.
    "F121" Warning SecondNomination { /** Who. */ name: String, /** Who nominated. */ organisation: String, /** Who was nominated before. */ standing: String } => "the nomination of `{name}` is one too many of `{organisation}`, which had nominated {standing}: refused", "nothing: it stays in candidates.csv with its reason, and is not on the ballot; if the first is to be withdrawn, write yes in its column `withdrawn`";
    /// A ballot that could not be taken out of the box any more.
    "F122" Error CannotBeParted { /** What is wrong with the voter. */ reason: String } => "{reason}; the rules keep ballots apart from the roll, and in the box nobody could take this one out again", "correct the voter, or remove the row and say so in the minutes";
    /// An organisation in another spelling than on the roll.
    "F123" Warning OrganisationSpelledOtherwise { /** What is there. */ text: String, /** The name on the roll. */ name: String, /** Its id. */ id: String } => "`{text}` was taken for `{name}` ({id}) on the roll: they differ at most in capitals, spaces, dots, ry or rf", "confirm it, or write the organisation as on the roll";
    /// A voter in another spelling than on the roll.
    "F124" Warning VoterSpelledOtherwise { /** What is there. */ text: String, /** The name on the roll. */ name: String, /** Its id. */ id: String } => "`{text}` is not on the roll to the letter; `{name}` ({id}) differs at most in capitals, spaces, dots, ry or rf", "write the id or the name as on the roll if that voter is meant: until then the row is rejected";
    /// Voters and ballots of one file, parted.
    "F125" Note Parted { /** How many ballots. */ ballots: u64 } => "the rules keep ballots apart from the roll: {} into ballots.csv in the order of their content, without voters and times, and who voted into voted.csv" (counted(*ballots, "ballot goes", "ballots go")), "nothing; destroy the export when it is no longer needed, for it joins the two";
    /// A voter whom nobody knows.
    "F126" Warning VoterNotOnRoll { /** What is there. */ text: String, /** The nearest name on the roll. */ nearest: String } => "`{text}` is no id and no name on the roll; the nearest is `{nearest}`", "write the voter as on the roll: until then the mark on the roll is rejected";

    /// Rows before the one that names the columns, such as a title and a date.
    "F127" Warning RowsAboveHeader { /** How many that hold something. */ rows: u64, /** The row that was taken for the header. */ header: u64 } => "{} above the header and {} passed over: row {header} is the first with several cells, and was taken for the header" (counted(*rows, "row stands", "rows stand"), if *rows == 1 { "was" } else { "were" }), "nothing, if that row names the columns; else remove what stands above the header, and save the file again";
    /// Ballots that are what nominations are.
    "F128" Warning LikeNominations { /** How many rows. */ rows: u64 } => "each of the {rows} rows names one candidate, and no two of them the same: this may be the list of nominations, not the ballots", "check that it is the right file; import the ballots again with --force if it is not";
    /// An entry of a part of the rules whose own line is a comment.
    "F129" Error OtherPart { /** The entry. */ field: String, /** The line of its part. */ part: String } => "`{field}` belongs below the line `{part}`, and stands below another one", "take the # away from that line too, or move the entry below it";

    /// A text file in an encoding of Windows.
    "F130" Warning OtherEncoding { /** The encoding. */ encoding: &'static str } => "the file is not UTF-8 and was read as {encoding}", "check the letters å, ä and ö, then save it as UTF-8 (in Notepad: File, Save as, Encoding: UTF-8)";

    /// Another file where a list of voters belongs.
    "F131" Error NoRoll { /** What it looks like. */ what: &'static str } => "this looks like {what}, not like a list of those entitled to vote", "give the list of members here: ballots are imported with --ballots, nominations with --nominations; if it is the list of members all the same, say which column holds their names: --column roll.name=\"HEADER\"";
    /// A list of voters that may be another file.
    "F132" Warning LikeAnswers { /** What it looks like. */ what: &'static str } => "this looks like {what}; each row was read as an entry of the roll", "nothing, if members answered it to be on the roll; else give the list of members: ballots are imported with --ballots, nominations with --nominations";
    /// Another file where nominations belong.
    "F133" Error NoNominations { /** What it looks like. */ what: &'static str } => "this looks like {what}, not like a list of nominations", "give the list of nominations here: ballots are imported with --ballots, members with --roll; if it is the list of nominations all the same, say which column holds the names: --column nominations.name=\"HEADER\"";

    /// A field of `meeting.toml` that does not exist, or holds something else.
    "F135" Error WrongMeeting { /** What the reader says. */ problem: String } => "{problem}", "compare the entry with the comments that `vaali new` writes into meeting.toml";
    /// No day.
    "F136" Error WrongMeetingDate { /** What is there. */ text: String } => "`{text}` is no day", "write the day of the meeting like 2030-04-15";
    /// Minutes are kept long and read by many.
    "F137" Error AddressInMeeting => "this is an e-mail address, and minutes hold none", "write the name only";

    /// Nominations with times and no deadline to hold them against.
    "F138" Warning NoDeadline => "the nominations say when they came, but the rules set no deadline: none of them was taken for late", "write nominations.deadline into election.toml and import them again, or leave it so if there was none";
    /// Rows of a worksheet that nobody sees.
    "F139" Warning HiddenRows { /** Which, such as `2, 4-7`. */ rows: String, /** How many. */ number: u64 } => "{} hidden, by hand or by a filter, and {} read like all others" (if *number == 1 { format!("row {rows} is") } else { format!("rows {rows} are") }, if *number == 1 { "was" } else { "were" }), "show them in the spreadsheet program; delete those that are not meant, and save the file again";
    /// Columns of a worksheet that nobody sees.
    "F140" Note HiddenColumns { /** How many. */ columns: u64 } => "{} hidden in the spreadsheet program, and read like all others" (counted(*columns, "column is", "columns, the first of them here, are")), "nothing, if each was taken for what it is";
    /// A candidate of the files that a new election is written with.
    "F150" Warning ExampleCandidate { /** The name. */ name: String } => "`{name}` is an example row of `vaali new`", "replace it by a candidate, or remove the row; a rehearsal (test = true in election.toml) may keep it";
    /// A voter of the files that a new election is written with.
    "F151" Warning ExampleVoter { /** The name. */ name: String } => "`{name}` is an example row of `vaali new`", "replace it by a voter, or remove the row; a rehearsal (test = true in election.toml) may keep it";
    /// The title of a set of rules, which names no election.
    "F152" Warning PresetTitle => "the title is still the preset's own", "write the title of your election, in every language it has; a rehearsal (test = true in election.toml) may keep it";
    /// A text by language under a key that is no code of one.
    "F153" Warning NotALanguage { /** The key. */ key: String, /** The code that was probably meant; empty where the key is no name of a language that vaali speaks. */ nearest: String } => "`{key}` is no language code, so nothing tells which language this text is in", "write the code of its language instead: fi, sv, en, or another of two or three letters as in BCP 47";
}
