"""From the words around a puzzle to one typed question, or to the clause that nobody understood.

    understand(message, kind, candidate, claimed)   ->  Understood(ask, unclear)

Order matters: what does not want a solution is looked for first (code, a new puzzle, a hint, a check), then cells and
forms, then the plain request. Every reader takes its words; what is left and loaded closes the way (`account`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Literal

from router.asking import account, shape_words, wants
from router.asking.ask import Ask, Check, Claim, Count, Echo, Hint, Make, Own, Rate, Solve, Talk, Value, Why
from router.asking.claims import claim, entered
from router.asking.consume import consume
from router.asking.fillers import take_fillers
from router.asking.message import Message
from router.asking.orders import difficulty
from router.asking.pieces import piece
from router.asking.places import Places, Shape, numbers_of, places, shape_of
from router.asking.restated import Plain, own_sentences, restated
from router.asking.wants import phrases
from solvers.base import Candidate, Form, Kind
from solvers.text.patterns import lazily

_STRONG_HINT = lazily(
    r"\b(?:next (?:\w+ )?(?:digit|number|cell|move|step|deduction)|which (?:cell|digit)|and why|order)\b|nächste|prochain|siguiente|prossim|próxim|下一步|次の",
    re.I,
)
_WEAK_HINT = lazily(
    r"\bnudge\b|\bwhere (?:should|do|can|could) i\b|\b(?:tiny|small|little|slight)(?:est)? hint|\bwo soll\b|\bkleine\w* (?:tipp|hinweis)|\bpetit indice|\bpequeña pista",
    re.I,
)
_FAULT = lazily(
    r"mistake|error|wrong|fehler|falsch|erreur|fausse|error|errores|sbagliat|errad|fout|błąd|ошибк|错|間違", re.I
)
_WHERE = lazily(r"\bwhere\b|\bfind\b|\bspot\b|\bmark\b|\bwo\b|\boù\b|\bdónde\b|\bdove\b|哪里|どこ", re.I)
_GIVEN = lazily(r"\bas (?:i )?g[ai]ve(?:n)?\b|\bunsolved\b|\bof the puzzle as\b|\bgivens? in\b", re.I)
_TOTALS = (
    (
        "sum",
        lazily(
            r"\b(?:the )?(?:sum|total) of(?: the)?(?: digits| numbers| values)?(?: in| of| on)?\b|\badd(?:ed)? up\b|\bsumme\b|\bsomme\b|\bsuma de\b|\bsomma\b",
            re.I,
        ),
    ),
    ("product", lazily(r"\bthe product of\b", re.I)),
    ("largest", lazily(r"\bthe (?:largest|biggest|highest|maximum)(?: digit| number| value)?(?: in| of)\b", re.I)),
    ("smallest", lazily(r"\bthe (?:smallest|lowest|minimum)(?: digit| number| value)?(?: in| of)\b", re.I)),
    ("sorted", lazily(r"\bsort(?:ed)?\b", re.I)),
)
_VALUE_WORDS = lazily(
    r"\b(?:what|which|tell me|give me|show me|name|read|list|i (?:only |just )?(?:need|want)|(?:need|want) only|only|just|value|digits?|numbers?|stands?|"
    r"goes|belongs|found|written|one|there|in|at|of|is|are|the|into|on|found|nur|welche\w*|was|steht|gib|brauche|kommt|ziffern?|zahl|quel\w*|chiffres?|"
    r"trouve|va|donne\w*|réponds|seulement|par|qué|cuál|número|va|dime|dame|solo|quale|numero|cifra|dammi|qual|número|diga|welk\w*|wat|cijfer|geef|"
    r"как\w+|цифр\w*|что|стоит|dans|ce|à|la|le|les|se|sur|en|el|del|al|della|nella|nel|dem|der|des|im|box|please|whats|using|indices|index\w*|python)\b|"
    r"什么|数字|告诉我|だけ|教えて(?:ください)?|何|の数字(?:は|だけ)?|は[?？]|この|の|は|\bwhat's\b|\bletters?\b",
    re.I,
)

_NOT_THE_VALUE = lazily(
    r"^\s*(?:(?:so|and|but|please)\s+)*(?:is|are|does|do|did|was(?! (?:steht|ist|kommt|gehört|muss|für))|were|has|have|ist|sind|hat|est|es|è)\b|[+*×÷<>≤≥≠]|\b(?:plus|minus|times|"
    r"greater|less|larger|smaller|bigger|difference|than|compared?|missing|absent|fehlt|fehlen|manque\w*|falta\w*)\b|"
    r"(?:n't|n’t|\b(?:wont|dont|not|never|no|nicht|kein\w*))\b(?![^.?!\n]*\b(?:only|just|but|nur|sondern)\b)[^.?!\n]{0,20}\b(?:need|want|give|show|tell|print|brauch\w*|zeig\w*|gib|will|möchte)\b|"
    r"\b(?:brauch\w*|will|möchte|gib|zeig\w*)\b[^.?!\n]{0,40}\b(?:nicht|kein\w*)\b(?![^.?!\n]*\b(?:nur|sondern)\b)|"
    r"(?:\b(?:is|are|does|do|has|have)(?: not|n't)|\bnot (?:in|on|used|present|appear\w*))\b",
    re.I,
)
"""A sentence that names cells and asks something else of them than what stands in them."""
_STATED = lazily(
    r"\W*(?!(?:please|tell|give|show|say|only|just|what|which|i|we|and|so|name|list|print|was|welche\w*|sag\w*|gib|quel\w*|dis|dime|dame|dimmi|dammi|qual\w*|zeg|geef)\b)[^?]*"
    r"(?:\bis|\bare|=|\bmust be|\bshould be|\bist|\best|\bes|\bè|\bé|\bjest)\s+(?:an? |the |eine? |une? )?(?:\d{1,2}|[^\W\d_]{3,})(?:\W*$|\s*\))",
    re.I,
)
"""A statement about a cell ("r1c1 is white"), no question."""
_TAGS = lazily(r"</?\w+>|[-=]+>|\*\*")
_DENIED = lazily(r"n't\b|\bnot\b|\bnever\b|\bnicht\b|\bpas\b|\bkein\b", re.I)
_PLEASE = frozenset(
    {"please", "pls", "plz", "bitte", "thanks", "danke", "the", "die", "das", "den", "only", "just", "nur", "s"}
)
_MISSING = lazily(
    r"\b(?:(?:what|which)(?:'s| is| are)? (?:(?:digits?|numbers?|values?|ones) )?(?:are |is |still |'re )*(?:missing|left out|absent|not (?:yet )?(?:there|used|placed))(?: yet| still)?|welche (?:ziffern?|zahl(?:en)?|werte?)? ?(?:fehlen|fehlt)(?: noch)?|was fehlt(?: noch)?)\b",
    re.I,
)
"""What is still to be filled into a line."""
_EITHER = lazily(r"\b(?:or|oder)\b(?! not\b| nicht\b)", re.I)
_CONDITION = lazily(
    r"\b(?:if|when|once|after|unless|assuming|suppos\w+|given that|without|except|minus|ignoring|removing|adding|wenn|falls|ohne|sans|si|sin|"
    r"senza|zonder|als)\b[^.?!\n]{0,40}?(?:\d|\b(?:clues?|givens?|rows?|columns?|cells?|numbers?|corners?|rules?|diagonals?|box(?:es)?|first|last|"
    r"four|five|six|seven|eight|nine)\b)",
    re.I,
)
"""What makes it another puzzle."""
_BOTH = lazily(
    r"\b(?:solve|complete|finish|lös\w*|résou\w*|resuelv\w*|risolv\w*|resolv\w*|los)\b[^.;!?\n]{0,40}\b(?:and|und|et|y|e|en|then)\b|"
    r"\b(?:and|und|et|y|e|en|then)\b (?:solve|complete|finish|lös\w*|résou\w*|resuelv\w*|risolv\w*)\b|(?:^|[.!?:\n]\s*)(?:please )?solve (?:this|the|my|it)\b",
    re.I,
)
"""A text to be written, and the puzzle solved as well."""


@dataclass(frozen=True, slots=True)
class Understood:
    """The question, or why there is none: the clauses that nobody understood, in the user's words."""

    ask: Ask
    unclear: tuple[str, ...] = ()
    layout: shape_words.Layout = field(default_factory=shape_words.Layout)
    rest: str = ""
    """The words that nobody took."""
    left: str = ""
    """What is to be written besides, in the user's words: a language model's to do."""


