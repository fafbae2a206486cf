"""The person's own words among wrappers, tasks of clients that are no puzzles, and what earlier messages mean."""

from __future__ import annotations

import pytest

from adapters.serve.answering import Answering, Plan, Wish
from adapters.serve.conversation import Conversation, Turn, is_chore, plain
from adapters.serve.settings import ALIASES
from router import Router
from solvers.exact import ExactSolver

PUZZLE = "Solve this sudoku:\n1 . . .\n. . 3 .\n. 4 . .\n. . . 2"
ANSWERING = Answering(Router(exact=ExactSolver()))


def plan(*turns: tuple[str, str]) -> Plan:
    conversation = Conversation(tuple(Turn(role, text) for role, text in turns))  # type: ignore[arg-type]
    return ANSWERING.plan(conversation, Wish(ALIASES["auto"]))


def test_wrappers_are_no_words_of_the_person() -> None:
    assert plain("<environment_context>\n <cwd>/x</cwd>\n</environment_context>") == ""
    assert plain("<system-reminder>look</system-reminder>\n1 2\n3 4") == "1 2\n3 4"
    assert plain("<context>a</context><user_query>\nhow?\n</user_query>") == "how?"
    assert plain("  1 2\n 3 4") == "  1 2\n 3 4"


def test_the_context_before_and_after_the_puzzle_is_left_aside() -> None:
    context = "<environment_context>\n<cwd>/home/me/sudoku</cwd>\n</environment_context>"
    for turns in ([("user", context), ("user", PUZZLE)], [("user", PUZZLE), ("user", context)]):
        found = plan(("system", "You are a coding agent. " * 100), *turns)
        assert found.by == "router"
        assert found.subject is not None
        assert (found.subject.reading.kind, found.subject.refusal) == ("sudoku", None)


CHORES = (
    "### Task:\nGenerate a concise, 3-5 word title with an emoji summarizing the chat history.\n### Chat History:\n"
    f"<chat_history>\nUSER: {PUZZLE}\n</chat_history>",
    "### Task:\nGenerate 1-3 broad tags categorizing the main themes of the chat history\n### Chat History:\n"
    f"<chat_history>\nUSER: {PUZZLE}\n</chat_history>",
    "### Task:\nSuggest 3-5 relevant follow-up questions or prompts that the user might naturally ask next in this "
    f"conversation as a **user**\n### Chat History:\n<chat_history>\nUSER: {PUZZLE}\n</chat_history>",
    f"Provide a concise, 5-word-or-less title for the conversation, using title case conventions.\n\n{PUZZLE}",
    f"Summarize this coding conversation in under 50 characters.\n{PUZZLE}",
)


@pytest.mark.parametrize("text", CHORES)
def test_tasks_about_the_conversation_are_never_solved(text: str) -> None:
    found = plan(("user", text))
    assert found.by == "nobody"
    assert found.declined is not None
    assert found.declined.status == "declined"
    assert "not solved" in (found.declined.reason or "")


def test_a_role_that_makes_titles_is_such_a_task_too() -> None:
    assert (
        plan(("system", "You are a title generator. You output ONLY a thread title."), ("user", PUZZLE)).by == "nobody"
    )


@pytest.mark.parametrize("text", [PUZZLE, "Solve the title sudoku", "what does the chat history of 1901 tell?"])
def test_questions_of_people_are_no_such_tasks(text: str) -> None:
    assert not is_chore(text)


SAID = ("assistant", "1 3 2 4\n4 2 3 1\n2 4 1 3\n3 1 4 2")


def test_a_follow_up_asks_about_the_puzzle_before() -> None:
    found = plan(("user", PUZZLE), SAID, ("user", "now only row 3"))
    assert found.subject is not None
    assert found.subject.follows
    assert found.subject.reading.wanted == "cells r3c1 r3c2 r3c3 r3c4"


def test_a_correction_changes_the_puzzle_for_all_that_follows() -> None:
    corrected = ("user", "that 4 should be a 1")
    now = plan(("user", PUZZLE), SAID, corrected)
    later = plan(("user", PUZZLE), SAID, corrected, ("assistant", "..."), ("user", "only the last row"))
    assert now.subject is not None
    assert later.subject is not None
    assert ". 1 . ." in now.subject.text
    assert later.subject.follows
    assert ". 1 . ." in later.subject.text


def test_a_correction_that_is_not_understood_is_said() -> None:
    found = plan(("user", PUZZLE), SAID, ("user", "that one should be a 7 or so"))
    assert found.declined is not None
    assert found.declined.reason == (
        "which cell is meant otherwise, and what stands in it, was not understood: say it as r1c2 = 3"
    )


def test_the_answer_to_a_question_settles_it() -> None:
    two = f"{PUZZLE}\n\nand\n\n{PUZZLE.replace('1', '4', 1).split(':')[1]}"
    found = plan(("user", two), ("assistant", "Which one is meant?"), ("user", "the second one"))
    assert found.subject is not None
    assert found.subject.reading.questions == ()
    assert "4 . . ." in found.subject.text
    assert "1 . . ." not in found.subject.text


@pytest.mark.parametrize(
    "told",
    [
        ("system", "In every sudoku no two neighbours may be consecutive."),
        ("user", "I will send you a sudoku next, in which no digit may stand next to its successor."),
        ("user", "<user_instructions>In a sudoku each knight's move must differ.</user_instructions>"),
        ("system", "You are an agent. " * 100 + "A sudoku must also have magic squares in its boxes."),
        ("user", "Remember that no two neighbours may be consecutive."),
        ("user", "Nothing may be the same along the long slanted lines."),
        ("user", f"From now on no two neighbours may be consecutive in any sudoku. {PUZZLE}"),
    ],
)
def test_a_rule_told_beforehand_is_never_lost(told: tuple[str, str]) -> None:
    found = plan(told, ("assistant", "ok"), ("user", PUZZLE))
    assert found.by == "nobody" or (found.subject is not None and found.subject.reading.kind != "sudoku")
    if found.declined is not None:
        assert "what was said before the puzzle" in (found.declined.reason or "")


