// Written from the types of the engine by its tests (VAALI_BLESS=1 writes it anew). Not to be edited.

/**
 * Who was there, where that was written down.
 */
export type Attendance = { 
/**
 * Voters who registered for the meeting.
 */
registered?: number, 
/**
 * Voters present.
 */
present?: number, };

/**
 * A ballot as it was read, before anything is checked.
 */
export type Ballot = { 
/**
 * The voter it names, where ballots do.
 */
voter?: string, 
/**
 * When it was cast, where that is known.
 */
cast_at?: string, 
/**
 * The marks: ids of candidates, as they were written.
 */
marks: Array<string>, };

/**
 * The reason for which a ballot is rejected whole.
 *
 * Data for people and programs. What a ballot marked is in it only with `open` secrecy; otherwise the place of the mark on the ballot is all it says.
 */
export type BallotFault = { "fault": "unknown_voter", 
/**
 * The voter named, if any.
 */
voter: string | null, } | { "fault": "suspended_voter", 
/**
 * The voter.
 */
voter: VoterId, } | { "fault": "too_early", 
/**
 * When it was cast.
 */
cast_at: string, 
/**
 * When voting opened.
 */
opens: string, } | { "fault": "too_late", 
/**
 * When it was cast.
 */
cast_at: string, 
/**
 * When voting closed.
 */
closes: string, } | { "fault": "already_voted", 
/**
 * The ballot that counts.
 */
counted: BallotId, } | { "fault": "unknown_candidate", 
/**
 * Which mark of the ballot, from 1.
 */
mark: number, 
/**
 * What it says; only with open ballots.
 */
text: string | null, } | { "fault": "withdrawn_candidate", 
/**
 * Which mark of the ballot, from 1.
 */
mark: number, 
/**
 * The candidate; only with open ballots.
 */
candidate: CandidateId | null, } | { "fault": "repeated_mark", 
/**
 * Which mark of the ballot, from 1.
 */
mark: number, 
/**
 * The candidate; only with open ballots.
 */
candidate: CandidateId | null, } | { "fault": "own_candidate", 
/**
 * Which mark of the ballot, from 1.
 */
mark: number, 
/**
 * The candidate; only with open ballots.
 */
candidate: CandidateId | null, } | { "fault": "too_many_marks", 
/**
 * Marks on the ballot.
 */
marks: number, 
/**
 * Marks allowed.
 */
max: number, } | { "fault": "too_few_marks", 
/**
 * Marks on the ballot.
 */
marks: number, 
/**
 * Marks needed.
 */
min: number, } | { "fault": "replaced", 
/**
 * The ballot that counts.
 */
counted: BallotId, } | { "fault": "order_unknown", 
/**
 * How many ballots could be the one that counts.
 */
ballots: number, };

/**
 * Identity of a ballot among the rows read: the number of its row, from 1.
 *
 * It leads back to the row in the input, never to a voter, and is published only with `open` secrecy.
 */
export type BallotId = number;

/**
 * How ballots meet the electoral roll.
 */
export type BallotMode = "linked" | "separate" | "anonymous";

/**
 * A person who was nominated, whether or not they stand in the end.
 */
export type Candidate = { 
/**
 * Identity on ballots and in results.
 */
id: CandidateId, 
/**
 * The person's name.
 */
name: string, 
/**
 * The person's position in the organisation.
 */
position?: Text, 
/**
 * The nominating organisation: a key into the roll, or any name where there is no roll.
 */
organisation?: VoterId, 
/**
 * Home municipality.
 */
municipality?: string, 
/**
 * Target groups, as codes or free text.
 */
groups?: Array<string>, 
/**
 * What the candidate says of their competence.
 */
competence?: Text, 
/**
 * When the nomination arrived.
 */
nominated_at?: string, 
/**
 * Whether the nomination was withdrawn.
 */
withdrawn?: boolean, 
/**
 * The personal deputy who stood together with the candidate.
 */
personal_deputy?: string, };

/**
 * Identity of a candidate, unique in its election.
 *
 * Kept to the letter: leading zeros and capitals count.
 */
export type CandidateId = string;

/**
 * One candidate's part of the result.
 */
export type CandidateResult = { 
/**
 * Who.
 */
id: CandidateId, 
/**
 * The name.
 */
name: string, 
/**
 * The organisation.
 */
organisation: VoterId | null, 
/**
 * Votes; none under acclamation and for those who were not on the ballot.
 */
votes: Votes | null, 
/**
 * Votes of the weight of all accepted ballots, as an exact fraction such as `33/66`.
 */
share: string | null, 
/**
 * Place in votes order among those who stand.
 */
place: Place | null, 
/**
 * What became of them.
 */
status: Status, 
/**
 * Place among the deputies.
 */
deputy: Place | null, 
/**
 * The office they hold.
 */
office: OfficeId | null, 
/**
 * Why.
 */
reasons: Array<Reason>, 
/**
 * Why the nomination was refused.
 */
refusal?: Refusal, };

