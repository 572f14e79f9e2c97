const one = (count: number, singular: string, plural: string) =>
  `${count} ${count === 1 ? singular : plural}`;

/** Every text of the elements in English; the other languages have the same. */
export const en = {
  language: "Language",
  test: "TEST: a rehearsal with invented data",

  // The ballot
  ballot: "Ballot",
  mark_exactly: (count: number) => `Mark exactly ${one(count, "candidate", "candidates")}.`,
  mark_at_most: (count: number) => `Mark at most ${one(count, "candidate", "candidates")}.`,
  mark_between: (min: number, max: number) => `Mark ${min} to ${max} candidates.`,
  candidates: "Candidates",
  marked: (marks: number, max: number) => `${marks} of ${max} marked`,
  too_many: (over: number) => `${one(over, "mark", "marks")} too many`,
  not_cast: "Not cast yet",
  search: "Search by name, organisation or place",
  group: "Target group",
  all_groups: "All groups",
  shown: (shown: number, all: number) => `${shown} of ${one(all, "candidate", "candidates")} shown`,
  hidden_marked: (count: number) =>
    `${one(count, "candidate you marked is", "candidates you marked are")} not among those shown.`,
  show_all: "Show all",
  nobody_found: "No candidate fits the search.",
  presentation: "Presentation",
  withdrawn: "has withdrawn and cannot be marked",
  own: "nominated by your own organisation; may not be marked",
  review: "Review your ballot",
  vote_blank: "Vote blank",
  problem: "The ballot cannot be cast like this",
  problem_too_many: (marks: number, max: number) =>
    `You have marked ${marks}, at most ${max} may be marked. Remove ${one(marks - max, "mark", "marks")}.`,
  problem_too_few: (marks: number, min: number) =>
    `You have marked ${marks}, at least ${min} must be marked. Mark ${min - marks} more.`,
  problem_nothing:
    "You have marked nobody. Mark candidates, or choose “Vote blank” if that is what you want.",
  problem_blank: (marks: number) =>
    `A blank ballot has no marks, but you have marked ${one(marks, "candidate", "candidates")}. Remove the marks first.`,
  problem_own: (name: string) => `${name} was nominated by your own organisation and may not be marked.`,
  problem_withdrawn: (name: string) => `${name} has withdrawn and cannot be marked.`,
  go_to_marked: "Your marks:",
  review_title: "Review and cast",
  review_not_cast: "Your ballot is not cast yet. Check it, then cast it.",
  review_marks: (count: number) => `You mark ${one(count, "candidate", "candidates")}:`,
  review_fewer: (more: number) => `You may mark ${more} more. You can go back, or cast the ballot as it is.`,
  review_blank: "You are about to cast a blank ballot: you vote, but for nobody.",
  back: "Back to the candidates",
  cast: "Cast the ballot",
  casting: "Casting …",
  failed: "The ballot was not cast. Your marks are kept: try again.",
  refused: "The ballot was not cast.",
  receipt_title: "Your ballot has been cast",
  receipt_text: (time: string) => `Cast on ${time}.`,
  receipt_marks: (count: number) => `It has ${one(count, "mark", "marks")}.`,
  receipt_blank: "It is blank.",
  receipt_code: "Receipt",
  closed: "You may close the page.",
  form_title: "One more step: send the form",
  form_text: "Your ballot is ready, but it is not cast before you send this form.",
  form_sent: "Your ballot has been sent with the form",
  must_cast: "The ballot is not cast yet: review it and cast it.",
  unreadable: "The election could not be read.",

  // The result
  result: "Result",
  votes_in_order: "Votes in order",
  chart: (candidates: number) =>
    `Chart: the votes of ${one(candidates, "candidate", "candidates")}. The table has the same figures.`,
  place: "Place",
  name: "Name",
  organisation: "Organisation",
  votes: "Votes",
  share: "Share",
  status: "Result",
  why: "Why?",
  seat_line: (seats: number) => `${one(seats, "seat", "seats")} filled`,
  tied: "tie",
  lot_needed: "A lot is needed",
  lot_for_seat: (places: number) => `A lot decides ${one(places, "seat", "seats")} among:`,
  lot_for_office: (office: string) => `A lot decides the office of ${office} among:`,
  lot_for_deputy: (places: number) =>
    `A lot decides ${one(places, "deputy's place", "deputies' places")} among:`,
  offices: "Offices",
  office_open: "open",
  office_elsewhere: "filled elsewhere",
  deputies: "Deputies",
  personal_deputy: (name: string) => `personal deputy of ${name}`,
  to_be_named: (name: string) => `deputy of ${name}: named by the organisation`,
  lots: "Lots",
  drawn: "Drawn",
  witnesses: "Witnesses",
  method: { manual: "by hand", reballot: "by a new ballot", seeded: "from a seed", rfc3797: "by RFC 3797" },
  turnout: "Turnout and ballots",
  voted_of: (voted: string, entitled: string) => `${voted} of ${entitled} entitled voted`,
  ballots_read: "Ballots",
  accepted: "Accepted",
  blank: "Blank",
  rejected: "Rejected",
  margin: "Margin",
  margin_set: (ballots: string) =>
    `At least ${ballots} ${ballots === "1" ? "ballot" : "ballots"} would have to change to change who is elected.`,
  margin_settled:
    "The votes were tied, and how that was settled decided who is elected: with the same votes the result could have been another.",
  margin_unchangeable: "No change of ballots could change who is elected.",
  statuses: {
    elected: "elected",
    deputy: "deputy",
    not_elected: "not elected",
    declined: "declined",
    withdrawn: "withdrew",
    refused: "not admitted",
    undecided: "awaits the lot",
  },
  fill: {
    fixed: "The number of seats is fixed.",
    max: "As many seats as the range allows.",
    decided: "The number of seats was decided before the vote.",
    gap: "The votes drop most here.",
    few_candidates: "No more candidates could be elected.",
    extended: "A tie was elected as a whole.",
    shrunk: "The election stops above a tie.",
    acclamation: "All were elected without a count.",
    awaits_lot: "A lot decides the rest.",
  },
  reasons: {
    most_votes: (ahead: string | undefined) =>
      ahead === undefined
        ? "Among those with most votes."
        : `Among those with most votes: ${ahead} ahead of the first not elected.`,
    elected_by_lot: (drawn: number) => `Elected by lot, drawn in place ${drawn}.`,
    tie_elected: (tied: number, places: number) =>
      `All ${tied} tied for ${places} were elected: the range of seats allows it.`,
    acclamation: "Elected without a count.",
    enough_votes: (minimum: string) =>
      `Has the ${minimum} ${minimum === "1" ? "vote that is" : "votes that are"} needed.`,
    fewer_votes: (behind: string | undefined) =>
      behind === undefined ? "Fewer votes than the elected." : `${behind} votes behind the last elected.`,
    below_minimum: (minimum: string) =>
      `Fewer than the ${minimum} ${minimum === "1" ? "vote that is" : "votes that are"} needed.`,
    not_drawn: "Not drawn in the lot.",
    tie_left_out: (tied: number, places: number) =>
      `The ${tied} tied for ${places} were left out: the range of seats allows it.`,
    awaits_lot: "Awaits the lot.",
    office_by_votes: (office: string) => `${office}: most votes.`,
    office_by_lot: (office: string) => `${office}: by lot.`,
    declined_office: (office: string) => `Declined: ${office}.`,
    deputy_by_votes: "Deputy by votes.",
    deputy_by_lot: "Deputy by lot.",
    deputy_lot_open: "Tied among the deputies: the lot is drawn when one is called.",
    declined_seat: "Declined the seat.",
    withdrawn: "Withdrew before the vote.",
    refused: "Was not admitted to the ballot.",
  },
  counted_by: (engine: string) => `Counted by ${engine}`,
};

/** The texts of one language. */
export type Messages = typeof en;
