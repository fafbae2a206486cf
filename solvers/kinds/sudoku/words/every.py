"""Words of rules of sudokus: signs and names that are the same everywhere."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "range": (
        r"\d{1,2} ?(?:-|–|—|~|〜|～|\.\.\.?|…|bis|to|through|thru|à|a|al|ao|até|hasta|t/m|tot(?: en met)?|до|по|"
        r"到|至|から) ?\d{1,2}(?:まで)?"
    ),
    "number": r"\d{1,4}",
    "is": "=|==|:=",
    "plus": r"\+",
    "cage": "cages?|käfige?n?|jaulas?|gabbi[ae]|gaiolas?|kooi(?:en)?|клетк[аи] с суммой|笼子?|籠|ケージ",
    "less": "<",
    "more": ">",
    "size": r"\d{1,2} ?[x×*х] ?\d{1,2}(?:-?(?:er|s))?",
    "sudoku": "s[uo0]{1,2}[ -]?d+[ou0]{1,2}[kc]+[ou0]s?|sudokurätsel|судоку|数独|數獨|ナンプレ",
    "x": (
        r"sudoku-?\s?x|x-?\s?sudokus?|x-?sudoku's|sudokus? en x|sudoku in x|diagonal(?:e[nrs]?|en)?[- ]?sudokus?|"
        r"sudokus? (?:diagonal(?:e|es|is)?)|diagonaal[- ]?sudoku|диагональн\w+ судоку|对角线数独|對角線數獨|"
        "対角線(?:数独|ナンプレ)"
    ),
    "windoku": r"windoku|hyper-?\s?sudokus?|sudokus? hyper|nrc[- ]sudoku|超级数独|ハイパーナンプレ|гипер-?судоку",
    "antiknight": (
        r"anti-?\s?(?:knight|caballo|cavalier|springer|cavallo|cavalo|paard)s?|антиконь|无马|無馬|"
        r"アンチナイト"
    ),
    "antiking": r"anti-?\s?(?:king|rey|roi|könig|re|rei|koning)s?|no-?touch|antikönig|антикороль|无缘|アンチキング",
    "nonconsecutive": r"non-?\s?consecutive sudokus?|nonconsecutive|sudokus? non-?consecutive|нек?онсекутивн\w+",
    "disjoint": "disjoint(?:ed)?[- ]?(?:groups?|boxes)?|disjunkte gruppen|groupes disjoints|grupos disjuntos",
    "jigsaw": "jigsaw|nonomino|squiggly|irregular sudokus?|puzzle-?sudoku|锯齿数独|鋸齒數獨|不规则数独|ジグソー",
    "latin": (
        r"latin[- ]?(?:squares?|type)(?: grid)?|lateinisch\w* quadrat\w*|carrés? latins?|cuadrados? latinos?|"
        r"quadrat[oi] latin[oi]|quadrados? latinos?|latijns\w* vierkant\w*|латинск\w+ квадрат\w*|拉丁方(?:阵|陣)?|"
        "ラテン方(?:陣|格)"
    ),
    "killer": "killer|sumdoku|杀手|殺手|キラー|киллер",
    "other": (
        r"thermo\w*|arrows?|kropki|sandwich|whispers?|renban|palindromes?|skyscrapers?|samurai|kenken|calcudoku|"
        "mathdoku|little killer|xv|x-?sums?|quadruple|clone|between lines?|fog|toroidal|wordoku|futoshiki|kakuro|"
        "futoshiki|greater[- ]than|größer[- ]als|consecutive sudoku|even[-/ ]odd|odd[-/ ]even|color sudoku|"
        "colour sudoku"
    ),
}
"""Concept -> the words that stand for it, as a regular expression."""
