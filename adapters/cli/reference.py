"""The commands as docs/reference.md lists them, from the very definitions that `--help` shows.

python -m adapters.cli.reference        # writes the list into docs/reference.md anew
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[2] / "docs" / "reference.md"
BEGINS, ENDS = "<!-- commands: `python -m adapters.cli.reference` -->\n", "<!-- end of commands -->\n"


def commands() -> str:
    """Every command with its options."""
    from typer.main import get_command

    from adapters.cli.app import app

    top = get_command(app)
    return "\n".join(_section(*found) for found in _every(top, "trm-router")) + "\n"


def rewritten(page: str) -> str:
    """The page with the list of commands as it is now."""
    before, rest = page.split(BEGINS, 1)
    return before + BEGINS + "\n" + commands() + ENDS + rest.split(ENDS, 1)[1]


def _every(group: Any, path: str) -> Iterator[tuple[str, Any]]:
    """(how it is called, the command) of all below `group`; a group of commands is not one itself."""
    for name, command in group.commands.items():
        called = f"{path} {name}"
        if hasattr(command, "commands"):
            yield from _every(command, called)
        else:
            yield called, command


def _section(called: str, command: Any) -> str:
    from typer import Context

    records = list(_records(command, Context(command, info_name=called)))
    usage = " ".join([called, *(names for kind, names, _ in records if kind == "argument")])
    lines = [f"### `{usage}`", "", " ".join((command.help or "").split()), ""]
    rows = [f"| `{_plain(names)}` | {_plain(about)} |" for _, names, about in records]
    if rows:
        lines += ["| | |", "|---|---|", *rows, ""]
    return "\n".join(lines)


def _records(command: Any, context: Any) -> Iterator[tuple[str, str, str]]:
    """("argument" or "option", its names, what it is for) of each that the help shows."""
    for parameter in command.params:
        record = parameter.get_help_record(context)
        if record is not None and "--help" not in parameter.opts:
            kind, (names, about) = parameter.param_type_name, record
            yield kind, re.sub(r" <[^>]*>$", "", names) if kind == "argument" else names, about


def _plain(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(rewritten(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
