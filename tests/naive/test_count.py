"""Small elections worked by hand from docs/count.md; every expected number was derived on paper, not with the program.

Run: python3 tests/naive/test_count.py
"""

import hashlib
import io
import json
import os
import subprocess
import sys
import unittest
from contextlib import redirect_stdout
from typing import Any

from compare import differences
from count import count, drawn_as_ruled, instant

HERE = os.path.dirname(os.path.abspath(__file__))
Json = dict[str, Any]
OPENS, CLOSES = "2024-05-01T08:00:00Z", "2024-05-02T08:00:00Z"


def election(votes: dict[str, int], seats: Json, **rules: Any) -> tuple[Json, list[Json]]:
    """An anonymous election in which each candidate gets the given number of ballots with this one mark."""
    definition = {
        "rules": {"method": "majority", "ballots": "anonymous", "secrecy": "secret", "marks": {"min": 1, "max": 9}, "seats": seats}
        | {"ties": {"seat": "lot_manual", "seed_source": "x"}}
        | rules,
        "candidates": [{"id": candidate, "name": candidate} for candidate in votes],
        "roll": [],
    }
    return definition, [{"marks": [candidate]} for candidate, number in votes.items() for _ in range(number)]


def result(votes: dict[str, int], seats: Json, lots: list[Json] | None = None, declines: list[Json] | None = None, **rules: Any) -> Json:
    definition, ballots = election(votes, seats, **rules)
    return count(definition, ballots, [], {"lots": lots or [], "declines": declines or []})


def exactly(number: int) -> Json:
    return {"min": number, "max": number}


def request(purpose: Any, label: str, places: int, among: str) -> Json:
    return {"for": purpose, "label": label, "places": places, "among": list(among)}


def lot(asked: Json, drawn: str, method: Any = "manual") -> Json:
    return {"request": asked, "drawn": list(drawn), "method": method, "drawn_at": CLOSES, "witnesses": [], "note": ""}


def linked(rows: list[tuple[str | None, str | None, str]], roll: list[Json] | None = None, **rules: Any) -> Json:
    """Rows of voter, time, marks (one letter each); A belongs to v1, B to v2, W is withdrawn, L late, the last of v3's two a second."""
    base = {
        "rules": {"ballots": "linked", "marks": {"min": 2, "max": 3}, "own_candidate": "forbidden", "seats": exactly(1)}
        | {"ties": {"seat": "lot_manual"}, "voting": {"opens": OPENS, "closes": CLOSES}}
        | {"nominations": {"deadline": "2024-04-01T12:00:00Z", "per_organisation": 1}}
        | rules,
        "candidates": [
            {"id": "A", "organisation": "v1", "nominated_at": "2024-04-01T15:00:00+03:00"},
            {"id": "B", "organisation": "v2"},
            {"id": "C", "organisation": "v3", "nominated_at": "2024-03-02T12:00:00Z"},
            {"id": "D", "organisation": "v3", "nominated_at": "2024-03-01T12:00:00Z"},
            {"id": "E"},
            {"id": "F"},
            {"id": "W", "withdrawn": True, "nominated_at": "2024-03-01T12:00:00Z"},
            {"id": "L", "withdrawn": True, "nominated_at": "2024-04-01T12:00:00.0000000001Z"},
        ],
        "roll": roll or [{"id": f"v{n}", "suspended": n == 9} for n in range(1, 10)],
    }
    ballots = [{"voter": voter, "cast_at": time, "marks": list(marks)} for voter, time, marks in rows]
    return count(base, [{key: value for key, value in ballot.items() if value is not None} for ballot in ballots], [], {})


def at(hour: int, minute: int = 0) -> str:
    return f"2024-05-01T{hour:02}:{minute:02}:00Z"


