"""The answer as text, exactly in the form and wrapping that was asked for."""

from __future__ import annotations

import json
import re
from typing import Any

from router.types import Reading
from solvers.base import Puzzle

_NO_PATH = re.compile(
    r"\b(?:no|not|impossible|cannot|can't|unreachable|unsolvable|infeasible|without)\b[^\n]{0,70}?"
    r"\b(?:write|output|return|say|print|answer|respond|reply|state|give|put)\b(?: (?:with|directly|only|simply|"
    r"just|back|the (?:word|string|number|value|phrase)))*\s*:?\s*"
    r"(?:```)?\s*(?:\"(?P<a>[^\"\n]{1,60})\"|'(?P<b>[^'\n]{1,60})'|`(?P<c>[^`\n]{1,60})`|(?P<d>-1|None|null|false|"
    r"IMPOSSIBLE|UNSOLVABLE|NO|infeasible|impossible|\[\])(?![\w-]))",
    re.I,
)
"""What the text wants to read where there is no way: 'If there is no path, write "infeasible"'."""

_YES_NO = {
    "de": (re.compile(r"\b(?:ist|gibt|kann|lösbar|eine|der|das)\b", re.I), "ja", "nein"),
    "fr": (re.compile(r"\b(?:est|ce|une|le|y a|chemin)\b", re.I), "oui", "non"),
    "es": (re.compile(r"¿|\b(?:tiene|hay|es|una|el|se puede)\b", re.I), "sí", "no"),
    "it": (re.compile(r"\b(?:è|c'è|esiste|una|il|questo)\b", re.I), "sì", "no"),
    "pt": (re.compile(r"\b(?:é|há|tem|uma|este|existe)\b", re.I), "sim", "não"),
    "nl": (re.compile(r"\b(?:is er|een|deze|dit|oplosbaar)\b", re.I), "ja", "nee"),
    "ru": (re.compile(r"[а-яё]{2}", re.I), "да", "нет"),
    "ja": (re.compile(r"[ぁ-んァ-ン]"), "はい", "いいえ"),
    "zh": (re.compile(r"[一-鿿]"), "是", "否"),
}
_QUESTION = re.compile(r"[^.!?。？！\n]*[?？吗嗎か][^\n]{0,3}")
_ENGLISH = re.compile(r"\b(?:is|are|does|do|can|could|the|this|there|solvable|whether|yes)\b", re.I)


def _language(text: str) -> str:
    """The language of the yes-or-no question, "en" unless the words clearly say another."""
    asked = " ".join(_QUESTION.findall(text)[:6]) or text[:2000]
    for code in ("ja", "zh", "ru"):
        if _YES_NO[code][0].search(asked):
            return code
    if _ENGLISH.search(asked):
        return "en"
    scores = {code: len({m.group().lower() for m in words.finditer(asked)}) for code, (words, _, _) in _YES_NO.items()}
    best = max(scores, key=lambda code: scores[code])
    return best if scores[best] >= 1 else "en"


def yes_no(value: bool, found: Reading, text: str) -> str:
    """Yes or no in the language of the question."""
    grid = found.candidate
    words = text[: grid.span.start] + "\n" + text[grid.span.end :] if grid is not None else text
    code = _language(words)
    said = ("yes", "no") if code == "en" else _YES_NO[code][1:]
    return wrapped(str(said[0] if value else said[1]), found.wrap)


def infeasible(found: Reading, text: str) -> str:
    """ "There is no path" in the words that the text asks for."""
    from solvers.kinds.maze.answer import written_no_path

    if found.wanted == "yes_no":
        return yes_no(False, found, text)
    notation = found.candidate.notation if found.candidate is not None else {}
    asked = None if "no_path" in notation else _NO_PATH.search(text)
    named = next((group for group in asked.groups() if group), None) if asked else None
    return wrapped(named, found.wrap) if named else written_no_path(found.wanted, notation)


def render(kind: Puzzle[Any, Any], puzzle: Any, answer: Any, found: Reading, text: str) -> str:
    """The proven answer as asked. A maze's notation knows its own wrapping; the rest is wrapped here."""
    notation = found.candidate.notation if found.candidate is not None else {}
    if found.wanted == "yes_no":
        return yes_no(True, found, text)
    if kind.name == "sudoku" and found.wanted == "grid" and found.wrap in ("json", "brackets"):
        return kind.render_answer(puzzle, answer, found.wrap, notation)
    if kind.name == "maze" and found.wrap == "json" and found.wanted in ("coordinates", "moves", "directions"):
        return _maze_json(kind, puzzle, answer, found, notation)
    if found.wanted.startswith("cells:"):
        names = found.wanted.removeprefix("cells:").split(",")
        said = [f"{name}={kind.render_answer(puzzle, answer, f'cell:{name}', notation)}" for name in names]
        return wrapped(", ".join(said), found.wrap)
    written = kind.render_answer(puzzle, answer, found.wanted, notation)
    return written if "before" in notation and found.wanted not in ("grid", "path") else wrapped(written, found.wrap)


def _maze_json(kind: Puzzle[Any, Any], puzzle: Any, answer: Any, found: Reading, notation: Any) -> str:
    written = kind.render_answer(puzzle, answer, found.wanted, notation)
    if written[:1] in "[{":
        return written
    if found.wanted == "coordinates":
        pairs = re.findall(r"\(?\s*(\d+)\s*,\s*(\d+)\s*\)?", written)
        return json.dumps([[int(a), int(b)] for a, b in pairs])
    words = re.findall(r"[^\s,;>\-]+", written)
    return json.dumps(words if len(words) > 1 else list(written))


def wrapped(answer: str, wrap: str) -> str:
    """`answer` in tags, a box or a code block."""
    if wrap.startswith("tag:"):
        tag = wrap.removeprefix("tag:")
        return f"<{tag}>\n{answer}\n</{tag}>" if "\n" in answer else f"<{tag}>{answer}</{tag}>"
    if wrap == "boxed" and "\n" not in answer:
        return f"\\boxed{{{answer}}}"
    if wrap == "fence":
        return f"```\n{answer}\n```"
    return answer
