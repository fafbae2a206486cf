"""The page in Chromium: every state of it before axe, with the keyboard alone, at phone width and in the dark.

Run by `tests/judges/page.py` in an environment of its own (playwright, axe); it knows the page and nothing of ours.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect, sync_playwright

SUDOKU = (
    "Solve this sudoku:\n8........\n..36.....\n.7..9.2..\n.5...7...\n....457..\n...1...3.\n"
    "..1....68\n..85...1.\n.9....4.."
)
MAZE = "Find the shortest path:\n# # # # # #\n# S . . # #\n# . # . . #\n# . # # G #\n# . . . . #\n# # # # # #"
LATIN = (
    "7x7 Latin square.\n\nBoth diagonals also contain every digit once.\n\n"
    ". 5 . . 1 . .\n. . 6 . . . .\n. . . 6 . . .\n. . . . 3 . .\n. . 1 . . 3 4\n7 . . . . . .\n. . . . 2 4 ."
)
SEVERAL = "Solve this sudoku:\n1 . . .\n. . . .\n. 4 . .\n. . . ."
ARC = (
    '{"train": [{"input": [[1, 0, 2], [0, 0, 3], [4, 0, 0]], "output": [[2, 0, 1], [3, 0, 0], [0, 0, 4]]}, '
    '{"input": [[5, 0, 0], [6, 7, 0], [0, 0, 8]], "output": [[0, 0, 5], [0, 7, 6], [8, 0, 0]]}, '
    '{"input": [[0, 9, 1], [2, 0, 0], [0, 3, 3]], "output": [[1, 9, 0], [0, 0, 2], [3, 3, 0]]}], '
    '"test": [{"input": [[4, 4, 0], [0, 1, 2], [7, 0, 0]]}]}'
)
FUTOSHIKI = Path("examples/futoshiki.txt").read_text(encoding="utf-8")
MARKUP = "<img src=x onerror=alert(1)><b>bold</b> who wrote Faust?"
HELD = re.compile(r"The board at step 2, not proven")
"""The step at which the service waits, so that it can be looked at (`tests/judges/page.py`)."""
LEAST_RULES = 15
"""Rules of axe that must have found something to look at; fewer, and it has not looked."""
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Judge:
    """One window, looked at by axe in each state."""

    def __init__(self, page: Page, shots: Path, name: str, *, touch: bool) -> None:
        self.page, self.shots, self.name, self.touch = page, shots, name, touch
        self.found: list[str] = []
        self.states = 0
        page.on("console", lambda said: self.found.append(f"console: {said.text}") if said.type == "error" else None)
        page.on("pageerror", lambda error: self.found.append(f"error: {error}"))
        page.on("dialog", lambda dialog: self.found.append(f"dialog: {dialog.message}"))

    def look(self, state: str) -> None:
        """axe, nothing wider than the window, and a picture."""
        self.states += 1
        result: dict[str, Any] = Axe().run(self.page, options=OPTIONS).response
        for each in result["violations"]:
            where = ", ".join(" ".join(map(str, node["target"])) for node in each["nodes"][:4])
            self.found.append(f"{state}: {each['id']}: {each['help']} ({where})")
        if len(result["passes"]) < LEAST_RULES:
            self.found.append(f"{state}: axe looked by {len(result['passes'])} rules only")
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        if wide > 0:
            self.found.append(f"{state}: {wide} px wider than the window")
        self.page.screenshot(path=self.shots / f"{self.name}-{state}.png", full_page=True)

    def ask(self, text: str, verdict: str) -> None:
        """Send it with the keyboard and wait for the verdict."""
        self.page.fill("#message", text)
        self.page.press("#message", "Control+Enter")
        expect(self.page.locator(".verdict").last).to_have_text(verdict, timeout=120_000)

    def new(self) -> None:
        self.page.click("#new")
        expect(self.page.locator("#turns")).to_be_hidden()


OPTIONS = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def watched(judge: Judge) -> None:
    """The board fills while it thinks; Escape stops."""
    page = judge.page
    page.fill("#message", SUDOKU)
    page.click("#send")
    expect(page.locator(".board")).to_have_attribute("aria-label", HELD, timeout=60_000)
    expect(page.locator(".verdict")).to_have_text("Thinking")
    assert page.locator(".board .marks").count() > 10, "candidates of undecided cells"
    judge.look("thinking")
    expect(page.locator(".verdict")).to_have_text("Thinking")
    expect(page.locator(".verdict")).to_have_text("Verified", timeout=120_000)
    expect(page.locator("#status")).to_have_text("Verified. The board shows the answer.")
    judge.look("verified")
    judge.ask("now only row 3", "Verified")
    expect(page.locator(".reply").last.locator("pre").first).to_have_text("6 7 5 4 9 1 2 8 3")
    judge.look("follow-up")
    judge.new()
    page.fill("#message", SUDOKU)
    page.click("#send")
    expect(page.locator(".board")).to_have_attribute("aria-label", HELD, timeout=60_000)
    page.keyboard.press("Escape")
    expect(page.locator(".verdict")).to_have_text("Stopped")
    expect(page.locator("#message")).to_have_value(SUDOKU)
    judge.look("stopped")
    judge.new()


def by_rules(judge: Judge) -> None:
    """A puzzle that the network over rules thinks about."""
    page = judge.page
    page.fill("#message", LATIN)
    page.click("#send")
    expect(page.locator(".board")).to_have_attribute("aria-label", HELD, timeout=60_000)
    judge.look("thinking-over-rules")
    expect(page.locator(".verdict")).to_have_text("Verified", timeout=120_000)
    judge.new()


def answered(judge: Judge) -> None:
    """The other ends an answer has."""
    page = judge.page
    judge.ask(MAZE, "Verified")
    judge.look("way")
    judge.new()
    judge.ask(SEVERAL, "Declined")
    judge.look("declined")
    judge.new()
    judge.ask(ARC, "Supported, not proven")
    judge.look("supported")
    judge.new()
    judge.ask(MARKUP, "Declined")
    expect(page.locator(".asked pre")).to_have_text(MARKUP)
    assert page.locator("main img, main b").count() == 0
    judge.new()
    page.fill("#message", SUDOKU)
    page.click("#hint")
    expect(page.locator(".verdict")).to_have_text("Verified", timeout=60_000)
    judge.look("hint")
    judge.new()
    judge.ask(FUTOSHIKI, "Verified")
    expect(page.locator(".reply pre").first).to_be_visible()
    judge.look("clues-beside-cells")
    judge.new()


def pictured(judge: Judge) -> None:
    """A picture: its board beside it, a cell corrected with the keyboard, then it is solved."""
    page = judge.page
    picture = page.locator("header").screenshot()
    page.set_input_files("#picture", {"name": "board.png", "mimeType": "image/png", "buffer": picture})
    expect(page.locator(".verdict")).to_have_text("Is this the board?", timeout=30_000)
    judge.look("picture-read")
    paper = page.locator(".reply .paper")
    assert paper.locator("[data-place='1 2']").inner_text() == "4"
    paper.locator("[tabindex='0']").focus()
    for key in ("ArrowDown", "ArrowRight", "ArrowRight", "3"):
        page.keyboard.press(key)
    assert paper.locator("[data-place='1 2']").inner_text() == "3"
    page.click(".reply button.main")
    expect(page.locator(".verdict").last).to_have_text("Verified", timeout=30_000)
    expect(page.locator(".reply").last).to_contain_text("from a picture, confirmed by the user")
    judge.look("picture-solved")
    page.set_input_files("#picture", {"name": "board.png", "mimeType": "image/png", "buffer": b"no picture"})
    expect(page.locator("#status")).to_contain_text("no picture that this browser can read")
    judge.new()


def ended(judge: Judge) -> None:
    """Ends that a small service seldom has, told by a stand-in: unsolved, a failure, a key that is asked for."""
    page = judge.page
    cells = [[["1", "given"], ["2", "thought"]], [["2", "thought"], ["2", "thought"]]]
    board = {"type": "board", "cells": cells, "down": [], "across": [], "step": 7, "proven": False}
    rung = {"solver": "trm", "effort": "low", "outcome": "unproven", "seconds": 1.2, "attempts": 1, "steps": None}
    receipt = {
        "status": "unsolved", "kind": "x", "asked": "the solution", "answer": None, "solution": None, "checks": [],
        "reason": "nothing was proven in time; try --effort high", "route": [rung], "seconds": 1.3,
        "violations": [{"rule": "column 2", "cells": [[0, 1], [1, 1]]}], "cost": {"usd": 0.0, "calls": []},
    }  # fmt: skip
    stream = lines(board, {"type": "done", "content": "Not solved", "receipt": receipt})
    answers = {
        "unsolved": ("Not solved", {"status": 200, "content_type": "text/event-stream", "body": stream}),
        "broken": ("Failed", {"status": 200, "content_type": "text/event-stream", "body": lines(board)}),
        "busy": ("Failed", {"status": 429, "json": {"error": {"message": "32 requests run; try again soon"}}}),
        "key": ("Failed", {"status": 401, "json": {"error": {"message": "no valid API key was given"}}}),
    }
    for state, (verdict, answer) in answers.items():
        page.route("**/api/solve", partial(instead, answer))
        judge.ask("a puzzle", verdict)
        judge.look(state)
        page.unroute("**/api/solve")
        judge.new()
    judge.found = [line for line in judge.found if "status of 429" not in line and "status of 401" not in line]


def drawn(judge: Judge) -> None:
    """A board drawn with the keyboard alone, then with mouse or finger, and an example taken."""
    page = judge.page
    page.press("#drawing summary", "Enter")
    judge.look("board")
    page.locator("#paper [tabindex='0']").focus()
    for key in ("1", "ArrowRight", "ArrowDown", "4", "Backspace", "3", "ArrowUp", " "):
        page.keyboard.press(key)
    rows = page.input_value("#message").splitlines()[1:]
    assert [row[:3] for row in rows[:2]] == ["1 .", ". 3"], rows
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "row 1, column 2: empty"
    page.click("#clear")
    page.check("#brushes input[value='7']")
    press = page.tap if judge.touch else page.click
    press("[data-place='8 8']")
    press("[data-place='0 1']")
    press("[data-place='0 1']")
    rows = page.input_value("#message").splitlines()[1:]
    assert [rows[0], rows[8]] == [". . . . . . . . .", ". . . . . . . . 7"], rows
    page.click("#clear")
    assert page.input_value("#message") == ""
    last = page.locator("#blank option").count() - 1
    page.select_option("#blank", index=last)
    page.click("#example")
    judge.look("example")
    page.click("#send")
    expect(page.locator(".verdict")).to_have_text("Verified", timeout=60_000)
    judge.look("example-verified")


def instead(answer: dict[str, Any], route: Route) -> None:
    """Answer a request in the service's place."""
    route.fulfill(**answer)