def understand(
    message: Message, kind: Kind[Any, Any], candidate: Candidate[Any], form: Form, *, claimed: object = None
) -> Understood:
    """What the words want of `candidate`; `claimed` is an answer of the user's that stands in the text."""
    names = _called(kind)
    if candidate.puzzle is not None:
        own_sentences(message, kind.says, kind.title, kind.render(candidate.puzzle))
        kind.says_again(message, candidate)
    if message.is_document:  # a prompt that explains everything: its form is read by `wanted`, its changes by `account`
        restated(message, Plain(kind.vocabulary, kind.denies, names.pattern, kind.says), numbers_of(kind, candidate))
        kind.question(message, candidate)
        consume(message, names)
        unclear = tuple(message.quote(c) for c in account.leftovers(message, names=names))
        return Understood(_plain(form, message), unclear, rest=message.rest)
    plain = Plain(kind.vocabulary, kind.denies, names.pattern, kind.says)
    message.take(wants.NO_HINTS)
    for deadline in list(message.find(wants.DEADLINES)):
        message.mark(*deadline.span())
    hinted = message.understood  # "a hint please" holds only words of the rules, and is no rule
    # kinds without a board of rules (ways, walls) share their words with all talk of getting about
    ruled = candidate.puzzle is not None and kind.ruled
    restated(message, plain, numbers_of(kind, candidate), whole=ruled)
    own = (lambda said: plain.own(said) or kind.speaks_of(said)) if ruled else None
    shape = shape_of(kind, candidate)
    ask, layout = _ask(message, kind, candidate, shape, claimed, form, hinted)
    bound = _conditions(message) if ruled and isinstance(ask, Count | Claim | Check) else ()
    if (
        isinstance(ask, Hint) and shape is not None and not ask.cells
    ):  # a hint for this cell is another thing than the next step
        fresh = (clause for clause in message.clauses() if 1 not in hinted[clause.start : clause.end])
        bound = tuple(message.quote(c) for c in fresh if places(message.words[c.start : c.end], shape))
    consume(message, names)
    take_fillers(message, ask, numbers_of(kind, candidate))
    unclear = (
        ()
        if isinstance(ask, Talk)
        else tuple(
            dict.fromkeys(
                (
                    *bound,
                    *message.unanswered,
                    *(message.quote(c) for c in account.leftovers(message, names=names, own=own)),
                )
            )
        )
    )
    return Understood(ask, unclear, layout, message.rest, message.left_to_write)


