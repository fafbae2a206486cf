"""The form that a system prompt asks of every answer: given where it can be, said where it cannot.

    orders = standing(conversation)         # "Always answer in JSON." -> (Order("Always answer in JSON.", "json"),)
    reading = shaped(reading, orders)       # the solver's answer is written so where the kind can
    receipt = kept(receipt, orders)         # wrapped, or declined, quoting
    content = spoken(receipt, orders)

A system prompt is the operator's: how to be, what to call oneself and how to talk ("be concise", "use Markdown") is no
form of an answer and refuses nothing. What names a form that programs read (JSON, a tag, one line, a table) is kept.
"""

# ruff: noqa: E501  tables of phrases are easier to compare on one line
from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from adapters.serve.conversation import Conversation
from adapters.serve.words import content_of
from router.asking.ask import Solve
from router.asking.light_words import unknown_words
from router.asking.shape_words import Layout, layouts
from router.asking.wanted import wrapping
from router.types import Reading, Receipt
from solvers.base import Form
from solvers.text.write import wrapped

Name = Literal["json", "tag", "boxed", "fence", "brackets", "line", "word", "csv", "html", "latex", "markdown", "?"]

MANUAL = 900
"""Characters from which a system prompt is an agent's manual, where only strict sentences are orders."""
_ANSWERS = re.compile(
    r"\b(?:answer(?:s|ed)?|respon(?:d|se|ses)|reply|replies|output|return(?:s|ed)?|print|write|give|put|wrap(?:ped)?|enclosed?|surround|format(?:ted)?|use|produce|provide|"
    r"present|send|emit|solutions?|results?|antworte?\w*|ausgabe|gib|schreib\w*|répon\w+|donne\w*|respond\w+|respuestas?|devuelve|escribe|rispond\w+|rispost\w+|scriv\w+)\b",
    re.I,
)
_ELSEWHERE = re.compile(
    r"\b(?:tools?|functions?|calls?|files?|commits?|cit(?:e|ations?)|sources?|titles?|search\w*|images?|databases?|api|arguments?|parameters?|"
    r"code(?! ?(?:blocks?|fences?)\b)|programs?|scripts?|configs?|quer(?:y|ies)|examples?|math\w*|formulas?|equations?|user'?s? (?:inputs?|data|messages?)|inputs?)\b",
    re.I,
)
"""A sentence about other things than the answer."""
_CONDITION = re.compile(
    r"^\W*(?:if|when(?:ever)?|for|in case|unless|where|wenn|falls|si|quand|cuando|se|quando)\b", re.I
)
_OF_ANSWERS = re.compile(
    r"\b(?:answer\w*|respond\w*|reply\w*|puzzles?|grids?|boards?|solv\w+|every|each|all|any)\b", re.I
)
_AS_YOU_LIKE = re.compile(
    r"\b(?:can|may|could|might|feel free|optional(?:ly)?|appropriate|as needed|prefer\w*|try to|where (?:it|that) helps|helpful|useful|necessary|(?:if|when|where|whenever|as far as) possible)\b",
    re.I,
)
_STRICT = re.compile(r"\b(?:must|always|only|exactly|nothing but|immer|nur|toujours|siempre|sempre)\b", re.I)
_DENIED = re.compile(
    r"\b(?:not|never|no|don't|avoid|without|instead of|rather than|nicht|kein\w*|pas|sin|senza)\b[^,;]*$", re.I
)
_FORMS: tuple[tuple[Name, re.Pattern[str]], ...] = (
    (
        "json",
        re.compile(
            r"\b(?:in|as|with|only|use|using|valid|return|output|print|produce|emit|be|to|reply|respond|answer|en|als|im|em)\s+(?:an?\s+)?(?:(?:valid|strict|raw|pure|single|plain|only)\s+)*json\b|"
            r"\b(?:answer|respond|reply|return|output)\b[^.]*\bjson (?:only|format|object|array|structure|schema)\b",
            re.I,
        ),
    ),
    ("fence", re.compile(r"```|\bcode ?(?:block|fence)s?\b", re.I)),
    (
        "line",
        re.compile(
            r"\b(?:one|a single|single|just one) line\b(?!\s+(?:summar|comment|descri|title|intro|per\b|each|at a time|above|before|between|break|for))|\b(?:no|without(?: any)?) (?:line ?breaks?|newlines?)\b|\beine[rn]? (?:einzigen? )?zeile\b|"
            r"\bune seule ligne\b|\buna sola (?:línea|riga)\b",
            re.I,
        ),
    ),
    ("word", re.compile(r"\b(?:one|a single|single) (?:word|number|integer|digit|character|letter)\b", re.I)),
    ("?", re.compile(r"\b(?:xml|ya?ml|toml|svg|pdf|excel|xlsx|tsv|sql|base ?64|morse|braille|binary|hexadecimal|protobuf)\b", re.I)),
)  # fmt: skip
_TABLE = re.compile(r"\b(?:as|in|into|of) (?:an? )?(?:(?:html|latex|markdown)[- ])?(?:table|tabular)\b", re.I)
_TABLES = frozenset({"csv", "html", "latex", "markdown", "line"})
_KEYS = re.compile(r"[\"'`“](\w+)[\"'`”]")
_STRUCTURE = re.compile(
    r"\b(?:schema|structure|fields|keys|properties|following (?:json|format|form))\b|\b(?:this|exact) (?:json )?format\b|:\s*$",
    re.I,
)
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")
_OBJECT = re.compile(r"\{[^{}]*\}")
_OF_FORMS = (
    "all any always never must should be valid object key keys breaks break newlines spaces digits numbers html answers answer respond reply output final completed solved solution solutions grid grids board puzzle puzzles every each "
    "response responses json format formatted line lines single code block tag tags inside within wrap wrapped put exactly nothing else text explanation "
    "explanations no without word number table csv html latex markdown immer antworte antworten toujours réponds siempre responde sempre rispondi línea riga zeile ligne"
)
_PLAIN = frozenset(_OF_FORMS.split())
_TONGUES = frozenset({"en", "de", "fr", "es", "it", "pt"})


