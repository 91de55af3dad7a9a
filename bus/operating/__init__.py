"""What every service answers to its operators, whatever else it does.

Each file here holds the doors of one subject. A host opens them beside the service's own doors and runs them in
a few threads of its own, so that an operator is answered while the service's workers are busy (but after the calls
that came before).
"""

from bus.operating.erasing import Erasing
from bus.operating.fill import Fill
from bus.operating.jobs import Jobs
from bus.operating.outbox import Outbox
from bus.operating.parked import Parked
from bus.operating.part import Part
from bus.operating.state import State
from bus.operating.trace import Trace


class Operating(Erasing, Fill, Jobs, Outbox, Parked, State, Trace):
    """All doors of operators on one host."""


__all__ = ["Operating", "Part"]
