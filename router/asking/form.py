"""The answer as text, exactly in the form and wrapping that was asked for."""

from __future__ import annotations

from typing import Any

from router.asking.answers import written
from router.asking.yes_no import yes_no as yes_or_no
from router.types import Reading
from solvers.base import Kind
from solvers.text.write import wrapped


def yes_no(value: bool, found: Reading, text: str) -> str:
    """Yes or no in the language of the question."""
    grid = found.candidate
    words = text[: grid.span.start] + "\n" + text[grid.span.end :] if grid is not None else text
    return wrapped(yes_or_no(value, words), found.form)


def render(kind: Kind[Any, Any], answer: Any, found: Reading, text: str) -> str:
    """The proven answer as asked: the kind writes it, and it is put into tags, a box or a code block here."""
    assert found.candidate is not None
    if found.form.name == "yes_no":
        return yes_no(True, found, text)
    said = written(kind, found.candidate, answer, found.ask, found.layout, text)
    if said is not None:
        return wrapped(said, found.form)
    return wrapped(kind.write(found.candidate, answer, found.form), found.form)