class Freeze(unittest.TestCase):
    def test_fates(self) -> None:
        # A: exactly at the deadline, in another zone, is in time. D was nominated before C. L is late by 10^-10 s although withdrawn.
        status = linked([])["status"]
        self.assertEqual([status[c] for c in "CWL"], ["refused", "withdrawn", "refused"])
        self.assertNotIn("refused", [status[c] for c in "ABDEF"])

    def test_without_a_time_comes_last_and_equal_times_in_declared_order(self) -> None:
        definition, _ = election({"A": 0, "B": 0, "C": 0, "D": 0}, exactly(1), nominations={"per_organisation": 2})
        for candidate, time in zip(definition["candidates"], [None, at(9), at(9), at(9)], strict=True):
            candidate.update(organisation="o", nominated_at=time)
        self.assertEqual([c for c, s in count(definition, [], [], {})["status"].items() if s == "refused"], ["A", "D"])

    def test_instants(self) -> None:
        self.assertEqual(instant("2024-05-01T10:00:00.500+02:00"), instant("2024-05-01t08:00:00.5z"))
        self.assertLess(instant("2024-05-01T08:00:00.05Z"), instant("2024-05-01T08:00:00.4999999999Z"))


class Accept(unittest.TestCase):
    def faults(self, *rows: tuple[str | None, str | None, str], **rules: Any) -> list[Any]:
        return linked(list(rows), **rules)["faults"]  # type: ignore[no-any-return]

    def test_each_reason_and_its_precedence(self) -> None:
        got = linked(
            [
                ("v0", "2024-05-01T07:59:59Z", "XX"),  # 1 unknown before too early
                (None, None, ""),  # 2 none named; even without marks
                ("v9", "2024-05-01T07:59:59Z", ""),  # 3 suspended before too early
                ("v1", "2024-05-01T07:59:59.999Z", "BD"),  # 4
                ("v1", "2024-05-02T08:00:00.001Z", "BD"),  # 5
                ("v1", CLOSES, "BD"),  # 6 exactly at the end: accepted
                ("v2", OPENS, ""),  # 7 blank, exactly at the beginning
                ("v3", None, "WCB"),  # 8 C is refused: unknown, before withdrawn W
                ("v4", None, "BBW"),  # 9 withdrawn before repeated
                ("v5", None, "BB"),  # 10
                ("v6", None, "ABDE"),  # 11 four marks
                ("v7", None, "A"),  # 12 one mark
            ]
        )
        self.assertEqual(got["rows"], {"accepted": 1, "blank": 1, "rejected": 10})
        reasons = ["unknown_voter", "unknown_voter", "suspended_voter", "too_early", "too_late"]
        reasons += ["unknown_candidate", "withdrawn_candidate", "repeated_mark", "too_many_marks", "too_few_marks"]
        self.assertEqual(got["faults"], [list(pair) for pair in zip([1, 2, 3, 4, 5, 8, 9, 10, 11, 12], reasons, strict=True)])
        self.assertEqual(got["votes"], {"A": 0, "B": 1, "C": None, "D": 1, "E": 0, "F": 0, "W": None, "L": None})

    def test_own_candidate(self) -> None:
        self.assertEqual(self.faults(("v1", None, "ABDE")), [[1, "own_candidate"]])  # before too many
        self.assertEqual(self.faults(("v1", None, "AAB")), [[1, "repeated_mark"]])
        self.assertEqual(self.faults(("v1", None, "AB"), own_candidate="allowed"), [])

    def test_known_second_ballot(self) -> None:
        rows = [("v1", at(10), "BD"), ("v1", at(9), "DE"), ("v1", at(11), "EF")]
        self.assertEqual(self.faults(*rows), [[1, "already_voted"], [3, "already_voted"]])
        self.assertEqual(self.faults(*rows, second_ballot="last_counts"), [[1, "replaced"], [2, "replaced"]])

    def test_late_ballots_are_no_second_ballots(self) -> None:
        self.assertEqual(self.faults(("v1", at(9), "BD"), ("v1", at(7), "DE")), [[2, "too_early"]])

    def test_no_time_and_other_marks(self) -> None:
        rows = [("v1", at(10), "BD"), ("v1", None, "DB"), ("v1", at(11), "DE")]
        self.assertEqual(self.faults(*rows), [[n, "order_unknown"] for n in (1, 2, 3)])

    def test_no_time_and_same_marks(self) -> None:
        rows = [("v1", at(10), "BD"), ("v1", None, "DB")]
        self.assertEqual(self.faults(*rows), [[2, "already_voted"]])
        self.assertEqual(self.faults(*rows, second_ballot="last_counts"), [[2, "replaced"]])

    def test_same_extreme_time(self) -> None:
        rows = [("v1", at(11), "EF"), ("v1", at(9), "BD"), ("v1", "2024-05-01T12:00:00+03:00", "DB")]
        self.assertEqual(self.faults(*rows), [[1, "already_voted"], [3, "already_voted"]])
        self.assertEqual(self.faults(*rows, second_ballot="last_counts"), [[2, "replaced"], [3, "replaced"]])
        rows[2] = ("v1", at(9), "DE")
        self.assertEqual(self.faults(*rows), [[1, "already_voted"], [2, "order_unknown"], [3, "order_unknown"]])

    def test_repetitions_are_not_the_same_marks(self) -> None:
        self.assertEqual(self.faults(("v1", None, "BD"), ("v1", None, "BBD")), [[1, "order_unknown"], [2, "order_unknown"]])

    def test_a_bad_first_ballot_still_uses_up_the_vote(self) -> None:
        self.assertEqual(self.faults(("v1", at(9), "X"), ("v1", at(10), "BD")), [[1, "unknown_candidate"], [2, "already_voted"]])

    def test_a_blank_first_ballot_still_uses_up_the_vote(self) -> None:
        got = linked([("v1", at(9), ""), ("v1", at(10), "BD")])
        self.assertEqual((got["rows"]["blank"], got["faults"]), (1, [[2, "already_voted"]]))

    def test_separate(self) -> None:
        definition, _ = election({"A": 0, "B": 0}, exactly(1), ballots="separate", voting={"opens": OPENS, "closes": CLOSES})
        definition["roll"] = [{"id": "v1"}, {"id": "v2", "suspended": True}, {"id": "v3"}]
        ballots: list[Json] = [{"voter": "nobody", "cast_at": at(7), "marks": ["A"]}, {"marks": []}, {"marks": ["X"]}]
        marks = [{"voter": "v1", "cast_at": at(7)}, {"voter": "v1", "cast_at": at(10)}, {"voter": "v1", "cast_at": at(9)}]
        marks += [{"voter": "v2"}, {"voter": "v4"}, {"voter": "v3"}, {"voter": "v3"}]
        got = count(definition, ballots, marks, {})
        self.assertEqual((got["rows"], got["faults"]), ({"accepted": 1, "blank": 1, "rejected": 1}, [[3, "unknown_candidate"]]))
        faults = [[1, "too_early"], [3, "already_voted"], [4, "suspended_voter"], [5, "unknown_voter"], [7, "already_voted"]]
        self.assertEqual(got["roll_mark_faults"], faults)


