"""How the answer is to be written: wrapping, separators, tables, letters for digits, one line; a form that nobody can
give is said so, never dropped.

    layout("as CSV")            Layout("csv")
    layout("as one line of 81 digits")   Layout("line")
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from solvers.text.patterns import lazily


@dataclass(frozen=True, slots=True)
class Layout:
    """`name`: line, csv, html, latex, markdown, boxes, spaces, columns, letters, words, or "" for the user's own drawing."""

    name: str = ""
    lead: str = ""
    """Text to stand in front of it ("FINAL: ")."""
    blank: str = "."
    """The sign of an empty cell, where the puzzle itself is written out."""


_ONE = r"(?:a |one |un(?:a|e)? |ein(?:e|er)? |einzige[nr]? |single |in |auf |en |sur |su |em |op )*"
LAYOUTS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (name, lazily(pattern, re.I))
    for name, pattern in (
        ("csv", r"\b(?:(?:as|in|give (?:me )?(?:back )?|return|output|to|back) (?:a |the |result as )*)?csv\b(?: (?:format|file))?(?!:)|"
                r"\b(?:comma[- ]separated|kommagetrennt|séparés? par des virgules|separad\w+ por comas)\b(?: values)?"),
        ("html", r"\b(?:an? )?html[- ](?:table|tabelle)\b|\b(?:in|as) html\b|\btableau html\b|\btabla html\b"),
        ("latex", r"\b(?:an? )?latex(?:[- ](?:table|tabular|tabelle))?\b|\btabular\b"),
        ("markdown", r"\b(?:an? )?markdown(?:[- ]table)?\b|\bas a table\b|\bmarkdown-tabelle\b|\b(?:als )?tabelle in markdown\b|\b(?:as |in )?a? ?table in markdown\b"),
        ("line", rf"\b{_ONE}(?:line|string|row) of (?:all )?(?:the )?\d+ (?:digits|characters|numbers)\b|\b(?:in|on|as) (?:a|one) (?:single )?line\b"
                 r"|\b(?:one|a|single|in) (?:single )?(?:line|string),? (?:with )?(?:no|without(?: any)?) (?:spaces|blanks|separators)\b|\b\d+[- ](?:character|digit)s? (?:string|line)\b(?: (?:format|with (?:zeros|dots)))*|\bsingle string\b|"
                 r"\b(?:une (?:seule )?|en une (?:seule )?)ligne de \d+ chiffres\b(?:,? sans espaces?)?|\bals (?:eine|einzige)\w* zeile\b|\ben una sola línea\b|"
                 r"\bin una (?:sola )?riga\b|\d+文字の1行|(?:写成|排成|输出为|用|成|为|在)一行|一行(?:输出|写|显示|で)|1行で"),
        ("boxes", r"\b(?:draw|show|print|write)\b[^.?!\n]{0,20}\bwith (?:the )?box(?: lines|es| borders)?\b|\bwith box (?:lines|borders)\b|\bwith (?:the )?lines between (?:the )?(?:boxes|blocks)\b|\bmit linien zwischen den (?:blöcken|kästchen|boxen)\b|\bmit kästchenlinien\b"),
        ("packed", r"\b(?:(?:with )?(?:one|each|every) (?:row|line)(?: goes)? (?:per|on|to|in) (?:its own |a |one |each |a new |a separate )?(?:line|row)|row by row|line by line|eine (?:zeile|reihe) pro (?:zeile|reihe)|zeilenweise|zeile für zeile)"
                   r"(?:,| and| but|, and| und)? (?:with )?(?:no|without(?: any)?|ohne) (?:spaces|blanks|separators|gaps|leerzeichen|abstände)(?: between(?: the)?(?: digits| numbers| them)?)?\b|"
                   r"\b(?:solution|answer|grid|result|lösung|ergebnis|gitter),? (?:written |printed |but |und |aber )?(?:without(?: any)?|with no|ohne) (?:spaces|blanks|leerzeichen)\b"),
        ("spaces", r"\b(?:with )?(?:one|each|every) (?:row|line)(?: goes)? (?:per|on|to|in) (?:its own |a |one |each |a new |a separate )?(?:line|row)\b|\b(?:row by row|line by line)\b|\beine (?:zeile|reihe) pro (?:zeile|reihe)\b|\bzeilenweise\b|\bzeile für zeile\b|"
                   r"\b(?:put|with|use) (?:a |single )?spaces? between\b[^.;!\n]{0,40}(?:\bno lines\b)?|\bspace[- ]separated\b"),
        ("columns", r"\bcolumn by column\b|\bspaltenweise\b|\bspalte für spalte\b|\bcolonne par colonne\b|\bcolumna por columna\b"),
        ("letters", r"\b(?:write |use |put )?a (?:for|instead of|=) 1\b[^.?!\n]{0,60}|\bwith letters instead of (?:digits|numbers)\b"),
        ("words", r"\b(?:digits|numbers) as words\b(?: \([^)]*\))?|\bin words\b|\bspelled out\b|\bals wörter\b|\ben (?:toutes )?lettres\b"),
    )
)  # fmt: skip
EACH_LINE = lazily(
    r"\b(?:each|every one|one|1)(?: of them| solution| grid)? (?:on|in|per|to) (?:a |one |its own |single |separate )*lines?\b(?! of\b)|\b(?:one|a(?: single)?) line (?:each|per solution|for each(?: solution)?)\b|"
    r"\b(?:jede|eine)(?: lösung)? (?:pro|in (?:einer|eine)(?: eigenen?)?|je) zeile\b|\bune? (?:solution )?par ligne\b|\buna (?:solución )?por línea\b|\buna (?:soluzione )?per riga\b|\buma (?:solução )?por linha\b",
    re.I,
)
"""Of several solutions each in a line of its own."""
_LEAD = lazily(
    r"\b(?:last line|final line|reply|answer|response)\b[^.\n]{0,50}(?:must be|is|should be|be)(?: exactly)?:?\s*\n?\s*(?P<lead>[A-Z][A-Za-z ]{1,20}:)\s*"
    r"<?[^\n>]{0,60}>?", re.I,
)  # fmt: skip
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def layouts(words: str) -> list[tuple[Layout, tuple[int, int]]]:
    """Every layout that the words ask for, with its place."""
    found: list[tuple[Layout, tuple[int, int]]] = []
    lead = _LEAD.search(words)
    if lead is not None:
        found.append(
            (Layout("line" if re.search(r"no spaces|digits", lead.group()) else "", lead["lead"] + " "), lead.span())
        )
    for name, pattern in LAYOUTS:
        match = pattern.search(words)
        if match is not None and not any(match.start() < end and start < match.end() for _, (start, end) in found):
            found.append((Layout(name), match.span()))
    return found


