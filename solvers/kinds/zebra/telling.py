"""The answer to a puzzle in prose: who has what, or who is where, line by line; and such lines read back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from solvers.kinds.zebra.setting import Setting
from solvers.rules.board import Value


def table(lists: Setting, cells: Mapping[int, Sequence[str]]) -> str:
    """ "Ann: dog" for everybody, or "1. Ben" for every place."""
    lines = []
    for number, held in cells.items():
        values = [cell.split(": ", 1)[1] for cell in held]
        own = lists.sort == "people"
        lines.append(f"{values[0]}: {', '.join(values[1:])}" if own else f"{number}. {', '.join(values)}")
    return "\n".join(lines)


def read_table(lists: Setting, text: str) -> dict[str, Value]:
    """What `table` wrote: cell -> number."""
    cells = {value: attribute.cell(value) for attribute in lists.attributes for value in attribute.values}
    people = lists.attributes[0].values
    found: dict[str, Value] = {}
    for line in text.splitlines():
        number = re.match(r"\s*(\d+)\. ", line)
        values = re.split(r"[:,]\s*", line[number.end() if number else 0 :].strip())
        at = int(number[1]) if number else people.index(values[0]) + 1 if values[0] in people else 0
        found |= {cells[value]: at for value in values if value in cells and at}
    return found


def worded(text: str, lists: Setting) -> str:
    """ "name: Ann = 2" is "Ann is in place 2", or "dog belongs to Ben"."""
    people = lists.attributes[0].values
    for attribute in lists.attributes:
        for value in attribute.values:
            cell = re.escape(attribute.cell(value))
            for number, person in enumerate(people, 1):
                whose = f"belongs to {person}" if lists.sort == "people" else f"is in place {number}"
                text = re.sub(rf"(?<!\w){cell} = {number}(?!\d)", f"{value} {whose}", text)
            text = re.sub(rf"(?<!\w){cell}(?!\w)", value, text)
    return text[:1].upper() + text[1:]