/**
 * Who stands for the record, as far as it is to say so.
 */
export type Certification = { 
/**
 * Chair of the meeting.
 */
chair?: string, 
/**
 * Secretary of the meeting.
 */
secretary?: string, 
/**
 * Those who check the minutes.
 */
checkers?: Array<string>, 
/**
 * Those who counted.
 */
tellers?: Array<string>, };

/**
 * The time in which an action against the decision may be brought, such as three months from the decision (Yhdistyslaki 503/1989 § 32).
 */
export type Challenge = { 
/**
 * Its length in months, from the day of the decision.
 */
months: number, };

/**
 * One check.
 */
export type Check = { 
/**
 * Its stable code, such as `V04`.
 */
code: string, 
/**
 * Its name, such as `seal`.
 */
name: string, 
/**
 * What it proves.
 */
proves: string, } & ({ "status": "passed" } | { "status": "failed", 
/**
 * All that is wrong.
 */
findings: Array<Finding>, } | { "status": "not_run", 
/**
 * What it would need.
 */
missing: Missing, } | { "status": "does_not_apply" });

/**
 * Why there is no outcome.
 */
export type CountError = { "error": "other_election" } | { "error": "overflow" } | { "error": "sums_differ", 
/**
 * Sum of the candidates' votes.
 */
votes: number, 
/**
 * Sum of the ballots' marks.
 */
marks: number, } | { "error": "stale_lot", 
/**
 * The lot's label.
 */
label: string, } | { "error": "invalid_lot", 
/**
 * The lot's label.
 */
label: string, 
/**
 * Why.
 */
problem: LotProblem, } | { "error": "unknown_decline", 
/**
 * Who.
 */
candidate: CandidateId, } | { "error": "unknown_office", 
/**
 * Who.
 */
candidate: CandidateId, 
/**
 * Which.
 */
office: OfficeId, };

/**
 * The result of a count.
 */
export type CountResult = { 
/**
 * Which election.
 */
election: ElectionSummary, 
/**
 * Whether all were elected without a count.
 */
acclamation: boolean, 
/**
 * Every candidate: those who stand in votes order, then those who declined, withdrew, were refused.
 */
candidates: Array<CandidateResult>, 
/**
 * The seats.
 */
seats: SeatsResult, 
/**
 * The offices, in declared order.
 */
offices: Array<OfficeResult>, 
/**
 * The deputies, in order.
 */
deputies: Array<DeputyResult>, 
/**
 * Seats that this election does not fill.
 */
other_seats: Array<OtherSeats>, 
/**
 * Who voted, of how many.
 */
turnout: Turnout, 
/**
 * Where every row and every mark went.
 */
reconciliation: Reconciliation, 
/**
 * Rejected ballots by reason, in the order of the checks.
 */
rejected: Array<RejectedCount>, 
/**
 * Rejected ballots one by one; only with `open` secrecy.
 */
rejected_ballots?: Array<Rejected>, 
/**
 * The lots that decided something.
 */
lots: Array<Lot>, 
/**
 * Ties that the rules leave open until a deputy is called.
 */
open_lots: Array<LotRequest>, 
/**
 * How close it was; not known under acclamation and while a lot is awaited.
 */
margins: Margins | null, 
/**
 * The hash of the definition.
 */
definition_hash: Hash, 
/**
 * What counted.
 */
engine: Engine, };

/**
 * A seat or an office that somebody declined.
 */
export type Decline = { 
/**
 * Who.
 */
candidate: CandidateId, 
/**
 * What.
 */
from: Declined, 
/**
 * When.
 */
at?: string, 
/**
 * Why, if that is to be recorded.
 */
note?: string, };

/**
 * What was declined.
 */
export type Declined = "seat" | { "office": OfficeId };

/**
 * An election before the vote.
 */
export type Definition = { 
/**
 * The version of this form: [`FORMAT`].
 */
format: number, 
/**
 * Identity of the election.
 */
id: ElectionId, 
/**
 * What is elected.
 */
title: Text, 
/**
 * Whether this is a rehearsal with invented ballots; every output then says TEST.
 */
test?: boolean, 
/**
 * The preset from which the rules were written, for information: the rules below decide.
 */
preset?: string, 
/**
 * The rules.
 */
rules: Rules, 
/**
 * All candidates in declared order, also the withdrawn and the refused.
 */
candidates: Array<Candidate>, 
/**
 * The electoral roll; empty with `anonymous` ballots.
 */
roll?: Array<Voter>, };

