"""Sections 4 to 8 of docs/count.md and the result of docs/record.md, from votes and figures."""

from dataclasses import dataclass, field
from typing import Any

from ballots import Figures
from counter import Stop, drawn_as_ruled, fill, instant, nominations, tie_groups
from definition import largest_target, own_seats
from reading import Json, spelled, votes


class Refused(Exception):
    """The count ends in an error; the argument is its name."""


@dataclass
class Decision:
    """The steps after the tally."""

    definition: Json
    proceedings: Json
    votes: dict[str, int]
    out: Json
    lots: list[Json] = field(default_factory=list)
    """The lots that were used."""
    office_lots: dict[str, str] = field(default_factory=dict)
    """Office: the label of the lot that reached over it."""

    def with_status(self, *wanted: str) -> list[str]:
        return [c for c, status in self.out["status"].items() if status in wanted]

    @property
    def acclaimed(self) -> bool:
        return self.out["target"] is None

    @property
    def standing(self) -> list[str]:
        return self.with_status("elected", "deputy", "not_elected")

    @property
    def elected(self) -> list[str]:
        """In votes order, equals in declared order."""
        elected = self.with_status("elected")
        return elected if self.acclaimed else sorted(elected, key=lambda c: -self.votes[c])

    @property
    def electable(self) -> list[str]:
        least = votes(self.definition["rules"]["minimum_votes"])
        return [c for c in self.standing if self.votes[c] >= least]

    def boundary(self) -> tuple[str, list[str], int]:
        """How the group at the last seat was treated, the group, and its places."""
        seat_lot = next((lot for lot in self.lots if lot["request"]["for"] == "seat"), None)
        if seat_lot:
            return "drawn", seat_lot["request"]["among"], seat_lot["request"]["places"]
        above = 0
        for group in tie_groups(self.electable, self.votes) if not self.acclaimed else []:
            room = self.out["target"] - above
            if 0 < room < len(group):
                return "extended" if self.out["status"][group[0]] == "elected" else "shrunk", group, room
            above += len(group)
        return "clear", [], 0


def lot_rule(rules: Json, purpose: Any) -> str:
    scope = purpose if isinstance(purpose, str) else "office"
    rule = rules["ties"].get(scope) or rules["ties"]["seat"]
    return str(rule).removeprefix("lot_")


def valid_lot(lot: Json, rules: Json) -> bool:
    """Section 7, of a lot for its own request."""
    kind, among, places = lot_rule(rules, lot["request"]["for"]), lot["request"]["among"], lot["request"]["places"]
    # A key or a number of places with which nothing can be computed is no valid lot either.
    if kind == "rfc3797" and not (isinstance(lot["method"], dict) and lot["method"].get("rfc3797", {}).get("key")):
        return False
    return places <= len(among) and drawn_as_ruled(lot, kind)


def decide(definition: Json, found: dict[str, int], proceedings: Json) -> Decision:
    """The steps from the votes. Raises `Stop` where a lot is needed, `Refused` where the count ends in an error."""
    rules, candidates = definition["rules"], definition["candidates"]
    status = nominations(rules.get("nominations") or {}, candidates)
    offices = [office["id"] for office in rules["offices"]]
    declined = [(decline["candidate"], decline["from"]) for decline in proceedings.get("declines", [])]
    for candidate, what in declined:
        if candidate not in status or (what != "seat" and what["office"] not in offices):
            raise Refused("decline")
    on_ballot = {c: found[c] for c in status if status[c] == "not_elected"}
    status.update((c, "declined") for c in on_ballot if (c, "seat") in declined)
    standing = [c for c in on_ballot if status[c] == "not_elected"]
    counts = {c: on_ballot[c] for c in standing}
    places = {c: [1 + sum(v > counts[c] for v in counts.values()), sum(v >= counts[c] for v in counts.values())] for c in standing}
    out: Json = {"target": None, "vacant": 0, "gaps": [], "deputies": {}, "open_lots": [], "status": status}
    out |= {"votes": dict.fromkeys(status) | on_ballot, "places": dict.fromkeys(status) | places}
    out["offices"] = dict.fromkeys(offices)
    decision = Decision(definition, proceedings, on_ballot, out)
    left = list(proceedings.get("lots", []))

    def draw(purpose: Any, label: str, number: int, among: list[str], may_wait: bool | None = False) -> list[str]:
        request = {"for": purpose, "label": label, "places": number, "among": among}
        lot = next((lot for lot in left if lot["request"] == request), None)
        if lot is None:
            if not may_wait:
                raise Stop(request)
            out["open_lots"].append(request)
            return []
        if not valid_lot(lot, rules):
            raise Refused("invalid_lot")
        left.remove(lot)
        decision.lots.append(lot)
        if isinstance(purpose, dict):
            for office in reached(decision, purpose["office"], among, declined):
                decision.office_lots[office] = label
        return [*lot["drawn"], *(candidate for candidate in among if candidate not in lot["drawn"])]

    try:
        fill(rules, on_ballot, declined, out, draw)
    except Stop as stop:
        if left:
            raise Refused("stale_lot") from None
        raise stop from None
    if left:
        raise Refused("stale_lot")
    return decision


