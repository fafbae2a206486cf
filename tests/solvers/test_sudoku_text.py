"""Reading sudokus out of messages: every form, every damage, and what is no sudoku."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sudoku_forms import DAMAGE, FORMS, INTRODUCTIONS, compact, framed, line, message, spaced, unicode_box

from solvers.base import Candidate, Cell, Form, Span
from solvers.kinds.sudoku import SUDOKU
from solvers.kinds.sudoku.layout import faithful, rebuild, render_answer
from solvers.kinds.sudoku.rules import BOXES, Sudoku, generate, render, sudoku
from solvers.kinds.sudoku.text import parse

# Arto Inkala's puzzle of 2010, as printed in newspapers.
HARD = "..53.....8......2..7..1.5..4....53...1..7...6..32...8..6.5....9..4....3......97.."
SOLVED = "145327698839654127672918543496185372218473956753296481367542819984761235521839764"
PROMPTS = Path("../shared/data/prompts")
ROWS = [HARD[i : i + 9] for i in range(0, 81, 9)]
SPACED = "\n".join(" ".join(row) for row in ROWS)
ASK = "Solve this sudoku:\n"

_PUZZLES = {size: [generate(seed, size=size) for seed in range(2)] for size in BOXES}


def one(text: str) -> Candidate[Sudoku]:
    (found,) = parse(text)
    return found


def cells(*places: Cell) -> Form:
    return Form("cells", places)


def as_line(puzzle: Sudoku | None) -> str:
    return "" if puzzle is None else "".join(str(d) if d else "." for row in puzzle.rows for d in row)


def codes(text: str) -> list[str]:
    return [doubt.code for found in parse(text) for doubt in found.doubts]


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_of_every_size_is_read_back(form: str):
    rng = random.Random(form)
    for size in BOXES:
        for puzzle in _PUZZLES[size]:
            blank = rng.choice(".0_?-xX*")
            text = message(rng, FORMS[form](puzzle, blank))
            found = one(text)
            assert (found.puzzle, found.doubts) == (puzzle, ()), text
            assert faithful(text, found)
            assert len(found.cells) == size**2


@pytest.mark.parametrize("damage", sorted(DAMAGE))
def test_damage_in_transit_changes_nothing(damage: str):
    puzzle = _PUZZLES[9][0]
    for write in FORMS.values():
        text = INTRODUCTIONS[0] + DAMAGE[damage](write(puzzle, "."))
        found = one(text)
        assert (found.puzzle, found.doubts) == (puzzle, ()), text
        assert faithful(text, found)


def test_render_is_read_back_without_any_words():
    for puzzle in (puzzle for some in _PUZZLES.values() for puzzle in some):
        assert one(render(puzzle)).puzzle == puzzle


def test_every_clue_knows_where_it_stands():
    text = "> " + ASK + "\n".join("> " + " ".join(row) for row in ROWS)
    found = one(text)
    assert [text[cell.start : cell.end] for cell in found.cells] == list(HARD)
    assert text[found.span.start : found.span.end].startswith(". . 5 3")


def test_a_reading_that_differs_from_its_source_is_not_faithful():
    text = ASK + SPACED
    found = one(text)
    assert found.puzzle is not None
    rows = [list(row) for row in found.puzzle.rows]
    rows[0][2] = 6
    changed = Candidate(found.kind, sudoku(rows), found.span, found.cells, found.form, found.notation)
    assert not faithful(text, changed)
    moved = (found.cells[1], found.cells[0], *found.cells[2:])
    assert not faithful(text, Candidate(found.kind, found.puzzle, found.span, moved, found.form, found.notation))
    wider = Candidate(found.kind, found.puzzle, Span(0, found.span.end), found.cells, found.form, found.notation)
    assert not faithful(text, wider)  # words of the message are no decoration of the grid
    dropped = text.replace(" . 5 3", " 9 . 5 3")  # a cell the reading does not hold
    shift = Span(found.span.start, found.span.end + 2)
    cells = tuple(c if k < 1 else Span(c.start + 2, c.end + 2) for k, c in enumerate(found.cells))
    assert not faithful(dropped, Candidate(found.kind, found.puzzle, shift, cells, found.form, found.notation))


@pytest.mark.parametrize(
    "text",
    [
        "Puzzle: " + ROWS[0] + "\n" + "\n".join(ROWS[1:]),
        ASK + HARD,
        ASK + HARD.replace(".", "0", 5),
        ASK + HARD.replace("...", "…"),
        ASK + "    1 2 3 4 5 6 7 8 9\n" + "\n".join(f"{k}   {' '.join(row)}" for k, row in enumerate(ROWS, 1)),
        ASK + "    A B C D E F G H I\n" + "\n".join(f"{k} | {' '.join(row)}" for k, row in enumerate(ROWS, 1)),
        ASK + "\n".join(f"{'ABCDEFGHI'[k]} {' '.join(row)}" for k, row in enumerate(ROWS)),
        ASK + "\n".join(f"Row {k}: {' '.join(row)}" for k, row in enumerate(ROWS, 1)),
        ASK + "\n".join("\t".join(row.replace(".", " ")).replace(" ", "").rstrip() for row in ROWS),
        ASK + "\n".join(" ".join(row).replace(".", " ").rstrip() for row in ROWS),
        ASK + "\n".join(row.replace(".", " ").rstrip() for row in ROWS),
        ASK + "\n".join("|" + "|".join(row[k : k + 3].replace(".", " ") for k in (0, 3, 6)) + "|" for row in ROWS),
        "|" + "   |" * 9 + "\n|" + "---|" * 9 + "\n"
        + "\n".join("| " + " | ".join(row.replace(".", " ")) + " |" for row in ROWS),
        "|   |" + "".join(f" {k} |" for k in range(1, 10)) + "\n|" + "---|" * 10 + "\n"
        + "\n".join(f"| **{k}** | " + " | ".join(row) + " |" for k, row in enumerate(ROWS, 1)),
        'grid = """\n' + "\n".join(ROWS) + '\n"""',
        '("' + '"\n "'.join(ROWS) + '")',
        "[" + ", ".join(HARD) + "]",
        "/".join(ROWS),
        " ".join(HARD),
        "<pre>" + "<br>".join(ROWS) + "</pre>",
        ASK + SPACED.replace(".", "⬜").replace("5", "5\ufe0f\u20e3"),
        "{" + ", ".join(f'"row{k}": [{", ".join(row.replace(".", "0"))}]' for k, row in enumerate(ROWS, 1)) + "}",
    ],
)  # fmt: skip
def test_the_same_puzzle_in_other_peoples_writing(text: str):
    found = one(text)
    assert as_line(found.puzzle) == HARD
    assert found.doubts == ()


def test_a_star_beside_a_digit_is_not_swallowed():
    rows = SPACED.replace(".", "*").replace("8 * * *", "8 7* * *", 1)  # one symbol too many
    assert all(found.doubts for found in parse(ASK + rows))


def test_facts_in_words():
    text = "In this 4x4 sudoku row 1, column 1 is 3, row 2 column 3 is 4, and row 4, col 2 is 2, r3c3=1."
    found = one(text)
    assert found.puzzle == sudoku([[3, 0, 0, 0], [0, 0, 4, 0], [0, 0, 1, 0], [0, 2, 0, 0]])
    assert [text[c.start : c.end] for c in found.cells if c.end > c.start] == ["3", "4", "1", "2"]
    assert codes("sudoku: r1c1=3, r2c3=4, r4c4=2") == ["size"]
    assert codes("9x9 sudoku: r1c1=3, r2c3=4, r4c4=2, r1c1=7") == ["fact"]
    assert codes("9x9 sudoku: r1c1=3, r2c3=4, r c7=2, r4c4=2") == ["fact"]


def test_two_puzzles_and_a_solution_are_all_told_in_order():
    assert [as_line(c.puzzle) for c in parse(f"{HARD.replace('.', '0')},{SOLVED}")] == [HARD, SOLVED]
    assert len(parse(ASK + SPACED + "\n\nand then this one:\n" + SPACED)) == 2
    assert len(parse(ASK + "\n".join(ROWS + ROWS))) == 2


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        (ASK + "\n".join([ROWS[0], ROWS[1][:-1], *ROWS[2:]]), "ragged", "Row 2 has 8 cells"),
        ("\n".join([ROWS[0] + ".", *ROWS[1:]]), "ragged", "Row 1 has 10 cells"),
        (ASK + "\n".join(ROWS[:8]), "rows", "8 rows of 9"),
        (ASK + HARD[:-1], "length", "80 cells"),
        (ASK + HARD.replace(".", "0", 5).replace(".", "x", 3), "blanks", "several signs"),
        ("4x4 sudoku:\n1 . . 4\n. 5 . .\n. . 2 .\n3 . . 1", "digit", "r2c2 = 5"),
        ("sudoku 8x8:\n" + "\n".join(["1 . 3 . 5 . . 8"] * 8), "variant", "8x8"),
        ("sudoku\n12|..|56\n..|..|..\n..|34|..\n--+--+--\n..|..|..\n..|12|..\n5.|..|.1", "variant", "3 rows x 2"),
        (ASK + "\n".join(["| 12 4 39 | 67 8 5 | 1 2 3 |"] * 9), "pencil_marks", "r1c1 is 12"),
        (
            ASK + "\n".join(f"{r[:3]} {r[3:6]} {r[6:]}"[: 7 if r in ROWS[3:6] else 11] for r in ROWS),
            "grid",
            "Lines 2 to 10",
        ),
        (
            "sudoku [" + ",".join(f"[{','.join(r.replace('.', '0'))}]" for r in [*ROWS[:8], "0000970"]) + "]",
            "grid",
            "list",
        ),
        (
            "sudoku\n" + "\n".join("123456789ABCDEF."[k:] + "123456789ABCDEF."[:k] for k in range(16)),
            "digits",
            "0 to F or 1 to G",
        ),
    ],
)
def test_what_is_open_is_asked(text: str, code: str, words: str):
    (found,) = parse(text)
    assert [doubt.code for doubt in found.doubts] == [code]
    assert words in found.doubts[0].question


def test_blanks_whose_columns_are_unclear_are_asked_about():
    assert codes("4x4 sudoku\n 3\n 1\n\n 2") == ["columns"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hello, how are you?",
        "Call 555 123 4567 or 1234 5678 9012 3456, hash d41d8cd98f00b204e9800998ecf8427e, 2024-01-01",
        "a3f5" * 64,
        "3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803",
        "\n".join(" ".join(str(r * c) for c in range(1, 10)) for r in range(1, 10)),
        "\n".join(" ".join(str((r * 7 + c * 3) % 10) for c in range(9)) for r in range(9)),
        "\n".join(" ".join(str((r * c) % 2) for c in range(9)) for r in range(9)),
        "1 0 0 4\n0 4 1 0\n0 1 4 0\n4 0 0 1",
        "[[1, 2, 3, 4], [2, 3, 4, 1], [3, 4, 1, 2], [4, 1, 2, 3]]",
        "[" + ", ".join(str(k % 10) for k in range(81)) + "]",
        "Write a sudoku solver in Python that uses backtracking.",
        "My sudoku code fails:\nfor i in range(9):\n    for j in range(9):\n        a[i][j] = 0\n",
        "sudoku solver, version 1.2.3\n1. parse\n2. solve\n3. print\n4. test",
        "." * 81,
        "-" * 81,
        "- one\n- two\n- three\n- four",
        "Skyscraper is similar to Sudoku. Answer like\n2 4 3 1\n3 1 2 4\n4 3 1 2\n1 2 4 3",
        "x x x\no o o\nx o x",
        "0 1 2 0 0 3\n0 0 0 0 0 0\n1 1 1 1 1 1\n0 0 0 0 0 0\n2 2 2 2 2 2\n0 0 0 0 0 0",
    ],
)
def test_what_is_no_sudoku_is_nothing(text: str):
    assert parse(text) == []


def test_a_broken_example_grid_counts_only_where_sudoku_is_spoken_of():
    # the example of the answer's form in Enigmata's sudoku prompt (BytedTsinghua-SIA/Enigmata, Apache-2.0)
    rows = ["2 4 3 1 1 2 4 3 1"] * 8 + ["5 4 3 1 1 2 4 8 1"]
    assert parse("\n".join(rows)) == []
    (found,) = parse("A sudoku answer looks like\n" + "\n".join(rows))
    assert found.puzzle is not None
    assert SUDOKU.check(found.puzzle) != ()


def test_words_for_sudoku_make_a_4x4_readable():
    grid = "1 0 0 4\n0 4 1 0\n0 1 4 0\n4 0 0 1"
    for word in ("sudoku", "Sodoku", "sudoko", "SUDUKU", "su-doku", "数独", "судоку", "スドク", "스도쿠"):
        assert len(parse(f"{word}\n{grid}")) == 1
    assert len(parse(f"Each row, column and 2x2 box holds 1-4 once:\n{grid}")) == 1


ANSWER = tuple(tuple(int(c) for c in SOLVED[r * 9 : r * 9 + 9]) for r in range(9))


@pytest.mark.parametrize("form", [compact, line, spaced, framed, unicode_box])
def test_the_answer_comes_in_the_users_own_layout(form: object):
    text = ASK + form(sudoku([[int(c) if c != "." else 0 for c in row] for row in ROWS]), ".")  # type: ignore[operator]
    found = one(text)
    assert found.puzzle is not None
    expected = form(sudoku(ANSWER), ".")  # type: ignore[operator]
    assert rebuild(text, found, ANSWER) == expected
    assert render_answer(ANSWER, Form(), found.notation) == expected


def test_quote_marks_and_line_numbers_are_not_part_of_the_answer():
    text = "\n".join(f"> {k}: {' '.join(row)}" for k, row in enumerate(ROWS, 1))
    found = one(ASK + text)
    assert found.puzzle is not None
    answer = render_answer(ANSWER, Form(), found.notation).split("\n")
    assert [row.strip() for row in answer] == [" ".join(SOLVED[r * 9 : r * 9 + 9]) for r in range(9)]


def test_full_width_digits_and_letters_are_kept():
    found = one(ASK + DAMAGE["full_width"](SPACED))
    assert found.puzzle is not None
    assert render_answer(ANSWER, cells(*((0, c) for c in range(9))), found.notation) == "１ ４ ５ ３ ２ ７ ６ ９ ８"
    large = _PUZZLES[16][0]
    (answer,) = SUDOKU.exact(large).answers
    read = one(ASK + compact(large, "."))
    shown = render_answer(answer, Form(), read.notation)
    assert one(ASK + shown).puzzle == sudoku(answer)
    assert "G" in shown


@pytest.mark.parametrize("gap", ["", " "])
@pytest.mark.parametrize("letters", ["ABCDEFGHIJKLMNOP", "abcdefghijklmnop"])
def test_a_16x16_in_the_letters_a_to_p(letters: str, gap: str):
    large = _PUZZLES[16][0]
    lines = [gap.join("." if digit == 0 else letters[digit - 1] for digit in row) for row in large.rows]
    found = one("Can you help me keep calm and solve this sudoku?\n" + "\n".join(lines))
    assert found.puzzle == large
    (answer,) = SUDOKU.exact(large).answers
    shown = render_answer(answer, Form(), found.notation)
    assert shown.split("\n")[0].replace(" ", "") == "".join(letters[digit - 1] for digit in answer[0])


JSON = "[" + ",".join("[" + ",".join(SPACED.replace(".", "0").split("\n")[r].split()) + "]" for r in range(9)) + "]"
LABELLED = "\n".join(f"{{}} {row}" for row in SPACED.split("\n"))
LABELS = {"Row 1:": [f"Row {r}:" for r in range(1, 10)], "1.": [f"{r}." for r in range(1, 10)], ">": [">"] * 9}


@pytest.mark.parametrize("text", [JSON, f"```json\n{JSON}\n```", '{"grid": ' + JSON + "}"])
def test_json_on_one_line_is_answered_with_json(text: str):
    found = one(ASK + text)
    filled = json.loads(render_answer(ANSWER, Form(), found.notation))
    assert (filled["grid"] if isinstance(filled, dict) else filled) == [list(row) for row in ANSWER]


@pytest.mark.parametrize("labels", LABELS.values(), ids=LABELS)
def test_labels_and_quote_marks_are_left_out_on_every_line(labels: list[str]):
    found = one(ASK + LABELLED.format(*labels))
    answer = render_answer(ANSWER, Form(), found.notation).split("\n")
    assert answer == [" ".join(map(str, row)) for row in ANSWER]


def test_numbers_that_were_not_aligned_stay_apart():
    puzzle = _PUZZLES[16][0]
    (answer,) = SUDOKU.exact(puzzle).answers
    found = one(ASK + "\n".join(" ".join(map(str, row)) for row in puzzle.rows))
    shown = render_answer(answer, Form(), found.notation)
    assert [line.split() for line in shown.split("\n")] == [[str(digit) for digit in row] for row in answer]


def _in_letters(gap: str = "") -> list[str]:
    return [gap.join(("." + "ABCDEFGHIJKLMNOP")[digit] for digit in row) for row in _PUZZLES[16][0].rows]


def test_a_16x16_in_letters_with_boxes_drawn():
    rows = [" | ".join(row[at : at + 4] for at in range(0, 16, 4)) for row in _in_letters()]
    text = "\n".join(row + ("\n" + "-" * 25 if number in (3, 7, 11) else "") for number, row in enumerate(rows))
    assert one("Solve this sudoku:\n" + text).puzzle == _PUZZLES[16][0]


@pytest.mark.parametrize("damage", ["short row", "long row", "short grid"])
def test_a_damaged_grid_in_letters_is_asked_about(damage: str):
    rows = _in_letters()
    rows[5] = {"short row": rows[5][:-1], "long row": rows[5] + ".", "short grid": rows[5]}[damage]
    found = one("Solve this sudoku:\n" + "\n".join(rows[: 15 if damage == "short grid" else 16]))
    assert found.puzzle is None
    assert [doubt.code for doubt in found.doubts] == ["grid"]


def test_right_aligned_numbers_stay_aligned():
    puzzle = _PUZZLES[16][1]
    (answer,) = SUDOKU.exact(puzzle).answers
    read = one(render(puzzle))
    assert render_answer(answer, Form(), read.notation) == render(sudoku(answer))


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (cells((2, 4)), "1"),
        (cells((0, 2), (8, 0)), "r1c3=5, r9c1=5"),
        (cells(*((3, c) for c in range(9))), "4 9 6 1 8 5 3 7 2"),
        (cells(*((r, 1) for r in range(9))), "4 3 7 9 1 5 6 8 2"),
        (cells(*((r, c) for r in range(3) for c in range(3, 6))), "3 2 7\n6 5 4\n9 1 8"),
        (Form("line"), SOLVED),
        (Form(wrap="json"), str([list(row) for row in ANSWER])),
        (Form("csv"), "\n".join(",".join(map(str, row)) for row in ANSWER)),
        (Form(wrap="brackets"), "[[" + ",".join(" ".join(map(str, row)) for row in ANSWER) + "]]"),
        (Form("boxes"), render(sudoku(ANSWER))),
    ],
)
def test_a_part_or_another_form_is_given_when_asked(wanted: Form, expected: str):
    found = one(HARD)
    assert found.puzzle is not None
    assert render_answer(ANSWER, wanted, found.notation) == expected


def _rows(grid: object) -> object:
    return tuple(tuple(row) for row in grid)  # type: ignore[attr-defined]


@pytest.mark.skipif(not PROMPTS.exists(), reason="needs ../shared/data")
@pytest.mark.parametrize("name", ["sudoku", "sudoku_hard", "mini_sudoku"])
def test_reasoning_gym_prompts_are_read(name: str):
    items = [json.loads(item) for item in (PROMPTS / f"reasoning_gym/{name}.jsonl").open()][:20]
    for item in items:
        found = one(item["question"])
        assert found.puzzle is not None
        assert found.doubts == ()
        assert found.puzzle.rows == _rows(item["metadata"]["puzzle"])
    assert len(items) == 20


@pytest.mark.skipif(not PROMPTS.exists(), reason="needs ../shared/data")
def test_enigmata_prompts_hold_the_puzzle_behind_an_example():
    items = map(json.loads, (PROMPTS / "enigmata_generated_grid_prompts.jsonl").open())
    chosen = [item for item in items if item["task"] in ("sudoku", "sudoku2")][::4]
    for item in chosen:
        example, puzzle = parse(item["question"])
        assert example.span.start < item["question"].index("Here is the puzzle") < puzzle.span.start
        assert puzzle.puzzle is not None
        assert puzzle.puzzle.rows == _rows(item["metadata"]["question"])
    assert len(chosen) >= 15


@pytest.mark.skipif(not PROMPTS.exists(), reason="needs ../shared/data")
@pytest.mark.parametrize(
    "name",
    ["arc_1d", "binary_matrix", "futoshiki", "game_of_life", "kakurasu", "largest_island", "manipulate_matrix", "maze",
     "n_queens", "pool_matrix", "rotate_matrix", "rotten_oranges", "rush_hour", "spiral_matrix", "survo"],
)  # fmt: skip
def test_other_grids_of_reasoning_gym_are_no_sudoku(name: str):
    items = [json.loads(item) for item in (PROMPTS / f"reasoning_gym/{name}.jsonl").open()][:15]
    assert [item["question"] for item in items if parse(item["question"])] == []


@pytest.mark.skipif(not PROMPTS.exists(), reason="needs ../shared/data")
def test_chat_prompts_are_no_sudoku():
    items = [json.loads(item) for item in (PROMPTS / "../negatives/chat_prompts.jsonl").open()][::4]
    assert [item["prompt"] for item in items if parse(item["prompt"])] == []
    assert len(items) == 250


SCRAPS = [
    *"0123456789.xX*_?-|+ \n\t[](),\"'`>:#",
    "---+---+---",
    "sudoku",
    "53..7....",
    "r1c1=5",
    "\\n",
    "５",
    "⬜",
    "\x00",
]


@settings(max_examples=120, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(st.sampled_from(SCRAPS), max_size=200).map("".join)))
def test_scraps_never_raise_and_readings_are_faithful(text: str):
    for found in parse(text):
        assert faithful(text, found)
        assert found.puzzle is not None or found.doubts


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(FORMS)), st.integers(0, 10**6))
def test_random_damage_gives_the_puzzle_a_question_or_nothing_but_never_another_source(form: str, seed: int):
    rng = random.Random(seed)
    text = list(ASK + FORMS[form](_PUZZLES[9][0], rng.choice(".0_")))
    for _ in range(rng.randint(1, 6)):
        at = rng.randrange(len(text))
        text[at : at + rng.randint(0, 2)] = rng.choice(["", " ", "\n", "x", "7", ".", "\u00a0", "|", text[at] * 2])
    damaged = "".join(text)
    for found in parse(damaged):
        assert faithful(damaged, found)


@pytest.mark.parametrize(
    "text",
    [
        "1 2 3 4 5 6 7 8 9\n" * 55_000,
        "[1,2,3,4]" * 110_000,
        "\n" * 1_000_000,
        "The quick brown fox: it's 12 o'clock.\n" * 26_000,
    ],
    ids=["rows", "lists", "newlines", "prose"],
)
def test_a_megabyte_takes_about_a_second(text: str):
    began = time.process_time()
    parse(text)
    assert time.process_time() - began < 2.5  # twice the aim, for a busy machine


@pytest.mark.parametrize("label", ["{} ", "{}: ", "{}| ", "row {}: "])
def test_labels_may_count_from_zero(label: str) -> None:
    rows = [label.format(n) + row for n, row in enumerate(SPACED.split("\n"))]
    assert as_line(one(ASK + "\n".join(rows)).puzzle) == HARD
