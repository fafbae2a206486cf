"""Other ways to ask for what is sought anyway, the outputs of the tests: "what comes out?", "the missing output"."""

from __future__ import annotations

import re

_THE = r"(?:the |a |its |my )?(?:(?:missing|correct|right|final|expected|corresponding|resulting|predicted|test) )*"
_OUTPUT = rf"{_THE}outputs?(?: grids?| images?)?"
_OF_TEST = r"(?: (?:for|of|to|from) (?:the )?test(?: (?:input|grid|case|example|pair|image))?s?)?"
_VERBS = (
    r"what(?:'s| is| are)|which is|find|predict|give(?: me)?|show(?: me)?|tell me|determine|work out|figure out|"
    r"compute|complete|infer|i need"
)
_WAYS = (
    rf"(?:{_VERBS}) {_OUTPUT}{_OF_TEST}",
    rf"what (?:should|would|will|must|does) {_OUTPUT}{_OF_TEST} (?:be|look like)",
    r"what (?:comes|should come|will come|would come) out(?: (?:of|for) the test(?: input)?)?",
    r"what (?:does|will|would|should) the test(?: input)? (?:become|turn into|give|map to)",
    r"(?:was ist|wie lautet|wie ist|nenne?|gib|zeig)(?: mir)? die (?:fehlende |richtige |gesuchte )?(?:test-?)?ausgabe"
    r"(?: (?:für|zu|zum|zur|der) (?:die |den )?test(?:-?eingabe)?)?",
    r"was kommt (?:da |dabei |am ende )?(?:he)?raus",
    r"(?:quelle est|donne(?:-moi)?|trouve) la sortie(?: (?:du test|de l'entrée de test))?",
    r"(?:cuál es|dame|encuentra) la salida(?: (?:de la prueba|del test))?",
    r"(?:qual è|dammi|trova) l['’](?:output|uscita)(?: del test)?",
    r"(?:qual é|diga|encontre) a saída(?: do teste)?",
    r"(?:wat is|geef) de (?:test)?uitvoer",
    r"jakie jest wyjście|каков\w* выход|какой выход|输出是什么|出力は何(?:ですか)?",
)
SOUGHT = re.compile(
    rf"(?:^|(?<=[.!?;:\n,\0]))[ \t¿]*(?:and |so |now |then |please )*(?:{'|'.join(_WAYS)})(?: please| bitte)?"
    r"(?=[ \t]*(?:[.!?？。;:\n\0]|$))",
    re.I,
)
"""A whole clause that asks for the outputs of the tests and for nothing besides."""
