//! The rules, each with a line above it that says what it does and which values there are.

use vaali::definition::{
    Deputies, Fill, NominationRules, Office, OtherSeats, Rules, Seats, Ties, Voting,
};

use super::Page;

pub(super) fn write(page: &mut Page, rules: &Rules) {
    // Field by field, so that a new rule does not compile here until it has its comment.
    let Rules {
        method,
        ballots,
        secrecy,
        marks,
        own_candidate,
        second_ballot,
        seats,
        minimum_votes,
        unopposed,
        ties,
        offices,
        deputies,
        other_seats,
        seat_holder,
        nominations,
        voting,
        time_zone,
        term,
        challenge,
    } = rules;

    page.section("rules");
    page.comment("How votes become seats. majority: those with most votes are elected.");
    page.field("method", method);
    page.comment("How ballots meet the roll. linked: each ballot names its voter. separate: paper or a secret box, who voted is in voted.csv. anonymous: no roll at all.");
    page.field("ballots", ballots);
    page.comment("secret: no output holds a ballot. open: ballots may be published by name.");
    page.field("secrecy", secrecy);
    page.comment("May an organisation mark the candidate it nominated? allowed or forbidden.");
    page.field("own_candidate", own_candidate);
    page.comment("If a voter casts several ballots. reject_second: the first counts. last_counts: the last counts. By their times; where times do not tell and the ballots differ, none of them counts.");
    page.field("second_ballot", second_ballot);
    page.comment("Nobody is elected with fewer votes than this.");
    page.field("minimum_votes", minimum_votes);
    page.comment("If there are no more candidates than seats. acclamation: all are elected without a vote. vote_anyway: a vote is held all the same.");
    page.field("unopposed", unopposed);
    page.comment("Whose a seat is. person: it falls vacant when the person leaves. organisation: the organisation names another person.");
    page.field("seat_holder", seat_holder);
    page.comment("Who stands in. \"none\", \"personal_pair\", \"per_organisation\", or the next in votes order:");
    page.comment(
        "{ next_in_order = { number = 3, order_matters = true, draw_when_needed = true } }.",
    );
    page.comment("order_matters: the first deputy is called before the second. draw_when_needed: ties among deputies stay open until one is called.");
    deputies_field(page, *deputies);
    page.comment("The place whose clock is meant where a time is written without an offset, such as Europe/Helsinki.");
    match time_zone {
        Some(zone) => page.field("time_zone", zone),
        None => page.unsaid("time_zone", "\"Europe/Helsinki\""),
    }

    page.section("rules.marks");
    page.comment("How few candidates a ballot may mark. A ballot without any mark is blank, whatever this says. For exactly k write k twice.");
    page.field("min", &marks.min);
    page.comment("How many candidates a ballot may mark; a ballot with more is rejected whole.");
    page.field("max", &marks.max);

    seats_section(page, *seats);
    ties_section(page, ties);
    nominations_section(page, nominations.as_ref());
    voting_section(page, voting.as_ref());

    page.section("rules.term");
    page.comment("For how many years the elected sit.");
    match term {
        Some(term) => page.field("years", &term.years),
        None => page.unsaid("years", "2"),
    }
    if term.is_none() {
        // A section without its field would be an error.
        page.text = page.text.replace("\n[rules.term]\n", "\n# [rules.term]\n");
    }

    page.section("rules.challenge");
    page.comment("For how many months from the decision the result can be challenged; the minutes then name the last day.");
    match challenge {
        Some(challenge) => page.field("months", &challenge.months),
        None => page.unsaid("months", "3"),
    }
    if challenge.is_none() {
        page.text = page.text.replace("\n[rules.challenge]\n", "\n# [rules.challenge]\n");
    }

    offices_sections(page, offices);
    other_seats_sections(page, other_seats);
}

fn deputies_field(page: &mut Page, deputies: Deputies) {
    match deputies {
        Deputies::NextInOrder(next) => {
            // By hand: the order in which a person thinks of it, not that of the alphabet.
            page.line(&format!(
                "deputies = {{ next_in_order = {{ number = {}, order_matters = {}, draw_when_needed = {} }} }}",
                next.number, next.order_matters, next.draw_when_needed
            ));
        }
        other => page.field("deputies", &other),
    }
}

fn seats_section(page: &mut Page, seats: Seats) {
    page.section("rules.seats");
    page.comment("The least number of seats.");
    page.field("min", &seats.min);
    page.comment("The greatest number of seats; the same as min if the number is fixed.");
    page.field("max", &seats.max);
    page.comment("How many of the range are filled. \"max\": as many as it allows. \"gap\": where the votes drop most. { decided = 14 }: a number decided before the vote.");
    page.field("fill", &seats.fill.unwrap_or(Fill::Max));
}

