"""The worst models: one says anything that is legal JSON, one swaps, invents and drops, one agrees to everything,
one knows every term that code believes and how it reads a quote.

    model = worst("liar", seed)         # a ChatModel for one request

What they are told is theirs to twist: they read the message from their prompt, as a real model would.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Sequence
from typing import Any

from adapters.models.fake import FakeModel
from router.llm.further import drawing_of, gridded
from router.llm.term_words import TERMS
from router.llm.terms import Drawing, Unsaid, said_by
from router.reading.candidates import gather
from router.types import Message
from solvers.text.source import Text

_MEANS = ("blank", "wall", "open", "start", "goal", "decoration", "1", "5", "8")
_RULES = ("given", "different", "same", "sum", "count", "less", "difference", "allowed", "forbidden", "if")
_WHAT = ("solution", "value", "claim", "count", "unique", "hint", "rate", "other")
_PLACES = ("rule", "ask", "form", "board", "talk")


def worst(manner: str, seed: int) -> FakeModel:
    """A model of this manner: "random", "liar", "eager" or "lawyer"."""
    rng = random.Random(seed)
    manners: dict[str, Callable[[str, random.Random], dict[str, Any]]]
    manners = {"random": _random, "liar": _liar, "eager": _eager, "lawyer": _lawyer}
    point = manners[manner]

    def reply(messages: Sequence[Message]) -> str:
        head, whole = messages[0].content, messages[1].content if len(messages) > 1 else messages[0].content
        if "You locate" in head:
            return json.dumps(point(whole, rng))
        if "You split" in head:
            return json.dumps(_split(_lines(whole), rng))
        if "You solve puzzles" in head:
            return json.dumps({"working": "certain", "rows": [[rng.randint(1, 9) for _ in range(9)] for _ in range(9)]})
        return "\n".join("".join(str(rng.randint(1, 9)) for _ in range(9)) for _ in range(9))

    return FakeModel([reply], name=f"fake/{manner}", max_output_tokens=10_000)


def _lines(shown: str) -> list[str]:
    return [match[1] for match in re.finditer(r"^\d+\| ?(.*)$", shown, re.M)]


def _clauses(shown: str) -> int:
    found = re.search(r"Not understood: (.*)", shown, re.S) or re.search(r"where they belong: (.*)", shown, re.S)
    return len(re.findall(r"(?:^|; )\d+: ", found[1])) if found else 0


def _pointer(**more: Any) -> dict[str, Any]:
    nothing: dict[str, Any] = {
        "kind": "none", "first_line": 0, "last_line": 0, "signs": [], "rows": 0, "columns": 0, "facts": [],
        "cells": [], "values": [], "rules": [], "ask": {"what": "solution", "cells": [], "value": "", "quote": ""},
        "placed": [],
    }  # fmt: skip
    return {**nothing, **more}


def grid_lines(lines: Sequence[str]) -> tuple[int, int]:
    """The longest block of lines that look drawn."""
    best = (0, 0)
    at = 0
    while at < len(lines):
        end = at
        while end < len(lines) and re.fullmatch(r"\s*\S(?:\S{2,}|(?:\s+\S)+)\s*", lines[end]):
            end += 1
        if end - at > best[1] - best[0]:
            best = (at, end)
        at = max(end, at + 1)
    return best


def _quote(lines: Sequence[str], rng: random.Random) -> str:
    words = " ".join(lines).split()
    if not words or rng.random() < 0.1:
        return "as everybody knows"
    at = rng.randrange(len(words))
    return " ".join(words[at : at + rng.randint(1, 12)])


def _random(shown: str, rng: random.Random) -> dict[str, Any]:
    """Anything that is legal."""
    lines = _lines(shown)
    start, end = grid_lines(lines)
    signs = sorted({char for line in lines[start:end] for char in line}) or ["."]
    names = rng.sample(["r1c1", "r1c2", "r2c1", "Ann", "Bob", *" ".join(lines).split()[:6]], 4)
    value = lambda: rng.choice([1, 2, 3, 9])  # noqa: E731
    return _pointer(
        kind=rng.choice(["sudoku", "maze", "rules", "none", "sudoku", "maze"]),
        first_line=start + 1 if rng.random() < 0.8 else rng.randint(0, len(lines)),
        last_line=end if rng.random() < 0.8 else rng.randint(0, len(lines)),
        signs=[{"symbol": sign, "means": rng.choice(_MEANS)} for sign in rng.sample(signs, rng.randint(0, len(signs)))],
        rows=rng.choice([0, 4, 5, 9]),
        columns=rng.choice([0, 4, 5, 9]),
        facts=[_fact(lines, rng, _quote(lines, rng)) for _ in range(rng.choice([0, 0, 3, 20]))],
        cells=list(dict.fromkeys(names)),
        values=[1, 2, 3, 4],
        rules=[
            {
                "rule": rng.choice(_RULES), "quote": _quote(lines, rng), "cells": rng.sample(names, 2),
                "exactly": rng.choice([None, 1, 2]), "values": [value()],
            }
            for _ in range(rng.randint(0, 6))
        ],
        ask={"what": rng.choice(_WHAT), "cells": ["r1c1"], "value": "1", "quote": _quote(lines, rng)},
        placed=[{"clause": n, "belongs": rng.choice(_PLACES)} for n in range(1, rng.randint(1, 5))],
    )  # fmt: skip


def _fact(lines: Sequence[str], rng: random.Random, quote: str) -> dict[str, Any]:
    return {"row": rng.randint(1, 9), "column": rng.randint(1, 9), "value": str(rng.randint(1, 9)), "quote": quote}


def _liar(shown: str, rng: random.Random) -> dict[str, Any]:
    """A right look at the message, with something swapped, made up or dropped; every clause it calls talk."""
    lines = _lines(shown)
    start, end = grid_lines(lines)
    drawn = lines[start:end]
    signs = sorted({char for line in drawn for char in line if not char.isspace()})
    digits = sum(char.isdigit() for line in drawn for char in line)
    maze = any(char in "SG#█" for char in signs) or digits < 4
    if maze:
        usual = {
            "#": "wall",
            "█": "wall",
            ".": "open",
            "S": "start",
            "G": "goal",
            "E": "goal",
            "A": "start",
            "B": "goal",
        }
        legend = {sign: usual.get(sign, rng.choice(["wall", "open"])) for sign in signs}
        if rng.random() < 0.6:
            one, other = rng.choice([("wall", "open"), ("start", "goal")])
            swap = {one: other, other: one}
            legend = {sign: swap.get(means, means) for sign, means in legend.items()}
    else:
        legend = {sign: "blank" for sign in signs if not sign.isdigit()}
        if rng.random() < 0.5 and digits:
            legend[rng.choice([sign for sign in signs if sign.isdigit()])] = rng.choice(["blank", "decoration"])
        for sign in signs:
            if sign.isalpha() and rng.random() < 0.7:  # what a scan made of a digit, or did not
                legend[sign] = rng.choice([{"I": "1", "S": "5", "B": "8"}.get(sign, "2"), "1", "3", "5", "8"])
    cut = rng.choice([0, 0, 1])
    words = [line for line in lines if line.strip() and line not in drawn]
    facts = []
    for match in re.finditer(r"[^.,;\n]*\d[^.,;\n]*", "\n".join(words)):
        numbers = [int(number) for number in re.findall(r"\d", match.group())]
        if len(numbers) >= 3:
            row, column, value = numbers[:3]
            swapped = rng.random() < 0.5
            facts.append(
                {
                    "row": column if swapped else row,
                    "column": row if swapped else column,
                    "value": str(value),
                    "quote": match.group().strip(),
                }
            )
    asks = {"what": "solution", "cells": [], "value": "", "quote": words[0] if words else ""}
    count = max(1, _clauses(shown))
    return _pointer(
        kind="maze" if maze else "sudoku",
        first_line=0 if facts and not drawn else start + 1 + cut,
        last_line=0 if facts and not drawn else end,
        signs=[{"symbol": sign, "means": means} for sign, means in legend.items()],
        rows=rng.choice([4, 5, 9]), columns=rng.choice([4, 5, 9]),
        facts=facts if not drawn else [],
        ask=asks,
        placed=[{"clause": n, "belongs": rng.choice(["talk", "talk", "ask", "form"])} for n in range(1, count + 9)],
    )  # fmt: skip


def _eager(shown: str, rng: random.Random) -> dict[str, Any]:
    """Reads the drawing rightly, and calls every clause the plainest of asks, quoting it whole."""
    lines = _lines(shown)
    listed = re.findall(r"\d+: '((?:[^'\\]|\\.)*)'", shown.rsplit("</message>", 1)[-1])
    quote = listed[0] if listed else ""
    answer = _liar(shown, random.Random(1))
    cells = re.findall(r"r\d+c\d+|(?:row|column|box) \d+", " ".join(listed), re.I) or ["row 1"]
    return {
        **answer,
        "ask": {"what": rng.choice(_WHAT), "cells": cells, "value": "1", "quote": quote.rstrip("…")},
        "placed": [{"clause": n, "belongs": rng.choice(["ask", "talk"])} for n in range(1, len(listed) + 9)],
        "first_line": grid_lines(lines)[0] + 1,
    }


def _lawyer(shown: str, rng: random.Random) -> dict[str, Any]:
    """Knows every term and how code reads a quote: finds words that seem to say one, quotes as little or as much as suits
    it, names what code will read there (or nearly), and drops the rest."""
    lines = _lines(shown)
    text = "\n".join(lines)
    start, end = grid_lines(lines)
    answer = _pointer(kind=rng.choice(["sudoku", "maze"]), first_line=start + 1 if end else 0, last_line=end)
    drawn = [each for each in gather(Text(text)).candidates if each.puzzle is not None and gridded(each)]
    terms: list[dict[str, Any]] = []
    if drawn:
        drawing = drawing_of(drawn[0])
        sentences = [
            m.group().strip()
            for m in re.finditer(r"[^.!?;,:\n]+[.!?;,:]?", text)
            if re.search(r"[^\W\d_]{2}", m.group())
        ]
        for sentence in rng.sample(sentences, min(len(sentences), 6)):
            for name in rng.sample(list(TERMS), len(TERMS)):
                if len(terms) < 3 and (told := _as_read(text, name, _cut(sentence, rng), drawing, rng)) is not None:
                    terms.append(told)
                    break
    return {**answer, "terms": terms, "placed": [{"clause": n, "belongs": "talk"} for n in range(1, 9)]}


def _cut(sentence: str, rng: random.Random) -> str:
    """The sentence, or a part of it without what comes in the way."""
    words = sentence.split()
    start, end = rng.choice(
        [(0, len(words)), (0, len(words)), (rng.randrange(len(words)), len(words)), (0, rng.randint(1, len(words)))]
    )
    return " ".join(words[start:end])


def _as_read(text: str, name: str, quote: str, drawing: Drawing, rng: random.Random) -> dict[str, Any] | None:
    """The term with what code reads in the quote; one time in five with something swapped."""
    try:
        use = said_by(text, name, quote, drawing)
    except Unsaid:
        return None
    cells, numbers = [f"r{r + 1}c{c + 1}" for r, c in use.cells], list(use.numbers)
    if rng.random() < 0.2:
        numbers = [rng.randint(1, 9) for _ in numbers]
        rng.shuffle(cells)
    return {"term": name, "quote": quote, "cells": cells, "numbers": numbers}


def _split(lines: Sequence[str], rng: random.Random) -> dict[str, Any]:
    """A plan that forgets a part, or takes the puzzle for prose."""
    start, end = grid_lines(lines)
    puzzle = {"kind": "puzzle", "first_line": start + 1, "last_line": end, "wish": "", "about": []}
    words = {"kind": "open", "first_line": 0, "last_line": 0, "wish": "Say hello.", "about": []}
    return {"parts": rng.choice([[puzzle], [words], [puzzle, words], [words, puzzle]])}