def write(layout: Layout, rows: list[list[str]], box: tuple[int, int] | None) -> str | None:
    """Rows of signs in a layout; None where the layout does not go with them."""
    name = layout.name
    if name == "letters" or name == "words":
        if not all(sign.isdigit() for row in rows for sign in row):
            return None
        as_word = {str(n): word for n, word in enumerate(_WORDS)}
        signs = [[chr(64 + int(s)) if name == "letters" else as_word.get(s, s) for s in row] for row in rows]
        return "\n".join(" ".join(row) for row in signs)
    wide = any(len(sign) != 1 for row in rows for sign in row)
    writers: dict[str, Callable[[], str | None]] = {
        "line": lambda: (" " if wide else "").join(sign for row in rows for sign in row),
        "csv": lambda: "\n".join(",".join(row) for row in rows),
        "html": lambda: _html(rows),
        "latex": lambda: _latex(rows),
        "markdown": lambda: _markdown(rows),
        "packed": lambda: None if wide else "\n".join("".join(row) for row in rows),
        "spaces": lambda: "\n".join(" ".join(row) for row in rows),
        "columns": lambda: "\n".join(" ".join(row) for row in zip(*rows, strict=True)),
        "boxes": lambda: _boxed(rows, box) if box else None,
        "": lambda: "\n".join(" ".join(row) for row in rows),
    }
    body = writers[name]()
    return None if body is None else layout.lead + body


def _html(rows: list[list[str]]) -> str:
    lines = ["<table>", *("<tr>" + "".join(f"<td>{sign}</td>" for sign in row) + "</tr>" for row in rows), "</table>"]
    return "\n".join(lines)


def _latex(rows: list[list[str]]) -> str:
    lines = [r"\begin{tabular}{|" + "c|" * len(rows[0]) + "}", r"\hline"]
    lines += [" & ".join(row) + r" \\ \hline" for row in rows]
    return "\n".join([*lines, r"\end{tabular}"])


def _markdown(rows: list[list[str]]) -> str:
    head = "| " + " | ".join(f"c{c + 1}" for c in range(len(rows[0]))) + " |"
    rule = "|" + " --- |" * len(rows[0])
    return "\n".join([head, rule, *("| " + " | ".join(row) + " |" for row in rows)])


def _boxed(rows: list[list[str]], box: tuple[int, int]) -> str:
    """Rows with lines between the boxes."""
    width = max(len(sign) for row in rows for sign in row)
    across = box[1]
    lines: list[str] = []
    for r, row in enumerate(rows):
        parts = [" ".join(s.rjust(width) for s in row[c : c + across]) for c in range(0, len(row), across)]
        if r and r % box[0] == 0:
            lines.append("-+-".join("-" * len(part) for part in parts))
        lines.append(" | ".join(parts))
    return "\n".join(lines)
