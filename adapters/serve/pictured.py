"""Pictures in a conversation: which one holds a puzzle, and what became of a board that was offered to be confirmed.

The service keeps nothing, so the board that a model read stands in the service's own answer, word for word. "Yes" in
the next message, a corrected cell or a corrected board settles it; until then nothing about that board is answered.
The settled conversation is the one that the person would have had with the board as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from adapters.serve.conversation import Conversation, Turn, plain
from adapters.serve.faults import Fault
from router.llm.seeing import NEEDED, Sight, with_board
from router.pictures import BadPicture, Picture
from router.reading.candidates import mentions
from router.reading.follow_up import corrected, corrects, follow_up
from router.types import Reading, Receipt
from solvers.kinds import KINDS
from solvers.text.patterns import lazily

Read = Callable[[str], Reading]

OTHER = "a board"
"""What the offer calls the puzzle of a kind that the model did not know."""
ASK = "Answer yes if every cell is right; otherwise send the board as it should be, or the cell (r1c2 = 3)."
_OFFER = lazily(rf"{NEEDED}\. (\S+) read the picture as ([^:\n]+):\n\n(\S.*?)\n\n{re.escape(ASK)}", re.S)
_YES = lazily(
    r"\W*(?:yes|yep|yeah|y|correct|right|that'?s (?:right|correct|it)|(?:it|this|everything) is (?:right|correct)|"
    r"ok(?:ay)?|confirm(?:ed)?|ja|richtig|stimmt|genau|oui|exact|c'est ça|sí|si|correcto|sì|esatto|sim|certo|correto|"
    r"klopt|tak|zgadza się|да|верно|是|对|對|はい)(?!\w)"
    r"(?:[\s,.!]*(?:please|it is|that'?s (?:right|correct|it)|every cell is right|all (?:right|correct)|bitte|stimmt|"
    r"correct|right|solve it|go on|go ahead)\b)*[\s,.!;:]*",
    re.I,
)
_NO = lazily(
    r"\W*(?:no|nope|wrong|not (?:quite|right)|nein|falsch|non|faux|errado|nee|nie|нет|неверно|否|不|不对|いいえ)\b"
    r".{0,40}",
    re.I,
)
_CONTRAST = lazily(
    r"\b(?:but|except\w*|apart|other than|besides|although|wrong|aber|außer|jedoch|mais|sauf|pero|excepto|salvo|ma|"
    r"tranne|mas|exceto|maar|behalve|ale|oprócz|но|кроме)\b|但|不过|でも|けど",
    re.I,
)
"""After a yes: it may be none."""
_SOLVING = lazily(
    r"\b(?:solv\w+|puzzles?|boards?|grids?|hints?|unique|solutions?|lös\w*|rätsel|résou\w*|grille|resuelv\w*|resolv\w*|risolv\w*|los|rozwiąż)\b"
    r"|реши|解",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Settled:
    """A conversation without offers. `seen`: what its latest board was read from, once confirmed; `waiting` is not."""

    conversation: Conversation
    seen: Sight | None = None
    waiting: Sight | None = None


def puzzle_in(conversation: Conversation, read: Read) -> tuple[Picture, str] | None:
    """The one picture of the last message and the words beside it, where they speak of a puzzle to be read from it.

    Raises Fault for what is called a picture and is none.
    """
    last = next((m for m in reversed(conversation.body.get("messages", ())) if m["role"] == "user"), None)
    parts = last["content"] if last is not None and isinstance(last["content"], list) else []
    urls = [part["image_url"]["url"] for part in parts if part["type"] == "image_url"]
    words = plain("\n".join(part["text"] for part in parts if part["type"] == "text"))
    if len(urls) != 1:
        return None
    if words and not mentions(words) and _SOLVING.search(words) is None:
        return None
    if words and read(words).candidate is not None:
        return None  # a puzzle as text, and a picture beside it: what they have to do with each other nobody knows
    try:
        return Picture.of_url(urls[0]), words
    except BadPicture as bad:
        raise Fault(400, f"{bad} ({bad.hint})", param="messages", code="invalid_image") from None


def offer(receipt: Receipt) -> str:
    """The answer that shows a board and asks whether it is right."""
    known = KINDS.get(receipt.kind)
    name = OTHER if known is None else known.title
    by = (receipt.reader or "").removeprefix("model ").split(" ")[0]
    return f"Not answered: {NEEDED}. {by} read the picture as {name}:\n\n{receipt.board}\n\n{ASK}"


def settled(conversation: Conversation, read: Read) -> Settled:
    """Follow the offers through the conversation."""
    if not any(turn.role == "assistant" and _OFFER.search(turn.text) for turn in conversation.turns):
        return Settled(conversation)
    turns: list[Turn] = []
    waiting: Sight | None = None
    seen: Sight | None = None
    for turn in conversation.turns:
        match = _OFFER.search(turn.text) if turn.role == "assistant" else None
        if match is not None:
            waiting = _offered(match, turns, waiting)
            continue
        text = plain(turn.text) if turn.role == "user" else ""
        if text and not turn.pictured:
            seen = None if read(text).candidate is not None else seen
            if waiting is not None:
                told, seen, waiting = _answered(text, waiting, read)
                turn = replace(turn, text=told)
        elif turn.role == "user" and turn.pictured:
            seen = waiting = None
        turns.append(turn)
    known = replace(conversation, turns=tuple(turns))
    about = waiting is not None and not conversation.pictures and _about(conversation.asked, waiting, read)
    return Settled(known, seen, waiting if about else None)


def _offered(match: re.Match[str], turns: list[Turn], waiting: Sight | None) -> Sight:
    """The offer that stands in an answer; the message it answers is the picture's, or was about the offer before."""
    last = next((place for place in reversed(range(len(turns))) if turns[place].role == "user"), None)
    asked = turns.pop(last) if last is not None else Turn("user", "")
    words = waiting.words if waiting is not None and not asked.pictured else plain(asked.text)
    kind = next((name for name, kind in KINDS.items() if kind.title == match[2]), None)
    return Sight(match[1], words, kind, tuple(tuple(line.split()) for line in match[3].splitlines()))


