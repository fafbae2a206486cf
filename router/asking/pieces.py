"""Questions about what a board holds, from a kind's own words: "where do the stars go?", "is r1c2 shaded?", "how tall is r1c1?".

    piece(message, kind, candidate, shape, form)   ->  an ask, its clause taken; None where no clause is one whole

A clause is such a question only if each of its words is known: a thing of the kind's (`solvers.text.terms`), a place, a
number, or a word of the frame (`piece_words`). So a denial, an "or", a rule or a second wish leaves it alone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from router.asking import place_words
from router.asking.ask import Ask, Claim, Own, Solve, Value
from router.asking.message import Clause, Message
from router.asking.piece_words import EDGE, FRAMES, frame_words, pattern
from router.asking.places import Places, Shape, places
from solvers.base import Candidate, Form, Kind
from solvers.rules.board import cell, place
from solvers.text.patterns import lazily
from solvers.text.terms import NEVER, Terms

What = Literal["places", "whether", "which", "count", "row", "column", "value"]
Sense = Literal["marked", "open", "value"]
_TOKEN = lazily(r"[^\W_]+")
_NUMBER = lazily(r"(?<![^\W_])(?P<n>\d{1,3})(?:s|'s|er|en)?(?![^\W_])")
_WORDS = lazily(r"(?<![^\W_])[A-Z]{1,12}(?![^\W_])")
_POLITELY = lazily(r"^\W*(?:(?:please|bitte|and|now|just|can you|could you|kannst du)[\s,]+)*", re.I)
_DRAW = lazily(r"(?:draw|paint|sketch|colou?r|zeichne\w*|mal(?:e|en)?) (?:it|this|that|es|das)(?![^\W_])", re.I)
_IF = lazily(r"(?<![^\W_])(?:if|whether|ob)(?![^\W_])", re.I)
_AS_LIST = lazily(
    r"coordinat|koordinat|coordonn|coordenad|координат|坐标|座標|\blists?\b|\bliste\b|\btuples?\b|\bpairs?\b|[(\[]\s*(?:row|r|x)\s*,",
    re.I,
)
"""A form for cells, told beside the question which they are."""
_PRONOUNS = frozenset({"I", "A"})
"""Letters that are words of their own: they name a cell only where a word for letters stands before them."""


class Untellable(ValueError):
    """What was asked has no answer in this kind of puzzle; one clause that says why."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A question about the cells of a solution: which, how many or whether they hold something, or what they hold."""

    what: What
    sense: Sense = "marked"
    word: str = ""
    """What is held, in the user's word."""
    cells: tuple[str, ...] = ()
    """Of these cells; all of them where there is none."""
    where: str = ""
    """These cells in words."""
    grid: bool = True
    """Whether the cells lie in rows and columns."""

    @property
    def special(self) -> bool:
        return True

    def words(self) -> str:
        among = f" in {self.where}" if self.where else ""
        if self.what == "whether":
            return f"whether {self.where} is {self.word!r} in the solution"
        if self.what in ("value", "which"):
            return f"what {self.where} is in the solution"
        asked = {
            "places": "which cells are",
            "count": "how many cells are",
            "row": "which row holds",
            "column": "which column holds",
        }
        counted = ", rows from the top, columns from the left, counted from 1" if self.grid else ""
        return f"{asked[self.what]} {self.word!r}{among} in the solution{counted}"

    def answered(self, kind: Any, candidate: Candidate[Any], answer: Any) -> str | bool:
        """The answer, read from the proven solution."""
        held = _held(kind, candidate, answer)
        if self.what == "value":
            return "".join(str(held[name]) for name in self.cells)
        among = self.cells or tuple(held)
        right = [name for name in among if self._holds(kind, candidate, answer, held, name)]
        if self.what == "which":  # "black or white?"
            return self.word.split("/")[0 if right else 1]
        if self.what == "whether":
            return bool(right)
        if self.what == "count":
            return str(len(right))
        if self.what in ("row", "column"):
            numbers = sorted({spot[self.what == "column"] + 1 for name in right if (spot := place(name)) is not None})
            return ", ".join(map(str, numbers)) or "none"
        return ", ".join(right) or "none"

    def _holds(self, kind: Any, candidate: Candidate[Any], answer: Any, held: Mapping[str, Any], name: str) -> bool:
        if self.sense == "value":
            return str(held.get(name)) == self.word
        marked = name in {cell(*at) for at in kind.marked(candidate.puzzle, answer)}
        if self.sense == "marked" and name not in held:
            return False
        if name not in held:
            raise Untellable(f"{name} is no cell to be filled")
        if kind.terms.unsure is not None and held[name] == kind.terms.unsure:
            raise Untellable(f"{name} may be either: what is shown fits both")
        return marked if self.sense == "marked" else not marked


