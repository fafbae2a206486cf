"""`chat`: paste puzzles over several lines and watch them being solved; history is kept, Ctrl-C is safe.

Enter sends, Alt-Enter starts a new line, and a paste keeps its lines. While the prompt shows, the network (and the
language model's library, where one is configured) is loaded in a thread, so that the first answer comes quickly.
"""

from __future__ import annotations

import sys
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from adapters.cli import failures
from adapters.cli.solve import Options
from adapters.logs import keep
from adapters.show import display
from router.errors import RouterError, UsageError
from router.types import Call, Cost, Receipt
from solvers.base import PuzzleError

if TYPE_CHECKING:
    from rich.console import Console

    from router import Router
    from router.types import Reply

HELP = """\
Paste a puzzle or ask something.
Enter sends, Alt-Enter starts a new line, Tab completes commands, Ctrl-C stops, Ctrl-D leaves.
/effort low|medium|high   how long to think about a puzzle
/exact on|off             may the exact solver help when the network proves nothing?
/offline on|off           forbid every network call
/model NAME|none          the language model, in litellm's notation
/receipt                  the last receipt as JSON
/png FILE                 draw the last puzzle with its answer (.png or .svg)
/costs                    what language models have cost, here and today
/new                      forget this conversation and begin another
/help                     this
/quit                     leave"""

LEAVE = ("/quit", "/exit", "/q", "quit", "exit", "bye", ":q", ":q!")


@dataclass(slots=True)
class Session:
    """One conversation. `ask` gives the next message and raises EOFError at the end."""

    ask: Callable[[], str]
    out: Console
    options: Options
    make_router: Callable[[Options], Router] = Options.router
    thread: str = field(default_factory=lambda: uuid.uuid4().hex)
    warm: threading.Thread | None = None
    last: Receipt | None = None
    reply: Reply | None = None
    """The last one with its reading, where there was one in this program."""
    calls: list[Call] = field(default_factory=list)
    """Those of language models since the program began."""
    _router: Router | None = None

    def run(self) -> int:
        """Until /quit or Ctrl-D."""
        self.out.print("trm-router: paste a puzzle, or /help", style="dim")
        while True:
            try:
                text = self.ask()
                if not text.strip():
                    continue
                if text.strip().lower() in LEAVE:
                    return 0
                self.one(text)
            except EOFError:
                return 0
            except KeyboardInterrupt:
                self.out.print("stopped; Ctrl-D or /quit leaves", style="dim")
            except (RouterError, PuzzleError) as exc:
                failures.say(str(exc), hint=exc.hint)

    def one(self, text: str) -> None:
        """One command or one message."""
        words = text.split()
        if text.lstrip().startswith("/") and "\n" not in text.strip() and words[0] in COMMANDS:
            COMMANDS[words[0]](self, words[1:])
        elif text.strip().lower() in ("help", "?", "/?", "commands"):
            _help(self, [])
        elif text.lstrip().startswith("/") and "\n" not in text.strip() and words[0][1:].isalpha():
            near = words[0].lower()
            if near in COMMANDS:
                COMMANDS[near](self, words[1:])
            else:
                raise UsageError(f"no command {words[0]!r}", hint="/help lists them")
        else:
            self.message(text)

    def message(self, text: str) -> None:
        """Send one message through the router and show what comes back, piece by piece where it is streamed."""
        from adapters.show.animation import handle_live

        if self.warm is not None:
            self.warm.join()
            self.warm = None
        if self._router is None:
            self._router = self.make_router(self.options)
        streamed = False

        def on_text(piece: str) -> None:
            nonlocal streamed
            streamed = True
            self.out.print(display.clean(piece), end="")

        request = self.options.request(text).model_copy(update={"thread": self.thread})
        if self.out.is_terminal and not self.out.is_dumb_terminal:
            reply = handle_live(self._router, request, self.out, on_text=on_text)
        else:
            reply = self._router.handle(request, on_text=on_text)
        self.calls += reply.receipt.cost.calls
        keep("chat", text, reply.receipt)
        if reply.reading.confirm is not None and not self.confirmed(reply.reading.confirm):
            self.out.print("then it is not solved; say it once more, or paste the grid")
            return
        self.last, self.reply = reply.receipt, reply
        if reply.reading.confirm is not None:
            self.out.print("read from your words; if the board is not what you meant, say it again:", style="dim")
            self.out.print(display.clean(reply.reading.confirm) + "\n")
        if streamed:
            self.out.print()
        display.show(self.out, reply.receipt, source=display.source_of(text, reply.reading), answered_already=streamed)
        self.out.print()

    def take_up(self, thread: str) -> None:
        """Go on with a thread: what a killed program left unfinished in it is finished first."""
        from adapters.graph.mixed_router import MixedRouter

        self.thread = thread
        router = self._router = self.make_router(self.options)
        receipt = router.resume(thread) if isinstance(router, MixedRouter) else None
        if receipt is not None:
            self.last = receipt
            display.show(self.out, receipt)

    def confirmed(self, board: str) -> bool:
        """Show a board that was put together from words and ask whether it is the one that was meant."""
        self.out.print("From your words I read this board:")
        self.out.print(display.clean(board))
        self.out.print("Is it right? [y/n]")
        return self.ask().strip().lower() in ("", "y", "yes", "ok", "right")

    def change(self, **what: object) -> None:
        """Other options from here on; the router is put together anew."""
        self.options = replace(self.options, **what)  # type: ignore[arg-type]
        self._router = None


def _effort(session: Session, words: list[str]) -> None:
    if not words:
        session.out.print(f"effort {session.options.effort}")
        return
    if words not in (["low"], ["medium"], ["high"]):
        raise UsageError(f"/effort {' '.join(words)!r}", hint="/effort low, medium or high")
    session.change(effort=words[0])
    session.out.print(f"effort {words[0]}")


