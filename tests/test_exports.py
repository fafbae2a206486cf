"""The public names of each package: every one exists, and no other public thing hides in the list."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

PACKAGES = ("router", "solvers", "solvers.kinds.sudoku", "solvers.kinds.maze", "adapters", "adapters.cli")


@pytest.mark.parametrize(
    "name",
    ["solvers.kinds", "adapters.tools_server", "adapters.langchain_parts", "adapters.provider", *PACKAGES],
)
def test_every_name_exists(name: str) -> None:
    package = import_module(name)
    assert len(set(package.__all__)) == len(package.__all__)
    for exported in package.__all__:
        assert getattr(package, exported) is not None


@pytest.mark.parametrize(
    "name", ["router", "solvers", "solvers.kinds.sudoku", "solvers.kinds.maze", "adapters", "adapters.cli"]
)
def test_unknown_names_are_errors(name: str) -> None:
    with pytest.raises(AttributeError, match="has no attribute 'nonsense'"):
        _ = import_module(name).nonsense


@pytest.mark.parametrize("name", ["trm", "solvers", "router", "adapters"])
def test_each_package_is_ours(name: str) -> None:
    """The names are generic, so another installed package could shadow them."""
    found, ours = find_spec(name), find_spec("solvers")
    assert found is not None
    assert ours is not None
    assert Path(str(found.origin)).parents[1] == Path(str(ours.origin)).parents[1]