def reached(decision: Decision, office: str, among: list[str], declined: list[Any]) -> list[str]:
    """Section 5: the offices that an office lot reaches over, also for the one left."""
    out, rules = decision.out, decision.definition["rules"]
    by_votes = [o["id"] for o in rules["offices"] if o["filled"] == "by_votes"]
    following = by_votes[by_votes.index(office) :]
    free = [c for c in decision.with_status("elected") if c not in out["offices"].values()]
    equals = [c for c in free if decision.votes[c] == decision.votes[among[0]]]
    reach = next((i for i, o in enumerate(following) if any((c, {"office": o}) in declined for c in equals)), len(following))
    return following[: min(max(1, reach), len(among))]


def fraction(part: int | None, whole: int | None) -> str | None:
    return f"{part}/{whole}" if part is not None and whole else None


def turnout(definition: Json, figures: Figures, proceedings: Json) -> Json:
    roll, attendance = definition["roll"], proceedings.get("attendance", {})
    known = definition["rules"]["ballots"] != "anonymous"
    entries = len(roll) if known else None
    entitled = sum(not voter.get("suspended") for voter in roll) if known else None
    voted, registered, present = figures.voted if known else None, attendance.get("registered"), attendance.get("present")
    status = nominations(definition["rules"].get("nominations") or {}, definition["candidates"])
    return {
        "roll": entries,
        "entitled": entitled,
        "registered": registered,
        "present": present,
        "voted": voted,
        "of_entitled": fraction(voted, entitled),
        "of_registered": fraction(voted, registered),
        "of_present": fraction(voted, present),
        "marks_per_ballot": fraction(figures.entries, figures.accepted),
        "candidates_per_roll": fraction(list(status.values()).count("not_elected"), entries),
    }


def reconciliation(figures: Figures, shown: Json, proceedings: Json) -> Json:
    entitled, voted = shown["entitled"], shown["voted"]
    return {
        "rows": figures.rows,
        "accepted": figures.accepted,
        "blank": figures.blank,
        "rejected": sum(row["ballots"] for row in figures.rejected),
        "expected": proceedings.get("ballots_expected"),
        "weight": spelled(figures.weight),
        "votes": spelled(figures.votes),
        "marks": spelled(figures.marks),
        "not_voted": max(0, entitled - voted) if entitled is not None and voted is not None else None,
        "roll_marks": figures.roll_marks[0] if figures.roll_marks else None,
        "roll_marks_rejected": figures.roll_marks[1] if figures.roll_marks else None,
        "spoiled": proceedings.get("spoiled", 0),
        "unreturned": proceedings.get("unreturned", 0),
    }


def mismatches(shown: Json, of: Json) -> bool:
    """Any of the mismatches of figures."""
    voted, registered, present, roll = (shown[key] for key in ("voted", "registered", "present", "roll"))

    def above(a: int | None, b: int | None) -> bool:
        return a is not None and b is not None and a > b

    return (
        of["accepted"] + of["blank"] + of["rejected"] != of["rows"]
        or of["expected"] not in (None, of["rows"])
        or (of["roll_marks"] is not None and of["rows"] + of["spoiled"] + of["unreturned"] != of["roll_marks"])
        or of["votes"] != of["marks"]
        or (None not in (voted, of["not_voted"], shown["entitled"]) and voted + of["not_voted"] != shown["entitled"])
        or above(voted, registered)
        or above(voted, present)
        or above(registered, roll)
        or above(present, roll)
        or above(present, registered)
    )


