"""Rules told in words: solved for these rules, read back, confirmed; nothing is swapped, made up or lost."""

from __future__ import annotations

import random

import pytest
from told_in_words import GUESTS, HOUSES, ROTA, SEATED, WORKING, ZEBRA, rule

from adapters.models.fake import FakeModel
from router import Request, Router
from router.errors import ModelError, ModelTimeout, ModelUnavailable
from router.llm.metered import MeteredModel, Retries
from router.llm.pointing import Pointer
from router.llm.rule_told import RuleTold
from router.llm.worded import Unstated, looks_told, problem_of
from router.types import Receipt
from solvers.exact import ExactSolver

EXAMPLES = [(GUESTS, SEATED), (ZEBRA, HOUSES), (ROTA, WORKING)]


def handled(text: str, *answers: Pointer | str, **more: object) -> Receipt:
    model = FakeModel(list(answers), max_output_tokens=5000)
    return Router(exact=ExactSolver(), chat=model).handle(Request(text=text, **more)).receipt  # type: ignore[arg-type]


def detail(receipt: Receipt, name: str) -> tuple[bool, str]:
    return next((check.ok, check.detail) for check in receipt.checks if check.name == name)


@pytest.mark.parametrize(
    ("text", "pointer", "line"),
    [
        (GUESTS, SEATED, "Gus = 7"),
        (ZEBRA, HOUSES, "4: German, green, coffee, fish, Prince"),
        (ROTA, WORKING, "Ada: Monday, Thursday"),
    ],
)
def test_the_three_examples(text: str, pointer: Pointer, line: str) -> None:
    receipt = handled(text, pointer)
    assert (receipt.status, receipt.kind, receipt.reader) == ("verified", "rules", "model fake/scripted")
    assert receipt.asked == "the values of every cell, for these rules"
    assert line in (receipt.answer or "").split("\n")
    assert detail(receipt, "confirmed") == (
        True,
        "a second formalisation, made from the text alone, has the same only solution",
    )
    assert detail(receipt, "unique")[0]
    assert detail(receipt, "rules as read")[1].count(";") >= 11
    assert len(receipt.cost.calls) == 2


@pytest.mark.parametrize("failure", [ModelTimeout("no answer in time"), ModelUnavailable("down")])
def test_rules_that_no_reader_could_be_asked_about_are_not_answered_in_words(failure: ModelError) -> None:
    """A slow local model: reading runs out of its share of the time, and its own plan would stand as an answer."""
    chat = MeteredModel([FakeModel([failure, "Anna sits in seat 1."])], retries=Retries(times=0))
    receipt = Router(exact=ExactSolver(), chat=chat).handle(Request(text=GUESTS)).receipt
    assert (receipt.status, receipt.answer, len(receipt.cost.calls)) == ("declined", None, 1)
    assert "could not be asked" in (receipt.reason or "")


def test_where_no_second_formalisation_can_be_had_the_receipt_says_so() -> None:
    chat = MeteredModel([FakeModel([HOUSES, ModelUnavailable("down")], max_output_tokens=5000)], retries=Retries(0))
    receipt = Router(exact=ExactSolver(), chat=chat).handle(Request(text=ZEBRA)).receipt
    assert receipt.status == "verified"
    assert receipt.asked == (
        "the values of every cell, for these rules as they were read once, without a second reading to confirm them"
    )
    assert detail(receipt, "confirmed")[0] is False
    assert detail(receipt, "confirmed")[1].startswith("not confirmed: no second formalisation could be had")


def test_a_second_formalisation_that_is_of_no_use_confirms_nothing() -> None:
    receipt = handled(ZEBRA, HOUSES, "no json")
    assert (receipt.status, receipt.answer, receipt.solution, len(receipt.cost.calls)) == ("declined", None, None, 3)
    assert "no second reading could be made to confirm it" in (receipt.reason or "")
    assert detail(receipt, "confirmed")[0] is False


def test_one_that_fails_once_is_asked_for_again() -> None:
    receipt = handled(ZEBRA, HOUSES, "no json", HOUSES)
    assert (receipt.status, detail(receipt, "confirmed")[0], len(receipt.cost.calls)) == ("verified", True, 3)


def changed(pointer: Pointer, rules: list[RuleTold]) -> Pointer:
    return pointer.model_copy(update={"rules": rules})