def _answered(text: str, waiting: Sight, read: Read) -> tuple[str, Sight | None, Sight | None]:
    """What a message under an offer comes to: (its text, what it confirms, what still waits)."""
    yes = _YES.match(text)
    if yes is not None and not corrects(text):
        rest = text[yes.end() :].strip()
        if rest and (_CONTRAST.search(rest) or follow_up(rest, read(waiting.text)) is None):
            return text, None, waiting  # "yes, but ...": not a yes, unless it asks for something of the board
        seen = replace(waiting, words=" ".join(part for part in (waiting.words.strip(), rest) if part))
        return seen.text, seen, None
    named = (
        f"{KINDS[waiting.kind].title}:\n{text}" if waiting.kind is not None and not mentions(waiting.words) else text
    )
    whole, several = with_board(waiting.words, named), "\n" in text.strip()
    if any(read(said).candidate is not None for said in ((text, named, whole) if several else (text,))):
        return whole, None, None  # the person's own board: nobody else read it
    if corrects(text):
        changed = corrected(text, waiting.text, read(waiting.text))
        if changed is not None:
            lines = changed.splitlines()[-len(waiting.rows) :]
            return text, None, replace(waiting, rows=tuple(tuple(line.split()) for line in lines))
    return text, None, waiting


def _about(text: str, waiting: Sight, read: Read) -> bool:
    """Whether the last message speaks of the board that waits, rather than of something else."""
    if corrects(text) or _NO.fullmatch(text) or _YES.match(text) or mentions(text) or _SOLVING.search(text):
        return True
    return follow_up(text, read(waiting.text)) is not None
