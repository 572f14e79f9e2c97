//! What can be wrong with a definition: data with a code, a path and the way out.

use std::fmt;

use serde::Serialize;

use super::{CandidateId, OfficeId, VoterId, plain_words};
use crate::{
    values::{Datum, Values, values},
    words::counted,
};

/// Whether a fault stops the election or only deserves a look.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// The definition cannot be frozen.
    Error,
    /// The definition can be frozen; somebody should confirm that it is meant.
    Warning,
}

/// One fault at one place of a definition.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: {fault}")]
pub struct Fault {
    /// Where: a path such as `rules.seats.min` or `candidates[3].id`, counted from 0.
    pub path: String,
    /// What.
    pub fault: DefinitionFault,
}

impl Fault {
    pub(crate) fn new(path: impl Into<String>, fault: DefinitionFault) -> Self {
        Self { path: path.into(), fault }
    }

    /// Whether it stops the election.
    pub fn severity(&self) -> Severity {
        self.fault.severity()
    }
}

/// All faults of a definition, never empty when returned as an error.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Faults(pub Vec<Fault>);

impl fmt::Display for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, fault) in self.0.iter().enumerate() {
            if i > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{} {fault}; {}", fault.fault.code(), fault.fault.fix())?;
        }
        Ok(())
    }
}

impl std::error::Error for Faults {}