/**
 * Who stands in for the elected.
 */
export type Deputies = "none" | { "next_in_order": NextInOrder } | "personal_pair" | "per_organisation";

/**
 * A deputy.
 */
export type DeputyResult = { "deputy": "next_in_order", 
/**
 * Who.
 */
candidate: CandidateId, 
/**
 * Which place.
 */
place: Place, } | { "deputy": "personal", 
/**
 * Whose.
 */
elected: CandidateId, 
/**
 * Who.
 */
name: string, } | { "deputy": "to_be_named", 
/**
 * Whose.
 */
elected: CandidateId, 
/**
 * By whom.
 */
organisation: VoterId, };

/**
 * Two times of which the second lies before the first.
 */
export type Disorder = { 
/**
 * What must come first: `frozen`, `opens`, `closes`, or the label of a lot.
 */
earlier: string, 
/**
 * Its time.
 */
earlier_at: string, 
/**
 * What must come after.
 */
later: string, 
/**
 * Its time.
 */
later_at: string, };

/**
 * Identity of an election: a UUID chosen by whoever defines it.
 */
export type ElectionId = string;

/**
 * The election a result belongs to.
 */
export type ElectionSummary = { 
/**
 * Its identity.
 */
id: ElectionId, 
/**
 * What was elected.
 */
title: Text, 
/**
 * Whether it was a rehearsal: then every output says TEST.
 */
test: boolean, };

/**
 * The program that counted.
 */
export type Engine = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its version.
 */
version: string, 
/**
 * The version of the rules of counting.
 */
rules_version: number, };

/**
 * How the number of seats inside a range is decided.
 */
export type Fill = "max" | { "decided": number } | "gap";

/**
 * Why as many seats were filled as were.
 */
export type FillReason = "fixed" | "max" | "decided" | "gap" | "few_candidates" | "extended" | "shrunk" | "acclamation" | "awaits_lot";

/**
 * Who fills an office.
 */
export type Filled = "by_votes" | "separate_contest" | "body_elects" | { "named_by": Text };

/**
 * Something that is wrong. It names no choice of a ballot.
 */
export type Finding = { "finding": "form", 
/**
 * Why.
 */
error: RecordError, } | { "finding": "spelling", 
/**
 * Where.
 */
path: string, } | { "finding": "not_canonical", 
/**
 * The first byte that is otherwise, from 0.
 */
byte: number, } | { "finding": "hash_differs", 
/**
 * Where the hash stands.
 */
path: string, 
/**
 * What it should be.
 */
computed: Hash, } | { "finding": "definition", 
/**
 * The code of the fault.
 */
code: string, 
/**
 * Where in the definition.
 */
path: string, 
/**
 * In words.
 */
problem: string, } | { "finding": "times_out_of_order", 
/**
 * The two times.
 */
disorder: Disorder, } | { "finding": "mismatch", 
/**
 * The figures.
 */
mismatch: Mismatch, } | { "finding": "differs", 
/**
 * Where.
 */
path: string, } | { "finding": "votes_do_not_add_up", 
/**
 * The sum recorded.
 */
recorded: Votes, } | { "finding": "more_votes_than_weight", 
/**
 * Who.
 */
candidate: CandidateId, 
/**
 * With how many votes.
 */
votes: Votes, 
/**
 * The weight of all accepted ballots.
 */
weight: Votes, } | { "finding": "invalid_lot", 
/**
 * The lot.
 */
label: string, 
/**
 * Why.
 */
problem: LotProblem, } | { "finding": "lot_missing", 
/**
 * The lot.
 */
label: string, } | { "finding": "count_fails", 
/**
 * Why.
 */
error: CountError, } | { "finding": "holds_ballots", 
/**
 * Where.
 */
path: string, } | { "finding": "ballots_missing" } | { "finding": "sealed_not_expected" } | { "finding": "sealed", 
/**
 * Why.
 */
fault: SealedFault, } | { "finding": "unknown_rules_version", 
/**
 * Where.
 */
path: string, 
/**
 * The version found.
 */
found: number, 
/**
 * The version known.
 */
known: number, } | { "finding": "engines_differ" } | { "finding": "file_missing", 
/**
 * Which, from the top of the folder.
 */
file: string, } | { "finding": "file_not_listed", 
/**
 * Which, from the top of the folder.
 */
file: string, } | { "finding": "file_changed", 
/**
 * Which, from the top of the folder.
 */
file: string, } | { "finding": "list_line", 
/**
 * Which list.
 */
file: string, 
/**
 * Which line, from 1.
 */
line: number, } | { "finding": "published_hash_differs" };

