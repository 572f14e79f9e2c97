"""V05: the errors of a definition, as docs/record.md lists them."""

from typing import Any

from counter import instant, nominations
from reading import Json, votes

MOST_CANDIDATES = 1_048_576


def blank(text: Any) -> bool:
    return not (any(part.strip() for part in text.values()) if isinstance(text, dict) else text.strip())


def own_seats(rules: Json) -> tuple[int, int, int | None]:
    """The least, the greatest and the decided number of seats that this election fills itself."""
    within = sum(seat["number"] for seat in rules["other_seats"] if seat["within_range"])
    fill = rules["seats"].get("fill")
    decided = max(0, fill["decided"] - within) if isinstance(fill, dict) else None
    return max(0, rules["seats"]["min"] - within), max(0, rules["seats"]["max"] - within), decided


def largest_target(rules: Json) -> int:
    _, most, decided = own_seats(rules)
    return most if decided is None else decided


def roll_errors(definition: Json) -> list[str]:
    roll, mode = definition["roll"], definition["rules"]["ballots"]
    if mode == "anonymous":
        return ["roll unused"] if roll else []
    weights = [votes(voter.get("weight", 1)) for voter in roll]
    entitled = [weight for weight, voter in zip(weights, roll) if not voter.get("suspended")]
    errors = {
        "no roll": not roll,
        "voter twice": len({voter["id"] for voter in roll}) < len(roll),
        "voter without name": any(blank(voter["name"]) for voter in roll),
        "weight zero": 0 in weights,
        "weight unusable": mode == "separate" and any(weight not in (0, 1) for weight in weights),
        "nobody entitled": bool(roll) and not entitled,
        "weight overflow": sum(entitled) >= 2**64,
    }
    return [error for error in errors if errors[error]]


def candidate_errors(definition: Json, standing: list[Json]) -> list[str]:
    candidates, rules = definition["candidates"], definition["rules"]
    voters = {voter["id"] for voter in definition["roll"]}
    organisation_needed = (
        rules["own_candidate"] == "forbidden" or rules["seat_holder"] == "organisation" or rules["deputies"] == "per_organisation"
    )
    faces = [(c["name"].strip(), c.get("organisation"), repr(c.get("position"))) for c in standing if c["name"].strip()]
    organisations = [c.get("organisation") for c in candidates]
    errors = {
        "no candidates": not candidates,
        "too many candidates": len(candidates) > MOST_CANDIDATES,
        "nobody stands": not standing,
        "candidate twice": len({c["id"] for c in candidates}) < len(candidates),
        "candidate without name": any(not c["name"].strip() for c in candidates),
        "same candidate": len(set(faces)) < len(faces),
        "unknown organisation": bool(voters) and any(o is not None and o not in voters for o in organisations),
        "candidate without organisation": organisation_needed and None in organisations,
        "candidate without deputy": rules["deputies"] == "personal_pair"
        and any(not c.get("personal_deputy", "").strip() for c in standing),
    }
    return [error for error in errors if errors[error]]


def rule_errors(definition: Json, n: int) -> list[str]:
    rules = definition["rules"]
    marks, seats, ties = rules["marks"], rules["seats"], rules["ties"]
    least, most, decided = own_seats(rules)
    fill, linked = seats.get("fill"), rules["ballots"] == "linked"
    acclaimed = rules["unopposed"] == "acclamation" and n <= largest_target(rules)
    computed = any(ties.get(scope) in ("lot_seeded", "lot_rfc3797") for scope in ("seat", "office", "deputy"))
    offices, others = rules["offices"], rules["other_seats"]
    by_votes = sum(office["filled"] == "by_votes" for office in offices)
    within = sum(seat["number"] for seat in others if seat["within_range"])
    weights = sum(votes(voter.get("weight", 1)) for voter in definition["roll"] if not voter.get("suspended"))
    voting, deadline = rules.get("voting"), rules.get("nominations", {}).get("deadline")
    named_by = [office["filled"]["named_by"] for office in offices if isinstance(office["filled"], dict)]
    errors = {
        "own candidate": not linked and rules["own_candidate"] == "forbidden",
        "last counts": not linked and rules["second_ballot"] == "last_counts",
        "marks": marks["max"] == 0 or not 1 <= marks["min"] <= marks["max"],
        "marks above candidates": 0 < n < marks["min"] and not acclaimed,
        "seats": seats["max"] == 0 or seats["min"] > seats["max"],
        "no fill": seats["min"] < seats["max"] and fill is None,
        "decided": isinstance(fill, dict) and not seats["min"] <= fill["decided"] <= seats["max"],
        "gap without range": fill == "gap" and seats["min"] == seats["max"],
        "more seats than candidates": 0 < n < least and not acclaimed,
        "minimum votes": rules["ballots"] != "anonymous"
        and bool(definition["roll"])
        and weights < 2**64
        and votes(rules["minimum_votes"]) > weights,
        "no tie rule": "seat" not in ties,
        "no seed source": computed and blank(ties.get("seed_source", "")),
        "extend": ties["extend"] and (fill in (None, "max") or (decided is not None and decided >= most)),
        "shrink": ties["shrink"] and (least == most or decided == least),
        "office twice": len({office["id"] for office in offices}) < len(offices),
        "office without name": any(blank(office["name"]) for office in offices) or any(map(blank, named_by)),
        "more offices than seats": 0 < least < by_votes,
        "no deputies": isinstance(rules["deputies"], dict) and rules["deputies"]["next_in_order"]["number"] == 0,
        "term": rules.get("term", {}).get("years") == 0,
        "other seats": any(s["number"] == 0 or blank(s["name"]) or any(map(blank, s["kind"].values())) for s in others),
        "other seats fill the range": 0 < seats["max"] <= within,
        "voting": bool(voting) and instant(voting["closes"]) <= instant(voting["opens"]),
        "deadline": bool(voting) and bool(deadline) and instant(deadline) > instant(voting["opens"]),
    }
    return [error for error in errors if errors[error]]


def errors_of(definition: Json) -> list[str]:
    status = nominations(definition["rules"].get("nominations") or {}, definition["candidates"])
    standing = [c for c in definition["candidates"] if status.get(c["id"]) == "not_elected"]
    head = {"format": definition["format"] != 1, "title": blank(definition["title"])}
    errors = [error for error in head if head[error]]
    return errors + candidate_errors(definition, standing) + roll_errors(definition) + rule_errors(definition, len(standing))
