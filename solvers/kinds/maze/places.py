"""Where a text says start and goal are: coordinates in some convention, corners, labels at openings of the border."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

from solvers.base import Cell
from solvers.text.corners import ANY_CORNER, corner_of
from solvers.text.patterns import lazily

CONVENTIONS = ("rc0", "rc1", "xy0", "xy1")
"""(row, column) or (x, y), counted from 0 or from 1."""

_PAIR = r"[(\[<]\s*(?:\w\s*=\s*)?(\d{1,3})\s*[,;]\s*(?:\w\s*=\s*)?(\d{1,3})\s*[)\]>]"
_NAMED = r"row\s*(\d{1,3})\s*(?:,|and|/)?\s*col(?:umn)?\s*(\d{1,3})|\br(\d{1,3})c(\d{1,3})\b"
_START = r"(?:start\w*|begin\w*|origin\w*|entrance|entry|enter|source|from)"
_GOAL = r"(?:goal|end\w*|exit|finish|destination|target\w*|treasure)"
_FROM_TO = lazily(rf"\bfrom\b[^()\[\]\n]{{0,40}}?{_PAIR}[^()\[\]\n]{{0,40}}?\bto\b[^()\[\]\n]{{0,40}}?{_PAIR}", re.I)
_GAP = r"(?:(?!\b(?:start|begin|goal|end|exit|finish|destination|target|to)\b)[^\n]){0,70}?"
_AT_START = lazily(rf"\b{_START}\b{_GAP}{_PAIR}", re.I)
_AT_GOAL = lazily(rf"\b{_GOAL}\b{_GAP}{_PAIR}", re.I)
_TOKENS = lazily(rf"<ORIGIN_START>\s*{_PAIR}.{{0,40}}<TARGET_START>\s*{_PAIR}", re.S)
_NAMED_START = lazily(rf"\b{_START}\b{_GAP}(?:{_NAMED})", re.I)
_NAMED_GOAL = lazily(rf"\b(?:{_GOAL}|to)\b{_GAP}(?:{_NAMED})", re.I)
_BEGINS = lazily(
    r"(?<![^\W_])(?:start\w*|begin\w*|origin\w*|entrance|entr(?:y|er|a|e|o|ez|ons)|enter\w*|source|from|eingang|anfang|von|départ|entrée|du|depuis|"
    r"inicio|entrada|empieza\w*|empezando|comienz\w*|desde|partenza|entrata|ingresso|inizi\w*|dal?|início|começ\w*|ingang|van|вход\w*|старт\w*|начал\w*|от|"
    r"из|с|wejście|od|i am|you are)(?![^\W_])|起点|入口|从|從|スタート|開始",
    re.I,
)
_ENDS = lazily(
    r"(?<![^\W_])(?:goals?|end\w*|exit\w*|finish\w*|destination|target\w*|treasure|leave\w*|to|reach\w*|ziel\w*|ausgang|ende|nach|bis|zum?|hinaus|arrivée|sortie|sort\w*|"
    r"jusqu\w*|vers|meta|salida|sal\w*|fin|final|termin\w*|hasta|arrivo|uscita|esc\w*|traguardo|fino|fim|saída|chegada|até|uitgang|doel|eind\w*|naar|"
    r"выход\w*|финиш\w*|цель|конец|до|к|в|wyjście|cel|do|al?|à)(?![^\W_])|终点|終點|出口|到|ゴール|まで",
    re.I,
)
_SENTENCE = lazily(r"[^.!?\n。！？]+")
_XY = lazily(r"\(\s*x\s*,\s*y\s*\)|\(\s*col(?:umn)?\s*,\s*row\s*\)|\(\s*c\s*,\s*r\s*\)|\bx\s*=\s*\d", re.I)
_RC = lazily(
    r"\(\s*(?:row|r|i|y)\s*,\s*(?:col(?:umn)?|c|j|x)\s*\)|\[row\]\[col|row\s+\d+|"
    r"\brows?\s+and\s+columns?\s+(?:are|is)\s+(?:both\s+)?(?:counted|numbered|indexed)",
    re.I,
)
_ONE = lazily(
    r"\b(?:1|one)[- ](?:based|indexed)|\bind(?:ex(?:ed|ing|es)?|ices)\s+(?:\w+\s+){0,2}(?:at|from|with)\s+1\b|"
    r"\bcounted from (?:1|one)\b|(?:top|upper)[- ]left[^.\n;]{0,40}[(\[]\s*1\s*,\s*1\s*[)\]]|"
    r"[(\[]\s*1\s*,\s*1\s*[)\]]\s*(?:is|being|=|at|in)\s*(?:the\s+)?(?:top|upper)[- ]left",
    re.I,
)
_ZERO = lazily(
    r"\b(?:0|zero)[- ](?:based|indexed)|\bind(?:ex(?:ed|ing|es)?|ices)\s+(?:\w+\s+){0,2}(?:at|from|with)\s+0\b|"
    r"\bcounted from (?:0|zero)\b|(?:top|upper)[- ]left[^.\n;]{0,40}[(\[]\s*0\s*,\s*0\s*[)\]]|"
    r"[(\[]\s*0\s*,\s*0\s*[)\]]\s*(?:is|being|=|at|in)\s*(?:the\s+)?(?:top|upper)[- ]left",
    re.I,
)
_FLIPPED = lazily(
    r"(?:bottom|lower)[- ]left[^.\n;]{0,40}[(\[]\s*([01])\s*,\s*\1\s*[)\]]|"
    r"[(\[]\s*([01])\s*,\s*\2\s*[)\]]\s*(?:is|being|=|at|in)\s*(?:the\s+)?(?:bottom|lower)[- ]left",
    re.I,
)

Corner = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Places:
    """What the words say about both ends. Pairs are as written; `conventions` are those the words leave open."""

    starts: tuple[Cell, ...] = ()
    goals: tuple[Cell, ...] = ()
    start_corner: Corner | None = None
    goal_corner: Corner | None = None
    conventions: tuple[str, ...] = CONVENTIONS
    flipped: bool = False
    """The text counts rows from the bottom."""


def places(text: str) -> Places:
    """Read the sentences about start and goal."""
    starts: list[Cell] = []
    goals: list[Cell] = []
    named = False
    for match in _TOKENS.finditer(text) if "<ORIGIN_START>" in text else _FROM_TO.finditer(text):
        starts.append((int(match[1]), int(match[2])))
        goals.append((int(match[3]), int(match[4])))
    for pattern, found in ((_NAMED_START, starts), (_NAMED_GOAL, goals)):
        for match in pattern.finditer(text):
            numbers = [int(g) for g in match.groups() if g]
            found.append((numbers[0], numbers[1]))
            named = True
    if not starts or not goals:
        for pattern, found in ((_AT_START, starts), (_AT_GOAL, goals)):
            found.extend((int(m[1]), int(m[2])) for m in pattern.finditer(text))
    first, last = corners(text)
    allowed = [c for c in CONVENTIONS if not (named and c[:2] == "xy")]
    if _XY.search(text) and not _RC.search(text):
        allowed = [c for c in allowed if c[:2] == "xy"]
    elif _RC.search(text):
        allowed = [c for c in allowed if c[:2] == "rc"]
    one, zero = bool(_ONE.search(text)), bool(_ZERO.search(text))
    if one != zero:
        allowed = [c for c in allowed if c[2] == ("1" if one else "0")]
    return Places(
        tuple(dict.fromkeys(starts)),
        tuple(dict.fromkeys(goals)),
        first,
        last,
        tuple(allowed),
        _FLIPPED.search(text) is not None,
    )


def corners(text: str) -> tuple[Corner | None, Corner | None]:
    """The corners of start and goal: each belongs to the nearest word for an end in front of it (or, in languages that
    put it behind, after it) in its sentence."""
    first: Corner | None = None
    last: Corner | None = None
    for sentence in _SENTENCE.finditer(text):
        at = 0
        for match in ANY_CORNER.finditer(sentence.group()):
            lead = sentence.group()[max(at, match.start() - 50) : match.start()]
            begins = max((m.start() for m in _BEGINS.finditer(lead)), default=-1)
            ends = max((m.start() for m in _ENDS.finditer(lead)), default=-1)
            if begins < 0 and ends < 0:
                behind = sentence.group()[match.end() : match.end() + 3]
                begins = 0 if re.search(r"から|スタート", behind) else -1
                ends = 0 if re.search(r"まで|ゴール|へ", behind) else -1
            row, column = corner_of(match)
            corner = ("top" if row == 0 else "bottom", "left" if column == 0 else "right")
            if begins > ends and first is None:
                first = corner
            elif ends > begins and last is None:
                last = corner
            at = match.end()
    return first, last


def ends_at_corners(words: str) -> bool:
    """Whether a piece of a sentence says in which corner an end lies, and denies nothing."""
    return (
        any(corners(words))
        and re.search(r"\b(?:not|never|without|avoid\w*|nicht|ohne|pas|sans|no|sin|non|senza|не|без)\b|不", words)
        is None
    )


def to_cell(pair: Cell, convention: str) -> Cell:
    """A pair as the user wrote it -> (row, column) from 0."""
    base = int(convention[2])
    a, b = pair[0] - base, pair[1] - base
    return (a, b) if convention[:2] == "rc" else (b, a)


def from_cell(cell: Cell, convention: str) -> Cell:
    """(row, column) from 0 -> the pair in the user's convention."""
    base = int(convention[2])
    a, b = cell if convention[:2] == "rc" else (cell[1], cell[0])
    return (a + base, b + base)


