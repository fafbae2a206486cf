"""The JSON form of each rule, both ways: what a rulebook may say, checked by pydantic, and the rule it becomes.

    {"rule": "sum", "cells": ["r1c1", "r2c1"], "is": 5}      <->      Sum(("r1c1", "r2c1"), low=5, high=5)

One small class a rule. Cells and values are checked against the board in `rulebook`, where the place of each is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, ClassVar, Generic, Literal, TypeVar

from pydantic import BeforeValidator, Field, model_validator

from solvers.rules import conditions, constraints, shapes
from solvers.rules.board import Value
from solvers.rules.conditions import cells_of
from solvers.rules.rule import Literal as Told
from solvers.rules.rule import Rule
from solvers.rules.written import MEMBERS, AnyValue, Cells, Edges, Flag, Frozen, Name, Number, Sentence, Total

R = TypeVar("R", bound=Rule)


def _several(value: object) -> object:
    return [value] if isinstance(value, Mapping) else value


class LiteralForm(Frozen):
    """`{"cell": "r1c1", "value": 3}`, with `"not": true` for its denial."""

    cell: Name
    value: AnyValue
    denied: Flag = Field(default=False, alias="not")

    def built(self) -> Told:
        return Told(self.cell, self.value, not self.denied)


Literals = Annotated[tuple[LiteralForm, ...], BeforeValidator(_several), Field(min_length=1, max_length=100)]
Conditions = Annotated[tuple[LiteralForm, ...], BeforeValidator(_several), Field(max_length=8)]


def _built(forms: tuple[LiteralForm, ...]) -> tuple[Told, ...]:
    return tuple(form.built() for form in forms)


def _literals(literals: tuple[Told, ...]) -> list[dict[str, Any]]:
    return [{"cell": t.cell, "value": t.value} | ({} if t.holds else {"not": True}) for t in literals]


class Entry(Frozen, Generic[R]):
    """What all rules share. `build` gives the rule, `fields` the entry's own fields of a rule."""

    of: ClassVar[type[Rule]]
    label: Sentence = ""
    """The author's own words for this rule, shown beside what it says."""

    def build(self) -> R:
        raise NotImplementedError

    @classmethod
    def fields(cls, rule: Any) -> dict[str, Any]:
        raise NotImplementedError


class OfCells(Entry[R]):
    """A rule that is said by naming its cells."""

    cells: Cells

    def build(self) -> R:
        return self.of(self.cells, label=self.label)  # type: ignore[return-value]

    @classmethod
    def fields(cls, rule: Any) -> dict[str, Any]:
        return {"cells": list(rule.cells)}


class Different(OfCells[constraints.Different]):
    """No two cells hold the same."""

    of: ClassVar = constraints.Different
    rule: Literal["different"]


class Same(OfCells[constraints.Same]):
    """All cells hold the same."""

    of: ClassVar = constraints.Same
    rule: Literal["same"]


class Less(OfCells[constraints.Less]):
    """A strictly rising chain of cells."""

    of: ClassVar = constraints.Less
    rule: Literal["less"]


class OfNumber(OfCells[R]):
    """A rule about a number: `is`, or `at_least` and `at_most`."""

    exactly: Total | None = Field(default=None, alias="is")
    at_least: Total | None = None
    at_most: Total | None = None

    @model_validator(mode="after")
    def _some_number(self) -> OfNumber[R]:
        bounds = (self.at_least, self.at_most)
        if (self.exactly is None) == (bounds == (None, None)):
            raise ValueError("give either is, or at_least and at_most (one of them will do)")
        if self.at_least is not None and self.at_most is not None and self.at_least > self.at_most:
            raise ValueError(f"at_least {self.at_least} is more than at_most {self.at_most}")
        return self

    @property
    def bounds(self) -> dict[str, int | None]:
        if self.exactly is not None:
            return {"low": self.exactly, "high": self.exactly}
        return {"low": self.at_least, "high": self.at_most}

    def build(self) -> R:
        return self.of(self.cells, label=self.label, **self.bounds)  # type: ignore[return-value]

    @classmethod
    def fields(cls, rule: Any) -> dict[str, Any]:
        if rule.low == rule.high:
            return {"cells": list(rule.cells), "is": rule.low}
        bounds = {"at_least": rule.low, "at_most": rule.high}
        return {"cells": list(rule.cells)} | {name: bound for name, bound in bounds.items() if bound is not None}


class Difference(OfNumber[constraints.Difference]):
    """How far two cells are apart."""

    of: ClassVar = constraints.Difference
    rule: Literal["difference"]


