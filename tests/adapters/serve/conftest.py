"""Fixtures of the service's tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from served import Served, serving

from adapters.serve.settings import ServeSettings
from router import Router
from solvers.exact import ExactSolver


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """Exact search alone, no language model."""
    with serving(Router(exact=ExactSolver())) as it:
        yield it


@pytest.fixture
def start() -> Iterator[Callable[..., Served]]:
    """Start a service with a router and settings of the test's own."""
    with ExitStack() as stack:
        yield lambda router, **more: stack.enter_context(serving(router, ServeSettings(port=0, **more)))
