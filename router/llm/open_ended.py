"""Where no grammar applies or no solver proved anything: the language model, if there is one and it may be asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from router.asking.courtesy import courtesy
from router.reading.candidates import mentions
from router.types import ChatModel, Check, Completion, Message, Receipt
from solvers.kinds import KINDS
from solvers.text.source import Text

if TYPE_CHECKING:
    from router.job import Job

NO_MODEL = (
    "this is open-ended text, and no language model is configured: give --model NAME or set TRM_ROUTER_MODEL "
    "(`trm-router doctor` says more)"
)
OFFLINE = "this is open-ended text for a language model, and --offline forbids asking one"
_NO_GRID = " ({kind} is mentioned, but none was found in the text)"


def answer(job: Job, chat: ChatModel | None, on_text: Callable[[str], None] | None) -> None:
    """The receipt for open-ended text. Raises what the model raises: nothing else could answer."""
    text = job.request.text
    if not text.strip():
        job.receipt = Receipt(status="declined", kind="open", reason="the text is empty; paste a puzzle or a question")
        return
    if job.purse is None:
        kind_word = courtesy(text)
        if kind_word is not None:
            job.receipt = Receipt(status="answered", kind="open", answer=kind_word)
            return
        reason = NO_MODEL if chat is None else OFFLINE
        named = _mentioned(text) if len(text) < 2000 else None
        reason += _NO_GRID.format(kind=named) if named else ""
        job.receipt = Receipt(status="declined", kind="open", reason=reason)
        return
    job.ready()
    messages = [Message(role="user", content=text)]
    if on_text is None:
        completion = job.purse.complete(messages)
        said, outcome = completion.text, completion.call.outcome
    else:
        outcome = "ok"
        pieces: list[str] = []
        for item in job.purse.stream(messages):
            if isinstance(item, Completion):
                pieces, outcome = [item.text], item.call.outcome
            else:
                pieces.append(item)
                on_text(item)
        said = "".join(pieces)
    job.receipt = Receipt(status="answered", kind="open", answer=said, **cut_off(outcome))


def cut_off(outcome: str) -> dict[str, Any]:
    """What a receipt says of an answer that is not whole."""
    if outcome != "truncated":
        return {}
    reason = "the answer was cut off at the model's length limit; ask for less at once, or allow more output tokens"
    return {"reason": reason, "checks": (Check(name="whole", ok=False, detail=reason),)}


def _mentioned(text: str) -> str | None:
    """The title of a kind that is named where no grid of it was found."""
    message = Text(text)
    named = [KINDS[name] for name in mentions(text)]
    return named[0].title if named and not any(kind.read(message) for kind in named) else None
