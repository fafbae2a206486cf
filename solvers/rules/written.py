"""What may stand in a rulebook's JSON: names, values, numbers and lists of them, each with its bound and why."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, WithJsonSchema

from solvers.rules.board import Value

LARGEST = 1_000_000
"""Values and weights; with `rulebook.REACH` it keeps every sum within the 32 bits of the exact solver."""
LARGEST_TOTAL = 1_000_000_000
"""What a sum or a product may come to."""
NAME = 60
"""Characters of a cell's name or of a value in words."""
SENTENCE = 200
"""Characters of a label."""
MEMBERS = 10_000
"""Entries of one list: the cells of a rule, its tuples, edges and links."""


def shown(value: object) -> str:
    """`value` with !r, cut to what fits an error line."""
    text = f"{str(value)[:40]}..." if type(value) is int and abs(value) > 10**40 else repr(value)
    return text if len(text) <= NAME else text[:NAME] + "..."


def _whole(value: object, most: int) -> int:
    if type(value) is not int:  # bool is an int, 2.0 is none
        raise ValueError(f"{shown(value)} is no whole number")
    if abs(value) > most:
        raise ValueError(f"{shown(value)} is too large; at most {most:,}")
    return value


def _word(value: object, what: str) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{shown(value)} is no {what}; write it as text")
    if not (0 < len(value) <= NAME and value.isprintable() and value == value.strip()):
        raise ValueError(f"{shown(value)} is no {what}: 1 to {NAME} printable characters, no space around them")
    return value


def _sentence(value: object) -> str:
    if not isinstance(value, str) or not value.isprintable() or len(value) > SENTENCE:
        raise ValueError(f"{shown(value)} is no label: one line of at most {SENTENCE} characters")
    return value


def _value(value: object) -> Value:
    if isinstance(value, str):
        return _word(value, "value")
    if type(value) is int:
        return _whole(value, LARGEST)
    raise ValueError(f"{shown(value)} is no value; values are whole numbers or text")


Name = Annotated[str, PlainValidator(lambda v: _word(v, "name")), WithJsonSchema({"type": "string", "maxLength": NAME})]
Sentence = Annotated[str, PlainValidator(_sentence), WithJsonSchema({"type": "string", "maxLength": SENTENCE})]
AnyValue = Annotated[Value, PlainValidator(_value), WithJsonSchema({"type": ["integer", "string"]})]
Number = Annotated[int, PlainValidator(lambda v: _whole(v, LARGEST)), WithJsonSchema({"type": "integer"})]
Total = Annotated[int, PlainValidator(lambda v: _whole(v, LARGEST_TOTAL)), WithJsonSchema({"type": "integer"})]
Cells = Annotated[tuple[Name, ...], Field(min_length=1, max_length=MEMBERS)]
Flag = Annotated[bool, Field(strict=True)]
Edges = Annotated[tuple[tuple[Name, Name], ...], Field(max_length=MEMBERS)]


class Frozen(BaseModel):
    """Immutable, and unknown fields are an error."""

    model_config = ConfigDict(
        defer_build=True, frozen=True, extra="forbid", validate_by_name=False, validate_by_alias=True
    )