class Tally(unittest.TestCase):
    def test_weights_as_text_and_overflow(self) -> None:
        roll = [{"id": "v1", "weight": str(2**63)}, {"id": "v2", "weight": str(2**63 - 1)}, {"id": "v3"}]
        free: Json = {"marks": {"min": 1, "max": 2}, "own_candidate": "allowed"}
        got = linked([("v1", None, "E"), ("v2", None, "E")], roll, **free)
        self.assertEqual(got["votes"]["E"], 2**64 - 1)
        self.assertEqual(linked([("v1", None, "E"), ("v2", None, "E"), ("v3", None, "F")], roll, **free), {"error": "overflow"})
        self.assertEqual(linked([("v1", None, "EF")], roll, **free), {"error": "overflow"})

    def test_places(self) -> None:
        got = result({"A": 1, "B": 3, "C": 1, "D": 0}, exactly(1), declines=[{"candidate": "D", "from": "seat"}])
        self.assertEqual(got["places"], {"A": [2, 3], "B": [1, 1], "C": [2, 3], "D": None})
        self.assertEqual((got["votes"]["D"], got["status"]["D"]), (0, "declined"))


class Seats(unittest.TestCase):
    def test_max(self) -> None:
        got = result({"A": 3, "B": 5, "C": 1}, exactly(2))
        self.assertEqual((got["elected"], got["vacant"], got["target"], got["gaps"]), (["A", "B"], 0, 2, []))
        self.assertEqual(got["status"], {"A": "elected", "B": "elected", "C": "not_elected"})

    def test_decided(self) -> None:
        got = result({"A": 3, "B": 5, "C": 1}, {"min": 1, "max": 3, "fill": {"decided": 2}})
        self.assertEqual((got["elected"], got["target"]), (["A", "B"], 2))

    def test_gap(self) -> None:
        # 9 7 7 3 1: drops 2 0 4 2 1; with 1..4 the largest is 4 after the third.
        got = result({"A": 9, "B": 7, "C": 7, "D": 3, "E": 1}, {"min": 1, "max": 4, "fill": "gap"})
        self.assertEqual((got["gaps"], got["target"]), ([[1, 2], [2, 0], [3, 4], [4, 2]], 3))
        self.assertEqual(got["elected"], ["A", "B", "C"])

    def test_equal_gaps_take_the_larger(self) -> None:
        # 6 4 2: drops 2 2 2, the last one down to 0.
        got = result({"A": 6, "B": 4, "C": 2}, {"min": 1, "max": 5, "fill": "gap"})
        self.assertEqual((got["gaps"], got["target"]), ([[1, 2], [2, 2], [3, 2]], 3))

    def test_gap_without_a_range(self) -> None:
        got = result({"A": 0}, {"min": 0, "max": 2, "fill": "gap"})
        self.assertEqual((got["gaps"], got["target"], got["elected"], got["vacant"]), ([], 0, [], 0))

    def test_vacancies_and_minimum_votes(self) -> None:
        got = result({"A": 4, "B": 2, "C": 1, "D": 0}, {"min": 3, "max": 4, "fill": "gap"}, minimum_votes=2)
        self.assertEqual((got["elected"], got["vacant"], got["target"], got["gaps"]), (["A", "B"], 1, 2, []))

    def test_zero_votes_are_not_electable(self) -> None:
        self.assertEqual(result({"A": 1, "B": 0}, {"min": 1, "max": 2})["elected"], ["A"])

    def test_lot(self) -> None:
        # A 4, then B C D with 2 each for one place; E below.
        asked = request("seat", "seat/1", 1, "BCD")
        votes = {"A": 4, "B": 2, "C": 2, "D": 2, "E": 1}
        offices = [{"id": "chair", "name": "Chair"}]
        got = result(votes, exactly(2), offices=offices)
        self.assertEqual((got["outcome"], got["request"], got["elected"]), ("lot_needed", asked, ["A"]))
        self.assertEqual(list(got["status"].values()), ["elected", "undecided", "undecided", "undecided", "not_elected"])
        self.assertEqual(got["offices"], [["chair", None]])
        got = result(votes, exactly(2), [lot(asked, "C")], offices=offices)
        self.assertEqual((got["outcome"], got["request"], got["elected"]), ("complete", None, ["A", "C"]))
        self.assertEqual((got["status"]["B"], got["offices"]), ("not_elected", [["chair", "A"]]))

    def test_extend(self) -> None:
        ties = {"seat": "lot_manual", "extend": True, "shrink": True}
        seats = {"min": 1, "max": 3, "fill": {"decided": 2}}
        got = result({"A": 4, "B": 2, "C": 2, "D": 1}, seats, ties=ties)
        self.assertEqual((got["elected"], got["target"]), (["A", "B", "C"], 2))

    def test_shrink(self) -> None:
        ties = {"seat": "lot_manual", "extend": True, "shrink": True}
        seats = {"min": 1, "max": 3, "fill": {"decided": 2}}
        got = result({"A": 4, "B": 2, "C": 2, "D": 2, "E": 1}, seats, ties=ties)  # Four would be above the maximum.
        self.assertEqual((got["elected"], got["vacant"]), (["A"], 0))

    def test_shrink_below_the_minimum_needs_a_lot(self) -> None:
        ties = {"seat": "lot_manual", "shrink": True}
        got = result({"A": 2, "B": 2}, {"min": 1, "max": 1}, ties=ties)
        self.assertEqual(got["request"], request("seat", "seat/1", 1, "AB"))

    def test_withdrawing_the_seats_of_others(self) -> None:
        other = [{"name": "x", "number": 2, "within_range": True}, {"name": "y", "number": 5, "within_range": False}]
        got = result({"A": 4, "B": 3, "C": 2, "D": 1}, {"min": 1, "max": 5, "fill": {"decided": 4}}, other_seats=other)
        self.assertEqual((got["elected"], got["target"]), (["A", "B"], 2))
        got = result({"A": 4}, {"min": 4, "max": 4}, other_seats=other)
        self.assertEqual((got["elected"], got["vacant"]), (["A"], 1))

    def test_declined_seat(self) -> None:
        got = result({"A": 4, "B": 3, "C": 2}, exactly(2), declines=[{"candidate": "A", "from": "seat"}])
        self.assertEqual((got["elected"], got["status"]["A"], got["votes"]["A"]), (["B", "C"], "declined", 4))

    def test_acclamation(self) -> None:
        votes, offices = {"A": 4, "B": 0}, [{"id": "chair", "name": "Chair"}]
        got = result(votes, {"min": 3, "max": 4}, unopposed="acclamation", offices=offices)
        self.assertEqual((got["elected"], got["vacant"], got["target"]), (["A", "B"], 1, None))
        self.assertEqual((got["votes"], got["places"]), ({"A": None, "B": None}, {"A": None, "B": None}))
        self.assertEqual(got["offices"], [["chair", None]])
        self.assertEqual(result(votes, exactly(2))["elected"], ["A"])  # vote_anyway

    def test_acclamation_up_to_what_is_decided(self) -> None:
        seats = {"min": 1, "max": 3, "fill": {"decided": 2}}
        self.assertEqual(result({"A": 1, "B": 0, "C": 0}, seats, unopposed="acclamation")["target"], 1)
        declines = [{"candidate": "C", "from": "seat"}]
        self.assertEqual(result({"A": 1, "B": 0, "C": 0}, seats, None, declines, unopposed="acclamation")["elected"], ["A", "B"])