@dataclass(frozen=True, slots=True)
class Order:
    """What a sentence of a system prompt wants of every answer; "?" is a form that nobody here can give."""

    said: str
    form: Name
    detail: str = ""
    """The tag, or the key of the JSON object."""


def standing(conversation: Conversation) -> tuple[Order, ...]:
    """The orders of the system prompts, in their order; of two for one form the later."""
    found: dict[str, Order] = {}
    for turn in conversation.turns:
        if turn.role == "system":
            for order in orders_in(turn.text):
                found[order.form] = order
    return tuple(found.values())


def orders_in(text: str) -> list[Order]:
    """The forms that a system prompt orders."""
    found: list[Order] = []
    for match in _SENTENCE.finditer(text):
        said = match[0].strip()
        if _ordering(said, manual=len(text) > MANUAL):
            found += _forms(said, text[match.end() :])
    return found


def only_form(said: str) -> bool:
    """Whether a sentence orders a form and says nothing else, so that it can be no rule of a puzzle."""
    if not _ordering(said, manual=False) or not _forms(said, ""):
        return False
    bare = re.sub(r"<[^<>]*>|\\boxed\S*|[\"'`“]\w+[\"'`”]", " ", said)
    return not [word for word in unknown_words(bare, _TONGUES) if word not in _PLAIN]


def _ordering(said: str, *, manual: bool) -> bool:
    """Whether a sentence orders how every answer is to be written."""
    if _ANSWERS.search(said) is None or _ELSEWHERE.search(said) or _AS_YOU_LIKE.search(said):
        return False
    if _CONDITION.search(said) and _OF_ANSWERS.search(said) is None:
        return False
    return not manual or _STRICT.search(said) is not None


def _forms(said: str, after: str) -> list[Order]:
    found: list[Order] = []
    for name, pattern in _FORMS:
        match = pattern.search(said)
        if match is not None and not (name != "line" and _DENIED.search(said[: match.start()])):
            found.append(_json(said, after) if name == "json" else Order(said, name))
    wrap = wrapping(said)
    if wrap.wrap in ("tag", "boxed", "brackets") and "json" not in {order.form for order in found}:
        found.append(Order(said, wrap.wrap, wrap.tag))
    for layout, (start, _) in layouts(said):
        known = layout.name in _TABLES and (layout.name in ("csv", "line") or _TABLE.search(said) is not None)
        if known and layout.name not in {order.form for order in found} and not _DENIED.search(said[:start]):
            found.append(Order(said, layout.name))  # type: ignore[arg-type]
    return found


def _json(said: str, after: str) -> Order:
    """JSON with the one key that is named or shown; several keys hold what nobody here knows."""
    example = _OBJECT.search(said) or _OBJECT.match(after.lstrip())
    if example is not None:
        keys = re.findall(r"[\"'“]?(\w+)[\"'”]?\s*:", example[0])
        return Order(said, "json", keys[0]) if len(keys) == 1 else Order(said, "?")
    keys = _KEYS.findall(said)
    if len(keys) == 1:
        return Order(said, "json", keys[0])
    return Order(said, "?" if keys or _STRUCTURE.search(said) else "json")


