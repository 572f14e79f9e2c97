"""Progress of long work, told to tqdm or to a function."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

from contextlib import contextmanager


class _Bar:
    """Moves a bar of tqdm to where the work is."""

    def __init__(self, bar: Any) -> None:
        self.bar = bar
        self.done = 0

    def __call__(self, done: int, total: int) -> None:
        if self.bar.total != total:
            self.bar.total = total
        self.bar.update(done - self.done)
        self.done = done


@contextmanager
def telling(progress: Any) -> Iterator[Callable[[int, int], object] | None]:
    """Give the function that is told how far the work is; a bar made here is closed here."""
    if progress is None or progress is False:
        yield None
    elif progress is True:
        from tqdm.auto import tqdm

        with tqdm(unit_scale=True) as bar:
            yield _Bar(bar)
    elif hasattr(progress, "update") and hasattr(progress, "total"):
        yield _Bar(progress)
    elif callable(progress):
        yield progress
    else:
        message = "progress is True, a bar of tqdm, or a function of two numbers"
        raise TypeError(message)
