"""The size budget: files of one idea, functions of one screen, weights that a clone can carry."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("trm", "solvers", "router", "adapters")
FILE_LINES, TEST_LINES, FUNCTION_LINES = 450, 700, 70
WEIGHTS_BYTES = 15 * 1024 * 1024

SOURCES = sorted(path for package in PACKAGES for path in (ROOT / package).rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py")) + sorted((ROOT / "examples").glob("*.py"))


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=name)
def test_files_are_short_and_say_their_idea(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    limit = FILE_LINES if path in SOURCES else TEST_LINES
    assert text.count("\n") <= limit, "split it by idea"
    assert ast.get_docstring(ast.parse(text)), "the file does not open by saying its idea"


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_functions_fit_a_screen(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            assert lines <= FUNCTION_LINES, f"{node.name} has {lines} lines"


def test_no_catch_all_modules() -> None:
    banned = {"utils", "common", "helpers", "manager"}
    assert [name(path) for path in SOURCES if path.stem in banned or path.parent.name in banned] == []


def test_weights_are_small_and_none_is_a_pickle() -> None:
    weights = list((ROOT / "trm" / "weights").iterdir())
    assert sum(path.stat().st_size for path in weights) <= WEIGHTS_BYTES
    assert {path.suffix for path in weights if path.is_file() and path.name != ".gitkeep"} <= {
        ".safetensors",
        ".json",
        ".png",
    }
