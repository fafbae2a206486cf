"""One conversation answered: by the router where it holds a puzzle, by the language model where it does not.

Decided before anything runs, so that what must be refused is refused with a status of its own. A puzzle goes to the
router with the person's own words; open talk, tools and schemas go to the language model as the client sent them.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any, Literal

from adapters.serve.boards import Board, Drawing, draft_of
from adapters.serve.conversation import Conversation, Turn
from adapters.serve.events import Done, Drawn, Event, Finish, Said, Thought, ToConfirm, Usage
from adapters.serve.faults import Fault
from adapters.serve.following import Subject, subject_of
from adapters.serve.forwarding import answer_of, forwarding, shown, text_messages
from adapters.serve.pictured import puzzle_in, settled
from adapters.serve.settings import Alias
from adapters.serve.standing import Order, impossible, kept, shaped, spoken, standing
from adapters.serve.words import Thinking, content_of
from router.core import SECONDS, Router
from router.llm.metered import MeteredModel, metered
from router.llm.open_ended import NO_MODEL, OFFLINE, cut_off
from router.llm.parts import worth_splitting
from router.llm.seeing import Sight, confirmed
from router.llm.stop import stoppable
from router.llm.understanding import worth_asking
from router.pictures import Picture
from router.streaming import Step, Words, stream
from router.types import Completion, Reading, Receipt, Reply, Request
from solvers.base import Effort, OnStep
from solvers.kinds import KINDS

CHORE = "this is a task about the conversation (a title, tags, follow-up questions); a puzzle it quotes is not solved"
TOOL_RESULT = "a tool's result is for the language model that called the tool"
PICTURE = "a picture cannot be read here; paste the puzzle as text"


@dataclass(frozen=True, slots=True)
class Wish:
    """How a request is to be answered."""

    alias: Alias
    effort: Effort = Effort.MEDIUM
    seed: int = 0
    id: str | None = None
    draws: bool = False
    """Whether boards are among the events."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Who answers, decided."""

    by: Literal["router", "model", "nobody", "eyes"]
    conversation: Conversation
    wish: Wish
    subject: Subject | None = None
    declined: Receipt | None = None
    picture: tuple[Picture, str] | None = None
    """What is to be looked at, and the words beside it."""
    seen: Sight | None = None
    """The picture that the puzzle was read from."""
    how: str = "the user"
    """Who confirmed what was seen."""


class Following(Router):
    """A router that handles one text with a reading that speaks of an earlier puzzle."""

    def __init__(self, router: Router, reading: Reading) -> None:
        super().__init__(
            router.solver, router.exact, router.chat, router.ledger, router.clock, router.reader, router.eyes
        )
        self._router = router
        self._reading = reading

    def handle(
        self,
        request: Request | str,
        on_step: OnStep | None = None,
        on_text: Callable[[str], None] | None = None,
        *,
        reading: Reading | None = None,
    ) -> Reply:
        """As the router would, with the reading."""
        return self._router.handle(request, on_step, on_text, reading=reading or self._reading)


