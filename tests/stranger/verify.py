"""Verifies a record or a certified folder of vaali: a second verifier, written from docs/record.md and docs/count.md, with Python's standard library alone.

python3 verify.py FOLDER|RECORD [--ballots FILE] [--hash HASH]
"""

import argparse
import re
import sys
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any

import form
from ballots import CODES, Accepted, Figures, receive, tallied, tally
from counter import Stop, instant, nominations
from definition import errors_of
from margins import Search, distances
from outcome import Decision, Refused, decide, mismatches, reconciliation, result, turnout, valid_lot
from reading import Json, Unreadable, canonical, hash_of, read, spelled, votes

PASSED, FAILED, NOT_RUN, DOES_NOT_APPLY = "passed", "failed", "not_run", "does_not_apply"
RULES_VERSION = 1
CHECKS = [f"V{number:02}" for number in range(1, 17)]


def verdict(sound: bool) -> str:
    return PASSED if sound else FAILED


def at(value: Any, *path: str) -> Any:
    for key in path:
        value = value.get(key) if isinstance(value, dict) else None
    return value


class Sealed:
    """The second file, as far as it can be read."""

    def __init__(self, data: bytes) -> None:
        self.data, self.readable = data, True
        self.value: Any = None
        try:
            self.value = read(data)
        except Unreadable:
            self.readable = False
        self.sound = self.readable and form.SEALED(self.value)

    def possible(self, definition: Json, definition_hash: str) -> bool:
        """The ballots belong to this definition, are in order, and may have been cast."""
        ballots = self.value["accepted"]
        if self.value["definition_hash"] != definition_hash or self.value["election"] != definition["id"]:
            return False
        order = [([mark.encode() for mark in ballot["marks"]], votes(ballot["weight"])) for ballot in ballots]
        if order != sorted(order):
            return False
        rules, status = definition["rules"], nominations(definition["rules"].get("nominations") or {}, definition["candidates"])
        left: dict[int, int] = {}
        for voter in definition["roll"] if rules["ballots"] == "linked" else []:
            if not voter.get("suspended"):
                left[votes(voter.get("weight", 1))] = left.get(votes(voter.get("weight", 1)), 0) + 1
        for marks, weight in order:
            left[weight] = left.get(weight, 0) - 1
            may_weigh = left[weight] >= 0 if rules["ballots"] == "linked" else weight == 1
            on_ballot = all(status.get(mark.decode()) == "not_elected" for mark in marks)
            ascending = all(a < b for a, b in pairwise(marks))
            if not (may_weigh and on_ballot and ascending and rules["marks"]["min"] <= len(marks) <= rules["marks"]["max"]):
                return False
        return True

    def figures(self) -> tuple[list[Accepted], Figures]:
        accepted = [Accepted(ballot["marks"], votes(ballot["weight"])) for ballot in self.value["accepted"]]
        marks = self.value["roll_marks"]
        figures = Figures(rows=self.value["rows"], blank=self.value["blank"], rejected=self.value["rejected"], voted=self.value["voted"])
        figures.roll_marks = (marks["valid"], marks["rejected"]) if marks else None
        return accepted, tallied(figures, accepted)


def recorded_figures(record: Json) -> Figures:
    """What the record says of the ballots."""
    of, shown = record["result"]["reconciliation"], record["result"]["turnout"]
    entries = (shown["marks_per_ballot"] or "").split("/")[0]
    marks = (of["roll_marks"], of["roll_marks_rejected"])
    return Figures(
        rows=of["rows"],
        accepted=of["accepted"],
        blank=of["blank"],
        rejected=record["result"]["rejected"],
        voted=shown["voted"] or 0,
        entries=int(entries) if re.fullmatch(r"\+?[0-9]{1,19}", entries, re.ASCII) else 0,
        weight=votes(of["weight"]),
        votes=votes(of["votes"]),
        marks=votes(of["marks"]),
        roll_marks=None if None in marks else marks,
    )


