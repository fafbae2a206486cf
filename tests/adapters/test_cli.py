"""The command line: what goes to standard output, what to standard error, and with which exit code."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from fake_router import FILLED, GRID, MAZE_TEXT, FakeRouter

from adapters import compose
from adapters.cli import run
from router.errors import BudgetExceeded, ModelAuth, NoModel, UsageError
from solvers.base import BadPuzzle, WeightsMissing

Output = pytest.CaptureFixture[str]


@pytest.fixture
def router(monkeypatch: pytest.MonkeyPatch) -> FakeRouter:
    fake = FakeRouter()
    monkeypatch.setattr(compose, "build_router", lambda **_: fake)
    return fake


def pipe(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data), isatty=lambda: False))


def test_solve_prints_answer_then_receipt(router: FakeRouter, capsys: Output) -> None:
    assert run(["solve", f"please:\n{GRID}"]) == 0
    out, err = capsys.readouterr()
    assert out == (
        f"{FILLED}\n\n"
        "verified  sudoku: clues kept, rows\n"
        "route     trm (low): proven, 3 steps, 20 ms\n"
        "cost      $0.00, 0 tokens, 31 ms in all\n"
    )
    assert err == ""


def test_quiet_prints_the_answer_only(router: FakeRouter, capsys: Output) -> None:
    assert run(["solve", "-q", GRID]) == 0
    assert capsys.readouterr().out == f"{FILLED}\n"


def test_json_is_the_receipt(router: FakeRouter, capsys: Output) -> None:
    assert run(["solve", "--json", GRID]) == 0
    receipt = json.loads(capsys.readouterr().out)
    assert receipt["status"] == "verified"
    assert receipt["solution"]["rows"][0] == [1, 3, 2, 4]
    assert list(receipt) == [
        "status", "kind", "asked", "answer", "solution", "reason", "checks", "violations", "route", "cost", "seconds",
    ]  # fmt: skip


def test_options_reach_the_request(router: FakeRouter) -> None:
    run(["solve", GRID, "--effort", "high", "--no-exact", "--offline", "--seed", "7", "--timeout", "2.5"])
    request = router.requests[0]
    assert (request.effort, request.exact, request.offline, request.seed, request.seconds) == (
        "high", False, True, 7, 2.5,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "code"), [(GRID, 0), ("hello", 0), ("what is love?", 3), (f"give up\n{GRID}", 4), (MAZE_TEXT, 0)]
)
def test_exit_codes_follow_the_status(router: FakeRouter, text: str, code: int) -> None:
    assert run(["solve", text]) == code


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NoModel("no model is configured", hint="see doctor"), 5),
        (ModelAuth("the provider refused the key"), 5),
        (BudgetExceeded("would cost $2"), 5),
        (UsageError("unknown effort 'huge'"), 2),
        (BadPuzzle("9 cells"), 2),
        (WeightsMissing("no weights for 'sudoku'", hint="train some"), 3),
        (KeyboardInterrupt(), 130),
        (ZeroDivisionError("oops\nwith a second line"), 1),
    ],
)
def test_errors_are_one_line_and_an_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: Output, error: BaseException, code: int
) -> None:
    monkeypatch.setattr(compose, "build_router", lambda **_: FakeRouter(error))
    assert run(["solve", GRID]) == code
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    assert err.count("\n") == (0 if code == 130 else 1)
    assert getattr(error, "hint", "") in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["solve", "--nope"], "No such option"),
        (["solve", GRID, "--effort", "huge"], "'huge'"),
        (["solve", GRID, "--file", "x"], "both TEXT"),
        (["solve", "--file", "/nowhere/at/all"], "cannot read '/nowhere/at/all'"),
        (["solve", ""], "empty"),
        (["solve", "a\x00b"], "NUL"),
        (["solve", "a\udcffb"], "not valid Unicode"),
        (["solve", GRID, "--timeout", "0"], "timeout"),
        (["solve", GRID, "--png", "x.jpg"], "does not end in .png"),
        (["solve", "--batch", "x.jsonl", "text"], "do not go together"),
        (["train", "chess"], "'chess'"),
        (["frobnicate"], "frobnicate"),
        (["verify", "-", "-"], "standard input"),
        (["chat"], "needs a terminal"),
    ],
)
def test_usage_errors_are_one_line_and_2(
    router: FakeRouter, capsys: Output, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    pipe(monkeypatch, b"")
    assert run(arguments) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("trm-router: ")
    assert err.count("\n") == 1
    assert said in err


def test_standard_input(router: FakeRouter, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    for arguments in (["solve", "-q"], ["solve", "-q", "-"], ["solve", "-q", "--file", "-"]):
        pipe(monkeypatch, GRID.encode())
        assert run(arguments) == 0
        assert capsys.readouterr().out == f"{FILLED}\n"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "is a picture"),
        (b"caf\xe9", "byte b'\\xe9' at offset 3"),
        (b"abc\x00def", "binary"),
        (b"x" * (8 * 1024 * 1024 + 1), "more than 8 MiB"),
    ],
)
def test_bad_standard_input(
    router: FakeRouter, capsys: Output, monkeypatch: pytest.MonkeyPatch, data: bytes, said: str
) -> None:
    pipe(monkeypatch, data)
    assert run(["solve"]) == 2
    assert said in capsys.readouterr().err


def test_utf16_and_byte_order_marks_are_read(router: FakeRouter, capsys: Output, tmp_path: Path) -> None:
    for encoding in ("utf-8-sig", "utf-16"):
        (tmp_path / "g.txt").write_bytes(GRID.encode(encoding))
        assert run(["solve", "-q", "-f", str(tmp_path / "g.txt")]) == 0
        assert capsys.readouterr().out == f"{FILLED}\n"
    assert router.requests[0].text == GRID


def test_escape_sequences_are_not_printed_back(router: FakeRouter, capsys: Output) -> None:
    assert run(["solve", "hello"]) == 0
    assert capsys.readouterr().out.startswith("good day\n")


def test_batch_keeps_order_and_returns_the_worst(router: FakeRouter, capsys: Output, tmp_path: Path) -> None:
    texts = [GRID, "what?", "hello", f"give up {GRID}", MAZE_TEXT]
    file = tmp_path / "b.jsonl"
    file.write_text("\n".join(json.dumps({"text": text, "id": 1}) for text in texts) + "\n\n")
    assert run(["solve", "--batch", str(file)]) == 4
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line["status"] for line in lines] == ["verified", "declined", "answered", "unsolved", "verified"]


@pytest.mark.parametrize(
    "row",
    ["{", '"text"', '{"txt": "x"}', '{"text": 3}', '{"text": ""}', "[" * 100_000, '{"text": "a", "rulebook": {}}',
     '{"rulebook": 3}', '{"rulebook": {}, "solutions": "2"}', '{"text": "a\\u0000b"}', '{"text": "caf\\ud800"}'],
)  # fmt: skip
def test_a_bad_batch_row_is_named_and_loses_nothing(
    router: FakeRouter, capsys: Output, tmp_path: Path, row: str
) -> None:
    file = tmp_path / "b.jsonl"
    file.write_text(
        json.dumps({"text": GRID, "id": "a"}) + "\n" + row + "\n\n" + json.dumps({"text": GRID, "id": 7}) + "\n"
    )
    assert run(["solve", "--batch", str(file)]) == 3
    out, err = capsys.readouterr()
    first, bad, last = [json.loads(line) for line in out.splitlines()]
    assert (first["id"], first["status"], last["id"], last["status"]) == ("a", "verified", 7, "verified")
    assert bad["status"] == "declined"
    assert "line 2" in bad["reason"]
    assert err == ""
    assert run(["parse", "--batch", str(file)]) == 3
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_a_batch_that_is_no_text_at_all(router: FakeRouter, capsys: Output, tmp_path: Path) -> None:
    file = tmp_path / "b.jsonl"
    file.write_bytes(b"\xff\x00\n" + json.dumps({"text": GRID}).encode())
    assert run(["solve", "--batch", str(file)]) == 3
    assert [json.loads(line)["status"] for line in capsys.readouterr().out.splitlines()] == ["declined", "verified"]
    file.write_bytes(b"")
    assert run(["solve", "--batch", str(file)]) == 2


def test_a_path_as_text_is_read(router: FakeRouter, capsys: Output, tmp_path: Path) -> None:
    file = tmp_path / "grid.txt"
    file.write_text(GRID)
    assert run(["solve", "-q", str(file)]) == 0
    assert router.requests[0].text == GRID
    assert run(["solve", str(tmp_path / "none.txt")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_png_is_drawn_where_there_is_a_board(router: FakeRouter, capsys: Output, tmp_path: Path) -> None:
    picture = tmp_path / "out.png"
    assert run(["solve", MAZE_TEXT, "--png", str(picture)]) == 0
    assert picture.read_bytes().startswith(b"\x89PNG\r\n\x1a\n")
    assert run(["solve", GRID, "--png", str(picture)]) == 0
    assert run(["solve", "hello", "--png", str(tmp_path / "no.png")]) == 2
    assert "read as 'open'" in capsys.readouterr().err
    assert not (tmp_path / "no.png").exists()


def test_a_board_told_in_words_is_shown(router: FakeRouter, capsys: Output) -> None:
    assert run(["solve", f"in words\n{GRID}"]) == 0
    assert capsys.readouterr().out.startswith(f"read from the words as:\n{GRID}\n\n{FILLED}\n")


def test_version_and_help(capsys: Output) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out.startswith("trm-router ")
    assert run(["--help"]) == 0
    out = capsys.readouterr().out
    for command in ("solve", "chat", "parse", "verify", "route", "eval", "train", "models", "doctor"):
        assert f"\n  {command} " in out


def test_doctor_and_models_answer_in_json(capsys: Output) -> None:
    assert run(["doctor", "--json"]) in (0, 1)
    findings = {finding["name"]: finding for finding in json.loads(capsys.readouterr().out)}
    assert findings["python"]["state"] == findings["torch"]["state"] == "ok"
    assert findings["model"]["state"] == "optional"
    assert all(f["hint"] for f in findings.values() if f["state"] != "ok")
    assert run(["models", "--json"]) == 0
    assert isinstance(json.loads(capsys.readouterr().out), list)


def test_models_for_a_person(capsys: Output, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from adapters.cli import doctor

    card = {
        "kind": "sudoku",
        "steps": 7,
        "machine": None,
        "scores": {"dev": 0.123456},
        "data": ["a", "b"],
        "config": {},
    }
    (tmp_path / "s.json").write_text(json.dumps(card))
    (tmp_path / "s.safetensors").write_bytes(b"x" * 20_000)
    found = doctor.cards(tmp_path)
    monkeypatch.setattr(doctor, "cards", lambda: found)
    assert run(["models"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert [" ".join(line.split()) for line in out] == [
        "s.safetensors (20 kB)", "kind sudoku", "steps 7", "scores dev 0.1235", "data a, b",
    ]  # fmt: skip


@pytest.mark.parametrize("arguments", [["train", "--help"], ["train", "sudoku", "--help"]])
def test_train_help_names_its_options(capsys: Output, arguments: list[str]) -> None:
    assert run(arguments) == 0
    assert "--resume" in capsys.readouterr().out
