"""`kinds`, `config`, `logs` and the shell's completion: what there is, what holds, what was asked, what Tab offers."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from fake_router import FILLED, GRID, FakeRouter

from adapters import compose, logs
from adapters.cli import config, run
from adapters.models.settings import Settings, load_settings
from router.types import Receipt
from solvers.kinds import KINDS
from solvers.networks import shared

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    for name in ("TRM_ROUTER_CONFIG", "TRM_ROUTER_MODEL", "TRM_ROUTER_LOGS"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def router(monkeypatch: pytest.MonkeyPatch) -> FakeRouter:
    fake = FakeRouter()
    monkeypatch.setattr(compose, "build_router", lambda **_: fake)
    return fake


# ---------------------------------------------------------------------- kinds


def test_every_kind_is_listed_with_its_rules(capsys: Output) -> None:
    assert run(["kinds", "--json"]) == 0
    said = {each["name"]: each for each in map(json.loads, capsys.readouterr().out.splitlines())}
    assert list(said) == list(KINDS)
    for name, each in said.items():
        assert each["title"] == KINDS[name].title
        assert each["rules"] == KINDS[name].says != ""
        assert "\n" not in each["rules"]
        assert each["solvers"]
    assert said["zebra"]["sizes"] == {"made": [2, 3, 4, 5], "usual": {"easy": 3, "medium": 4, "hard": 5}}
    assert run(["kinds"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 2 * len(KINDS)


def test_kinds_by_a_word(capsys: Output) -> None:
    assert run(["kinds", "-q", "Latin"]) == 0
    assert capsys.readouterr().out == "latin\n"
    assert run(["kinds", "sudokoo"]) == 2
    assert "did you mean 'sudoku'?" in capsys.readouterr().err


def test_the_solvers_that_are_listed_do_solve_it(capsys: Output) -> None:
    assert run(["kinds", "--json"]) == 0
    for each in map(json.loads, capsys.readouterr().out.splitlines()):
        kind = KINDS[each["name"]]
        if not each["sizes"].get("usual") or each["name"] == "rules":
            continue
        puzzle = kind.generate(0, difficulty="easy")
        assert shared().supports(each["name"], puzzle) is ("network over rules" in each["solvers"]), each["name"]


# ---------------------------------------------------------------------- config


def test_config_begins_shows_and_never_overwrites(capsys: Output, home: Path) -> None:
    file = home / "XDG_CONFIG_HOME" / "trm-router" / "config.toml"
    assert run(["config", "path"]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    assert run(["config", "show"]) == 0
    assert "not there; `trm-router config init` makes it" in capsys.readouterr().out
    assert run(["config", "init"]) == 0
    assert capsys.readouterr().out == f"wrote {file}\n"
    assert file.stat().st_mode & 0o077 == 0
    assert load_settings() == Settings()
    file.write_text('router_model = "x/small"\n[budget]\nday_usd = 2.0\n')
    assert run(["config", "init"]) == 2
    assert "is there already (edit it, or move it away)" in capsys.readouterr().err
    assert "day_usd = 2.0" in file.read_text()


def test_every_line_of_the_template_is_a_setting(home: Path) -> None:
    file = home / "all.toml"
    lines = [line.removeprefix("# ") for line in config.TEMPLATE.splitlines() if " = " in line or "[" in line[:3]]
    file.write_text("\n".join(lines))
    found = load_settings(file)
    assert (found.model, found.budget.day_usd, found.logs.enabled) == ("openai/gpt-4o-mini", 2.0, True)
    assert found.models["openai/my-own"].api_key_env == "MY_KEY"


def test_config_show_says_where_a_value_comes_from(capsys: Output, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = home / "c.toml"
    file.write_text('model = "x/one"\n[budget]\nday_usd = 2.0\n')
    monkeypatch.setenv("TRM_ROUTER_CONFIG", str(file))
    monkeypatch.setenv("TRM_ROUTER_LOGS", "1")

    def shown(*more: str) -> dict[str, dict[str, object]]:
        assert run(["config", "show", "--json", *more]) == 0
        found: dict[str, dict[str, object]] = json.loads(capsys.readouterr().out)
        return found

    said = shown()
    assert said["model"] == {"value": "x/one", "from": "file"}
    assert said["budget.day_usd"] == {"value": 2.0, "from": "file"}
    assert said["budget.request_usd"] == {"value": None, "from": "default"}
    assert said["logs.enabled"] == {"value": True, "from": "TRM_ROUTER_LOGS"}
    monkeypatch.setenv("TRM_ROUTER_MODEL", "x/two")
    assert shown()["model"] == {"value": "x/two", "from": "TRM_ROUTER_MODEL"}
    assert shown("--model", "x/three")["model"] == {"value": "x/three", "from": "--model"}


# ---------------------------------------------------------------------- logs


def test_nothing_is_kept_unless_wanted(router: FakeRouter, capsys: Output) -> None:
    assert run(["solve", "-q", GRID]) == 0
    assert not logs.path().exists()
    assert run(["logs"]) == 0
    assert "nothing is kept: set TRM_ROUTER_LOGS=1" in capsys.readouterr().err


def test_what_was_asked_is_found_again(
    router: FakeRouter, capsys: Output, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("TRM_ROUTER_LOGS", "1")
    batch = tmp_path / "b.jsonl"
    batch.write_text(json.dumps({"text": "100% \x1b[31mlove_?"}) + "\n")
    assert run(["solve", "-q", f"of monday:\n{GRID}"]) == 0
    assert run(["solve", "--batch", str(batch)]) == 3
    assert logs.path().stat().st_mode & 0o077 == 0
    capsys.readouterr()

    def found(*arguments: str) -> list[dict[str, object]]:
        assert run(["logs", "--json", *arguments]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    assert [(each["door"], each["status"]) for each in found()] == [("batch", "declined"), ("solve", "verified")]
    (monday,) = found("MONDAY", "4231")  # a word of the question, one of the answer
    assert monday["answer"] == FILLED
    assert monday["receipt"]["status"] == "verified"  # type: ignore[index]
    assert len(found("--status", "declined")) == len(found("0%")) == len(found("love_")) == 1
    assert found("l_ve") == found("--since", "2099-01-01") == found("--kind", "maze") == []
    assert len(found("-n", "1")) == 1
    assert run(["logs"]) == 0
    shown = capsys.readouterr().out
    assert "verified  sudoku: of monday: 1... ..3. .4.. ...2\n    1324\n" in shown
    assert "\x1b" not in shown
    assert run(["logs", "--since", "monday"]) == 2
    assert run(["logs", "--forget"]) == 0
    assert capsys.readouterr().out == "forgot 2 requests\n"
    assert found() == []
    assert b"monday" not in logs.path().read_bytes()


def test_a_log_that_cannot_be_written_costs_no_answer(
    router: FakeRouter, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRM_ROUTER_LOGS", "1")
    logs.path().parent.mkdir(parents=True)
    logs.path().write_bytes(b"no database at all, but something else" * 40)
    assert run(["solve", "-q", GRID]) == 0
    out, err = capsys.readouterr()
    assert out == f"{FILLED}\n"
    assert "this was not kept in" in err
    assert run(["logs"]) == 2


def test_a_killed_program_loses_no_entry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRM_ROUTER_LOGS", "1")
    code = (
        "import sys, time\nfrom adapters import logs\nfrom router.types import Receipt\n"
        "for n in range(10**6):\n"
        "    logs.keep('solve', f'number {n}', Receipt(status='declined', kind='open'))\n"
        "    print(n, flush=True)\n"
    )
    child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, env={**os.environ})
    assert child.stdout is not None
    for _ in range(5):
        said = child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    said = (child.stdout.read() or said).split()[-1]
    child.wait(timeout=10)
    monkeypatch.setenv("TRM_ROUTER_LOGS", "1")
    kept = logs.found(logs.Wanted(limit=10**6))
    assert len(kept) >= int(said) + 1 >= 5
    logs.keep("solve", "afterwards", Receipt(status="declined", kind="open"))
    assert logs.found(logs.Wanted(limit=1))[0]["text"] == "afterwards"


# ---------------------------------------------------------------------- completion


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_shell_completes_commands_options_and_kinds(shell: str) -> None:
    def offered(line: str) -> str:
        words = {"bash": {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" "))}}.get(
            shell, {"_TYPER_COMPLETE_ARGS": line, "_TYPER_COMPLETE_FISH_ACTION": "get-args"}
        )
        environ = {**os.environ, "_TRM_ROUTER_COMPLETE": f"complete_{shell}", **words}
        done = subprocess.run(
            [sys.executable, "-m", "adapters.cli"], env=environ, capture_output=True, text=True, timeout=60
        )
        return done.stdout

    assert "generate" in offered("trm-router gen")
    assert "--no-exact" in offered("trm-router solve --no-e")
    assert "futoshiki" in offered("trm-router generate futo")
