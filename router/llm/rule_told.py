"""One rule told in words, as a model writes it down: a rulebook's entry, and the exact words it rests on.

The entry is flat, and what does not apply is left out, so that a rule takes some 40 tokens. `entry` is the form that
`solvers.rules.rulebook` reads; whether the words say it is looked at in `worded`.
"""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

Known = Literal[
    "given", "different", "same", "sum", "product", "count", "less", "difference", "ratio", "allowed", "forbidden", "if"
]


class _Strict(BaseModel):
    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid", populate_by_name=True)


class Held(_Strict):
    """A cell that holds a value, or does not."""

    cell: str
    value: int | str
    denied: bool = False


class RuleTold(_Strict):
    """A rule and its words."""

    rule: Known
    quote: str = Field(description="the exact words of the message that state it")
    cells: list[str] = []
    exactly: int | None = Field(default=None, description="for sum, product, count, difference, ratio")
    at_least: int | None = None
    at_most: int | None = None
    weights: list[int] = []
    values: list[int | str] = Field(
        default=[], description="count: which values; given: the one; allowed, forbidden: each"
    )
    when: list[Held] = []
    then: list[Held] = []

    @property
    def named(self) -> list[str]:
        """Every cell that the rule speaks of."""
        return list(dict.fromkeys([*self.cells, *(held.cell for held in (*self.when, *self.then))]))

    @property
    def bounds(self) -> tuple[int | None, int | None]:
        """The least and the most of its number."""
        return (self.exactly, self.exactly) if self.exactly is not None else (self.at_least, self.at_most)

    def entry(self) -> dict[str, Any]:
        """The rulebook's entry. Values that are allowed or forbidden are tuples there."""
        made: dict[str, Any] = {"rule": self.rule, "label": " ".join(self.quote.split())[:200]}
        if self.rule == "if":
            return made | {"when": _held(self.when), "then": _held(self.then)}
        made["cells"] = list(self.cells)
        if self.rule in ("allowed", "forbidden"):
            return made | {"tuples": [[value] * len(self.cells) for value in self.values]}
        for name, number in (("is", self.exactly), ("at_least", self.at_least), ("at_most", self.at_most)):
            if number is not None:
                made[name] = number
        if self.weights:
            made["weights"] = list(self.weights)
        if self.rule == "count":
            made["values"] = list(self.values)
        return made


def _held(listed: list[Held]) -> list[dict[str, Any]]:
    return [{"cell": held.cell, "value": held.value} | ({"not": True} if held.denied else {}) for held in listed]
