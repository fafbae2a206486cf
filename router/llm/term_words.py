"""What may be said of a puzzle on a grid beyond its plain rules: a closed list of terms, each with the words that say it.

A language model names a term and quotes; code reads the quote with the term's own words and takes what *it* finds there.
`said` must stand in the quote, `also` may stand beside it; both count as understood, and nothing else does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Does = Literal["edit", "rule", "choose", "ask"]


@dataclass(frozen=True, slots=True)
class Term:
    """`does`: whether the drawing is edited, a rule added, a solution chosen among several, or a question asked."""

    about: str
    does: Does
    said: str
    also: str = r"(?!)"
    cells: tuple[int, int] = (0, 0)
    """The fewest and the most cells that must be named."""
    numbers: tuple[int, int] = (0, 0)


_MANY = 81
_CHANGE = (
    r"should (?:be|read|have been)|reads?|misprint(?:ed)?|typo|mistyped|corrected|suppose|assum(?:e|ing)|imagine|were|in which|"
    r"müsste|sollte|gehört|falsch gedruckt|druckfehler|devrait être|debería ser|dovrebbe essere|is actually|add(?:ing)? (?:an?|the|this) (?:clue|given)"
)
_BOTH = r"(?:both(?: of)?(?: the)?|(?:the|die) two|die beiden|beide|les deux|las dos|ambas|le due|entrambe le|as duas)"
_OF_CLUE = r"the clue|the given|clues?|givens?|digit|number|(?:it|that) gives too much away|but"

EDITS = {
    "given": Term("a cell of the drawing that holds this number instead (a correction, a supposition)", "edit", _CHANGE,
                  r"in addition|additionally|also|but|there is an? |the|cells?|are|is|be|that|holds?|correction|printed|then", (1, 16), (1, 16)),
    "erase": Term("a clue of the drawing that does not count", "edit",
                  r"leave out|ignore|remove|drop|delete|forget|erase|take away|weglassen|ignorier\w*|streich\w*|enlève\w*|ignora\w*|quita\w*|togli\w*",
                  _OF_CLUE, (1, 1), (0, 1)),
    "columns": Term("the drawing is written column by column", "edit",
                    r"column by column|columns?\s*\[x\]\s*\[y\]|(?:each|every) line is (?:a|one) column|spalte für spalte|colonne par colonne|columna por columna|colonna per colonna",
                    r"written down|written|as|columns\s*=|from top to bottom|top to bottom|(?:left(?:most)?|first) column first|left to right|\bis\b"),
    "boxes": Term("the drawing lists one box a line", "edit",
                  r"box by box|block by block|(?:each|every) line is (?:a|one) (?:\d ?[x×] ?\d )?(?:box|block)",
                  r"listed|written|(?:each|every) line is (?:a|one) (?:\d ?[x×] ?\d )?(?:box|block)|(?:read )?left to right(?: and top to bottom| then top to bottom)?|"
                  r"top to bottom|(?:the )?first (?:box|block) is (?:the )?(?:at the )?top[- ]left|\bread\b"),
    "upward": Term("the first line of the drawing is the bottom row", "edit",
                   r"rows? (?:go |are |run |listed )?(?:from )?bottom to top|first line (?:\w+ ){0,3}is the (?:lowest|bottom|last) row|bottom row first|von unten nach oben",
                   r"first line (?:\w+ ){0,3}is the (?:lowest|bottom|last) row|i\.e|that is|rows?"),
    "turned": Term("the drawing is turned by 180 degrees", "edit",
                   r"(?:rotated|turned)(?: by)? 180(?: degrees| ?°)?|um 180(?: grad| ?°) gedreht",
                   r"upside down|(?:the )?right way (?:round|up)|turned back|solution"),
}  # fmt: skip

RULES = {
    "forbidden": Term("a cell that does not hold this number", "rule",
                      r"≠|!=|(?:is|are|be) not|isn't|(?:cannot|can't|must not|may not|never|does not|doesn't) (?:be|hold|contain)|not equal to|darf nicht|ist nicht",
                      r"know|known|an?|the", (1, 1), (1, 1)),
    "sum": Term("cells that add up to this number", "rule",
                r"add(?:s|ed|ing)? up to|sums? (?:up )?to|(?:the )?sum of|have (?:the|a) sum of|total(?:s|ling)?|ergeben zusammen|summe von|suman|somme de",
                r"where|in which|(?:the )?(?:two|three|four|five|six|\d) (?:digits|cells|numbers)|digits|cells|is|be|equals?|must|should|also|additionally",
                (2, _MANY), (1, 1)),
    "different": Term("further cells that all differ", "rule",
                      r"(?:all |be |must be )?(?:different|distinct)(?! (?:from|than|to))|(?:each|every) (?:digit|number) (?:exactly )?once|hold 1 to \d+(?: once)?|(?:contain|have) (?:each|every|all) \w+|no (?:digit|number) (?:twice|repeats)|not repeat",
                      r"cells? of (?:one|the same|a) colou?r|colou?r(?:ed)?|(?:are )?(?:blue|red|green|yellow|gr[ae]y|shaded|marked)|too|also|additionally|as well|must|should|may|holds?|1 (?:to|-) \d+", (2, _MANY)),
    "apart": Term("equal values do not stand next to each other, not even at a corner", "rule",
                  r"(?:equal|same|identical) (?:digits|numbers|values) (?:must |may |can |should )?(?:never |not )touch(?: each other)?",
                  r"not even (?:at (?:a|the) corners?|diagonally)|(?:or|and) diagonally|additionally|also|must"),
    "diagonals": Term("both long diagonals hold each value once too", "rule",
                      rf"{_BOTH} (?:(?:long|main|big|great|grandes|principales|principali|principais|großen|langen) )*diagon\w+"
                      r"(?: (?:must|should|have to|need to|are to|doivent|müssen|sollen|deben|tienen que|devono|devem|moeten))?(?: (?:also|aussi|auch|también|anche))?"
                      r" (?:(?:be|être|ser|essere) )?(?:right|correct|valid|justes|correctes|stimmen|korrekt sein|richtig sein|correctas|giuste|corrette|corretas)",
                      r"also|too|as well|additionally|in addition|en plus|aussi|außerdem|auch|además|también|inoltre|anche"),
    "odd_apart": Term("odd values stand next to even ones only", "rule",
                      r"odd (?:digits|numbers|values) (?:may |can |must )?only (?:stand |be |sit )?(?:next to|beside) even(?: (?:digits|numbers|ones|values))?",
                      r"also|additionally"),
    "values": Term("the values are those from the first of these numbers to the second", "rule",
                   r"(?:use[sd]?|using|with|holds?|takes?) (?:the )?(?:numbers|digits|values) (?P<low>\d+) (?:to|-|–|through) (?P<high>\d+)",
                   r"instead of \d+ (?:to|-|–|through) \d+|only", (0, 0), (2, 2)),
    "box_shape": Term("boxes are so many rows high and so many columns wide (both numbers)", "rule",
                      r"(?P<low>\d+|two|three|four|zwei|drei|vier)(?: (?:rows?|cells?|zeilen))? (?:high|tall|hoch|übereinander|down)|"
                      r"(?P<high>\d+|two|three|four|zwei|drei|vier)(?: (?:columns?|cells?|spalten))? (?:wide|across|breit|nebeneinander)",
                      r"each|every|holds?|rows?|columns?|(?:\d ?[x×] ?\d )?(?:box(?:es)?|blocks?|blöcken?)|1 ?(?:-|–|to) ?\d+|once|hochkant stehenden?|stehende\w*|upright|je|and",
                      (0, 0), (2, 2)),
}  # fmt: skip

CHOICES = {
    "in_order": Term("of several solutions the first in lexicographic order", "choose",
                     r"(?:the )?(?:first in )?lexicographic(?:ally)?(?: order)?(?: (?:first|smallest))?|lexikographisch \w+",
                     r"(?:if|should) (?:there (?:are|be)|it has) (?:several|more than one|many) solutions?|(?:it )?(?:may|might|can) have (?:several|more than one) solutions?|first|one"),
    "largest": Term("of several solutions the one with the largest value there", "choose", r"(?:the )?(?:largest|greatest|highest|biggest|maximal)",
                    r"the one|whose|with|has|have|is|digit|number|value|in|as a number", (1, 16)),
    "smallest": Term("of several solutions the one with the smallest value there", "choose", r"(?:the )?(?:smallest|lowest|least|minimal)",
                     r"the one|whose|with|has|have|is|digit|number|value|in|as a number", (1, 16)),
    "exact": Term("the number of solutions is to be exact", "choose", r"exact(?:ly)?(?: number| count)?", r"number|count|the"),
}  # fmt: skip

_OF_THE_DRAWING = r"digits?|numbers?|values?|cells?|puzzle|in|the|is"
_OF = r"solutions?|solved|digits?|numbers?|values?|cells?|puzzle|which|what|in|if|you|get|read|the|is"
ASKS = {
    "value": Term("what stands in cells", "ask", r"(?:what|which) (?:is|are) (?:the )?(?:digits?|numbers?|values?)|give (?:me )?the (?:digits?|numbers?)", _OF, (1, _MANY)),
    "times": Term("the value of a cell times this number", "ask", r"multiplied by|times|×", _OF, (1, 1), (1, 1)),
    "joined_sum": Term("two lines of the solution, each read as one number, added", "ask",
                       r"as (?:one|a)(?: single)? number", r"add(?:ed)?(?: to)?|plus|\+|" + _OF, (2, _MANY)),
    "larger": Term("which of two cells holds the larger value", "ask", r"which (?:one |of them )?is (?:the )?(?:larger|greater|bigger|higher)(?: one)?", _OF + "|or", (2, 2)),
    "picked": Term("the values of a line that are even or odd, or between two numbers", "ask", r"(?:even|odd)", _OF + r"|between|and", (2, 16), (0, 2)),
    "blanks": Term("how many cells are empty", "ask",
                   r"(?:count|how many)(?: of)? ?(?:the |cells are |squares are )?(?:empty|blank|unfilled|open)(?: cells| squares| fields)?(?: are there)?|number of (?:empty|blank) cells", _OF_THE_DRAWING),
    "missing": Term("how often a value is still missing", "ask", r"how many (?P<low>\d+)'?s? are (?:still )?missing", _OF_THE_DRAWING, (0, 0), (1, 1)),
    "minimal": Term("whether no clue could be left out", "ask",
                    r"minimal|can no clue be (?:removed|left out|dropped)|is every clue (?:needed|necessary)", _OF + r"|i\.e|can no clue be (?:removed|left out|dropped)"),
    "hint": Term("a hint and no more", "ask", r"hints?|tipps?|hinweis|indice|pistas?|suggerimento|dica|提示|ヒント|подсказк\w+",
                 r"只给我一个|给我一个|不要直接解出?|不要(?:给)?(?:答案|解)|ヒントだけ|don't solve it|do not solve it|only|just|sólo|solo|nur|seulement"),
    "next": Term("the next step and its reason", "ask",
                 r"(?:next|nächste\w*|prochaine?|próxim[oa]|siguiente|prossim[oa]) (?:logische\w* |logical )?(?:step|schritt|étape|pas[so]o?|paso|passo|move|mossa)(?: (?:logic[oa]|lógic[oa]|logique))?|下一步|次の一手",
                 r"what|is|the|qual|quale|cuál|quelle|welche\w*|logical"),
    "order": Term("the first so many placements, each forced", "ask",
                  r"list the (?:first|next) (?P<low>\w+) (?:placements|steps|cells|digits)", r"in what order would you (?:fill|solve)|in which order|the cells|cells", (0, 0), (1, 1)),
    "fault": Term("what would be wrong under a supposition", "ask", r"what (?:would|is|goes) (?:then )?(?:be )?wrong(?: then)?|what goes wrong", _OF + r"|would"),
    "check": Term("whether the filled grid of the message is a right solution", "ask",
                  r"(?:(?:ist|is|est|es|è|é) )?(?:correct\w*|right|richtig|korrekt|correcta|juste|giusta|corretta|correta|certa)",
                  r"(?:(?:ist|is|est|es|è|é) )?(?:my|diese|meine|this|mi|ma|la mia|mia|minha) (?:solution|answer|lösung|solución|soluzione|solução|grid)"),
}  # fmt: skip
"""Questions about the solution, or about the drawing as it stands."""

LAYOUTS = frozenset({"columns", "boxes", "upward"})
"""How the drawing is laid out. (A grid turned by half has the solution turned by half, whichever is meant.)"""
TERMS: dict[str, Term] = {**EDITS, **RULES, **CHOICES, **ASKS}


def spoken(pattern: str) -> re.Pattern[str]:
    """Whole words of a pattern; scripts without spaces match anywhere."""
    signs = "".join(rf"|{sign}" for sign in ("≠", "!=", "×", r"\+") if sign in pattern)
    return re.compile(rf"(?<![A-Za-zÀ-ÿ0-9_])(?:{pattern})(?![A-Za-zÀ-ÿ_]){signs}", re.I)
