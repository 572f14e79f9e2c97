"""Tallies that add up, margins, sweeps, leave-one-out, every lot: against brute force."""

from __future__ import annotations

import copy
import itertools
import json
import pickle
from fractions import Fraction
from typing import Any

import polars as pl
import pyarrow as pa
import pytest
import vaali
from hypothesis import given
from hypothesis import strategies as st

IDS = ["a", "b", "c", "d"]
Ballots = list[list[str]]
BALLOTS = st.lists(st.lists(st.sampled_from(IDS), unique=True, max_size=4), max_size=10)


def tally(ballots: Ballots) -> vaali.Tally:
    return vaali.Tally.from_arrow(ballots, IDS)


@given(BALLOTS, BALLOTS, BALLOTS)
def test_tallies_are_a_commutative_monoid(a: Ballots, b: Ballots, c: Ballots) -> None:
    x, y, z = tally(a), tally(b), tally(c)
    assert x + y == y + x
    assert (x + y) + z == x + (y + z) == sum([x, y, z]) == tally(a + b + c)
    assert (x + y + z).to_bytes() == tally(c + b + a).to_bytes()
    assert x + vaali.Tally.empty(IDS) == x
    assert hash(x + y) == hash(y + x)


@given(BALLOTS)
def test_tallies_survive_pickle_copy_and_bytes(ballots: Ballots) -> None:
    made = tally(ballots)
    for other in (pickle.loads(pickle.dumps(made)), copy.deepcopy(made), vaali.Tally.from_bytes(made.to_bytes(), IDS)):
        assert other == made
        assert other.votes == made.votes
    value = json.loads(made.to_bytes())
    assert value["version"] == 1
    assert value["fingerprint"] == made.fingerprint


def test_tallies_of_different_elections_do_not_add_up(board: vaali.Election) -> None:
    one = board.ballots([["a"]]).tally()
    assert one.fingerprint == board.hash
    others = [board.replace(seats=1).ballots([["a"]]).tally(), vaali.Tally.from_arrow([["a"]], ["a", "b", "c"])]
    for other in others:
        with pytest.raises(vaali.TallyError) as error:
            one + other
        assert error.value.code == "tally_different_fingerprints"
    with pytest.raises(vaali.TallyError) as error:
        tally([]) + vaali.Tally.empty(["a"])
    assert error.value.code == "tally_different_candidates"
    with pytest.raises(TypeError):
        one + 1  # type: ignore[operator]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "Y19"),
        (b"{}", "Y19"),
        (b'{"version":1,"ballots":1,"weight":1,"marks":1,"votes":[1],"votes":[1]}', "Y19"),
        (b'{"version":9,"ballots":1,"weight":1,"marks":1,"votes":[1]}', "Y19"),
        (b'{"version":1,"ballots":1,"weight":1,"marks":2,"votes":[1]}', "Y19"),
    ],
)
def test_bytes_that_are_no_tally_are_refused(data: bytes, code: str) -> None:
    with pytest.raises(vaali.TallyError) as error:
        vaali.Tally.from_bytes(data)
    assert error.value.code == code


def test_bytes_are_read_under_their_own_names_only(board: vaali.Election) -> None:
    of_election = board.ballots([["a"], ["b", "c"]]).tally()
    assert vaali.Tally.from_bytes(of_election.to_bytes(), board).votes == of_election.votes
    numbered = vaali.Tally.from_arrow([[0]], 2)
    assert vaali.Tally.from_bytes(numbered.to_bytes(), 2).votes == {"0": 1, "1": 0}
    assert vaali.Tally.from_bytes(of_election.to_bytes()).candidates == ["0", "1", "2"]
    for made, other, code in (
        (tally([["a"]]), IDS[::-1], "Y30"),
        (tally([["a"]]), IDS[:3], "Y30"),
        (tally([["a"]]), 4, "Y30"),
        (of_election, ["a", "b", "c"], "Y30"),
        (of_election, board.replace(seats=1), "Y31"),
        (tally([["a"]]), board, "Y31"),
    ):
        with pytest.raises(vaali.TallyError) as error:
            vaali.Tally.from_bytes(made.to_bytes(), other)
        assert error.value.code == code


@given(BALLOTS)
def test_the_seating_of_a_tally_is_that_of_its_ballots(ballots: Ballots) -> None:
    valid = [ballot for ballot in ballots if ballot]
    for variant in vaali.Profile(valid, IDS).sweep_seats(1, 4):
        assert tally(valid).seating(variant.seats) == variant.seating
    parts = [rules().ballots(ballots[:3]).tally(), rules().ballots(ballots[3:]).tally()]
    assert pair(rules().seating(sum(parts[1:], parts[0]))) == seated(rules(), ballots)


def test_a_seating_looks_at_declines_and_at_whose_tally_it_is(board: vaali.Election) -> None:
    counted = board.ballots([["a", "b"], ["a", "b"], ["c"]]).tally()
    assert board.seating(counted).elected == ("a", "b")
    assert board.seating(counted, declines=["a"]).elected == ("b", "c")
    with pytest.raises(vaali.TallyError) as error:
        board.replace(seats=1).seating(counted)
    assert error.value.code == "Y31"


