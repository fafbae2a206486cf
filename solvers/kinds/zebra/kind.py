"""Zebra puzzles (Einstein's riddle): people in a row of houses, lists of what they are and have, and clues.

Each value of a list is a cell that holds the number of its house. A clue that is not understood whole is asked about.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from solvers.base import BadPuzzle, Candidate, Form, Span
from solvers.hooks import Words
from solvers.kinds.zebra import making, prose, prose_asks, riddle, telling
from solvers.kinds.zebra.asks import Ask, asked
from solvers.kinds.zebra.clues import Ambiguous, Unread, rule
from solvers.kinds.zebra.setting import Setting, mentions, setting, tokens
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Values
from solvers.rules.constraints import Different
from solvers.rules.kind import Assignment, RuleKind
from solvers.rules.rule import Rule
from solvers.text.plain import COMMON
from solvers.text.source import Text

_CLUE = re.compile(r"^[ \t]*(?:(?P<number>\d{1,3})[.):][ \t]+|[-*•][ \t]+)(?P<said>[^\n]+)$", re.M)
_VARIANT = re.compile(
    r"[^.\n]*\b(?:right to left|1 (?:is )?on the right|in a circle|circular|round table|ring of|liars?|lies|"
    r"clues? (?:is|may be|are) (?:false|wrong)|(?:no|two|more than one) (?:people|persons?) (?:live|in))\b[^.\n]*",
    re.I,
)
_INTRO = re.compile(
    r"(?:this is a logic puzzle|there are \w+ (?:\w+ )?houses\b[^.]*|"
    r"each (?:of them )?(?:house )?(?:has|is)\b[^.]*\b(?:different|unique)\b[^.]*|"
    r"they have different characteristics|(?:##? ?)?clues?)\s*[.:]?\s*",
    re.I,
)
_ONLY_NAME = re.compile(
    r"(?:provide|give|answer with|return|output) only the \w+(?: of the person)?(?: as your (?:final )?answer)?",
    re.I,
)
_TABLE = re.compile(
    r"\b(?:give|show|tell|list|print|write)\b(?: me)? (?:the|a) (?:full |complete |whole )?(?:table|assignment)\b|"
    r"\bwho (?:lives|sits|is|stays) where\b"
    r"(?: and (?:what|who) (?:do|does) (?:they|each(?: of them)?|everyone) (?:drink|have|own|eat|play|like|do)\b)?",
    re.I,
)
_ROW_OF_HOUSES = re.compile(
    r"\bthere are (?P<n>\d) houses(?: in a row)?,? (?:which are |that are )?numbered (?:from )?1 "
    r"(?:to|through) (?P<last>\d)(?:,? from left to right)?",
    re.I,
)
_QUESTION = re.compile(r"[^.?!\n]*\?+")
_SENTENCE = re.compile(r"[^.?!\n]+[.?!]*")
_POLITE = re.compile(r"\b(?:thanks?|thank you|regards|cheers|dear|hi|hello|hey|love|best)\b", re.I)


class Zebra(RuleKind):
    name, title = "zebra", "zebra puzzle"
    tasks = ("zebra_puzzles",)
    names = re.compile(r"zebra|einstein|\bhouses\b", re.I)
    says = "Every house has one value of each list, and all clues hold."
    forms = ("table", "asked")
    sizes: ClassVar[Mapping[str, int]] = {"easy": 3, "medium": 4, "hard": 5}
    made = range(2, making.MOST + 1)

    def read(self, text: Text) -> list[Candidate[Problem]]:
        return self._listed(text) or self._in_prose(text)

    def _in_prose(self, text: Text) -> list[Candidate[Problem]]:
        """A puzzle whose people and things stand in sentences."""
        found = riddle.told(text.raw) or prose.told(text.raw)
        if found is None:
            return []
        span = Span(found.setting.start, found.setting.end)
        lists = replace(found.setting, told=text.raw[span.start : span.end])
        candidate = self.found(_problem(lists, found.rules), span, form="prose")
        asks = {
            ask
            for m in _QUESTION.finditer(text.raw)
            if (ask := _asked(m.group(), lists)) not in (None, prose_asks.WHOLE)
        }
        return [candidate if len(asks) != 1 else self._asking(candidate, asks.pop())]

    def _listed(self, text: Text) -> list[Candidate[Problem]]:
        if not text.says(self.names):
            return []
        raw = text.raw
        lists = setting(raw)
        if lists is None:
            return []
        clues = _clues(raw, lists.end)
        if not clues:
            return []
        span = Span(_start(raw, lists.start), clues[-1].end())
        if changed := _VARIANT.search(raw):
            question = f'This is not the plain rule: "{changed.group().strip()}". What does it change?'
            return [self.unclear(question, span, "variant")]
        rules = []
        for clue in clues:
            for said in re.split(r"(?<=[.!])\s+(?=[A-Z])", clue["said"].strip()):
                try:
                    rules.append(rule(said, lists))
                except Ambiguous:
                    return [
                        self.unclear(f'Does "{said}" mean right beside it, or anywhere on that side?', span, "clue")
                    ]
                except Unread:
                    return [self.unclear(f'What does the clue "{said}" say, in other words?', span, "clue")]
        more = _clue_apart(raw, span, lists)
        if more:
            return [self.unclear(f'Is "{more}" another clue? Please put it among the others.', span, "clue")]
        found = self.found(_problem(lists, rules), span, form="clues")
        asks = [ask for m in _QUESTION.finditer(raw[span.end :]) if (ask := asked(m.group(), lists)) is not None]
        return [found if len(asks) != 1 else self._asking(found, asks[0])]

    def _asking(self, found: Candidate[Problem], ask: Ask) -> Candidate[Problem]:
        return replace(found, look=ask)

    def form(self, words: str, candidate: Candidate[Problem]) -> Form | None:
        del words
        return Form("asked") if isinstance(candidate.look, Ask) else None

    vocabulary = COMMON + r"|houses?|persons?|people|different|characteristics|attributes?|table|full|assignment|lives?"
    denies = rf"{_VARIANT.pattern}|\bempty\b|\bhouses? (?:\d+ )?(?:is|are|has|have|contains?)\b"

    def worded(self, text: str, puzzle: Problem) -> str:
        """ "drink: tea = 1" is "the drink tea is in house 1"; "name: Alice" is "Alice"."""
        if puzzle.look.told and puzzle.look.sort != "riddle":
            return telling.worded(text, puzzle.look)
        for attribute in puzzle.look.attributes:
            for value in attribute.values:
                who = value if attribute.key == "name" else f"the {attribute.key} {value}"
                cell = re.escape(attribute.cell(value))
                text = re.sub(rf"{cell} = (\d+)", rf"{who} is in house \1", text)
                text = re.sub(rf"(?<!\w){cell}(?!\w)", who, text)
        return text[:1].upper() + text[1:]

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        return frozenset({"1", str(puzzle.look.houses), str(len(puzzle.look.attributes))})

    def question(self, message: Words, candidate: Candidate[Problem]) -> Ask | None:
        """The one question that `read` understood."""
        ask = candidate.look
        if candidate.puzzle is not None:
            lists = candidate.puzzle.look
            for match in _ROW_OF_HOUSES.finditer(message.words):
                if {match["n"], match["last"]} == {str(lists.houses)}:
                    message.mark(*match.span())
            plain = {
                one for match in _QUESTION.finditer(message.words) if (one := _asked(match.group(), lists)) is not None
            }
            if plain == {prose_asks.WHOLE}:
                for match in _QUESTION.finditer(message.words):
                    if _asked(match.group(), lists) is not None:
                        message.mark(*match.span())
                return None
            if len(plain) == 1:  # before the clues, behind them, or after the puzzle was answered
                ask = next(iter(plain))
        if isinstance(ask, Ask) and candidate.puzzle is not None:
            for match in _QUESTION.finditer(message.words):
                if _asked(match.group(), candidate.puzzle.look) == ask:
                    message.mark(*match.span())
            message.take(_ONLY_NAME)
        else:
            message.take(_TABLE)
        return ask if isinstance(ask, Ask) else None

    def said(self, question: Ask, candidate: Candidate[Problem], answer: Values) -> str | bool:
        if question.whether:
            return bool(answer[question.cell] == (question.house or answer[question.other]))
        return self.write(replace(candidate, look=question), answer, Form("asked"))

    # ------------------------------------------------------------------ telling

    def write(self, candidate: Candidate[Problem], answer: Values, form: Form) -> str:
        assert candidate.puzzle is not None
        ask = candidate.look
        if form.name == "asked" and isinstance(ask, Ask):
            where = ask.house or answer[ask.cell]
            if ask.attribute is None:
                return str(where)
            held = [n for n, v in answer.items() if v == where and n.startswith(f"{ask.attribute}: ")]
            return held[0].removeprefix(f"{ask.attribute}: ")
        table = self._table(candidate.puzzle, answer)
        if candidate.puzzle.look.told and candidate.puzzle.look.sort != "riddle" and form.wrap != "json":
            return telling.table(candidate.puzzle.look, table)
        if form.wrap == "json":
            return json.dumps({str(n): dict(cell.split(": ", 1) for cell in cells) for n, cells in table.items()})
        return "\n".join(f"House {n}: {'; '.join(cells)}" for n, cells in table.items())

    def _table(self, puzzle: Problem, answer: Values) -> dict[int, list[str]]:
        houses = range(1, puzzle.look.houses + 1)
        return {n: [cell for cell in puzzle.board.cells if answer.get(cell) == n] for n in houses}

    def read_answer(self, puzzle: Problem, text: str) -> Assignment:
        """The table that `write` gives, or a receipt's JSON."""
        found = self._from_json(puzzle, text) or (
            telling.read_table(puzzle.look, text) if puzzle.look.sort != "houses" else {}
        )
        for number, cells in re.findall(r"^House (\d+): (.+)$", text, re.M):
            found |= {cell.strip(): int(number) for cell in cells.split(";")}
        if not found:
            raise BadPuzzle(
                f"no table of houses in {text[:40]!r}", hint="give lines like 'House 1: name: Bob; pet: cat'"
            )
        return found

    def render(self, puzzle: Problem) -> str:
        lists: Setting = puzzle.look
        if lists.told:
            return lists.told
        written = [f" - {attribute.key}: {', '.join(attribute.values)}" for attribute in lists.attributes]
        said = [making.sentence(each) for each in puzzle.rules[len(lists.attributes) :]]
        head = f"There are {lists.houses} houses (numbered 1 on the left, {lists.houses} on the right)."
        return "\n".join([head, *written, "", *(f"{i}. {each}" for i, each in enumerate(said, 1))])

    # ------------------------------------------------------------------ making

    def make(self, rng: random.Random, size: int) -> Problem | None:
        """True clues of every sort, then only as many as are needed."""
        lists, at = making.draw(rng, size)
        true = list(dict.fromkeys(clue for _ in range(25 * size) if (clue := making.true(at, rng)) is not None))
        count = 2 * size
        while not generate.unique(full := _problem(lists, true[:count])):
            if count >= len(true):
                return None
            count += size
        return generate.thin_rules(full, rng, range(len(lists.attributes), len(full.rules)))