def times_in_order(record: Json) -> bool:
    voting, times = record["definition"]["rules"].get("voting"), record["times"]
    before = [times["frozen_at"], *([voting["opens"], voting["closes"]] if voting else [])]
    order = [instant(time) for time in before]
    certified = instant(times["certified_at"])
    drawn = [instant(lot["drawn_at"]) for lot in record["proceedings"].get("lots", []) if "drawn_at" in lot]
    return order == sorted(order) and all(order[-1] <= time <= certified for time in [*drawn, certified])


def rejected_sound(found: Json) -> bool:
    places = [CODES.index(row["reason"]) if row["reason"] in CODES else -1 for row in found["rejected"]]
    known = all(place >= 0 and row["code"] == f"B{place + 1:02}" and row["ballots"] > 0 for place, row in zip(places, found["rejected"]))
    sound = known and all(a < b for a, b in pairwise(places))
    if "rejected_ballots" in found:
        rows = [row["ballot"] for row in found["rejected_ballots"]]
        names = [row["fault"]["fault"] for row in found["rejected_ballots"]]
        counts = {row["reason"]: row["ballots"] for row in found["rejected"]}
        sound = sound and all(a < b for a, b in pairwise(rows)) and counts == {name: names.count(name) for name in names}
    return sound


def figures_sound(record: Json) -> bool:
    """V08."""
    found, figures = record["result"], recorded_figures(record)
    shown = turnout(record["definition"], figures, record["proceedings"])
    of = reconciliation(figures, shown, record["proceedings"])
    agree = shown == found["turnout"] and of == found["reconciliation"]
    return agree and not mismatches(found["turnout"], found["reconciliation"]) and rejected_sound(found)


def votes_sound(record: Json) -> bool:
    """V09."""
    found, definition = record["result"], record["definition"]
    of, marks, figures = found["reconciliation"], definition["rules"]["marks"], recorded_figures(record)
    weights = [votes(voter.get("weight", 1)) for voter in definition["roll"]]
    weighted = definition["rules"]["ballots"] == "linked" and any(weight != 1 for weight in weights)
    each = [votes(candidate["votes"]) for candidate in found["candidates"] if candidate["votes"] is not None]
    accepted, entries, weight = of["accepted"], figures.entries, votes(of["weight"])
    there = found["turnout"]["marks_per_ballot"] is not None
    entries_sound = accepted * marks["min"] <= entries <= accepted * marks["max"] if there else accepted == 0
    return (
        of["votes"] == of["marks"]
        and (found["acclamation"] or sum(each) == votes(of["votes"]))
        and all(each_votes <= weight for each_votes in each)
        and entries_sound
        and (weighted or not there or entries == votes(of["marks"]))
        and (weight >= accepted if weighted else weight == accepted)
    )


def lots_sound(record: Json, decided: Decision | Exception) -> bool:
    """V11."""
    rules = record["definition"]["rules"]
    valid = all(valid_lot(lot, rules) for lot in record["proceedings"].get("lots", []))
    return valid and not isinstance(decided, Stop) and str(decided) != "stale_lot"


def steps(record: Json) -> Decision | Exception:
    """The steps again from the recorded votes."""
    recorded = {c["id"]: votes(c["votes"]) for c in record["result"]["candidates"] if c["votes"] is not None}
    found = {c["id"]: recorded.get(c["id"], 0) for c in record["definition"]["candidates"]}
    try:
        return decide(record["definition"], found, record["proceedings"])
    except (Refused, Stop) as end:
        return end


STEPS = ["election", "acclamation", "candidates", "seats", "offices", "deputies", "other_seats", "lots", "open_lots"]


def margins_of(decision: Decision) -> Json | None:
    """The part of the margins that needs no ballots."""
    names = ("last_elected", "first_not_elected", "distance")
    numbers = [None if number is None else spelled(number) for number in distances(decision)] if not decision.acclaimed else []
    return dict(zip(names, numbers)) if numbers else None


