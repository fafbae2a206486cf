"""A kind's own rules said again change nothing: sentences made wholly of the kind's plain vocabulary.

`Plain` is what a kind declares: the words its ordinary rules are told in, the numbers that belong to a puzzle of its
size, and turns of phrase that deny a rule although every word is plain ("without the boxes").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from router.asking.message import HOLE, Message
from solvers.text.plain import COMMON

_WORD = re.compile(r"[^\W_]+(?:['’-][^\W\d_]+)*")
_BULLET = re.compile(r"^\W*\d{1,2}[.)](?!\d)")
"""The number of a rule in a list ("4.Tents cannot touch")."""
SHORTEST = 4
"""Letters of a word that says something of a kind: shorter ones ("top", "up") are in everybody's mouth."""
STEM = 5
"""Letters of a word of the rules that other forms of it share ("shade", "shaded")."""
LETTER = 300
"""Characters of words up to which a message is a letter: prompts that state the rules have more."""
RULE_WORDS = 5
"""Words of a sentence that can be a whole rule."""
_BINDS = re.compile(
    r"\b(?:each|every|all|any|no|not|must|should|needs?|exactly|once|only|without|never|neither|unique|different|distinct|cannot|can't|at most|"
    r"at least|jede\w*|alle\w*|kein\w*|nicht|nur|muss|müssen|genau|chaque|tou(?:s|tes)|ne|aucun\w*|doit|doivent|seulement|cada|tod[oa]s|ning\w*|"
    r"debe\w*|solo|sólo|ogni|tutt[ei]|non|dev\w+|nessun\w*|nenhum\w*|não|deve\w*|elke?|geen|niet|moet\w*|кажд\w*|все|не|только|должн\w*)\b(?! other\b)|"
    r"每|不|只|必须|各|すべて|ない|一回",
    re.I,
)
_UNSOLVED = re.compile(
    r"\b(?:not|n't|never|without|nicht|ohne|pas|sans|sin|senza|non|sem|niet|zonder)\b (?:\w+ )?(?:solv|lös|résou|resolv|resuelv|risolv|oplos)",
    re.I,
)
"""No rule: the puzzle is not to be solved."""
_HEADING = re.compile(r":\s*$|^\W*\w\W*=\W*\w+(?: \w+)?\W*$")
"""What stands over a drawing, or says what a sign of it is ("T = tree")."""
_ALLOWS = re.compile(
    r"(?<!\byou )(?<!\bwe )(?<!\bi )(?<!\bplayer )\b(?:(?:may|can|could|might)(?! be (?:filled|used|placed|found|replaced|written|seen|represented))|allowed|permitted|fine|ok|okay|optional|possible|dürfen|darf|können|kann|erlaubt|"
    r"peuvent|peut|permis|autoris\w*|pueden?|permitid\w*|possono|può|permess\w*|podem|pode|mogen|mag|toegestaan|могут|может|можно|разреш\w*)\b|可以|允许|てもよい",
    re.I,
)
_LOOSE = re.compile(
    r"\b(?:walls?|doors?|goals?|exits?|clues?|numbers?|boxes|regions?|signs?|cells?) (?:also |all |both )?(?:moves?|shifts?|chang\w+|swaps?|rotates?|opens?|closes?|disappears?|grows?)\b|"
    r"\b(?:one|two|some|a few|certain|several) \w+ (?:has|have|is|are|may|need|needs|can|does|do|gets?)\b[^.;!?\n]{0,20}\b(?:no|not|n't|without)\b|"
    r"\b(?!(?:rows?|columns?|to|of|from|and|or|size|the|by|than|numbers?|digits?|values?|least|most|exactly|only|with|has|contains?|holds?|are|is|in|at|includes?)\b)[a-z]+ \d{1,2} (?:is|must|may|can|cannot|can't|should|has|gets?|isn't)\b|\b[a-z]+ \d{1,2}(?:(?:,| and| or|, and) \d{1,2})+ (?:is|are|must|may|can|cannot|can't|should|have)\b|\b(?:hop\w*|jump\w*|climb\w*|break\w*|but)\b|^\W*(?:please )?use \S+ for\b|"
    r"\b(?:don't|doesn't|do not|does not|needn't|need not|no longer) (?:matter|count|apply|hold)\b",
    re.I,
)
"""What stands still moves, an exception, one thing by its number, a rule taken back: no plain rule of a letter."""
_COUNTS = {
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "zwei": "2",
    "drei": "3",
    "deux": "2",
    "trois": "3",
    "dos": "2",
    "due": "2",
}
_COUNT = re.compile(
    rf"(?<!\bno )(?<!\bany )(?<!\bevery )(?<!\bthese )(?<!\bthe )(?<!\bof )(?<!\bkeine )\b({'|'.join(_COUNTS)})\b(?! (?:directions?|colou?rs|symbols|signs|kinds|types))",
    re.I,
)
FUNCTION = (
    r"the|a|an|of|in|on|to|is|are|be|and|or|with|that|this|these|which|it|its|as|for|from|by|at|there|here|so|such|"
    r"must|should|has|have|has to|will|can|each|every|all|any|into|given|following|your|you|i|we|one|two|first|also|only|"
    r"according|based|where|when|then|using|used|use|e|g|ie|please|now|called|known|means|means?|remember|note|make|sure|ensure|"
    r"need|needs|they|them|their|per|within|inside|out|some|other|no|not|never|cannot|without|does|do|if|my"
)