def lines(*events: dict[str, Any]) -> str:
    """Server-sent events."""
    return "".join(f"data: {json.dumps(event)}\n\n" for event in events)


def main() -> int:
    """Every state in three windows; what was found is said, and counts."""
    parser = argparse.ArgumentParser()
    parser.add_argument("url")
    parser.add_argument("--shots", type=Path, required=True)
    parser.add_argument("--only", help="one look by its name, like watched")
    options = parser.parse_args()
    options.shots.mkdir(parents=True, exist_ok=True)
    windows: dict[str, tuple[dict[str, Any], tuple[Callable[[Judge], None], ...]]] = {
        "light": ({"viewport": {"width": 1000, "height": 800}}, (watched, by_rules, answered, pictured, ended, drawn)),
        "dark": (
            {"viewport": {"width": 1000, "height": 800}, "color_scheme": "dark"},
            (watched, by_rules, answered, pictured, ended, drawn),
        ),
        "phone": (
            {"viewport": {"width": 360, "height": 740}, "has_touch": True, "reduced_motion": "reduce"},
            (watched, by_rules, answered, pictured, ended, drawn),
        ),
    }
    failed = states = 0
    with sync_playwright() as browsers:
        chromium = browsers.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for name, (window, looks) in windows.items():
            context = chromium.new_context(**window)
            judge = Judge(context.new_page(), options.shots, name, touch="has_touch" in window)
            judge.page.goto(options.url)
            expect(judge.page.locator("#drawing")).to_be_visible(timeout=30_000)
            judge.look("empty")
            for each in looks:
                if options.only in (None, each.__name__):
                    each(judge)
            context.close()
            failed, states = failed + len(judge.found), states + judge.states
            print(f"{name}: {judge.states} states, {len(judge.found)} findings", *judge.found, sep="\n  ")
        chromium.close()
    print(f"axe on {states} states of the page: {failed} findings")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
