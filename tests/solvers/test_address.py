"""Addresses of puzzles: found in text as people paste them, and every code of their bodies there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from solvers.base import BadPuzzle
from solvers.text import address
from solvers.text.address import UNKNOWN, Clues, addresses
from solvers.text.source import Text

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def number(value: int) -> str:
    if value == UNKNOWN:
        return "."
    for sign, (length, added) in (("", (1, 0)), ("-", (2, 0)), ("+", (3, 0)), ("=", (3, 4096)), ("%", (3, 8192))):
        if value - added < 16**length:
            return sign + f"{value - added:0{length}x}"
    raise AssertionError(value)


def gaps(clues: Clues, first: str, longest: int, written) -> str:  # type: ignore[no-untyped-def]
    body, gap = "", 0
    for clue in [*clues, "end"]:
        if clue is None:
            gap += 1
            continue
        while gap:
            step = min(gap, longest)
            body, gap = body + chr(ord(first) + step - 1), gap - step
        if clue != "end":
            body += written(clue)
    return body


def flags(bits: list[bool]) -> str:
    padded = bits + [False] * (-len(bits) % 5)
    return "".join(DIGITS[int("".join("01"[b] for b in padded[at : at + 5]), 2)] for at in range(0, len(padded), 5))


def clues(values: st.SearchStrategy[int]) -> st.SearchStrategy[Clues]:
    return st.lists(st.none() | values, min_size=1, max_size=90)


@given(clues(st.integers(UNKNOWN, 12000)), st.sampled_from(["", ".", "/", ").", ".!"]))
def test_hexadecimal_numbers(found: Clues, rest: str) -> None:
    body = gaps(found, "g", 20, number)
    assert address.number16(body + rest, len(found)) == (found, rest)


@given(clues(st.integers(UNKNOWN, 9)))
def test_decimal_numbers(found: Clues) -> None:
    body = gaps(found, "a", 26, lambda n: "." if n == UNKNOWN else str(n))
    assert address.number10(body, len(found)) == (found, "")


@given(clues(st.integers(UNKNOWN, 4)), st.booleans())
def test_numbers_up_to_four(found: Clues, dense: bool) -> None:
    body, at = "", 0
    while at < len(found):
        clue = found[at]
        if clue is None:
            body += "g"
        elif clue == UNKNOWN:
            body += "."
        else:
            empty = 0
            while dense and empty < 2 and at + 1 < len(found) and found[at + 1] is None:
                empty, at = empty + 1, at + 1
            body += f"{clue + 5 * empty:x}"
        at += 1
    assert address.four(body, len(found)) == (found, "")


@given(st.integers(1, 9), st.integers(1, 9), st.data())
def test_borders_and_rooms(columns: int, rows: int, data: st.DataObject) -> None:
    line = st.lists(st.booleans(), min_size=columns - 1, max_size=columns - 1)
    right = data.draw(st.lists(line, min_size=rows, max_size=rows))
    level = st.lists(st.booleans(), min_size=columns, max_size=columns)
    below = data.draw(st.lists(level, min_size=rows - 1, max_size=rows - 1))
    body = flags([b for row in right for b in row]) + flags([b for row in below for b in row])
    assert address.borders(body + "7", columns, rows) == (right, below, "7")
    labels, _ = address.regions(body, columns, rows)
    firsts = list(dict.fromkeys(label for row in labels for label in row))
    assert firsts == list(range(len(firsts)))
    for r in range(rows):
        for c in range(columns):  # without a line between them two cells are of one room
            assert c + 1 == columns or right[r][c] or labels[r][c] == labels[r][c + 1]
            assert r + 1 == rows or below[r][c] or labels[r][c] == labels[r + 1][c]


@given(clues(st.integers(1, 2)))
def test_circles(found: Clues) -> None:
    padded = [clue or 0 for clue in found] + [0] * (-len(found) % 3)
    body = "".join(DIGITS[9 * a + 3 * b + c] for a, b, c in zip(padded[::3], padded[1::3], padded[2::3], strict=True))
    assert address.circles(body, len(found)) == (found, "")


@given(st.lists(st.none() | st.tuples(st.integers(0, 4), st.integers(UNKNOWN, 4000)), min_size=1, max_size=60))
def test_numbers_with_arrows(found: list[address.Arrow | None]) -> None:
    def written(clue: address.Arrow) -> str:
        way, value = clue
        if value < 16:
            return f"{way}{number(value)}"
        return f"{way + 5}{value:02x}" if value < 256 else f"-{way}{value:03x}"

    body = gaps(found, "a", 26, written)  # type: ignore[arg-type]
    assert address.arrow_number16(body, len(found)) == (found, "")


@given(st.sets(st.integers(0, 120)))
def test_marks(places: set[int]) -> None:
    body, last = "", -1
    for place in sorted(places):
        gap = place - last - 1
        body, last = body + "." * (gap // 36) + DIGITS[gap % 36], place
    found, rest = address.marks(body, 121)
    assert ({i for i, mark in enumerate(found) if mark}, rest) == (places, "")


def test_numbers_on_the_margin() -> None:
    assert address.margin16("1g2g3h4", 2, 2) == (([1, None], [2, None], [3, None], [None, 4]), "")


def test_rooms_are_numbered_by_their_first_cells() -> None:
    labels, rest = address.regions("1040g81040g000003vo00001o05550", 9, 8)
    assert labels[0] == [0, 0, 0, 0, 0, 1, 1, 1, 1]
    assert labels[3:] == [[2] * 3 + [3] * 6] * 4 + [[3] * 9]
    assert address.room_number16(rest, labels) == ({0: 5, 1: 5, 2: 5, 3: 0}, "")


@pytest.mark.parametrize(
    "text",
    [
        "https://puzz.link/p?nurikabe/10/10/m6w5g2l5p4n1i5v4g7rao",
        "solve http://pzv.jp/p.html?nurikabe/10/10/m6w5g2l5p4n1i5v4g7rao, please",
        "<https://pzprxs.vercel.app/p?nurikabe/10/10/m6w5g2l5p4n1i5v4g7rao>",
        "(https://puzz.link/p?nurikabe_edit/10/10/m6w5g2l5p4n1i5v4g7rao)!",
        "[this](https://puzz.link/p?nurikabe/10/10/m6w5g2l5p4n1i5v4g7rao) one",
        "puzz.link/p?nurikabe/10/10/m6w5g2l5p4n1i5v4g7rao&id=259flcep",
        "p?nurikabe/10/10/m6w5g2l5p4n1i5v4g7rao",
        "https://puzz.link/p?nurikabe%2F10%2F10%2Fm6w5g2l5p4n1i5v4g7rao",
        "https://puzz.link/p?nurikabe/10/10/m6w5g2l5p4n1i5v4g7rao%22",
        "https://puzz.link/p?nurikabe/10/10/m6w5g2l5p4n1i5v4g7rao https://puzz.link/p?nurikabe/10/10/m6w5g2l5p4n1i5v4g7rao/",
    ],
)
def test_an_address_as_people_paste_it(text: str) -> None:
    (found,) = Text(text).addresses
    assert (found.name, found.columns, found.rows, found.variant) == ("nurikabe", 10, 10, False)
    clues, rest = address.number16(found.body, found.cells)
    address.finished(rest)
    assert [clue for clue in clues if clue] == [6, 5, 2, 5, 4, 1, 5, 4, 7, 10]
    assert text[found.span.start : found.span.end].startswith(("http", "puzz", "p?"))


def test_a_variant_says_so() -> None:
    (found,) = addresses("https://puzz.link/p?lightup/v:/3/2/g1.")
    assert found.variant
    assert (found.columns, found.rows, found.body) == (3, 2, "g1.")
    (plain,) = addresses("https://puzz.link/p?nurimisaki/d/3/2/g1.")
    assert (plain.flags, plain.variant) == (("d",), False)


def test_a_saved_file() -> None:
    text = "Here:\n```\npzprv3\nlightup\n2\n3\n. - 1 \n. . + \n```\nThanks!"
    (found,) = Text(text).addresses
    assert (found.name, found.columns, found.rows, found.saved) == ("lightup", 3, 2, True)
    assert found.table == [[".", "-", "1"], [".", ".", "+"]]
    assert text[found.span.start : found.span.end].strip().endswith("+")
    (found,) = addresses("pzprv3\r\nsudoku\r\n4\r\n1 . . .\r\n\r\nbye")
    assert (found.columns, found.rows, found.table) == (4, 4, [["1", ".", ".", "."]])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "who? me/you/him",
        "https://example.org/search?q=a/7/7",
        "https://x.org/p?a=1",
        "http://a.b/p?sudoku/9",
        "pzprv3",
    ],
)
def test_no_address(text: str) -> None:
    assert addresses(text) == []


@pytest.mark.parametrize("body", ["g", "gg-1", "zz", "gg1", "g!"])
def test_damaged_bodies_are_refused(body: str) -> None:
    with pytest.raises(BadPuzzle):
        address.finished(address.number16(body, 2 if body in ("zz", "gg1") else 3)[1] + ("!?x" if body == "zz" else ""))