class Ratio(OfNumber[constraints.Ratio]):
    """The larger of two positive cells divided by the smaller."""

    of: ClassVar = constraints.Ratio
    rule: Literal["ratio"]


class Visible(OfNumber[shapes.Visible]):
    """How many cells are seen from the start of the line."""

    of: ClassVar = shapes.Visible
    rule: Literal["visible"]


class Sum(OfNumber[constraints.Sum]):
    """The weighted sum of the cells; with `when`, only while those literals hold."""

    of: ClassVar = constraints.Sum
    rule: Literal["sum"]
    weights: Annotated[tuple[Number, ...], Field(max_length=MEMBERS)] = ()
    when: Conditions = ()
    different: bool = False

    def build(self) -> constraints.Sum:
        when = _built(self.when)
        return constraints.Sum(
            self.cells, self.weights, when, different=self.different, label=self.label, **self.bounds
        )

    @classmethod
    def fields(cls, rule: constraints.Sum) -> dict[str, Any]:
        weights = {"weights": list(rule.weights)} if rule.weights else {}
        when = {"when": _literals(rule.when)} if rule.when else {}
        return super().fields(rule) | weights | when | ({"different": True} if rule.different else {})


class Count(OfNumber[constraints.Count]):
    """How many of the cells hold `value`, or one of `values`; with `when`, only while those literals hold."""

    of: ClassVar = constraints.Count
    rule: Literal["count"]
    value: AnyValue | None = None
    values: Annotated[tuple[AnyValue, ...], Field(min_length=1, max_length=MEMBERS)] | None = None
    when: Conditions = ()

    @model_validator(mode="after")
    def _some_value(self) -> Count:
        _one_of(self.value, self.values)
        return self

    def build(self) -> constraints.Count:
        held = _one_of(self.value, self.values)
        return constraints.Count(self.cells, held, _built(self.when), label=self.label, **self.bounds)

    @classmethod
    def fields(cls, rule: constraints.Count) -> dict[str, Any]:
        return super().fields(rule) | _held(rule.values) | ({"when": _literals(rule.when)} if rule.when else {})


def _one_of(value: Value | None, values: tuple[Value, ...] | None) -> tuple[Value, ...]:
    if (value is None) == (values is None):
        raise ValueError("give either value or values")
    return values if values is not None else (value,)  # type: ignore[return-value]


def _held(values: tuple[Value, ...]) -> dict[str, Any]:
    return {"value": values[0]} if len(values) == 1 else {"values": list(values)}


class Product(OfCells[constraints.Product]):
    """The product of positive cells."""

    of: ClassVar = constraints.Product
    rule: Literal["product"]
    target: Total = Field(alias="is")

    def build(self) -> constraints.Product:
        return constraints.Product(self.cells, target=self.target, label=self.label)

    @classmethod
    def fields(cls, rule: constraints.Product) -> dict[str, Any]:
        return {"cells": list(rule.cells), "is": rule.target}


class OfTuples(OfCells[R]):
    """Combinations of values of the cells, in order."""

    tuples: Annotated[tuple[tuple[AnyValue, ...], ...], Field(max_length=MEMBERS)]

    def build(self) -> R:
        return self.of(self.cells, tuples=self.tuples, label=self.label)  # type: ignore[call-arg, return-value]

    @classmethod
    def fields(cls, rule: Any) -> dict[str, Any]:
        return {"cells": list(rule.cells), "tuples": [list(entry) for entry in rule.tuples]}


class Allowed(OfTuples[conditions.Allowed]):
    """The cells hold one of the tuples."""

    of: ClassVar = conditions.Allowed
    rule: Literal["allowed"]


class Forbidden(OfTuples[conditions.Forbidden]):
    """The cells hold none of the tuples."""

    of: ClassVar = conditions.Forbidden
    rule: Literal["forbidden"]


class If(Entry[conditions.If]):
    """When all of `when` hold, all of `then` do."""

    of: ClassVar = conditions.If
    rule: Literal["if"]
    when: Literals
    then: Literals

    def build(self) -> conditions.If:
        return conditions.implies(_built(self.when), _built(self.then), self.label)

    @classmethod
    def fields(cls, rule: conditions.If) -> dict[str, Any]:
        return {"when": _literals(rule.when), "then": _literals(rule.then)}


class AnyOf(Entry[conditions.AnyOf]):
    """At least one of the literals holds."""

    of: ClassVar = conditions.AnyOf
    rule: Literal["any"]
    literals: Literals = Field(alias="of")

    def build(self) -> conditions.AnyOf:
        return conditions.any_of(_built(self.literals), self.label)

    @classmethod
    def fields(cls, rule: conditions.AnyOf) -> dict[str, Any]:
        return {"of": _literals(rule.of)}


