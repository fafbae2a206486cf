"""What is wanted of a puzzle, besides or instead of its solution: a table of phrases for each ask, all languages in one.

English first, then German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Chinese, Japanese. Phrases
that need the puzzle's own words (cells, steps) are read elsewhere; these stand for themselves.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from solvers.text.patterns import lazily


def _any(*patterns: str) -> re.Pattern[str]:
    return lazily("|".join(patterns), re.I)


WANTS: Mapping[str, re.Pattern[str]] = {
    "make": _any(
        r"\b(?:generate|create|make|design|invent|draw up|compose|give|send|want|need)\b(?: me| us| up)? (?:a|an|another|one|two|"
        r"three|some|more|\d+)(?: (?:new|similar|other|more|harder|easier|random|different|fresh|hard|easy|medium|simple|"
        r"difficult|minimal|\w+ by \w+))* (?:NAME|puzzle)s?\b(?! (?:solution|answer|grid|book|magazine|app|game|program|code|script|website|solver|generator|club))|\banother (?:one|puzzle|NAME)\b(?! who| that)",
        r"\b(?:schreib|mach|erstell|erzeug|erfind|gib)\w*(?: mir| uns)? (?:ein|noch ein|ein anderes)\w* (?:neue[sn]? |ähnliche[sn]? |"
        r"schwere[sn]? |leichte[sn]? )*(?:NAME|rätsel)\w*",
        r"\b(?:crée|génère|fais|invente)\w*(?:-moi)? (?:un|une)(?: autre| nouveau| nouvelle)? (?:NAME|grille)",
        r"\b(?:crea|genera|haz|inventa)\w*(?:me)? (?:un|una|otro|otra)(?: nuev[oa])? (?:NAME)",
        r"\b(?:crea|genera|inventa|fammi)\w* (?:un|una|un altro)(?: nuovo| nuova)? (?:NAME)",
        r"(?:生成|出|做)(?:一个|一道|个)(?:新的)?(?:NAME)|新しい(?:NAME)を作",
    ),
    "hint": _any(
        r"\b(?:only|just|give me|need|want)\b[^.\n?!]{0,20}\bhints?\b(?! only please)|\b(?:one|small|little|another|a|tiny|any|next)\b[^.\n?!]{0,12}\bhint\b|(?:^|\n)\s*hints?(?: please)?\s*[.!?]?\s*(?=\n|\0|$)|(?:^|[\n.!?,;:]\s*)(?:an? |one )?hints?,? (?:please|pls|only|first|instead|for|about|on)\b|"
        r"\bhow (?:do|can|should|would) (?:i|you|we|one) (?:solve|crack|do|approach|tackle|continue)(?: with)? (?:this|it|that|from here)\b|"
        r"\bhints? only\b|"
        r"\bnudge\b|\b(?:what|which|show|give|find|tell|explain|only|just|how about)\b[^.\n?!]{0,30}\bnext (?:\w+ )?(?:step|move|digit|"
        r"number|cell|deduction|placement)\b|\bnext logical\b|\b(?:the )?(?:easiest|simplest|best|most obvious) (?:next )?(?:cell|square|number|digit|step|move|deduction|place|spot)(?: to (?:fill(?: in)?|start(?: with)?|do|solve|place|look at))?(?: in)?(?: next| now| first)?\b|\bwhere (?:should|do|can|could) i (?:look|start|go|continue)(?: next)?\b|"
        r"\bwhich (?:(?:cell|square|digit|number) (?:should|can|could|do|would) (?:i|you|we) (?:fill|do|place|solve|try)\w*(?: in)?(?: next| first)?"
        r"|(?:cell|square|digit|number)s (?:should|can|could|do|would) (?:i|you|we) (?:fill|do|place|solve|try)\w*(?: in)? (?:next|first))(?: and why)?|\bwhat(?:'s| is| comes) next\b|\bwhat (?:do|should|can|could) i (?:do|try|fill in) (?:next|now|first|here)\b|\bwhere do i go from here\b|\bhow (?:do|can|should) i (?:continue|go on|proceed|get on)\b|\bin what order would you fill\b|\bi'?m stuck[^.\n]{0,20}\bwhere\b",
        r"\b(?:nur |nur ein(?:en|er)? |ein(?:en|er)? |kleine[nr]? |winzige[nr]? )+(?:tipp|hinweis)\b|\b(?:wo|wie) (?:geht es|geht's|komme ich|mache ich|soll ich) (?:hier |da |jetzt |nun )?weiter\w*\b|\bwas (?:wäre|ist|kommt) als nächstes\b|\bwo (?:soll|muss|kann|sollte) ich (?:am besten )?(?:anfangen|beginnen|ansetzen|weitermachen|hinschauen|suchen)\b|\bnächste[rn]? (?:logische )?(?:schritt|zug|zahl|ziffer)\b|\bwie geht es weiter",
        r"\b(?:un |juste un |seulement un )*indice\b(?!s de)|\bprochain(?:e)? (?:étape|coup|case)\b",
        r"\b(?:una |solo una |sólo una )*pista\b(?!s de)|\b(?:siguiente|próximo) (?:paso|movimiento)\b",
        r"\bsuggerimento\b|\bindizio\b|\bprossim[oa] (?:passo|mossa)\b",
        r"\b(?:uma |só uma |apenas uma )*dica\b|\bpróxim[oa] (?:passo|jogada)\b",
        r"\been (?:kleine )?hint\b|\bvolgende (?:logische )?(?:stap|zet)\b|\bpodpowied\w+|\bnastępny (?:krok|ruch)",
        r"подсказк\w+|следующий (?:логический )?(?:шаг|ход)|给(?:我)?(?:一个|个)?提示|下一步|ヒント|次の(?:一手|手|ステップ)",
    ),
    "why": _any(
        r"\b(?:why (?:this|that|the) (?:solution|answer)|warum (?:diese|die) (?:lösung|antwort))\b|\bwhy (?:is|must|does|can't|can it|isn't|should)\b[^.?!\n]{0,60}|\bhow (?:do|did) you (?:know|get|find|work out)\b[^.?!\n]{0,60}|"
        r"\bexplain why\b[^.?!\n]{0,60}|\bwarum (?:ist|muss|kann|steht|gehört|kommt|hat|sind|stehen)\b[^.?!\n]{0,60}|\bpourquoi\b[^.?!\n]{0,60}|\bpor qué\b[^.?!\n]{0,60}|"
        r"\bperché\b[^.?!\n]{0,60}|почему[^.?!\n]{0,60}|为什么[^。？]{0,30}|なぜ[^。？]{0,30}",
    ),
    "rate": _any(
        r"\bhow (?:hard|difficult|tough|easy)\b(?! (?:is|was|would|can) it (?:be )?to )(?: is| would)?[^.?!\n]{0,60}|\b(?:rate|estimate|judge|assess|grade)\b"
        r"[^.\n?!]{0,40}|\bwhat(?: is|'s)[^.\n]{0,20}\bdifficulty\b|\bwhat technique\w*\b|\bwie (?:schwer|schwierig)\b|"
        r"(?:^|[.!?:;,\n]\s*)(?:is|would you (?:say|call)|do you (?:think|find)|ist|findest du|würdest du sagen)\b(?: (?:this|that|it|the|one|puzzle|NAME|is|was|be|rather|very|really|an?|considered|that's|it's|das|dieses|es|der|die|hier|eher|ist|rätsel|eine?|sehr))*"
        r" (?:easy|hard|difficult|tough|leicht\w*|schwer\w*|schwierig\w*|einfach\w*)(?: (?:one|puzzle|NAME|rätsel))?(?:,? (?:or|oder) (?:more )?(?:rather |an? |eher |eine? )?(?:easy|hard|difficult|tough|not|leicht\w*|schwer\w*|schwierig\w*|nicht)(?: (?:one|puzzle|NAME))?)?\s*\?",
        r"\b(?:quelle est la |quelle )?difficulté\b|\bqué (?:tan )?difícil\b|\bquanto è difficile\b|насколько сложн\w+|难度|難易度",
    ),
    "open": _any(
        r"\b(?:write|implement|create|build|develop|code|design|debug|fix|refactor)\b(?:\s+\w+){0,5}?\s+(?:code|program|script|function|"
        r"class|solver|algorithm|implementation|app)\b",
        r"\b(?:write|invent|tell|compose|make up|give)\b(?:\s+\w+){0,4}?\s+(?:stor(?:y|ies)|poem|limerick|haiku|song|joke|essay|tale|riddle|"
        r"room descriptions?|description)\b",
        r"\b(?:write|compose|invent)(?: me| us)? (?:a|an|one|two|some) (?:short |nice |funny )?(?:lines?|sentences?|paragraphs?|captions?|headlines?|blurbs?)\b"
        r"(?! (?:of|per|for each|with))[^.\n]{0,40}",
        r"\bwhat could be wrong with my code\b|\bassertionerror\b|\btraceback\b|\bmy (?:maze |sudoku )?(?:generator|solver|code|program|script) "
        r"(?:prints|gives|returns|fails|says|outputs)\b|\btranslate\b[^.\n]{0,60}\b(?:to|into|from)\b|\bwie heißt\b|\bhow do you say\b",
        r"\b(?:schreib\w*|écri\w*|escrib\w*|scriv\w*|escrev\w*|schrijf)\b[^.\n]{0,40}\b(?:programm?a?|code|código|codice|skript|script|"
        r"funktion|gedicht|geschichte|poème|histoire|poema|historia|poesia|storia)\b|напиши\w* (?:\w+ )?(?:код|программ\w+|функци\w+|стих\w*)|"
        r"写(?:一?个|一?段|一?首)?(?:程序|代码|函数|诗|故事)|(?:コード|プログラム|詩|物語)を書",
        r"(?:\A|\n)#{1,4} (?:task|guidelines|instructions)\b[^\n]*|<chat_history>",
        r"\b(?:difference|history|origin|rules) (?:between|of|behind)\b[^.?\n]{0,40}\?|\bwho invented\b",
    ),
    "count": _any(
        r"\b(?:in )?how many (?:different |distinct |possible |other )?ways can (?:this|it|that|the|i|you|we|one)(?: (?!(?:if|without|when|with|so)\b)\w+){0,5}? (?:be )?(?:completed|solved|filled(?: in| out)?|finished|solve|complete|fill)(?: it| this| in)?(?: in| out)?\b|"
        r"\bhow many (?:different |distinct |possible )?ways (?:are there|is there) to (?:solve|complete|fill(?: in| out)?|finish) (?:it|this|that|the|NAME|in|puzzle|grid)\b|"
        r"\b(?:auf )?wie viele (?:verschiedene |unterschiedliche |mögliche )?(?:arten|weisen|möglichkeiten)(?: (?:gibt es|lässt sich|kann man))?(?: (?:das|dieses|es|rätsel|NAME|zu|hier|auszufüllen|lösen|ausfüllen))*\b|"
        r"\bhow many (?:\w+ )?solutions\b[^.?!\n]{0,40}|\bnumber of (?:\w+ )?solutions\b|\bwie ?viele (?:verschiedene |unterschiedliche )?lösungen\b|\bcombien de solutions\b|"
        r"\bcu[áa]ntas soluciones\b|\bquante soluzioni\b|\bquantas soluções\b|\bhoeveel oplossingen\b|\bile rozwiązań\b|"
        r"сколько (?:\w+ )?решений|多少(?:个|個)?解|几个解|几种解|解(?:は|が)?いくつ|何通り",
        # right in front of a puzzle that is told in words ("to place 8 queens on a chessboard")
        r"\b(?:in )?how many (?:different |distinct |possible )?ways (?:are there|can(?: you| one| i| we)?|is it possible)(?: to)?\s*$|\bauf wie viele (?:verschiedene )?arten kann man\s*$|"
        r"\bwie viele (?:verschiedene )?(?:möglichkeiten|wege) gibt es,?\s*$|\bde combien de (?:façons|manières) (?:différentes )?peut-on\s*$|\bde cuántas (?:formas|maneras) (?:distintas |diferentes )?se pueden?\s*$|"
        r"\bin quanti modi (?:diversi )?(?:si possono|si può)\s*$|\bde quantas (?:formas|maneiras) (?:diferentes )?(?:se pode|podemos|é possível)\s*$|\bop hoeveel (?:verschillende )?manieren kun je\s*$|"
        r"\bna ile (?:różnych )?sposobów można\s*$|сколькими (?:различными )?способами можно\s*$",
    ),
    "all": _any(
        r"\b(?:list|give|show|find|print|output|tell)\b[^.?!\n]{0,20}\ball (?:of (?:them|its|the) ?|the |its |possible |valid )*(?:solutions?|answers?|"
        r"them)?\b[^.?!\n]{0,20}|\b(?:two|three|four|five|\d) different solutions\b|\balle lösungen\b|\btoutes les solutions\b|"
        r"\btodas las soluciones\b|\btutte le soluzioni\b|\btodas as soluções\b|\balle oplossingen\b|все решения|所有解|全ての解|すべての解",
    ),
    "unique": _any(
        r"(?:^|[.!?\n]\s*)(?:has|does|did) (?:this|it|that|the NAME)(?: (?:one|puzzle|NAME))? (?:got|have) (?:just |only |exactly )?one (?:solution|answer|way) or (?:more|several|two|many)(?: of them)?\s*(?=[\n\0?]|$)\??",
        r"\b(?:is|are|does|do|has|have|can|could)\b[^.?!\n]{0,60}\b(?:unique|(?:exactly|only|just) one (?:valid |possible )?(?:solution|answer|way)|a single (?:solution|answer)|"
        r"(?:more than one|several|multiple|another) (?:valid |possible |different |correct )?(?:solutions?|answers?|ways?)|one solution only|ambiguous|well[- ]posed)\b[^.!\n]{0,30}\?",
        r"\b(?:is|does|has|have)\b[^.?!\n]{0,60}\b(?:unique|(?:exactly|only|just) one (?:valid )?solution|a single solution|more than one "
        r"solution|one solution only|ambiguous|well[- ]posed)\b[^.!\n]{0,30}\??",
        r"\b(?:gibt es|hat|existiert|existieren)\b[^.?!\n]{0,40}\b(?:mehr als eine|mehrere|noch eine andere|genau eine|nur eine)(?: mögliche[n]?| richtige[n]?)? lösung(?:en)?\b[^.!\n]{0,20}\?",
        r"\b(?:nur|genau) eine (?:einzige )?lösung\b[^.!\n]{0,20}\?|\b(?:une seule|qu'une(?: seule)?) solution\b[^.!\n]{0,20}\?|\buna (?:sola|única) solución\b[^.!\n]{0,20}\?|"
        r"\buna sola soluzione\b[^.!\n]{0,20}\?|\b(?:só|apenas|somente) uma solução\b[^.!\n]{0,20}\?|\b(?:maar |slechts )?één oplossing\b[^.!\n]{0,20}\?|\b(?:tylko )?jedno rozwiązanie\b[^.!\n]{0,20}\?|"
        r"\beindeutig\w*\b[^.!\n]{0,30}\?|\bunique\b[^.!\n]{0,20}\?|\b(?:solución )?única\b[^.!\n]{0,20}\?|\bsoluzione unica\b"
        r"[^.!\n]{0,20}\?|\bunieke\b[^.!\n]{0,25}\?|единственн\w+[^.!\n]{0,25}\?|唯一解?吗|是否唯一|解は(?:一つ|唯一)",
    ),
    "check": _any(
        r"\b(?:is|are|was|did|does|do|have|has|check|verify|validate|tell me (?:if|whether)|see (?:if|whether))\b[^.?!\n]{0,60}(?<!to )(?<!from )(?<!the )\b(?:right|correct(?:ly)?|"
        r"valid|wrong|mistakes?|errors?|legal|solved (?:it )?right|ok(?:ay)?|consistent)\b(?! (?:of|to|way|side|in row|corner))[^.!\n]{0,30}\??",
        r"(?:^|[\n\0.!?;,]\s*)(?:correct|right|ok(?:ay)?|valid|good)(?: (?:answer|solution|so far|now|or not))?\s*\?|"
        r"\bwhere (?:is|are|did i make|was)\b[^.?!\n]{0,30}\b(?:mistakes?|errors?|wrong)\b\??|\b(?:find|spot|mark|show)\b[^.?!\n]{0,20}\b(?:my )?"
        r"(?:mistakes?|errors?)\b|\bdid i (?:go wrong|make a mistake|mess up)\b[^.?!\n]{0,30}\??|\bcheck (?:my|this|the) (?:answer|solution|work|grid)\b",
        r"\b(?:ist|sind|stimmt|habe ich)\b[^.?!\n]{0,50}\b(?:richtig|korrekt|falsch|fehler)\b[^.!\n]{0,20}\??|\bstimmt (?:das|meine|es)\b[^.!\n]{0,30}\?",
        r"\b(?:est-ce|est-elle|ma solution|ma réponse|est)\b[^.?!\n]{0,40}\b(?:juste|correcte?|bonne|fausse|erreurs?)\b[^.!\n]{0,20}\??",
        r"¿?\s*\b(?:es|está|son|hay)\b[^.?!\n]{0,40}\b(?:correct[oa]|bien|errores?)\b[^.!\n]{0,40}\??",
        r"\b(?:è|e'|ho fatto)\b[^.?!\n]{0,40}\b(?:corrett[oa]|giust[oa]|error[ei])\b[^.!\n]{0,20}\??|\b(?:está|é)\b[^.?!\n]{0,30}\b(?:certo|correto|"
        r"correta|certa)\b[^.!\n]{0,20}\??|\bklopt\b[^.!\n]{0,30}\??|(?:правильн\w+|верн\w+|ошибк\w+)[^.!\n]{0,30}\?",
        r"(?:答案|解答|我的解|解法)?(?:对吗|對嗎|正确吗|正確嗎|是否正确|对不对)|答え合わせ|合っていますか|正しいですか|間違い",
    ),
    "echo": _any(
        r"\b(?:convert|turn|transform|rewrite|reformat|format|typeset)\b[^.?!\n]{0,60}\b(?:string|format|csv|json|latex|html|matrix|markdown|table|line)\b"
        r"[^.?!\n]{0,40}|\bunsolved\b|\bas (?:i )?g[ai]ve(?:n)?(?: it)?\b|\b(?:do not|don'?t|without) solv(?:e|ing)(?: it)?\b|\bnot solved\b|"
        r"\bnicht lösen\b|\bne (?:le |la )?résou\w+ pas\b|\bno lo resuelvas\b|\bnon (?:lo )?risolver\w*\b|\bnão resolv\w+\b|не решай\w*|不要解|解かない",
    ),
    "yes_no": _any(
        r"(?:^|[.!?\n]\s*)(?:is|can|could) (?:this|it|that|the)(?: (?:one|NAME|puzzle|thing|even|ever|at all|actually|really|still))* (?:be )?(?:solvable|solved|possible)(?: at all| or not)?\s*(?=[\n\0?]|$)\??",
        r"(?:^|[.!?:;,\n]\s*)(?:can|could) (?:(?:i|we|one) colou?r (?:in )?(?:this|these|those|the|my)(?: (?!with|using|so|such|and|but)\w+){1,2}|(?:this|these|those|the|my)(?: (?!be|with|using|so|such|and|but)\w+){1,3} be colou?red)(?= (?:with|using|so|such)|\s*\?)",
        r"¿?(?<![^\W_])(?:is it possible to colou?r|(?:dá para|é possível|posso|pode-se) (?:pintar|colorir)|(?:se puede[n]?|es posible|puedo) (?:pintar|colorear)|(?:peut-on|est-il possible de|est-ce qu['’]on peut) colorier|(?:si può|si possono|è possibile|posso) colorare) (?:this|these|those|the|my|os|as|o|a|estes|estas|los|las|el|la|estos|les|le|ces|cette|i|gli|queste|questa|questi) \w+(?= (?:with|using|so|com|con|avec|sem|sin|sans|senza))",
        r"\b(?:sag|sage|sagt|verrat\w*)(?: mir| uns)?(?: nur| bitte| mal| bloß)*,? ob (?:es|das|dieses|man)(?: (?:NAME|rätsel|überhaupt|eine lösung|es|das|hier))* (?:lösbar ist|hat|gibt|lösen kann|zu lösen ist)\b",
        r"(?:^|[.!?:;,\n]\s*)(?:please\s+)?(?:(?:tell me|say|check|decide|determine|find out|state)\s+)?(?:if|whether)\s+(?:it|this|the \w+|there)\b"
        r"[^.?!\n]{0,50}\b(?:solvable|solved|reachable|reached|a (?:path|way|route|solution)|(?:has|have) (?:a|any) solutions?)\b",
        r"(?:^|[.!?:;,\n]\s*)(?:and |so |but )?(?:is|are|does|do|can|could)\s+(?:(?:it|this|that|there|the|my|one|i|you|we|someone)\b)[^.?!\n]{0,60}"
        r"\b(?:solvable|be solved|reachable|be reached|possible to (?:solve|reach|get|escape)|have (?:a|any) (?:valid )?solutions?|"
        r"(?:a|any) (?:\w+ )?(?:path|way|route|solution)\b|escape|get (?:from|to|out))\b[^.!\n]{0,80}\?",
        r"(?:^|\n)\s*(?:solvable|possible|reachable)(?: or not)?\s*\?|\byes or no\b|\banswer (?:with )?(?:only )?[\"']?yes[\"']?(?:/| or )[\"']?no\b",
        r"\b(?:kommt|käme) man (?:(?:überhaupt|da|hier|denn|irgendwie|wirklich) )*(?:raus|heraus|hinaus|durch|ans ziel|zum ziel|zum ausgang)\s*\?|\bkann man (?:(?:überhaupt|da|hier|denn|irgendwie) )*(?:rauskommen|durchkommen|entkommen|herauskommen|ankommen)\s*\?|"
        r"\b(?:lösbar|erreichbar)\b[^.!\n]{0,20}\?|\bgibt es (?:überhaupt )?[^.!\n]{0,20}(?:eine lösung|einen weg|einen pfad)[^.!\n]{0,60}\?|"
        r"\b(?:kann man|lässt sich)[^.!\n]{0,50}(?:lösen|erreichen)\s*\?|\bhat (?:es|das|dieses)[^.!\n]{0,30}\beine lösung\s*\?",
        r"\b(?:soluble|résoluble|faisable|solvable)\b[^.!\n]{0,20}\?|\b(?:y a-t-il|existe-t-il|est-ce qu'il (?:y a|existe)) (?:une solution|un chemin)[^.!\n]{0,60}\?|"
        r"\ba-t-(?:il|elle) une solution[^.!\n]{0,40}\?|¿\s*(?:tiene solución|hay (?:un |alg[úu]n )?(?:camino|solución)|es (?:posible|resoluble|soluble)|"
        r"se puede (?:resolver|llegar))[^.!\n]{0,60}\?|\btiene (?:alguna )?solución\s*\?",
        r"\b(?:è|e') (?:risolvibile|possibile risolver\w*)[^.!\n]{0,30}\?|\b(?:esiste|c'è) (?:una soluzione|un (?:percorso|cammino|modo))[^.!\n]{0,60}\?|"
        r"\bha (?:una )?soluzione\s*\?|\b(?:é|e) (?:solúvel|possível (?:resolver|chegar))[^.!\n]{0,40}\?|\b(?:existe|há) (?:uma solução|um caminho)"
        r"[^.!\n]{0,60}\?|\btem solução\s*\?|\boplosbaar\b[^.!\n]{0,20}\?|\bis er een (?:oplossing|pad|weg)[^.!\n]{0,60}\?",
        r"(?:решаем\w*|разрешим\w*)[^.!\n]{0,20}\?|(?:есть|существует|имеет)(?: ли)? (?:\w+ )?(?:решение|путь|проход)[^.!\n]{0,60}\?|можно ли (?:\w+ )?"
        r"(?:решить|дойти|пройти|добраться)[^.!\n]{0,60}|有解吗|有解嗎|有没有解|有沒有解|是否有解|是否可解|可解吗|能否到达|能到达吗|是否有路|有没有路|有路吗|"
        r"是否存在(?:路径|解)|解(?:は|が)(?:ありますか|存在しますか|あるか)|解けるかどうか|到達できますか|道(?:は|が)ありますか|たどり着けますか",
    ),
}
"""Ask -> its phrases; NAME stands for what the kind is called."""

SEVERAL = lazily(
    r"\b(?:more than (?:one|a single|1)|several|multiple|ambiguous|another solution|other solutions|a second (?:solution|answer)|"
    r"mehr als ein\w*|mehrere|mehrdeutig|noch eine (?:andere )?lösung|plus d'une|plusieurs|más de una|varias|più di una|mais de uma|meer dan één|meerdere|więcej niż jedno|kilka)\b|"
    r"(?:больше|более) одного|несколько|不止一|多个解|複数",
    re.I,
)
"""A question about uniqueness that says this is answered with yes where there are several."""
ONLY_ONE = lazily(
    r"\b(?:unique|(?:only|exactly|just) one|a single|well[- ]posed|eindeutig|(?:nur|genau) eine|une seule|única|unica|só uma|één oplossing|jedno)\b|единственн|唯一",
    re.I,
)
"""And this the other way round; both together ask how many there are."""

ANY_SOLUTION = _any(
    r"\b(?:find|give|provide|return|output|determine) (?:me )?an? (?:valid|feasible|possible) (?:\w+ ){0,3}(?:solution|completion|assignment|colou?ring)\b"
    r"(?! (?:whose|with|in which|where|that))",
    r"\b(?:multiple|several|more than one|many)\b[^.?!\n]{0,60}\b(?:any|either|one|first)\b(?! (?:whose|with|in which|where|that|which|hav))[^.?!\n]{0,30}",
    r"\bany (?:valid |correct |legal |possible |one )?(?:solution|completion|answer|one)\b[^.?!\n]{0,30}\b(?:will do|works|suffices|is fine|is ok|"
    r"is acceptable|is enough|accepted|counts)\b",
    r"\b(?:give|find|return|provide|show|output|need|want)\b[^.?!\n]{0,20}\bany (?:valid |correct |legal |possible |one )?(?:solution|completion)\b"
    r"(?! (?:whose|with|in which|where|that|which|of this \w+ (?:\w+ )?in which))",
    r"\bmehrere[^.?!\n]{0,30}\b(?:eine|irgendeine)\b|\birgendeine lösung|\bbeliebige lösung|\bplusieurs[^.?!\n]{0,30}\bune\b|\bn'importe quelle solution|"
    r"\bcualquier solución|\bqualsiasi soluzione|\bqualquer solução|любое решение|任意一(?:个|個)?解|任何一(?:个|個)?解|どれか一つ|いずれか",
)
"""One of several solutions will do."""

CRITERION = lazily(
    r"\blexicograph\w*|\bwhose\b|\bin which\b|\bwith the (?:largest|smallest|highest|lowest)\b|\b(?:largest|smallest|first in)\b[^.\n]{0,20}\border\b|"
    r"\bwo die\b|\bdont\b|\bcuy[oa]\b",
    re.I,
)
"""Words that choose among several solutions."""

DEADLINES = lazily(
    r"\b(?:by|before|until|for|at) (?:today|tonight|tomorrow|(?:mon|tues|wednes|thurs|fri|satur|sun)day|noon|lunch|dinner|breakfast|the weekend|(?:this|next) (?:week|month|monday|friday))"
    r"(?:'s (?:\w+ ){0,3}(?:meeting|class|lesson|exam|breakfast|lunch|dinner|deadline|match|trip|flight|party|call))?(?![\w'])",
    re.I,
)
"""When an answer is wanted, and for what occasion: mere talk."""
NO_HINTS = lazily(r"\bno hints?\b(?: only)?(?: please)?|\bwithout (?:any )?hints?\b", re.I)
"""Wishes for no hint: taken before hints are looked for."""


REST = lazily(
    r"\b(?:and |but )?(?:please )?(?:don't|do not|no need to|not|without) (?:show(?:ing)?|give|giving|tell(?:ing)?|reveal(?:ing)?|print(?:ing)?|solve|solving|spoil(?:ing)?)?(?: me)? ?(?:the )?(?:rest|others|remainder|remaining (?:ones|cells|digits))(?: of it| for me)?\b|"
    r"\b(?:i'll|i will|i can|i'd like to|i want to|let me) (?:do|solve|finish|fill in|work out|try|figure out)(?: all)? the (?:rest|others)(?: (?:by )?myself| alone| on my own)?\b|"
    r"\b(?:und |aber )?(?:bitte )?(?:den rest|das übrige|mehr) (?:bitte )?(?:nicht|mache ich selbst|löse ich selbst|schaffe ich selbst)(?: (?:zeigen|verraten|lösen))?\b|\bnicht den rest\b",
    re.I,
)
"""What is not wanted beside some cells: the rest."""
NOT_ALL = _any(
    r"\b(?:and |but )?(?:nothing|no) (?:more|else)(?: than that| please)?\b|\bthat'?s (?:all|enough|it)\b|\bthat (?:is|would be|will be) (?:all|enough|plenty)\b|\b(?:is|would be|will be) (?:enough|plenty)\b|"
    r"\b(?:aber |und )?(?:sonst |bitte )?(?:mehr nicht|nichts weiter|nicht mehr|nichts mehr|sonst nichts)\b|\bdas reicht(?: mir)?\b|\breicht(?: mir)?(?: schon)?\b|\bgenügt(?: mir)?\b",
    r"\b(?:and |but )?(?:please )?(?:not|no|without) (?:the )?(?:whole |full |complete |entire )?(?:solution|answer|grid|thing)\b|\b(?:do not|don'?t|without) (?:solv\w+|spoil\w*|reveal\w*|"
    r"giv\w+)(?: me| it| this| the| my| away| whole| full| answer| solution| sudoku| puzzle| everything| all)*",
    r"\b(?:aber )?nicht (?:die |das )?(?:ganze |komplette )?(?:lösung|lösen|verraten|alles)\b|\bverrat\w* (?:mir )?(?:nicht|keine)\w*(?: lösung)?|\bkeine lösung\b",
    r"\b(?:mais )?pas (?:toute )?(?:la )?(?:solution|réponse|grille)\b|\bsans (?:la |me )?(?:solution|résoudre|donner la solution)\b|\bne (?:le |la |me )?(?:résou\w+|donne\w*)(?: pas)?\b",
    r"\b(?:pero )?(?:no|sin) (?:me )?(?:la |lo |toda la |des |dar |resolver\w*|resuelvas|digas|quiero )*(?:solución|respuesta|sudoku)?\b",
    r"\b(?:ma )?(?:non|senza) (?:la |lo |tutta la |darmi |risolver\w*|voglio )*(?:soluzione|risposta|sudoku)?\b|\b(?:mas )?(?:não|sem) (?:a |o |me dê |resolv\w* |quero )*(?:solução|resposta|sudoku)?\b",
    r"\b(?:maar )?niet (?:de )?(?:hele )?(?:oplossing|oplossen)\b|\bnie (?:rozwiązuj|rozwiązanie)\b|не (?:решай\w*|решени\w+|ответ|всё решение)|不要(?:直接)?(?:给|告诉)?(?:我)?(?:完整)?(?:答案|解)?|"
    r"(?:答え|解答|解)(?:は|を)?(?:言わないで|要らない|いらない|見せないで)|解かないで",
)
"""What a wish for a hint denies: the whole solution."""


@lru_cache(maxsize=4096)
def phrases(want: str, names: re.Pattern[str]) -> re.Pattern[str]:
    """The phrases of one ask, with the kind's names filled in."""
    return lazily(WANTS[want].pattern.replace("NAME", names.pattern), re.I)