@dataclass(frozen=True)
class Plain:
    """The plain vocabulary of a kind: alternations of whole words, and what denies a rule."""

    vocabulary: str
    denies: str = r"(?!)"
    names: str = r"(?!)"
    """How the kind is called: a sentence that names it and binds nothing is no scrap."""
    says: str = ""
    """The kind's rules as it tells them: words of them are the kind's own."""

    @cached_property
    def _word(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.vocabulary}|{FUNCTION})", re.I)

    @cached_property
    def _asks(self) -> re.Pattern[str]:
        return re.compile(
            r"\b(?:i|we) (?:only |just )*(?:need|want)|\b(?:solution|answer|result)s? (?:without|with no|with only|but)\b|\bonly need|\b(?:rows?|columns?|cols?|box(?:es)?|cells?|blocks?) (?:no\.? ?|number )?[1-9]\b(?!\s*(?:-|to|through|by|x|×))",
            re.I,
        )

    @cached_property
    def _denies(self) -> re.Pattern[str]:
        return re.compile(self.denies, re.I)

    @cached_property
    def _common(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{COMMON}|{FUNCTION})", re.I)

    @cached_property
    def _stems(self) -> tuple[str, ...]:
        words = (word.lower() for word in _WORD.findall(self.says))
        return tuple({word.rstrip("s")[:STEM] for word in words if len(word) > 2 and not self._common.fullmatch(word)})

    def own(self, text: str) -> bool:
        """Whether the text holds a word that belongs to this kind's rules and not to any puzzle's ("stars", "touch"), or
        allows something."""
        if _ALLOWS.search(text):
            return True
        return any(word.lower().startswith(self._stems) for word in _WORD.findall(text)) or any(
            len(word) >= SHORTEST and self._word.fullmatch(word) is not None and self._common.fullmatch(word) is None
            for word in _WORD.findall(text)
        )

    def _introduces(self, sentence: str) -> bool:
        return _HEADING.search(sentence) is not None or re.search(self.names, sentence, re.I) is not None

    def says_again(self, sentence: str, numbers: frozenset[str], *, strict: bool = False) -> bool:
        """Whether every word of a sentence is plain, and every number belongs to such a puzzle.

        What allows something ("may touch") says nothing plain unless it also sets a bound ("only", "not"). `strict` asks
        for a whole rule (some words and one that binds), an introduction or a legend; a scrap ("rows only") may mean
        anything.
        """
        sentence = _BULLET.sub("", sentence)
        if self._denies.search(sentence) or self._asks.search(sentence) or _UNSOLVED.search(sentence):
            return False
        binds = _BINDS.search(sentence) is not None
        if _ALLOWS.search(sentence) and not binds:
            return False
        few = len(_WORD.findall(sentence)) < RULE_WORDS
        if strict and (few or not binds) and (binds or not self._introduces(sentence)):
            return False
        if any(word.lower() not in numbers and count not in numbers for word, count in _counted(sentence)):
            return False
        return all(
            word in numbers if word[0].isdigit() else self._word.fullmatch(word) is not None
            for word in _WORD.findall(sentence)
        )


def _counted(sentence: str) -> list[tuple[str, str]]:
    """Number words that count something ("has two stars"), with the number; "no two" and "every two" count nothing."""
    return [(match[1], _COUNTS[match[1].lower()]) for match in _COUNT.finditer(sentence)]


def restated(message: Message, plain: Plain, numbers: frozenset[str], *, whole: bool = True) -> None:
    """Take every clause that only says the plain rules again; with `whole` a letter must say them in whole sentences."""
    strict = whole and len(" ".join(message.words.replace(HOLE, " ").split())) < LETTER
    for clause in message.clauses():
        said = message.words[clause.start : clause.end]
        if message.is_letter and _LOOSE.search(said):
            continue
        if "?" not in said and plain.says_again(said, numbers, strict=strict):
            message.mark(clause.start, clause.end)


def own_sentences(message: Message, *texts: str) -> None:
    """Take every clause that stands word for word in `texts`: what a kind itself says of the puzzle as it was read."""
    clauses = [(clause, _bare(message.words[clause.start : clause.end])) for clause in message.clauses()]
    whole = [" ".join(text.lower().split()) for text in texts]
    near = [(clause, bare) for clause, bare in clauses if bare and any(bare in text for text in whole)]
    if not near:
        return
    said = {_bare(text[clause.start : clause.end]) for text in texts for clause in Message(text).clauses()}
    for clause, bare in near:
        if bare in said:
            message.mark(clause.start, clause.end)


def _bare(clause: str) -> str:
    """A clause without case, stops and runs of blanks; nothing where it holds no letter."""
    bare = " ".join(clause.lower().split()).strip(" .:;!")
    return bare if any(char.isalpha() for char in bare) else ""
