"""The pages of docs/ are true: what they tell a person to type is run, in order, and prints what they show.

A comment before a block says what it is. `<!-- file: NAME -->`: a file the reader saves. `<!-- test: exit N -->`: the
commands end with N. `<!-- test: served -->`: they need `trm-router serve`. `<!-- prints -->` and `<!-- holds -->` stand
before the whole output of the block above, or a part of it. docs/serve.md and docs/agents.md have tests of their own.
"""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from served import Served, serving
from test_readme import needs_weights, shape

from adapters.cli import run
from adapters.cli.reference import PAGE, rewritten
from adapters.tools_server.http import mounted
from adapters.tools_server.server import build_server
from router import Router
from solvers.exact import ExactSolver

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"(?:<!-- (\w+)(?:: ([^\n]+?))? -->\n)?^```(\w*)\n(.*?)^```$", re.M | re.S)
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([^)\s]+))?\)")
BEGINS = r"(?:\| )?(?:make|trm-router|curl|source|export|pip)\b"
LEFT = ("serve", "chat", "mcp", "doctor")
"""What waits for somebody or looks for every heavy package: only the options are looked at."""


def page(name: str) -> list[tuple[str, str, str, str]]:
    """(mark, its argument, language, body) of each block."""
    text = (DOCS / name).read_text(encoding="utf-8")
    return [(mark, argument, language, body) for mark, argument, language, body in BLOCK.findall(text)]


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """The service as `trm-router serve` starts it, with exact search alone."""
    router = Router(exact=ExactSolver())
    with serving(router, tools=mounted(build_server(router), hosts=("127.0.0.1:*",))) as it:
        yield it


class Typing:
    """A person who types the blocks of a page, in a folder of their own."""

    def __init__(self, served: Served, home: pytest.MonkeyPatch) -> None:
        self.served = served
        self.home = home
        self.printed = ""

    def block(self, mark: str, argument: str, language: str, body: str) -> None:
        code = int(argument.removeprefix("exit ")) if argument.startswith("exit") else 0
        body = body.replace("http://127.0.0.1:8000", self.served.url)
        if mark == "file":
            Path(argument).write_text(body, encoding="utf-8")
        elif mark == "prints":
            self.compare(body)
        elif mark == "holds":
            assert body.strip() in self.printed
        elif language == "bash":
            self.printed = "".join(self.line(line, code) for line in re.split(rf"\n(?={BEGINS})", body.rstrip()))
        elif language == "python":
            with redirect_stdout(io.StringIO()) as out:
                exec(compile(body, "docs", "exec"), {"__name__": "page"})
            self.printed = out.getvalue()
        else:
            assert language == "json", f"what is a block of {language!r}?"
            json.loads(body)

    def compare(self, body: str) -> None:
        """Whose rung it was and how long it took may differ from machine to machine."""
        said, shown = (
            [x for x in shape(text) if not x.startswith(("route", "loading"))] for text in (self.printed, body)
        )
        assert said == shown

    def line(self, line: str, code: int) -> str:
        """One command, with what it is piped into or written to; returns what is printed."""
        words = shlex.shlex(line, posix=True, punctuation_chars="|>")
        words.whitespace_split = True
        words.commenters = ""
        parts: list[list[str]] = [[]]
        into = ""
        for word in words:
            if word == "|":
                parts.append([])
            elif word == ">":
                into = next(iter(words))
            else:
                parts[-1].append(word)
        out = ""
        for part in parts:
            out = self.command(part, out, code if part is parts[-1] else 0)
        if into:
            Path(into).write_text(out, encoding="utf-8")
        return "" if into else out

    def command(self, words: list[str], piped: str, code: int) -> str:
        program, *rest = words
        if program == "trm-router":
            if rest[0] in LEFT:
                rest = [*rest, "--help"]
            with redirect_stdout(io.StringIO()) as out, redirect_stderr(io.StringIO()) as err, _piped(piped):
                done = run(rest)
            assert done == code, err.getvalue()
            return out.getvalue()
        if program == "curl":
            if shutil.which("curl") is None:
                pytest.skip("curl is not installed")
            return subprocess.run(words, capture_output=True, text=True, timeout=30, check=True).stdout
        if program == "make":
            assert f"\n{rest[0]}:" in (ROOT / "Makefile").read_text(encoding="utf-8")
        elif program == "export":
            self.home.setenv(*rest[0].split("=", 1))
        else:
            assert program == "source"
        return ""


@contextmanager
def _piped(text: str) -> Iterator[None]:
    """Standard input with this text."""
    before = sys.stdin
    sys.stdin = io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8")
    try:
        yield
    finally:
        sys.stdin = before


@needs_weights
@pytest.mark.parametrize("name", ["tutorial.md", "how-to.md"])
def test_what_a_page_tells_to_type_runs(
    name: str, served: Served, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("CONFIG", "DATA", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{folder}_HOME", str(tmp_path / folder.lower()))
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    person = Typing(served, monkeypatch)
    blocks = page(name)
    assert len(blocks) > 10
    for block in blocks:
        person.block(*block)
    if name == "how-to.md":
        receipts = [json.loads(line) for line in Path("receipts.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [(row["id"], row["status"]) for row in receipts] == [(x, "verified") for x in "abc"]
        assert Path("way.png").read_bytes().startswith(b"\x89PNG")


def test_the_reference_lists_the_commands_as_they_are() -> None:
    text = PAGE.read_text(encoding="utf-8")
    assert text == rewritten(text), "run `python -m adapters.cli.reference`"


def test_the_reference_knows_every_field_status_and_error() -> None:
    from typing import get_args

    from router import errors
    from router.types import Call, Cost, Receipt, Rung, Status

    text = PAGE.read_text(encoding="utf-8")
    hidden = {"tokens_cached", "tokens_cache_write", "tokens_reasoning"}
    fields = [name for model in (Receipt, Rung, Cost, Call) for name in model.model_fields if name not in hidden]
    for name in [*fields, *get_args(Status)]:
        assert f'"{name}"' in text or f"`{name}`" in text, name
    raised = {name for name, value in vars(errors).items() if isinstance(value, type)} - {"RouterError", "ModelError"}
    assert [name for name in raised if f"`{name}`" not in text] == []


@pytest.mark.parametrize(
    "path", [*sorted(DOCS.glob("*.md")), ROOT / "README.md", ROOT / "llms.txt"], ids=lambda p: p.name
)
def test_links_lead_somewhere(path: Path) -> None:
    for file, heading in LINK.findall(path.read_text(encoding="utf-8")):
        target = (path.parent / file).resolve() if file else path
        assert target.exists(), file
        if heading:
            assert heading in _headings(target), f"{file}#{heading}"


def _headings(path: Path) -> set[str]:
    """The anchors of a page, made as the usual viewers make them."""
    lines = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
    return {re.sub(r"[^\w\- ]", "", line.lower()).replace(" ", "-") for line in lines}


def test_every_page_is_in_the_index_and_every_extra_exists() -> None:
    index = (DOCS / "index.md").read_text(encoding="utf-8")
    assert [p.name for p in DOCS.glob("*.md") if p.name != "index.md" and f"({p.name})" not in index] == []
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    for path in (*DOCS.glob("*.md"), ROOT / "README.md"):
        assert set(re.findall(r"trm-router\[(\w+)\]", path.read_text(encoding="utf-8"))) <= set(extras)
