"""Cryptarithms: letters stand for different digits so that a sum (or difference) of words comes out.

Read as an equation on one line ("SEND + MORE = MONEY") or written under each other. Every column of digits is a rule of
its own, with a hidden carry; digits among the letters stand for themselves.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from solvers.base import BadPuzzle, Candidate, Form, Span
from solvers.hooks import Words
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Values
from solvers.rules.constraints import Different, Sum
from solvers.rules.kind import Assignment, RuleKind
from solvers.rules.rule import Rule
from solvers.text.plain import COMMON, PLACED, UNDONE
from solvers.text.source import Text
from solvers.text.terms import Terms

_WORD = r"[A-Za-z0-9]{1,12}"
_LINE = re.compile(
    rf"(?<![\w+=*/×÷^-])({_WORD}(?:\s*[+−–-]\s*{_WORD})*)\s*=\s*({_WORD}(?:\s*[+−–-]\s*{_WORD})*)(?![\w+*/×÷^=-])"
)
_UNDER = [
    re.compile(
        rf"^([ \t]*{word}[ \t]*\n(?:[ \t]*[+−–-]?[ \t]*{word}[ \t]*\n)+)[ \t]*[-–—_=]{{2,}}[ \t]*\n"
        rf"[ \t]*=?[ \t]*({word})[ \t]*$",
        re.M,
    )
    for word in (r"[A-Z0-9]{1,12}", r"[a-z0-9]{1,12}")
]
_TERM = re.compile(rf"([+−–-]?)\s*({_WORD})")
_GIVEN = re.compile(r"^[ \t]*\*?([A-Z])[ \t]*=[ \t]*(\d)(?:[ \t]*\(leading\))?[ \t]*$", re.M)
_TOLD = re.compile(
    r"(?<![\w=+−–*/-])(?<![+−–/-] )([A-Z])\s*(?:is|=|equals|stands for|represents|must be)\s*"
    r"(?:equal to\s*|the digit\s*)?(\d)(?!\w)"
)
_SHOWN = re.compile(
    r"(?:\be\.?g\.?|\blike|\bform(?:at)?|\bexample)\b[^.\n]{0,30}$|[\"`\[][^\"\]`\n]*$|A\s*=\s*1,[^\n]*$", re.I
)
_SUM = re.compile(r"(?<![\w+=*/-])[A-Z]{2,10}(?:\s*\+\s*[A-Z]{2,10})+\s*=\s*[A-Z]{2,11}(?![\w+*/=-])")
_SHORT = 450
_SOUGHT = re.compile(
    r"\b(?:solv\w*|solution|hint|crack|decode|digits?|letters?|stands?|value|figure|work (?:it|this) out|puzzle|"
    r"riddle|lös\w*|knack\w*|ziffer\w*|buchstab\w*|steht|rätsel|résou\w*|chiffres?|lettres?|vaut|resuel\w*|letras?|cifras?|vale|risolv\w*|"
    r"letter[ae]|resolv\w*|cijfers?|los|rozwiąż|liter\w*|cyfr\w*|реши\w*|букв\w*|цифр\w*)\b|解|字母|数字|文字",
    re.I,
)
"""What a sum of words is sent for."""
_ASKS = re.compile(r"[^.!?\n]*\?")
"""How a question goes on: "is G = 9?" tells no digit."""
_ASKED = re.compile(
    r"\b(?:replace|rewrite|write|substitute|decode|show)\b[^.\n]{0,40}\b(?:equation|sum|addition|numbers)\b"
    r"(?: (?:with|in|using) (?:the )?(?:digits|numbers))?",
    re.I,
)
_COMPARED = re.compile(
    r"(?<!\w)[A-Z] (?:is|are|must be|cannot be|can't be|isn't) (?:not|odd|even|greater|less|larger|smaller|prime|"
    r"more|twice|\d)[^.\n]*|(?<!\w)[A-Z]\s*(?:<|>|≠|!=|≤|≥)\s*\w[^.\n]*"
)
_STATE = re.compile(r"^ *[A-Z] = \?(?: \(leading\))?$|^Available digits: [\d, ]+|^Assigned: \d+/\d+|\"A=1[^\n]*", re.M)
_CLAIM = re.compile(r"(?<!\w)[\"']?([A-Za-z])[\"']?\s*[=:]\s*[\"']?(\d)(?!\d)")
_TIMES = re.compile(r"\b[A-Z]{2,}\s*[*×÷/^]\s*[A-Z\d]+\s*=|[A-Z]+\s*=\s*[A-Z]+\s*[*×÷/^]\s*[A-Z\d]+")
_ZERO = re.compile(
    r"leading (?:letters?|digits?|zeros?|zeroes)[^.\n]{0,30}\b(?:may|can|are allowed|is allowed)\b(?! ?not)", re.I
)
_BASE = re.compile(r"\bbase[- ](\d{1,2})\b|\b(hexadecimal|octal|binary)\b", re.I)
_CHANGED = re.compile(
    r"[^.\n]*\b(?:without|except|unless|never|not)\b[^.\n]{0,12}(?-i:\b[A-Z])\s*"
    r"(?:=|is|stands for)\s*\d[^.\n]*|"
    r"[^.\n]*\b(?:(?:different|two|several) letters (?:may|can) (?:represent|stand for|be|share)|modulo|"
    r"same digit for different|digits? (?:from )?(?:1|one) (?:to|through|-) (?:9|nine)|1-9|prime digits|"
    r"(?:only|using) the digits)\b[^.\n]*",
    re.I,
)

_PLAIN = (
    r"|cryptarithm(?:etic)?|crypto|math|alphametic|formula|equation|sums?|addition|subtraction|different|same|digits?|"
    r"stands?|assigned|assignments?|available|leading|zero|multi-digit|first|provide|gives?|enclosed?|double|brackets?|like|comma|separated|mapping|satisf(?:y|ies)|final|"
    r"output|quotes|letter|used|most|correct|may|nonzero|equals?|words?|[a-z]"
)


_ONE = re.compile(
    r"(?<![^\W_])(?:какую цифру|какая цифра|какое (?:число|значение)|чему|qu(?:el(?:le)?)? (?:chiffre|valeur)|"
    r"(?:qué|cuál) (?:cifra|dígito|número|valor)|(?:quale?|che) (?:cifra|numero|valore)|"
    r"(?:qual|que) (?:algarismo|dígito|número|valor)|welk (?:cijfer|getal)|jak(?:a|ą|ej) cyfr\w+|jaką wartość)"
    r"(?: (?:обозначает|означает|заменяет|скрывает|соответствует|равна|имеет|стоит за|représente|remplace|vaut|a|"
    r"correspond à|representa|sustituye|tiene|vale|corresponde a|rappresenta|sostituisce|ha|corrisponde a|tem|"
    r"staat voor|heeft|hoort bij|oznacza|odpowiada|ma))?"
    r"(?: (?:буквы|буква|букве|буквой|la lettre|la letra|la lettera|a letra|de letter|litera|literze|literę))?"
    r" (?P<letter>(?-i:[A-Z]))(?![^\W_])(?: (?:обозначает|равна|representa|représente|vaut|vale|tiene|staat))?"
    r"(?: (?:в|dans|en|in|no|na|nel|nella|em|w|del|de|della|do|da|van)"
    r"(?: (?:le|la|el|il|lo|o|a|de|het|ce|este|questo))? (?:l['’])?"
    r"(?:ребусе|задаче|криптограмме|примере|сумме|puzzle|rébus|somme|addition|suma|rompecabezas|criptograma|somma|"
    r"crittogramma|rebus|som|puzzel|soma|quebra-cabeças|zagadce|sumie))?"
    r"(?: (?:в|dans|en|in|nel|em|w|z))?\s*(?=[\0?:]|$)",
    re.I,
)
"""Which digit one letter is, in the languages whose questions are put together nowhere else."""


class Which(NamedTuple):
    """The digit of one letter is asked for."""

    letter: str

    @property
    def special(self) -> bool:
        return True

    def words(self) -> str:
        return f"which digit {self.letter} is"


class Look(NamedTuple):
    """Words that are added on the left and on the right, with their signs, and the base."""

    left: tuple[tuple[int, str], ...]
    right: tuple[tuple[int, str], ...]
    base: int = 10
    zero: bool = False
    """Whether a word may begin with 0."""


class Cryptarithm(RuleKind):
    name, title = "cryptarithm", "cryptarithm"
    tasks = ("crypto-math",)
    names = re.compile(
        r"cryptarithm|crypt-?arithmetic|alphametic|verbal arithmetic|crypto-?math|覆面算|字母算|算式谜|"
        r"\bletters?\b[^.\n]{0,40}\b(?:represents?|stands? for|is|are|replaced|corresponds? to)\b[^.\n]{0,30}"
        r"\b(?:digits?|numbers?)\b|\bdigits?\b[^.\n]{0,40}\breplaced (?:by|with) letters",
        re.I,
    )
    says = "Each letter stands for one digit, different letters for different digits, and no number begins with 0."
    forms = ("letters", "equation")
    sizes: ClassVar = {"easy": 3, "medium": 4, "hard": 5}

    terms = Terms(
        held=r"digits?|numbers?|values?|stands?|standing|represents?|mean|means|ziffern?|zahl(?:en)?|wert|bedeutet",
        cells=r"letters?|words?|buchstaben?|wort|wörter",
        words=True,
        numbers=True,
    )
    vocabulary = COMMON + _PLAIN
    denies = rf"{_CHANGED.pattern}|{UNDONE}|{PLACED}|\b[A-Z]\s*(?:is|=|equals?|stands for|represents)\s*\d"

    def told_numbers(self, puzzle: Problem) -> dict[str, str]:
        """No number begins with 0, but where the text allows it."""
        return {} if puzzle.look.zero else {"nozero": ""}

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        return frozenset({*"0123456789", "0-9", "10", *map(str, puzzle.board.clues.values())})

    def question(self, message: Words, candidate: Candidate[Problem]) -> Which | None:
        """What the reader has read is understood; and which digit one of its letters is."""
        for told in (_ASKED, _TOLD, _GIVEN, _STATE):
            message.take(told)
        match = _ONE.search(message.words)
        if match is None or candidate.puzzle is None or match["letter"] not in candidate.puzzle.board.shown:
            return None
        message.mark(*match.span())
        return Which(match["letter"])

    def said(self, question: Which, candidate: Candidate[Problem], answer: Values) -> str | bool:
        del candidate
        return str(answer[question.letter])

    def read(self, text: Text) -> list[Candidate[Problem]]:
        if not text.says(self.names) and not _bare(text.raw):
            return []
        found: list[Candidate[Problem]] = []
        given = {letter: int(digit) for letter, digit in _GIVEN.findall(text.raw) + _told(text.raw)}
        compared = next((m for m in _COMPARED.finditer(text.raw) if not _TOLD.match(m.group())), None)
        changed = _CHANGED.search(text.raw) or compared
        for match in _equations(text.raw):
            look = _look(text.raw, match)
            span = Span(*match.span())
            if look is None or any(c.span.start <= span.start < c.span.end for c in found):
                continue
            if changed:
                question = f'"{changed.group().strip()}" changes the rules of a cryptarithm; which rules hold?'
                found.append(self.unclear(question, span, "variant"))
                continue
            known = {letter: digit for letter, digit in given.items() if letter in _letters(look)}
            puzzle = _problem(look, known)
            if not any(c.puzzle == puzzle for c in found):
                found.append(self.found(puzzle, span, form="equation"))
        if len(found) > 1 and given:  # "Equation: AB + C = DE" shown again with the known digits put in
            found = [c for c in found if c.puzzle and not re.search(r"\d", _written(c.puzzle.look, {}))] or found
        times = None if found else _TIMES.search(text.raw)
        if times:
            found.append(self.unclear("Only sums and differences of words are read; is it one?", Span(*times.span())))
        return found

    def signs(self, puzzle: Problem, values: Values) -> list[list[str]]:
        return [[name, str(values.get(name, "?"))] for name in sorted(puzzle.board.shown)]

    def form(self, words: str, candidate: Candidate[Problem]) -> Form | None:
        del candidate
        return Form("equation") if _ASKED.search(words) and not re.search(r"A\s*=\s*1", words) else None

    def write(self, candidate: Candidate[Problem], answer: Values, form: Form) -> str:
        puzzle = candidate.puzzle
        assert puzzle is not None
        if form.name == "equation":
            return _written(puzzle.look, answer)
        return self.draw(puzzle, answer, form)

    def draw(self, puzzle: Problem, values: Values, form: Form) -> str:
        pairs = {name: values[name] for name in sorted(puzzle.board.shown)}
        if form.wrap == "json":
            return json.dumps(pairs)
        listed = ",".join(f"{name}={value}" for name, value in pairs.items())
        return f"[[{listed}]]" if form.wrap == "brackets" else listed

    def render(self, puzzle: Problem) -> str:
        known = "".join(f"\n{name} = {value}" for name, value in puzzle.board.given)
        return f"Cryptarithm: {_written(puzzle.look, {})}{known}"

    def solution_json(self, puzzle: Problem, answer: Values) -> dict[str, Any]:
        return {"values": {name: answer[name] for name in sorted(puzzle.board.shown)}}

    def read_answer(self, puzzle: Problem, text: str) -> Assignment:
        shown = set(puzzle.board.shown)
        claims = {letter.upper(): int(digit) for letter, digit in _CLAIM.findall(text)}
        values = {letter: digit for letter, digit in claims.items() if letter in shown}
        if not values:
            raise BadPuzzle(f"no {self.title} answer in {text[:40]!r}", hint="give the letters as A=1,B=2")
        return self.completed(puzzle, dict(values))

    def make(self, rng: random.Random, size: int) -> Problem | None:
        """Random words of up to ten letters; the sum of two numbers is spelled with them."""
        for _ in range(400):
            a, b = (rng.randrange(10 ** (size - 1), 10**size) for _ in range(2))
            digits = dict(zip("0123456789", rng.sample("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 10), strict=True))
            words = ["".join(digits[d] for d in str(number)) for number in (a, b, a + b)]
            problem = _problem(Look(((1, words[0]), (1, words[1])), ((1, words[2]),)), {})
            if len(problem.rules[0].cells) > size and generate.unique(problem):
                return problem
        return None


def _bare(text: str) -> bool:
    """Whether a short text that names no puzzle is one sum of words in capitals, and asks for nothing or its digits."""
    found = list(_SUM.finditer(text)) if len(text) < _SHORT else []
    if len(found) != 1:
        return False
    words = re.findall(r"[A-Z]+", found[0].group())
    letters, longest = set("".join(words)), max(len(word) for word in words[:-1])
    around = text[: found[0].start()] + " " + text[found[0].end() :]
    fits = 4 <= len(letters) <= 10 and len(words[-1]) in (longest, longest + 1)
    return fits and (_SOUGHT.search(around) is not None or re.search(r"\w", around) is None)


def _told(text: str) -> list[tuple[str, str]]:
    """Letters whose digit is told; not those of an example of how to answer."""
    matches = [
        match
        for match in _TOLD.finditer(text)
        if not _ASKS.match(text, match.end()) and not _SHOWN.search(text[max(0, match.start() - 80) : match.start()])
    ]
    return [(m[1], m[2]) for m in matches if m[1] + m[2] != "A1" or not re.match(r"\s*,\s*B\s*=\s*2", text[m.end() :])]


def _equations(text: str) -> list[re.Match[str]]:
    found = [match for pattern in (_LINE, *_UNDER) for match in pattern.finditer(text)]
    return sorted(found, key=lambda match: match.start())


def _look(text: str, match: re.Match[str]) -> Look | None:
    """The two sides of the equation; None for an equation that is not of letters."""
    sides = []
    for part in match.groups()[:2]:
        terms = _TERM.findall(part)
        minus = match.re in _UNDER and any(sign and sign != "+" for sign, _ in terms)
        if minus and len(terms) > 2 and any(not sign for sign, _ in terms[1:]):
            return None
        sides.append(tuple((-1 if sign and sign != "+" else 1, word.upper()) for sign, word in terms))
    words = [word for side in sides for _, word in side]
    cases = {c.isupper() for c in match.group() if c.isalpha()}
    if len(words) < 3 or len(cases) != 1 or sum(any(c.isalpha() for c in word) for word in words) < 2:
        return None
    base = _BASE.search(text)
    named = {"hexadecimal": 16, "octal": 8, "binary": 2}
    number = 10 if base is None else int(base[1]) if base[1] else named[base[2].lower()]
    return Look(sides[0], sides[1], number, _ZERO.search(text) is not None) if 2 <= number <= 36 else None


def _letters(look: Look) -> list[str]:
    return sorted({c for _, word in look.left + look.right for c in word if c.isalpha()})


def _written(look: Look, values: Mapping[str, Any]) -> str:
    """The equation, with the letters that have a value replaced."""
    sides = []
    for side in (look.left, look.right):
        said = ""
        for sign, word in side:
            joined = (" - " if sign < 0 else " + ") if said else "-" if sign < 0 else ""
            said += joined + "".join(str(values.get(c, c)) for c in word)
        sides.append(said)
    return " = ".join(sides)


def _problem(look: Look, given: Values) -> Problem:
    letters = _letters(look)
    terms = [*look.left, *((-sign, word) for sign, word in look.right)]
    first = {word[0] for _, word in terms if len(word) > 1}
    domains = {c: range(0 if look.zero or c not in first else 1, look.base) for c in letters}
    plus, minus = sum(sign > 0 for sign, _ in terms), sum(sign < 0 for sign, _ in terms)
    width = max(len(word) for _, word in terms)
    carries = {f"carry {k}": range(1 - max(minus, 1), max(plus, 1)) for k in range(1, width)}
    board = Board(tuple(letters), tuple(tuple(d) for d in domains.values()), tuple(given.items()))
    rules: list[Rule] = [Different(tuple(letters), label="different letters stand for different digits")]
    for k in range(width):
        weights: Counter[str] = Counter()
        constant = 0
        for sign, word in terms:
            digit = word[-1 - k] if k < len(word) else "0"
            if digit.isalpha():
                weights[digit] += sign
            else:
                constant += sign * int(digit)
        if k:
            weights[f"carry {k}"] += 1
        if k + 1 < width:
            weights[f"carry {k + 1}"] -= look.base
        kept = {name: weight for name, weight in weights.items() if weight} or {letters[0]: 0}
        label = f"column {k + 1} from the right adds up, with its carry"
        rules.append(Sum(tuple(kept), low=-constant, high=-constant, weights=tuple(kept.values()), label=label))
    return Problem(board.with_hidden({name: tuple(values) for name, values in carries.items()}), tuple(rules), look)


CRYPTARITHM = Cryptarithm()
