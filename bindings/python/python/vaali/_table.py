"""Tables that any DataFrame library takes: the Arrow PyCapsule interface, and the shortest ways to polars and pandas."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import _vaali

if TYPE_CHECKING:
    import pandas
    import polars


class Table:
    """Something with columns. Subclasses say which."""

    __slots__ = ()

    def _columns(self) -> list[tuple[str, str, list[Any]]]:
        raise NotImplementedError

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """Give the table as Arrow: `polars.DataFrame(x)` and `pyarrow.table(x)` just work."""
        return _vaali.Exported(self._columns()).__arrow_c_stream__(requested_schema)

    def to_polars(self) -> polars.DataFrame:
        """Give the table as a DataFrame of polars, which must be installed."""
        import polars

        return polars.DataFrame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """Give the table as a DataFrame of pandas, which must be installed (version 3 or newer)."""
        import pandas

        frame: pandas.DataFrame = pandas.DataFrame.from_arrow(self)  # type: ignore[attr-defined]  # newer than its stubs
        return frame