def _called(kind: Kind[Any, Any]) -> re.Pattern[str]:
    """How people call a kind, and its title as we print it."""
    return _titled(kind.title, kind.names.pattern)


@lru_cache(maxsize=256)
def _titled(title: str, names: str) -> re.Pattern[str]:
    return lazily(rf"\b{re.escape(title)}\b|{names}", re.I)


def _conditions(message: Message) -> tuple[str, ...]:
    """Sentences that ask about another puzzle than the one drawn ("how many without the 4?", "if r1c1 is 2")."""
    return tuple(
        message.quote(clause)
        for clause in message.clauses()
        if _CONDITION.search(message.words[clause.start : clause.end])
    )


def _only_clues(kind: Kind[Any, Any], candidate: Candidate[Any], claimed: object) -> bool:
    """Whether `claimed` is nothing but the clues of a grid with cells left to fill: no answer of anybody's."""
    if candidate.puzzle is None or kind.filled(candidate.puzzle):
        return False
    return isinstance(claimed, dict) and len(claimed) == len(kind.clues(candidate.puzzle))


def _rest_of_clause(message: Message, start: int) -> None:
    """A wish for something written, to the end of its clause: understood, but not answered here."""
    end = next((clause.end for clause in message.clauses() if clause.start <= start < clause.end), len(message.words))
    message.mark(start, end)
    message.left_to_write = " ".join(message.raw[start:end].split())


