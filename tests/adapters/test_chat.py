"""chat: a conversation with a scripted person, and the prompt with scripted keys."""

from __future__ import annotations

import io
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fake_router import FILLED, GRID, MAZE_TEXT, FakeRouter
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput
from rich.console import Console

from adapters import logs
from adapters.cli import chat
from adapters.cli.solve import Options
from adapters.compose import configured_model
from adapters.show import animation
from router.errors import NoModel


def talk(*said: str | BaseException, fail: BaseException | None = None) -> tuple[str, chat.Session, FakeRouter]:
    """What the screen shows after the person said all that, and the session."""
    lines: Iterator[str | BaseException] = iter([*said, EOFError()])
    router = FakeRouter(fail)
    out = Console(file=io.StringIO(), width=100, soft_wrap=True, markup=False, highlight=False)

    def ask() -> str:
        line = next(lines)
        if isinstance(line, BaseException):
            raise line
        return line

    session = chat.Session(ask, out, Options(), make_router=lambda _: router)
    assert session.run() == 0
    assert isinstance(out.file, io.StringIO)
    return out.file.getvalue(), session, router


def test_a_puzzle_is_answered_with_its_receipt() -> None:
    shown, session, router = talk(f"this one:\n{GRID}")
    assert FILLED in shown
    assert "verified  sudoku: clues kept, rows" in shown
    assert session.last is not None
    assert router.requests[0].thread == session.thread


def test_streamed_text_is_cleaned_and_not_repeated() -> None:
    shown, _, _ = talk("hello")
    assert shown.count("good day") == 1
    assert "\x1b" not in shown
    assert "answered  open" in shown


def test_commands_change_the_options(capsys: pytest.CaptureFixture[str]) -> None:
    shown, session, router = talk(
        "/effort high",
        "/exact off",
        "/offline on",
        "/model openai/x",
        "/help",
        GRID,
        "/receipt",
        "/quit",
        GRID,
    )
    assert session.options == Options(effort="high", exact=False, offline=True, model="openai/x")
    assert len(router.requests) == 1
    assert (router.requests[0].effort, router.requests[0].exact) == ("high", False)
    assert "/effort low|medium|high" in shown
    assert '"status": "verified"' in shown
    assert capsys.readouterr().err == ""


def test_model_none_leaves_out_a_configured_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRM_ROUTER_MODEL", "openai/x")
    assert "model openai/x\n" in talk("/model")[0]
    shown, session, _ = talk("/model none")
    assert "model none\n" in shown
    assert configured_model(session.options.model) is None


@pytest.mark.parametrize("wrong", ["/effort huge", "/exact maybe", "/model a b", "/receipt", "/nonsense"])
def test_wrong_commands_are_one_line_and_the_chat_goes_on(capsys: pytest.CaptureFixture[str], wrong: str) -> None:
    shown, _, _ = talk(wrong, GRID)
    err = capsys.readouterr().err
    assert err.startswith("trm-router: ")
    assert err.count("\n") == 1
    assert FILLED in shown


def test_a_board_told_in_words_is_confirmed_before_its_answer_is_shown() -> None:
    shown, session, _ = talk(f"in words\n{GRID}", "no")
    assert f"From your words I read this board:\n{GRID}\n" in shown
    assert FILLED not in shown
    assert session.last is None
    shown, session, _ = talk(f"in words\n{GRID}", "yes")
    assert FILLED in shown
    assert session.last is not None


def test_ctrl_c_and_errors_keep_the_chat_alive(capsys: pytest.CaptureFixture[str]) -> None:
    shown, _, _ = talk(KeyboardInterrupt(), "", "  \n ", GRID)
    assert "stopped" in shown
    assert FILLED in shown
    shown, _, _ = talk("hello", "hello", fail=NoModel("no model is configured", hint="see doctor"))
    assert capsys.readouterr().err.count("no model is configured (see doctor)") == 2


