"""vaali counts the elections of councils and boards: candidates, marks, seats as a number or a range, offices, deputies, ties by lot.

It is exact, it never breaks a tie in silence, and it accounts for every ballot. Three lines reproduce an official result:

    import vaali
    election = vaali.Election.read("examples/founding-2020")
    election.count()

and the next ones ask what would have happened otherwise:

    ballots = election.ballots()
    ballots.sweep_seats(12, 15)
    ballots.leave_one_out()
    ballots.every_lot()

There are two layers. The *election* layer (`Election`, `Ballots`, `Result`, `LotNeeded`, `Record`) has identities, rules, faults, reasons. The *profile* layer (`Profile`, `Tally`) has numbers only.
Ballots come as DataFrames of any library that speaks Arrow, as matrices, as Python's own lists, or as files.

Long calls release the interpreter's lock, can be interrupted by Ctrl-C, and take `progress=True` for a tqdm bar.
"""

from __future__ import annotations

from . import _vaali, errors, types
from ._html import set_language
from .ballots import Ballots, LeaveOneOut
from .election import Election, presets
from .errors import (
    AnalysisError,
    CertifyError,
    CountError,
    DefinitionError,
    FileError,
    Finding,
    RecordError,
    ReportError,
    TableError,
    TallyError,
    VaaliError,
)
from .profile import Profile, Sweep
from .record import Record, Report, verify
from .result import LotNeeded, Result
from .tally import Tally

__version__: str = _vaali.__version__

Outcome = Result | LotNeeded
"""What a count gives."""

__all__ = [
    "AnalysisError",
    "Ballots",
    "CertifyError",
    "CountError",
    "DefinitionError",
    "Election",
    "FileError",
    "Finding",
    "LeaveOneOut",
    "LotNeeded",
    "Outcome",
    "Profile",
    "Record",
    "RecordError",
    "Report",
    "ReportError",
    "Result",
    "Sweep",
    "TableError",
    "Tally",
    "TallyError",
    "VaaliError",
    "__version__",
    "errors",
    "presets",
    "set_language",
    "types",
    "verify",
]