def fitting(
    said: Places, allowed: set[Cell], start: Cell | None, goal: Cell | None
) -> list[tuple[Cell, Cell, frozenset[str]]]:
    """Every pair of ends that the coordinates in the text can mean, with the conventions under which they do.

    `allowed` are the cells an end may lie on; `start` and `goal` are those known already from the drawing.
    """
    found: dict[tuple[Cell, Cell], set[str]] = {}
    starts: Iterable[Cell] = said.starts
    goals: Iterable[Cell] = said.goals
    for convention in said.conventions:
        first = [to_cell(p, convention) for p in starts]
        last = [to_cell(p, convention) for p in goals]
        for a, b in product([start] if start else first, [goal] if goal else last):
            if a and b and a != b and a in allowed and b in allowed:
                found.setdefault((a, b), set()).add(convention)
    return [(a, b, frozenset(names)) for (a, b), names in found.items()]


def at_corner(corner: Corner, height: int, width: int, allowed: set[Cell]) -> Cell | None:
    """The cell in that corner; inside the border where the border itself is wall."""
    for inset in (0, 1):
        row = inset if corner[0] == "top" else height - 1 - inset
        col = inset if corner[1] == "left" else width - 1 - inset
        if (row, col) in allowed:
            return (row, col)
    return None


_LABEL = lazily(
    r"(?<![a-z])(?:(?P<start>start|entrance|entry|begin|enter|in)|(?P<goal>finish|exit|end|goal|out))(?![a-z])", re.I
)


def labels(lines: Iterable[tuple[int, str]]) -> list[tuple[str, int, int]]:
    """START and FINISH beside a drawing: (role, line number, middle column in that line)."""
    found: list[tuple[str, int, int]] = []
    for number, text in lines:
        if len(text) > 500:
            continue
        for match in _LABEL.finditer(text):
            found.append((str(match.lastgroup), number, (match.start() + match.end()) // 2))
    return found
