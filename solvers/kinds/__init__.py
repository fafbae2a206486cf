"""Every kind of puzzle there is: the one explicit registry. A new kind is one file or folder here and one line below.

A kind is imported when it is first looked up; the names alone import nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from typing import Any

from solvers.base import BadPuzzle, Kind

_HOMES = {
    "sudoku": ("solvers.kinds.sudoku.kind", "SUDOKU"),
    "maze": ("solvers.kinds.maze.kind", "MAZE"),
    "arc": ("solvers.kinds.arc.kind", "ARC"),
}
RULE_KINDS = {
    "futoshiki": ("solvers.kinds.futoshiki", "FUTOSHIKI"),
    "rules": ("solvers.kinds.rulebook", "RULEBOOKS"),
    "minesweeper": ("solvers.kinds.minesweeper.kind", "MINESWEEPER"),
    "nonogram": ("solvers.kinds.nonogram.kind", "NONOGRAM"),
    "numbrix": ("solvers.kinds.numbrix.kind", "NUMBRIX"),
    "slant": ("solvers.kinds.slant", "SLANT"),
    "zebra": ("solvers.kinds.zebra.kind", "ZEBRA"),
    "n_queens": ("solvers.kinds.n_queens", "N_QUEENS"),
    "star_battle": ("solvers.kinds.star_battle", "STAR_BATTLE"),
    "latin": ("solvers.kinds.sudoku.latin", "LATIN"),
    "sudoku_variant": ("solvers.kinds.sudoku.variant_kind", "SUDOKU_VARIANT"),
    "killer": ("solvers.kinds.sudoku.killer", "KILLER"),
    "jigsaw": ("solvers.kinds.sudoku.jigsaw", "JIGSAW"),
    "binairo": ("solvers.kinds.binairo", "BINAIRO"),
    "kakurasu": ("solvers.kinds.kakurasu", "KAKURASU"),
    "survo": ("solvers.kinds.survo", "SURVO"),
    "norinori": ("solvers.kinds.norinori", "NORINORI"),
    "magic_square": ("solvers.kinds.magic_square", "MAGIC_SQUARE"),
    "light_up": ("solvers.kinds.light_up", "LIGHT_UP"),
    "hitori": ("solvers.kinds.hitori", "HITORI"),
    "nurikabe": ("solvers.kinds.nurikabe", "NURIKABE"),
    "skyscrapers": ("solvers.kinds.skyscrapers", "SKYSCRAPERS"),
    "cryptarithm": ("solvers.kinds.cryptarithm", "CRYPTARITHM"),
    "slitherlink": ("solvers.kinds.slitherlink", "SLITHERLINK"),
    "kenken": ("solvers.kinds.kenken", "KENKEN"),
    "kakuro": ("solvers.kinds.kakuro", "KAKURO"),
    "kurodoko": ("solvers.kinds.kurodoko", "KURODOKO"),
    "tents": ("solvers.kinds.tents", "TENTS"),
    "heyawake": ("solvers.kinds.heyawake", "HEYAWAKE"),
    "colouring": ("solvers.kinds.colouring", "COLOURING"),
}
"""Name of each kind whose rules are data: the module that holds it, and its name there."""


@cache
def _loaded(module: str, attribute: str) -> Kind[Any, Any]:
    found: Kind[Any, Any] = getattr(import_module(module), attribute)
    return found


class _Kinds(Mapping[str, Kind[Any, Any]]):
    """The kinds by name, each imported when it is first asked for."""

    def __getitem__(self, name: str) -> Kind[Any, Any]:
        home = _HOMES.get(name) or RULE_KINDS[name]
        return _loaded(*home)

    def __contains__(self, name: object) -> bool:
        return name in _HOMES or name in RULE_KINDS

    def __iter__(self) -> Iterator[str]:
        yield from _HOMES
        yield from RULE_KINDS

    def __len__(self) -> int:
        return len(_HOMES) + len(RULE_KINDS)


KINDS: Mapping[str, Kind[Any, Any]] = _Kinds()


def kind(name: str) -> Kind[Any, Any]:
    """The kind called `name`. Raises BadPuzzle."""
    if name in KINDS:
        return KINDS[name]
    near = get_close_matches(name, every(), 1)
    hint = f"did you mean {near[0]!r}?" if near else f"there are: {', '.join(every())}"
    raise BadPuzzle(f"no kind of puzzle is called {name!r:.60}", hint=hint)


def every() -> list[str]:
    """The names of all kinds."""
    return list(KINDS)


__all__ = ["KINDS", "RULE_KINDS", "every", "kind"]