/**
 * The drop in votes after the last elected, for one possible number of seats.
 */
export type Gap = { 
/**
 * The number of seats.
 */
seats: number, 
/**
 * Votes of the last elected less votes of the first not elected.
 */
drop: Votes, };

/**
 * A SHA-256 hash. Its one spelling is 64 lowercase hexadecimal digits.
 */
export type Hash = string;

/**
 * A lot that was drawn.
 */
export type Lot = { 
/**
 * What was asked.
 */
request: LotRequest, 
/**
 * The drawn, in the order drawn.
 */
drawn: Array<CandidateId>, 
/**
 * How.
 */
method: LotMethod, 
/**
 * When.
 */
drawn_at?: string, 
/**
 * Who watched.
 */
witnesses?: Array<string>, 
/**
 * Anything else to record.
 */
note?: string, };

/**
 * How a lot was drawn.
 */
export type LotMethod = "manual" | "reballot" | { "seeded": { 
/**
 * The seed.
 */
seed: string, } } | { "rfc3797": { 
/**
 * The key string of the RFC, such as `9319./2.5.8.10.12./`.
 */
key: string, } };

/**
 * Why a lot does not answer its request.
 */
export type LotProblem = { "kind": "wrong_method", 
/**
 * What the rules say.
 */
rule: TieRule, 
/**
 * What was done.
 */
method: LotMethod, } | { "kind": "wrong_number", 
/**
 * How many were drawn.
 */
drawn: number, 
/**
 * How many places there are.
 */
places: number, } | { "kind": "not_among", 
/**
 * The candidate drawn.
 */
candidate: CandidateId, } | { "kind": "drawn_twice", 
/**
 * The candidate drawn.
 */
candidate: CandidateId, } | { "kind": "wrong_computation", 
/**
 * Whom it gives.
 */
expected: Array<CandidateId>, } | { "kind": "incomputable", 
/**
 * Why.
 */
problem: string, };

/**
 * What must be drawn, among whom, for what.
 */
export type LotRequest = { 
/**
 * What the lot is about.
 */
for: Purpose, 
/**
 * The lot's own name in this election, such as `seat/1`.
 */
label: string, 
/**
 * How many are drawn.
 */
places: number, 
/**
 * The tied, in declared order.
 */
among: Array<CandidateId>, };

/**
 * A least number of ballots.
 */
export type Margin = { "exact": number } | { "between": { 
/**
 * Fewer cannot.
 */
at_least: number, 
/**
 * This many can.
 */
at_most: number, } } | { "at_least": number } | "unchangeable";

/**
 * How close a result was.
 */
export type Margins = { 
/**
 * Votes of the last elected.
 */
last_elected: Votes | null, 
/**
 * Votes of the first not elected.
 */
first_not_elected: Votes | null, 
/**
 * The distance between the two.
 */
distance: Votes | null, 
/**
 * The least number of ballots that could change the elected set.
 */
elected_set: Margin, 
/**
 * The least number of ballots that could change the holder of the first office filled by votes; none if there is none.
 */
chair: Margin | null, };

/**
 * The number of marks on a valid ballot: *exactly k* is `min = max = k`, *at most k* is `min = 1`.
 */
export type Marks = { 
/**
 * The least number. A ballot without any mark is blank whatever this says.
 */
min: number, 
/**
 * The greatest number. Fewer than the seats makes the vote a *limited* one.
 */
max: number, };

/**
 * How votes become seats.
 */
export type Method = "majority";

/**
 * Two figures that must be equal and are not.
 */
export type Mismatch = { "mismatch": "rows", 
/**
 * Rows read.
 */
rows: number, 
/**
 * Rows accounted for.
 */
accounted: number, } | { "mismatch": "expected", 
/**
 * Ballots expected.
 */
expected: number, 
/**
 * Rows read.
 */
rows: number, } | { "mismatch": "roll_marks", 
/**
 * Voters marked on the roll.
 */
marks: number, 
/**
 * Ballots, spoiled and unreturned.
 */
paper: number, } | { "mismatch": "marks", 
/**
 * Sum of votes.
 */
votes: Votes, 
/**
 * Sum of marks.
 */
marks: Votes, } | { "mismatch": "entitled", 
/**
 * Voters who voted.
 */
voted: number, 
/**
 * Voters who did not.
 */
not_voted: number, 
/**
 * Voters entitled.
 */
entitled: number, } | { "mismatch": "attendance", 
/**
 * Voters who voted.
 */
voted: number, 
/**
 * Voters who were there.
 */
there: number, 
/**
 * `registered` or `present`.
 */
what: string, } | { "mismatch": "present", 
/**
 * Voters present.
 */
present: number, 
/**
 * Voters who registered.
 */
registered: number, } | { "mismatch": "off_roll", 
/**
 * Voters who were there.
 */
there: number, 
/**
 * Entries of the roll.
 */
roll: number, 
/**
 * `registered` or `present`.
 */
what: string, };