def impossible(orders: Sequence[Order]) -> str | None:
    """Why no answer can be given as the system prompt wants it."""
    order = next((order for order in orders if order.form == "?"), None)
    return None if order is None else _why(order)


def _why(order: Order) -> str:
    return f"the system prompt wants another form ({order.said!r}), and this answer cannot be given so"


def shaped(reading: Reading, orders: Sequence[Order]) -> Reading:
    """The reading with the form that is ordered, where the message wants none of its own."""
    names = {order.form for order in orders}
    form, layout = reading.form, reading.layout
    if "json" in names and not form.wrap:
        form = replace(form, wrap="json")
    tables = names & _TABLES
    if tables and not layout.name and not form.wrap and type(reading.ask) is Solve and not reading.ask.every:
        layout = Layout(min(tables), layout.lead, layout.blank)
    if form == reading.form and layout == reading.layout:
        return reading
    return reading.model_copy(update={"form": form, "layout": layout, "ask": replace(reading.ask, form=form)})


def kept(receipt: Receipt, orders: Sequence[Order]) -> Receipt:
    """The receipt with its proven answer in the form that is ordered; declined where that cannot be."""
    if not orders or receipt.status not in ("verified", "supported") or receipt.answer is None:
        return receipt
    answer: str | None = receipt.answer
    for order in sorted(orders, key=lambda order: order.form not in _FIRST):
        answer = _GIVEN[order.form](answer or "", order)
        if answer is None:
            return receipt.model_copy(
                update={"status": "declined", "answer": None, "solution": None, "reason": _why(order)}
            )
    return receipt.model_copy(update={"answer": answer})


def spoken(receipt: Receipt, orders: Sequence[Order]) -> str:
    """What is said: as without orders, but a note beside an answer in JSON stands in it too."""
    plain = content_of(receipt)
    key = next((order.detail for order in orders if order.form == "json"), None)
    note = plain.removeprefix(receipt.answer or "").strip()
    if key is None or not note or receipt.answer is None or not plain.startswith(receipt.answer):
        return plain
    try:
        value = json.loads(receipt.answer)
    except ValueError:  # in a tag or a code block
        return plain
    told = value if isinstance(value, dict) else {key or "answer": value}
    return json.dumps({**told, "note": note}, ensure_ascii=False)


_FIRST = frozenset({"json", *_TABLES, "word"})
"""Forms of the answer itself; the others go around it."""


def _as_json(answer: str, order: Order) -> str:
    try:
        value: Any = json.loads(answer)
    except ValueError:
        value = answer
    if isinstance(value, str):
        return json.dumps({order.detail or "answer": value}, ensure_ascii=False)
    return json.dumps({order.detail: value}, ensure_ascii=False) if order.detail else answer


def _one_line(answer: str, _: Order) -> str | None:
    return None if "\n" in answer.strip() else answer.strip()


def _one_word(answer: str, _: Order) -> str | None:
    return None if len(answer.split()) != 1 else answer.strip()


def _around(form: Form) -> Callable[[str, Order], str]:
    def put(answer: str, order: Order) -> str:
        made = replace(form, tag=order.detail)
        opening = {"tag": f"<{order.detail}>", "fence": "```", "boxed": "\\boxed", "brackets": "[["}[form.wrap]
        if answer.startswith(opening):
            return answer
        return f"\\boxed{{{answer}}}" if form.wrap == "boxed" else wrapped(answer, made)

    return put


def _looks(pattern: str) -> Callable[[str, Order], str | None]:
    """As the solver's side wrote it, or not at all."""
    return lambda answer, _: answer if re.match(pattern, answer, re.S) else None


_GIVEN: dict[str, Callable[[str, Order], str | None]] = {
    "json": _as_json,
    "line": _one_line,
    "word": _one_word,
    "csv": _looks(r"[^\n,]*(?:,[^\n]*|\Z)"),
    "html": _looks("<table"),
    "latex": _looks(r"\\begin"),
    "markdown": _looks(r"\|"),
    "tag": _around(Form(wrap="tag")),
    "boxed": _around(Form(wrap="boxed")),
    "fence": _around(Form(wrap="fence")),
    "brackets": _around(Form(wrap="brackets")),
    "?": lambda *_: None,
}
