"""The form that a system prompt asks of every answer: given where it can be, said where not; manners refuse nothing."""

from __future__ import annotations

import asyncio
import json

import pytest

from adapters.serve.answering import Answering, Wish
from adapters.serve.conversation import Conversation, Turn
from adapters.serve.events import Done
from adapters.serve.settings import ALIASES
from adapters.serve.standing import only_form, orders_in
from router import Router
from solvers.exact import ExactSolver

SUDOKU = "Solve this sudoku:\n1 . . .\n. . 3 .\n. 4 . .\n. . . 2"
ROWS = [[1, 3, 2, 4], [4, 2, 3, 1], [2, 4, 1, 3], [3, 1, 4, 2]]
PLAIN = "1 3 2 4\n4 2 3 1\n2 4 1 3\n3 1 4 2"
MAZE = "How many steps from S to G in this maze?\n#####\n#S..#\n#.#.#\n#..G#\n#####"
ANSWERING = Answering(Router(exact=ExactSolver()))


def said(system: str, text: str = SUDOKU, *before: tuple[str, str]) -> Done:
    turns = [("system", system), *before, ("user", text)]
    conversation = Conversation(tuple(Turn(role, words) for role, words in turns))  # type: ignore[arg-type]

    async def last() -> Done:
        plan = ANSWERING.plan(conversation, Wish(ALIASES["auto"]))
        return [event async for event in ANSWERING.events(plan)][-1]  # type: ignore[return-value]

    return asyncio.run(last())


@pytest.mark.parametrize(
    ("system", "content"),
    [
        ("Answer only with the grid in one line.", "1324423124133142"),
        ("Responde siempre en una sola línea.", "1324423124133142"),
        ("Antworte immer in einer Zeile.", "1324423124133142"),
        ("Output CSV only.", "1,3,2,4\n4,2,3,1\n2,4,1,3\n3,1,4,2"),
        ("Wrap your final answer in <answer></answer> tags.", f"<answer>\n{PLAIN}\n</answer>"),
        ("All answers must be wrapped in <answer> tags.", f"<answer>\n{PLAIN}\n</answer>"),
        ("Put the final answer in \\boxed{}.", f"\\boxed{{{PLAIN}}}"),
        ("Answer in a code block.", f"```\n{PLAIN}\n```"),
        ("Be kind. Answer in JSON inside a code block.", f"```\n{json.dumps(ROWS)}\n```"),
    ],
)
def test_a_form_that_can_be_given_is_given(system: str, content: str) -> None:
    end = said(system)
    assert (end.receipt.status, end.content) == ("verified", content)


@pytest.mark.parametrize(
    ("system", "value"),
    [
        ("You are a helpful assistant. Always answer in JSON.", ROWS),
        ("Respond only with JSON.", ROWS),
        ("Antworte immer in JSON.", ROWS),
        ('Always respond with a JSON object with the key "solution".', {"solution": ROWS}),
        ('Reply in JSON like this:\n{"grid": [[...]]}', {"grid": ROWS}),
        ("You are an agent. " * 80 + "You must always answer in JSON.", ROWS),
    ],
)
def test_json_is_json(system: str, value: object) -> None:
    end = said(system)
    assert (end.receipt.status, json.loads(end.content)) == ("verified", value)


def test_an_answer_of_another_sort_is_json_too() -> None:
    assert json.loads(said("Always answer in JSON.", MAZE).content) == 4
    row = said("Always answer in JSON.", "now only row 3", ("user", SUDOKU), ("assistant", PLAIN))
    assert json.loads(row.content) == {"answer": "2 4 1 3"}


@pytest.mark.parametrize(
    ("system", "text"),
    [
        ("Reply in XML.", SUDOKU),
        ("Always output YAML.", SUDOKU),
        ("Answer with a single word.", SUDOKU),
        ('Respond in JSON with keys "reasoning" and "answer".', SUDOKU),
        ("Answer in one line.", "Draw the way from S to G in this maze:\n" + MAZE.split("\n", 1)[1]),
    ],
)
def test_a_form_that_cannot_be_given_is_said(system: str, text: str) -> None:
    end = said(system, text)
    assert end.receipt.status == "declined"
    assert system in (end.receipt.reason or "")
    assert end.receipt.answer is None


def test_a_single_number_is_a_single_word() -> None:
    assert said("Answer with a single number.", MAZE).content == "4"


@pytest.mark.parametrize(
    "system",
    [
        "You are Bob, a pirate. You answer like a pirate and never use emojis.",
        "You are a JSON expert.",
        "Be concise. Answer in German. Use Markdown for formatting.",
        "Do not use JSON. No code blocks please.",
        "If the user asks for code, answer in a code block.",
        "You may answer in JSON if appropriate.",
        "Call tools with JSON arguments. Write code in code blocks.",
        "You are ChatGPT, a large language model. Knowledge cutoff: 2024-06. Current date: 2026-11-24.",
        "Format your responses using Markdown (headings, lists, tables). Use LaTeX for math.",
        "Use HTML tags for emphasis. Start every answer with a one line summary.",
        "Keep answers to one line where possible.",
        "Use the following JSON to answer: it is the user's profile.",
        "You are a coding agent. " * 60 + "Tool calls are JSON. Tables are useful. Return a single line when asked.",
    ],
)
def test_a_persona_refuses_nothing_and_changes_nothing(system: str) -> None:
    end = said(system)
    assert (end.receipt.status, end.content) == ("verified", PLAIN)


def test_a_rule_beside_a_form_is_still_a_rule() -> None:
    assert only_form("Always answer in JSON.")
    assert not only_form("In every puzzle both diagonals count, and answer in JSON.")
    end = said("In every sudoku no two neighbours may be consecutive, and answer in JSON.")
    assert end.receipt.status == "declined"


def test_of_two_orders_for_one_form_each_is_seen() -> None:
    forms = [order.form for order in orders_in("Answer in JSON. Wrap the answer in <result></result> tags.")]
    assert forms == ["json", "tag"]