/**
 * What a check would need.
 */
export type Missing = "readable_record" | "known_form" | "valid_definition" | "answered_lots" | "sealed_ballots" | "countable_ballots" | "voters";

/**
 * Deputies in votes order.
 */
export type NextInOrder = { 
/**
 * How many deputies.
 */
number: number, 
/**
 * Whether the first deputy is called before the second. Default no.
 */
order_matters?: boolean, 
/**
 * Whether ties among deputies may stay open until one is called. Default no.
 */
draw_when_needed?: boolean, };

/**
 * Rules of nomination.
 */
export type NominationRules = { 
/**
 * The last instant at which a nomination is in time.
 */
deadline?: string, 
/**
 * How many candidates an organisation may nominate; 0 is no limit. Default 1.
 */
per_organisation?: number, };

/**
 * An office of the council.
 */
export type Office = { 
/**
 * Its identity, such as `chair`.
 */
id: OfficeId, 
/**
 * Its name for people.
 */
name: Text, 
/**
 * Who fills it. Default `by_votes`.
 */
filled?: Filled, };

/**
 * Identity of an office of the council, such as `chair`.
 */
export type OfficeId = string;

/**
 * An office and its holder.
 */
export type OfficeResult = { 
/**
 * Which office.
 */
office: OfficeId, 
/**
 * Its name.
 */
name: Text, 
/**
 * Who fills it.
 */
filled: Filled, 
/**
 * Who holds it after this count; nobody yet if it is filled otherwise, or open.
 */
holder: CandidateId | null, };

/**
 * Seats that this election does not fill.
 */
export type OtherSeats = { 
/**
 * What they are called.
 */
name: Text, 
/**
 * Where they come from.
 */
kind: SeatKind, 
/**
 * How many.
 */
number: number, 
/**
 * Whether their holders vote in the council.
 */
voting: boolean, 
/**
 * Whether they are part of the range in `seats`. Default no.
 */
within_range?: boolean, };

/**
 * What a count gives.
 */
export type Outcome = { "outcome": "complete", 
/**
 * The result.
 */
result: CountResult, } | { "outcome": "lot_needed", 
/**
 * What must be drawn.
 */
request: LotRequest, 
/**
 * What is decided already.
 */
partial: CountResult, };

/**
 * Whether an organisation may mark the candidate it nominated.
 */
export type OwnCandidate = "allowed" | "forbidden";

/**
 * Places in an order, shared where `first` and `last` differ. Counted from 1.
 */
export type Place = { 
/**
 * The first.
 */
first: number, 
/**
 * The last.
 */
last: number, };

/**
 * A rule set to start from.
 */
export type Preset = { 
/**
 * Its name in commands and files.
 */
id: string, 
/**
 * Its name for people.
 */
title: Text, 
/**
 * When to take it.
 */
summary: Text, 
/**
 * Where its rules come from.
 */
sources: Array<Source>, 
/**
 * The rules themselves.
 */
rules: Rules, };

/**
 * Everything a count needs to know beside the frozen definition and the ballots.
 */
export type Proceedings = { 
/**
 * Seats and offices that were declined.
 */
declines?: Array<Decline>, 
/**
 * Lots that were drawn.
 */
lots?: Array<Lot>, 
/**
 * Who was there.
 */
attendance?: Attendance, 
/**
 * Ballots spoiled and replaced, where ballots are apart from the roll.
 */
spoiled?: number, 
/**
 * Ballots handed out that did not come back, where ballots are apart from the roll.
 */
unreturned?: number, 
/**
 * How many ballots there must be, from a source of its own such as the form tool's counter.
 */
ballots_expected?: number, };

/**
 * What a lot is about.
 */
export type Purpose = "seat" | { "office": OfficeId } | "deputy";

/**
 * How a source was read.
 */
export type Reading = "primary" | "secondary" | "practice";

/**
 * A reason for a candidate's part of the result.
 *
 * Whoever puts reasons into words matches all of them: a new one must not compile without its words.
 */