class Answering:
    """The router behind every protocol."""

    def __init__(self, router: Router, *, most_seconds: float = 300.0) -> None:
        self.router = router
        self.most_seconds = most_seconds

    def plan(self, conversation: Conversation, wish: Wish) -> Plan:
        """Who answers this. Raises Fault where it must not be answered at all. Reads, so call it in a thread."""
        may_ask = self.router.chat is not None and not wish.alias.offline
        why = NO_MODEL if self.router.chat is None else OFFLINE.replace("--offline", f"{wish.alias.name!r}")

        def by_model(need: str) -> Plan:
            if may_ask:
                return Plan("model", conversation, wish)
            receipt = Receipt(status="declined", kind="open", reason=f"{need}: {why}")
            return Plan("nobody", conversation, wish, declined=receipt)

        if conversation.forced is not None:
            if not may_ask:
                need = f"{conversation.forced} asks for what only a language model can give; {why}"
                raise Fault(400, need, code="unsupported_parameter", param=conversation.forced)
            return by_model("")
        if conversation.mid_tools:
            return by_model(TOOL_RESULT)
        if not conversation.asked and not conversation.pictures:
            raise Fault(400, "no message of a user says anything", param="messages", code="invalid_value")
        if conversation.chore:
            return by_model(CHORE)
        if conversation.pictures:
            found = puzzle_in(conversation, self.router.read)
            return by_model(PICTURE) if found is None else Plan("eyes", conversation, wish, picture=found)
        known = settled(conversation, self.router.read)
        if known.waiting is not None:
            return Plan("nobody", conversation, wish, declined=known.waiting.receipt())
        conversation, seen = known.conversation, known.seen
        if conversation.seen_by:
            seen = Sight(conversation.seen_by)
        subject = subject_of(conversation, self.router.read)
        if subject.refusal is not None:
            receipt = Receipt(status="declined", kind=subject.reading.kind, reason=subject.refusal)
            return Plan("nobody", conversation, wish, subject, receipt)
        orders = standing(conversation) if subject.puzzle else ()
        if (cannot := impossible(orders)) is not None:
            receipt = Receipt(status="declined", kind=subject.reading.kind, reason=cannot)
            return Plan("nobody", conversation, wish, subject, receipt)
        subject = self._in_form(subject, orders)
        if not subject.puzzle and may_ask and not self._for_reader(subject):
            return Plan("model", conversation, wish, subject)
        return Plan("router", conversation, wish, subject, seen=seen if subject.puzzle else None)

    def events(self, plan: Plan) -> AsyncGenerator[Event, None]:
        """What happens, `Done` last. Closing the iterator stops the work."""
        if plan.by == "model":
            return self._by_model(plan)
        if plan.by == "eyes":
            return self._by_eyes(plan)
        return self._by_router(plan) if plan.by == "router" else self._by_nobody(plan)

    def _for_reader(self, subject: Subject) -> bool:
        """Whether the text may hold a puzzle told in words, or several things."""
        return worth_asking(subject.text, subject.reading) or worth_splitting(subject.text, subject.reading)

    def _in_form(self, subject: Subject, orders: Sequence[Order]) -> Subject:
        """The subject as the operator wants every answer, where the reading is settled and holds one puzzle."""
        found = subject.reading
        if not orders or found.candidate is None or found.questions or found.refusal is not None:
            return subject
        if not subject.follows and self._for_reader(subject):
            return subject
        return replace(subject, reading=shaped(found, orders), follows=True)

    def _seconds(self, wish: Wish) -> float:
        return min(SECONDS[wish.effort], self.most_seconds)

    async def _by_nobody(self, plan: Plan) -> AsyncGenerator[Event, None]:
        assert plan.declined is not None
        content = content_of(plan.declined)
        yield Said(content)
        yield Done(plan.declined, content)

    async def _by_eyes(self, plan: Plan) -> AsyncGenerator[Event, None]:
        """A board read from a picture: shown and asked about; solved at once only where the request said so."""
        assert plan.picture is not None
        began, wish, stop = time.monotonic(), plan.wish, threading.Event()
        picture, words = plan.picture

        def work() -> Sight:
            with stoppable(stop):
                seconds = self._seconds(wish)
                return self.router.look(picture, words, offline=wish.alias.offline, seconds=seconds, request=wish.id)

        try:
            sight = await asyncio.to_thread(work)
        finally:
            stop.set()
        receipt, follow = sight.receipt(time.monotonic() - began), None
        if sight.rows and plan.conversation.confirm:
            turns = _instead(plan.conversation.turns, sight.text)
            known = await asyncio.to_thread(self.plan, replace(plan.conversation, turns=turns, pictures=False), wish)
            follow = self.events(replace(known, seen=sight, how="the request"))
        elif not sight.rows and not sight.why and self.router.chat is not None:
            follow = self._by_model(plan)  # no puzzle in it: a question about a picture like any other
        if follow is not None:
            async with aclosing(follow) as events:
                async for event in events:
                    yield event
            return
        content = content_of(receipt)
        if wish.draws and sight.rows:
            yield ToConfirm("", draft_of(sight))
        yield Said(content)
        yield done(receipt, content)

    async def _by_router(self, plan: Plan) -> AsyncGenerator[Event, None]:
        assert plan.subject is not None
        wish, subject, router = plan.wish, plan.subject, self.router
        if subject.follows:
            router = Following(router, subject.reading)
        request = Request(
            text=subject.text,
            effort=wish.effort,
            exact=wish.alias.exact,
            offline=wish.alias.offline,
            seconds=self._seconds(wish),
            seed=wish.seed,
            id=wish.id,
        )
        thinking, lines, said = Thinking(), list[str](), list[str]()

        def thought(line: str) -> list[Thought]:
            lines.append(line)
            return [Thought(line)] if line else []

        drawing = Drawing(subject.reading) if wish.draws else None
        for event in (*thought(thinking.read(subject.reading)), *drawn(drawing.given() if drawing else None)):
            yield event
        reply: Reply | None = None
        async with aclosing(stream(router, request, beliefs=wish.draws)) as happenings:
            async for happening in happenings:
                if isinstance(happening, Step):
                    board = drawing.step(happening) if drawing is not None else None
                    for event in (*thought(thinking.step(happening)), *drawn(board)):
                        yield event
                elif isinstance(happening, Words):
                    said.append(happening.text)
                    yield Said(happening.text)
                else:
                    reply = happening
        assert reply is not None
        if plan.seen is not None:
            reply = reply.model_copy(update={"receipt": _from_picture(reply, plan.seen, plan.how)})
        board = drawing.end(reply.receipt) if drawing is not None else None
        for event in (*thought(thinking.end(reply.receipt)), *drawn(board)):
            yield event
        orders = standing(plan.conversation)
        receipt = kept(reply.receipt, orders)
        rest, content = _rest(spoken(receipt, orders), "".join(said))
        if rest:
            yield Said(rest)
        yield done(receipt, content, thinking="".join(lines), asked=subject.text)

    async def _by_model(self, plan: Plan) -> AsyncGenerator[Event, None]:
        began = time.monotonic()
        body, chat = plan.conversation.body, self.router.chat
        assert chat is not None
        purse = metered(
            chat, self.router.ledger, deadline=began + self._seconds(plan.wish), route="open", request=plan.wish.id
        )
        waited = await asyncio.to_thread(purse.prepare)
        purse.spend.deadline = began + self._seconds(plan.wish) + waited
        forwarded = forwarding(purse, body)
        needs_whole = plan.conversation.tools or plan.conversation.forced is not None
        if needs_whole and forwarded is None:
            raise Fault(400, f"{purse.name!r} cannot be given tools or schemas", param=plan.conversation.forced)
        if needs_whole and forwarded is not None:
            text, calls, call = answer_of(await forwarded.acomplete(shown(body)))
            outcome = call.outcome
            if text:
                yield Said(text)
        else:
            text, calls, outcome = "", (), "ok"
            source = forwarded or purse
            messages = shown(body) if forwarded is not None else text_messages(body)
            async with aclosing(_pieces(source, messages)) as pieces:
                async for item in pieces:
                    if isinstance(item, Completion):
                        text, outcome = _whole(item.text), item.call.outcome
                    else:
                        yield Said(_whole(item))
        receipt = Receipt(
            status="answered",
            kind="open",
            answer=text or None,
            cost=purse.cost,
            seconds=time.monotonic() - began,
            **cut_off(outcome),
        )
        finish: Finish = "tool_calls" if calls else "length" if outcome == "truncated" else "stop"
        end = done(receipt, text, asked=str(body.get("messages", "")))
        yield Done(receipt, text, calls=calls, finish=finish, usage=end.usage)


