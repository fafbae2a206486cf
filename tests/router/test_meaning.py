"""Requests as people write them, judged by what is right for each: none is answered wrongly, few are refused."""

from __future__ import annotations

import importlib.util
from collections import Counter
from pathlib import Path

import pytest

_SPEC = importlib.util.spec_from_file_location("meaning", Path(__file__).parents[1] / "judges" / "meaning.py")
assert _SPEC is not None
assert _SPEC.loader is not None
meaning = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(meaning)

needs_judge = pytest.mark.skipif(not meaning.JUDGE.exists(), reason="needs ../shared/data/meaning")


@needs_judge
def test_our_own_requests() -> None:
    counts = Counter(verdict for verdict, *_ in meaning.judged(Path(__file__).with_name("requests_own.jsonl")))
    assert counts["wrong"] == 0
    assert counts["refused"] <= 16
    assert counts["right"] >= 70


@needs_judge
@pytest.mark.slow
def test_the_practice_requests() -> None:
    results = meaning.judged(meaning.JUDGE.with_name("dev_requests.jsonl"))
    counts = Counter(verdict for verdict, *_ in results)
    assert counts["wrong"] <= 1
    assert counts["refused"] <= 12
    assert (counts["right"] + counts["honest"] / 2) / len(results) >= 0.82
