"""What closes the way whatever else was understood: solving renounced, somebody's claim, a fact or rule told besides.

Each guard looks at the words alone and quotes the clause. It errs on the side of asking: an answer that nobody wanted,
or one to a puzzle that was changed in words, is worse than a question.
"""

from __future__ import annotations

import re
from typing import Any

from router.asking.account import is_story, language
from router.asking.ask import Ask, Check, Claim, Echo, Make, Own, Solve, Value, Why
from router.asking.light_words import unknown_words
from router.asking.message import Clause, Message
from solvers.base import Candidate
from solvers.text.patterns import lazily

_CAN = r"kann|kannst|könn\w*|konnte\w*|schaff\w*|krieg\w*|bekomm\w*|komm\w*"
_RENOUNCED = (
    (
        r"(?<!can)(?<!could)(?<!did)(?<!have)(?<!has)(?<!am)(?<!ca)(?<!had)(?<!was)(?<!were)(?<!'m)(?<!do i) ?\b(?:not|never|no need|needn't|need not|nobody|no one|without|"
        r"don'?t(?! (?:matter|count|apply))|mustn't|shouldn't|won't have to|doesn't (?:need|have) to|isn't to be|not to be|no|avoid|refrain from|stop)\b(?! (?:hard|able|sure))"
        r"[^.;:!?\n]{0,25}\b(?:solv(?!able)\w+|spoil\w*|crack it|complete it|fill it in|give (?:it|anything) away)|\balready (?:\w+ )?(?:solved|done|finished|know the (?:solution|answer))|"
        r"\bi(?:'ve| have)? (?:already |just )?(?:solved|finished|completed) (?:it|this|that one|this one)(?: already)?\b(?!\?)|\bhave the (?:answer|solution)\b|\bunsolved\b",
        r"(?:could|can|would)(?: not|n't)",
    ),
    (
        r"\b(?:nicht|nie(?:mals)?|niemand|ohne|kein\w*)\b[^.;:!?\n]{0,25}\b(?:lös(?!bar)\w*|gelöst\w*|auflös\w*|verrat\w*|spoiler\w*)|\b(?:schon|bereits)\b[^.;:!?\n]{0,20}\b(?:gelöst|fertig)|"
        r"\blös\w* [^.;:!?\n]{0,25}\b(?:nicht|nie)\b",
        _CAN,
    ),
    (r"\b(?:ne|n'|pas|jamais|sans|personne|inutile de)\b[^.;:!?\n]{0,25}\bréso\w*|\bne (?:la |le |les )?rés\w+|\bdéjà\b[^.;:!?\n]{0,15}\brésolu\w*", r"arriv\w*|peux|peut|réuss\w*|parv\w*|sais"),
    (r"\b(?:no|nunca|sin|nadie|jamás)\b[^.;:!?\n]{0,25}\b(?:resolv\w*|res[uú]elv\w*|resuelt\w*)|\bya\b[^.;:!?\n]{0,20}\b(?:resuelt\w*|resolv\w*)", r"pued\w*|podemos|pude|logr\w*|consig\w*|sé|soy"),
    (r"\b(?:non|mai|senza|nessuno)\b[^.;:!?\n]{0,25}\b(?:risolv\w*|risolt\w*)|\bgià\b[^.;:!?\n]{0,15}\brisolt\w*", r"riesc\w*|poss\w*|riusc\w*|so"),
    (r"\b(?:não|nunca|sem|ninguém)\b[^.;:!?\n]{0,25}\bresolv\w*|\bjá\b[^.;:!?\n]{0,15}\b(?:resolv\w*|feito)", r"consig\w*|poss\w*|consegu\w*|sei"),
    (r"\b(?:niet|nooit|zonder|niemand)\b[^.;:!?\n]{0,25}\b(?:oplos\w*|opgelost|op te lossen)|\blos\b[^.;:!?\n]{0,20}\bniet\b|\bal\b[^.;:!?\n]{0,15}\bopgelost", r"kan|kunnen|lukt|kom\w*|krijg\w*"),
    (r"\b(?:nie|nikt|bez)\b[^.;:!?\n]{0,25}\brozwiąz\w*|\bjuż\b[^.;:!?\n]{0,15}\brozwiąz\w*", r"mog\w*|umi\w*|potraf\w*|moż\w*"),
    (r"(?<![^\W_])(?:не|никто|без)(?![^\W_])[^.;:!?\n]{0,25}(?:реша\w*|реши\w*|решен\w*)|уже[^.;:!?\n]{0,15}реш\w*", r"мог\w*|мож\w*|уме\w*|получ\w*"),
    (r"(?:不要|别|別|不用|不必|勿|无需|無需|不需要|請勿|请勿)[^。；！？\n]{0,8}(?:解|做|填|答案)|已经(?:解|做)", r"不会|不能|解不"),
    (r"解かない|解く必要は?(?:ない|ありません)|解かなくて|解決しない|答え(?:は|を)(?:言わ|見せ|教え)ない|もう解", r"解けない"),
)  # fmt: skip
_UNABLE = tuple((lazily(said, re.I), lazily(rf"(?<![^\W_])(?:{able})(?![^\W_])", re.I)) for said, able in _RENOUNCED)
_CONVERTS = lazily(
    r"\b(?:convert|turn (?:it|this)|transform|rewrite|reformat|format|typeset|table|tabelle|tabla|tableau|string|csv|json|latex|html|markdown|matrix|as (?:i )?g[ai]ve|copy|copied|einzeiler)\w*",
    re.I,
)
_REPORTS = lazily(
    r"(?<![^\W_])(?:says?|said|thinks?|thought|claims?|claimed|believes?|told|swears?|insists?|maintains?|reckons?|argues?|bets?|sagt\w*|meint\w*|behauptet\w*|glaubt\w*|findet|dit|disent|prétend\w*|"
    r"pense|dice|dicen|cree|afirma\w*|sostiene\w*|pensa|crede|diz|acha|zegt|beweert|denkt|vindt|mówi|twierdzi|uważa|говорит|утверждает|думает|считает)(?![^\W_])|说|説|言って|言う|认为",
    re.I,
)
_RIGHT = lazily(
    r"(?<![^\W_])(?:(?:is|are|was|were|am) (?:he|she|they|that|it|this|i) (?:right|correct|true|wrong|lying|mistaken|possible)|is that so|(?:is|was|are) (?:that|this|it|those) (?:the |a |my |really |also )*(?:best|shortest|fastest|optimal|quickest|longest|minimum|record|good)\b[^?\n]{0,20}|(?:^\W*|[,.] )(?:true|right|correct|possible|really|agree)|"
    r"hat (?:er|sie) recht|haben sie recht|stimmt (?:das|es)|richtig|möglich|geht das|a-t-(?:il|elle) raison|c'est (?:vrai|juste|bon|correct)|est-ce (?:vrai|exact|possible)|tiene razón|es (?:verdad|cierto|correcto)|está (?:bien|correcto)|ha ragione|è (?:vero|giusto|corretto)|va bene|é correto|está (?:certo|correto)|is d(?:it|at) (?:goed|juist|correct)|это (?:правильно|верно)|"
    r"tem razão|é verdade|heeft (?:hij|ze|zij) gelijk|klopt dat|ma rację|(?:czy )?to prawda|(?:он|она) прав\w*|это (?:правда|верно)|правда)\s*[?？]|对吗|對嗎|真的吗|本当",
    re.I,
)
_MINE = lazily(
    r"(?<![^\W_])(?:i|i've|i'm|we|so far|mine|my (?:\w+ )?(?:answers?|solutions?|works?|grid|attempt|try|entries|progress|mistakes?|result)|mistakes?|errors?|wrong|ich|wir|bisher|mein\w* (?:\w+ )?(?:lösung|antwort|versuch|ergebnis)|"
    r"fehler|falsch|j'ai|ma (?:solution|réponse|grille)|erreurs?|he|mi (?:solución|respuesta)|error(?:es)?|ho|la mia|errori|minha|erros?|ik|mijn|fout\w*|mój|moje|moja|moje rozwiązanie|błąd|błędy|моё|мой|я|ошибк\w+)(?![^\W_])|我|间違|間違|错",
    re.I,
)
"""Something of the asker's own is to be judged."""
_OTHER = lazily(
    r"\b(?:show|print|repeat|display|write|give|post)\b[^.;!?\n]*\bagain\b|^\W*(?:have|has|had|did|do|are|were|will) (?:you|they|he|she|anyone|computers?)\b[^\n]*\?|"
    r"\b(?:only|just|nur|bloß|seulement|solo|sólo|soltanto|apenas|só|alleen|tylko|только)\b (?:\w+ )?(?:the |die |les? |las |los |le |i |as |os |de |het )?(?:empty|missing|blank|open|unfilled|new|leeren|fehlenden|vides|vac[ií]\w+|vuot\w+|vazi\w+|lege|puste|пуст\w+)\b|"
    r"\b(?:actually no|no wait|no, wait|scratch that|(?<!don't )(?<!not )forget (?:that|row|column|the|about)|never mind|nevermind|but i want all|correction|erratum|i mean[t]?|doch nicht|nein, doch|vergiss|oublie|olvida|dimentica|esquece|vergeet|zapomnij|забудь)\b|"
    r"\b(?:show|explain|include|write(?: down| out)?|give)\b (?:me |us )?(?:all (?:of )?|also )?(?:your |the |any )?(?:work(?:ing|ings)?|reasoning|thinking|thought process|derivation|calculations?)\b(?! (?:solution|grid|answer|puzzle))|"
    r"\bone like (?:this|it|that)\b|\bso eins?\b|\b(?:uno?|une?) (?:come|comme|como) (?:questo|questa|celle-ci|ça|este|esta|isso)\b",
    re.I,
)
"""Another wish than an answer, or one taken back."""
_CROSS = lazily(
    r"\b(?:only|just|show|give|print|need|want|nur|brauche|seulement|solo|sólo|alleen)\b[^.;!?\n]{0,30}\b(?:row|zeile|ligne|fila|riga|linha|rij)\b[^.;!?\n,]{0,12}\b(?:and|und|et|y|e|en|plus)\b (?:the |die |la |a |de )?[^.;!?\n,]{0,20}\b(?:column|spalte|colonne|columna|colonna|coluna|kolom)\b",
    re.I,
)
_ALL_OF_IT = lazily(
    r"\b(?:want|need|give me|show me) (?:it all|all of (?:it|them)|everything(?! (?:but|except|besides|apart|other|excluding))|the (?:whole|entire|full) (?:thing|grid|solution|puzzle))\b|\bich will alles\b|\bje veux tout\b|\blo quiero todo\b",
    re.I,
)
"""The whole, where a part was understood."""
_WHY_ALL = lazily(
    r"\W*(?:why|pourquoi|warum|wieso|por qué|por quê|perché|waarom|dlaczego|почему|为什么(?:是)?)(?: (?:is|is it|is that|ist|ist das|c'est|est-ce|es|è|é|is dit|to))?"
    r"(?: ?(?:this|that|the|cette|la|diese|die|das die|esta|questa|essa|deze|de|to|это|такое|这个|这))* ?(?:solution|answer|réponse|lösung|antwort|solución|respuesta|soluzione|risposta|solução|resposta|oplossing|"
    r"rozwiązanie|решение|答案|解)\W*",
    re.I,
)
"""Why the solution is what it is, and nothing besides."""
_CELL = lazily(
    r"\b(?:cells?|digits?|numbers?|squares?|values?|what|which|ziffer|zahl|feld|chiffre|case|casilla|número|cifra|numero|casella|vakje|cijfer)\b|\b(?:in|at|of) row",
    re.I,
)
_PLACE = lazily(r"(?<![^\W_])r\d{1,2} ?c\d{1,2}(?![^\W_])", re.I)
_UNDONE = lazily(
    r"\b(?:boxes|regions|cages|diagonals?|rows|columns|walls?|areas|clues?|sums?|inequalit\w+|signs|numbers|colou?rs|rules?|blöcke|kästchen|regionen|käfige|diagonalen|régions|blocs|cages|règles?|regiones|"
    r"bloques|regole?|regiões|blocos)\b[^.;!?\n]{0,12}\b(?:don't|doesn't|do not|does not|needn't|need not|no longer|aren't|isn't) ?(?:matter|count|apply|important|relevant|used|necessary|hold)?\b|"
    r"(?<!don't )(?<!not )(?<!never )\b(?:ignore|drop|forget|disregard|skip|ignoriere?|vergiss|ignorez?|ignora|negeer) (?:the |all |die |les |las |le |de )?\w+|\b(?:zählen|gelten|ne comptent?|no cuentan?|non contano|tellen) (?:nicht|pas|niet)?|"
    r"\b(?:one|two|some|a few|certain|several|exactly one) \w+ (?:has|have|is|are|may|need|needs|can|does|do|gets?|must)\b[^.;!?\n]{0,20}\b(?:no|not|n't|without|two|2)\b",
    re.I,
)
"""A rule or a clue taken away."""
_SETS = lazily(
    r"\b(?!from)[^\W\d_]+ \d{1,2}\b[^.;!?\n]{0,6}\b(?:is|are|must|may|can|cannot|can't|should|has|gets?|isn't|equals?|gehört|ist|muss|darf|est|doit|es|debe|è|deve|is|moet|jest|musi)\b|"
    r"\b(?:with|on|at|in|to|sits|lives|is|mit|auf|avec|con|met|z)\b[^.;!?\n]{0,25}\b(?:seat|house|vertex|node|place|position|floor|day|slot|chair|desk|room|table|stuhl|platz|haus|knoten)\b (?:number |no\.? ?)?\d{1,2}\b|"
    r"\b\d{1,2} (?:becomes|stands for|means|is written|counts as)\b",
    re.I,
)
_SIGN_NOUN = r"(?:clues?|givens?|digits?|numbers?|signs?|cells?|squares?|letters?|symbols?|hints?|rows?|columns?|ziffern?|zahl(?:en)?|zeichen|chiffres?|cifras?|numer[oi]|\S|\d{1,2}s)"
_DIGIT = r"(?:\d{1,2}|zeros?|ones?|twos?|threes?|fours?|fives?|six(?:es)?|sevens?|eights?|nines?|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|deux|trois|quatre|cinq|sept|huit|neuf|dos|tres|cuatro|cinco|siete|ocho|nueve)"
_CHANGED = lazily(
    r"(?<![^\W_])(?:swapped|interchanged|exchanged|transposed|mixed up|vertauscht|verwechselt|échangée?s|inversée?s|interverti(?:e)?s|intercambiad[oa]s|scambiat[ei]|invertit[ei]|trocad[oa]s|omgewisseld|verwisseld|"
    r"zamienione|переставлены|поменяны)(?![^\W_])|入れ替|互换|对调|"
    rf"\b(?:an?|one|two|three|\d{{1,2}}|by \S+|eins?|zwei|um \w+) (?:too|zu) (?:high|low|big|small|large|little|much|many|few|hoch|niedrig|groß|klein|viel|wenig)\b|\b(?:shifted|off) by\b|"
    rf"\b(?:the|this|that|one|a|der|die|das|ein|eine) (?:\w+ )?{_SIGN_NOUN}(?: (?:in|at|of) [^.;!?\n]{{1,20}})? (?:is|are|ist|sind) (?:wrong|incorrect|false|misprinted|a (?:mistake|misprint|typo)|falsch|verkehrt)\b|"
    rf"\b(?:each|every|all|any|the|an?|jede[rs]?|chaque|cada|ogni) (?:dots?|blanks?|underscores?|zeros?|stars?|dashes|hyphens?|question marks?|signs?|gaps?|punkte?|points?|puntos?|punt[oi])(?: sign)? "
    rf"(?:stands? for|means?|is|are|marks?|represents?|denotes?|equals?|steht für|ist|bedeutet|représente|est|significa|es|è) (?:an? |the |eine? |une? |un )?(?:digit |number )?{_DIGIT}\b|"
    rf"^\W*(?:[^\w\s|+<>=-] ?)?= ?{_DIGIT}\W*$|"
    r"\bcomes? in (?:pairs?|twos|threes|groups?)\b|\b(?:in the )?wrong order\b|\bfrom right to left\b|\bfrom bottom to top\b|\bvon rechts nach links\b|\b(?:an?|the) (?:joker|wild ?card)\b",
    re.I,
)
"""Signs that mean something else than they do, a clue called wrong, a rule besides."""
NUMBERED = lazily(
    r"\b(?:two|three|four|five|six|seven|eight|nine|ten|twenty|some|several|more|many|(?!1\b)\d+|zwei|drei|vier|fünf|deux|trois|quatre|dos|tres|due|tre|dois|três|twee|drie|dwa|trzy)\b(?! ?[x×] ?\d)",
    re.I,
)
"""Another number of puzzles than one."""
_DONE_BUT = lazily(
    r"\b(?:(?:i|we)(?:'ve|’ve| have)? (?:now |already |just |only )?(?:done|got|finished|filled(?: in)?|solved|completed|worked out)|ich habe?|j'ai|he hecho|ho fatto|fiz|ik heb)\b[^.!?\n]*?"
    r"\b(?:except|but|apart from|other than|besides|bis auf|außer|sauf|excepto|salvo|tranne|exceto|behalve)\b",
    re.I,
)
"""What somebody has done already and what not: the places named tell of that, and not of what is asked."""
_PLAYED = lazily(
    r"\b(?:it|this|the (?:puzzle|game|grid|board)) is (?:to be )?played (?:on|with|by|under) (?![^.\n]{0,40}\b(?:grid|board|field|squares?|cells)\b)|\b(?:red|blue|green|yellow|black|white|orange|purple|pink|grey|gray|brown) (?:is|are|means|equals) \d{1,2}\b|"
    r"\byou (?:may|can|must|should) only (?:walk|move|go|step|travel|turn|enter)\b(?! (?:up|down|left|right|north|south|east|west|horizontal|vertical|orthogonal|in (?:the )?(?:four|4)|to (?:an? |the )?(?:adjacent|neighbou?ring|open|empty|free))|,? one| \d)",
    re.I,
)
"""A rule or a sign told in a plain sentence."""
_HINTED = lazily(
    r"^\W*(?:a |one |just |only |please |give me |another )*(?:hints?|clue please|tipp|hinweis|indice|pista|suggerimento|dica)\b",
    re.I,
)
"""A clause that is a wish for a hint, whatever else it says."""
_SAYS = lazily(
    r"^\W*(?:(?:please|first|just|only|and|then|but|also|bitte|erst)[ ,]+)*(?:say|reply|respond|answer|greet|write|sag|antworte\w*|dis|réponds?|di|responde|rispondi|zeg)\b(?: with| back| me| to me| mit| par| con| com| met)? "
    r"(?:a |an |the (?:words? )?|my )?(?:[\"'“‘„«])?(?:hello|hi|hey|ok(?:ay)?|thanks|thank you|name|hallo|bonjour|hola|ciao|olá|smiley|emoji|joke|poem)\b|"
    r"\bin (?:just |only |exactly )?(?:one|two|three|a single|a few|\d+) (?:words?|sentences?|syllables?)\b|\b(?:as|in|als|en|in) (?:capital |big |small |roman |greek )?(?:letters|buchstaben|lettres|letras|lettere)\b",
    re.I,
)
"""Something else to be said, or said in another way than any answer is written."""
_NO_BLANKS = lazily(
    r"\b(?:no|without(?: any)?|not separated by|ohne|keine|sans|sin|senza|sem|zonder|bez) (?:\w+ )?(?:spaces|blanks between|whitespaces?|gaps between|separators?|delimiters?|commas|leerzeichen|espaces|espacios|spazi|espaços|spaties|spacji)\b",
    re.I,
)
_USES = lazily(
    r"^\W*(?:please )?(?:use|put|draw|mark|replace|nimm|benutze?|utilise|usa|gebruik) \S+ (?:for|as|instead|für|als|statt|pour|para|per|voor)\b",
    re.I,
)


