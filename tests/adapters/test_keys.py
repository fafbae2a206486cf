"""Keys and names of models: what is missing is said at once, by its name."""

from __future__ import annotations

import pytest

from adapters.cli import doctor
from adapters.models.keys import missing, unknown


@pytest.mark.parametrize(
    ("name", "environ", "variable"),
    [
        ("openai/gpt-4o-mini", {}, "OPENAI_API_KEY"),
        ("openai/gpt-4o-mini", {"OPENAI_API_KEY": "k"}, None),
        ("openai/own", {"OPENAI_BASE_URL": "http://127.0.0.1:1"}, None),
        ("gpt-4o-mini", {}, "OPENAI_API_KEY"),
        ("claude-haiku-4-5", {}, "ANTHROPIC_API_KEY"),
        ("ollama_chat/llama3.2", {}, None),
        ("gemini/gemini-2.5-flash", {"GOOGLE_API_KEY": "k"}, None),
    ],
)
def test_the_variable_that_is_missing(name: str, environ: dict[str, str], variable: str | None) -> None:
    assert missing(name, environ) == variable


def test_names_without_a_provider() -> None:
    assert unknown("bogus") is not None
    assert unknown("openai/anything") is None


@pytest.mark.parametrize(("model", "words"), [("bogus", "no provider"), ("openai/gpt-4o-mini", "OPENAI_API_KEY")])
def test_doctor_looks_for_the_key(monkeypatch: pytest.MonkeyPatch, model: str, words: str) -> None:
    monkeypatch.setenv("TRM_ROUTER_MODEL", model)
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    found = next(finding for finding in doctor.look() if finding.name == "model")
    assert (found.state, words in found.detail) == ("missing", True)
