"""`config`: where the configuration is, what holds and who says so, and a file to begin with."""

from __future__ import annotations

import json as jsonlib
import os
import sys
from typing import TYPE_CHECKING, Any

import typer

from adapters.cli.options import AsJson, Commands, Model, Quiet

if TYPE_CHECKING:
    from adapters.models.settings import Settings

TEMPLATE = """\
# trm-router: every line is optional. `trm-router config show` says what holds.

# model = "openai/gpt-4o-mini"        # litellm's notation; --model and TRM_ROUTER_MODEL come first
# router_model = "openai/gpt-4.1-nano"  # reads and plans, if it should be a cheaper one
# fallback_models = ["anthropic/claude-haiku-4-5"]
# vision_model = "openai/gpt-4o"        # copies puzzles out of pictures; else `model`, where it is known to see

[budget]
# request_usd = 0.05
# day_usd = 2.0

[cache]
# enabled = true                      # remember structured answers of a model

[logs]
# enabled = true                      # keep what was asked and proven, for `trm-router logs`

# A model of your own. Keys do not belong in files: name the variable that holds one.
# [models."openai/my-own"]
# api_base = "http://127.0.0.1:8000/v1"
# api_key_env = "MY_KEY"
# [prices."openai/my-own"]
# input_per_million = 0.20
# output_per_million = 0.80
"""

configuring = typer.Typer(
    cls=Commands, rich_markup_mode=None, no_args_is_help=True, help="Show, find or begin the configuration."
)


def register(app: typer.Typer) -> None:
    """Add the commands to the program."""
    app.add_typer(configuring, name="config")


@configuring.command()
def show(model: Model = None, json: AsJson = False) -> None:
    """Say what holds, and where each value comes from."""
    from adapters.models.settings import config_path, load_settings

    file, settings = config_path(), load_settings()
    rows = [("file", str(file) + ("" if file.exists() else " (not there; `trm-router config init` makes it)"), "")]
    rows += _model(model, settings.model)
    rows += [row for name in type(settings).model_fields if name != "model" for row in _rows(settings, name)]
    if json:
        said = {name: {"value": value, "from": source} for name, value, source in rows[1:]}
        sys.stdout.write(jsonlib.dumps({"file": str(file), "exists": file.exists(), **said}) + "\n")
        return
    from adapters.models.redaction import redact
    from adapters.show.display import clean, console

    out = console()
    wide = max(len(name) for name, _, _ in rows) + 2
    for name, value, source in rows:
        out.print(f"{name:<{wide}}{clean(redact(_plain(value)))}" + (f"  ({source})" if source else ""))


def _rows(settings: Settings, name: str) -> list[tuple[str, Any, str]]:
    """A setting, or a section setting by setting: its name, its value and who says so."""
    from pydantic import BaseModel

    from adapters import logs

    value = getattr(settings, name)
    if not isinstance(value, BaseModel):
        said = settings.model_dump(mode="json", include={name})[name]
        return [(name, said, "file" if name in settings.model_fields_set and said else "default")]
    rows = []
    for key, each in value.model_dump(mode="json").items():
        if name == "logs" and logs.VARIABLE in os.environ:
            rows.append((f"{name}.{key}", logs.enabled(), logs.VARIABLE))
        else:
            rows.append((f"{name}.{key}", each, "file" if key in value.model_fields_set else "default"))
    return rows


def _model(flag: str | None, written: str | None) -> list[tuple[str, Any, str]]:
    """The language model in force and who named it."""
    from adapters.models.settings import MODEL_VARIABLE

    for value, source in ((flag, "--model"), (os.environ.get(MODEL_VARIABLE), MODEL_VARIABLE), (written, "file")):
        if value:
            return [("model", value, source)]
    return [("model", None, "default")]


def _plain(value: Any) -> str:
    if value is None or value in ([], {}, ""):
        return "-"
    if isinstance(value, dict):
        return ", ".join(f"{key} {_plain(each)}" for key, each in value.items() if each is not None)
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)


@configuring.command()
def path() -> None:
    """Print where the file is looked for (TRM_ROUTER_CONFIG names another)."""
    from adapters.models.settings import config_path

    sys.stdout.write(f"{config_path()}\n")


@configuring.command()
def init(quiet: Quiet = False) -> None:
    """Write a file to begin with, every setting in it as a comment; an existing one stays as it is."""
    from adapters.models.settings import config_path
    from router.errors import UsageError

    file = config_path()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as stream:
            stream.write(TEMPLATE)
    except FileExistsError as exc:
        raise UsageError(f"{str(file)!r} is there already", hint="edit it, or move it away") from exc
    except OSError as exc:
        reason = (exc.strerror or type(exc).__name__).lower()
        raise UsageError(f"cannot write {str(file)!r}: {reason}", hint="check the path and your rights") from exc
    if not quiet:
        sys.stdout.write(f"wrote {file}\n")
