"""The README is true: its commands run, its Python runs, and the demo's output is what the demo prints.

A comment before a block says what is special about it: `<!-- test: exit 3 -->` the exit code, `<!-- test: weights -->`
that it needs shipped weights. `<!-- demo: FILE -->` stands before the output of `trm-router solve` on that file, and
`<!-- file: FILE -->` before its text.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from adapters.cli import run
from adapters.cli.doctor import cards

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?:<!-- (test|demo|file): ([^\n]+?) -->\n+)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = [match.groups(default="") for match in BLOCK.finditer(README)]

needs_weights = pytest.mark.skipif(
    {card.get("kind") for card in cards() if card["present"]} < {"sudoku", "maze"}, reason="no weights are shipped yet"
)


def commands(script: str) -> list[list[str]]:
    """The commands of a block: each begins a line with `make` or `trm-router` and may go on over several."""
    bare = re.sub(r"\s#\s.*", "", script)
    found = [shlex.split(part) for part in re.split(r"\n(?=make|trm-router)", bare)]
    assert all(len(command) > 1 for command in found)
    return found


def shell_cases() -> list[tuple[list[str], int]]:
    cases = []
    for kind, argument, language, body in BLOCKS:
        if language == "bash":
            code = int(argument.removeprefix("exit ")) if kind == "test" and argument.startswith("exit") else 0
            cases += [(command, code) for command in commands(body)]
    return cases


@pytest.mark.parametrize(
    ("command", "code"), shell_cases(), ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else ""
)
def test_commands(
    command: list[str], code: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    if command[0] == "make":
        assert f"\n{command[1]}:" in (ROOT / "Makefile").read_text()
        return
    assert command[0] == "trm-router"
    if command[1] == "doctor":
        assert run(command[1:]) in (0, 1)  # 1 where something is missing, such as the weights of a young checkout
    elif command[1] in ("chat", "serve"):
        assert run([*command[1:], "--help"]) == 0  # one needs a terminal, the other does not end
    else:
        assert run(command[1:]) == code, capsys.readouterr()


@needs_weights
@pytest.mark.parametrize("body", [body for _, _, language, body in BLOCKS if language == "python"])
def test_python(body: str) -> None:
    exec(compile(body, "README.md", "exec"), {})


def shape(text: str) -> list[str]:
    """Output without what differs from run to run: seconds, steps, attempts."""
    return [
        re.sub(r"\d+(?:\.\d+)? (?:m(?=s\b))?(s|steps?|attempts?)\b", r"N \1", line.rstrip())
        for line in text.strip().splitlines()
    ]


@needs_weights
@pytest.mark.parametrize(("file", "body"), [(argument, body) for kind, argument, _, body in BLOCKS if kind == "demo"])
def test_the_demo_prints_what_the_readme_shows(
    file: str, body: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    assert run(["solve", "--offline", "--no-exact", "--file", file]) == 0
    printed = shape(capsys.readouterr().out)
    shown = shape(body)
    # The route may take a rung more or less on another machine; the answer, the checks and the cost are the same.
    differs = ("route", "loading")
    assert [line for line in printed if not line.startswith(differs)] == [
        line for line in shown if not line.startswith(differs)
    ]


@pytest.mark.parametrize(("file", "body"), [(argument, body) for kind, argument, _, body in BLOCKS if kind == "file"])
def test_files_are_shown_as_they_are(file: str, body: str) -> None:
    assert body == (ROOT / file).read_text(encoding="utf-8")


def test_every_command_is_in_the_readme(capsys: pytest.CaptureFixture[str]) -> None:
    run(["--help"])
    listed = re.findall(r"^  (\w+)  +\S", capsys.readouterr().out.split("Commands:")[1], re.MULTILINE)
    assert listed
    assert [name for name in listed if not re.search(rf"\b{name}\b", README)] == []


@pytest.mark.parametrize("name", re.findall(r"\]\((?!http)([^)#]+)\)", README))
def test_links_lead_somewhere(name: str) -> None:
    assert (ROOT / name).exists()
