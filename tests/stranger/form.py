"""The forms of docs/record.md: every key known, every value of its kind and in its one spelling."""

import re
import unicodedata
from collections.abc import Callable
from datetime import datetime
from typing import Any

from reading import MOST

Form = Callable[[Any], bool]
NOTHING = object()


def string(value: Any) -> bool:
    return isinstance(value, str)


def boolean(value: Any) -> bool:
    return isinstance(value, bool)


def number(most: int) -> Form:
    return lambda value: type(value) is int and 0 <= value <= most


U32, U64 = number(2**32 - 1), number(MOST)


def votes(value: Any) -> bool:
    if isinstance(value, str):
        return bool(re.fullmatch(r"[1-9][0-9]{15,19}", value, re.ASCII)) and MOST < int(value) < 2**64
    return U64(value)


def hexadecimal(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[0-9a-f]{64}", value))


def uuid(value: Any) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", value))


def time(value: Any) -> bool:
    if not isinstance(value, str):
        return False
    parts = re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{0,8}[1-9])?Z", value)
    try:
        return bool(parts) and bool(datetime.fromisoformat(value[:19]))
    except ValueError:
        return False


def identity(value: Any) -> bool:
    if not isinstance(value, str) or not 1 <= len(value) <= 200:
        return False
    return value == value.strip() and all(unicodedata.category(letter) != "Cc" for letter in value)


def text(value: Any) -> bool:
    return isinstance(value, str) or (isinstance(value, dict) and all(map(string, value.values())))


def share(value: Any) -> bool:
    return isinstance(value, str)


def word(*words: str) -> Form:
    return lambda value: isinstance(value, str) and value in words


def either(*forms: Form) -> Form:
    return lambda value: any(form(value) for form in forms)


def null_or(form: Form) -> Form:
    return lambda value: value is None or form(value)


def many(form: Form) -> Form:
    return lambda value: isinstance(value, list) and all(map(form, value))


def exactly(wanted: Any) -> Form:
    return lambda value: type(value) is type(wanted) and value == wanted


def entry(may: dict[str, tuple[Form, Any]] | None = None, /, **must: Form) -> Form:
    """An object: keys that must be there, and keys that are left out at their default. A trailing underscore keeps a key apart from Python's words."""
    optional = may or {}
    needed = {key.rstrip("_"): form for key, form in must.items()}

    def check(value: Any) -> bool:
        if not isinstance(value, dict) or not needed.keys() <= value.keys() <= needed.keys() | optional.keys():
            return False
        said = all(form(value[key]) and value[key] != default for key, (form, default) in optional.items() if key in value)
        return said and all(form(value[key]) for key, form in needed.items())

    return check


def tagged(tag: str, **variants: dict[str, Form]) -> Form:
    """An object whose key `tag` says which other keys it has."""
    forms = [entry(**{tag: exactly(name)}, **fields) for name, fields in variants.items()]
    return either(*forms)