def _switch(name: str) -> Callable[[Session, list[str]], None]:
    def switch(session: Session, words: list[str]) -> None:
        if not words:
            session.out.print(f"{name} {'on' if getattr(session.options, name) else 'off'}")
            return
        if words not in (["on"], ["off"]):
            raise UsageError(f"/{name} {' '.join(words)!r}", hint=f"/{name} on or off")
        session.change(**{name: words == ["on"]})
        session.out.print(f"{name} {words[0]}")

    return switch


def _model(session: Session, words: list[str]) -> None:
    from adapters.compose import configured_model

    if len(words) > 1:
        raise UsageError(f"/model {' '.join(words)!r}", hint="one name in litellm's notation, or none")
    if words:
        session.change(model=words[0])
    session.out.print(f"model {configured_model(session.options.model) or 'none'}")


def _receipt(session: Session, _words: list[str]) -> None:
    if session.last is None:
        raise UsageError("no receipt yet", hint="send a message first")
    session.out.print(display.receipt_json(session.last))


def _png(session: Session, words: list[str]) -> None:
    from adapters.show.png import draw_reply

    if len(words) != 1:
        raise UsageError(f"/png {' '.join(words)!r}", hint="/png FILE.png or FILE.svg")
    if session.reply is None:
        raise UsageError("nothing to draw yet", hint="send a puzzle first")
    draw_reply(Path(words[0]).expanduser(), session.reply)
    session.out.print(f"wrote {words[0]}")


def _costs(session: Session, _words: list[str]) -> None:
    from datetime import UTC, datetime

    from adapters.models.configured import default_ledger

    here = Receipt(status="answered", kind="open", cost=Cost.of(session.calls))
    session.out.print(f"{'here':<10}{display.money(here)}")
    for total in default_ledger().totals(("day", "model"), since=datetime.now(UTC).date().isoformat()):
        known = f"${total.usd:.4f}" + (f" and {total.unknown} of unknown price" if total.unknown else "")
        session.out.print(f"{'today':<10}{display.clean(total.group[1])}: {total.calls} call(s), {known}")


def _new(session: Session, _words: list[str]) -> None:
    session.thread = uuid.uuid4().hex
    session.last = session.reply = None
    session.out.print("a new conversation")


def _help(session: Session, _words: list[str]) -> None:
    session.out.print(HELP)


COMMANDS: dict[str, Callable[[Session, list[str]], None]] = {
    "/help": _help,
    "/effort": _effort,
    "/exact": _switch("exact"),
    "/offline": _switch("offline"),
    "/model": _model,
    "/receipt": _receipt,
    "/png": _png,
    "/costs": _costs,
    "/new": _new,
}


WORDS = {"/effort": ("low", "medium", "high"), "/exact": ("on", "off"), "/offline": ("on", "off"), "/model": ("none",)}
"""What may follow a command."""


def completions(line: str) -> list[str]:
    """Commands that begin so, or the words that may follow one."""
    if not line.startswith("/") or "\n" in line:
        return []
    command, blank, begun = line.partition(" ")
    if not blank:
        return [each for each in sorted((*COMMANDS, "/quit")) if each.startswith(command.lower())]
    return [word for word in WORDS.get(command.lower(), ()) if word.startswith(begun.lower())]


def chat(options: Options, thread: str | None = None) -> int:
    """Talk until the person leaves. A named thread is gone on with, also if the last program was killed in it."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise UsageError("chat needs a terminal", hint="for a pipe or a file use `trm-router solve -`")
    warm = threading.Thread(target=_warm, args=(options,), daemon=True)
    warm.start()
    try:
        session = Session(_prompt(history_file()), display.console(), options, warm=warm)
        if thread is not None:
            session.take_up(thread)
        return session.run()
    finally:
        warm.join()  # an interpreter that ends in the middle of importing torch complains


def _warm(options: Options) -> None:
    """Load what the first answer will need. Whatever fails here fails again, with its message, when it is needed."""
    import contextlib

    from adapters.compose import configured_model
    from solvers.neural import default_solver

    with contextlib.suppress(Exception):
        default_solver().warm()
    with contextlib.suppress(Exception):
        if configured_model(options.model) and not options.offline:
            from adapters.models.completions import load_litellm

            load_litellm()


def history_file() -> Path:
    """Where the history of `chat` lies, readable by its owner only."""
    from platformdirs import user_state_path

    path = user_state_path("trm-router", appauthor=False, ensure_exists=True) / "chat_history"
    path.touch(mode=0o600)
    return path


def _prompt(history: Path) -> Callable[[], str]:
    """A prompt that takes several lines."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document
    from prompt_toolkit.history import FileHistory
    from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent

    class Commands(Completer):
        """What may follow in a line that begins with a slash; a puzzle is never completed."""

        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
            del complete_event  # asked for by Tab only
            for word in completions(document.text_before_cursor):
                yield Completion(word, start_position=-len(document.text_before_cursor.rpartition(" ")[2]))

    keys = KeyBindings()

    @keys.add("enter")
    def _send(event: KeyPressEvent) -> None:
        # A terminal that does not mark pastes sends their newlines as Enter, with more keys right behind.
        if event.app.key_processor.input_queue:
            event.current_buffer.insert_text("\n")
        else:
            event.current_buffer.validate_and_handle()

    @keys.add("escape", "enter")
    def _new_line(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    session: PromptSession[str] = PromptSession(
        history=FileHistory(str(history)), key_bindings=keys, multiline=True, prompt_continuation="  ",
        completer=Commands(), complete_while_typing=False,
    )  # fmt: skip
    return lambda: session.prompt("> ")
