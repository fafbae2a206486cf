"""Words that ask, common to all kinds: patterns that a kind and the router both need."""

from __future__ import annotations

import re

from solvers.text.patterns import lazily


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern that matches where any of these does, whatever the case."""
    return lazily("|".join(patterns), re.I)


REACHABLE = any_of(
    r"(?:^|[.!?:;,\n]\s*)(?:please\s+)?(?:(?:tell me|say|check|decide|determine|find out|state)\s+)?(?:if|"
    r"whether)\s+(?:it|this|the (?:maze|puzzle|sudoku|grid|goal|exit)|there)\b"
    r"[^.?!\n]{0,50}\b(?:solvable|solved|reachable|reached|a (?:path|way|route|solution)|(?:has|have) (?:a|"
    r"any) solutions?)\b",
    r"(?:^|[.!?:;,\n]\s*)(?:and |so |but )?(?:is|are|does|do|can|could)\s+(?:(?:it|this|that|there|the|my|one|i|you|"
    r"we|someone)\b)[^.?!\n]{0,60}"
    r"\b(?:solvable|be solved|reachable|be reached|possible to (?:solve|reach|get|escape)|have (?:a|"
    r"any) (?:valid )?solutions?|"
    r"(?:a|any) (?:\w+ )?(?:path|way|route|solution)\b|reach|escape|get (?:from|to|out))\b[^.!\n]{0,80}\?",
    r"(?:^|\n)\s*(?:solvable|possible|reachable)(?: or not)?\s*\?|\byes or no\b|"
    r"\banswer (?:with )?(?:only )?[\"']?yes[\"']?(?:/| or )[\"']?no\b",
    r"\b(?:lösbar|erreichbar)\b[^.!\n]{0,20}\?|\bgibt es (?:überhaupt )?(?:eine lösung|einen weg|"
    r"einen pfad)[^.!\n]{0,60}\?|"
    r"\b(?:kann man|lässt sich)[^.!\n]{0,50}(?:lösen|erreichen)\s*\?|\bhat (?:es|das|"
    r"dieses)[^.!\n]{0,30}\beine lösung\s*\?",
    r"\b(?:soluble|résoluble|faisable|solvable)\b[^.!\n]{0,20}\?|\by a-t-il (?:une solution|un chemin)[^.!\n]{0,60}\?|"
    r"\best-ce qu'(?:il y a|il existe) (?:une solution|un chemin)[^.!\n]{0,60}\?|\bexiste-t-il (?:une solution|"
    r"un chemin)[^.!\n]{0,60}\?|"
    r"\ba-t-(?:il|elle) une solution[^.!\n]{0,40}\?",
    r"¿\s*(?:tiene solución|hay (?:un |alg[úu]n )?(?:camino|solución)|es (?:posible|resoluble|soluble)|"
    r"se puede (?:resolver|llegar))[^.!\n]{0,60}\?|"
    r"\btiene (?:alguna )?solución\s*\?",
    r"\b(?:è|e') (?:risolvibile|possibile risolver\w*)[^.!\n]{0,30}\?|\b(?:esiste|c'è) (?:una soluzione|"
    r"un (?:percorso|cammino))[^.!\n]{0,60}\?|"
    r"\bha (?:una )?soluzione\s*\?",
    r"\b(?:é|e) (?:solúvel|possível (?:resolver|chegar))[^.!\n]{0,40}\?|\b(?:existe|há) (?:uma solução|"
    r"um caminho)[^.!\n]{0,60}\?|\btem solução\s*\?",
    r"\boplosbaar\b[^.!\n]{0,20}\?|\bis er een (?:oplossing|pad|weg)[^.!\n]{0,60}\?",
    r"(?:решаем\w*|разрешим\w*)[^.!\n]{0,20}\?|(?:есть|существует|имеет)(?: ли)? (?:\w+ )?(?:решение|путь|"
    r"проход)[^.!\n]{0,60}\?|можно ли (?:\w+ )?(?:решить|дойти|пройти|добраться)",
    r"有解吗|有解嗎|有没有解|有沒有解|是否有解|是否可解|可解吗|能否到达|能到达吗|是否有路|有没有路|有路吗|"
    r"是否存在(?:路径|解)",
    r"解(?:は|が)(?:ありますか|存在しますか|あるか)|解けるかどうか|到達できますか|道(?:は|が)ありますか|"
    r"たどり着けますか",
)
"""Is there a solution, a way, an answer at all?"""