def _problem(lists: Setting, clues: Sequence[Rule]) -> Problem:
    cells = [tuple(a.cell(v) for v in a.values) for a in lists.attributes]
    flat = tuple(name for row in cells for name in row)
    own = {name: n for n, name in enumerate(cells[0], 1)} if lists.sort == "people" else {}
    board = Board(flat, (tuple(range(1, lists.houses + 1)),) * len(flat), tuple(own.items()))
    apart = (
        Different(row, label=f"each {a.key} has a house of its own")
        for row, a in zip(cells, lists.attributes, strict=True)
    )
    return Problem(board, (*apart, *clues), lists)


def _asked(question: str, lists: Setting) -> Ask | None:
    """What a question asks for, in the words of lists or of prose."""
    if lists.sort == "riddle":
        return riddle.asked(question, lists)
    return prose_asks.asked(question, lists) if lists.told else asked(question, lists)


def _clues(raw: str, start: int) -> list[re.Match[str]]:
    """The numbered lines after the lists, counted from 1 without a gap; else the lines with a dash."""
    found = list(_CLUE.finditer(raw, start))
    numbered = [match for match in found if match["number"]]
    if numbered:
        return numbered if [int(m["number"]) for m in numbered] == list(range(1, len(numbered) + 1)) else []
    return found


def _clue_apart(raw: str, span: Span, lists: Setting) -> str | None:
    """A sentence around the puzzle that tells something of the values in it, as only a clue does."""
    for text, least in ((raw[: span.start], 2), (raw[span.end :], 1)):
        for match in _SENTENCE.finditer(text):
            said = match.group().strip()
            words = tokens(said)
            if said.endswith("?") or len(words) < 3 or _POLITE.search(said):
                continue
            if len({one.value for one in mentions(words, lists.attributes) or ()}) >= least:
                return said
    return None


def _start(raw: str, start: int) -> int:
    """Where the puzzle begins: the line that introduces the houses belongs to it if it says nothing else."""
    at = raw.rfind("\n", 0, max(0, start - 1)) + 1
    line = raw[at:start].strip() if raw[at:start].strip() else ""
    plain = all(_INTRO.fullmatch(said.strip()) for said in re.split(r"(?<=[.:])\s+", line) if said.strip())
    return at if line and plain else start


ZEBRA = Zebra()
