"""The words in which an ordinary maze is told; a sentence of nothing else changes no rule."""

from __future__ import annotations

VOCABULARY = (
    r"mazes?|labyrinths?|grids?|maps?|paths?|routes?|ways?|shortest|valid|possible|walls?|open|free|empty|passages?|passable|"
    r"walkable|blocked|obstacles?|spaces?|floors?|corridors?|cells?|squares?|tiles?|starts?|starting|goals?|ends?|ending|"
    r"destination|target|exit|entrance|finish|legend|represents?|represented|denotes?|indicates?|marked|symbols?|characters?|"
    r"moves?|moving|movement|steps?|go|going|travel|navigate|reach(?:es|ing)?|get|through|up|down|left|right|horizontal(?:ly)?|"
    r"vertical(?:ly)?|directions?|four|adjacent|time|minimum|number|find|solve|answer|length|traverse|allowed|cross|pass|"
    r"enter|player|game|task|puzzle|position|point|row|rows|column|columns|line|lines|text|consists?|contains?|below|s|g|e|b|o|x|"
    r"rectangular|dimensional|ascii|matrix|surrounded|bounded|outside|boundaries|bounds|diagonal(?:ly)?"
)
DENIES = (
    r"\b(?:can|may|also|allowed)\b(?! not)(?:(?!\b(?:not?|never|without|but)\b)[^.\n])*\bdiagonal|\bdiagonal\w*\b(?:(?!\bnot?\b|n't|\bnever\b)[^.\n])*\b(?:allowed|possible|too|also)|\bthrough (?:the )?"
    r"walls?|\bcross (?:the )?(?:wall|edge|bound)|\ball (?:the )?(?:cells|squares|paths|ways|routes)|\bevery (?:cell|square)|"
    r"\b(?:row|column)s? \d|\b(?:first|second|third|last|next|every other) (?:move|step|direction)s?\b|\bwithout (?:moving|going)|\bnot? (?:\w+ to )?(?:allowed|enter|pass|move|go|start|begin|step|turn|walk|head)\b[^.\n]*\b(?:up|down|left|right|row|column)|"
    r"^(?![^.\n]*diagonal)[^.\n]*\b(?:up|down|left|right|horizontal\w*|vertical\w*)\b[^.\n]*\b(?:not|never|cannot|no)\b"
)
