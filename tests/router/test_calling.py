"""What a reading call asks for: the situation decides, the instructions are constant, and nothing is paid for twice."""

from __future__ import annotations

import json

import pytest
from pointers import NORVIG, pointer, signs
from told_in_words import GUESTS

from adapters.models.fake import FakeModel
from router.errors import ModelBadOutput
from router.llm.calling import LONG_TOKENS, TOKENS, instructions
from router.llm.pointing import Board, Clauses, Pointer, Rules, pointed
from router.llm.understanding import read_with_model, worth_asking
from router.reading.read import read
from router.types import Call, Reading

OPEN = Reading(kind="open")
STRANGE = "Solve this sudoku, but mind the gnome in the third cupboard.\n" + NORVIG
DRAWN = "Please solve this sudoku:\n" + NORVIG.replace(".", "u")


class Watching(FakeModel):
    """Keeps the schema of each call."""

    def complete(self, messages, *, schema=None, **more):  # type: ignore[no-untyped-def]
        self.schemas = [*getattr(self, "schemas", []), schema]
        return super().complete(messages, schema=schema, **more)


@pytest.mark.parametrize(
    ("text", "first", "schema", "limit"),
    [
        (STRANGE, read(STRANGE), Clauses, TOKENS),
        (DRAWN, OPEN, Board, TOKENS),
        (GUESTS, OPEN, Rules, LONG_TOKENS),
        (f"{GUESTS}\n{NORVIG}", OPEN, Pointer, LONG_TOKENS),
        ("In this 4x4 sudoku row 1, column 1 is 3.", OPEN, Board, LONG_TOKENS),
    ],
)
def test_the_situation_decides(text: str, first: Reading, schema: type, limit: int) -> None:
    model = Watching([pointer("none")])
    read_with_model(text, first, model)
    assert (model.schemas[0], model.limits[0]) == (schema, limit)
    head, message = model.prompts[0]
    assert head.role == "system"
    assert head.content == instructions(schema)
    assert text.split("\n")[0] in message.content


def test_the_message_stands_in_no_constant_part() -> None:
    """Two messages and a repair share all but their own words, so that a cache can serve the rest."""
    model = Watching([pointer("none")])
    other = STRANGE.replace("gnome", "dwarf")
    for text in (STRANGE, other):
        read_with_model(text, read(text), model)
    heads = {prompt[0].content for prompt in model.prompts}
    assert len(heads) == 1
    assert [prompt[1] for prompt in model.prompts[::2]] == [prompt[1] for prompt in model.prompts[1::2]]


def test_words_beside_a_grid_cost_half_of_everything() -> None:
    def size(schema: type[Clauses | Pointer]) -> int:
        return len(instructions(schema)) + len(json.dumps(schema.model_json_schema()))

    assert size(Clauses) < size(Pointer) / 2


def test_more_than_was_asked_is_not_heard() -> None:
    whole = pointer("sudoku", first_line=1, last_line=9, signs=signs(**{".": "blank"}))
    said = pointed(Clauses, whole.model_dump_json())
    assert (said.kind, said.first_line, said.signs) == ("none", 0, [])


def cut(thought: int | None) -> ModelBadOutput:
    error = ModelBadOutput("cut off")
    error.cut = True
    error.call = Call(
        model="m", usd=None, tokens_in=1, tokens_out=600, seconds=0.0, outcome="bad_output", tokens_reasoning=thought
    )
    return error


def test_what_was_cut_off_is_not_asked_again() -> None:
    model = FakeModel([cut(None), pointer("none")])
    assert "cut off" in read_with_model(DRAWN, OPEN, model).questions[0]
    assert model.limits == [TOKENS]


def test_a_model_that_thinks_gets_room_for_it() -> None:
    good = pointer("sudoku", first_line=2, last_line=10, signs=signs(u="blank"))
    model = FakeModel([cut(590), good])
    assert read_with_model(DRAWN, OPEN, model).candidate is not None
    assert model.limits == [TOKENS, LONG_TOKENS]


SCAN = """sudoku {}:
5 3 _ _ 7 _ _ _ _
6 _ _ I 9 S _ _ _
_ 9 B _ _ _ _ 6 _
8 _ _ _ 6 _ _ _ 3
4 _ _ B _ 3 _ _ I
7 _ _ _ 2 _ _ _ 6
_ 6 _ _ _ _ 2 8 _
_ _ _ 4 I 9 _ _ 5
_ _ _ _ 8 _ _ 7 9
please fill it in"""


def scanned(word: str, **letters: str) -> Reading:
    text = SCAN.format(word)
    legend = signs(_="blank", **letters)
    model = FakeModel([pointer("sudoku", first_line=2, last_line=10, signs=legend)])
    first = read(text)
    assert worth_asking(text, first)
    return read_with_model(text, first, model)


def test_letters_that_a_scan_made_of_digits() -> None:
    found = scanned("scan", I="1", S="5", B="8")
    assert found.refusal is None
    assert found.candidate is not None
    assert found.candidate.puzzle.rows[1] == (6, 0, 0, 1, 9, 5, 0, 0, 0)


@pytest.mark.parametrize(
    ("word", "letters"),
    [
        ("here", {"I": "1", "S": "5", "B": "8"}),  # nobody speaks of a scan
        ("scan", {"I": "7", "S": "5", "B": "8"}),  # it makes an I of a 1
        ("scan", {"I": "1", "S": "5", "B": "3"}),
        ("scan", {"I": "1", "S": "5"}),  # a sign that nobody explains
    ],
)
def test_letters_are_digits_only_where_a_scan_makes_them_so(word: str, letters: dict[str, str]) -> None:
    found = scanned(word, **letters)
    assert found.candidate is None or found.questions != ()
