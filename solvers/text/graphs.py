"""Graphs in a text: edges ("(0, 7)", "A-B"), lines of neighbours ("1: 2, 3"), sentences ("Peru borders Chile").

graph(text)      # nodes, edges, and what a line of neighbours holds in brackets ("4: [Blue] adj: 1, 3")
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from solvers.base import Span

NAME = r"[A-Za-zÀ-ɏ0-9](?:[\wÀ-ɏ.'’ -]{0,28}[\wÀ-ɏ.'’])?"
_PAIR = re.compile(r"[(\[{]\s*[\"']?([\w ]{1,30}?)[\"']?\s*,\s*[\"']?([\w ]{1,30}?)[\"']?\s*[)\]}]")
_DASHED = re.compile(r"(?<![\w-])(\w{1,20})\s?(?:--?|–|—|↔)\s?(\w{1,20})(?![\w-])")
_LINE = re.compile(
    rf"[ \t{{]*(?:[*•-][ \t]+)?\"?(?P<node>{NAME})\"?[ \t]*(?::|->|→)[ \t]*(?:\[[ \t]*(?P<held>\w*)[ \t]*\])?[ \t]*"
    rf"(?:adj\w*:|borders|neighbou?rs:?|connected to|adjacent to)?[ \t]*[\[{{]?(?P<near>[^\n\[\]{{}}]*)[\]}},]*[ \t]*"
)
_BORDERS = re.compile(
    r"(?:^|[.;\n]\s*)(?:the |vertex |node |region )?([^.;,\n]{1,40}?) (?:borders(?: on)?|touches|neighbou?rs|"
    r"is (?:adjacent|connected|next) to) ([^.;\n]+)",
    re.I,
)
_LISTED = re.compile(
    r"\b(?:vertices|nodes|regions|states|countries|provinces)\s*(?::|=|are)[ \t]*[\[{(]?([^\n\])}]+)", re.I
)
_EDGES = re.compile(r"\b(?:edges|connections|borders|adjacent pairs|adjacencies)\b[^\n:=]{0,30}[:=]", re.I)
_WORDS = re.compile(
    r"(?:vertices|nodes|edges|colou?rs|regions|states|countries|provinces|notes?|rules?|example|graph|map|commands|goal|"
    r"input|output|answer|legend|colou?red|where|and|or|question|given|hint|constraints?|adjacen\w+)",
    re.I,
)
"""What stands before a colon and is no node."""


class Graph(NamedTuple):
    """Nodes, the pairs that touch, what some nodes hold from the start, and where it all stands in the text."""

    nodes: tuple[str, ...]
    edges: tuple[tuple[str, str], ...]
    held: tuple[tuple[str, str], ...]
    span: Span


def graph(text: str) -> Graph | None:
    """The graph in a text: its edges in the first of the ways that finds two or more."""
    listed = [name for match in _LISTED.finditer(text) for name in split(match[1])]
    start = match.end() if (match := _EDGES.search(text)) else 0
    for found in (_paired(text, start) if start else None, _lines(text), _sentences(text), _dashed(text, start)):
        if found is not None and len(found[1]) > 1:
            names, edges, held, span = found
            nodes = tuple(dict.fromkeys([*listed, *names, *(name for edge in edges for name in edge)]))
            order = {name: i for i, name in enumerate(nodes)}
            kept = dict.fromkeys((a, b) if order[a] < order[b] else (b, a) for a, b in edges if a != b)
            return Graph(nodes, tuple(kept), tuple(held), span)
    return None


_Found = tuple[list[str], list[tuple[str, str]], list[tuple[str, str]], Span]


def _paired(text: str, start: int) -> _Found:
    matches = list(_PAIR.finditer(text, start))
    return [], [(m[1].strip(), m[2].strip()) for m in matches], [], _around(matches)


def _dashed(text: str, start: int) -> _Found:
    matches = list(_DASHED.finditer(text, start))
    return [], [(m[1], m[2]) for m in matches], [], _around(matches)


def _sentences(text: str) -> _Found:
    matches = list(_BORDERS.finditer(text))
    return [], [(m[1], name) for m in matches for name in split(m[2])], [], _around(matches)


def _lines(text: str) -> _Found:
    """Lines "node: neighbours" whose neighbours are, for the most part, such nodes themselves."""
    matches = []
    for line in re.finditer(r"[^\n]+", text):
        match = _LINE.fullmatch(text, *line.span())
        if match and not _WORDS.fullmatch(match["node"].split()[-1]):
            matches.append(match)
    nodes = dict.fromkeys(m["node"] for m in matches)
    edges = [(m["node"], name) for m in matches for name in split(m["near"])]
    if len(nodes) < 2 or sum(b in nodes for _, b in edges) * 2 < len(edges):
        return [], [], [], Span(0, 0)
    return list(nodes), edges, [(m["node"], m["held"]) for m in matches if m["held"]], _around(matches)


def _around(matches: Iterable[re.Match[str]]) -> Span:
    found = list(matches)
    return Span(found[0].start(), found[-1].end()) if found else Span(0, 0)


def split(listed: str) -> list[str]:
    names = re.split(r"\s*(?:,|;|\band\b|&)\s*", listed)
    return [
        name for part in names if (name := re.sub(r"^(?:the|vertex|node) ", "", part.strip(" .\"'()[]"), flags=re.I))
    ]
