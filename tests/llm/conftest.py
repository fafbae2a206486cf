"""The real model of the tests marked `llm`: one server for all of them, made by `make test-llm`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.graph.mixed_router import MixedRouter
from router import Request
from tests.local_model import Server, serving

ENVIRONMENT = Path(os.environ.get("LLM_ENVIRONMENT", Path(__file__).resolve().parents[2] / "runs" / "llm"))


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """The running server; skipped where its environment was never made, an error where it is broken."""
    if not ENVIRONMENT.is_dir():
        pytest.skip(f"no {str(ENVIRONMENT)!r}: `make test-llm` makes it")
    pytest.importorskip("litellm")
    pytest.importorskip("langgraph")
    with serving(ENVIRONMENT, log=ENVIRONMENT / "server.log") as running:
        # Imports litellm and langgraph, so that no test's clock counts it.
        MixedRouter(chat=running.chat(max_output_tokens=4)).handle(Request(text="Say hello.", thread="warm"))
        yield running