def _held(kind: Any, candidate: Candidate[Any], answer: Any) -> dict[str, Any]:
    """Cell -> value of a solution."""
    if isinstance(answer, Mapping):
        shown = getattr(getattr(candidate.puzzle, "board", None), "shown", tuple(answer))
        return {name: answer[name] for name in shown if name in answer}
    rows = kind.signs_of(candidate, answer)
    return {cell(r, c): sign for r, row in enumerate(rows) for c, sign in enumerate(row)}


def piece(
    message: Message, kind: Kind[Any, Any], candidate: Candidate[Any], shape: Shape | None, form: Form
) -> Ask | None:
    """The one question of this sort in a letter, its words taken; None where there is none, or more than one."""
    if not message.is_letter or candidate.puzzle is None:
        return None
    found = []
    for clause in message.clauses():
        said, names = message.words[clause.start : clause.end], _names(candidate)
        outside = message.words[: clause.start] + " " + message.words[clause.end :]
        listed = form.name == "coordinates" and _AS_LIST.search(outside) is not None
        tried = (_Clause(said, kind.terms, shape, names, frozenset({code}), listed=listed).ask(form) for code in FRAMES)
        ask = next((one for one in tried if one is not None), None)
        if ask is not None and _same_base(message, clause):
            found.append((clause, ask))
    if len(found) != 1:
        return None
    clause, asked = found[0]
    quoted = message.quote(clause)
    message.settle(clause.start, clause.end)
    if kind.question(message, candidate) is not None:  # what the kind says besides is read, another question is not
        message.unanswered.append(quoted)
    return asked


def _same_base(message: Message, clause: Clause) -> bool:
    """Whether nothing outside the clause says what its indices count from."""
    outside = message.words[: clause.start] + " " + message.words[clause.end :]
    return not any(said.search(outside) for said in (place_words.ZERO, place_words.COLUMN_FIRST))


def _names(candidate: Candidate[Any]) -> tuple[str, ...]:
    """The cells of a board that is no grid."""
    board = getattr(candidate.puzzle, "board", None)
    return () if board is None or board.shape is not None else tuple(board.shown)