def _instead(turns: Sequence[Turn], text: str) -> tuple[Turn, ...]:
    """The turns with the last one of a user saying `text`."""
    last = max(place for place, turn in enumerate(turns) if turn.role == "user")
    return (*turns[:last], replace(turns[last], text=text, pictured=False), *turns[last + 1 :])


def _from_picture(reply: Reply, seen: Sight, how: str) -> Receipt:
    """The receipt of a puzzle that stood in a picture."""
    candidate = reply.reading.candidate
    known = candidate is not None and candidate.puzzle is not None
    board = KINDS[reply.reading.kind].render(candidate.puzzle) if known and candidate is not None else seen.board
    return confirmed(reply.receipt, seen.by, board, how=how, cost=seen.cost)


def drawn(board: Board | None) -> list[Thought]:
    """The board as an event, where there is one."""
    return [] if board is None else [Drawn("", board)]


def _whole(text: str) -> str:
    """`text` without halves of characters, which no UTF-8 can say."""
    return text.encode("utf-8", "replace").decode()


async def _pieces(model: MeteredModel, messages: Any) -> AsyncGenerator[str | Completion, None]:
    async for item in model.astream(messages):
        yield item


def done(receipt: Receipt, content: str, *, thinking: str = "", asked: str = "") -> Done:
    """The end of an answer that needed no tools."""
    finish: Finish = "length" if receipt.status == "answered" and any(not c.ok for c in receipt.checks) else "stop"
    cost = receipt.cost
    tokens_in = cost.tokens_in if cost.tokens_in is not None else estimated(asked)
    tokens_out = cost.tokens_out if cost.tokens_out is not None else estimated(content)
    cached = sum(call.tokens_cached or 0 for call in cost.calls)
    return Done(receipt, content, thinking, finish=finish, usage=Usage(tokens_in, tokens_out, cached))


def estimated(text: str) -> int:
    """Tokens of a text where nobody counted: four bytes each, as a rule of thumb."""
    return -(-len(text.encode("utf-8", "replace")) // 4)


def _rest(content: str, said: str) -> tuple[str, str]:
    """What is still to be said, and the content as a whole then."""
    if not said:
        return content, content
    if content.startswith(said):
        return content[len(said) :], content
    return ("", said) if said.strip() == content.strip() else (f"\n\n{content}", f"{said}\n\n{content}")