def seat_reason(decision: Decision, candidate: str) -> Json:
    rules, found = decision.definition["rules"], decision.votes
    elected = decision.out["status"][candidate] == "elected"
    if decision.acclaimed:
        return {"reason": "acclamation"}
    minimum, (how, group, places) = rules["minimum_votes"], decision.boundary()
    if not elected and candidate not in decision.electable:
        return {"reason": "below_minimum", "minimum": minimum}
    if candidate in group and how == "drawn":
        lot = next(lot for lot in decision.lots if lot["request"]["for"] == "seat")
        if elected:
            return {"reason": "elected_by_lot", "label": lot["request"]["label"], "drawn": lot["drawn"].index(candidate) + 1}
        return {"reason": "not_drawn", "label": lot["request"]["label"]}
    if candidate in group and how == "extended":
        return {"reason": "tie_elected", "tied": len(group), "places": places}
    if candidate in group and how == "shrunk":
        return {"reason": "tie_left_out", "tied": len(group), "places": places}
    if not elected:
        last = min((found[c] for c in decision.elected), default=None)
        return {"reason": "fewer_votes", "behind": None if last is None else spelled(max(0, last - found[candidate]))}
    if len(decision.elected) == len(decision.electable):
        return {"reason": "enough_votes", "minimum": minimum}
    order = sorted((found[c] for c in decision.standing), reverse=True)
    after = order[len(decision.elected) : len(decision.elected) + 1]
    return {"reason": "most_votes", "ahead": spelled(max(0, found[candidate] - after[0])) if after else None}


def reasons(decision: Decision, candidate: str) -> list[Json]:
    out = decision.out
    status = out["status"][candidate]
    if status in ("withdrawn", "refused", "declined"):
        return [{"reason": "declined_seat" if status == "declined" else status}]
    found = [seat_reason(decision, candidate)]
    if status == "elected":
        for decline in decision.proceedings.get("declines", []):
            if decline["candidate"] == candidate and decline["from"] != "seat":
                found.append({"reason": "declined_office", "office": decline["from"]["office"]})
    for office, holder in out["offices"].items():
        if holder == candidate and office in decision.office_lots:
            found.append({"reason": "office_by_lot", "office": office, "label": decision.office_lots[office]})
        elif holder == candidate:
            found.append({"reason": "office_by_votes", "office": office})
    if candidate in out["deputies"]:
        lots = [lot["request"] for lot in decision.lots if lot["request"]["for"] == "deputy"]
        label = next((request["label"] for request in lots if candidate in request["among"]), None)
        found.append({"reason": "deputy_by_lot", "label": label} if label else {"reason": "deputy_by_votes"})
    waiting = next((request["label"] for request in out["open_lots"] if candidate in request["among"]), None)
    return found + ([{"reason": "deputy_lot_open", "label": waiting}] if waiting else [])


def refusal(definition: Json, candidate: Json, status: dict[str, str]) -> Json:
    rule = definition["rules"]["nominations"]
    when, deadline = candidate.get("nominated_at"), rule.get("deadline")
    if when and deadline and instant(when) > instant(deadline):
        (late, decimals), (limit, limit_decimals) = instant(when), instant(deadline)
        seconds = int((late - limit).total_seconds()) + (decimals > limit_decimals)
        return {"late": {"seconds": seconds}}
    same = [c for c in definition["candidates"] if c.get("organisation") == candidate["organisation"]]
    before = [c for c in same if status[c["id"]] not in ("refused", "withdrawn")]
    before.sort(key=lambda c: (not c.get("nominated_at"), instant(c["nominated_at"]) if c.get("nominated_at") else ()))
    return {"second": {"standing": [c["id"] for c in before][:10]}}


def place(pair: list[int] | None) -> Json | None:
    return {"first": pair[0], "last": pair[1]} if pair else None