def steps_sound(record: Json, decided: Decision) -> bool:
    """V10."""
    found = record["result"]
    again = result(decided, recorded_figures(record), None)
    recorded = found["margins"] and {key: found["margins"][key] for key in ("last_elected", "first_not_elected", "distance")}
    return all(again[key] == found[key] for key in STEPS) and recorded == margins_of(decided)


class Recount:
    """V14 and V16."""

    def __init__(self, record: Json, definition_hash: str, sealed: Sealed | None) -> None:
        definition, held = record["definition"], record["ballots"].get("open")
        self.v14 = self.v16 = NOT_RUN
        rows: list[Json] | None = None
        if held:
            accepted, figures, rows = receive(definition, held["ballots"], held["roll_marks"])
        elif sealed is None or not sealed.sound:
            return
        elif not sealed.possible(definition, definition_hash):
            self.v14 = FAILED
            return
        else:
            accepted, figures = sealed.figures()
        knows_margins = bool(held) or definition["rules"]["own_candidate"] == "allowed"
        try:
            if figures.votes >= 2**64:
                raise Refused("overflow")
            decision = decide(definition, tally(definition, accepted), record["proceedings"])
        except (Refused, Stop):
            self.v14 = FAILED
            return
        again = result(decision, figures, rows if definition["rules"]["secrecy"] == "open" else None)
        again["definition_hash"] = definition_hash
        again["margins"] = margins_of(decision)
        found = dict(record["result"])
        version = found.pop("engine")["rules_version"]
        both = found["margins"] or {}
        found["margins"] = {key: both[key] for key in both if key not in ("elected_set", "chair")} or None
        unused = bool(held) and definition["rules"]["ballots"] != "separate" and bool(held["roll_marks"])
        self.v14 = verdict(again == found and version == RULES_VERSION and not unused)
        if knows_margins:
            # Whether there are margins at all is V14's.
            search, known = Search(decision, accepted), bool(both) and not decision.acclaimed
            self.v16 = verdict(not known or (both["elected_set"], both["chair"]) == (search.elected_set(), search.chair()))


def secrecy(value: Any) -> str:
    """V12."""
    rule, ballots = at(value, "definition", "rules", "secrecy"), at(value, "ballots")
    if rule == "open":
        return verdict(at(ballots, "open", "ballots") is not None)
    if rule == "secret":
        only_sealed = not isinstance(ballots, dict) or set(ballots) <= {"sealed"}
        named = form.hexadecimal(at(ballots, "sealed", "sealed_ballots_hash"))
        return verdict(only_sealed and named and at(value, "result", "rejected_ballots") is None)
    return NOT_RUN


def sealed_file(value: Any, definition: Json | None, definition_hash: str, sealed: Sealed | None) -> str:
    """V13."""
    expected = at(value, "ballots", "sealed")
    if sealed is None:
        return DOES_NOT_APPLY if expected is None else NOT_RUN
    sound = sealed.sound and canonical(sealed.value) == sealed.data
    named = at(value, "ballots", "sealed", "sealed_ballots_hash") == sha256(sealed.data).hexdigest()
    possible = definition is None or not sealed.sound or sealed.possible(definition, definition_hash)
    return verdict(expected is not None and sound and named and possible)