def closing(
    message: Message, ask: Ask, candidate: Candidate[Any], unfilled: bool, layout_named: bool = False
) -> list[Clause]:
    """The clauses that close the way, in order."""
    if message.is_document:
        return []
    found: list[Clause] = []
    clauses = list(message.clauses())
    if message.is_letter:
        found += _claimed(message, clauses, ask, unfilled)
        found += _wished_otherwise(
            message, clauses, ask, blanks=not layout_named and _keeps_blanks(message, ask, candidate)
        )
        found += _told(message, clauses, candidate)
    return sorted(dict.fromkeys(found), key=lambda clause: clause.start)


def renounces(said: str) -> bool:
    """Whether a clause says that nothing is to be solved: told not to, or solved already."""
    return any(pattern.search(said) is not None and able.search(said) is None for pattern, able in _UNABLE)


def renounced(message: Message, ask: Ask, layout_named: bool) -> Clause | None:
    """The clause that says that nothing is to be solved, where this ask would show the solution."""
    if message.is_document:
        return None
    shown = (
        isinstance(ask, Solve)
        or (isinstance(ask, Own) and "?" not in message.words)
        or (isinstance(ask, Echo) and not layout_named and _CONVERTS.search(message.words) is None)
    )
    if not shown:
        return None
    return next((clause for clause in message.clauses() if renounces(message.words[clause.start : clause.end])), None)


