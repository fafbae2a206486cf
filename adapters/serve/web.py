"""The page at `/`: a few small files, the boards to draw on, and `POST /api/solve`, which answers in events.

The page has no build, loads nothing from elsewhere and holds no inline script; its policy says so to the browser.
Its requests go the way of every other protocol: the same limits, keys and places; a page that is left stops its work.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any, Literal

from fastapi import APIRouter  # noqa: TID253  (this file is the framework's)
from pydantic import Field
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from adapters.serve.asked import Asked, effort_of
from adapters.serve.boards import blanks
from adapters.serve.conversation import Conversation, Turn
from adapters.serve.events import Done, Drawn, Event, Said, Thought, ToConfirm
from adapters.serve.exchange import Service, exchange
from adapters.serve.faults import Entering, Fault, parsed
from adapters.serve.forwarding import picture
from adapters.serve.openai_chat import openai_error
from adapters.serve.settings import ALIASES
from adapters.serve.words import receipt_json

HERE = Path(__file__).parent / "page"
FILES: Mapping[str, tuple[str, str]] = {
    "/": ("index.html", "text/html; charset=utf-8"),
    "/page/style.css": ("style.css", "text/css; charset=utf-8"),
    "/page/page.js": ("page.js", "text/javascript; charset=utf-8"),
    "/page/boards.js": ("boards.js", "text/javascript; charset=utf-8"),
    "/page/pictures.js": ("pictures.js", "text/javascript; charset=utf-8"),
    "/page/icon.svg": ("icon.svg", "image/svg+xml"),
}
"""What is served, each named: no path of a request ever leads to a file."""
HEADERS = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-cache",
}


class PageMessage(Entering):
    """One message of the thread that the page keeps."""

    role: Literal["user", "assistant"]
    content: str


class PageRequest(Entering):
    """The thread, whole, and how hard to think."""

    messages: list[PageMessage] = Field(min_length=1)
    model: str = "auto"
    effort: str | None = None
    picture: str | None = None
    """Of the last message: a data: URL."""
    seen_by: str = Field("", max_length=100, pattern=r"^[\w./:@-]*$")
    """The model that read the last message's board from a picture; the person has confirmed it."""


class PageApi:
    """The page's own protocol."""

    name = "page"

    def parse(self, raw: bytes) -> Asked:
        """The request. Raises Fault 400."""
        request = parsed(PageRequest, raw)
        turns = tuple(Turn(message.role, message.content) for message in request.messages)
        messages: list[dict[str, Any]] = [{"role": turn.role, "content": turn.text} for turn in turns]
        if request.picture is not None:
            shown = picture(request.picture, "picture")
            messages[-1]["content"] = [shown, {"type": "text", "text": turns[-1].text}]
            turns = (*turns[:-1], replace(turns[-1], pictured=True))
        return Asked(
            conversation=Conversation(
                turns, {"messages": messages}, request.picture is not None, seen_by=request.seen_by
            ),
            model=request.model,
            stream=True,
            effort=effort_of(request.effort, "effort"),
            draws=True,
            raw=request,
        )

    def whole(self, asked: Asked, done: Done) -> dict[str, Any]:
        """The last event alone."""
        del asked
        return _done(done)

    def writer(self, asked: Asked) -> PageWriter:
        """The answer as events."""
        del asked
        return PageWriter()

    def fault(self, fault: Fault, request_id: str) -> dict[str, Any]:
        """As an answer that is no stream."""
        del request_id
        return openai_error(fault)


class PageWriter:
    """Events with a `type` each: thought, board, said, and at last done or fault."""

    def begin(self) -> list[bytes]:
        """Nothing is known yet."""
        return []

    def event(self, event: Event) -> list[bytes]:
        """One line of data."""
        if isinstance(event, ToConfirm):
            return [_line({"type": "confirm", **asdict(event.draft)})]
        if isinstance(event, Drawn):
            return [_line({"type": "board", **asdict(event.board)})]
        if isinstance(event, Thought):
            return [_line({"type": "thought", "text": event.text})]
        if isinstance(event, Said):
            return [_line({"type": "said", "text": event.text})]
        return [_line(_done(event))]

    def fault(self, fault: Fault) -> list[bytes]:
        """A failure in the middle."""
        return [_line({"type": "fault", "message": fault.message})]


def _done(done: Done) -> dict[str, Any]:
    return {"type": "done", "content": done.content, "receipt": receipt_json(done.receipt)}


def _line(data: Mapping[str, Any]) -> bytes:
    return b"data: " + json.dumps(data).encode() + b"\n\n"


def page(service: Service) -> APIRouter:
    """The page's paths."""
    paths, api = APIRouter(), PageApi()
    for path, (name, kind) in FILES.items():
        paths.add_api_route(path, _file(HERE / name, kind), methods=["GET"], response_model=None)

    @paths.get("/page/choices.json", response_model=None)
    async def choices() -> Response:
        models = [{"name": alias.name, "about": alias.about} for alias in ALIASES.values()]
        told = {"boards": await asyncio.to_thread(blanks), "models": models}
        pictures = service.answering.router.eyes is not None  # whether it sees, only a call can tell without delay
        return JSONResponse({**told, "pictures": pictures}, headers=HEADERS)

    @paths.post("/api/solve", response_model=None)
    async def solve(request: Request) -> Response:
        return await exchange(service, api, request)

    return paths


def _file(path: Path, kind: str) -> Any:
    content = path.read_bytes()

    async def served() -> Response:
        return Response(content, headers={**HEADERS, "content-type": kind})

    return served