def verify(data: bytes, ballots: bytes | None) -> tuple[dict[str, str], str | None]:
    """The checks V01 to V16, and the seal as it is written."""
    checks = dict.fromkeys(CHECKS, NOT_RUN)
    try:
        value = read(data)
    except Unreadable:
        return checks | {"V01": FAILED}, None
    checks["V01"] = PASSED
    known, sealed = form.RECORD(value), None if ballots is None else Sealed(ballots)
    definition_hash = hash_of(at(value, "definition"))
    checks["V02"] = verdict(known)
    checks["V03"] = verdict(canonical(value) == data)
    unsealed = {key: value[key] for key in value if key != "seal"} if isinstance(value, dict) else value
    checks["V04"] = verdict(at(value, "seal") == hash_of(unsealed))
    named = [at(value, "definition_hash"), at(value, "result", "definition_hash")]
    there = isinstance(value, dict) and "definition" in value
    checks["V06"] = verdict(there and named == [definition_hash] * 2)
    checks["V12"] = secrecy(value)
    valid = known and not errors_of(value["definition"])
    checks["V13"] = sealed_file(value, value["definition"] if valid else None, definition_hash, sealed)
    if known:
        engines = [value["engine"], value["result"]["engine"]]
        checks["V05"] = verdict(valid)
        checks["V07"] = verdict(times_in_order(value))
        checks["V15"] = verdict(engines[0] == engines[1] and engines[0]["rules_version"] == RULES_VERSION)
    if valid:
        decided = steps(value)
        checks["V08"] = verdict(figures_sound(value))
        checks["V09"] = verdict(votes_sound(value))
        if isinstance(decided, Decision):
            checks["V10"] = verdict(steps_sound(value, decided))
        elif str(decided) == "decline":
            checks["V10"] = FAILED
        checks["V11"] = verdict(lots_sound(value, decided))
        recount = Recount(value, definition_hash, sealed)
        checks["V14"], checks["V16"] = recount.v14, recount.v16
    seal = at(value, "seal")
    return checks, seal if form.hexadecimal(seal) else None


def half_sound(half: Path, must_have: str) -> bool:
    """V17 of one half of a folder."""
    entries = sorted(half.iterdir(), key=lambda entry: entry.name.encode())
    if not all(entry.is_file() and not entry.is_symlink() for entry in entries):
        return False
    names = [entry.name for entry in entries if entry.name != "SHA256SUMS"]
    lines = [f"{sha256((half / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    listed = half / "SHA256SUMS"
    return must_have in names and listed.is_file() and listed.read_bytes() == "".join(lines).encode()


def verify_folder(folder: Path, ballots: bytes | None, published: str | None) -> dict[str, str]:
    """Everything of a certified folder, or of its published half alone."""
    whole = (folder / "public").is_dir() and not (folder / "record.json").exists()
    public, sealed = folder / "public" if whole else folder, folder / "sealed"
    sound = half_sound(public, "record.json")
    if whole:
        sound = sound and {entry.name for entry in folder.iterdir()} <= {"public", "sealed"}
        if sealed.exists():
            sound = sound and half_sound(sealed, "ballots.json")
            if ballots is None and (sealed / "ballots.json").is_file():
                ballots = (sealed / "ballots.json").read_bytes()
    record, listed = public / "record.json", public / "SHA256SUMS"
    checks, seal = verify(record.read_bytes() if record.is_file() else b"", ballots)
    checks["V17"] = verdict(sound)
    if published is not None:
        head = sha256(listed.read_bytes()).hexdigest() if listed.is_file() else None
        checks["V18"] = verdict(published in (head, seal if checks["V04"] == PASSED else None))
    return checks


def main() -> None:
    parser = argparse.ArgumentParser(description="Verify a record or a certified folder.")
    parser.add_argument("path", type=Path)
    parser.add_argument("--ballots", type=Path, help="the file of the sealed ballots")
    parser.add_argument("--hash", help="the hash that was published")
    options = parser.parse_args()
    for path in filter(None, (options.path, options.ballots)):
        if not path.exists():
            parser.error(f"there is no {path}")
    ballots = options.ballots.read_bytes() if options.ballots else None
    published = re.sub(r"[\s-]", "", options.hash).lower() if options.hash else None
    if options.path.is_dir():
        checks = verify_folder(options.path, ballots, published)
    else:
        checks, seal = verify(options.path.read_bytes(), ballots)
        if published is not None:
            checks["V18"] = verdict(published == seal and checks["V04"] == PASSED)
    for code, status in checks.items():
        print(code, status)
    sys.exit(4 if FAILED in checks.values() else 0)


if __name__ == "__main__":
    main()
