"""Words that speak of a puzzle's rules in the languages beside English: a clause with one of them is no mere talk.

English has each kind's own vocabulary for this. Stems at the start of a word; the words of lines, cells and numbers are
loaded in every language anyway (`router.asking.lexicon`).
"""

# ruff: noqa: E501 - stems are easier to compare on one line

from __future__ import annotations

import re

from solvers.text.patterns import lazily

_STEMS = (
    # touch, stand beside, be connected
    r"berühr|toccare|toccan|toca[nr]|toqu|se touch|raken|raakt|dotyk|styka|касаю|касать|соприкас|neben|benachbart|angrenz|à côté|voisin|junt[oa]s|adyacent|contigu|accanto|"
    r"adiacent|vicin[oaie]|ao lado|adjacent|vizinh|naast|aangrenz|obok|sąsiad|рядом|сосед|zusammenhäng|verbunden|connex|reliée|conectad|connes|collegat|ligad[oa]s|verbonden|połączon|связан|"
    # repeat, equal, different
    r"wiederhol|doppelt|mehrfach|mehrmals|répèt|répét|repit|repet|ripet|herha|dubbel|powtarz|повтор|verschieden|identi[sq]|distint|diferent|différent|divers[oaie]|ugual|zelfde|różn[eyia]|takie same|одинак|разн[ыоа]|"
    # attack, and how chessmen go
    r"schlag|schläg|bedroh|angreif|attaqu|menac|ataqu|ataca|amenaz|attacc|minacc|ameac|ameaç|aanval|bedreig|ataku|szach(?!own)|бить|бью|били|бьет|бьёт|атак|угрож|springer|cavalier|caballo|cavall[oi]|cavalo|paard|skocz|кон[ьяеей]|"
    r"läufer|türme?n?|tour|torre|wież[aey]|ладь|слон|"
    # see and hide, heights
    r"sichtbar|sieht|verdeck|visib|cachent|cacher|ocult|tapan|escond|nascond|zichtbaar|verberg|widoczn|zasłan|видн|закрыва|höhe|hauteur|altur|altezz|hoogte|wysokoś|высот|"
    # shade, fill
    r"schwarz|gefüllt|ausgemalt|geschwärzt|schattier|noir|coloriée?s|negr[oa]s|rellen[oa]s|ner[oei]\b|pien[oaie]|pret[oa]s|zwart|gevuld|czarn|zamalow|ч[её]рн|закраш|"
    # order, letters, zeros, trees, stars, tents, mines
    r"aufeinander|consécutif|consecutiv|opeenvolg|kolejn|последовательн|подряд|buchstab|lettre|letra|lettere|liter[ay]|букв|null|zéro|cero|nul\b|zero|нул|ноль|"
    r"baum|bäume|arbre|árbol|alber[oi]|árvore|boom\b|bomen|drzew|дерев|zelt|tent[eij]|tienda|tend[ae]\b|barraca|namiot|палат|stern|étoile|estrell|stell[ae]|estrel|ster\b|sterren|gwiazd|зв[её]зд|"
    r"min[ae]s?\b|mina\b|мин[ыа]?\b|königin|dame[ns]?\b|reina|regina|regine|rainha|koningin|hetman|królow|ферз|käfig|jaula|gabbi|gaiola|kooi|klatk|клетк|"
    # what may be
    r"ausnahme|exception|excepción|eccezion|exceção|uitzondering|wyjąt|исключ|gilt|gelten|vale[n]?\b|valgono|geldt|gelden|obowiązuj|действу|"
    # weights, counting, beginning
    r"gewicht|poids|peso[s]?\b|pes[oi]\b|wag[aięy]\b|вес[аы]?\b|gezählt|geteld|compt[eé]|cuenta[n]?\b|conta(?:no|m|ti|dos)\b|licz(?:one|ą)\b|считаю|beginn|begint|commenc|empiez|comienz|inizia|começa|zaczyna|начина|"
    # houses and clues
    r"wohn|nachbar|habit|vive|viv[eo]|abit[aoi]|mora|woon|mieszka|живёт|живет|живут|hinweis|indice|pista|indizi|dica|aanwijzing|wskazówk|подсказ"
)
_SIGNS = r"相邻|隣|接触|重复|重複|繰り返|攻击|攻撃|骑士|桂馬|可见|看到|看见|見え|高度|高さ|相同|不同|同じ|異な|连续|連続|连通|連結|黑|黒|涂|塗|字母|文字|零|树|木|帐篷|テント|星|雷|皇后|クイーン|笼|ケージ|重み|权重|例外|规则|ルール"
_RANGE = r"(?<![\d.,:/-])[01] ?(?:-|–|to|through|bis|à|a|al|até|t/m|tot(?: en met)?|do|до|по|到|至|〜|～|~|から|\.\.\.?) ?\d+(?![\d.,:/-]*\d)"
_LETTER = r"(?-i:(?<![^\W_])[A-HJ-Z])(?![^\W_])[^.?!\n|]{0,20}(?<!\d)\d(?!\d)"
"""A letter, and a digit behind it: what it stands for, or what its cage holds."""
SPEAKS = lazily(rf"(?<![^\W_])(?:{_STEMS})|{_SIGNS}|{_RANGE}|{_LETTER}", re.I)
"""Such a word, or a range of numbers that nobody took for the board's own."""
