"""Words of rules of sudokus: English."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "row": "rows?",
    "column": "columns?|cols?",
    "box": "(?:(?:sub-?)?(?:box(?:es)?|blocks?|regions?|grids?)|sub ?squares?|nonets?)",
    "diagonal": "diagonals?|diagonal lines?",
    "anydiagonal": "(?:any|all|short|broken) diagonals?",
    "cell": "cells?|squares?|fields?|places?|positions?",
    "digit": "digits?|numbers?|values?|symbols?|letters?",
    "different": "different|distinct|unique|(?:exactly |only |just )?once(?: each)?|differ|each (?:used )?once",
    "repeat": r"repeat(?:s|ed|ing)?|repetitions?|duplicat\w+|twice|(?:more than|>) ?once|recur|the same twice",
    "counts": "count|counts|apply|applies|matter|matters|valid|constraints?|rules?|correct|as well|hold",
    "notcounts": (
        "(?:do(?:es)?(?: not|n't)|are not|aren't|is not|isn't|need not|don't) (?:count|matter|apply|be used)|"
        "irrelevant|(?:just|only|mere(?:ly)?) (?:a )?decorations?|do(?:es)? not have to be|don't have to be|"
        "ignored|decorative"
    ),
    "not": (
        "not|no|never|without|n't|cannot|can't|can not|nor|neither|mustn't|isn't|aren't|don't|doesn't|other than|"
        "free of|lacks?|ignor(?:e|es|ing)|forget|skip|drop|disregard"
    ),
    "must": "must|have to|has to|shall|should|needs? to|are to|is to|has got to|required to|may|can|might",
    "same": "same|equal|identical|like",
    "touch": (
        "touch(?:es|ing)?|adjacent|next to|neighbou?rs?|neighbou?ring|side by side|share (?:an? )?(?:edge|side|"
        "corner)s?(?: or (?:an? )?(?:corner|edge))?|beside"
    ),
    "orthogonal": "orthogonal(?:ly)?|horizontal(?:ly)?|vertical(?:ly)?|edge",
    "diagonally": (
        "diagonally|not even (?:diagonally|at (?:a|the) corners?)|even (?:diagonally|at (?:a|the) corners?)|"
        "(?:at|by|on) (?:a|the) corners?|including diagonally|corner to corner|king'?s?[- ](?:move|"
        "step)s?(?: apart| away)?|(?:chess )?kings?"
    ),
    "knight": "(?:chess )?knight'?s?[- ](?:move|jump|step|distance|hop)s?(?: apart| away)?|(?:chess )?knights?",
    "consecutive": "consecutive(?: (?:digits?|numbers?|values?))?|by (?:exactly )?(?:1|one)",
    "even": (
        r"even (?:digits?|numbers?|values?|cells?)|(?<=be )even|(?<=are )even|(?<=only )even|"
        r"(?<=hold )even|"
        r"even(?=\s*(?:[.!;,:]|and\b|$))"
    ),
    "odd": (
        r"odd (?:digits?|numbers?|values?|cells?)|(?<=be )odd|(?<=are )odd|(?<=only )odd|(?<=hold )odd|"
        r"odd(?=\s*(?:[.!;,:]|and\b|$))"
    ),
    "parity": "parity",
    "corners": "(?:all )?(?:the )?(?:four )?corner(?:s| cells| squares)",
    "centre": "(?:the )?(?:cent(?:er|re|ral)|middle)(?:most)?(?: cells?| squares?)?(?: of the (?:grid|sudoku|puzzle))?",
    "centres": (
        "(?:the )?(?:(?:cent(?:er|re|ral)|middle)(?: cells?| squares?)?|cent(?:er|re)s) (?:of|in) (?:all|each|every|"
        "the)(?: nine)? (?:3 ?x ?3 )?(?:box(?:es)?|blocks?)"
    ),
    "samepos": "same (?:relative )?(?:position|place)s?(?: (?:within|in|of))?|corresponding (?:position|cell)s?",
    "sum": "sums?(?: (?:up )?(?:to|of|is))?|adds?(?: up)? to|total(?:s|ling)?(?: of)?|adding up to",
    "is": "is|are|equals|equal to|be|contains?|contain|holds?|hold|has|have|=",
    "colour": "colou?r(?:s|ed)?|shaded|gr[ae]y|blue|red|green|yellow|marked|circled?|windows?|pink|orange",
    "less": "(?:less|smaller|lower) than",
    "more": "(?:greater|larger|higher|bigger|more) than",
    "only": "only|just|exclusively",
    "both": "both|two|main|long(?:est)?|major|big|leading|large",
    "anti": "anti-?diagonals?|(?:minor|secondary|other) diagonals?",
    "high": "rows? (?:high|tall|deep)|rows?|high|tall",
    "wide": "columns? (?:wide|across)|columns?|wide|across",
    "ask": (
        "what|which|give|tell|print|output|respond|answer(?:s|ed)?|show|return|write|format(?:ted)?|"
        "separated by (?:an? )?(?:single )?(?:spaces?|commas?|newlines?|blanks?)|"
        "solutions?|explain|list|hint|list|json|text|prompt|how many|how|is it|why|check|response|element|tags?|"
        "wrapped?|use (?:dots|zeros?)"
    ),
    "talk": (
        "(?:do not|don't|never|not) (?:change|alter|modify|overwrite)|"
        r"usually|normally|often|loves?|liked?|prefer|enjoy|hate|used to|yesterday|last (?:week|time|month)|"
        "besides|after|printed?|magazine|times|newspaper|thread|posted|similar|unlike|friends?|play(?:ed|ing)?"
    ),
    "filler": (
        "stands?|that is all|a|an|the|of|in|on|to|and|or|also|too|as|that|this|these|those|it|its|each|every|"
        "all|any|any two|for|"
        "with|where|so|such|there|at|from|plus|additionally|in addition(?: to)?|furthermore|moreover|besides|"
        "addition|extra|additional|standard|usual|normal|regular|ordinary|classic(?:al)?|sudokus?|rules?|"
        "constraints?|conditions?|restrictions?|please|solve|fill(?: in)?|complete|find|puzzles?|grid|board|here|"
        "which|who|by|be|but|both|numbers?|1s?|apart|away|when|if|any|always|are|respecting|satisf(?:y|ies)|"
        r"obey\w*|add(?:s)?|following|variant|version|one|two|three|four|nine|along|appear(?:s)?|occur(?:s)?|"
        "placed?|contain(?:s|ing)?|thanks|apply|assume|suppose|given|let|set|put|well|we|you|i|my|can|not only|"
        "exactly|directly|immediately|cells?|each other|one another|separated|move|well as|within|between|hi|"
        "hello|hey|simultaneously|note|remember|'s|s|its own|another|other|mini|game|satisfying|could"
    ),
}
"""Concept -> the words that stand for it, as a regular expression."""
