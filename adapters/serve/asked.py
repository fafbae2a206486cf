"""A request of any protocol, parsed: the conversation, the model it names, how hard to think."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from adapters.serve.conversation import Conversation
from adapters.serve.faults import Fault
from solvers.base import Effort

EFFORTS = {
    "none": Effort.LOW,
    "minimal": Effort.LOW,
    "low": Effort.LOW,
    "medium": Effort.MEDIUM,
    "high": Effort.HIGH,
    "xhigh": Effort.HIGH,
    "max": Effort.HIGH,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A parsed request. `raw` is the protocol's own model of it."""

    conversation: Conversation
    model: str
    stream: bool
    effort: Effort = Effort.MEDIUM
    seed: int = 0
    draws: bool = False
    """Boards are wanted while the network thinks."""
    raw: Any = None
    id: str = field(default_factory=lambda: uuid4().hex)
    created: int = field(default_factory=lambda: int(time.time()))


def effort_of(name: str | None, place: str) -> Effort:
    """The dial's word in a client's words. Raises Fault 400."""
    if name is None:
        return Effort.MEDIUM
    if name not in EFFORTS:
        raise Fault(400, f"{place}: {name!r} is none of {', '.join(EFFORTS)}", param=place, code="invalid_value")
    return EFFORTS[name]
