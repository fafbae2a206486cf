"""Sudokus with more or other rules, told by the words around the grid: declined, not answered wrongly.

A named variant counts if the name stands with the word sudoku ("killer sudoku", "Sudoku X"); a rule counts if it is
stated ("both diagonals must contain 1-9"). Mentions that are negated ("not a killer", "no diagonal rule") or that
speak of something else ("I usually play killer sudoku") do not count, nor does a story far from the grid.
"""

from __future__ import annotations

import re

from solvers.text.patterns import lazily

REACH = 2000
"""Characters before and after the grid in which rules are looked for."""

_SUDOKU = r"(?:sud[oa]k[uo]|数独|數獨|ナンプレ|судоку)"
_NAMES = {
    "diagonals count too": r"diagonal|x|sudoku-x|diagonale[ns]?|diagonales|диагональн\w+|对角线|對角線|対角線",
    "cages with sums": r"killer|sumdoku|sum|cage[ds]?|杀手|殺手|キラー",
    "thermometers": r"thermo(?:meter)?s?|温度计|サーモ",
    "arrows": r"arrow|pfeil",
    "a chess piece's moves": r"anti-?\s?knights?|anti-?\s?kings?|chess|knight'?s?[- ]move|springer",
    "irregular regions": r"jigsaw|irregular|nonomino|squiggly|geometr\w+|chaos|puzzle-?sudoku|stern|锯齿|鋸齒|不规则",
    "no boxes": r"latin[- ]square|box-?less|no-?box",
    "extra regions": r"hyper|windoku|window|nrc|extra[- ]regions?|argyle|center[- ]?dot|girandola|asterisk|"
    r"color|colour|disjoint(?:[- ]groups?)?",
    "several overlapping grids": r"samurai|gattai|overlapping|butterfly|twin|武士",
    "greater-than signs": r"greater[- ]?than|inequality|vergleichs|unequal|compdoku|futoshiki",
    "even and odd cells": r"even[-/ ]?(?:and |or )?odd|odd[-/ ]?(?:and |or )?even|parity|奇偶",
    "dots between cells": r"kropki|consecutive|non-?consecutive|xv|renban|whispers?|german whispers?|palindrome|"
    r"sandwich|skyscraper|"
    r"little[- ]killer|quadruple|battenburg|clone|between[- ]lines?|region sum|entropic|zipper|fog",
    "arithmetic": r"kenken|calcudoku|mathdoku|calc|product|multiplication",
    "three dimensions": r"3-?d|cube|toroidal|torus",
}  # fmt: skip
_NAMED = tuple(
    (
        why,
        lazily(
            rf"(?<![^\W_])(?:{words})\b(?:[- ]+(?:\w+[- ]+)?)?{_SUDOKU}|"
            rf"{_SUDOKU}s?[- ]*(?:[(:,]\s*|with\s+|-\s*)?(?:{words})(?![^\W_])",
            re.I,
        ),
    )
    for why, words in _NAMES.items()
)
_RULES = tuple(
    (why, lazily(pattern, re.I))
    for why, pattern in (
        (
            "diagonals count too",
            r"\bdiagonal(?:s|e|en|es|i|ly)?\b[^.\n]{0,80}\b(?:conten\w*|contain\w*|unique|once|repeat\w*|distinct|"
            r"different|"
            r"digits?|numbers?|"
            r"1\s?(?:-|–|to|through)\s?\d|enth\w+|ziffern?|zahlen|chiffres?|cifras|números|numeri|cifre|cijfers)\b|"
            r"\b(?:each|every|both|two|all|main|also|and|as well as|plus|including|beide\w*|deux|ambas|dos|entrambe|"
            r"duas|обе\w*)\s+(?:the |of the |main |long |major |two |den |der |les |las |le |as )*"
            r"diagonal(?:s|e|en|es|i)?\b|\bdiagonais\b|диагонал\w+|对角线|對角線|対角線",
        ),
        ("diagonals count too", r"\bx-?sudoku\b|\bsudoku-?\s?x\b(?![^\W\d_])"),
        (
            "cages with sums",
            r"\bcages?\b|\bdotted (?:lines?|regions?|areas?)\b|\bkäfig\w*|\bsums? (?:of|to|"
            r"up)\b[^.\n]{0,40}\b(?:region|area|group|cells|clue|corner)",
        ),
        ("thermometers", r"\bthermomet\w+|\bbulb\b"),
        ("arrows", r"\b(?:along|on|of) (?:an?|the|each|every) arrows?\b|\barrows?'? (?:sum|head|shaft|circle)"),
        (
            "a chess piece's moves",
            r"\b(?:knight|king|queen)'?s?[- ](?:move|apart|step|distance)|\banti-?\s?(?:knight|king|queen)",
        ),
        (
            "irregular regions",
            r"\birregular(?:ly)?[- ](?:shaped|region|box|block|area)\w*|\bjigsaw\b|\bregions? (?:is|"
            r"are) (?:irregular|given|shown|marked|defined)|"
            r"\bnonomino|\bunregelmäßig|\birrégul\w+|\birregolar\w+",
        ),
        (
            "no boxes",
            r"\b(?:no|without|ignor\w+|drop\w*|forget|skip|except|minus|not)\b(?: (?:the|any|its|using|for|need|of|"
            r"check\w*|about|consider\w*))* (?:\d ?x ?\d )?(?:sub-?)?"
            r"(?:box(?:es)?|blocks?|regions?|subgrids?|sub-grids?)(?:es)?(?: (?:rule|constraint|condition|"
            r"restriction)s?)?\b|"
            r"\b(?:box|block|subgrid|region)(?:es|s)?(?: (?:rule|constraint)s?)? (?:is|are|do|does) ?(?:not|"
            r"n't) (?:apply|count|matter|used|required|needed|considered)|"
            r"\b(?:box(?:es)?|blocks?|regions?|subgrids?) (?:don't|doesn't|do not|does not) (?:apply|count|matter)|"
            r"\blatin square|\blateinische\w* quadrat|\bcarré latin|\bcuadrado latino|\bquadrato latino|"
            r"\bquadrado latino|латинск\w+ квадрат|拉丁方|ラテン方(?:陣|格)|"
            r"\b(?:only|just) (?:the )?rows? and (?:the )?columns?\b|\bohne (?:die )?(?:blöcke|kästchen|boxen|3x3)|"
            r"\bsans (?:les )?(?:blocs|régions|carrés|boîtes)|"
            r"\bsin (?:las |los )?(?:cajas|bloques|regiones|cuadros)|\bsenza (?:i |le )?(?:riquadri|blocchi|"
            r"regioni)|\bsem (?:os |as )?(?:blocos|regiões|caixas)|"
            r"\bzonder (?:de )?(?:blokken|vakken)|без (?:блоков|квадратов|районов)|(?:没有|不分|无|無|沒有)宫|"
            r"ブロック(?:なし|は無視)",
        ),
        ("extra regions",
            r"\bwindoku\b|\b(?:extra|additional|four shaded|grey|gray|shaded|coloured|colored) "
            r"(?:3 ?x ?3 )?(?:regions?|box(?:es)?|areas?|squares)\b"),
        ("several overlapping grids", r"\bsamurai\b|\boverlapping (?:grids|sudokus)|\bfive grids\b"),
        (
            "greater-than signs",
            r"\bgreater[- ]than\b|\bless[- ]than\b|\binequalit(?:y|ies)\b|größer[- ]als|\bfutoshiki\b|\bunequal\b",
        ),
        (
            "even and odd cells",
            r"\b(?:cells?|squares?|circles?|marked|shaded|gr[ae]y)\b[^.\n]{0,40}\b(?:even|odd)\b|\b(?:even|"
            r"odd) (?:digits?|numbers?|cells?|squares?)\b|\bparity\b",
        ),
        (
            "dots between cells",
            r"\bkropki\b|\b(?:white|black) dots?\b|\bconsecutive (?:digits?|numbers?|values)\b|\b(?:adjacent|"
            r"neighbou?ring) (?:cells|digits|squares)\b[^.\n]{0,60}"
            r"\b(?:differ|consecutive|sum|add|ratio|double)|\bpalindrom|\brenban\b|\bwhispers?\b|\bsandwich(?:ed)?\b",
        ),
        ("arithmetic",
            r"\bkenken\b|\bcalcudoku\b|\bsky ?s?crapers?\b|\bvisibility clues?\b|\bkakuro\b|\bfutoshiki\b|"
            r"\bbinairo\b|\bhitori\b|\bsurvo\b|\bmagic square\b|\bkakur[ao]\w*|"
            r"\bsums? of (?:each|every|the) (?:row|column)"),
        ("diagonals count too", r"\b(?:haupt|neben)diagonale?n?\b"),
        (
            "extra regions",
            r"\bcent(?:er|re|ral) (?:cells|squares) of (?:all|the|each|every)\b|"
            r"\b(?:same|equal) colou?rs?\b|\bmism[oa] color\b|\bmême couleur\b|\bgleiche[rn]? farbe\b",
        ),
        ("other digits", r"\b(?:digits?|numbers?) (?:from )?(?:0 ?(?:-|–|to|through) ?8|zero to eight)\b"),
        (
            "clues changed in words",
            r"\b(?:set|change|replace|make) (?:the \w+ in |cell )?r\d{1,2}c\d{1,2}\b|"
            r"\b(?:ignore|remove|delete|drop) (?:the|that|this) (?:clue|given|digit) (?:in|at) \w",
        ),
        ("letters instead of digits", r"\bwordoku\b|\bletter sudoku\b"),
        ("three dimensions", r"\btoroidal\b|\bwraps? around\b"),
    )
)  # fmt: skip
_NEGATED = lazily(
    r"(?:\b(?:no|not|never|without|neither|nor|none|isn'?t|aren'?t|ain'?t|doesn'?t|don'?t|unlike|instead of|"
    r"rather than|other than|"
    r"kein\w*|nicht|ohne|pas|sans|sin|ningun\w*|non|senza|sem|nem|niet|geen|zonder|не|нет|без)\b|不是|没有|沒有|非|不)"
    r"[^.;\n]{0,28}$|\b(?:usually|normally|often|love|loves|liked?|prefer|enjoy|hate|used to|yesterday|last (?:week|"
    r"time|month)|besides|after)\b[^.\n]{0,30}$",
    re.I,
)
_NEGATED_AFTER = lazily(
    r"^[^.;,\n]{0,24}(?:\b(?:not|never|cannot)|n't)(?: \w+)? (?:matter|count|apply|used?|need\w*|requir\w*|relevant|"
    r"constrain\w*|"
    r"consider\w*|includ\w*|important|check\w*|involved|part|a (?:rule|constraint))\b|"
    r"^[^.;,\n]{0,16}\b(?:irrelevant|play no role)|"
    r"^[^.;,\n]{0,16}\b(?:zähl\w* nicht|gelten nicht|compt\w+ pas|no cuentan|non contano|não contam|tellen niet)|"
    r"^[^.;,\n]{0,16}не (?:учит|счит|важн|имеют|нуж)|^[^.;,\n]{0,16}(?:ではなく|ではない|じゃない|不要求|不算|不用)",
    re.I,
)


_DOUBLE_NEGATION = lazily(r"\b(?:do not|don'?t|never|without)\s*$", re.I)


def variant(text: str, start: int, end: int) -> str | None:
    """Why the sudoku at text[start:end] is no plain one, or None."""
    before, after = text[max(0, start - REACH) : start], text[end : end + REACH]
    for words in (before, after):
        for why, pattern in _NAMED + _RULES:
            self_negating = why == "no boxes"
            for match in pattern.finditer(words):
                left = words[max(0, match.start() - 60) : match.start()]
                right = words[match.end() : match.end() + 40]
                if self_negating and not match.group().lower().startswith(("latin", "only", "just")):
                    if not _DOUBLE_NEGATION.search(left):
                        return why
                    continue
                if not _NEGATED.search(left) and not _NEGATED_AFTER.match(right):
                    return why
    return None