def offices(*names: str) -> list[Json]:
    return [{"id": name, "name": name} for name in names]


class Offices(unittest.TestCase):
    def test_by_votes_and_others(self) -> None:
        declared = offices("chair", "clerk", "vice", "third")
        declared[1]["filled"] = "body_elects"
        got = result({"A": 1, "B": 2}, exactly(2), offices=declared)
        self.assertEqual(got["offices"], [["chair", "B"], ["clerk", None], ["vice", "A"], ["third", None]])

    def test_three_tied_for_two_offices(self) -> None:
        asked = request({"office": "chair"}, "office/chair/1", 2, "ABC")
        votes, declared = {"A": 2, "B": 2, "C": 2}, offices("chair", "vice")
        got = result(votes, exactly(3), offices=declared)
        self.assertEqual((got["outcome"], got["request"], got["elected"]), ("lot_needed", asked, ["A", "B", "C"]))
        self.assertEqual(result(votes, exactly(3), [lot(asked, "CA")], offices=declared)["offices"], [["chair", "C"], ["vice", "A"]])

    def test_two_tied_for_chair_and_vice(self) -> None:
        asked = request({"office": "chair"}, "office/chair/1", 1, "AB")
        got = result({"A": 2, "B": 2, "C": 1}, exactly(3), [lot(asked, "B")], offices=offices("chair", "vice", "clerk"))
        self.assertEqual(got["offices"], [["chair", "B"], ["vice", "A"], ["clerk", "C"]])

    def test_a_tie_below_the_chair(self) -> None:
        got = result({"A": 3, "B": 2, "C": 2}, exactly(3), offices=offices("chair", "vice"))
        self.assertEqual(got["request"], request({"office": "vice"}, "office/vice/1", 1, "BC"))
        self.assertEqual(got["offices"], [["chair", "A"], ["vice", None]])

    def test_declined_office(self) -> None:
        declines = [{"candidate": "A", "from": {"office": "chair"}}]
        got = result({"A": 3, "B": 2}, exactly(2), declines=declines, offices=offices("chair", "vice"))
        self.assertEqual(got["offices"], [["chair", "B"], ["vice", "A"]])
        got = result({"A": 3}, exactly(1), declines=declines, offices=offices("chair", "vice"))
        self.assertEqual(got["offices"], [["chair", None], ["vice", "A"]])

    def test_a_decline_among_the_tied_shortens_the_lot(self) -> None:
        declines, votes = [{"candidate": "C", "from": {"office": "vice"}}], {"A": 2, "B": 2, "C": 2}
        chair = request({"office": "chair"}, "office/chair/1", 1, "ABC")
        self.assertEqual(result(votes, exactly(3), None, declines, offices=offices("chair", "vice"))["request"], chair)
        got = result(votes, exactly(3), [lot(chair, "A")], declines, offices=offices("chair", "vice"))
        self.assertEqual(got["offices"], [["chair", "A"], ["vice", "B"]])  # B alone is eligible.
        got = result(votes, exactly(3), [lot(chair, "C")], declines, offices=offices("chair", "vice"))
        self.assertEqual(got["request"], request({"office": "vice"}, "office/vice/1", 1, "AB"))