def _plain(form: Form, message: Message) -> Ask:
    """The ask that a common form stands for."""
    if form.name in ("yes_no", "unique"):
        return Claim(form, "solvable" if form.name == "yes_no" else "unique")
    if form.name == "count":
        return Count(form)
    return Solve(form, any_solution=_any_will_do(message))


def _ask(
    message: Message,
    kind: Kind[Any, Any],
    candidate: Candidate[Any],
    shape: Shape | None,
    claimed: object,
    form: Form,
    hinted: bytes,
) -> tuple[Ask, shape_words.Layout]:
    """The question, its words taken."""
    names, words, told, known = _called(kind), message.words, message.rest, message.understood
    if form.name in ("cells", "yes_no", "unique", "count"):  # read anew below
        form = replace(form, name="", cells=())

    def wants_(name: str) -> re.Match[str] | None:
        return message.fresh(phrases(name, names), known)

    none = shape_words.Layout()
    if (write := wants_("open")) is not None:
        if _BOTH.search(words) is None:
            return Talk(form), none
        _rest_of_clause(message, write.start())
    if wants_("make"):
        return Make(form, difficulty(words)), none
    if (heard := kind.hears(message, candidate)) is not None:
        return Own(form, heard, worked_out=True), none
    if (part := piece(message, kind, candidate, shape, form)) is not None:
        return (replace(part, any_solution=_any_will_do(message)) if isinstance(part, Solve) else part), none
    if (match := message.fresh(phrases("hint", names), hinted)) is not None:
        return _hint(message, match, shape, form, wants_("echo") is not None), none
    if wants_("rate"):
        return Rate(form), none
    if claimed is not None and not (_only_clues(kind, candidate, claimed) and re.search(r"\d", words)):
        checked = wants_("check")
        if checked is not None or (
            re.search(r"\w", words) is None and candidate.puzzle is not None and kind.filled(candidate.puzzle)
        ):
            faulty = checked is not None and _FAULT.search(checked.group()) is not None
            return Check(form, claimed, bool(_WHERE.search(words)), faulty), none
    if (counted := _solutions(message, kind, known, form)) is not None:
        return counted, none
    before = message.rest
    own = kind.question(message, candidate)
    if own is not None and (own.special or form.name in ("", *kind.forms[:1])):
        return Own(form, own), none
    chosen = _places(_but_rules(told, before, message.rest), shape, message.stretches)
    if (match := wants_("why")) is not None:
        return _why(message, match, chosen, form), none
    if (said := entered(message, chosen, form) or claim(message, chosen, form)) is not None:
        return said, none
    layout = _layout(message)
    if chosen is not None and len(chosen.groups) == 1 and not chosen.but and message.first(_MISSING) is not None:
        _take(message, chosen)
        total: Literal["", "missing"] = "missing" if len(chosen.groups[0]) > 1 else ""
        return Value(form, chosen.groups, said=chosen.said, total=total), layout
    if chosen is not None and _value_meant(message, chosen):
        return _value(message, chosen, form), layout
    if wants_("yes_no"):
        return Claim(replace(form, name="yes_no"), "solvable"), layout
    if wants_("echo"):
        return Echo(form), layout
    if (match := wants_("all")) is not None:
        each = shape_words.EACH_LINE.search(message.words)
        if each is not None:
            message.mark(*each.span())
            layout = shape_words.Layout("line")
        several = re.search(r"\b(two|three|four|five|\d)\b", match.group())
        number = {"two": 2, "three": 3, "four": 4, "five": 5}.get(several[1], -2) if several else -1
        return Solve(form, every=int(several[1]) if several and number == -2 else number), layout
    return Solve(form, any_solution=_any_will_do(message)), layout