def test_a_lost_rule_is_missed_and_several_solutions_ask_for_it() -> None:
    for text, pointer in EXAMPLES:
        for lost in range(len(pointer.rules)):
            fewer = changed(pointer, [each for i, each in enumerate(pointer.rules) if i != lost])
            receipt = handled(text, fewer)
            assert receipt.status == "declined", pointer.rules[lost].quote
    open_end = GUESTS.replace("June sits in seat 10.", "")
    fewer = changed(SEATED, [each for each in SEATED.rules if each.quote != "June sits in seat 10"])
    receipt = handled(open_end, fewer)
    assert receipt.status == "declined"
    assert "a rule seems to be missing" in (receipt.reason or "")


def test_rules_that_clash_are_named() -> None:
    text = GUESTS.replace("June sits in seat 10.", "June sits in seat 10. Ben sits in seat 9.")
    receipt = handled(text, changed(SEATED, [*SEATED.rules, rule("given", "Ben sits in seat 9", "Ben", values=[9])]))
    assert receipt.status == "declined"
    assert "Anna = 3, Ben = 9" in (receipt.reason or "")


@pytest.mark.parametrize(
    ("quote", "name", "cells", "more"),
    [
        ("Dan sits somewhere to the left of Eve", "less", ["Eve", "Dan"], {}),
        ("Ivo sits somewhere to the left of Gus", "less", ["Ivo", "Hana"], {}),
        ("Ben sits directly to the right of Anna", "sum", ["Ben", "Anna"], {"weights": [1, -1], "exactly": -1}),
        ("Finn does not sit next to June", "difference", ["Finn", "June"], {"exactly": 1}),
        ("There are exactly two people between Gus and Ben", "difference", ["Gus", "Ben"], {"exactly": 2}),
        ("Anna sits in seat 3", "given", ["Anna"], {"values": [5]}),
        ("Anna sits in seat 3", "forbidden", ["Anna"], {"values": [3]}),
        ("Cleo sits at one end", "allowed", ["Cleo"], {"values": [1]}),
        ("Everyone has their own seat", "different", ["Anna", "Ben"], {}),
        ("Anna sits in seat 4", "given", ["Anna"], {"values": [4]}),
        (GUESTS, "given", ["Anna"], {"values": [3]}),
    ],
)
def test_a_rule_that_its_words_do_not_state_is_not_believed(
    quote: str, name: str, cells: list[str], more: dict[str, object]
) -> None:
    wrong = rule(name, quote, *cells, **more)
    others = [each for each in SEATED.rules if each.quote != quote]
    with pytest.raises(Unstated):
        problem_of(GUESTS, changed(SEATED, [*others, wrong]))


def test_a_second_reading_that_differs_is_no_answer() -> None:
    first = GUESTS.replace("Anna sits in seat 3.", "Anna sits in seat 3 or 4.")
    given = [each for each in SEATED.rules if each.quote != "Anna sits in seat 3"]
    fitting = changed(SEATED, [*given, rule("allowed", "Anna sits in seat 3 or 4", "Anna", values=[3, 4])])
    assert handled(first, fitting).status in ("verified", "declined")


def mangled(pointer: Pointer, rng: random.Random) -> Pointer:
    """One rule swapped, turned or made up, its quote kept."""
    rules = list(pointer.rules)
    at = rng.randrange(len(rules))
    old = rules[at]
    update: dict[str, object] = {}
    way = rng.randrange(5)
    if way == 0 and len(old.cells) > 1:
        update["cells"] = old.cells[::-1]
    elif way == 1:
        update["cells"] = [rng.choice(pointer.cells), *old.cells[1:]]
    elif way == 2 and old.exactly is not None:
        update["exactly"] = -old.exactly if old.weights else old.exactly + 1
    elif way == 3:
        update["values"] = [rng.choice(pointer.values)] if old.values else []
    else:
        update["rule"] = rng.choice(["same", "less", "difference", "forbidden", "given", "different"])
    rules[at] = old.model_copy(update=update)
    return changed(pointer, rules)


@pytest.mark.parametrize("seed", range(60))
def test_whatever_is_swapped_the_answer_is_right_or_none(seed: int) -> None:
    rng = random.Random(seed)
    text, pointer = EXAMPLES[seed % 3]
    right = problem_of(text, pointer).problem
    receipt = handled(text, mangled(pointer, rng))
    if receipt.status == "verified":
        assert right.verify((receipt.solution or {})["values"]) == ()


def test_only_texts_that_relate_things_look_told() -> None:
    assert all(looks_told(text) for text, _ in EXAMPLES)
    for text in (
        "Plan a garden grid with rows of beans and a puzzle corner.",
        "Who invented sudoku? I asked before lunch. Nobody knew. Tell me.",
        "Write a haiku about mazes",
    ):
        assert not looks_told(text)