def deputies(number: int, order_matters: bool = False, draw_when_needed: bool = False) -> Json:
    return {"next_in_order": {"number": number, "order_matters": order_matters, "draw_when_needed": draw_when_needed}}


VOTES = {"A": 5, "B": 4, "C": 3, "D": 3, "E": 2, "F": 2, "G": 2, "H": 0}  # A is elected; H is not electable.


class Deputies(unittest.TestCase):
    def test_joint(self) -> None:
        got = result(VOTES, exactly(1), deputies=deputies(3))
        self.assertEqual(got["deputies"], {"B": [1, 1], "C": [2, 3], "D": [2, 3]})
        self.assertEqual((got["status"]["C"], got["status"]["E"]), ("deputy", "not_elected"))

    def test_joint_with_a_tie_at_the_end(self) -> None:
        asked = request("deputy", "deputy/1", 2, "EFG")
        got = result(VOTES, exactly(1), deputies=deputies(5))
        self.assertEqual((got["outcome"], got["request"]), ("lot_needed", asked))
        got = result(VOTES, exactly(1), [lot(asked, "GE")], deputies=deputies(5))
        self.assertEqual(got["deputies"], {"B": [1, 1], "C": [2, 3], "D": [2, 3], "E": [4, 5], "G": [4, 5]})

    def test_ordered(self) -> None:
        first, second = request("deputy", "deputy/1", 1, "CD"), request("deputy", "deputy/2", 2, "EFG")
        lots = [lot(second, "GE"), lot(first, "D")]
        got = result(VOTES, exactly(1), lots, deputies=deputies(5, True))
        self.assertEqual(got["deputies"], {"B": [1, 1], "D": [2, 2], "C": [3, 3], "G": [4, 4], "E": [5, 5]})
        got = result(VOTES, exactly(1), lots, deputies=deputies(6, True))  # Three for three: still two are drawn.
        self.assertEqual(got["deputies"], {"B": [1, 1], "D": [2, 2], "C": [3, 3], "G": [4, 4], "E": [5, 5], "F": [6, 6]})

    def test_ordered_when_needed(self) -> None:
        first, second = request("deputy", "deputy/1", 1, "CD"), request("deputy", "deputy/2", 1, "EFG")
        got = result(VOTES, exactly(1), deputies=deputies(4, True, True))
        self.assertEqual((got["outcome"], got["open_lots"]), ("complete", [first, second]))
        self.assertEqual(got["deputies"], {"B": [1, 1], "C": [2, 3], "D": [2, 3]})
        self.assertEqual(got["status"]["E"], "not_elected")
        got = result(VOTES, exactly(1), [lot(second, "F")], deputies=deputies(4, True, True))
        self.assertEqual((got["open_lots"], got["deputies"]["F"]), ([first], [4, 4]))

    def test_joint_when_needed(self) -> None:
        asked = request("deputy", "deputy/1", 1, "CD")
        got = result(VOTES, exactly(1), deputies=deputies(2, False, True))
        self.assertEqual((got["open_lots"], got["deputies"]), ([asked], {"B": [1, 1]}))
        got = result(VOTES, exactly(1), [lot(asked, "D")], deputies=deputies(2, False, True))
        self.assertEqual((got["open_lots"], got["deputies"]), ([], {"B": [1, 1], "D": [2, 2]}))

    def test_the_losers_of_the_seat_lot_come_first(self) -> None:
        asked = request("seat", "seat/1", 1, "AB")
        got = result({"A": 2, "B": 2, "C": 1}, exactly(1), [lot(asked, "B")], deputies=deputies(2, True))
        self.assertEqual(got["deputies"], {"A": [1, 1], "C": [2, 2]})

    def test_other_kinds(self) -> None:
        self.assertEqual(result(VOTES, exactly(1), deputies="personal_pair")["deputies"], {})


