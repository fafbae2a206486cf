"""The corners of a grid in words, in eleven languages."""

from __future__ import annotations

import re

CORNERS: tuple[tuple[tuple[int, int], str], ...] = (
    ((0, 0), r"(?:top|upper)[- ]left|left[- ](?:top|upper)|oben links|links oben|linke\w* obere\w*|obere\w* linke\w*|(?:en )?haut (?:et )?à gauche|supérieure?s? gauche|"
             r"superior izquierd[oa]|arriba a la izquierda|in alto a sinistra|superiore sinistr[oa]|superior esquerd[oa]|(?:em )?cima à esquerda|"
             r"linksboven|левый верхний|верхний левый|левом верхнем|верхнем левом|слева вверху|вверху слева|lewy górny|lewym górnym|左上"),
    ((0, -1), r"(?:top|upper)[- ]right|right[- ](?:top|upper)|oben rechts|rechts oben|rechte\w* obere\w*|obere\w* rechte\w*|(?:en )?haut (?:et )?à droite|supérieure?s? droite?|"
              r"superior derech[oa]|arriba a la derecha|in alto a destra|superiore destr[oa]|superior direit[oa]|(?:em )?cima à direita|"
              r"rechtsboven|правый верхний|верхний правый|правом верхнем|верхнем правом|справа вверху|вверху справа|prawy górny|prawym górnym|右上"),
    ((-1, 0), r"(?:bottom|lower)[- ]left|left[- ](?:bottom|lower)|unten links|links unten|linke\w* untere\w*|untere\w* linke\w*|(?:en )?bas (?:et )?à gauche|inférieure?s? gauche|"
              r"inferior izquierd[oa]|abajo a la izquierda|in basso a sinistra|inferiore sinistr[oa]|inferior esquerd[oa]|(?:em )?baixo à esquerda|"
              r"linksonder|левый нижний|нижний левый|левом нижнем|нижнем левом|слева внизу|внизу слева|lewy dolny|lewym dolnym|左下"),
    ((-1, -1), r"(?:bottom|lower)[- ]right|right[- ](?:bottom|lower)|unten rechts|rechts unten|rechte\w* untere\w*|untere\w* rechte\w*|(?:en )?bas (?:et )?à droite|inférieure?s? droite?|"
               r"inferior derech[oa]|abajo a la derecha|in basso a destra|inferiore destr[oa]|inferior direit[oa]|(?:em )?baixo à direita|"
               r"rechtsonder|правый нижний|нижний правый|правом нижнем|нижнем правом|справа внизу|внизу справа|prawy dolny|prawym dolnym|右下"),
)  # fmt: skip
"""((row, column) with -1 for the last, alternatives of a pattern)."""

ANY_CORNER = re.compile("|".join(rf"(?P<c{i}>{words})" for i, (_, words) in enumerate(CORNERS)), re.I)


def corner_of(match: re.Match[str]) -> tuple[int, int]:
    """The corner that a match of `ANY_CORNER` names."""
    return next(place for i, (place, _) in enumerate(CORNERS) if match[f"c{i}"])