macro_rules! definition_faults {
    ($($(#[$doc:meta])* $code:literal $severity:ident $name:ident $({ $($(#[$field_doc:meta])* $field:ident: $kind:ty),* })? => $message:literal $(($($arg:tt)*))?, $fix:literal;)*) => {
        /// What is wrong, with the figures it is about. The text in English; other languages are made from the code and the data.
        #[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize)]
        #[serde(tag = "fault", rename_all = "snake_case")]
        #[non_exhaustive]
        pub enum DefinitionFault {
            $($(#[$doc])* #[error($message $(, $($arg)*)?)] $name $({ $($(#[$field_doc])* $field: $kind),* })?,)*
        }

        impl DefinitionFault {
            /// A stable code, such as `D41`.
            pub fn code(&self) -> &'static str {
                match self { $(Self::$name { .. } => $code,)* }
            }

            /// Whether it stops the election.
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

definition_faults! {
    /// The text is not JSON.
    "D01" Error NotJson { /** What the reader says. */ problem: String } => "not readable: {problem}", "mend the syntax at the place named";
    /// A field that does not exist.
    "D02" Error UnknownField { /** The field. */ field: String, /** The one that was probably meant; empty where none is like it. */ nearest: String, /** All that exist there. */ known: Vec<String> }
        => "{}" (plain_words::unknown(field, known)), "write one of the known words";
    /// A field that must be said.
    "D03" Error MissingField { /** The field. */ field: String } => "`{field}` is missing", "say it: what the rules leave open is never guessed";
    /// A value of the wrong kind.
    "D04" Error WrongValue { /** What the reader says. */ problem: String } => "{problem}", "write a value of the kind that is expected";
    /// A version of the form that this version of vaali does not read.
    "D05" Error UnknownFormat { /** The version found. */ found: u32, /** The version read. */ known: u32 } => "format {found} is not known", "use a newer vaali, or write format = 1";
    /// No title.
    "D06" Error NoTitle => "the election has no title", "write what is elected, such as `Council 2026-2027`";
    /// Casting vote in an election.
    "D07" Error CastingVote => "a casting vote cannot settle an election", "write lot_manual, lot_seeded, lot_rfc3797 or reballot: by Yhdistyslaki § 29(4) a tie in an election is settled by lot";

    /// Nobody was nominated.
    "D10" Error NoCandidates => "there are no candidates", "add a row for each candidate";
    /// More candidates than a profile holds.
    "D09" Error TooManyCandidates { /** Candidates. */ candidates: usize, /** The most there can be. */ most: usize } => "{candidates} candidates are more than the {most} that can be counted", "split the election";
    /// Nobody stands.
    "D11" Error NobodyStands => "every candidate is withdrawn or refused", "reopen the nominations";
    /// Two candidates with one id.
    "D12" Error DuplicateCandidate { /** The id. */ id: CandidateId, /** The first place. */ first: usize } => "the id `{id}` is that of candidate {first} too", "give each candidate an id of its own";
    /// A candidate without a name.
    "D13" Error CandidateWithoutName { /** The candidate. */ id: CandidateId } => "candidate `{id}` has no name", "write the person's name";
    /// Two candidates whom nobody can tell apart.
    "D14" Error SameCandidate { /** The candidate. */ id: CandidateId, /** The other. */ other: CandidateId, /** The name of both. */ name: String } => "candidates `{other}` and `{id}` are both called {name}, with the same organisation and position", "tell them apart by position or organisation, or remove one";
    /// Two candidates with one name.
    "D15" Warning SameName { /** The candidate. */ id: CandidateId, /** The other. */ other: CandidateId, /** The name of both. */ name: String } => "candidates `{other}` and `{id}` are both called {name}", "make sure that the ballot shows what tells them apart";
    /// An organisation that is not on the roll.
    "D16" Error UnknownOrganisation { /** The candidate. */ id: CandidateId, /** The organisation. */ organisation: VoterId } => "`{organisation}`, the organisation of candidate `{id}`, is not on the roll", "use the id that the roll has, or add the organisation to the roll";
    /// A candidate without an organisation where the rules need one.
    "D17" Error CandidateWithoutOrganisation { /** The candidate. */ id: CandidateId, /** What needs it. */ needed_by: &'static str } => "candidate `{id}` has no organisation, but {needed_by} needs it", "write the id of the nominating organisation";
    /// A candidate without a personal deputy where the rules need one.
    "D18" Error CandidateWithoutDeputy { /** The candidate. */ id: CandidateId } => "candidate `{id}` has no personal deputy, but deputies are personal pairs", "write personal_deputy, or choose another rule for deputies";
    /// A nomination that came late.
    "D19" Warning LateNomination { /** The candidate. */ id: CandidateId, /** By how much. */ seconds: i64 } => "the nomination of `{id}` came {seconds} s after the deadline and is refused", "nothing, if the deadline is right";
    /// A second nomination of one organisation.
    "D20" Warning SecondNomination { /** The candidate. */ id: CandidateId, /** The organisation. */ organisation: VoterId } => "`{organisation}` has nominated before; the nomination of `{id}` is refused", "withdraw the nomination that is not meant, or raise nominations.per_organisation";
    /// A personal deputy that the rules do not use.
    "D21" Warning UnusedDeputy { /** The candidate. */ id: CandidateId } => "candidate `{id}` has a personal deputy, which these rules do not use", "write deputies = \"personal_pair\" if it is meant";

    /// A roll is needed.
    "D25" Error NoRoll => "there is no roll, but the ballots are checked against one", "add the roll, or write ballots = \"anonymous\"";
    /// A roll that is not used.
    "D26" Error RollUnused { /** Its entries. */ voters: usize } => "there is a roll of {voters}, but anonymous ballots do not meet a roll", "remove the roll, or write ballots = \"linked\" or \"separate\"";
    /// Two voters with one id.
    "D27" Error DuplicateVoter { /** The id. */ id: VoterId, /** The first place. */ first: usize } => "the id `{id}` is that of voter {first} too", "give each voter an id of its own, or remove one";
    /// A voter without a name.
    "D28" Error VoterWithoutName { /** The voter. */ id: VoterId } => "voter `{id}` has no name", "write the name";
    /// A weight of zero.
    "D29" Error WeightZero { /** The voter. */ id: VoterId } => "voter `{id}` has the weight 0", "write suspended = true (in a CSV: yes in the column suspended) if the voter may not vote, else a weight of 1 or more";
    /// Weights where ballots cannot carry them.
    "D30" Error WeightUnusable { /** The voter. */ id: VoterId } => "voter `{id}` has a weight other than 1, but the ballots are apart from the roll", "use linked ballots, or weights of 1";
    /// More weight than can be counted.
    "D31" Error WeightOverflow => "the weights of the roll add up to more than 64 bits hold", "write smaller weights";
    /// Nobody may vote.
    "D32" Error NobodyEntitled => "every voter is suspended", "lift a suspension";
    /// Two voters with one name; told of no more than twenty voters.
    "D33" Warning SameVoterName { /** The voter. */ id: VoterId, /** The other. */ other: VoterId, /** The name of both. */ name: String } => "voters `{other}` and `{id}` are both called {name}", "make sure that they are two: who is on the roll twice could vote twice";

    /// No marks.
    "D35" Error MarksMaxZero => "marks.max is 0: no ballot could name anybody", "write how many candidates a ballot may mark";
    /// The least above the greatest.
    "D36" Error MarksMinAboveMax { /** The least. */ min: u32, /** The greatest. */ max: u32 } => "marks.min {min} is above marks.max {max}", "exchange them, or for exactly k write min = k, max = k";
    /// More marks demanded than there are candidates.
    "D37" Error MarksMinAboveCandidates { /** The least. */ min: u32, /** Those on the ballot. */ candidates: u32 } => "a ballot needs {}, but only {}" (counted(min, "mark", "marks"), counted(candidates, "candidate stands", "candidates stand")), "lower marks.min: no ballot could be valid";
    /// More marks allowed than there are candidates.
    "D38" Warning MarksMaxAboveCandidates { /** The greatest. */ max: u32, /** Those on the ballot. */ candidates: u32 } => "a ballot may hold {}, but only {}" (counted(max, "mark", "marks"), counted(candidates, "candidate stands", "candidates stand")), "lower marks.max if it is meant to limit";
    /// A least number of marks of zero.
    "D39" Error MarksMinZero => "marks.min is 0, but a ballot without marks is blank whatever the limit", "write min = 1";

    /// No seats.
    "D40" Error SeatsMaxZero => "seats.max is 0", "write how many seats there are";
    /// The least above the greatest.
    "D41" Error SeatsMinAboveMax { /** The least. */ min: u32, /** The greatest. */ max: u32 } => "seats.min {min} is above seats.max {max}", "exchange them, or for exactly k write min = k, max = k";
    /// A range without a rule.
    "D42" Error FillMissing { /** The least. */ min: u32, /** The greatest. */ max: u32 } => "the seats are {min} to {max}, but nothing says how many of them are filled", "write fill = \"max\", fill = \"gap\" or fill = { decided = k }";
    /// A decided number outside the range.
    "D43" Error DecidedOutsideRange { /** The number. */ decided: u32, /** The least. */ min: u32, /** The greatest. */ max: u32 } => "{}, but the range is {min} to {max}" (counted(decided, "seat was decided", "seats were decided")), "decide a number inside the range, or widen it";
    /// The gap rule without a range.
    "D44" Error GapWithoutRange { /** The seats. */ seats: u32 } => "the largest drop is looked for in a range, but the number of seats is fixed at {seats}", "write fill = \"max\", or a range";
    /// Fewer candidates than seats.
    "D45" Error MoreSeatsThanCandidates { /** The least number of seats. */ seats: u32, /** Those who stand. */ candidates: u32 } => "at least {} to be filled, but only {}" (counted(seats, "seat is", "seats are"), counted(candidates, "candidate stands", "candidates stand")), "reopen the nominations, lower seats.min, or write unopposed = \"acclamation\"";
    /// A vote that everybody wins.
    "D46" Warning EverybodyElected { /** The greatest number of seats. */ seats: u32, /** Those who stand. */ candidates: u32 } => "{} for up to {}: everybody can be elected" (counted(candidates, "candidate stands", "candidates stand"), counted(seats, "seat", "seats")), "write unopposed = \"acclamation\" if no vote is needed";
    /// Seats that stay vacant.
    "D47" Warning SeatsStayVacant { /** The least number of seats. */ seats: u32, /** Those who stand. */ candidates: u32 } => "only {} for at least {}: some stay vacant" (counted(candidates, "candidate stands", "candidates stand"), counted(seats, "seat", "seats")), "reopen the nominations";
    /// A least number of votes that nobody can reach.
    "D48" Error MinimumVotesUnreachable { /** The least number of votes. */ minimum: u64, /** The votes of all. */ votes: u64 } => "minimum_votes is {minimum}, but all voters together have {votes}", "lower minimum_votes";

    /// Nothing says how a tie is settled.
    "D50" Error TieRuleMissing => "nothing says how a tie at the last seat is settled", "write ties.seat = \"lot_manual\", or another rule";
    /// A computed lot without a source.
    "D51" Error SeedSourceMissing => "lots are computed from a seed, but nothing says where it comes from", "write ties.seed_source, for example a lottery draw of a later date";
    /// A source that is not used.
    "D52" Warning SeedSourceUnused => "a source of the seed is named, but no tie is settled by a computed lot", "remove it, or write lot_seeded or lot_rfc3797";
    /// Extension where it can never happen.
    "D53" Error ExtendNeverApplies { /** The greatest number of seats. */ max: u32 } => "ties.extend can never act: {} filled anyway" (counted(max, "seat is", "seats are")), "leave it out, or decide a number below seats.max";
    /// Stopping above the tie where it can never happen.
    "D54" Error ShrinkNeverApplies { /** The least number of seats. */ min: u32 } => "ties.shrink can never act: no fewer than {min} seats may be filled", "leave it out, or widen the range downwards";

    /// Two offices with one id.
    "D55" Error DuplicateOffice { /** The office. */ id: OfficeId } => "there are two offices `{id}`", "give each office an id of its own";
    /// More offices than seats.
    "D56" Error MoreOfficesThanSeats { /** Offices filled by votes. */ offices: usize, /** The least number of seats. */ seats: u32 } => "{} filled from the elected, but only {} sure" (counted(offices, "office is", "offices are"), counted(seats, "seat is", "seats are")), "fill fewer offices by votes, or raise seats.min";
    /// A text that names nobody.
    "D57" Error NameMissing { /** What should be named. */ what: &'static str } => "the name of the {what} is empty", "write it";

    /// No deputies.
    "D60" Error NoDeputies => "deputies are next in order, but their number is 0", "write how many, or deputies = \"none\"";
    /// More deputies than candidates are left.
    "D61" Warning FewerDeputies { /** The number. */ number: u32, /** Those who can be left. */ left: u32 } => "{} wanted, but at most {} left" (counted(number, "deputy is", "deputies are"), counted(left, "candidate is", "candidates are")), "lower the number if it matters";

    /// Other seats of number zero.
    "D63" Error OtherSeatsZero => "other seats with the number 0", "write how many there are, or remove the entry";
    /// Other seats fill the whole range.
    "D64" Error OtherSeatsFillRange { /** Other seats inside the range. */ other: u64, /** The greatest number of seats. */ max: u32 } => "{} within the range, which leaves none of {max} to elect" (counted(other, "other seat lies", "other seats lie")), "raise seats.max, or write within_range = false";

    /// Voting that closes before it opens.
    "D70" Error VotingClosesFirst => "voting closes before it opens", "exchange the times";
    /// A deadline after the opening.
    "D71" Error DeadlineAfterOpening => "nominations are open after voting has opened", "set nominations.deadline before voting.opens";
    /// Nominations without a time where there is a deadline.
    "D72" Warning NominationWithoutTime { /** The candidate. */ id: CandidateId } => "there is a deadline, but nothing says when `{id}` was nominated", "write nominated_at: without it the nomination counts as in time";
    /// A term of zero years.
    "D73" Error TermZero => "the term is 0 years", "write its length";
    /// A deadline that cannot be checked.
    "D74" Warning DeadlineUncheckable => "there is a deadline, but no nomination says when it arrived", "write nominated_at for each candidate: without it all count as in time";

    /// A check that cannot be made.
    "D75" Error OwnCandidateUncheckable => "own_candidate = \"forbidden\" cannot be checked: the ballots do not name their voters", "use linked ballots, or write own_candidate = \"allowed\"";
    /// A rule that cannot be applied.
    "D76" Error LastCountsUnusable => "second_ballot = \"last_counts\" cannot be applied: the ballots do not name their voters", "use linked ballots, or write second_ballot = \"reject_second\"";
    /// Open ballots that nobody can name.
    "D77" Warning OpenWithoutNames => "the ballots are open, but they do not name their voters", "write secrecy = \"secret\" if they are not to be published";
    /// No time to challenge the result.
    "D78" Error ChallengeZero => "the time to challenge the result is 0 months", "write its length, or leave challenge out";
    /// Nominations with times and no deadline to hold them against.
    "D79" Warning DeadlineUnset => "nominations say when they came, but there is no deadline: none of them is late", "write nominations.deadline, or leave it so if there was none";
}
