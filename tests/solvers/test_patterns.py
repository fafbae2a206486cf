"""Patterns that are compiled late behave as patterns do, and are compiled once."""

from __future__ import annotations

import copy
import re

import pytest

from solvers.text.patterns import lazily


def test_it_is_compiled_when_it_is_used_and_once(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    really = re.compile

    def counted(expression: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(expression)
        return really(expression, flags)

    monkeypatch.setattr("solvers.text.patterns.re.compile", counted)
    word = lazily(r"\b(\w)at\b", re.I)
    assert compiled == []
    assert [m[1] for m in word.finditer("a cat, a Hat")] == ["c", "H"]
    assert word.sub("dog", "a cat") == "a dog"
    match = word.search("MAT")
    assert match is not None
    assert match[1] == "M"
    assert word.pattern == r"\b(\w)at\b"
    assert compiled == [r"\b(\w)at\b"]


def test_it_can_be_copied_and_names_itself() -> None:
    word = copy.deepcopy(lazily("a+"))
    assert word.fullmatch("aaa")
    assert repr(word) == "lazily('a+')"
