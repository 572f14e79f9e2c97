"""The naive count, written from docs/count.md alone, to be compared with the engine (as a script: see compare.py)."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime
from hashlib import md5, sha256
from itertools import groupby
from re import findall
from typing import Any

Json = dict[str, Any]


class Stop(Exception):
    """The count stops at a request that is not answered or at an invalid lot: what the digest says of it."""


def instant(text: str) -> tuple[datetime, str]:
    """The whole second, and the decimals without trailing zeros, which compare as text: exact at any precision."""
    decimals, zone = findall(r"^(?:\.(\d+))?(Z|[+-]\d\d:\d\d)$", text[19:].upper())[0]
    return datetime.fromisoformat(text[:19] + zone), decimals.rstrip("0")


def nominations(rule: Json, candidates: list[Json]) -> dict[str, str]:
    """Step 1: the status of each candidate, in declared order; those standing are not_elected for the time being."""
    deadline, limit, of_organisation = rule.get("deadline"), rule.get("per_organisation") or 0, Counter[str]()
    times = {c["id"]: instant(c["nominated_at"]) if c.get("nominated_at") else None for c in candidates}
    status = {c["id"]: "withdrawn" if c.get("withdrawn") else "not_elected" for c in candidates}
    status.update((c, "refused") for c, time in times.items() if time and deadline and time > instant(deadline))
    for candidate in sorted(candidates, key=lambda c: (times[c["id"]] is None, times[c["id"]])):  # Same times: declared order stays.
        if status[candidate["id"]] == "not_elected" and candidate.get("organisation") is not None:
            of_organisation[candidate["organisation"]] += 1
            if 0 < limit < of_organisation[candidate["organisation"]]:
                status[candidate["id"]] = "refused"
    return status


def voter_faults(definition: Json, rows: list[Json], rule: str) -> dict[int, str]:
    """Step 2, checks 1-5, of ballots or (rule "first_row") of roll marks: the faults by row."""
    roll, voting = {voter["id"]: voter for voter in definition["roll"]}, definition["rules"].get("voting") or {}
    opens, closes = (instant(voting[key]) if voting.get(key) else None for key in ("opens", "closes"))
    times = [instant(entry["cast_at"]) if entry.get("cast_at") else None for entry in rows]
    faults, of_voter = {}, dict[str, list[int]]()
    for row, (entry, time) in enumerate(zip(rows, times), 1):
        voter = roll.get(entry.get("voter"))
        fault = "unknown_voter" if voter is None else "suspended_voter" if voter.get("suspended") else None
        fault = fault or ("too_early" if time and opens and time < opens else "too_late" if time and closes and time > closes else None)
        if fault:
            faults[row] = fault
        else:
            of_voter.setdefault(entry["voter"], []).append(row)
    for of_one in of_voter.values():
        known, could_count = [time for row in of_one if (time := times[row - 1])], of_one
        if len(known) == len(of_one) and rule != "first_row":
            could_count = [row for row in of_one if times[row - 1] == (max if rule == "last_counts" else min)(known)]
        faults.update(dict.fromkeys(of_one, "replaced" if rule == "last_counts" else "already_voted"))
        if rule == "first_row" or len({tuple(sorted(rows[row - 1]["marks"])) for row in could_count}) == 1:
            del faults[could_count[0]]  # The only one, or the first row of those with the same marks.
        else:
            faults.update(dict.fromkeys(could_count, "order_unknown"))
    return faults


def drawn_as_ruled(lot: Json, kind: str) -> bool:
    """Step 7: is the lot valid for the request that it answers?"""
    drawn, method, pool, places = lot["drawn"], lot["method"], list(lot["request"]["among"]), lot["request"]["places"]
    if kind in ("manual", "reballot"):
        return bool(method == kind and len(drawn) == len(set(drawn)) == places and set(drawn) <= set(pool))
    if not isinstance(method, dict) or list(method) != [kind]:
        return False
    if kind == "seeded":
        seed, label = method["seeded"]["seed"], lot["request"]["label"]
        return bool(drawn == sorted(pool, key=lambda candidate: sha256(f"{seed}\0{label}\0{candidate}".encode()).digest())[:places])
    key, picked = method["rfc3797"]["key"].encode(), []
    for ends in (pick.to_bytes(2, "big") for pick in range(places)):
        picked.append(pool.pop(int.from_bytes(md5(ends + key + ends, usedforsecurity=False).digest(), "big") % len(pool)))
    return bool(drawn == picked)


def tie_groups(candidates: list[str], votes: dict[str, int]) -> list[list[str]]:
    """The candidates in votes order; inside a group the order stays as given, which is the declared one."""
    return [list(group) for _, group in groupby(sorted(candidates, key=lambda c: -votes[c]), key=lambda c: votes[c])]


def fill(rules: Json, votes: dict[str, int], declined: list[Any], out: Json, draw: Callable[..., list[str]]) -> None:
    """Steps 4-6: writes to the digest, so that what is filled stands when the count stops at a lot."""
    seats, status, holders, standing = rules["seats"], out["status"], out["offices"], [c for c in votes if out["places"][c]]
    elected, within = list[str](), sum(seat["number"] for seat in rules.get("other_seats") or () if seat.get("within_range"))
    least, most, how = max(0, seats["min"] - within), max(0, seats["max"] - within), seats.get("fill") or "max"
    largest = most if isinstance(how, str) else max(0, how["decided"] - within)
    if rules.get("unopposed") == "acclamation" and len(standing) <= largest:
        status.update(dict.fromkeys(standing, "elected"))
        out.update(vacant=max(0, least - len(standing)), votes=dict.fromkeys(status), places=dict.fromkeys(status))
        return
    electable = [c for c in standing if votes[c] >= int(rules.get("minimum_votes", 1))]
    out.update(target=min(largest, len(electable)), vacant=max(0, least - len(electable)))
    if how == "gap" and not out["vacant"]:
        ks, falling = range(max(1, least), min(most, len(electable)) + 1), sorted((votes[c] for c in electable), reverse=True) + [0]
        out["gaps"] = [[k, falling[k - 1] - falling[k]] for k in ks]
        out["target"] = max(ks, key=lambda k: (falling[k - 1] - falling[k], k), default=0)
    for group in tie_groups(electable, votes):
        room, extended = out["target"] - len(elected), rules["ties"].get("extend") and len(elected) + len(group) <= most
        if room <= 0 or (room < len(group) and not extended and rules["ties"].get("shrink") and len(elected) >= least):
            break
        if room < len(group) and not extended:
            status.update(dict.fromkeys(group, "undecided"))
            drawn = draw("seat", "seat/1", room, group)[:room]
            status.update(dict.fromkeys(group, "not_elected"))
            group = [c for c in group if c in drawn]  # The order of the seat lot decides nothing later.
        status.update(dict.fromkeys(group, "elected"))
        elected += group
    # Offices; `elected` is in votes order, equals in declared order.
    by_votes = [office["id"] for office in rules.get("offices") or () if office.get("filled", "by_votes") == "by_votes"]
    while by_votes:
        free = [c for c in elected if c not in holders.values()]
        top = next(iter(tie_groups([c for c in free if (c, {"office": by_votes[0]}) not in declined], votes)), [])
        equals = [c for c in free if top and votes[c] == votes[top[0]]]
        reach = max(1, [*(all((c, {"office": o}) not in declined for c in equals) for o in by_votes), False].index(False))
        places = min(reach, len(top) - 1)
        order = draw({"office": by_votes[0]}, f"office/{by_votes[0]}/1", places, top) if places > 0 else top
        holders.update(zip(by_votes[:reach], order))  # Where all but one are drawn, the one left follows them.
        by_votes = by_votes[min(reach, len(top)) or 1 :]  # With nobody eligible, this one office is open.
    # Deputies; `last` is the last place that is given or tied.
    last, asked, rule = 0, 0, rules["deputies"]["next_in_order"] if isinstance(rules.get("deputies"), dict) else {"number": 0}
    for group in tie_groups([c for c in electable if c not in elected], votes):
        size, order, ordered = min(rule["number"] - last, len(group)), group, rule.get("order_matters")
        if size > 0 and len(group) > 1 and (ordered or size < len(group)):
            asked += 1
            order = draw("deputy", f"deputy/{asked}", min(size, len(group) - 1), group, rule.get("draw_when_needed"))
            if not order:  # An open lot: all of the group have these places jointly, or nobody has.
                order, ordered = group if size == len(group) else [], False
        for place, candidate in enumerate(order[:size], last + 1):
            out["deputies"][candidate] = [place, place] if ordered else [last + 1, last + size]
            status[candidate] = "deputy"
        last += size


def count(definition: Json, ballots: list[Json], roll_marks: list[Json], proceedings: Json) -> Json:
    """The digest of the outcome."""
    rules, candidates, lots = definition["rules"], definition["candidates"], list(proceedings.get("lots") or ())
    linked, forbidden, blank = rules["ballots"] == "linked", rules.get("own_candidate") == "forbidden", 0
    faults = voter_faults(definition, ballots, rules.get("second_ballot", "reject_second")) if linked else {}
    roll_faults = voter_faults(definition, roll_marks, "first_row") if rules["ballots"] == "separate" else {}
    weights = {voter["id"]: int(voter.get("weight", 1)) for voter in definition["roll"]}
    organisations = {candidate["id"]: candidate.get("organisation") for candidate in candidates}
    status = nominations(rules.get("nominations") or {}, candidates)
    votes = {candidate: 0 for candidate in status if status[candidate] == "not_elected"}
    for row, ballot in enumerate(ballots, 1):
        marks = ballot["marks"] if row not in faults else []
        checks = {
            "unknown_candidate": any(status.get(mark, "refused") == "refused" for mark in marks),
            "withdrawn_candidate": any(status.get(mark) == "withdrawn" for mark in marks),
            "repeated_mark": len(set(marks)) < len(marks),
            "own_candidate": linked and forbidden and any(organisations.get(mark) == ballot["voter"] for mark in marks),
            "too_many_marks": len(marks) > rules["marks"]["max"],
            "too_few_marks": 0 < len(marks) < rules["marks"]["min"],
        }
        faults.update((row, code) for code in reversed(checks) if checks[code])  # The first reason is written last.
        blank += row not in faults and not marks
        for mark in marks if row not in faults else ():
            votes[mark] += weights[ballot["voter"]] if linked else 1
    if sum(votes.values()) >= 2**64:
        return {"error": "overflow"}
    declined = [(decline["candidate"], decline["from"]) for decline in proceedings.get("declines") or ()]
    status.update((candidate, "declined") for candidate in votes if (candidate, "seat") in declined)
    standing = [candidate for candidate in votes if status[candidate] == "not_elected"]
    places = {c: [1 + sum(votes[d] > votes[c] for d in standing), sum(votes[d] >= votes[c] for d in standing)] for c in standing}
    out: Json = {"outcome": "complete", "request": None, "target": None, "vacant": 0, "gaps": [], "deputies": {}, "open_lots": []}
    out["rows"] = {"accepted": len(ballots) - blank - len(faults), "blank": blank, "rejected": len(faults)}
    out["faults"], out["roll_mark_faults"] = ([list(fault) for fault in sorted(found.items())] for found in (faults, roll_faults))
    out |= {"status": status, "votes": dict.fromkeys(status) | votes, "places": dict.fromkeys(status) | places}
    out["offices"] = {office["id"]: None for office in rules.get("offices") or ()}

    def draw(purpose: Any, label: str, places: int, among: list[str], may_wait: bool | None = False) -> list[str]:
        """Step 7: the drawn, then those left; nobody, if the lot is not given and may stay open."""
        request = {"for": purpose, "label": label, "places": places, "among": among}
        lot = next((lot for lot in lots if lot["request"] == request), None)
        if lot is None and may_wait:
            out["open_lots"].append(request)
            return []
        kind = rules["ties"].get("office" if label.startswith("office") else purpose) or rules["ties"]["seat"]
        if lot is None or not drawn_as_ruled(lot, kind.removeprefix("lot_")):
            raise Stop({"error": "invalid_lot"} if lot else {"outcome": "lot_needed", "request": request})
        lots.remove(lot)  # Those that stay are stale.
        return [*lot["drawn"], *(candidate for candidate in among if candidate not in lot["drawn"])]

    try:
        fill(rules, votes, declined, out, draw)
    except Stop as stop:
        out |= stop.args[0]
    if lots or "error" in out:
        return {"error": out.get("error", "stale_lot")}
    return out | {"elected": sorted(c for c in status if status[c] == "elected"), "offices": list(map(list, out["offices"].items()))}


if __name__ == "__main__":
    from compare import main

    main()