SECOND = PUZZLE.replace("1", "4", 1)


def test_a_rule_told_after_the_puzzle_holds_for_what_follows() -> None:
    told = ("user", "the diagonals must be distinct too")
    found = plan(("user", PUZZLE), SAID, told, ("assistant", "I see."), ("user", "now only row 3"))
    assert found.by == "nobody" or (found.subject is not None and found.subject.reading.kind != "sudoku")


def test_questions_about_one_puzzle_are_none_about_the_next() -> None:
    asked = ("user", "now only row 3")
    found = plan(("user", PUZZLE), SAID, asked, ("assistant", "2 4 1 3"), ("user", SECOND))
    again = plan(("user", PUZZLE), SAID, asked, ("assistant", "2 4 1 3"), ("user", "and row 4?"))
    corrected = plan(("user", PUZZLE), SAID, ("user", "the 4 in row 3 should be a 1"), SAID, ("user", SECOND))
    for each in (found, corrected):
        assert each.subject is not None
        assert (each.subject.text, each.subject.reading.wanted, each.subject.refusal) == (SECOND, "grid", None)
    assert again.subject is not None
    assert again.subject.reading.wanted == "cells r4c1 r4c2 r4c3 r4c4"


@pytest.mark.parametrize("opener", ["hi", "Hello, can you solve puzzles?", "I have a sudoku for you.", "thanks!"])
def test_small_talk_before_a_puzzle_changes_nothing(opener: str) -> None:
    found = plan(("user", opener), ("assistant", "Sure, send it."), ("user", PUZZLE))
    assert found.by == "router"
    assert found.subject is not None
    assert (found.subject.reading.kind, found.subject.reading.refusal) == ("sudoku", None)


@pytest.mark.parametrize(
    "system",
    [
        "You are a helpful assistant.",
        "You are an expert puzzle solver. Solve the puzzle and give only the grid.",
        "Be concise. Explain which cells you filled.",
        "The user will send you puzzles. Answer with the completed grid.",
    ],
)
def test_how_to_speak_is_no_rule(system: str) -> None:
    found = plan(("system", system), ("user", PUZZLE))
    assert found.by == "router"
    assert found.subject is not None
    assert (found.subject.reading.kind, found.subject.reading.refusal) == ("sudoku", None)


def test_two_messages_in_a_row_are_one() -> None:
    found = plan(("user", "Here is my sudoku:\n" + PUZZLE.split("\n", 1)[1]), ("user", "solve it please"))
    assert found.subject is not None
    assert (found.subject.reading.kind, found.subject.reading.refusal) == ("sudoku", None)


def test_a_message_that_is_a_book_is_not_read() -> None:
    found = plan(("user", "1 2 3 4\n" * 20_000 + PUZZLE))
    assert found.declined is not None
    assert found.declined.reason == "the message is longer than 100000 characters; send the puzzle alone"


def test_words_beside_the_tags_are_the_persons_too() -> None:
    assert plain("Both diagonals count. <user_query>1 2\n3 4</user_query>") == "Both diagonals count. \n1 2\n3 4"
    assert plain("<reminder>be brief</reminder>\n<task>how?</task>") == "how?"


NINE = "53..7....\n6..195...\n.98....6.\n8...6...3\n4..8.3..1\n7...2...6\n.6....28.\n...419..5\n....8..79"


@pytest.mark.parametrize(
    "turns",
    [
        (("system", "Les diagonales comptent aussi."), ("user", f"Solve this sudoku:\n{NINE}")),
        (("system", "Bei uns gilt immer auch die Diagonale."), ("user", f"Solve this sudoku:\n{NINE}")),
        (("system", "You only give hints, never solutions."), ("user", f"Solve this sudoku:\n{NINE}")),
        (("user", "A partir de ahora, las diagonales también cuentan."), ("assistant", "OK"), ("user", NINE)),
        (("user", "I have another one with diagonals."), ("assistant", "Send it."), ("user", NINE)),
    ],
)
def test_a_rule_told_before_in_other_words_is_never_lost(turns: tuple[tuple[str, str], ...]) -> None:
    found = plan(*turns)
    reading = found.subject.reading if found.subject is not None else None
    refused = found.declined is not None or reading is None or reading.refusal is not None or reading.questions != ()
    assert refused or (reading is not None and reading.kind == "sudoku_variant")


@pytest.mark.parametrize(
    "words", ["Du bist ein hilfreicher Assistent. Antworte kurz.", "Tu es utile. Réponds en français."]
)
def test_manners_are_no_rules(words: str) -> None:
    assert plan(("system", words), ("user", f"Solve this sudoku:\n{NINE}")).declined is None


def test_terms_told_after_the_maze_hold_for_the_next_question() -> None:
    maze = "Maze: how many steps from S to G?\n\n#####\n#S..#\n#...#\n#..G#\n#####"
    told = ("user", maze), ("assistant", "4"), ("user", "Diagonal moves are fine too."), ("assistant", "ok")
    found = plan(*told, ("user", "How many steps?"))
    assert found.by != "router" or found.subject is None or found.subject.reading.kind == "open"
