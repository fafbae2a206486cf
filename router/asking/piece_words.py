"""What stands around a kind's own words in a question about its board: who asks where, how many, whether, which.

One table a language. `frame` holds words that change nothing in such a question; no denial, no "or", "only", "next" or
"left" is among them, so that a question with one of those is never taken for a plainer one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from solvers.text.patterns import lazily


@dataclass(frozen=True, slots=True)
class Frame:
    """Alternations of whole words; `words` are separated by spaces."""

    where: str
    many: str
    which: str
    """ "which" and the like, before a word for cells."""
    cells: str
    every: str
    """What stands before all cells ("each letter")."""
    row: str
    column: str
    """What is asked for in "in which column?"."""
    whether: str
    """How a yes-or-no question about a board begins."""
    orders: str
    """What is wanted of the things of a board: that they be drawn."""
    words: str


FRAMES = {
    "en": Frame(
        where=r"where(?:'s|abouts)?|what(?= (?:should|can|do|must) (?:i|we)(?![^\W_]))",
        many=r"how many|what number of|the number of",
        which=r"which(?: ones)?(?: of(?: the| these)?)?|what",
        cells=r"cells?|squares?|boxes|fields?|tiles?|spots?|spaces?|positions?|places?|ones",
        every=r"each(?: of the)?|every|all(?: of)?(?: the)?",
        row=r"rows?|lines?",
        column=r"columns?|cols?",
        whether=r"is|are|does|do|must|should|has|have|can|could|will|would|if|whether",
        orders=r"draw(?:n)?(?: in)?|put(?: in)?|place|set(?: up)?|mark(?: in)?|fill(?: in)?|find|show|see|locate|trace|add|write in|work out|figure out|give|complete|"
        r"pitch|shade(?: in)?|reveal|finish|solve|get|tell|install|close|uncover|have|need|want",
        words="a an the is are do does did go goes going put place placed placing i we you one must should have has had to need needs be been being there it its in at on of for "
        "me us my our this that these those board grid puzzle picture map solution answer final finished solved end in please pls tell show say give know like can could will would "
        "want find mark marked contain contains hold holds holding get gets come comes out belong belongs stand stands sit sits lie lies located end ends up part all total altogether "
        "overall so now then hi hey hello thanks thank you exactly true equal equals what which who whole complete full correct right "
        "value values what's make up cell cells square squares position into kindly able s fit fits look looks looking coordinates positions list definitely certainly surely clearly any here also work works",
    ),
    "de": Frame(
        where=r"wo|wohin",
        many=r"wie ?viele?|die (?:an)?zahl der",
        which=r"welche[nrms]?(?: der| von den| dieser)?",
        cells=r"felder[n]?|feld|zellen?|kästchen|quadrate?n?|kacheln?|stellen|plätzen?",
        every=r"jede[nrms]?(?: der)?|alle[rn]?(?: der)?",
        row=r"zeilen?|reihen?",
        column=r"spalten?",
        whether=r"ist|sind|hat|steht|stehen|liegt|liegen|gibt es|passt|passen|kommt|kommen|gehört|gehören|muss|müssen|kann|können|soll|sollte|wird|darf|ob|befindet|befinden",
        orders=r"zeichne\w*|setz\w*|stell\w*|platzier\w*|markier\w*|trag\w*|find\w*|zeig\w*|füll\w*|mal\w*|gib|bau\w*|ergänz\w*|vervollständig\w*|lös\w*|verteil\w*|leg\w*|sehen|haben|"
        r"schwärz\w*|einzeichnen|eintragen|aufstellen|einsetzen",
        words="wofür der die das den dem des ein eine einen einem einer eines ist sind war wo kommt kommen gehört gehören steht stehen liegt liegen hin hinein rein muss müssen soll sollen "
        "sollte sollten ich wir man du es gibt geben in im an am auf von für zu zum zur mir mich uns mein meine meinen bitte sag sage sagen zeig zeige nenne nenn gib kannst könntest "
        "kann können würdest willst du dieses diese dieser diesen diesem rätsel brett gitter bild lösung fertige fertigen fertiges ganze ganzen ganz insgesamt alle allen hat haben hält "
        "enthält enthalten sein werden wird feld felder zelle zellen stelle platz dann also so nun jetzt hallo danke dort da denn eigentlich überhaupt teil ein auf aus fertig genau "
        "richtig stimmt wahr dass sich befindet befinden hinstellen setzen stellen legen eintragen einzeichnen platziert machen wert werte welche welcher welches welchen welchem was "
        "koordinaten liste passt passen aussehen aussieht sieht aus würde wäre möchte gern gerne sehen wissen will würde ergibt heraus raus mal doch dabei",
    ),
}
"""Language code -> frame."""
EDGE = r"(?<![^\W_])(?:{})(?![^\W_])"


@cache
def pattern(part: str, codes: frozenset[str]) -> re.Pattern[str]:
    """The words of one part in some languages."""
    found = [getattr(FRAMES[code], part) for code in sorted(codes) if code in FRAMES]
    return lazily(EDGE.format("|".join(found)) if found else r"(?!)", re.I)


@cache
def frame_words(codes: frozenset[str]) -> frozenset[str]:
    """The words that change nothing, in some languages."""
    return frozenset[str]().union(*(FRAMES[code].words.split() for code in codes if code in FRAMES))