def _hint(message: Message, asked: re.Match[str], shape: Shape | None, form: Form, echoed: bool) -> Hint:
    """The next step, or the next in the cells that the same clause names."""
    del echoed  # "don't solve it": taken
    message.take(wants.NOT_ALL)
    strength: Literal[1, 2, 3] = (
        3 if _STRONG_HINT.search(message.words) else 1 if _WEAK_HINT.search(message.words) else 2
    )
    clause = next((c for c in message.clauses() if c.start <= asked.start() < c.end), None)
    chosen = places(message.words[clause.start : clause.end], shape) if clause is not None and shape else None
    if clause is None or chosen is None or chosen.but or len(chosen.groups) != 1 or "diagonal" in chosen.said:
        return Hint(form, strength)
    for start, end in chosen.spans:
        message.mark(clause.start + start, clause.start + end)
    return Hint(form, strength, tuple(at for group in chosen.groups for at in group), chosen.said)


def _solutions(message: Message, kind: Kind[Any, Any], known: bytes, form: Form) -> Ask | None:
    """How many solutions there are, whether there is one, or whether there are more."""
    names = _called(kind)
    if message.fresh(phrases("count", names), known) is not None:
        return Count(replace(form, name="count"))
    match = message.fresh(phrases("unique", names), known)
    if match is None:
        return None
    if _EITHER.search(match.group()) is not None:  # "one solution or more?"
        return Count(replace(form, name="count"))
    more = wants.SEVERAL.search(message.words) is not None
    if more and wants.ONLY_ONE.search(message.words) is not None:  # "is it the only one, or are there more?"
        return Count(replace(form, name="count"))
    return Claim(replace(form, name="unique"), "unique", denied=more)


def _but_rules(told: str, before: str, after: str) -> str:
    """`told` (the words but for plain rules said again) without those that the kind just took: "no diagonals" asks for no
    diagonal."""
    return "".join(word if was == left else " " for word, was, left in zip(told, before, after, strict=True))


def _places(words: str, shape: Shape | None, stretches: Sequence[tuple[int, int]]) -> Places | None:
    """The cells named before the grid or behind it; named in both, all of them together."""
    if shape is None:
        return None
    found = [(start, places(words[start:end], shape)) for start, end in stretches]
    named = [(start, chosen) for start, chosen in found if chosen is not None]
    if len(named) != 1:
        return places(words, shape) if named else None
    start, chosen = named[0]
    return replace(chosen, spans=tuple((a + start, b + start) for a, b in chosen.spans))


def _any_will_do(message: Message) -> bool:
    """Whether one of several solutions will do; a criterion (the largest, the first in order) makes it another question."""
    return wants.CRITERION.search(message.words) is None and message.first(wants.ANY_SOLUTION) is not None


def _take(message: Message, chosen: Places | None) -> None:
    for start, end in chosen.spans if chosen else ():
        message.mark(start, end)


def _why(message: Message, asked: re.Match[str], chosen: Places | None, form: Form) -> Why:
    """ "Why is r1c1 a 4?", "why can't r1c1 be 5?": the cell, and what the question takes for granted."""
    if chosen is None or [len(group) for group in chosen.groups] != [1]:  # of several cells there is no one reason
        return Why(form)
    _take(message, chosen)
    words = list(message.words)
    for start, end in chosen.spans:
        words[start:end] = " " * (end - start)
    about = "".join(words[asked.start() : max(asked.end(), *(end for _, end in chosen.spans))])
    number = re.search(r"\d{1,2}", about)
    if number is not None and re.search(r"(?<!\d)\d{1,2}(?!\d)", number.string[number.start() : number.end() + 1]):
        message.mark(asked.start() + number.start(), asked.start() + number.end())
    return Why(form, chosen.groups[0][0], number.group() if number else "", _DENIED.search(about) is not None)


