"""Within one request a text is read once, and nothing is kept beyond it."""

from __future__ import annotations

from contextvars import copy_context
from threading import Thread

import pytest

from router.reading import candidates
from router.reading.once import once, reading_once
from router.reading.read import read

SUDOKU = "Solve this sudoku:\n1 . . .\n. . 3 .\n. 4 . .\n. . . 2"


def test_a_text_is_read_once_inside_and_anew_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    gathered = candidates._gathered

    def counting(text: candidates.Text) -> candidates.Found:
        seen.append(text.raw)
        return gathered(text)

    monkeypatch.setattr(candidates, "_gathered", counting)
    first = read(SUDOKU)
    with reading_once():
        assert read(SUDOKU) == first
        before = len(seen)
        with reading_once():
            assert read(SUDOKU) is read(SUDOKU)
        candidates.gather(candidates.Text(SUDOKU))
        assert len(seen) == before
        assert read(SUDOKU.replace("3", "4")).kind == "sudoku"
        assert len(seen) > before
    before = len(seen)
    assert read(SUDOKU) == first
    assert len(seen) > before


def test_what_is_done_with_one_text_is_told_apart_and_shared_by_threads() -> None:
    with reading_once():
        assert once("a", "text", lambda: 1) == 1
        assert once("b", "text", lambda: 2) == 2
        found: list[int] = []
        context = copy_context()
        thread = Thread(target=context.run, args=(lambda: found.append(once("a", "text", lambda: 3)),))
        thread.start()
        thread.join()
        assert found == [1]
    assert once("a", "text", lambda: 4) == 4


def test_a_failure_is_not_kept() -> None:
    with reading_once():
        with pytest.raises(ZeroDivisionError):
            once("a", "text", lambda: 1 // 0)
        assert once("a", "text", lambda: 5) == 5


def test_a_context_that_outlives_the_request_keeps_nothing() -> None:
    with reading_once():
        assert once("a", "text", lambda: 1) == 1
        left = copy_context()
        with reading_once(anew=True):
            assert once("a", "text", lambda: 2) == 2
        assert once("a", "text", lambda: 3) == 1
    assert left.run(once, "a", "text", lambda: 4) == 4
    assert left.run(once, "a", "text", lambda: 5) == 5

    def later() -> list[int]:
        with reading_once():
            return [once("a", "text", lambda: 6), once("a", "text", lambda: 7)]

    assert left.run(later) == [6, 6]
