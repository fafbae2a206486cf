"""Patterns from the file are the ones that Python compiles; a damaged file costs time, never a wrong match."""

from __future__ import annotations

import re
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from adapters.kept_patterns import MOST, KeptPatterns, keep_patterns, loaded, packed

compiler: Any = pytest.importorskip("re._compiler")
EXPRESSIONS = [
    (r"\b(?P<row>r\d+)(?P<column>c\d+)?\b", re.I),
    (r"^(a|bc)*?[^\W\d_]{2,5}(?=x)(?<!y)x\1?", re.M),
    ("(?i:größe|ΣΊΣΥΦΟΣ|数独)\\s+[一-鿿]+", 0),
    (r"""(?x) one   # a comment
        | two""", re.S | re.A),
]  # fmt: skip
TEXTS = ["R1C2 and r3", "a bc abcxyx", "GRÖSSE 数", "σίσυφος 一二", "数独 一", "one two", "", "bcabXYx\nbcbcqqx"]


def kept(path: Path) -> KeptPatterns:
    return KeptPatterns(path, compiler, compiler.compile)


def failing(path: Path) -> KeptPatterns:
    """One that may only take what the file has."""
    found = kept(path)

    def never(expression: str, flags: int) -> Any:
        raise AssertionError(f"{expression!r} was compiled")

    found._compiled = never  # type: ignore[method-assign]
    return found


def test_what_comes_from_the_file_is_what_python_compiles(tmp_path: Path) -> None:
    path = tmp_path / "new" / "patterns.bin"
    first = kept(path)
    for expression, flags in EXPRESSIONS:
        first.compile(expression, flags)
    first.save()
    assert path.stat().st_mode & 0o077 == 0
    again = failing(path)
    for expression, flags in EXPRESSIONS:
        plain, ours = re.compile(expression, flags), again.compile(expression, flags)
        assert (ours.pattern, ours.flags, ours.groups) == (plain.pattern, plain.flags, plain.groups)
        assert dict(ours.groupindex) == dict(plain.groupindex)
        for text in TEXTS:
            assert [m.span(0) for m in ours.finditer(text)] == [m.span(0) for m in plain.finditer(text)]
            assert [m.groupdict() for m in ours.finditer(text)] == [m.groupdict() for m in plain.finditer(text)]
    with pytest.raises(AssertionError, match="was compiled"):
        again.compile(EXPRESSIONS[0][0], re.I | re.S)  # other flags are another pattern


def test_errors_and_bytes_are_pythons_own(tmp_path: Path) -> None:
    ours = kept(tmp_path / "patterns.bin")
    with pytest.raises(re.error):
        ours.compile("(", 0)
    assert ours.compile(b"a+", 0).findall(b"aab") == [b"aa"]
    ours.save()
    assert not (tmp_path / "patterns.bin").exists()


@pytest.mark.parametrize("damage", [lambda raw: raw[:-3], lambda raw: raw[:40] + b"x" + raw[41:], lambda raw: b""])
def test_a_damaged_file_is_none(tmp_path: Path, damage: Any) -> None:
    path = tmp_path / "patterns.bin"
    first = kept(path)
    first.compile("a+b", 0)
    first.save()
    path.write_bytes(damage(path.read_bytes()))
    assert loaded(path) == {}
    second = kept(path)
    assert second.compile("a+b", 0).fullmatch("aab") is not None
    second.save()
    assert list(loaded(path)) == [("a+b", 0)]


def test_runs_add_to_the_file_until_it_is_full(tmp_path: Path) -> None:
    path = tmp_path / "patterns.bin"
    first, second = kept(path), kept(path)
    first.compile("a", 0)
    second.compile("b", 0)
    first.save()
    second.save()
    assert set(loaded(path)) == {("a", 0), ("b", 0)}
    entry = loaded(path)["a", 0]
    path.write_bytes(packed({(str(n), 0): entry for n in range(MOST)}))
    third = kept(path)
    third.compile("c", 0)
    third.save()
    assert set(loaded(path)) == {("c", 0)}


def test_a_place_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    ours = kept(tmp_path / "file" / "patterns.bin")
    assert ours.compile("a", 0).match("a") is not None
    ours.save()


def test_the_program_keeps_them_and_begins_quickly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    puzzle = "Sudoku:\n1...\n..3.\n.4..\n...2"
    command = [sys.executable, "-m", "adapters.cli", "solve", "--offline", "-q", puzzle]
    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        assert done.stdout == "1324\n4231\n2413\n3142\n"
    assert len(list((tmp_path / "trm-router").glob("patterns-*.bin"))) == 1
    assert min(spent[1:]) < spent[0]
    assert min(spent[1:]) < 2.0, spent  # half a second of a processor on an idle machine, with compiled bytecode


def test_another_interpreter_compiles_for_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(compiler, "_code")
    before = compiler.compile
    keep_patterns(Path("nowhere"))
    assert compiler.compile is before
