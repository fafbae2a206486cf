"""Every kind reads the message; where two read the same characters, the words decide whose grid it is.

    found = gather(Text("Solve this sudoku: ..."))      # found.candidates, or found.torn: a question

A kind that is named beats one that is not; a name that holds another's ("killer sudoku") beats it; then the one that
is named more often, or earlier. A grid of an unnamed kind never stands for a named kind whose own reader found nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from router.reading.once import once
from router.types import Reading
from solvers.base import Candidate
from solvers.kinds import KINDS
from solvers.text.source import Text

MOST = 40
"""Mentions of one kind that are looked at."""

_NOT_MEANT = re.compile(
    r"(?:\b(?:similar to|unlike|in the style of|reminds me of|inspired by|compared? (?:to|with)|ähnlich wie|comme|"
    r"instead of|rather than|other than|besides|not|no|isn'?t|kein\w*|nicht|pas|sin|non|usually|normally|often|love|"
    r"prefer|hate)\b[^.;:\n]{0,16}|\b(?:like|as in|such as) (?:an? |in |the )?)$",
    re.I,
)
"""In front of a name: another puzzle than this one is spoken of."""


@dataclass(frozen=True, slots=True)
class Named:
    """Where the words name a kind. `inside`: every mention is part of another kind's name."""

    at: tuple[tuple[int, int], ...]
    inside: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """The grids that count, in order, or the reading that must be given instead (a question)."""

    candidates: tuple[Candidate[Any], ...]
    words: str = ""
    torn: Reading | None = None


def gather(text: Text) -> Found:
    """The grids of a message after all clashes; costs little where there is none."""
    return once("gather", text.raw, lambda: _gathered(text))


def _gathered(text: Text) -> Found:
    everything = [candidate for kind in KINDS.values() for candidate in kind.read(text)]
    if not everything:
        return Found(())
    everything.sort(key=lambda c: (c.span.start, c.span.end))
    words = without(text.raw, everything)
    named = mentions(words)
    everything = _outermost(everything, named)
    kinds = {candidate.kind for candidate in everything}
    if kinds & named.keys():
        counted = [candidate for candidate in everything if candidate.kind in named]
    else:
        counted = everything
        other = max(named, key=lambda name: len(named[name].at), default=None)
        if other is not None:
            return Found((), words, _missing(other))
    kept, torn = apart(text.raw, words, counted, named)
    if torn is None and len({c.kind for c in kept}) == 1:
        whole = named.get(kept[0].kind)
        if whole is not None and whole.inside is not None and whole.inside not in kinds:
            torn = _part_of_a_name(text.raw, words, kept, whole.inside)
    return Found(tuple(kept), words, torn)


def _outermost(found: list[Candidate[Any]], named: Mapping[str, Named]) -> list[Candidate[Any]]:
    """Grids inside a text that shows whole grids by its nature are no puzzles of their own."""
    whole = [c for c in found if KINDS[c.kind].traits.encloses and (c.kind in named or not named)]
    if not whole:
        return found
    return [
        c
        for c in found
        if c in whole or not any(w.span.start <= c.span.start and c.span.end <= w.span.end for w in whole)
    ]


def without(text: str, grids: Sequence[Candidate[Any]]) -> str:
    """The words: each grid becomes one line break; of a very long text the parts next to the grids."""
    parts, at = [], 0
    for grid in grids:
        parts.append(text[at : max(at, grid.span.start)])
        at = max(at, grid.span.end)
    parts.append(text[at:])
    return "\n".join(part if len(part) <= 8000 else part[:4000] + "\n" + part[-4000:] for part in parts)


# ---------------------------------------------------------------- names


def mentions(words: str) -> dict[str, Named]:
    """The kinds that the words name, and mean."""
    at: dict[str, tuple[tuple[int, int], ...]] = {}
    for name, kind in KINDS.items():
        spans = tuple(m.span() for m in islice(kind.names.finditer(words), MOST))
        meant = tuple(span for span in spans if not _NOT_MEANT.search(words[max(0, span[0] - 30) : span[0]]))
        if meant:
            at[name] = meant
    return {name: Named(spans, _holder(words, name, at)) for name, spans in at.items()}


