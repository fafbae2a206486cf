"""What a receipt says to a person: an answer only where there is one, and what an answer rests on."""

from __future__ import annotations

import pytest

from adapters.serve.words import content_of, headers_of
from router.types import Check, Cost, Receipt

CASES = (
    (Receipt(status="verified", kind="k", answer="1 2"), "1 2"),
    (Receipt(status="verified", kind="k", answer="1 2", reason="only the puzzle"), "1 2\n\n(only the puzzle)"),
    (
        Receipt(status="verified", kind="k", answer="1 2", reader="model m", board="1 .\n. 2"),
        "1 2\n\n(read by model m as:\n1 .\n. 2)",
    ),
    (
        Receipt(status="supported", kind="k", answer="3", checks=(Check(name="d", ok=True, detail="all agree"),)),
        "3\n\n(not proven; this speaks for it: all agree)",
    ),
    (Receipt(status="answered", kind="open", answer="Goethe"), "Goethe"),
    (Receipt(status="declined", kind="k", answer=None, reason="two puzzles"), "Not answered: two puzzles"),
    (Receipt(status="unsolved", kind="k", solution={"rows": [[1]]}, reason="time"), "Not solved: time"),
)


@pytest.mark.parametrize(("receipt", "content"), CASES)
def test_content(receipt: Receipt, content: str) -> None:
    assert content_of(receipt) == content


def test_an_unknown_price_is_unknown() -> None:
    unknown = Receipt(status="answered", kind="open", cost=Cost(usd=None, tokens_in=None, tokens_out=None))
    assert headers_of(unknown)["x-trm-cost-usd"] == "unknown"
    assert headers_of(Receipt(status="verified", kind="k"))["x-trm-cost-usd"] == "0.000000"
