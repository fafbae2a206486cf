"""The user's configuration: one TOML file in the platform's configuration directory; every part of it is optional.

model = "openai/gpt-4o-mini"              # litellm's notation; --model and TRM_ROUTER_MODEL come first
router_model = "openai/gpt-4.1-nano"      # reads and plans, if it should be a cheaper one
fallback_models = ["anthropic/claude-haiku-4-5"]
vision_model = "openai/gpt-4o"            # copies puzzles out of pictures; else `model`, where it is known to see
[budget]
request_usd = 0.05
day_usd = 2.0
[models."openai/my-own"]
api_base = "http://127.0.0.1:8000/v1"
api_key_env = "MY_KEY"                    # the name of a variable: keys do not belong in files
[prices."openai/my-own"]
input_per_million = 0.20
output_per_million = 0.80
[logs]
enabled = true                            # `trm-router logs` then finds what was asked; TRM_ROUTER_LOGS=1 does the same
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from adapters.models.prices import Price
from router.errors import UsageError
from router.llm.budget import Budget

APP = "trm-router"
MODEL_VARIABLE = "TRM_ROUTER_MODEL"
FILE_VARIABLE = "TRM_ROUTER_CONFIG"


class _Strict(BaseModel):
    model_config = ConfigDict(defer_build=True, frozen=True, extra="forbid")


class ModelSection(_Strict):
    """How one model is reached."""

    api_base: str | None = None
    api_key_env: str | None = None
    max_output_tokens: int = Field(default=8192, ge=1)
    call_seconds: float = Field(default=180.0, gt=0)
    structured: Literal["auto", "schema", "text"] = "auto"
    vision: bool | None = None


class PriceSection(_Strict):
    """The user's own prices, in dollars a million tokens. What the provider read from its cache costs like other input
    where nothing is said of it: no provider asks more for it."""

    input_per_million: float = Field(ge=0)
    output_per_million: float = Field(ge=0)
    cached_per_million: float | None = Field(default=None, ge=0)
    cache_write_per_million: float | None = Field(default=None, ge=0)

    def price(self) -> Price:
        """The same in dollars a token."""

        def each(value: float | None) -> float | None:
            return None if value is None else value / 1e6

        return Price(
            self.input_per_million / 1e6,
            self.output_per_million / 1e6,
            each(self.input_per_million if self.cached_per_million is None else self.cached_per_million),
            each(self.cache_write_per_million),
        )


class BudgetSection(_Strict):
    """Limits in dollars."""

    request_usd: float | None = Field(default=None, ge=0)
    thread_usd: float | None = Field(default=None, ge=0)
    day_usd: float | None = Field(default=None, ge=0)

    def budget(self) -> Budget:
        """As the router wants it."""
        return Budget(self.request_usd, self.thread_usd, self.day_usd)


class CacheSection(_Strict):
    """Remembered answers: structured ones only, unless `open_ended`."""

    enabled: bool = False
    open_ended: bool = False
    days: float = Field(default=30.0, gt=0)


class LogsSection(_Strict):
    """Whether the command line keeps what was asked and proven."""

    enabled: bool = False


class Settings(_Strict):
    """The whole file."""

    model: str | None = None
    router_model: str | None = None
    fallback_models: tuple[str, ...] = ()
    vision_model: str | None = None
    budget: BudgetSection = BudgetSection()
    cache: CacheSection = CacheSection()
    logs: LogsSection = LogsSection()
    models: dict[str, ModelSection] = Field(default_factory=dict)
    prices: dict[str, PriceSection] = Field(default_factory=dict)


def config_path(environ: Mapping[str, str] | None = None) -> Path:
    """Where the file is looked for."""
    named = (os.environ if environ is None else environ).get(FILE_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_config_path

    return user_config_path(APP, appauthor=False) / "config.toml"


def data_path(name: str) -> Path:
    """A file of ours (ledger, answer cache, chat threads) in the platform's data directory."""
    from platformdirs import user_data_path

    return user_data_path(APP, appauthor=False) / name


def load_settings(path: Path | None = None) -> Settings:
    """The settings in `path` (default: the usual place), or the defaults where there is no file."""
    where = path or config_path()
    try:
        data = tomllib.loads(where.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as exc:
        raise UsageError(f"cannot read {str(where)!r}: {exc}", hint="correct the file, or move it away") from exc
    try:
        return Settings.model_validate(data)
    except ValidationError as exc:
        first = exc.errors(include_url=False, include_input=False)[0]
        key = ".".join(map(str, first["loc"]))
        raise UsageError(f"{str(where)!r}: {key!r}: {first['msg'].lower()}", hint="see the README's example") from None


def chosen_model(flag: str | None, settings: Settings, environ: Mapping[str, str] | None = None) -> str | None:
    """The model to use: the flag, then the environment, then the file; whichever speaks first may say "none"."""
    name = flag or (os.environ if environ is None else environ).get(MODEL_VARIABLE) or settings.model
    return None if name == "none" else name