def _layout(message: Message) -> shape_words.Layout:
    found = shape_words.layouts(message.words)
    for _, (start, end) in found:
        message.mark(start, end)
    named = [layout for layout, _ in found if layout.name]
    lead = next((layout.lead for layout, _ in found if layout.lead), "")
    blank = "0" if re.search(r"\bwith (?:zeros|0s?)\b|\bmit nullen\b", message.words, re.I) else "."
    return shape_words.Layout(named[0].name if named else "", lead, blank)


def _value_meant(message: Message, chosen: Places) -> bool:
    """Whether the sentence that names the cells asks for them (or keeps them back)."""
    start, end = chosen.spans[0]
    sentence_start = max(message.words.rfind(mark, 0, start) for mark in ".!?\n;:。") + 1
    stop = re.search(r"[.!?？\n;。]", message.words[end:])
    sentence = message.words[sentence_start : end + stop.end() if stop else len(message.words)]
    bare = "".join(
        " " if any(a <= at < b for a, b in chosen.spans) else message.words[at]
        for at in range(sentence_start, sentence_start + len(sentence))
    )
    if chosen.but:  # "everything but row 3", not "so that all is lit but r1c1"
        return re.search(r"\b(?:so|such|if|when|must|should|may|damit|wenn|muss|soll|darf)\b", sentence, re.I) is None
    if "diagonal" not in chosen.said and re.search(r"\w", bare) and set(re.findall(r"\w+", bare.lower())) <= _PLEASE:
        return True  # "middle column please"
    sentence = wants.REST.sub(" ", sentence)
    if _NOT_THE_VALUE.search(_TAGS.sub(" ", sentence)) or _STATED.match(sentence):
        return False
    return bool(
        re.search(
            r"[?？]|=\s*$|\b(?:whats?|which|tell me|give|show|only|just|need|want|list|sort|print|write|read|value of|digits? (?:of|in|on|at))\b|"
            r"\b(?:wie (?:lautet|lauten|heißt|heißen)|nenne?|sag|sage|zeig|zeige|brauch)\b|\b(?:welche|was|gib|nur|brauche|kommt)|\b(?:quel|donne|seulement|réponds)|\b(?:qué|cuál|dame|dime|solo)\b|\b(?:quale|dammi)\b|"
            r"\b(?:qual|diga|apenas|só|somente|sólo|solamente|uniquement|tylko)\b|\b(?:welk|wat|geef|alleen)\b|\bmi serv|\bho bisogno|\bnecesito|\bbesoin|\bpreciso|\bik (?:wil|heb)|\bpotrzebuj|\bsoltanto|нужн|как(?:ая|ое|ой|ие)|что|только|[只仅]|什么|什麼|哪个|多少|填|何|どの|教えて|は[?？]",
            sentence,
            re.I,
        )
    )


def _value(message: Message, chosen: Places, form: Form) -> Value:
    _take(message, chosen)
    total = ""
    for name, pattern in _TOTALS:
        if message.first(pattern) is not None:
            total = name
            break
    given = message.first(_GIVEN) is not None
    message.take(_VALUE_WORDS)
    message.take(wants.REST)
    return Value(form, chosen.groups, chosen.but, chosen.said, given, total)  # type: ignore[arg-type]


def quoted(unclear: Sequence[str]) -> str:
    """The clauses that closed the way, as a reason quotes them."""
    return ", ".join(repr(clause) for clause in unclear[:3]) + (
        f" and {len(unclear) - 3} more" if len(unclear) > 3 else ""
    )
