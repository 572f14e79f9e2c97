"""Long calls: progress, Ctrl-C, other threads."""

from __future__ import annotations

import os
import signal
import threading
import time
from typing import TYPE_CHECKING

import numpy as np
import polars as pl
import pyarrow as pa
import pytest
import vaali
from tqdm import tqdm

if TYPE_CHECKING:
    from collections.abc import Iterator

IDS = [f"c{number}" for number in range(20)]


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    """Two million ballots that cannot be read quickly: they name their voters, who come again in no order."""
    random = np.random.default_rng(1)
    voters = random.permutation(np.repeat(np.arange(200_000), 5))
    return pl.DataFrame({"voter": voters.astype(str), "candidate": random.choice(IDS[:1], 1_000_000), "x": 0}).drop("x")


def test_progress_is_told_and_ends_at_the_end() -> None:
    told: list[tuple[int, int]] = []
    frame = pl.DataFrame({"marks": [["c1"]] * 50_000})
    vaali.Profile(frame, IDS, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (50_000, 50_000)
    assert all(done <= total for done, total in told)
    assert told == sorted(told)


def test_where_nobody_knows_how_much_there_is_the_end_is_told() -> None:
    table = pl.DataFrame({"marks": [["c1"]] * 1000}).to_arrow()
    reader = pa.RecordBatchReader.from_batches(table.schema, table.to_batches())
    told: list[tuple[int, int]] = []
    vaali.Profile(reader, IDS, progress=lambda done, total: told.append((done, total)))
    assert told[-1] == (1000, 1000)


def test_a_bar_of_tqdm_is_moved() -> None:
    frame = pl.DataFrame({"marks": [["c1"]] * 1000})
    with tqdm(disable=False, file=open(os.devnull, "w")) as bar:  # noqa: PTH123
        vaali.Profile(frame, IDS, progress=bar)
        assert (bar.n, bar.total) == (1000, 1000)
    assert vaali.Tally.from_arrow(frame, IDS, progress=True).ballots == 1000
    with pytest.raises(TypeError):
        vaali.Profile(frame, IDS, progress="yes")


def test_an_error_of_the_progress_function_is_not_lost(frame: pl.DataFrame) -> None:
    def fail(done: int, total: int) -> None:
        raise RuntimeError("enough")

    with pytest.raises(RuntimeError, match="enough"):
        vaali.Profile(frame.head(1000), IDS, progress=fail)


def slow() -> tuple[vaali.Profile, int]:
    random = np.random.default_rng(2)
    matrix = (random.random((400_000, 60)) < 0.5).astype(np.uint8)
    return vaali.Profile(matrix, 60), 30


@pytest.fixture
def ctrl_c() -> Iterator[None]:
    """Ctrl-C as in a terminal: where a shell starts the tests in the background, it is ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("ctrl_c")
def test_ctrl_c_interrupts() -> None:
    profile, seats = slow()
    timer = threading.Timer(0.2, os.kill, (os.getpid(), signal.SIGINT))
    timer.start()
    start = time.perf_counter()
    with pytest.raises(KeyboardInterrupt):
        # As often as it takes: how long one call is depends on the machine.
        while time.perf_counter() - start < 10:
            profile.leave_one_out(seats)
    assert time.perf_counter() - start < 10


def test_other_threads_run_meanwhile() -> None:
    profile, seats = slow()
    ticks = 0
    done = threading.Event()

    def tick() -> None:
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    profile.leave_one_out(seats)
    done.set()
    thread.join()
    assert ticks > 10


def test_calls_from_many_threads_agree(frame: pl.DataFrame) -> None:
    part = frame.unique(["voter"], keep="first", maintain_order=True)
    results: list[bytes] = []
    threads = [
        threading.Thread(target=lambda: results.append(vaali.Tally.from_arrow(part, IDS).to_bytes())) for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert len(set(results)) == 1