ASKED = request("seat", "seat/1", 2, "ABCD")
FOUR = {"A": 1, "B": 1, "C": 1, "D": 1}


class Lots(unittest.TestCase):
    def draw(self, *lots: Json, rule: str = "lot_manual", **ties: Any) -> Json:
        return result(FOUR, exactly(2), list(lots), ties={"seat": rule, **ties})

    def test_valid(self) -> None:
        self.assertEqual(self.draw(lot(ASKED, "DA"))["elected"], ["A", "D"])
        self.assertEqual(self.draw(lot(ASKED, "DA", "reballot"), rule="reballot")["elected"], ["A", "D"])

    def test_invalid(self) -> None:
        for drawn in ("A", "ABC", "AA", "AX"):
            self.assertEqual(self.draw(lot(ASKED, drawn)), {"error": "invalid_lot"})
        self.assertEqual(self.draw(lot(ASKED, "AB", "reballot")), {"error": "invalid_lot"})
        self.assertEqual(self.draw(lot(ASKED, "AB"), rule="lot_seeded"), {"error": "invalid_lot"})
        self.assertEqual(self.draw(lot(ASKED, "AB", {"seeded": {"seed": "s"}})), {"error": "invalid_lot"})
        other = lot(request("seat", "seat/2", 2, "ABCD"), "AB")
        self.assertEqual(self.draw(other, lot(ASKED, "AA")), {"error": "invalid_lot"})  # found before the stale one

    def test_stale(self) -> None:
        for asked in (request("seat", "seat/1", 1, "ABCD"), request("seat", "seat/1", 2, "BACD"), request("seat", "seat/2", 2, "ABCD")):
            self.assertEqual(self.draw(lot(asked, "AB")), {"error": "stale_lot"})
        self.assertEqual(self.draw(lot(ASKED, "AB"), lot(ASKED, "AB")), {"error": "stale_lot"})
        self.assertEqual(self.draw(lot(ASKED, "AB"), lot(request("deputy", "deputy/1", 1, "CD"), "C")), {"error": "stale_lot"})

    def test_stale_when_the_count_stops_or_acclaims(self) -> None:
        office = lot(request({"office": "chair"}, "office/chair/1", 1, "AB"), "A")
        self.assertEqual(result(FOUR, exactly(2), [office], offices=offices("chair")), {"error": "stale_lot"})
        got = result(FOUR, exactly(4), [lot(ASKED, "AB")], unopposed="acclamation")
        self.assertEqual(got, {"error": "stale_lot"})

    def test_each_purpose_has_its_method(self) -> None:
        seat, chair = request("seat", "seat/1", 2, "ABCD"), request({"office": "chair"}, "office/chair/1", 1, "AB")
        ties = {"seat": "lot_manual", "office": "reballot"}
        for method, expected in (("reballot", [["chair", "B"]]), ("manual", None)):
            got = result(FOUR, exactly(2), [lot(seat, "AB"), lot(chair, "B", method)], ties=ties, offices=offices("chair"))
            self.assertEqual(got.get("offices"), expected)
        ties = {"seat": "reballot"}  # the office's method defaults to the seat's
        lots = [lot(seat, "AB", "reballot"), lot(chair, "B", "reballot")]
        self.assertEqual(result(FOUR, exactly(2), lots, ties=ties, offices=offices("chair"))["offices"], [["chair", "B"]])

    def test_seeded(self) -> None:
        hashes = {c: hashlib.sha256(b"2024-05-03: 7 9 13\0seat/1\0" + c.encode()).hexdigest() for c in "ABCD"}
        ranked = sorted("ABCD", key=hashes.__getitem__)
        method = {"seeded": {"seed": "2024-05-03: 7 9 13"}}
        self.assertEqual(self.draw(lot(ASKED, "".join(ranked[:2]), method), rule="lot_seeded")["elected"], sorted(ranked[:2]))
        for wrong in (ranked[1::-1], ranked[2:]):
            self.assertEqual(self.draw(lot(ASKED, "".join(wrong), method), rule="lot_seeded"), {"error": "invalid_lot"})

    def test_seeded_literal(self) -> None:
        # sha256sum of s, 0, seat/1, 0 and the letter: B 1edc4e6f..., A 395d7976..., C d20288fe...
        asked = request("seat", "seat/1", 3, "ABC")
        self.assertTrue(drawn_as_ruled(lot(asked, "BAC", {"seeded": {"seed": "s"}}), "seeded"))

    def test_rfc3797(self) -> None:
        pool = [str(number) for number in range(1, 26)]
        drawn = ["17", "7", "2", "16", "25", "23", "8", "24", "19", "13", "22"]
        asked = {"for": "seat", "label": "seat/1", "places": 10, "among": pool}
        method = {"rfc3797": {"key": "9319./2.5.8.10.12./9.18.26.34.41.45./"}}
        given: Json = {"request": asked, "method": method, "drawn": drawn[:10]}
        self.assertTrue(drawn_as_ruled(given, "rfc3797"))
        self.assertTrue(drawn_as_ruled(given | {"drawn": drawn, "request": asked | {"places": 11}}, "rfc3797"))
        self.assertFalse(drawn_as_ruled(given | {"drawn": drawn[1::-1] + drawn[2:10]}, "rfc3797"))
        self.assertFalse(drawn_as_ruled(given, "seeded"))
        got = result(dict.fromkeys(pool, 1), exactly(10), [given], ties={"seat": "lot_rfc3797"})
        self.assertEqual(got["elected"], sorted(drawn[:10]))


