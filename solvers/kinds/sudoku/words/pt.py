"""Words of rules of sudokus: Portuguese."""

from __future__ import annotations

from collections.abc import Mapping

WORDS: Mapping[str, str] = {
    "row": "linhas?",
    "column": "colunas?",
    "box": "blocos?|caixas?|regi(?:ão|ões)|quadrantes?",
    "diagonal": "diagonais|diagonal(?: principal)?",
    "cell": "células?|casas?",
    "digit": "dígitos?|números?|algarismos?",
    "different": "diferentes?|distint[oa]s?|únic[oa]s?|uma (?:única |só )?vez",
    "repeat": r"repet\w+|repit\w+|duas vezes",
    "counts": "contam|conta|valem",
    "notcounts": "não (?:contam?|importam?|valem)",
    "less": "menor (?:do )?que",
    "more": "maior (?:do )?que",
    "not": "ignore|ignorando|não|sem|nenhum[a]?|nunca|nem",
    "must": "dev(?:e|em)|t[êe]m (?:de|que)|pode[m]?",
    "same": "igua(?:l|is)|mesm[oa]s?|idêntic[oa]s",
    "touch": r"toca\w*|vizinh[oa]s?|adjacentes?",
    "diagonally": "na diagonal|diagonalmente|nem (?:mesmo )?(?:na diagonal|pelo canto)|movimento (?:do|de) rei",
    "knight": "(?:salto|movimento) (?:do|de) cavalo|cavalo",
    "consecutive": "consecutiv[oa]s?",
    "even": "(?:números?|algarismos?|dígitos?) par(?:es)?|pares",
    "odd": "(?:números?|algarismos?|dígitos?) ímpar(?:es)?|ímpares|ímpar",
    "corners": "(?:quatro )?cantos|células dos (?:quatro )?cantos",
    "centre": "(?:célula|casa) central|centro",
    "centres": "(?:células? )?(?:centrais|central|do centro) (?:de cada|dos) (?:blocos?|caixas?)",
    "samepos": "mesma posição",
    "sum": "somam?|soma(?: de| é)?",
    "is": "é|são|ser|cont[eéê]m|conter|estar|vale",
    "colour": r"cor(?:es)?|cinza\w*|azu[li]s?",
    "only": "só|apenas|somente",
    "both": "duas|ambas|grandes|principais",
    "high": "linhas de altura|de altura|linhas",
    "wide": "colunas de largura|de largura|colunas",
    "ask": r"qual|quais|dê|diga|mostr\w*|resposta|solução|escrev\w*|imprim\w*|quant\w+",
    "talk": r"normalmente|ontem|gost\w*|jornal",
    "filler": (
        "o|os|a|as|um|uma|de|do|da|dos|das|e|ou|em|no|na|nos|nas|com|para|por|que|se|este|esta|cada|tod[oa]s?|"
        r"também|além|disso|mais|resolv\w*|sudoku|grade|tabuleiro|regras?|onde|quatro|três|nove|ao|à|às|haver|"
        r"aparecer|entre|si|regra|adicional\w*"
    ),
}
"""Concept -> the words that stand for it, as a regular expression."""