@pytest.mark.parametrize("rows", [1, 1000, 300_000])
def test_a_stream_is_counted_in_parts_and_rows_are_counted_through(rows: int) -> None:
    frame = pl.DataFrame({"marks": [["a"], ["b", "c"], []]})
    frame = pl.concat([frame] * min(1000 * rows, 200_000), rechunk=True)
    batches = frame.to_arrow().to_batches(max_chunksize=rows)
    counted = vaali.Tally.from_arrow(pa.RecordBatchReader.from_batches(batches[0].schema, batches), IDS)
    assert counted == vaali.Profile(pa.Table.from_batches(batches), IDS).tally()
    wrong = pl.DataFrame({"marks": [["a"], ["x"]]}).to_arrow().cast(batches[0].schema).to_batches()
    stream = pa.RecordBatchReader.from_batches(batches[0].schema, batches + wrong)
    with pytest.raises(vaali.TableError) as error:
        vaali.Tally.from_arrow(stream, IDS)
    assert (error.value.code, error.value.row) == ("Y09", sum(batch.num_rows for batch in batches) + 2)


def test_ballots_that_name_voters_are_not_counted_in_parts(founding: vaali.Election) -> None:
    with pytest.raises(vaali.AnalysisError) as error:
        founding.ballots().tally()
    assert error.value.code == "A02"


def seated(election: vaali.Election, ballots: Ballots) -> tuple[set[str], set[str]]:
    outcome = election.count(ballots)
    result = outcome if isinstance(outcome, vaali.Result) else outcome.partial
    return set(result.elected), set(result.undecided)


def rules(seats: int = 2, marks: int = 4) -> vaali.Election:
    return vaali.Election.preset(
        "meeting_slips", title="T", candidates=IDS, seats=seats, marks=marks, unopposed="vote_anyway"
    )


def pair(seating: Any) -> tuple[set[str], set[str]]:
    return set(seating.elected), set(seating.tied)


@given(BALLOTS)
def test_a_sweep_over_seats_is_a_count_for_each_number(ballots: Ballots) -> None:
    for sweep in (rules().ballots(ballots).sweep_seats(1, 4), vaali.Profile(ballots, IDS).sweep_seats(1, 4)):
        for variant in sweep:
            assert pair(variant.seating) == seated(rules(variant.seats), ballots)


@given(BALLOTS, st.booleans())
def test_a_sweep_over_marks_is_a_count_under_each_limit(ballots: Ballots, exactly: bool) -> None:
    for variant in rules().ballots(ballots).sweep_marks(1, 4, exactly=exactly):
        least = variant.marks if exactly else 1
        other = rules().replace(marks=(least, variant.marks))
        taken = other.ballots(ballots)
        assert (variant.ballots, variant.votes) == (taken.accepted, taken.profile.tally().votes)
        assert pair(variant.seating) == seated(other, ballots)


@given(BALLOTS)
def test_leaving_one_out_is_counting_the_others(ballots: Ballots) -> None:
    valid = [ballot for ballot in ballots if ballot]
    out = rules().ballots(valid).leave_one_out()
    changed = {without.ballot: pair(without.seating) for without in out.without}
    for at in range(len(valid)):
        others = valid[:at] + valid[at + 1 :]
        assert changed.get(at, pair(out.all)) == seated(rules(), others)


@given(BALLOTS)
def test_every_lot_is_every_draw(ballots: Ballots) -> None:
    possible = rules().ballots(ballots).every_lot()
    assert sum(Fraction(result.probability) for result in possible) == 1
    outcome = rules().count(ballots)
    expected = set()
    if isinstance(outcome, vaali.LotNeeded):
        for drawn in itertools.combinations(outcome.among, outcome.places):
            result = rules().count(ballots, lots=[outcome.lot(drawn)])
            assert isinstance(result, vaali.Result)
            expected.add(frozenset(result.elected))
    else:
        expected.add(frozenset(outcome.elected))
    assert {frozenset(result.elected) for result in possible} == expected


def test_margins_of_bare_ballots_are_those_of_the_election() -> None:
    ballots = [["a", "b"]] * 7 + [["b"]] * 3 + [["c"]] * 2
    outcome = rules(seats=1).count(ballots)
    assert isinstance(outcome, vaali.Result)
    assert vaali.Profile(ballots, IDS).margins(1) == outcome.margins
    assert vaali.Profile([["a"], ["b"]], IDS).margins(1) is None


def test_leaving_out_names_the_voter() -> None:
    election = vaali.Election.preset(
        "founding_council", title="T", candidates=["a", "b"], roll=["x", "y", "z"], seats=1, marks=1, offices=[]
    )
    out = election.ballots({"x": ["a"], "y": ["a"], "z": ["b"]}).leave_one_out()
    assert [without.voter for without in out.without] == ["x", "y"]


def test_sweeps_are_tables(founding: vaali.Election) -> None:
    sweep = founding.ballots().sweep_seats(12, 15)
    frame = pl.DataFrame(sweep)
    assert frame["seats"].to_list() == [12, 13, 14, 15]
    assert frame["elected"].list.len()[0] == 12
    marks = pl.DataFrame(founding.ballots().sweep_marks())
    assert marks["marks"].to_list() == list(range(1, 16))


def test_profiles_say_what_is_wrong() -> None:
    for ballots, code, row in (([["a"], ["x"]], "Y09", 2), ([["a", "a"]], "Y10", 1), ([[-1]], "Y09", None)):
        with pytest.raises(vaali.TableError) as error:
            vaali.Profile(ballots, IDS)
        assert error.value.code == code
        assert row is None or error.value.row == row
    with pytest.raises(vaali.TableError):
        vaali.Profile([[0], [-1]], 2)
    with pytest.raises(vaali.TableError):
        vaali.Profile([["a"]], ["a", "a"])
    with pytest.raises(IndexError):
        vaali.Profile([["a"]], IDS).marks(1)
    with pytest.raises(vaali.DefinitionError):
        vaali.Profile([["a"]], IDS).sweep_seats(4, 5)
