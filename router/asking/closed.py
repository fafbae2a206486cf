"""A clause that asks is understood only if every word of it is: the closed world inside asks, orders and questions.

Talk may say anything; but where a clause solves, asks, orders or adds ("and ..."), each of its words was taken by a
reader or is a filler of a closed list (`light_words`, and for whom, where from and why as `FOR_WHOM` say). What is left
over closes the way, quoted: it may be a condition, another form, a second wish.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from router.asking.account import is_story, language, opens_with_order
from router.asking.foreign import SHAPE
from router.asking.light_words import unknown_words
from router.asking.message import Clause, Message
from solvers.text.patterns import lazily

_ASKS = lazily(
    r"(?<![^\W_])(?:(?:un)?solv\w+|complet(?:e|ed|ing)|finish\w*|crack\w*|fill\w*|hints?|nudge|solutions?|answers?|steps|spoil\w*|"
    r"lös(?:e|en|t|ung)?|antwort|soluci[oó]n|soluzione|solução|oplossing|rozwiązanie|gelöst|ausfüll\w*|knack\w*|tipp|résou\w*|résol\w*|complét\w*|indice|resuelv\w*|resuélv\w*|resolv\w*|resuelto|complét\w*|"
    r"pista|risolv\w*|risolt\w*|(?<!gleich )(?<!jetzt )(?<!bald )(?<!muss )los|oplos\w*|invul\w*|rozwiąż\w*|rozwiąz\w*|uzupełni\w*|podpowied\w*)(?![^\W_])|реши\w*|решать|заполн\w*|подсказ\w*|"
    r"解|填|提示|ヒント|教えて",
    re.I,
)
"""What makes a clause one that asks, wherever in it it stands."""
_HELP = lazily(
    r"(?<![^\W_])(?:help|can|could|would|will|please|someone|anyone|anybody|somebody|mind|hilf\w*|helf\w*|kann\w*|könn\w*|bitte|jemand|aide\w*|pouv\w*|peux|quelqu'un|ayud\w*|pued\w*|podr\w*|alguien|"
    r"aiut\w*|puoi|può|potr\w*|qualcuno|ajud\w*|pod\w*|alguém|consegue|hulp|help\w*|kun\w*|kan|iemand|pom\w*|moż\w*|ktoś|помо\w*|мож\w*|кто\w*|how are you|what's up|ok(?:ay)?)(?![^\W_])|帮|能|可以|吗|助け|手伝|もら|ください|くれ|ますか",
    re.I,
)
"""A question that asks for help."""
_ADDS = lazily(
    r"^\W*(?:and|plus|also|then|but|aber|sondern|mais|pero|ma|mas|maar|ale|но|und|dann|auch|et|puis|aussi|y|también|e|poi|anche|também|en|dan|ook|(?-i:i)|też|и|также)\b",
    re.I,
)
_WISHES = lazily(
    r"(?<![^\W_])(?:i|we|you|they|he|she|it|one|people|(?:the |my |our |his |her |your )(?:\w+ )?\w+)(?:'d|’d|'ll|’ll|'re|’re|'m|’m| would| will| can| must| should| do| does| really| always| only| usually| also| just| sometimes| rather| still| don't| am| is| are| to)* "
    r"(?:want|need|prefer|like|rather|wish|expect|mean|require|play|use|count|treat|read|write|draw|start|begin|allow|let|skip|ignore|add|put|take|assume|consider|make|turn|replace|swap|call|mark|insist|demand|see|look for|interested|leave|colour|color|number|after)(?:s|ed|d|ing|es)?(?![^\W_])|"
    r"(?<![^\W_])(?:so|therefore|also|that's why|which is why) (?:please |just |only |i'd |we )?(?:use|write|put|give|show|draw|count|skip|ignore|make|replace|leave|start|say|tell|send|keep|do|don't|no|not|only|just)(?![^\W_])|"
    r"(?<![^\W_])(?:ich|wir|er|sie|man|mein\w* \w+|unser\w* \w+) (?:\w+ )?(?:will|wollen|möchte\w*|brauch\w*|hätte\w*|wünsch\w*|bevorzug\w*|mein(?:e|en|t)|spiel\w*|benutz\w*|nutz\w*|zähl\w*|les(?:e|en)|schreib\w*|zeichn\w*|beginn\w*|fang\w*|erlaub\w*|lass\w*|ignorier\w*|nehm\w*|"
    r"nenn\w*|verlang\w*|erwart\w*|seh(?:e|en)|interessier\w*)(?![^\W_])|"
    r"(?<![^\W_])(?:one|each|every) (?:row|line)(?![^\W_])|\b(?:row by row|line by line|zeilenweise|zeile für zeile|pro zeile)\b",
    re.I,
)
"""Somebody wants or does it in a way of his own."""
_LIMITS = lazily(
    r"(?<![^\W_])(?:except(?:ing|ion)?|unless|apart from|other than|instead|as (?:few|little|many|much) \w+ as|möglichst|außer|ausgenommen|statt|anstatt|sauf|hormis|le moins|"
    r"excepto|salvo|menos (?:el|la)|tranne|eccetto|exceto|behalve|oprócz|poza|sans|sin|senza|sem|zonder|bez|без)(?![^\W_])|кроме|除了|以外",
    re.I,
)
"""What limits the part of a clause that was understood ("2 seconds except the first")."""
_THING = lazily(r"^\W*(?:please |bitte )?[a-zäöüß]+(?<!ing)(?<!ed)(?<!s) (?:this|it|these|them|me)\b", re.I)
"""An order of whatever verb ("transcribe this")."""
_PEOPLE = (
    r"me|us|him|her|them|myself|fun|everyone|everybody|you|(?:my|our|his|her|their|your|the|a|an)(?: (?:little|big|older|younger|old|best|dear|whole|poor|good))* "
    r"(?:brothers?|sisters?|mother|father|mom|mum|dad|parents|sons?|daughters?|kids?|child(?:ren)?|wife|husband|friends?|boss|colleagues?|teachers?|class|"
    r"pupils?|students?|grand(?:ma|pa|mother|father|son|daughter)?s?|aunt|uncle|neighbou?rs?|cousins?|nephews?|nieces?|girlfriend|boyfriend|partner|family|"
    r"team|club|party|homework|school|newspaper|magazine|blog|trip|train|flight|plane|contest|competition|bet|quiz|weekend|lesson|game night|records?|"
    r"(?:(?:answers?|puzzles?|back|front|kids|solutions?) )?(?:pages?|newsletter|books?|paper|website|site|app|exam|presentation|slides?|demo|video|workshop))"
)
_FROM = (
    r"(?:from|in|out of) (?:(?:my|our|the|a|an|this|that|today's|yesterday's|sunday's|saturday's|last (?:week|sunday)'s|some|\w+day|local|old|new|times|guardian) )*"
    r"(?:news ?papers?|papers?|magazine|book|app|website|internet|web|site|calendar|journal|times|guardian|tribune|post)"
)
FOR_WHOM = lazily(
    rf"(?<![^\W_])(?:(?:for|to help|with) (?:{_PEOPLE})(?: (?:who|and) (?:is|are|loves?|likes?) (?:stuck|waiting|bored|it|them|puzzles))?|{_FROM}|"
    r"for (?:school|class|work|homework|uni|university|college|kindergarten|fun|practice)|für (?:die|den|das) (?:schule|uni|arbeit|hausaufgaben?|unterricht|kindergarten|zeitung)|"
    r"(?:my|our|his|her|the) (?:little |old |dear )?(?:kids?|children|son|daughter|wife|husband|mum|mom|mother|dad|father|brother|sister|grand(?:ma|pa|mother|father)|boss|teacher|friends?|class|family|team)(?= (?:really |badly )?(?:needs?|wants?|would like|is waiting|are waiting))|"
    r"(?:mein|meine|unser|unsere) (?:kleine\w* )?(?:tochter|sohn|kind(?:er)?|frau|mann|mama|papa|mutter|vater|oma|opa|bruder|schwester|chef\w*|lehrer\w*|freund\w*|klasse|familie)(?= (?:braucht|brauchen|will|wollen|möchte|möchten))|"
    rf"(?:(?:i|we|he|she|they|my \w+) (?:just |really )?(?:want|wants|would like|'d like|am curious|'m curious)|curious|just)(?: to)? (?:(?:see|know|find out) )?(?:what|how) (?:it|this|the (?:picture|solution|result|answer)) (?:is|looks like|looks|turns out|comes out|will be)|"
    rf"so (?:that )?(?:i|we|he|she|they) can(?: (?!rows?|columns?|only|just|not|cells?|digits?|numbers?|steps?|moves?|without|corners?|box)[a-z]+){{1,7}}(?=\W*$)|"
    rf"as (?:quickly|fast|soon|well) as (?:you can|possible)|"
    r"für (?:mich|uns|sie|ihn|mein\w*|unser\w*|sein\w*|ihr\w*)(?: (?:kleine\w*|liebe\w*|alte\w*))?(?: (?:brüder|bruder|schwester|mutter|vater|mama|papa|eltern|sohn|tochter|kind\w*|frau|mann|"
    r"freund\w*|chef\w*|kolleg\w*|lehrer\w*|klasse|schüler\w*|oma|opa|tante|onkel|nachbar\w*|familie))?|"
    r"pour (?:moi|nous|mon|ma|mes|notre|lui|elle)(?: (?:petite?|grande?))?(?: (?:frère|sœur|mère|père|maman|papa|fils|fille|enfants?|femme|mari|amie?|copain|copine|mamie|papi|grand-mère|"
    r"grand-père|classe|prof\w*))?|"
    r"para (?:mí|mim|nosotros|mi|meu|minha|mis|él|ella)(?: (?:herman[oa]|madre|padre|mamá|papá|hij[oa]s?|mujer|marido|amig[oa]s?|abuel[oa]|irmã[o]?|mãe|pai|filh[oa]s?|av[óô]|clase|turma))?|"
    r"per (?:me|noi|mio|mia|il mio|la mia)(?: (?:fratello|sorella|madre|padre|mamma|papà|figli[oa]|moglie|marito|amic[oa]|nonn[oa]|classe))?|"
    r"voor (?:mij|me|ons|mijn|hem|haar)(?: (?:broer|zus|moeder|vader|mama|papa|zoon|dochter|kind\w*|vrouw|man|vriend\w*|oma|opa|klas))?|"
    r"dla (?:mnie|nas|mojego|mojej|moich)(?: (?:brat\w*|siostr\w*|mam\w*|tat\w*|syn\w*|córk\w*|żon\w*|męż\w*|przyjaci\w*|babci|dziadk\w*|dziec\w*))?|"
    r"для (?:меня|нас|моего|моей|моих)(?: (?:брат\w*|сестр\w*|мам\w*|пап\w*|сын\w*|дочер\w*|жен\w*|муж\w*|друг\w*|бабушк\w*|дедушк\w*|дет\w*))?)(?![^\W_])",
    re.I,
)
"""For whom, and where it was found."""
SHORT = lazily(r"(?<![^\W_])['’](?:s|re|m|ll|d)(?![^\W_])", re.I)
"""What is left of "what's" where "what" was taken."""


SAID_AGAIN = frozenset({"fr", "es", "it", "pt", "nl", "pl", "ru", "zh", "ja"})
"""Languages whose plain sentences are said again in English (`router.tongues`): of what is left, every word counts."""


def leftover(message: Message, numbers: Collection[str] = ()) -> list[Clause]:
    """The clauses that ask and hold a word that nobody understood, in order; none in a document."""
    if not message.is_letter:
        return []
    whole = language(message.words) or "en"
    return [clause for clause in message.clauses() if words_left(message, clause, whole, numbers)]


def words_left(message: Message, clause: Clause, whole: str, numbers: Collection[str] = ()) -> list[str]:
    """The words of a clause that asks which nobody understood."""
    said = message.words[clause.start : clause.end]
    if not any(char.isalnum() for char in said):  # a sign in quotes that looks like a question ("'?'")
        return []
    own = language(said) or whole
    limited = message.taken(clause.start, clause.end) and _LIMITS.search(message.left_at(clause)) is not None
    named = message.taken(clause.start, clause.end) and (is_named(said) or own in SAID_AGAIN)
    if not (limited or named or asks(said, {own, whole})) or is_story(said, own) or is_story(said, whole):
        return []
    if said.lstrip().startswith("\\"):  # the frame of a drawing ("\\end{tabular}")
        return []
    if (
        said.rstrip().endswith(("?", "？"))
        and not message.taken(clause.start, clause.end)
        and _HELP.search(said) is None
    ):
        return [said]  # a question of light words that no reader knows ("is that the best?")
    left = list(message.left_at(clause))
    for tail in FOR_WHOM.finditer(said):
        left[tail.start() : tail.end()] = " " * (tail.end() - tail.start())
    words = SHORT.sub(" ", "".join(left))
    unknown = [word for word in unknown_words(words, {own, whole}) if word not in numbers and word not in SHAPE]
    if is_named(said):  # a letter that stands alone is a sign of the drawing
        unknown = [word for word in unknown if len(word) > 1 or not word.isascii()]
    return unknown


_PART = lazily(
    r"(?<![^\W_])(?:rows?|columns?|cells?|squares?|box(?:es)?|digits?|moves?|steps?|routes?|paths?|ways?|directions?|"
    r"zeilen?|spalten?|felder|zellen?|kasten|kästchen|züge|schritte?n?|wege?|pfad|ziffern?|lignes?|colonnes?|cases?|chemins?|coups|"
    r"filas?|columnas?|casillas?|caminos?|pasos|movimientos|ruta|righe|riga|colonn[ae]|casell[ae]|percorso|passi|mosse|"
    r"linhas?|colunas?|caminho|passos|rij(?:en)?|kolom(?:men)?|vakjes?|stappen|pad|wiersz\w*|kolumn\w*|drog[ai]|krok\w*|"
    r"строк\w*|столб\w*|клет\w*|путь|пути|шаг\w*)(?![^\W_])|行|列|路|步|歩",
    re.I,
)
"""A part of a board or of a way."""
_QUOTED = lazily(r"[\"“„«][^\"”»\n]*[\"”»]|\{[^}\n]*\}?")
_SENTENCE = lazily(
    r"(?<![^\W_])(?:i|we|he|she|they|you|it|this|that|there|which|who|is|are|was|were|am|be|been|has|have|had|does|did|do|can|could|will|"
    r"would|must|may|should|says?|said|stands?|means?|marks?|shows?|represents?|denotes?|contains?|holds?|ich|wir|er|sie|es|du|ist|sind|war|hat|habe|haben|kann|wird|soll|je|nous|il|elle|on|est|sont|a|ai|peut|"
    r"yo|es|son|está|hay|ha|he|puede|io|è|sono|ho|può|eu|é|são|está|tem|pode|ik|is|zijn|heeft|kan|jest|są|mam|ma|можно|есть|у)(?![^\W_])|['’](?:s|re|m|ve|ll|d)\b",
    re.I,
)
"""What a whole sentence has: somebody who does, or a verb that says how something is."""


def is_named(said: str) -> bool:
    """Whether a clause is no sentence but names a part of the board: "the last three moves" is a wish as it stands."""
    bare = _QUOTED.sub(" ", said)
    return _PART.search(bare) is not None and _SENTENCE.search(bare) is None


def asks(said: str, codes: Collection[str]) -> bool:
    """Whether a clause asks, orders, or adds something to what was asked."""
    return bool(
        said.rstrip().endswith(("?", "？"))
        or _ASKS.search(said)
        or _ADDS.search(said)
        or _THING.search(said)
        or _WISHES.search(said)
        or any(opens_with_order(said, code) for code in codes)
    )
