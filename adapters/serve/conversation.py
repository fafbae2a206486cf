"""What a client sends, found out: which words are the user's, what was said before, what a tool or a schema demands.

Clients wrap what a person typed: Codex sends an `<environment_context>` message before it, editors put the question in
`<user_query>`, chat pages send tasks of their own (titles, tags) that quote the whole talk. Here the person's own last
message is found; those tasks are recognised, so that a puzzle they quote is never solved.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["system", "user", "assistant", "tool", "client"]
"""Who speaks; "client" is what a program says of itself in a person's name."""

_DROPPED = re.compile(
    r"<(environment_context|environment_details|user_instructions|system[-_]reminder|permissions[ _]instructions|"
    r"collaboration_mode|additional_data|attached_files|editor_context|workspace_info|context_window)\b[^>]*>(.*?)</\1>",
    re.S | re.I,
)
"""What a client tells a model of itself; no word of the person's."""
_ASKED = re.compile(r"<(user[-_]query|user[-_]request|user[-_]message|userRequest|task)>(.*?)</\1>", re.S | re.I)
"""Where the person's words are wrapped themselves."""

_TAGGED = re.compile(r"<([a-z][\w-]*)\b[^>]*>.*?</\1>", re.S | re.I)
_LETTERS = re.compile(r"[^\W\d_]{2}")

_QUOTED_TALK = re.compile(r"<chat_history>.*</chat_history>|^#+ *Chat History\b", re.S | re.I | re.M)
_CHORE = re.compile(
    r"\b(?:generat\w+|creat\w+|writ\w+|provid\w+|giv\w+|suggest\w*|come up with|summari[sz]\w+|extract\w*)\b"
    r"[^.\n]{0,80}\b(?:titles?|tags?|follow[- ]?ups?(?: questions?| prompts?)?|summary|search quer(?:y|ies)|emojis?|"
    r"headline|topic)\b"
    r"[^.\n]{0,80}\b(?:chats?|conversations?|history|dialog(?:ue)?s?|threads?|sessions?|messages?)\b",
    re.I,
)
_SUMMARY = re.compile(
    r"\bsummari[sz]e (?:this|the) (?:\w+ )?(?:conversation|chat|session|thread)\b|\bautocompletion system\b", re.I
)
_CHORE_ROLE = re.compile(
    r"\byou are (?:an? )?(?:[\w-]+ ){0,3}(?:title|tag|topic|summary|conversation) "
    r"(?:generator|summari[sz]er|assistant)\b|\bisNewTopic\b|\bgenerate (?:a |an )?(?:[\w,-]+ ){0,6}title\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Turn:
    """One message as plain text."""

    role: Role
    text: str
    pictured: bool = False
    """A picture belongs to it."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """A request of any protocol. `body` is the same for a language model, in the form of chat completions."""

    turns: tuple[Turn, ...]
    body: Mapping[str, Any] = field(default_factory=dict)
    """Messages, tools and limits; nothing in it names a model, an address or a key."""
    pictures: bool = False
    """The last user message holds more than text."""
    forced: str | None = None
    """What of the request only a language model can do ("tool_choice", "response_format"), or None."""
    confirm: bool = False
    """The client takes the board of a picture as it is read."""
    seen_by: str = ""
    """The model that read the last message's board from a picture, where the person confirmed it already."""

    @property
    def asked(self) -> str:
        """The person's last words, without wrappers; "" where there are none."""
        last = next((turn for turn in reversed(self.turns) if turn.role == "user" and plain(turn.text)), None)
        return plain(last.text) if last is not None else ""

    @property
    def before(self) -> tuple[Turn, ...]:
        """What was said before the last words; what clients say of themselves stands apart from what people said."""
        places = [i for i, turn in enumerate(self.turns) if turn.role == "user" and plain(turn.text)]
        said: list[Turn] = []
        for place, turn in enumerate(self.turns[: places[-1] + 1] if places else ()):
            if turn.role == "user":
                said += [Turn("client", match[2]) for match in _DROPPED.finditer(turn.text)]
            if place < places[-1]:
                said.append(Turn(turn.role, plain(turn.text) if turn.role == "user" else turn.text))
        return tuple(turn for turn in said if turn.text.strip())

    @property
    def tools(self) -> bool:
        """Whether the model may call tools of the client's."""
        return bool(self.body.get("tools"))

    @property
    def mid_tools(self) -> bool:
        """Whether the last thing said is a tool's result: the language model that called it goes on."""
        spoken = [turn for turn in self.turns if turn.role != "system"]
        return bool(spoken) and spoken[-1].role == "tool"

    @property
    def chore(self) -> bool:
        """Whether this is a task of the client's own (a title, tags, follow-up questions), not the person's."""
        system = " ".join(turn.text for turn in self.turns if turn.role == "system")
        return is_chore(self.asked) or (len(system) < 6000 and _CHORE_ROLE.search(system) is not None)


def plain(text: str) -> str:
    """`text` without what clients put around a person's words."""
    bare = _DROPPED.sub("", text)
    asked = [match[2] for match in _ASKED.finditer(bare)]
    if asked and _LETTERS.search(_TAGGED.sub("", _ASKED.sub("", bare))):
        return _ASKED.sub(lambda match: f"\n{match[2]}\n", bare).strip()  # words beside the tags are the person's too
    return ("\n\n".join(asked) if asked else bare).strip("\r\n") if bare.strip() else ""


def is_chore(text: str) -> bool:
    """Whether the words are a client's task about the conversation."""
    words = _QUOTED_TALK.sub(" ", text)
    if _QUOTED_TALK.search(text) is not None and (text.lstrip().startswith("#") or _CHORE.search(words)):
        return True
    head = text.strip()[:1500]
    return _SUMMARY.search(head) is not None or _CHORE.search(head) is not None
