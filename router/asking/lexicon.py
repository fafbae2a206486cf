"""Words that matter around a puzzle, one table a language: what may be loaded with meaning, and what is mere talk.

A clause that still holds a loaded word after every reader took what it understood is never ignored (see `account`).
The tables err on the side of loading: a word too many costs a question, a word too few an answer to another question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from solvers.text.patterns import lazily


@dataclass(frozen=True, slots=True)
class Language:
    """Fragments of regular expressions, each an alternation of whole words (stems may end in \\w*)."""

    code: str
    nouns: str
    """Parts and measures of puzzles: a clause that names one says something about the puzzle."""
    verbs: str
    """Orders: at the start of a clause they want something done."""
    asks: str
    """Question words."""
    limits: str
    """Negation, condition, exception, comparison, obligation: they change what a right answer is."""
    common: str
    """Everyday words that tell the language apart."""
    past: str = r"(?!)"
    """How a story about the past begins: such a clause is talk."""


ENGLISH = Language(
    "en",
    nouns=r"reversed|twice|signs|rows?|columns?|cols?|box(?:es)?|blocks?|subgrids?|cells?|squares?|digits?|numbers?|values?|diagonals?|corners?|"
    r"borders?|edges?|cent(?:er|re)s?|middle|clues?|givens?|candidates?|neighbou?rs?|regions?|cages?|steps?|moves?|paths?|"
    r"routes?|walls?|doors?|keys?|exits?|entrances?|starts?|goals?|turns?|directions?|left|right|up|down|top|bottom|north|south|"
    r"east|west|upside|diagonally|orthogonal\w*|checkpoints?|costs?|weights?|seconds|metres|meters|length|distance|"
    r"solutions?|answers?|guess\w*|mistakes?|errors?|misprint|typo|rules?|parity|odd|even|consecutive|adjacent|sum|total|"
    r"add up|products?|larger|largest|smaller|smallest|longest|shortest|fewest|order|lexicograph\w*|colou?rs?|islands?|loops?|"
    r"dead ends?|add|adds|adding|plus|minus|multipl\w*|divid\w*|subtract\w*|average|differences?|squared|modulo|remainder|doubled|visit\w*|collect\w*|pick up|via (?:the )?\w\b|camera|guards?|version|twos|threes|fours|fives|sixes|sevens|eights|nines|bombs?|dynamite|hammers?|areas?|battery|treasure|jumps?|corridor|rooms?|tiles?|opposite|rotat\w*|mirror\w*|flip\w*|transpos\w*",
    verbs=r"come|give|tell|show|write|list|print|output|return|explain|describe|draw|mark|highlight|count|find|translate|generate|"
    r"create|make|convert|rotate|mirror|flip|transpose|remove|add|replace|change|ignore|assume|suppose|imagine|pretend|let|"
    r"use|avoid|start|begin|end|go|walk|enter|leave|swap|sort|rate|compare|check|verify|invent|compose|format|put|set|"
    r"keep|do not|don't|never|only|just|how|should|must",
    asks=r"what|which|where|who|why|how|when|whose|whether",
    limits=r"actually|really|if|unless|without|except|instead|rather|other than|not|n't|never|no|none|nor|neither|only|must|should|may|might|"
    r"cannot|can't|allowed|need|needs|at most|at least|exactly|more|less|fewer|between|before|after|until|while|also|"
    r"additionally|addition|extra|twice|once|same|different|every|each|any|all|both|but",
    common=r"the|this|is|are|a|an|of|to|and|it|please|my|in|for|with|you|can|i|me|that|so|here|have|from",
    past=r"(?:(?:did|got|found|bought|saw|tried|started|made) (?:this|that|it|my|the)\b|posted by\b|(?:this is |it's |that's )?(?:from|out of) (?:the|my|a|yesterday)\b|"
    r"(?:only |the )[\w ,]{1,40}\b(?:are|is|were|was|got) (?:shown|lost|missing|cut off|copied|smudged)\b|classic \w+, the (?:type|kind|sort)\b|here(?:'s| is) (?:a|the|my) \w+ without the \w+ lines\b|I'?m (?:locked|sitting|standing|waiting)\b|two \w+ would be\b|"
    r"(?:the|an?) (?:\w+ ){0,3}(?:app|newspaper|magazine|book|paper|club|teacher|friend|ice cream|dog|cat)\b|my \w+ \w+(?:'s)? is\b)|"
    r"(?:i|we|he|she|they|my (?:\w+ )?\w+|our \w+|his \w+|her \w+|somebody|someone|nobody|everybody|not even my \w+|\w+, i)\b[^,;]{0,40}?"
    r"\b(?:(?!need\b|indeed\b|speed\b|feed\b)\w{2,}ed|was|were|had|did|got|took|found|said|says|told|saw|wrote|made|went|came|lost|bought|cut|sent|gave|"
    r"skipped|typed|photographed|could|couldn't|(?:do not|don't|cannot|can't|didn't) (?:know|see|get|manage|understand|remember|figure|go on|seem)|usually|often|always|love|loves|(?<!look )(?<!looks )(?<!looking )(?<!would )(?<!d )(?<!more )like|likes|hate|hates|think|thinks|believe|believes|weigh|(?:play|plays)(?! (?:the|by|with|it)\b))\b|"
    r"(?:i|we) (?:use(?! (?:an? |the )?(?:dots?|signs?|letters?|symbols?|blanks?|zeros?|digits?|numbers?|stars?|dash\w*|underscores?|\w\b))|have only|do|read|sit|work|live)\b|my (?:favou?rite|phone|flip phone|office|house|garden)\b",
)

GERMAN = Language(
    "de",
    nouns=r"zeilen?|reihen?|spalten?|bl[oö]ck\w*|kästchen|kasten|felder?n?|ziffern?|zahl(?:en)?|diagonal\w*|schräg\w*|ecken?|"
    r"mitte|vorgaben?|kandidaten|nachbar\w*|schritte?n?|züge?n?|weg(?:e|es)?|wände?|wand|mauern?|tür(?:en)?|schlüssel|"
    r"ausg[aä]ng\w*|eingang\w*|ziel\w*|start\w*|abbieg\w*|richtung\w*|links|rechts|oben|unten|kosten|sekunden|minuten|länge|"
    r"lösung\w*|antwort\w*|fehler|regeln?|gerade|ungerade|summe|größ\w*|klein\w*|längst\w*|kürzest\w*|reihenfolge|farben?|"
    r"sackgassen?|umgekehrt|gedreht|gespiegelt|hochkant\w*|kugel|besuch\w*|einsammel\w*|abhol\w*|unterwegs",
    verbs=r"gib|sag\w*|zeig\w*|schreib\w*|erklär\w*|zeichne\w*|markier\w*|zähl\w*|finde?|übersetz\w*|erzeug\w*|mach\w*|"
    r"entfern\w*|füg\w*|ersetz\w*|ignorier\w*|nimm|benutz\w*|vermeid\w*|meid\w*|umgeh\w*|dreh\w*|spiegel\w*|lass|geh\w*|bewert\w*|prüf\w*|nicht|nur|bitte nicht",
    asks=r"was|welche\w*|wo|wer|warum|wie|wann|wohin|wieso",
    limits=r"wenn|falls|ohne|außer|statt|nicht|nie|kein\w*|nur|muss|müssen|soll\w*|darf|dürfen|erlaubt|höchstens|mindestens|"
    r"genau|mehr|weniger|zwischen|bevor|nachdem|auch|zusätzlich|doppelt|einmal|gleich\w*|verschieden\w*|jede\w*|alle\w*|aber",
    common=r"der|die|das|ist|und|ich|nicht|ein|eine|zu|den|dem|mit|auf|bitte|es|von|im|in|du|mir|kannst",
    past=r"(?:ich|wir|er|sie|mein\w* \w+|unser\w* \w+)\b[^,;]{0,40}?\b(?:habe?|hat|war|waren|kommt|hatte|ge\w{3,}t)\b",
)

FRENCH = Language(
    "fr",
    nouns=r"lignes?|colonnes?|blocs?|bo[iî]tes?|cases?|carrés?|cellules?|chiffres?|nombres?|diagonales?|coins?|centre|milieu|"
    r"indices?|candidats?|voisin\w*|pas|étapes?|mouvements?|chemins?|murs?|portes?|clés?|clefs?|sorties?|entrées?|départ|arrivée|"
    r"but|virages?|directions?|gauche|droite|haut|bas|coût|secondes|longueur|solutions?|réponses?|erreurs?|règles?|paire?s?|"
    r"impaire?s?|somme|plus grand\w*|plus petit\w*|plus long\w*|plus court\w*|ordre|couleurs?|biais|oblique|visit\w*|ramass\w*|récupér\w*|pass\w* par",
    verbs=r"donne\w*|dis|dites|montre\w*|écri\w*|explique\w*|dessine\w*|marque\w*|compte\w*|trouve\w*|tradui\w*|génère\w*|crée\w*|"
    r"retire\w*|ajoute\w*|remplace\w*|ignore\w*|évite\w*|note\w*|vérifie\w*|ne|seulement|uniquement|juste",
    asks=r"que|quel\w*|quoi|où|qui|pourquoi|comment|combien|quand",
    limits=r"si|sans|sauf|ne|jamais|aucun\w*|seulement|uniquement|doit|doivent|faut|peut|peuvent|permis|au plus|au moins|"
    r"exactement|plus|moins|entre|avant|après|aussi|en plus|deux fois|même|différent\w*|chaque|tou(?:s|te|tes)|mais|sachant",
    common=r"le|la|les|un|une|de|du|des|est|et|je|ce|cette|dans|pour|s'il|vous|à|il|merci|mon|ma|moi",
    past=r"(?:j'ai|je suis|nous avons|mon \w+ a|ma \w+ a)\b",
)

SPANISH = Language(
    "es",
    nouns=r"filas?|columnas?|bloques?|cajas?|casillas?|celdas?|cifras?|dígitos?|números?|diagonal(?:es)?|esquinas?|centro|medio|"
    r"pistas?|candidatos?|vecin\w*|pasos?|movimientos?|caminos?|paredes?|pared|puertas?|llaves?|salidas?|entradas?|inicio|meta|"
    r"giros?|direcci\w*|izquierda|derecha|arriba|abajo|coste|segundos|longitud|soluci\w*|respuestas?|errores?|error|reglas?|"
    r"pares?|impares?|suma|mayor|menor|más larg\w*|más cort\w*|orden|color(?:es)?|visit\w*|recog\w*|recoj\w*|pas\w* por",
    verbs=r"da(?:me)?|di(?:me)?|muestra\w*|escrib\w*|explica\w*|dibuja\w*|marca\w*|cuenta\w*|encuentra\w*|traduc\w*|genera\w*|crea\w*|"
    r"quita\w*|añad\w*|cambia\w*|ignora\w*|evita\w*|comprueba\w*|no|solo|sólo|solamente|únicamente",
    asks=r"qué|cuál(?:es)?|dónde|quién|por qué|cómo|cuánt\w*|cuándo",
    limits=r"si|sin|excepto|salvo|no|nunca|ningun\w*|solo|sólo|debe\w*|tiene\w* que|hay que|puede\w*|permitid\w*|como máximo|"
    r"al menos|exactamente|más|menos|entre|antes|después|también|además|dos veces|mism\w*|distint\w*|diferent\w*|cada|tod\w*|pero",
    common=r"el|la|los|las|un|una|de|del|es|y|en|que|por|favor|este|esta|mi|me|para|con|al",
    past=r"(?:estoy|he|hemos|mi \w+ (?:ha|dice))\b",
)

ITALIAN = Language(
    "it",
    nouns=r"righe?|riga|colonn\w*|blocc\w*|riquadr\w*|casell\w*|cell\w*|cifr\w*|numer\w*|diagonal\w*|angol\w*|centro|mezzo|indizi\w*|"
    r"candidat\w*|vicin\w*|pass[oi]|mosse?|percors\w*|cammin\w*|mur[oi]|port[ae]|chiav\w*|uscit\w*|entrat\w*|inizio|traguardo|"
    r"svolt\w*|direzion\w*|sinistra|destra|su|giù|cost[oi]|secondi|lunghezza|soluzion\w*|rispost\w*|error\w*|regol\w*|pari|dispari|"
    r"somma|più grand\w*|più piccol\w*|più lung\w*|più brev\w*|ordine|color\w*|obliquo|suggeriment\w*|visit\w*|raccogli\w*|pass\w* (?:per|da)",
    verbs=r"da(?:mmi)?|dimmi|mostra\w*|scriv\w*|spiega\w*|disegna\w*|segna\w*|conta\w*|trova\w*|traduc\w*|genera\w*|crea\w*|"
    r"togli\w*|aggiung\w*|cambia\w*|ignora\w*|evita\w*|controlla\w*|non|solo|soltanto|solamente",
    asks=r"che|quale|quali|dove|chi|perché|come|quant\w*|quando",
    limits=r"se|senza|tranne|non|mai|nessun\w*|solo|soltanto|dev\w*|può|possono|permess\w*|al massimo|almeno|esattamente|più|meno|"
    r"tra|prima|dopo|anche|inoltre|due volte|stess\w*|divers\w*|ogni|tutt\w*|ma",
    common=r"il|lo|la|i|gli|le|un|una|di|del|della|è|e|in|che|per|questo|questa|mio|mia|mi|con|da",
    past=r"(?:ho|abbiamo|mi[oa] \w+ ha)\b",
)

PORTUGUESE = Language(
    "pt",
    nouns=r"linhas?|colunas?|blocos?|caixas?|casas?|células?|dígitos?|algarismos?|números?|diagona\w*|cantos?|centro|meio|pistas?|"
    r"candidatos?|vizinh\w*|passos?|movimentos?|caminhos?|paredes?|portas?|chaves?|saídas?|entradas?|início|meta|curvas?|"
    r"dire[cç]\w*|esquerda|direita|cima|baixo|custo|segundos|comprimento|soluç\w*|respostas?|erros?|regras?|pares|ímpares|soma|"
    r"maior|menor|mais long\w*|mais curt\w*|ordem|cor(?:es)?|dica|visit\w*|colet\w*|recolh\w*|pass\w* por",
    verbs=r"dê|dá|diga|mostr\w*|escrev\w*|expli\w*|desenh\w*|marque|cont\w*|encontr\w*|traduz\w*|ger\w*|cri[ea]\w*|remov\w*|"
    r"adicion\w*|troqu\w*|ignor\w*|evit\w*|verifi\w*|não|só|apenas|somente",
    asks=r"que|qual|quais|onde|quem|por que|como|quant\w*|quando",
    limits=r"se|sem|exceto|não|nunca|nenhum\w*|só|apenas|somente|deve\w*|pode\w*|permitid\w*|no máximo|pelo menos|exatamente|mais|"
    r"menos|entre|antes|depois|também|além|duas vezes|mesm\w*|diferent\w*|cada|tod\w*|mas",
    common=r"o|a|os|as|um|uma|de|do|da|é|e|em|que|por|favor|este|esta|meu|minha|me|para|com",
    past=r"(?:eu (?:fiz|estava|tentei)|meu \w+ (?:disse|fez))\b",
)

DUTCH = Language(
    "nl",
    nouns=r"rij(?:en)?|kolom(?:men)?|blok(?:ken)?|vak(?:je|jes|ken)?|cel(?:len)?|cijfers?|getal(?:len)?|diagona\w*|hoek(?:en)?|midden|"
    r"aanwijzing\w*|kandida\w*|buur\w*|stap(?:pen)?|zet(?:ten)?|pad(?:en)?|weg(?:en)?|muur|muren|deur\w*|sleutel\w*|uitgang\w*|"
    r"ingang\w*|begin|doel|bocht\w*|richting\w*|links|rechts|boven|onder|kosten|seconden|lengte|oplossing\w*|antwoord\w*|fout\w*|"
    r"regels?|even|oneven|som|grootste|kleinste|langste|kortste|volgorde|kleur\w*|bezoek\w*|verzamel\w*|onderweg",
    verbs=r"geef|zeg|toon|schrijf|leg|teken|markeer|tel|vind|vertaal|maak|verwijder|voeg|vervang|negeer|vermijd|controleer|niet|alleen",
    asks=r"wat|welke?|waar|wie|waarom|hoe|hoeveel|wanneer",
    limits=r"als|tenzij|zonder|behalve|niet|nooit|geen|alleen|moet\w*|mag|mogen|toegestaan|hoogstens|minstens|precies|meer|minder|"
    r"tussen|voor|na|ook|bovendien|twee keer|zelfde|verschillend\w*|elke?|alle|maar",
    common=r"de|het|een|van|is|en|ik|dit|deze|mijn|in|op|met|te|voor|graag|aub|je|me",
    past=r"(?:ik heb|wij hebben|mijn \w+ heeft)\b",
)

POLISH = Language(
    "pl",
    nouns=r"wiersz\w*|rz[ęą]d\w*|kolumn\w*|blok\w*|kwadrat\w*|pol[ae]|komór\w*|cyfr\w*|liczb\w*|przekątn\w*|rog\w*|środ\w*|wskazów\w*|"
    r"krok\w*|ruch\w*|ścież\w*|drog\w*|ścian\w*|drzwi|klucz\w*|wyjści\w*|wejści\w*|cel\w*|zakręt\w*|kierun\w*|lew\w*|praw\w*|gór\w*|"
    r"dół|dole|koszt\w*|sekund\w*|długoś\w*|rozwiązani\w*|odpowied\w*|błąd\w*|błęd\w*|reguł\w*|zasad\w*|parzyst\w*|nieparzyst\w*|sum\w*|"
    r"najdłuż\w*|najkrót\w*|kolej\w*|kolor\w*|odwied\w*|zbier\w*|zbierz",
    verbs=r"podaj|powiedz|pokaż|napisz|wyjaśnij|narysuj|zaznacz|policz|znajdź|przetłumacz|wygeneruj|usuń|dodaj|zamień|unikaj|sprawdź|nie|tylko",
    asks=r"co|jaki\w*|któr\w*|gdzie|kto|dlaczego|jak|ile|kiedy",
    limits=r"jeśli|jeżeli|bez|oprócz|nie|nigdy|żad\w*|tylko|musi\w*|może\w*|wolno|najwyżej|co najmniej|dokładnie|więcej|mniej|między|"
    r"przed|po|też|także|dodatkowo|dwa razy|sam\w*|różn\w*|każd\w*|wszystk\w*|ale",
    common=r"to|jest|i|w|na|z|do|się|proszę|mi|mój|moja|tego|ten|ta|o",
    past=r"(?:byłem|byłam|mój \w+ (?:powiedział|mówi))\b",
)

RUSSIAN = Language(
    "ru",
    nouns=r"строк\w*|ряд\w*|столб\w*|колон\w*|блок\w*|квадрат\w*|клет\w*|ячей\w*|цифр\w*|чис[ле]\w*|диагонал\w*|уг[оле]\w*|центр\w*|"
    r"середин\w*|подсказ\w*|кандидат\w*|сосед\w*|шаг\w*|ход\w*|пут[ьи]\w*|стен\w*|двер\w*|ключ\w*|выход\w*|вход\w*|старт\w*|цел[ьи]|"
    r"поворот\w*|направлен\w*|лев\w*|прав\w*|верх\w*|низ\w*|вниз|цен[аы]|секунд\w*|длин\w*|решени\w*|ответ\w*|ошиб\w*|правил\w*|чётн\w*|"
    r"четн\w*|нечётн\w*|сумм\w*|наибольш\w*|наименьш\w*|длиннейш\w*|кратчайш\w*|поряд\w*|цвет\w*|посети\w*|посеща\w*|собер\w*|собра\w*",
    verbs=r"дай\w*|скажи\w*|покажи\w*|напиши\w*|объясни\w*|нарисуй\w*|отметь\w*|посчитай\w*|найди\w*|переведи\w*|создай\w*|убери\w*|добавь\w*|"
    r"замени\w*|избегай\w*|проверь\w*|не|только",
    asks=r"что|как(?:ой|ая|ое|ие)|где|кто|почему|как|сколько|когда",
    limits=r"если|без|кроме|не|никогда|нет|только|должн\w*|нужно|можно|нельзя|не более|не менее|ровно|больше|меньше|между|до|после|также|"
    r"дополнительно|дважды|одинаков\w*|разн\w*|кажд\w*|все[хм]?|но",
    common=r"это|и|в|на|с|мне|мой|моя|пожалуйста|этот|эту|я|у|по|за|из|помоги\w*|реши\w*",
    past=r"(?:мой|моя|мои|я)\b[^,;]{0,30}\b\w+(?:л|ла|ли)\b",
)

CHINESE = Language(
    "zh",
    nouns=r"行|列|宫|宮|格|数字|對角|对角|斜线|角|中间|中心|线索|提示|候选|步|路径|路|墙|门|钥匙|出口|入口|起点|终点|转弯|方向|左|右|上|下|解|答案|"
    r"错误|规则|偶数|奇数|和|最大|最小|最长|最短|顺序|颜色",
    verbs=r"给|告诉|显示|写|解释|画|标|数|找|翻译|生成|去掉|添加|替换|忽略|避免|检查|不要|只",
    asks=r"什么|哪|谁|为什么|怎么|多少|几|吗|何时",
    limits=r"如果|没有|除了|不|只能|只|必须|可以|允许|最多|至少|正好|之间|也|还|额外|两次|相同|不同|每|所有|但",
    common=r"这|请|我|的|是|个|把|帮|了|一",
    past=r"(?:我昨天|我朋友)",
)

JAPANESE = Language(
    "ja",
    nouns=r"行|列|ブロック|マス|数字|対角|斜め|ななめ|角|中央|真ん中|ヒント|候補|歩|手|経路|道|壁|扉|鍵|出口|入口|スタート|ゴール|方向|左|右|上|下|解|答え|"
    r"間違|ルール|偶数|奇数|合計|最大|最小|最長|最短|順|色",
    verbs=r"教えて|示して|書いて|説明|描いて|数えて|見つけて|訳して|作って|消して|避け|確認|だけ|のみ",
    asks=r"何|どの|どこ|誰|なぜ|どう|いくつ|か[?？。]|でしょうか|ですか|ますか",
    limits=r"もし|なし|ない|以外|だけ|のみ|しなければ|できる|許|最大|少なくとも|ちょうど|間|も|さらに|二回|同じ|違う|各|すべて|全て|でも",
    common=r"この|を|の|は|が|に|で|と|して|ください|お願い",
    past=r"(?:昨日|友達が)",
)

LANGUAGES = (
    ENGLISH, GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH, POLISH, RUSSIAN, CHINESE, JAPANESE,
)  # fmt: skip


def words(*patterns: str, whole: bool = True) -> re.Pattern[str]:
    """One pattern for several alternations of whole words; scripts without spaces match anywhere."""
    joined = "|".join(patterns)
    return lazily(rf"(?<![^\W_])(?:{joined})(?![^\W_])" if whole else joined, re.I)