def _claimed(message: Message, clauses: list[Clause], ask: Ask, unfilled: bool) -> list[Clause]:
    """Somebody's claim that is asked about and was not read as one; "is it right?" with nothing of the asker's own."""
    if isinstance(ask, Claim) or (isinstance(ask, Own) and not isinstance(ask, Solve) and _claims(ask)):
        return []
    asked = [clause for clause in clauses if _RIGHT.search(message.words[clause.start : clause.end])]
    told = [clause for clause in clauses if _REPORTS.search(message.words[clause.start : clause.end])]
    if asked and told:
        return [*told, *asked]
    if isinstance(ask, Check):
        return asked if unfilled and _MINE.search(message.words) is None else []
    return asked


def _claims(ask: Own) -> bool:
    return ask.words().startswith("whether")


def _wished_otherwise(message: Message, clauses: list[Clause], ask: Ask, *, blanks: bool) -> list[Clause]:
    found = []
    for clause in clauses:
        said = message.words[clause.start : clause.end]
        hinted = isinstance(ask, (Solve, Own)) and _HINTED.search(said) is not None
        if hinted or _PLAYED.search(said):
            found.append(clause)
            continue
        if (
            _DONE_BUT.search(said)
            or (isinstance(ask, Value) and _ALL_OF_IT.search(said))
            or (isinstance(ask, Make) and NUMBERED.search(said))
        ):
            found.append(clause)
            continue
        if is_story(said, language(said) or "en") and "again" not in said:
            continue
        if (
            _OTHER.search(said)
            or _left_of(message, clause, _SAYS.search(said))
            or (blanks and _NO_BLANKS.search(said))
            or (_USES.search(said) and not message.taken(clause.start, clause.start + 3))
            or (isinstance(ask, Value) and _CROSS.search(said) and _CELL.search(said) is None)
            or (
                isinstance(ask, Why)
                and ask.cell is None
                and len(said.split()) > 2
                and message.taken(clause.start, clause.end)
                and _WHY_ALL.fullmatch(said) is None
            )
        ):
            found.append(clause)
    return found