def _holder(words: str, name: str, at: Mapping[str, tuple[tuple[int, int], ...]]) -> str | None:
    """The kind whose name holds every mention of `name`, if there is one."""
    for other, spans in at.items():
        if other != name and all(any(_holds(words, outer, inner) for outer in spans) for inner in at[name]):
            return other
    return None


def _holds(words: str, outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    """Whether a name is part of a longer one: inside it, or right behind it ("killer" "sudoku")."""
    if outer[0] <= inner[0] and inner[1] <= outer[1]:
        return outer != inner
    return outer[1] < inner[0] and words[outer[1] : inner[0]].strip("'’s") in (" ", "-")


# ---------------------------------------------------------------- clashes


def apart(
    text: str, words: str, found: Sequence[Candidate[Any]], named: Mapping[str, Named]
) -> tuple[list[Candidate[Any]], Reading | None]:
    """Candidates that do not overlap: the likelier kind of each clash, or a question where the words do not say."""
    kept: list[Candidate[Any]] = []
    for candidate in found:
        while kept and kept[-1].span.end > candidate.span.start:
            rival = kept[-1]
            same = rival.kind == candidate.kind
            winner = _longer(rival, candidate) if same else _likelier(text, words, rival, candidate, named)
            if winner is None:
                first, second = KINDS[rival.kind].title, KINDS[candidate.kind].title
                question = f"Is the grid in {lines(text, rival)} a {first} or a {second}?"
                return kept, Reading(kind=rival.kind, candidate=rival, questions=(question,))
            if winner is rival:
                break
            kept.pop()
        else:
            kept.append(candidate)
    return kept, None


def _longer(first: Candidate[Any], second: Candidate[Any]) -> Candidate[Any]:
    return second if second.span.end - second.span.start > first.span.end - first.span.start else first


def _likelier(
    text: str, words: str, first: Candidate[Any], second: Candidate[Any], named: Mapping[str, Named]
) -> Candidate[Any] | None:
    """The one whose kind the words name, or name more; else the one without doubts; else None.

    Of two kinds that are named, one that would refuse the text (its rules are changed) gives way.
    """
    told = [c for c in (first, second) if c.kind in named]
    if len(told) == 1:
        return told[0]
    if len(told) == 2:
        one, other = named[first.kind], named[second.kind]
        if (one.inside == second.kind) is not (other.inside == first.kind):
            return second if one.inside == second.kind else first
        refused = [KINDS[c.kind].refusal(text, words, c) is not None for c in (first, second)]
        if refused[0] is not refused[1]:
            return second if refused[0] else first
        ranks = [(-len(n.at), n.at[0][0]) for n in (one, other)]
        if ranks[0] != ranks[1]:
            return first if ranks[0] < ranks[1] else second
    clean = [c for c in (first, second) if c.puzzle is not None and not c.doubts]
    return clean[0] if len(clean) == 1 else None


def _missing(name: str) -> Reading:
    """The words name a kind, and no grid of it was found: another kind's grid does not take its place."""
    title = KINDS[name].title
    question = f"This seems to be a {title}, but no grid of one could be read. Can you send it as a plain grid?"
    return Reading(kind=name, questions=(question,))


def _part_of_a_name(text: str, words: str, kept: list[Candidate[Any]], other: str) -> Reading | None:
    """ "Killer sudoku" over a plain sudoku grid: the kind's own refusal says it better, if it has one."""
    kind = KINDS[kept[0].kind]
    if any(kind.refusal(text, words, candidate) is not None for candidate in kept):
        return None
    return _missing(other)


def lines(text: str, candidate: Candidate[Any]) -> str:
    """The lines of a grid, in words."""
    first = text.count("\n", 0, candidate.span.start) + 1
    last = first + text.count("\n", candidate.span.start, max(candidate.span.start, candidate.span.end - 1))
    return f"line {first}" if first == last else f"lines {first}-{last}"
