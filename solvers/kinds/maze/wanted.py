"""What form of answer the words around a maze ask for, and how it is to be written.

`wanted_form` names the form; `style` reads the details off the user's own example: the words for the four directions,
what stands between them, brackets and tags around, and the phrase for "there is no path".
"""

from __future__ import annotations

import re

from solvers.text.patterns import lazily

_RULES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (form, lazily(pattern, re.I))
    for form, pattern in (
        (
            "coordinates",
            r"\b(?:sequence|list|series|path|array)\s+of\s+(?:the\s+)?(?:\(\w+, ?\w+\)\s+)?(?:coordinates?|"
            r"positions|cells|"
            r"points|tuples|pairs)|\bcoordinates\s+of\s+(?:the|each|every)\s+(?:path|cell|step|route)|"
            r"\b(?:as|in|using|give|list|with)\s+(?:the\s+)?(?:\w+\s+)?coordinates\b",
        ),
        (
            "steps",
            r"\b(?:minimum|minimal|fewest|smallest|least|total)\s+(?:number|count|amount)?\s*(?:of\s+)?(?:steps|"
            r"moves)|"
            r"\bhow\s+many\s+(?:steps|moves|cells)|\b(?:number|count)\s+of\s+(?:steps|moves)|"
            r"\b(?:length|distance)\s+of\s+the\s+(?:shortest\s+)?(?:path|route|way)|"
            r"\bhow\s+long\s+is\s+the\s+(?:shortest|path)",
        ),
        (
            "directions",
            r"\b(?:sequence|list|series)\s+of\s+(?:the\s+)?directions|\bdirections\s+(?:to|that|from)\b|"
            r"\b(?:give|tell|list|output|write|provide)\b[^.\n]{0,30}\bdirections\b|\bconsecutive\s+steps\b",
        ),
        (
            "moves",
            r"\b(?:sequence|list|series|string)\s+of\s+(?:the\s+)?(?:moves|steps|movements)|\bUDLR\b|\bLRUD\b|"
            r"\bNSEW\b|"
            r"\bU\W{1,3}D\W{1,3}L\W{1,3}(?:and |or )?R\b|\b(?:which|what)\s+moves\b|\b(?:as|give|list|output|"
            r"write)\b[^.\n]{0,25}"
            r"\bmoves\b",
        ),
        (
            "yes_no",
            r"\bis\s+(?:it|this|the\s+maze|this\s+maze)\s+(?:possible|solvable)|\bis\s+there\s+(?:a|any)\s+(?:path|"
            r"way|route)|"
            r"\bcan\s+(?:you|one|i|we|the\s+\w+)\s+(?:reach|get|escape)|\b(?:yes|no)\s+or\s+(?:yes|no)\b|"
            r"\bsolvable\s*\?|"
            r"\bdoes\s+(?:a|any)\s+(?:path|way|route)\s+exist",
        ),
        (
            "path",
            r"\b(?:draw|mark|show|trace|highlight|print)\b[^.\n]{0,40}\b(?:path|route|way|solution|solved)",
        ),
    )
)
_ONLY = lazily(
    r"\bonly\s+(?:the\s+|with\s+|a\s+|return\s+|give\s+|output\s+)*(?:number|answer|sequence|moves|path|directions|"
    r"steps|integer|"
    r"list|coordinates|result|yes)|\b(?:give|return|output|respond|reply|answer)\w*\s+(?:with\s+)?only\b|"
    r"\bnothing else\b|"
    r"\bno\s+(?:other|additional|extra)\s+(?:text|words)|\bno\s+explanation|\banything else\b|"
    r"\bexactly this format\b|"
    r"\byour output should be\b|\boutput your answer within\b|\bjust\s+(?:the\s+)?(?:number|answer|moves|path)",
    re.I,
)
_WORD_SETS: tuple[tuple[str, ...], ...] = (("up", "down", "left", "right"), ("north", "south", "west", "east"))
_STEP = r"(?:up|down|left|right|north|south|east|west)"
_RUN = lazily(
    rf"(?P<before>(?:\b\w+:[ \t]*)?\[?)(?P<run>[\"']?\b{_STEP}\b[\"']?(?P<gap>[ \t]*(?:,|;|->|→|-|\|)[ \t]*|"
    rf"[ \t]+)[\"']?{_STEP}\b"
    rf"[\"']?(?:(?P=gap)[\"']?{_STEP}\b[\"']?)*)(?P<after>\]?)",
    re.I,
)
_SINGLE = lazily(rf"(?P<before>\b\w+:[ \t]*\[)[\"']?{_STEP}[\"']?\]", re.I)
_LIKE = lazily(
    r"(?:e\.g\.|for example|example|format|such as|like|as follows|\bas)[^a-z]{0,12}(?:solution:?\s*)?$", re.I
)
_LETTERS = lazily(
    r"\bUDLR\b|\bLRUD\b|\bU\W{1,3}D\W{1,3}L\W{1,3}(?:and |or )?R\b|\bL\W{1,3}R\W{1,3}U\W{1,3}(?:and |or )?D\b"
)
_COMPASS = lazily(
    r"\bNSEW\b|\bN\W{1,3}S\W{1,3}[EW]\W{1,3}(?:and |or )?[EW]\b|\bN\W{1,3}E\W{1,3}S\W{1,3}(?:and |or )?W\b"
)
_LETTER_RUN = lazily(r"\b([UDLR])(, ?| |-|->)[UDLR](?:\2[UDLR])+\b")
_PAIRS = lazily(
    r"(?P<open>[(\[])\d+(?P<comma>, ?)\d+(?P<close>[)\]])(?P<gap>\s*(?:->|→|,|;|=>)\s*|[ \t]+)[(\[]\d+, ?\d+[)\]]"
)
_NO_PATH = lazily(
    r"\b(?:if|when|should|in case)\b[^.\n]{0,60}\b(?:no|not|cannot|can't|impossible|unreachable|unsolvable|isn't|"
    r"doesn't)\b"
    r"[^\n\"`“]{0,80}?(?:[\"“`](?P<quoted>[^\"”`\n]{1,80})[\"”`]|:\s*\n\s*```[^\n]*\n(?P<block>[^\n]{1,80})\n\s*```|"
    r"(?:return|output|print|write|answer|respond with)\s+'?(?P<bare>-1|none|null|no path|impossible|infeasible)\b)",
    re.I,
)
_TAG = lazily(
    r"<(answer|solution|result|final_answer)>[^<\n]{0,60}</\1>|\b(?:in|inside|within|between)\s+<(\w+)>", re.I
)
_JSON_KEY = lazily(r"[\"'](steps|path|moves|directions|solution|answer)[\"']\s*:\s*([\"\[])", re.I)


