"""Words that each kind of question may hold besides its phrase: "what number *stands* there", "where am I wrong *so far*".

They ask for nothing more when that question is asked; in another question they may.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from router.asking.ask import Ask, Check, Claim, Count, Echo, Hint, Make, Own, Rate, Solve, Value, Why
from router.asking.message import Message
from solvers.text.patterns import lazily

_WRITTEN = (
    "nothing else but only return answer answers write print output result line lines sonst nichts ergebnis als json-liste réponds rien "
    "d'autre devuelves devuelve nada más altro niente niets anders resto"
)
_FILLERS: dict[type[Ask], str] = {
    Solve: "schreib schreibe several multiple many final finished solved correct the everything whole entire all of hele gehele cały całe wszystko весь целиком entero tutto inteiro "
    "entier entière komplett komplette ganzes " + _WRITTEN,
    Value: "hin rein hinein lautet lauten heißt heißen wie its their them in it inside nine four six box block kasten read "
    "everything fill stands stand there goes go belongs belong found written once final finished solved see sits digit digits number numbers value values which cell "
    "am ende endlich gehört steht stehen kommt kommen welche welcher welches ziffer ziffern zahl zahlen feld diese eine selbst schaffen rest gelösten quel quelle quels quelles chiffre chiffres nombre nombres vont case cellule soluzione solución solução oplossing lösung solution rozwiązaniu rozwiązania решении решения qué que número números numero numeri número cifra cifre casilla celda cella casella casa célula cijfer getal vakje cel będzie cyfra cyfrę cyfry liczbę pole polu цифра число клетке клетка dime fois trouve résolue résolu grille fica ficam está hoort staat komt opgeloste сто́ит стоит решённого решенного "
    "znajduje stoi liczba cyfra jest rozwiązanego rozwiązanym va trova gelöst unsolved gave give given dort liegt hay jaka jaki jakie która który które valor wert valeur valore waarde 是 的 有 row column rows columns "
    + _WRITTEN,
    Hint: "what's what is the easiest simplest best obvious most fill start with do place look erklär erkläre zeig zeige nenne was wäre ist als nächstes warum und row column box line for about on in at with one of this these cell square please bitte für zu zur zum bei das die der den dieses diese feld zelle geben gib mir kannst du einen ein reicht hänge fest ich weiter geht es es's bin "
    "para o próximo só uma dica dar dar-me reveles mostres digas não solução resposta no reveles muestres digas la solución pista siguiente paso den die lösung verrate verraten nicht zeigen la solution ne pas montrer donne indice étape prochaine suivante mi dia suggerimento soluzione non geef hint volgende stap niet small tiny little cell cells where should look which next first enough start logical move step spoiler spoilers no not whole full solution "
    "answer reveal order more only why and qual prossimo passo logico dame nur bloß kleinen nächsten logischen wo soll ich 只 出 weiß",
    Check: "far so somewhere still any mistake mistakes wrong error errors go did make true stimmt sie hier bisher fehler correct right answer solution "
    "mine work klopt dit juste",
    Claim: "is there does this it have has more than one other another several ways way to fill solve in even hat gibt es das dieses eine mehr als mehrere möglich genau lösung lösungen einzige nur "
    "still at all ever true solvable possible only one single exactly unique solution solutions ma jedno jest tylko czy überhaupt",
    Count: "many solutions altogether total exactly different number exact hat es",
    Why: "in there warum steht gehört kommt hat eine die das ausgerechnet deve devono andare essere esserci il la debe ir estar doit être aller muss sein stehen dort hier da warum perché pourquoi porque the cell square a has must be can explain value digit number in there",
    Rate: "is this one an a it would you say call think find rather very really ist das dieses es hier eher rätsel eine ein sehr wie leicht schwer schwierig findest würdest sagen oder or "
    "rating rate how hard difficult scale would say technique techniques needed necessary 1 10 just no spoilers x-wing swordfish",
    Make: "new another easy medium hard similar",
    Echo: "table string line unsolved als setzen latex tabular",
    Own: "at least all many number servono ir aller gehen gaan andare needed need needs takes take would in there 's",
}


_PHRASES: dict[type[Ask], re.Pattern[str]] = {
    Value: lazily(
        r"\b(?:from )?top to bottom\b|\b(?:from )?left to right\b|\bvon oben nach unten\b|\bvon links nach rechts\b|\bde haut en bas\b|\bde gauche à droite\b|\bde arriba (?:a |hacia )?abajo\b|"
        r"\bde izquierda a derecha\b|\bdall'alto (?:in|verso il) basso\b|\bda sinistra a destra\b|\bde cima para baixo\b|\bda esquerda para a direita\b|\bvan boven naar beneden\b|"
        r"\bvan links naar rechts\b|\bz góry na dół\b|\bod lewej do prawej\b|сверху вниз|слева направо|从上到下|从左到右|上から下|左から右|だけ|"
        r"\bthree[- ]digits?\b|\bcorner digits?\b|\bdes gelösten\b|\bda grade\b",
        re.I,
    ),
    Solve: lazily(
        r"\b(?:como mínimo|al minimo|au minimum|no mínimo|servono|mindestens|minstens|co najmniej)\b|\b(?:and|then) (?:please )?(?:double[- ]check|verify|validate|prove) (?:it|this|the (?:solution|answer|result))\b|как минимум|有(?=几)|です(?=か)",
        re.I,
    ),
    Hint: lazily(r"[只出直接]+|(?:一つ|ひとつ)?だけ|(?:一つ|ひとつ)(?=ください|下さい)|\bso far\b", re.I),
    Own: lazily(r"\bcomo mínimo\b|\bal minimo\b|\bau minimum\b|\bno mínimo\b", re.I),
}
_WORD = lazily(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SIZE = lazily(r"(?<![\w.])\d{1,2} ?[x×*] ?\d{1,2}(?![\w.])", re.I)
_CJK = lazily(r"[有すでか是的为只仅]+")
_NAMED = lazily(r"(?<![^\W_])\w\s*=\s*(?:an? |the )?([^\W\d_]{3,})", re.I)


def take_fillers(message: Message, ask: Ask, numbers: Collection[str] = ()) -> None:
    """Take the words that this question may hold, in the clauses of which something was understood."""
    if not message.is_letter:
        return
    for size in message.find(_SIZE):
        if size.group().replace(" ", "").lower() in numbers:
            message.mark(*size.span())
    known = frozenset(_FILLERS.get(type(ask), "").split()) | {name.lower() for name in _NAMED.findall(message.words)}
    phrases = _PHRASES.get(type(ask))
    for clause in message.clauses():
        if not message.taken(clause.start, clause.end):
            continue
        said = message.words[clause.start : clause.end]
        found = [m.span() for m in _WORD.finditer(said) if m.group().lower().replace("’", "'") in known]
        found += [m.span() for m in phrases.finditer(said)] if phrases is not None else []
        found += [m.span() for m in _CJK.finditer(said)] if isinstance(ask, (Value, Own)) else []
        for start, end in found:
            message.mark(clause.start + start, clause.start + end)