class Runs(OfCells[shapes.Runs]):
    """The cells that hold `value` stand in runs of these lengths, in this order."""

    of: ClassVar = shapes.Runs
    rule: Literal["runs"]
    value: AnyValue
    lengths: Annotated[tuple[Annotated[Number, Field(ge=1)], ...], Field(max_length=MEMBERS)]

    def build(self) -> shapes.Runs:
        return shapes.Runs(self.cells, self.value, self.lengths, label=self.label)

    @classmethod
    def fields(cls, rule: shapes.Runs) -> dict[str, Any]:
        return {"cells": list(rule.cells), "value": rule.value, "lengths": list(rule.lengths)}


class Path(OfCells[shapes.Path]):
    """Consecutive numbers from `first` to `last` stand in neighbouring cells."""

    of: ClassVar = shapes.Path
    rule: Literal["path"]
    first: Number = 1
    last: Number
    diagonal: Flag = False
    edges: Edges = ()

    def build(self) -> shapes.Path:
        return shapes.Path(
            self.cells, self.first, last=self.last, diagonal=self.diagonal, edges=self.edges, label=self.label
        )

    @classmethod
    def fields(cls, rule: shapes.Path) -> dict[str, Any]:
        said = {"cells": list(rule.cells), "first": rule.first, "last": rule.last}
        return said | ({"diagonal": True} if rule.diagonal else {}) | _edges(rule.edges)


def _edges(edges: tuple[tuple[str, str], ...]) -> dict[str, Any]:
    return {"edges": [list(edge) for edge in edges]} if edges else {}


class Connected(OfCells[shapes.Connected]):
    """The cells that hold `value`, or one of `values`, hang together."""

    of: ClassVar = shapes.Connected
    rule: Literal["connected"]
    value: AnyValue | None = None
    values: Annotated[tuple[AnyValue, ...], Field(min_length=1, max_length=MEMBERS)] | None = None
    edges: Edges = ()

    @model_validator(mode="after")
    def _some_value(self) -> Connected:
        _one_of(self.value, self.values)
        return self

    def build(self) -> shapes.Connected:
        return shapes.Connected(self.cells, _one_of(self.value, self.values), self.edges, label=self.label)

    @classmethod
    def fields(cls, rule: shapes.Connected) -> dict[str, Any]:
        return {"cells": list(rule.cells)} | _held(rule.values) | _edges(rule.edges)


class Loop(OfCells[shapes.Loop]):
    """The cells that hold `value` form one closed loop."""

    of: ClassVar = shapes.Loop
    rule: Literal["loop"]
    value: AnyValue
    edges: Edges = ()

    def build(self) -> shapes.Loop:
        return shapes.Loop(self.cells, self.value, self.edges, label=self.label)

    @classmethod
    def fields(cls, rule: shapes.Loop) -> dict[str, Any]:
        return {"cells": list(rule.cells), "value": rule.value} | _edges(rule.edges)


class Acyclic(Entry[shapes.Acyclic]):
    """Links `[node, node, cell, value]` that are there while a cell holds a value never close a circle."""

    of: ClassVar = shapes.Acyclic
    rule: Literal["acyclic"]
    links: Annotated[tuple[tuple[Name, Name, Name, AnyValue], ...], Field(min_length=1, max_length=MEMBERS)]

    def build(self) -> shapes.Acyclic:
        cells = cells_of(Told(name, value) for _, _, name, value in self.links)
        return shapes.Acyclic(cells, self.links, label=self.label)

    @classmethod
    def fields(cls, rule: shapes.Acyclic) -> dict[str, Any]:
        return {"links": [list(link) for link in rule.links]}


AnyRule = Annotated[
    Different | Same | Sum | Product | Count | Less | Difference | Ratio | Allowed | Forbidden | If | AnyOf
    | Visible | Runs | Path | Connected | Loop | Acyclic,
    Field(discriminator="rule"),
]  # fmt: skip

FORMS: Mapping[type[Rule], type[Entry[Any]]] = {
    form.of: form
    for form in (
        Different, Same, Sum, Product, Count, Less, Difference, Ratio, Allowed, Forbidden, If, AnyOf,
        Visible, Runs, Path, Connected, Loop, Acyclic,
    )
}  # fmt: skip


def entry(rule: Rule) -> dict[str, Any]:
    """The JSON form of a rule."""
    form = FORMS[type(rule)]
    said = {"rule": rule.name, **form.fields(rule)}
    return said | ({"label": rule.label} if rule.label else {})