TIE = word("lot_manual", "lot_seeded", "lot_rfc3797", "reballot")
FILLED = either(word("by_votes", "separate_contest", "body_elects"), entry(named_by=text))
KIND = either(entry(appointed_by=text), entry(ex_officio=text))
OTHER_SEATS = many(entry(name=text, kind=KIND, number=U32, voting=boolean, within_range=boolean))
NEXT = entry(number=U32, order_matters=boolean, draw_when_needed=boolean)
RULES = entry(
    {
        "nominations": (entry({"deadline": (time, NOTHING)}, per_organisation=U32), NOTHING),
        "voting": (entry(opens=time, closes=time), NOTHING),
        "time_zone": (string, NOTHING),
        "term": (entry(years=U32), NOTHING),
    },
    method=word("majority"),
    ballots=word("linked", "separate", "anonymous"),
    secrecy=word("secret", "open"),
    marks=entry(min=U32, max=U32),
    own_candidate=word("allowed", "forbidden"),
    second_ballot=word("reject_second", "last_counts"),
    seats=entry({"fill": (either(word("max", "gap"), entry(decided=U32)), NOTHING)}, min=U32, max=U32),
    minimum_votes=votes,
    unopposed=word("acclamation", "vote_anyway"),
    ties=entry(
        {"seat": (TIE, NOTHING), "office": (TIE, NOTHING), "deputy": (TIE, NOTHING), "seed_source": (text, NOTHING)},
        extend=boolean,
        shrink=boolean,
    ),
    offices=many(entry(id=identity, name=text, filled=FILLED)),
    deputies=either(word("none", "personal_pair", "per_organisation"), entry(next_in_order=NEXT)),
    other_seats=OTHER_SEATS,
    seat_holder=word("person", "organisation"),
)
CANDIDATE = entry(
    {
        "position": (text, NOTHING),
        "organisation": (identity, NOTHING),
        "municipality": (string, NOTHING),
        "groups": (many(string), []),
        "competence": (text, NOTHING),
        "nominated_at": (time, NOTHING),
        "withdrawn": (boolean, False),
        "personal_deputy": (string, NOTHING),
    },
    id=identity,
    name=string,
)
VOTER = entry(
    {"weight": (votes, 1), "suspended": (boolean, False), "municipality": (string, NOTHING), "source": (string, NOTHING)},
    id=identity,
    name=text,
)
DEFINITION = entry(
    {"preset": (string, NOTHING)},
    format=U32,
    id=uuid,
    title=text,
    test=boolean,
    rules=RULES,
    candidates=many(CANDIDATE),
    roll=many(VOTER),
)
PURPOSE = either(word("seat", "deputy"), entry(office=identity))
REQUEST = entry(for_=PURPOSE, label=string, places=U32, among=many(identity))
METHOD = either(word("manual", "reballot"), entry(seeded=entry(seed=string)), entry(rfc3797=entry(key=string)))
LOT = entry(
    {"drawn_at": (time, NOTHING), "witnesses": (many(string), []), "note": (string, NOTHING)},
    request=REQUEST,
    drawn=many(identity),
    method=METHOD,
)
DECLINE = entry({"at": (time, NOTHING), "note": (string, NOTHING)}, candidate=identity, from_=either(word("seat"), entry(office=identity)))
PROCEEDINGS = entry(
    {
        "declines": (many(DECLINE), []),
        "lots": (many(LOT), []),
        "attendance": (entry({"registered": (U64, NOTHING), "present": (U64, NOTHING)}), {}),
        "spoiled": (U64, 0),
        "unreturned": (U64, 0),
        "ballots_expected": (U64, NOTHING),
    }
)
PLACE = entry(first=U32, last=U32)
REASON = tagged(
    "reason",
    most_votes={"ahead": null_or(votes)},
    elected_by_lot={"label": string, "drawn": U32},
    tie_elected={"tied": U32, "places": U32},
    acclamation={},
    enough_votes={"minimum": votes},
    fewer_votes={"behind": null_or(votes)},
    below_minimum={"minimum": votes},
    not_drawn={"label": string},
    tie_left_out={"tied": U32, "places": U32},
    awaits_lot={"label": string},
    office_by_votes={"office": identity},
    office_by_lot={"office": identity, "label": string},
    declined_office={"office": identity},
    deputy_by_votes={},
    deputy_by_lot={"label": string},
    deputy_lot_open={"label": string},
    declined_seat={},
    withdrawn={},
    refused={},
)
CANDIDATE_RESULT = entry(
    {"refusal": (either(entry(late=entry(seconds=U64)), entry(second=entry(standing=many(identity)))), NOTHING)},
    id=identity,
    name=string,
    organisation=null_or(identity),
    votes=null_or(votes),
    share=null_or(share),
    place=null_or(PLACE),
    status=word("elected", "deputy", "not_elected", "declined", "withdrawn", "refused", "undecided"),
    deputy=null_or(PLACE),
    office=null_or(identity),
    reasons=many(REASON),
)
WHY = word("fixed", "max", "decided", "gap", "few_candidates", "extended", "shrunk", "acclamation", "awaits_lot")
MARGIN = either(word("unchangeable"), entry(exact=U64), entry(between=entry(at_least=U64, at_most=U64)), entry(at_least=U64))
FAULT = tagged(
    "fault",
    unknown_voter={"voter": null_or(string)},
    suspended_voter={"voter": identity},
    too_early={"cast_at": time, "opens": time},
    too_late={"cast_at": time, "closes": time},
    already_voted={"counted": U64},
    unknown_candidate={"mark": U32, "text": null_or(string)},
    withdrawn_candidate={"mark": U32, "candidate": null_or(identity)},
    repeated_mark={"mark": U32, "candidate": null_or(identity)},
    own_candidate={"mark": U32, "candidate": null_or(identity)},
    too_many_marks={"marks": U32, "max": U32},
    too_few_marks={"marks": U32, "min": U32},
    replaced={"counted": U64},
    order_unknown={"ballots": U32},
)
ENGINE = entry(name=string, version=string, rules_version=U32)
REJECTED = many(entry(code=string, reason=string, ballots=U64))
FRACTION = null_or(share)
RESULT = entry(
    {"rejected_ballots": (many(entry(ballot=U64, fault=FAULT)), NOTHING)},
    election=entry(id=uuid, title=text, test=boolean),
    acclamation=boolean,
    candidates=many(CANDIDATE_RESULT),
    seats=entry(min=U32, max=U32, target=null_or(U32), filled=U32, vacant=U32, why=WHY, gaps=many(entry(seats=U32, drop=votes))),
    offices=many(entry(office=identity, name=text, filled=FILLED, holder=null_or(identity))),
    deputies=many(
        tagged(
            "deputy",
            next_in_order={"candidate": identity, "place": PLACE},
            personal={"elected": identity, "name": string},
            to_be_named={"elected": identity, "organisation": identity},
        )
    ),
    other_seats=OTHER_SEATS,
    turnout=entry(
        roll=null_or(U64),
        entitled=null_or(U64),
        registered=null_or(U64),
        present=null_or(U64),
        voted=null_or(U64),
        of_entitled=FRACTION,
        of_registered=FRACTION,
        of_present=FRACTION,
        marks_per_ballot=FRACTION,
        candidates_per_roll=FRACTION,
    ),
    reconciliation=entry(
        rows=U64,
        accepted=U64,
        blank=U64,
        rejected=U64,
        expected=null_or(U64),
        weight=votes,
        votes=votes,
        marks=votes,
        not_voted=null_or(U64),
        roll_marks=null_or(U64),
        roll_marks_rejected=null_or(U64),
        spoiled=U64,
        unreturned=U64,
    ),
    rejected=REJECTED,
    lots=many(LOT),
    open_lots=many(REQUEST),
    margins=null_or(
        entry(
            last_elected=null_or(votes),
            first_not_elected=null_or(votes),
            distance=null_or(votes),
            elected_set=MARGIN,
            chair=null_or(MARGIN),
        )
    ),
    definition_hash=hexadecimal,
    engine=ENGINE,
)
BALLOT = entry({"voter": (string, NOTHING), "cast_at": (time, NOTHING)}, marks=many(string))
ROLL_MARK = entry({"cast_at": (time, NOTHING)}, voter=string)
BALLOTS = either(entry(open=entry(ballots=many(BALLOT), roll_marks=many(ROLL_MARK))), entry(sealed=entry(sealed_ballots_hash=hexadecimal)))
NAMES: tuple[Form, Any] = (many(string), [])
RECORD = entry(
    kind=exactly("vaali record"),
    format=exactly(1),
    definition=DEFINITION,
    definition_hash=hexadecimal,
    times=entry(frozen_at=time, certified_at=time),
    proceedings=PROCEEDINGS,
    result=RESULT,
    ballots=BALLOTS,
    certification=entry({"chair": (string, NOTHING), "secretary": (string, NOTHING), "checkers": NAMES, "tellers": NAMES}),
    engine=ENGINE,
    seal=hexadecimal,
)
SEALED = entry(
    kind=exactly("vaali sealed ballots"),
    format=exactly(1),
    election=uuid,
    definition_hash=hexadecimal,
    salt=hexadecimal,
    rows=U64,
    accepted=many(entry(marks=many(identity), weight=votes)),
    blank=U64,
    rejected=REJECTED,
    voted=U64,
    roll_marks=null_or(entry(valid=U64, rejected=U64)),
)