class _Clause:
    """One clause, its known words blanked out one after the other."""

    def __init__(
        self,
        said: str,
        terms: Terms,
        shape: Shape | None,
        names: tuple[str, ...],
        codes: frozenset[str],
        *,
        listed: bool = False,
    ) -> None:
        self.said, self.left, self.terms, self.codes = said, said, terms, codes
        self.shape, self.names, self.listed = shape, names, listed

    def ask(self, form: Form) -> Ask | None:
        whole = self.blank(EDGE.format(self.terms.whole))
        chosen = places(self.left, self.shape) if self.shape is not None else None
        if chosen is not None and (chosen.but or place_words.REVERSED.search(self.said)):
            return None
        which = pattern("which", self.codes).pattern
        columns = self.blank(_spaced(which, pattern("column", self.codes).pattern)) is not None
        rows = self.blank(_spaced(which, pattern("row", self.codes).pattern)) is not None
        for start, end in chosen.spans if chosen is not None else ():
            self.left = self.left[:start] + " " * (end - start) + self.left[end:]
        many = self.blank(pattern("many", self.codes).pattern) is not None
        own_cells = self.blank(_spaced(which, EDGE.format(self.terms.cells))) is not None
        of_cells = self.blank(_spaced(which, pattern("cells", self.codes).pattern)) is not None or own_cells
        every = self.blank(_spaced(pattern("every", self.codes).pattern, EDGE.format(self.terms.cells))) is not None
        named = self._named()
        held = self.blank(EDGE.format(self.terms.held)) is not None
        where = self.blank(pattern("where", self.codes).pattern) is not None
        marked, opened = self.blank(EDGE.format(self.terms.marked)), self.blank(EDGE.format(self.terms.open))
        self.blank(EDGE.format(self.terms.cells))
        number = self._number()
        asks = self._whether()
        given = self.blank(_IF.pattern) is not None
        if marked and opened:
            return self._both(form, chosen, marked, opened, asks=asks)
        ordered = self.blank(pattern("orders", self.codes).pattern) is not None
        ordered = ordered or pattern("orders", self.codes).match(_POLITELY.sub("", self.said)) is not None
        if any(word.lower() not in frame_words(self.codes) for word in _TOKEN.findall(self.left.replace("'s", " "))):
            return None
        things = [thing for thing in (marked, opened, number) if thing is not None]
        if len(things) > 1 or (rows and columns):
            return None
        sense: Sense = "marked" if marked else "open" if opened else "value"
        word = things[0] if things else ""
        if not things:
            if given or many or rows or columns:
                return None
            return self._without(
                form, chosen, named, held=held, whole=whole is not None, ordered=ordered, every=every or own_cells
            )
        if whole is not None or (held and not (asks or number)):
            return None
        cells, said = _within(chosen, named, self._called)
        if sum((many, rows, columns, where or of_cells, given)) > 1:  # "where, if ..." is about another board
            return None
        if many:  # numbers may be counted in the puzzle as given, too
            return None if sense == "value" or len(cells) == 1 else self._own(form, "count", sense, word, cells, said)
        if rows or columns:
            if not cells:  # "which rows are filled": as a whole?
                return None
            return self._own(form, "row" if rows else "column", sense, word, cells, said)
        if where or of_cells:
            if sense == "marked" and not cells:  # the drawing shows where
                return Solve(form if where or self.listed else replace(form, name=""))
            return self._own(form, "places", sense, word, cells, said) if len(cells) != 1 else None
        if asks and len(cells) == 1 and number is not None and chosen is not None and self.shape is not None:
            return Claim(form, "value", chosen.groups[0][0], number)
        if asks and len(cells) == 1:
            return self._own(form, "whether", sense, word, cells, said)
        return Solve(form) if ordered and marked and not cells else None

    def _both(self, form: Form, chosen: Places | None, marked: str, opened: str, *, asks: bool) -> Ask | None:
        """What names both sorts of cells: "is r1c1 black or white?", "fill the grid with zeros and ones"."""
        either = self.blank(EDGE.format("or|oder")) is not None
        ordered = self.blank(pattern("orders", self.codes).pattern) is not None
        both = not either and self.blank(EDGE.format("and|und|with|mit")) is not None
        if any(word.lower() not in frame_words(self.codes) for word in _TOKEN.findall(self.left)):
            return None
        cells, said = _within(chosen, None, "")
        if either and asks and len(cells) == 1:
            return self._own(form, "which", "marked", f"{marked}/{opened}", cells, said)
        return Solve(form) if both and ordered and not cells else None

    def _without(
        self,
        form: Form,
        chosen: Places | None,
        named: tuple[str, ...] | None,
        *,
        held: bool,
        whole: bool,
        ordered: bool,
        every: bool,
    ) -> Ask | None:
        """A question that names no thing: what a cell holds, or the board as a whole."""
        whether = self._whether()
        if chosen is not None:
            return Value(form, chosen.groups, False, chosen.said) if held and not whether else None
        if named is not None:
            if whether or (len(named) > 1 and not self._spelt):
                return None
            return self._own(form, "value", "value", "", named, self._spelt or self._called)
        lead = pattern("which", self.codes).match(self.said.lstrip())
        asked = ordered or lead is not None or re.search(r"[?？]\s*$", self.said) is not None
        if whole and asked and not held:
            return Solve(form)
        drawn = _DRAW.match(_POLITELY.sub("", self.said)) is not None and {NEVER} != {
            self.terms.marked,
            self.terms.whole,
        }
        if drawn and not held and not every and not whether:  # "draw it please"
            return Solve(form)
        plural = held or every or re.search(EDGE.format(self.terms.cells), self.said, re.I) is not None
        return Solve(form) if plural and asked and self.names and not whether else None

    def _whether(self) -> bool:
        """Whether it is a yes-or-no question."""
        said = self.said.lstrip(" \"'¿")
        return pattern("whether", self.codes).match(said) is not None or _IF.search(said) is not None

    def _own(self, form: Form, what: What, sense: Sense, word: str, cells: tuple[str, ...], where: str) -> Own:
        return Own(form, Piece(what, sense, word, cells, where, grid=not self.names))

    _spelt = ""
    """The word whose letters are asked for."""
    _called = ""
    """How the cells are called in the text."""

    def _named(self) -> tuple[str, ...] | None:
        """The cells that are named, of a board that is no grid; the letters of a word where it is one of letters."""
        found: list[str] = []
        cells = self.terms.cells
        for name in sorted(self.names, key=len, reverse=True):
            bare = (len(name) > 1 and not name.isdigit()) or (self.terms.words and name not in _PRONOUNS)
            lead = rf"(?:(?:{cells}) (?:number |no\.? |nr\.? )?)" + ("?" if bare else "")
            match = re.search(rf"(?<![^\W_])(?i:{lead})[\"'`]?{re.escape(name)}[\"'`]?(?![^\W_])", self.left)
            if match is not None:
                self.left = self.left[: match.start()] + " " * len(match.group()) + self.left[match.end() :]
                found.append(name)
                self._called += (", " if self._called else "") + " ".join(match.group().split())
        if self.terms.words and not found:
            spelt = [m for m in _WORDS.finditer(self.left) if len(m.group()) > 1 and set(m.group()) <= set(self.names)]
            if len(spelt) == 1:
                self._spelt = spelt[0].group()
                self.left = self.left[: spelt[0].start()] + " " * len(self._spelt) + self.left[spelt[0].end() :]
                return tuple(self._spelt)
        return tuple(found) or None

    def _number(self) -> str | None:
        """A number that stands by itself, where the kind's cells hold numbers."""
        if not self.terms.numbers:
            return None
        found = list(_NUMBER.finditer(self.left))
        if len(found) != 1:
            return None
        self.left = self.left[: found[0].start()] + " " * len(found[0].group()) + self.left[found[0].end() :]
        return found[0]["n"]

    def blank(self, words: str) -> str | None:
        """Every match of some words blanked out; the first of them."""
        if NEVER in words:
            return None
        found = list(re.finditer(words, self.left, re.I))
        for match in found:
            self.left = self.left[: match.start()] + " " * len(match.group()) + self.left[match.end() :]
        return found[0].group().lower() if found else None


def _spaced(first: str, second: str) -> str:
    return rf"{first} {second}"


def _within(chosen: Places | None, named: tuple[str, ...] | None, called: str) -> tuple[tuple[str, ...], str]:
    """The cells among which something is asked for, and how they are called."""
    if chosen is not None:
        return tuple(cell(*at) for group in chosen.groups for at in group), chosen.said
    return (named, called) if named is not None else ((), "")