def candidates(decision: Decision, weight: int) -> list[Json]:
    out, definition = decision.out, decision.definition
    by_id = {candidate["id"]: candidate for candidate in definition["candidates"]}
    declared = {c: i for i, c in enumerate(by_id)}
    found, deputies = decision.votes, out["deputies"]

    def order(c: str) -> tuple[int, bool, int, int]:
        ahead = 0 if decision.acclaimed else found[c]
        return -ahead, out["status"][c] != "elected", deputies[c][0] if c in deputies else 2**32, declared[c]

    listed = sorted(decision.standing, key=order)
    listed += decision.with_status("declined") + decision.with_status("withdrawn") + decision.with_status("refused")
    rows = []
    for c in listed:
        counted = c in found and not decision.acclaimed
        row = {
            "id": c,
            "name": by_id[c]["name"],
            "organisation": by_id[c].get("organisation"),
            "votes": spelled(found[c]) if counted else None,
            "share": fraction(found[c], weight) if counted else None,
            "place": place(out["places"][c]),
            "status": out["status"][c],
            "deputy": place(deputies.get(c)),
            "office": next((office for office, holder in out["offices"].items() if holder == c), None),
            "reasons": reasons(decision, c),
        }
        if out["status"][c] == "refused":
            row["refusal"] = refusal(definition, by_id[c], out["status"])
        rows.append(row)
    return rows


def seats(decision: Decision) -> Json:
    rules, out = decision.definition["rules"], decision.out
    least, most, decided = own_seats(rules)
    filled, how, fill_rule = len(decision.elected), decision.boundary()[0], rules["seats"].get("fill")
    whys = {
        "acclamation": decision.acclaimed,
        "extended": how == "extended",
        "shrunk": how == "shrunk",
        "gap": fill_rule == "gap" and out["vacant"] == 0,
        "few_candidates": filled < largest_target(rules),
        "decided": decided is not None,
        "fixed": least == most,
        "max": True,
    }
    return {
        "min": least,
        "max": most,
        "target": out["target"],
        "filled": filled,
        "vacant": out["vacant"],
        "why": next(why for why in whys if whys[why]),
        "gaps": [{"seats": k, "drop": spelled(drop)} for k, drop in out["gaps"]],
    }


def deputies(decision: Decision) -> list[Json]:
    rule, by_id = decision.definition["rules"]["deputies"], {c["id"]: c for c in decision.definition["candidates"]}
    if rule == "personal_pair":
        named = [(c, by_id[c].get("personal_deputy")) for c in decision.elected]
        return [{"deputy": "personal", "elected": c, "name": name} for c, name in named if name is not None]
    if rule == "per_organisation":
        of = [(c, by_id[c].get("organisation")) for c in decision.elected]
        return [{"deputy": "to_be_named", "elected": c, "organisation": organisation} for c, organisation in of if organisation]
    return [{"deputy": "next_in_order", "candidate": c, "place": place(pair)} for c, pair in decision.out["deputies"].items()]


def result(decision: Decision, figures: Figures, rejected_ballots: list[Json] | None) -> Json:
    """Everything but the margins, the hash of the definition and the program."""
    definition, proceedings = decision.definition, decision.proceedings
    shown, by_id = turnout(definition, figures, proceedings), {office["id"]: office for office in definition["rules"]["offices"]}
    used = [lot["request"] for lot in decision.lots]
    found = {
        "election": {key: definition[key] for key in ("id", "title", "test")},
        "acclamation": decision.acclaimed,
        "candidates": candidates(decision, figures.weight),
        "seats": seats(decision),
        "offices": [
            {"office": id, "name": office["name"], "filled": office["filled"], "holder": decision.out["offices"][id]}
            for id, office in by_id.items()
        ],
        "deputies": deputies(decision),
        "other_seats": definition["rules"]["other_seats"],
        "turnout": shown,
        "reconciliation": reconciliation(figures, shown, proceedings),
        "rejected": figures.rejected,
        "lots": [lot for lot in proceedings.get("lots", []) if lot["request"] in used],
        "open_lots": decision.out["open_lots"],
    }
    return found if rejected_ballots is None else found | {"rejected_ballots": rejected_ballots}
