"""Colouring of graphs and maps: neighbours never share a colour, some may have theirs. Any such colouring is right.

The graph is read from edges ("(0, 7)", "A-B"), lines of neighbours ("1: 2, 3", "Peru: Chile, Brazil") or sentences
("Peru borders Chile and Brazil"); the colours from their names or their number.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterable
from typing import ClassVar

from solvers.base import BadPuzzle, Candidate, Form, Span, Traits
from solvers.hooks import Words
from solvers.rules import generate
from solvers.rules.board import Board, Problem, Value, Values
from solvers.rules.constraints import Different
from solvers.rules.kind import Assignment, RuleKind
from solvers.text.graphs import NAME, Graph, graph, split
from solvers.text.numbers import NUMBER, number
from solvers.text.plain import COMMON, UNDONE, without_no
from solvers.text.source import Text
from solvers.text.terms import Terms

_HUES = (
    "red|green|blue|yellow|orange|purple|black|white|pink|brown|cyan|magenta|gr[ae]y|violet|teal|rot|grün|blau|gelb|"
    "rouge|vert|bleu|jaune|rojo|verde|azul|amarillo"
)
_COLOURS = re.compile(
    r"\bcolou?rs\b[^\n:=\[{(]{0,20}(?:[:=]|are)[ \t]*[\[{(]?(?P<list>[^\n\])}.]+)|"
    r"\bcolou?rs\s*[\[{(](?P<set>[^\n\])}]+)",
    re.I,
)
_HUED = re.compile(rf"\b(?:{_HUES})\b(?:\s*(?:,|and|or|und|oder|et|ou|y|o|/)+\s*(?:and |or )?(?:{_HUES})\b)+", re.I)
_COUNT = re.compile(
    rf"\b{NUMBER}[ -](?:different |distinct |available )?"
    r"(?:colou?r(?:s|ing|able)?|farben|couleurs|colores|cores|colori)\b",
    re.I,
)
_SIZE = re.compile(rf"\b{NUMBER} (?P<what>nodes|vertices|edges|regions)\b", re.I)
_CHANGED = re.compile(
    rf"[^.\n]*\b(?:edge[- ]colou?r\w*|total colou?ring|list colou?ring|minim\w+|fewest|smallest|chromatic|"
    rf"as few|least number|equitable|at (?:most|least) \w+ (?:times|nodes|vertices)|differ by|distance|weights?|"
    rf"(?:not|n't|never) be (?:colou?red )?(?:{_HUES})|(?<!not )(?<!never )(?:have|share|get) the same colou?r as|"
    rf"(?<!not )(?:used|appear) (?:exactly|at most|at least))\b[^.\n]*",
    re.I,
)  # fmt: skip

_PLAIN = (
    r"|graphs?|maps?|colou?r(?:s|ed|ing)?|vert(?:ex|ices)|nodes?|edges?|regions?|states?|countr(?:y|ies)|provinces?|neighbou?r(?:s|ing)?|"
    r"adjacent|connected|touching|share[sd]?|border(?:s|ing)?|same|different|properties|return|json|possible|available|assign(?:ed)?|"
    r"pre-colou?red|changed|another|undirected|provide|simple|adj|legend|every"
)


class Colouring(RuleKind):
    name, title = "colouring", "graph colouring"
    tasks = ("graph_color",)
    names = re.compile(
        r"(?:graph|map|vertex|node)[ -]colou?ring|colou?ring (?:for|of) (?:this|the|a|my) (?:following )?(?:graph|map)|"
        r"colou?r (?:each|every|all|the|this|a|these|my) (?:of the )?(?:following )?(?:graph|map|nodes?|vert\w+|"
        r"regions?|states?|countr\w+|provinces?)|"
        r"(?:pintar|colorir|colorear|colorare|colorier) "
        r"(?:os|as|o|a|est[ea]s?|los|las|el|la|estos|les|le|ces|cette|i|gli|quest[aei]) "
        r"(?:mapa|países|regiões|estados|grafo|regiones|carte|pays|régions|graphe|mappa|cartina|paesi|regioni|stati)\b|"
        r"(?:graph|map|nodes?|vert\w+|regions?|states?|countr\w+|provinces?) be colou?red|"
        r"\b(?:\d|two|three|four|five|k)-colou?r|"
        r"assign (?:a |each \w+ a )?colou?rs? |färb\w* (?:die|den|das|diese\w?) (?:land)?(?:karte|graph\w*)|图着色",
        re.I,
    )
    says = "Two neighbours never have the same colour."
    forms = ("lines", "json")
    traits = Traits(unique=False)
    sizes: ClassVar = {"easy": 6, "medium": 10, "hard": 16}

    terms = Terms(
        held=r"colou?rs?|colou?red|farben?|gefärbt",
        cells=r"vertex|vertices|nodes?|points?|knotens?|regions?|countr(?:y|ies)|states?|länder|land|gebiete?",
        numbers=True,
    )
    vocabulary = COMMON + _PLAIN
    turns = (
        rf"{without_no('(?:adjacent|connected|neighbou?r)[^.]*same colou?r')}|"
        r"\bnot (?:adjacent|connected|neighbou?rs)\b(?!.*(?:same|share))|\b(?:only|exactly|at most|"
        r"at least) (?:once|twice)\b"
    )
    denies = rf"{turns}|{_CHANGED.pattern}|{UNDONE}"

    def plain_numbers(self, puzzle: Problem) -> frozenset[str]:
        numbers = {str(len(puzzle.board.cells)), str(len(puzzle.rules)), str(len(puzzle.board.domains[0]))}
        return frozenset(numbers | {name for name in puzzle.board.cells if name.isdecimal()})

    def question(self, message: Words, candidate: Candidate[Problem]) -> None:
        """Colours, their number, and those that nodes have from the start were read."""
        if candidate.puzzle is None:
            return
        message.mark(candidate.span.start, candidate.span.end)
        for pattern in (_COLOURS, _HUED, _COUNT, _SIZE):
            message.take(pattern)
        for name, value in candidate.puzzle.board.given:
            message.take(_held(name, (value,)))

    def read(self, text: Text) -> list[Candidate[Problem]]:
        if not text.says(self.names):
            return []
        drawn = graph(text.raw)
        if drawn is None:
            return []
        changed = _CHANGED.search(text.raw)
        if changed:
            question = (
                f'"{changed.group().strip()}" asks for more than a colouring; which colours may be used, and how?'
            )
            return [self.unclear(question, drawn.span, "variant")]
        colours = _colours(text.raw, drawn.nodes)
        if colours is None:
            return [self.unclear("Which colours may be used, or how many?", drawn.span, "colours")]
        for match in _SIZE.finditer(text.raw):
            found = len(drawn.edges if match["what"].lower() == "edges" else drawn.nodes)
            if number(match[1]) != found:
                question = f'The text says "{match.group()}", but {found} are listed; is the list complete?'
                return [self.unclear(question, drawn.span, "graph")]
        given = dict(drawn.held) | _given(text.raw, drawn.nodes, colours)
        of: dict[str, Value] = {str(colour).lower(): colour for colour in colours}
        meant = {name: of[sign.lower()] for name, sign in given.items() if sign.lower() in of}
        if len(meant) < len(given):
            return [self.unclear("A node has a colour that is not among those to be used; which are they?", drawn.span)]
        return [self.found(_problem(drawn, colours, meant), drawn.span, form="graph")]

    def form(self, words: str, candidate: Candidate[Problem]) -> Form | None:
        return Form("json", wrap="json") if re.search(r"\bjson\b|\bdict(?:ionary)?\b", words, re.I) else None

    def write(self, candidate: Candidate[Problem], answer: Values, form: Form) -> str:
        assert candidate.puzzle is not None
        if form.name == "json" or form.wrap == "json":
            return json.dumps({name: answer[name] for name in candidate.puzzle.board.shown}, ensure_ascii=False)
        return "\n".join(f"{name}: {answer[name]}" for name in candidate.puzzle.board.shown)

    def read_answer(self, puzzle: Problem, text: str) -> Assignment:
        """JSON (node -> colour, or a receipt), or "node: colour" pairs."""
        try:
            told = json.loads(text[text.index("{") : text.rindex("}") + 1])
        except (ValueError, RecursionError):
            told = dict(re.findall(rf"({NAME})[ \t]*(?:[:=]|->|→|is)[ \t]*(\w+)", text))
        for key in ("solution", "values"):
            told = told.get(key, told) if isinstance(told, dict) else {}
        found: Assignment = {}
        for name, values in puzzle.board.domain.items():
            sign = str(told.get(name, "")).lower()
            found.update((name, value) for value in values if str(value).lower() == sign)
        if not found:
            raise BadPuzzle(f"no colouring in {text[:40]!r}", hint='give {"node": "colour", ...}')
        return found

    def make(self, rng: random.Random, size: int) -> Problem | None:
        nodes = tuple(str(i) for i in range(size))
        hidden = {node: rng.randrange(3) for node in nodes}
        near = [(a, b) for i, a in enumerate(nodes) for b in nodes[i + 1 :] if hidden[a] != hidden[b]]
        edges = tuple(sorted(rng.sample(near, min(len(near), 2 * size)), key=lambda e: (int(e[0]), int(e[1]))))
        problem = _problem(Graph(nodes, edges, (), Span(0, 0)), (1, 2, 3), {})
        values = generate.fill(problem, rng)
        return None if values is None else generate.thin(problem, values, rng)

    def render(self, puzzle: Problem) -> str:
        edges = ", ".join(f"({rule.cells[0]}, {rule.cells[1]})" for rule in puzzle.rules)
        colours = ", ".join(map(str, puzzle.board.domains[0]))
        told = "".join(f"\nVertex {name} has colour {value}." for name, value in puzzle.board.given)
        nodes = ", ".join(puzzle.board.cells)
        return f"Graph colouring.\nVertices: [{nodes}]\nEdges: [{edges}]\nPossible colours: [{colours}]{told}"


def _colours(text: str, nodes: Iterable[str]) -> tuple[Value, ...] | None:
    """The colours by name, or 1 to their number; None where the text does not say, or says two things."""
    counts = {number(match[1]) for match in _COUNT.finditer(text)} - {None, 0}
    match = _COLOURS.search(text)
    named = split(match["list"] or match["set"]) if match else []
    if match and not match["set"] and re.search(rf"\b{NUMBER}[ -](?:\w+ )?$", text[: match.start()], re.I):
        named = [name for name in named if "-" not in name and name not in nodes]  # "with 3 colours: A-B, B-C"
    if not named and (hues := _HUED.search(text)):
        named = re.findall(rf"\b(?:{_HUES})\b", hues.group(), re.I)
    named = [name.split("=")[-1].strip() for name in named]
    if len(counts) > 1 or (named and counts and counts != {len(named)}) or any(" " in name for name in named):
        return None
    if not named:
        return tuple(range(1, (counts.pop() or 0) + 1)) if counts else None
    return tuple(dict.fromkeys(int(name) if name.isdecimal() else name for name in named))


def _given(text: str, nodes: Iterable[str], colours: tuple[Value, ...]) -> dict[str, str]:
    """ "Peru is red", "vertex 3 has colour 1"."""
    return {name: match[1] for name in nodes if (match := _held(name, colours).search(text))}


def _held(name: str, colours: tuple[Value, ...]) -> re.Pattern[str]:
    """A node and its colour; a colour that is a number needs the word."""
    of = "|".join(sorted((re.escape(str(colour)) for colour in colours), key=len, reverse=True))
    said = "(?:colou?r(?:ed)? )" + ("" if any(isinstance(colour, int) for colour in colours) else "?")
    return re.compile(rf"(?<![\w-]){re.escape(name)} (?:is|has|must be|gets|=) (?:already |pre-?)?{said}({of})\b", re.I)


def _problem(graph_: Graph, colours: tuple[Value, ...], given: Values) -> Problem:
    board = Board(graph_.nodes, (colours,) * len(graph_.nodes), tuple(given.items()))
    rules = [Different(edge, label=f"{edge[0]} and {edge[1]} differ") for edge in graph_.edges]
    return Problem(board, tuple(rules))


COLOURING = Colouring()