def wanted_form(text: str) -> tuple[str, bool] | None:
    """The form asked for and whether only the bare value may be given; None where the text does not say."""
    found = [(match.start(), form) for form, rule in _RULES if (match := rule.search(text))]
    if not found:
        return None
    forms = [form for _, form in found]
    # A question about a number or a format outranks the sentence that merely tells the story of the moves.
    order = ("steps", "coordinates", "directions", "moves", "yes_no", "path")
    form = min(forms, key=order.index)
    if (
        form == "steps"
        and len(forms) > 1
        and not re.search(r"\bhow many\b|\bwhat is the\b|\bnumber of steps as\b", text, re.I)
    ):
        form = min((f for f in forms if f != "steps"), key=order.index)
    if form == "moves" and style(text).get("words", "U").split(",")[0].lower() in ("up", "north"):
        form = "directions"
    return form, _ONLY.search(text) is not None


def _cased(words: tuple[str, ...], like: str) -> str:
    word = like.strip("\"'")
    change = str.upper if word.isupper() else str.capitalize if word[:1].isupper() else str.lower
    return ",".join(change(w) for w in words)


def _step_style(text: str) -> dict[str, str]:
    """Words, separator and brackets of an example such as "right right down" or "Solution: [up,up,left]"."""
    best: tuple[int, re.Match[str]] | None = None
    for match in _RUN.finditer(text):
        steps = [word.lower() for word in re.findall(_STEP, match["run"], re.I)]
        lead = text[max(0, match.start() - 40) : match.start()]
        repeated = len(set(steps)) < len(steps)
        quoted = lead[-1:] in "\"'`" and lead != ""
        score = 3 * repeated + 2 * bool(_LIKE.search(lead)) + 2 * (":" in match["before"]) + quoted - (len(steps) == 4)
        if best is None or score > best[0]:
            best = (score, match)
    found: dict[str, str] = {}
    if best is None:
        single = _SINGLE.search(text)
        return {"before": single["before"], "after": "]", "separator": ","} if single else found
    score, match = best
    first = re.findall(_STEP, match["run"], re.I)[0]
    words = next(names for names in _WORD_SETS if first.lower() in names)
    found["words"] = _cased(words, first)
    if score >= 2:
        gap = match["gap"]
        found["separator"] = " " if gap.isspace() else gap
        if match["before"].endswith("[") and match["after"]:
            found["before"], found["after"] = match["before"], "]"
    return found


def style(text: str) -> dict[str, str]:
    """Notation for the answer, read off the user's words: see the keys in `answer.written`."""
    found: dict[str, str] = {}
    if _LETTERS.search(text):
        found["words"] = "U,D,L,R"
    elif _COMPASS.search(text):
        found["words"] = "N,S,W,E"
    steps = _step_style(text)
    letters = _LETTER_RUN.search(text)
    if letters and "words" in found:
        found["separator"] = letters[2]
    else:
        found = {**steps, **found} if "words" in found else steps
    pairs = _PAIRS.search(text)
    wanted = [form for form, rule in _RULES if rule.search(text)]
    if pairs and "coordinates" in wanted:
        found["pair"] = f"{pairs['open']}%d{pairs['comma']}%d{pairs['close']}"
        found["separator"] = pairs["gap"] if pairs["gap"].strip() else " "
        found.pop("before", None)
    tag = _TAG.search(text)
    key = _JSON_KEY.search(text) if re.search(r"\bjson\b", text, re.I) else None
    if key:
        found["before"] = "{" + f'"{key[1]}": ' + ('"' if key[2] == '"' else "")
        found["after"] = ('"' if key[2] == '"' else "") + "}"
        if key[2] == "[":
            found["json"] = "list"
    elif tag:
        name = tag[1] or tag[2]
        found["before"], found["after"] = f"<{name}>" + found.get("before", ""), found.get("after", "") + f"</{name}>"
    elif re.search(r"\b(?:within|in|inside)\s+a\s+code\s+block", text, re.I):
        found["before"], found["after"] = "```\n", "\n```"
    elif "\\boxed" in text:
        found["before"], found["after"] = "\\boxed{", "}"
    # The phrase for "no path": a sentence with the very words beats one that only describes them.
    told = [m["block"] or m["quoted"] or m["bare"] for m in _NO_PATH.finditer(text)]
    if told:
        found["no_path"] = told[-1].strip()
    return found