export type Reason = { "reason": "most_votes", 
/**
 * How many votes above the first not elected; none if nobody was left.
 */
ahead: Votes | null, } | { "reason": "elected_by_lot", 
/**
 * The lot.
 */
label: string, 
/**
 * In which place drawn, from 1.
 */
drawn: number, } | { "reason": "tie_elected", 
/**
 * How many were tied.
 */
tied: number, 
/**
 * For how many places.
 */
places: number, } | { "reason": "acclamation" } | { "reason": "enough_votes", 
/**
 * The votes needed.
 */
minimum: Votes, } | { "reason": "fewer_votes", 
/**
 * How many votes below the last elected; none if nobody was elected.
 */
behind: Votes | null, } | { "reason": "below_minimum", 
/**
 * The votes needed.
 */
minimum: Votes, } | { "reason": "not_drawn", 
/**
 * The lot.
 */
label: string, } | { "reason": "tie_left_out", 
/**
 * How many were tied.
 */
tied: number, 
/**
 * For how many places.
 */
places: number, } | { "reason": "awaits_lot", 
/**
 * The lot.
 */
label: string, } | { "reason": "office_by_votes", 
/**
 * Which.
 */
office: OfficeId, } | { "reason": "office_by_lot", 
/**
 * Which.
 */
office: OfficeId, 
/**
 * The lot.
 */
label: string, } | { "reason": "declined_office", 
/**
 * Which.
 */
office: OfficeId, } | { "reason": "deputy_by_votes" } | { "reason": "deputy_by_lot", 
/**
 * The lot.
 */
label: string, } | { "reason": "deputy_lot_open", 
/**
 * The lot.
 */
label: string, } | { "reason": "declined_seat" } | { "reason": "withdrawn" } | { "reason": "refused" };

/**
 * Where every row and every mark went. Nothing is certified unless [`Reconciliation::mismatches`] is empty.
 */
export type Reconciliation = { 
/**
 * Ballots read.
 */
rows: number, 
/**
 * Ballots accepted.
 */
accepted: number, 
/**
 * Blank ballots.
 */
blank: number, 
/**
 * Ballots rejected.
 */
rejected: number, 
/**
 * How many ballots there must be, where that is known.
 */
expected: number | null, 
/**
 * The weight of all accepted ballots.
 */
weight: Votes, 
/**
 * Sum of the candidates' votes.
 */
votes: Votes, 
/**
 * Sum of weight times marks over the accepted ballots, added up apart from the votes.
 */
marks: Votes, 
/**
 * Entitled voters who did not vote.
 */
not_voted: number | null, 
/**
 * Valid marks on the roll, where ballots are apart from it.
 */
roll_marks: number | null, 
/**
 * Marks on the roll that were rejected.
 */
roll_marks_rejected: number | null, 
/**
 * Ballots spoiled and replaced.
 */
spoiled: number, 
/**
 * Ballots that did not come back.
 */
unreturned: number, };

/**
 * Why a record or a file of sealed ballots was not read.
 *
 * It says where and of what kind the fault is, and repeats nothing that stands there: the fault may be that a ballot does.
 */
export type RecordError = { "error": "unreadable", 
/**
 * The code of the [`StrictError`].
 */
code: string, 
/**
 * The line, from 1.
 */
line: number, 
/**
 * The character in the line, from 1.
 */
column: number, } | { "error": "too_large", 
/**
 * The limit in bytes: [`MAX_BYTES`].
 */
limit: number, } | { "error": "other_kind", 
/**
 * What `kind` must say.
 */
expected: string, } | { "error": "unknown_format", 
/**
 * The version found, if it is a number.
 */
found: number | null, 
/**
 * The version that is known.
 */
known: number, } | { "error": "unknown_field", 
/**
 * Where: a JSON Pointer to the object that holds it.
 */
path: string, } | { "error": "missing_field", 
/**
 * Where: a JSON Pointer to the object that lacks it.
 */
path: string, 
/**
 * The field.
 */
field: string, } | { "error": "wrong_value", 
/**
 * Where: a JSON Pointer.
 */
path: string, } | { "error": "other_spelling", 
/**
 * Where: a JSON Pointer.
 */
path: string, } | { "error": "holds_ballots", 
/**
 * Where: a JSON Pointer.
 */
path: string, };

/**
 * Why a nomination was refused.
 */
export type Refusal = { "late": { 
/**
 * Seconds after the deadline.
 */
seconds: number, } } | { "second": { 
/**
 * The candidates of the same organisation who stand; the first ten if they are more.
 */
standing: Array<CandidateId>, } };

/**
 * A rejected ballot or roll mark: which row, and why.
 */
export type Rejected = { 
/**
 * The row.
 */
ballot: BallotId, 
/**
 * The reason.
 */
fault: BallotFault, };