class Compare(unittest.TestCase):
    def case(self, **changes: Any) -> str:
        definition, ballots = election({"A": 2, "B": 1}, {"min": 1, "max": 2, "fill": "gap"})
        expected = count(definition, ballots, [], {}) | changes
        case = {"case": 7, "definition": definition, "ballots": ballots, "roll_marks": [], "proceedings": {}, "expected": expected}
        return json.dumps(case) + "\n"

    def run_script(self, text: str) -> tuple[int, str]:
        command = [sys.executable, os.path.join(HERE, "count.py"), "--processes", "2"]
        done = subprocess.run(command, input=text, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout

    def test_differences(self) -> None:
        with redirect_stdout(io.StringIO()):
            self.assertEqual(differences(self.case()), "")
        self.assertEqual(differences(self.case(votes={"A": "2", "B": 1})), "")
        self.assertIn("case 7, vacant\n  expected: 1\n  got: 0\n", differences(self.case(vacant=1)))
        self.assertIn("case 7, more", differences(self.case(more=1)))
        self.assertNotEqual(differences("{}"), "")

    def test_script(self) -> None:
        self.assertEqual(self.run_script(self.case() * 3), (0, "3 passed, 0 failed\n"))
        status, text = self.run_script(self.case() + self.case(vacant=1))
        self.assertEqual((status, text.splitlines()[-1]), (1, "1 passed, 1 failed"))
        self.assertIn('"definition"', text)
        self.assertEqual(self.run_script("\n"), (1, "0 passed, 0 failed\n"))


if __name__ == "__main__":
    unittest.main()
