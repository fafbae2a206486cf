"""Other ways to ask for what is sought anyway, the outputs of the tests: "find the rule and apply it to the test".

A clause is taken whole or not at all: it is a chain of steps (find the rule, apply it, give the output) and of nothing
besides.
"""

from __future__ import annotations

import re

_THE = r"(?:the |a |its |my )?(?:(?:missing|correct|right|final|expected|corresponding|resulting|predicted|test) )*"
_OUTPUT = rf"{_THE}outputs?(?: grids?| images?)?"
_TEST = (
    r"(?:the |this |my )?(?:(?:last|final|new|remaining) )?(?:test|input|one)"
    r"(?: (?:input|grid|case|example|pair|image))?s?(?: grid)?"
)
_OF_TEST = rf"(?: (?:for|of|to|from) {_TEST})?"
_VERBS = (
    r"what(?:'s| is| are)|which is|find|predict|give(?: me)?|show(?: me)?|tell me|determine|work out|figure out|"
    r"compute|complete|infer|return|produce|write|i need"
)
_EXAMPLES = r"(?: (?:from|in|behind|of|shown by) (?:the |these |those )?(?:\w+ )?(?:examples?|demonstrations?|pairs?))?"
_ENGLISH = (
    rf"(?:{_VERBS}) {_OUTPUT}{_OF_TEST}",
    rf"what (?:should|would|will|must|does) {_OUTPUT}{_OF_TEST} (?:be|look like)",
    r"what (?:comes|should come|will come|would come|goes) (?:out|last|next)(?: (?:of|for) the test(?: input)?)?",
    r"what (?:does|will|would|should) the test(?: input)? (?:become|turn into|give|map to)",
    r"(?:find|infer|learn|work out|figure out|guess|deduce|determine) (?:out )?(?:the |a )?"
    r"(?:(?:common|hidden|underlying|same) )*"
    rf"(?:rule|pattern|transformation)s?(?: (?:here|that maps? inputs? to outputs?))?{_EXAMPLES}",
    rf"(?:apply|use) (?:it|the rule|the pattern|the same rule|the transformation) (?:to|on|for) {_TEST}",
    rf"(?:complete|solve|do) {_TEST}",
)
_GERMAN = (
    r"(?:was ist|wie lautet|wie ist|nenne?|gib|zeig|finde)(?: mir)? die (?:fehlende |richtige |gesuchte )?"
    r"(?:test-?)?ausgabe(?: (?:für|zu|zum|zur|der|des) (?:die |den )?test(?:s|-?eingabe)?)?",
    r"was kommt (?:da |dabei |am ende |beim test |im test )?(?:he)?raus",
    r"(?:finde?|erkenne|bestimme)(?: mir)? (?:die (?:gemeinsame )?regel|das muster)(?: (?:aus|in) den beispielen)?",
    r"wende? (?:sie|es|die regel|das muster) auf (?:die test-?eingabe|den test|das letzte gitter) an",
)
_ROMANCE = (
    r"(?:quelle est|donne(?:-moi)?|trouve) la sortie(?: (?:du test|de l'entrée de test|pour le test))?",
    r"trouve(?:z)? la règle(?: commune)?|applique(?:-la|z-la) (?:au test|à l'entrée de test)",
    r"(?:cuál es|dame|da|encuentra) la salida(?: (?:de la prueba|del test|para la prueba))?",
    r"(?:encuentra|halla|busca) la regla(?: común)?|aplícala (?:a la prueba|al test|a la entrada de prueba)",
    r"(?:qual è|dammi|trova) l['’](?:output|uscita)(?: del test)?|trova la regola(?: comune)?|applicala al test",
    r"(?:qual é|diga|encontre|dê|me dê) a saída(?: do teste)?|encontre a regra(?: comum)?|aplique-a ao teste",
)
_OTHERS = (
    r"(?:wat is|geef) de (?:test)?uitvoer(?: van de test)?|(?:zoek|vind) de regel",
    r"pas (?:die|hem|de regel) toe op de test",
    r"(?:jakie jest|podaj) wyjście(?: testu| dla testu)?|znajdź regułę|zastosuj ją do testu",
    r"(?:каков\w*|дай|найди|назови) выход(?: (?:для )?теста)?|найди(?:те)? правило|примени(?:те)? его к тесту",
    r"(?:какой выход)|(?:请)?找出(?:其中的?)?(?:规律|规则)|(?:请)?(?:并)?(?:给出|写出|求出?)测试的?输出",
    r"(?:测试的?)?输出是什么",
    r"(?:共通の)?(?:規則|ルール|法則)を見つけて(?:ください)?",
    r"(?:テストの)?出力(?:を(?:答えて|求めて|教えて)(?:ください)?|は何(?:ですか)?)",
)
_WAYS = "|".join((*_ENGLISH, *_GERMAN, *_ROMANCE, *_OTHERS))
_JOINED = r"(?:,? *(?:and|then|und|dann|et|y|e|en|i|и|并|puis|poi|luego) *(?:then |dann |puis )?|[,，、] *)"
SOUGHT = re.compile(
    rf"(?:^|(?<=[.!?。！？;:\n,\0]))[ \t¿]*(?:(?:and|so|now|then|please|can you|could you|und|bitte|请) )*"
    rf"(?:{_WAYS})(?:{_JOINED}(?:{_WAYS}))*(?: please| bitte)?(?=[ \t]*(?:[.!?？。;:\n\0]|$))",
    re.I,
)
"""A whole clause that asks for the outputs of the tests and for nothing besides."""