/**
 * Rejected ballots of one reason.
 */
export type RejectedCount = { 
/**
 * The code of the reason.
 */
code: string, 
/**
 * Its name.
 */
reason: string, 
/**
 * How many ballots.
 */
ballots: number, };

/**
 * What a verification found.
 */
export type Report = { 
/**
 * Every check, in order.
 */
checks: Array<Check>, 
/**
 * Whether the ballots were counted again, with whatever result.
 */
recounted: boolean, 
/**
 * The seal as the record has it, to be compared with the one in the minutes: a record that was changed and sealed again has another.
 */
seal: Hash | null, 
/**
 * The hash of the list of the published files, where a folder was verified. Published elsewhere, it fixes every file of it.
 */
list_hash: Hash | null, };

/**
 * A mark on the roll: this voter has voted. Used where ballots are apart from the roll.
 */
export type RollMark = { 
/**
 * The voter.
 */
voter: string, 
/**
 * When the voter was marked.
 */
cast_at?: string, };

/**
 * All rules of one election.
 *
 * A minimal rule set; what is not said has the value that [`Rules`]' fields name as their default:
 */
export type Rules = { 
/**
 * How votes become seats. Default `majority`.
 */
method?: Method, 
/**
 * How ballots meet the roll.
 */
ballots: BallotMode, 
/**
 * Whether ballots may be published with the voter's name.
 */
secrecy: Secrecy, 
/**
 * How many marks a valid ballot has.
 */
marks: Marks, 
/**
 * Whether an organisation may mark its own candidate. Default `allowed`.
 */
own_candidate?: OwnCandidate, 
/**
 * Which of a voter's ballots counts. Default `reject_second`.
 */
second_ballot?: SecondBallot, 
/**
 * How many seats there are and how their number is decided.
 */
seats: Seats, 
/**
 * The votes below which nobody is elected. Default 1.
 */
minimum_votes?: Votes, 
/**
 * What happens when there are no more candidates than seats. Default `vote_anyway`.
 */
unopposed?: Unopposed, 
/**
 * How ties are settled.
 */
ties: Ties, 
/**
 * The offices, in the order in which they are filled. Default none.
 */
offices?: Array<Office>, 
/**
 * Who stands in for the elected. Default none.
 */
deputies?: Deputies, 
/**
 * Seats that this election does not fill: appointed, or following an office. Default none.
 */
other_seats?: Array<OtherSeats>, 
/**
 * Whose the seat is. Default `person`.
 */
seat_holder?: SeatHolder, 
/**
 * Rules of nomination.
 */
nominations?: NominationRules, 
/**
 * When ballots are taken.
 */
voting?: Voting, 
/**
 * The IANA time zone of times written without an offset, such as `Europe/Helsinki`.
 */
time_zone?: string, 
/**
 * The term of those elected.
 */
term?: Term, 
/**
 * Until when the result may be challenged. Default not said.
 */
challenge?: Challenge, };

/**
 * Why sealed ballots cannot be those of an election. It names no candidate.
 */
export type SealedFault = { "fault": "other_election" } | { "fault": "unsorted" } | { "fault": "impossible_ballot", 
/**
 * Which, in the order of the file, from 0.
 */
ballot: number, };

/**
 * Whose a seat is.
 */
export type SeatHolder = "person" | "organisation";

/**
 * Where a seat comes from that this election does not fill.
 */
export type SeatKind = { "appointed_by": Text } | { "ex_officio": Text };

/**
 * The number of seats: fixed when `min = max`, else a range, which is a normal legal form (Yhdistyslaki 503/1989 § 8).
 */
export type Seats = { 
/**
 * The least number of seats.
 */
min: number, 
/**
 * The greatest number of seats.
 */
max: number, 
/**
 * How the number inside the range is decided; may be absent when the number is fixed.
 */
fill?: Fill, };

/**
 * How many seats were filled, and why so many.
 */
export type SeatsResult = { 
/**
 * The least number that this election fills.
 */
min: number, 
/**
 * The greatest number that this election fills.
 */
max: number, 
/**
 * The number aimed at before ties; none under acclamation.
 */
target: number | null, 
/**
 * Seats filled.
 */
filled: number, 
/**
 * Seats that stay vacant.
 */
vacant: number, 
/**
 * Why this many.
 */
why: FillReason, 
/**
 * The drop in votes after each possible number of seats, where that decided.
 */
gaps: Array<Gap>, };

/**
 * Which ballot counts when a voter cast several.
 */
export type SecondBallot = "reject_second" | "last_counts";

/**
 * What of the ballots may become public.
 */