def _left_of(message: Message, clause: Clause, match: re.Match[str] | None) -> bool:
    """Whether a match in a clause holds a word that nobody took."""
    return match is not None and re.search(r"\w", message.left_at(clause)[match.start() : match.end()]) is not None


def _keeps_blanks(message: Message, ask: Ask, candidate: Candidate[Any]) -> bool:
    """Whether the answer has blanks between its digits: cells asked for, or a grid that was drawn with blanks."""
    drawn = message.raw[candidate.span.start : candidate.span.end]
    return isinstance(ask, Value) or (isinstance(ask, Solve | Echo) and re.search(r"\S[ |]+\S", drawn) is not None)


def _told(message: Message, clauses: list[Clause], candidate: Candidate[Any]) -> list[Clause]:
    """Clues, changes and rules told in words beside the drawing that no reader took."""
    drawn = message.raw[candidate.span.start : candidate.span.end]
    own = {word.lower() for word in re.findall(r"[^\W\d_]{3,}", drawn)}
    found = []
    for clause in clauses:
        said = message.words[clause.start : clause.end]
        if said.rstrip().endswith(("?", "？")):
            continue
        left = message.left_at(clause)
        if (
            (_UNDONE.search(said) is not None and not _all_taken(message, clause))
            or (_CHANGED.search(said) is not None and not _all_taken(message, clause))
            or _PLACE.search(left) is not None
            or (_SETS.search(left) is not None and re.search(r"\d", left))
            or (own and re.search(r"\d", left) and own & set(unknown_words(left, {"en"})))
        ):
            found.append(clause)
    return found


def _all_taken(message: Message, clause: Clause) -> bool:
    return re.search(r"\w", message.left_at(clause)) is None