def test_frames_are_drawn_in_a_terminal_and_taken_away() -> None:
    out = Console(file=io.StringIO(), width=100, height=30, force_terminal=True, markup=False, highlight=False)
    router = FakeRouter()
    reply = animation.handle_live(router, Options().request(GRID), out)  # type: ignore[arg-type]
    assert reply.receipt.status == "verified"
    assert isinstance(out.file, io.StringIO)
    assert "step 1" in out.file.getvalue()


@pytest.fixture
def keys(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        ask = chat._prompt(tmp_path / "history")

        def press(text: str) -> str:
            pipe.send_text(text)
            return ask()

        yield press


def test_a_marked_paste_keeps_its_lines(keys: Callable[[str], str]) -> None:
    assert keys(f"\x1b[200~{GRID}\x1b[201~\r") == GRID


def test_an_unmarked_paste_keeps_its_lines(keys: Callable[[str], str]) -> None:
    assert keys(GRID.replace("\n", "\r") + "\r") == GRID


def test_alt_enter_starts_a_line(keys: Callable[[str], str]) -> None:
    assert keys("a\x1b\rb\r") == "a\nb"


def test_history_is_kept_and_private(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    file = chat.history_file()
    assert file.stat().st_mode & 0o077 == 0
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("remember me\r")
        chat._prompt(file)()
    assert "remember me" in file.read_text()


@pytest.mark.parametrize("said", ["exit", "quit", "/exit", ":q", "Quit"])
def test_leaving_is_never_sent_anywhere(said: str) -> None:
    _, _, router = talk(said, GRID)
    assert router.requests == []


@pytest.mark.parametrize("said", ["help", "?", "/HELP"])
def test_asking_for_help_is_never_sent_anywhere(said: str) -> None:
    shown, _, router = talk(said)
    assert "/effort low|medium|high" in shown
    assert router.requests == []


@pytest.mark.parametrize("said", ["/foo bar", "/draw maze.png", "/foo"])
def test_unknown_commands_are_never_sent_anywhere(said: str, capsys: pytest.CaptureFixture[str]) -> None:
    _, _, router = talk(said)
    assert router.requests == []
    assert "no command" in capsys.readouterr().err


def test_a_command_without_a_word_shows_what_is_set() -> None:
    shown, session, _ = talk("/Effort low", "/effort", "/exact", "/new")
    assert "effort low\neffort low\nexact on\n" in shown
    assert "a new conversation" in shown
    assert session.options.effort == "low"


def test_tab_completes_commands_and_what_may_follow() -> None:
    assert chat.completions("/e") == ["/effort", "/exact"]
    assert chat.completions("/EX") == ["/exact"]
    assert chat.completions("/effort ") == ["low", "medium", "high"]
    assert chat.completions("/model n") == ["none"]
    assert "/quit" in chat.completions("/")
    for text in ("1..\n/", "hello /e", "/receipt x", "/effort low h"):
        assert chat.completions(text) == []


def test_tab_in_the_prompt(tmp_path: Path) -> None:
    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text("/off\t")
        threading.Timer(0.7, pipe.send_text, [" on\r"]).start()  # once the completion is there
        assert chat._prompt(tmp_path / "history")() == "/offline on"


def test_costs_and_pictures(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    picture = tmp_path / "maze.png"
    shown, _, router = talk(
        "/costs", f"/png {picture}", MAZE_TEXT, f"/png {picture}", "/png", "/new", f"/png {picture}"
    )
    assert "here      $0.00, 0 tokens\n" in shown
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert f"wrote {picture}" in shown
    assert capsys.readouterr().err.count("nothing to draw yet (send a puzzle first)") == 2
    assert len(router.requests) == 1


def test_chat_is_kept_where_that_is_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("TRM_ROUTER_LOGS", "1")
    talk(GRID)
    assert [(each["door"], each["text"]) for each in logs.found(logs.Wanted())] == [("chat", GRID)]