export type Secrecy = "secret" | "open";

/**
 * A statute or a practice behind a rule.
 */
export type Source = { 
/**
 * Statute and section, or the practice.
 */
name: string, 
/**
 * What it says, in our words.
 */
says: string, 
/**
 * How sure that is.
 */
read: Reading, };

/**
 * Whether a nominated person is on the ballot.
 */
export type Standing = "on_ballot" | "withdrawn" | { "refused": Refusal };

/**
 * What became of a candidate.
 */
export type Status = "elected" | "deputy" | "not_elected" | "declined" | "withdrawn" | "refused" | "undecided";

/**
 * The term of those elected.
 */
export type Term = { 
/**
 * Its length in years.
 */
years: number, };

/**
 * A text for people: one for all languages, or one per language (`fi`, `sv`, `en`, ...).
 *
 * Associations may have a name in Finnish, Swedish and Sámi (Yhdistyslaki 503/1989 § 9).
 */
export type Text = string | { [key in string]: string };

/**
 * How a tie is settled.
 *
 * A tie in an election is settled by lot (Yhdistyslaki 503/1989 § 29(4)); the casting vote of a chair belongs to decisions (§ 27) and does not exist here.
 */
export type TieRule = "lot_manual" | "lot_seeded" | "lot_rfc3797" | "reballot";

/**
 * How ties are settled, by what is at stake.
 */
export type Ties = { 
/**
 * A tie at the last seat. Must be said.
 */
seat?: TieRule, 
/**
 * A tie for an office. Default as for a seat.
 */
office?: TieRule, 
/**
 * A tie among deputies. Default as for a seat.
 */
deputy?: TieRule, 
/**
 * Before a lot for the last seat: elect all tied when the range of seats allows. Default no.
 */
extend?: boolean, 
/**
 * Before a lot for the last seat: stop above the tie when the range of seats allows. Default no.
 */
shrink?: boolean, 
/**
 * Where the seed of a computed lot will come from, declared before it is known.
 */
seed_source?: Text, };

/**
 * When the definition was frozen and when the record was made. The caller has the clock.
 *
 * When voting opened and closed stands in the rules, when a lot was drawn stands with the lot.
 */
export type Times = { 
/**
 * When the definition was frozen.
 */
frozen_at: string, 
/**
 * When the result was certified.
 */
certified_at: string, };

/**
 * Turnout and mandate. Fractions are exact and hold the figures themselves: `66/900`.
 */
export type Turnout = { 
/**
 * Entries of the roll; none with anonymous ballots.
 */
roll: number | null, 
/**
 * Of these, entitled to vote: not suspended.
 */
entitled: number | null, 
/**
 * Voters who registered.
 */
registered: number | null, 
/**
 * Voters present.
 */
present: number | null, 
/**
 * Voters who voted.
 */
voted: number | null, 
/**
 * Voted of entitled.
 */
of_entitled: string | null, 
/**
 * Voted of registered.
 */
of_registered: string | null, 
/**
 * Voted of present.
 */
of_present: string | null, 
/**
 * Marks of accepted ballots, each counted once whatever its weight, per accepted ballot.
 */
marks_per_ballot: string | null, 
/**
 * Candidates on the ballot per entry of the roll.
 */
candidates_per_roll: string | null, };

/**
 * What happens when candidates are no more than seats (in Finnish *sopuvaali*).
 */
export type Unopposed = "vote_anyway" | "acclamation";

/**
 * An entry of the electoral roll, usually an organisation.
 */
export type Voter = { 
/**
 * Identity on ballots.
 */
id: VoterId, 
/**
 * Name for people, per language where it has several.
 */
name: Text, 
/**
 * What the voter's ballot counts. Default 1: one vote each unless the rules say otherwise (Yhdistyslaki 503/1989 § 25).
 */
weight?: Votes, 
/**
 * Whether the right to vote is suspended, for example for unpaid fees.
 */
suspended?: boolean, 
/**
 * Home municipality.
 */
municipality?: string, 
/**
 * The list from which the entry came, where the roll was put together from several.
 */
source?: string, };

/**
 * Identity of a voter: an entry of the electoral roll, usually an organisation.
 */
export type VoterId = string;

/**
 * A number of votes.
 *
 * In JSON it is a number below 2^53 and a decimal string from there on, because many readers of JSON, every browser among them,
 * round larger numbers in silence. Either form is accepted for any value.
 */
export type Votes = number | string;

/**
 * When ballots are taken, both ends included.
 */
export type Voting = { 
/**
 * The first instant.
 */
opens: string, 
/**
 * The last instant.
 */
closes: string, };