fn ties_section(page: &mut Page, ties: &Ties) {
    let Ties { seat, office, deputy, extend, shrink, seed_source } = ties;
    page.section("rules.ties");
    page.comment("A tie at the last seat. lot_manual: drawn by hand before witnesses. lot_seeded or lot_rfc3797: computed from public randomness. reballot: a new ballot between the tied.");
    if let Some(rule) = seat {
        page.field("seat", rule);
    }
    page.comment("A tie for an office; the same values.");
    if let Some(rule) = office.as_ref().or(seat.as_ref()) {
        page.field("office", rule);
    }
    page.comment("A tie among deputies; the same values.");
    if let Some(rule) = deputy.as_ref().or(seat.as_ref()) {
        page.field("deputy", rule);
    }
    page.comment("true: before a lot for the last seat, elect all who are tied if the range of seats allows. Only with a number below max.");
    page.field("extend", extend);
    page.comment(
        "true: before a lot for the last seat, stop above the tie if the range of seats allows.",
    );
    page.field("shrink", shrink);
    page.comment("Where the seed of a computed lot will come from, declared before it is known. Only with lot_seeded or lot_rfc3797.");
    match seed_source {
        Some(source) => page.field("seed_source", source),
        None => page.unsaid("seed_source", "\"the first lottery draw after the election\""),
    }
}

fn nominations_section(page: &mut Page, nominations: Option<&NominationRules>) {
    page.section("rules.nominations");
    page.comment("How many candidates an organisation may nominate; 0 is no limit.");
    page.field("per_organisation", &nominations.map_or(0, |rules| rules.per_organisation));
    page.comment("The last moment at which a nomination is in time; later ones are refused. candidates.csv then needs the column nominated_at.");
    match nominations.and_then(|rules| rules.deadline) {
        Some(deadline) => page.field("deadline", &deadline.to_string()),
        None => page.unsaid("deadline", "\"2030-03-31T16:00:00+03:00\""),
    }
    if nominations.is_none() {
        page.text = page
            .text
            .replace("\n[rules.nominations]\n", "\n# [rules.nominations]\n")
            .replace("\nper_organisation = 0\n", "\n# per_organisation = 1\n");
    }
}

fn voting_section(page: &mut Page, voting: Option<&Voting>) {
    if let Some(voting) = voting {
        page.section("rules.voting");
        page.comment("The first moment at which ballots are taken.");
        page.field("opens", &voting.opens.to_string());
        page.comment("The last moment at which ballots are taken.");
        page.field("closes", &voting.closes.to_string());
    } else {
        page.gap();
        page.comment("When ballots are taken; ballots with another time of casting are rejected. Take the # away to use it.");
        page.comment("[rules.voting]");
        page.unsaid("opens", "\"2030-04-15T09:00:00+03:00\"");
        page.unsaid("closes", "\"2030-04-15T18:00:00+03:00\"");
    }
}

fn offices_sections(page: &mut Page, offices: &[Office]) {
    page.gap();
    page.comment("Offices, in the order in which they are filled: a part like this for each.");
    if offices.is_empty() {
        page.comment("[[rules.offices]]");
        page.unsaid("id", "\"chair\"");
        page.unsaid("name", "{ fi = \"puheenjohtaja\", sv = \"ordförande\", en = \"chair\" }");
        page.unsaid("filled", "\"by_votes\"");
    }
    for office in offices {
        page.element("rules.offices");
        page.comment("Its identity.");
        page.field("id", &office.id);
        page.comment("Its name. One text, or one per language.");
        page.field("name", &office.name);
        page.comment("\"by_votes\": of the elected the one with most votes. Or \"separate_contest\", \"body_elects\", { named_by = \"who\" }.");
        page.field("filled", &office.filled);
    }
}

fn other_seats_sections(page: &mut Page, others: &[OtherSeats]) {
    page.gap();
    page.comment("Seats that this election does not fill: a part like this for each kind.");
    if others.is_empty() {
        page.comment("[[rules.other_seats]]");
        page.unsaid("name", "\"seat of the county\"");
        page.comment("{ appointed_by = \"who\" } or { ex_officio = \"which office\" }");
        page.unsaid("kind", "{ appointed_by = \"the county\" }");
        page.unsaid("number", "2");
        page.unsaid("voting", "false");
        page.comment("true: they are part of the seats above, of which so many fewer are elected.");
        page.unsaid("within_range", "false");
    }
    for other in others {
        page.element("rules.other_seats");
        page.comment("What they are called.");
        page.field("name", &other.name);
        page.comment("Where they come from: { appointed_by = \"who\" } or { ex_officio = \"which office\" }.");
        page.field("kind", &other.kind);
        page.comment("How many.");
        page.field("number", &other.number);
        page.comment("Do their holders vote in the council?");
        page.field("voting", &other.voting);
        page.comment("true: they are part of the seats above, of which so many fewer are elected.");
        page.field("within_range", &other.within_range);
    }
}
