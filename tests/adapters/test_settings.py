"""The configuration file: defaults, precedence, precise errors, keys by variable only."""

from __future__ import annotations

from pathlib import Path

import pytest

from adapters.models.configured import configured_chat
from adapters.models.prices import Tokens
from adapters.models.redaction import redact
from adapters.models.settings import PriceSection, Settings, chosen_model, load_settings
from router.errors import UsageError
from router.llm.budget import Budget
from router.llm.ledger import Ledger

FILE = """
model = "openai/my-own"
router_model = "openai/gpt-4o-mini"
[budget]
day_usd = 2.0
[cache]
enabled = true
[models."openai/my-own"]
api_base = "http://127.0.0.1:8000/v1"
api_key_env = "MY_KEY"
max_output_tokens = 100
[prices."openai/my-own"]
input_per_million = 0.5
output_per_million = 2.0
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "config.toml"
    path.write_text(text)
    return path


def test_no_file_is_fine(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "none.toml") == Settings()
    assert configured_chat(settings=Settings()) is None


def test_the_file_makes_the_models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_KEY", "sk-0123456789abcdef0123")
    chats = configured_chat(settings=load_settings(written(tmp_path, FILE)), ledger=Ledger())
    assert chats is not None
    assert (chats.answer.name, chats.reader.name) == ("openai/my-own", "openai/gpt-4o-mini")
    assert chats.answer.spend.budget == Budget(day_usd=2.0)
    assert chats.answer.cache is not None
    assert not chats.answer.cache.open_ended
    estimate = chats.answer.models[0].estimate([])  # type: ignore[attr-defined]
    assert estimate.usd == pytest.approx(estimate.tokens_in * 0.5e-6 + 100 * 2e-6)
    assert "sk-0123456789abcdef0123" not in repr(vars(chats.answer.models[0])["_options"])


def test_a_named_key_that_is_not_set_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="'MY_KEY', named as the key of 'openai/my-own', is not set"):
        configured_chat(settings=load_settings(written(tmp_path, FILE)), ledger=Ledger())


def test_what_a_provider_read_from_its_cache_has_the_price_of_input_where_none_is_said() -> None:
    """A local server reports cached tokens with every second call: the user's own price must hold for them too."""
    price = PriceSection(input_per_million=2.0, output_per_million=8.0).price()
    assert price.usd(Tokens(input=45, output=10, cached=33)) == pytest.approx(45 * 2e-6 + 10 * 8e-6)
    cheaper = PriceSection(input_per_million=2.0, output_per_million=8.0, cached_per_million=0.5).price()
    assert cheaper.usd(Tokens(input=45, output=10, cached=33)) == pytest.approx(12 * 2e-6 + 33 * 0.5e-6 + 10 * 8e-6)
    assert price.usd(Tokens(input=45, output=10, cache_write=33)) is None  # this costs more, nobody said how much


def test_flag_then_environment_then_file() -> None:
    settings = Settings(model="file")
    environ = {"TRM_ROUTER_MODEL": "variable"}
    assert chosen_model("flag", settings, environ) == "flag"
    assert chosen_model(None, settings, environ) == "variable"
    assert chosen_model(None, settings, {}) == "file"
    assert chosen_model(None, Settings(), {}) is None
    assert chosen_model("none", settings, environ) is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("model = ", "cannot read"),
        ("modle = 'x'", "'modle': extra inputs"),
        ("[budget]\nday_usd = -1", "'budget.day_usd': input should be greater"),
        ("[models.x]\napi_key = 'sk-secret'", "'models.x.api_key': extra inputs"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError, match=message) as caught:
        load_settings(written(tmp_path, text))
    assert "sk-secret" not in str(caught.value)


@pytest.mark.parametrize(
    "leak",
    [
        "https://x.googleapis.com/v1/models/g:generate?key=AIzaSyA-1234567890abcdefgh&alt=sse",
        "Authorization: Bearer abcdefgh12345678",
        "http://user:hunter2hunter2@host/path",
        "sk-ant-api03-abcdefghijklmnopqrstuvwx failed",
        "{'x-api-key': 'abcdefgh12345678'}",
        "the value plainsecretvalue was refused",
    ],
)
def test_redaction(leak: str) -> None:
    clean = redact(leak, environ={"OTHER_API_KEY": "plainsecretvalue", "PATH": "/usr/bin"})
    for secret in ("AIzaSyA", "abcdefgh12345678", "hunter2", "sk-ant-api03-abc", "plainsecretvalue"):
        assert secret not in clean
    assert "***" in clean


def test_redaction_leaves_puzzles_alone() -> None:
    text = "53..7....6..195....98....6.8...6...34..8.3..17...2...6.6....28....419..5....8..79 key: r1c1=5"
    assert redact(text, environ={}) == text
