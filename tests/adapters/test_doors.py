"""A client is not told of flags: every reason that the router can give is said as its door says it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from adapters.doors import Door, receipt_at, said_at
from adapters.serve.words import content_of, receipt_json
from router import Request, Router
from router.llm.open_ended import NO_MODEL, OFFLINE
from router.types import Receipt

ROUTER = Path(__file__).resolve().parents[2] / "router"
FLAG = re.compile(r"(?<!-)--[a-z]|trm-router |TRM_ROUTER_")


def sentences() -> list[str]:
    """Every string of the router's code but what documents it."""
    found = []
    for path in ROUTER.rglob("*.py"):
        tree = ast.parse(path.read_text())
        documents = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        found += [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documents
        ]
    return [text for text in found if FLAG.search(text) and "\\" not in text and len(text.split()) > 2]


@pytest.mark.parametrize("door", ["http", "tools"])
def test_no_reason_of_the_router_speaks_of_flags(door: Door) -> None:
    spoken = sentences()
    assert len(spoken) >= 8
    assert [text for text in spoken if FLAG.search(said_at(door, text))] == []


def test_what_is_said_instead() -> None:
    assert said_at("http", OFFLINE) == "this is open-ended text for a language model, and none is asked here"
    assert said_at("tools", NO_MODEL) == (
        "this is open-ended text, and no language model is configured: whoever runs this service names one"
    )
    assert said_at("http", "let the exact solver help (leave out --no-exact)") == (
        "let the exact solver help (the models 'auto' and 'auto:offline' use it)"
    )
    assert said_at("tools", "let the exact solver help (leave out --no-exact)") == "let the exact solver help"


def test_receipts_and_their_parts() -> None:
    part = Receipt(status="declined", kind="open", reason=NO_MODEL)
    mixed = Receipt(status="declined", kind="mixed", answer=f"2: {NO_MODEL}", parts=(part,))
    said = receipt_at("http", mixed)
    assert "--" not in said.model_dump_json()
    proven = Receipt(status="verified", kind="open", answer="use --model NAME")
    assert receipt_at("http", proven) is proven  # an answer is nobody's to change
    assert "--" not in content_of(part)
    assert "--" not in str(receipt_json(part))
    receipt = Router().handle(Request(text="What is the capital of France?", offline=True)).receipt
    assert receipt.reason is not None
    assert "--" not in content_of(receipt)
