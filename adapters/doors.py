"""What a reason advises, said for the door that somebody came by: flags of the command line mean nothing to a client.

Reasons are written for the command line, which has every way of going on. Whoever calls a service or a tool has fields
of a request instead, and what only the person can change who started it is said to be that person's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from router.types import Receipt

Door = Literal["http", "tools"]

_EVERYWHERE = {
    "give --model NAME or set TRM_ROUTER_MODEL (`trm-router doctor` says more)": "whoever runs this service names one",
    "give --model or set TRM_ROUTER_MODEL": "whoever runs this service names one",
    " (--model NAME)": ", which whoever runs this service names",
    "--offline forbids asking one": "none is asked here",
    "try --effort high": "try effort high",
    "(--solutions N, at most": "(`solutions`, at most",
    "see `trm-router doctor`, or allow the exact solver": "allow the exact solver",
    "name one as vision_model in the configuration (`trm-router config path` says where), or": (
        "whoever runs this service names one as vision_model, or"
    ),
}
_OF: Mapping[Door, Mapping[str, str]] = {
    "http": {**_EVERYWHERE, "(leave out --no-exact)": "(the models 'auto' and 'auto:offline' use it)"},
    "tools": {**_EVERYWHERE, " (leave out --no-exact)": ""},
}


def said_at(door: Door, text: str) -> str:
    """The sentence as this door says it."""
    if "--" not in text and "trm-router" not in text:
        return text
    for ours, theirs in _OF[door].items():
        text = text.replace(ours, theirs)
    return text


def receipt_at(door: Door, receipt: Receipt) -> Receipt:
    """The receipt with its reasons, and those of its parts, as this door says them. What was answered stays as it is,
    unless it is made up of reasons."""
    changed: dict[str, object] = {}
    if receipt.reason is not None and (reason := said_at(door, receipt.reason)) != receipt.reason:
        changed["reason"] = reason
    if receipt.parts:
        changed["parts"] = tuple(receipt_at(door, part) for part in receipt.parts)
        if receipt.answer is not None:
            changed["answer"] = said_at(door, receipt.answer)
    return receipt.model_copy(update=changed) if changed else receipt
