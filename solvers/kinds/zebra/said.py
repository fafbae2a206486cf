"""Words of small logic puzzles told in prose, in nine languages: verbs, places, orders, what makes a sentence a clue.

In a sentence "§" stands for a value ("Anna", "the red house") and "#" for a place ("second", "on the far left").
"""

from __future__ import annotations

AND = r"and|und|et|y|e|i|en|oraz|и|or|oder|ou|o|of|lub|или"
EACH = r"each|every one|one each|jeweils|je|jede[rs]?|chacune?|cada uno|cada una|cada|ciascuno|ciascuna|ognuno|cada um(?:a)?|elk|ieder|każd[yae]|(?:u )?кажд\w+"
EACH_ONE = rf"(?:(?:exactly |genau |just )?one (?:\w+ )?each|(?:{EACH})(?: (?:has|have|of them|exactly|genau|hat|a|ma|ein[es]?|eine|one|un|une|uno|una|um|uma|één|jedno|jeden|jedną|another|different|a different|une? seul\w*|ein anderes)){{0,3}}(?: \w+)?)"
"""What says that everybody has one thing of his own."""
VERBS = {
    "have": r"has|have|owns?|got|keeps?|hat|haben|besitzt|besitzen|a|ont|possède|possèdent|tiene|tienen|tener|posee|ha|hanno|possiede|tem|têm|ter|possui|heeft|hebben|bezit|ma|mają|posiada",
    "like": r"likes?|mag|mögen|aime|aiment",
    "drink": r"drinks?|trinkt|trinken|boit|boivent|bebe|beben|beve|bevono|bebem|drinkt|drinken|pije|piją",
    "eat": r"eats?|isst|essen|mange|mangent|come|comen|mangia|mangiano|comem|eet|eten",
    "play": r"plays?|spielt|spielen|speelt|spelen",
    "wear": r"wears?|trägt|tragen|porte|portent|lleva|llevan|draagt|dragen|nosi|noszą",
    "drive": r"drives?|fährt|fahren|conduit|conduce|guida|dirige|rijdt",
    "live": r"lives? in|(?:wohnt|lebt|wohnen) i[nm]|habite(?: dans)?|vive en|abita (?:in|nella)|(?:mora|vive) na|woont in|mieszka w",
}
NOT_BEFORE = r"does not|doesn't|did not|didn't|no|non|não|nie"
NOT_AFTER = r"nicht|kein|keine|keinen|geen|niet|no|not"
NEITHER = r"neither|weder|noch|ni|né|nem|ani"
NOR = r"nor|noch|ni|né|nem|ani"
BELONGS = r"belongs to|gehört|appartient à|est à|pertenece a|es de|appartiene a|è di|pertence a|é de|is van|należy do"
NOT_BELONGS = r"does not belong to|doesn't belong to|gehört nicht|n'appartient pas à|n'est pas à|no pertenece a|no es de|non appartiene a|non è di|não pertence a|não é de|is niet van|nie należy do"
RAN = (
    r"ran|run|stand in|are standing in|are waiting in|stehen in|warten in|sont dans|font|están en|hacen|sono in|stanno in|estão em|staan in|stoją w|brały udział w|finished|took part in|competed in|ended|liefen|laufen|bestritten|beendeten|ont couru|ont terminé|ont fini|ont fait|corrieron|terminaron|hicieron|hanno corso|hanno finito|"
    r"correram|terminaram|fizeram|liepen|deden mee aan|pobiegli w|ukończyli|ścigali się w|brali udział w"
)
RACE = r"(?:(?:a|the|one|einer|ein|einen|das|den|une|la|una|uma|een|de)\s+)?(?:foot |running |100m |bike |horse )?(?:race|rennen|wettlauf|wettrennen|lauf|course|carrera|gara|corsa|corrida|wedstrijd|race|hardloopwedstrijd|wyścigu?|bieg|biegu|line|queue|schlange|la queue|une file|fila|cola|coda|rij|kolejce)"
CAME = (
    r"was|is|came(?: in)?|finished|ended(?: up)?|arrived|got|placed|took|wurde|war|kam|ist|belegte|fut|était|est|est arrivée?|arrive|a terminé|a fini|finit|termina|fue|llegó|quedó|terminó|acabó|è arrivat[oa]|arrivò|finì|è|"
    r"chegou|ficou|foi|terminou|werd|eindigde(?: als)?|kwam(?: als)?|był|była|zajął|zajęła|przybiegł|przybiegła|ukończył|ukończyła|stands|lives|steht|wohnt|liegt|se trouve|habite|está|vive|si trova|fica|mora|staat|woont|stoi|mieszka|sits|sitzt"
)
CAME_NOT = (
    r"(?:was|is|did|does)(?: not|n't)(?: (?:come|finish|end|arrive|be|live|stand|place|sit))?(?: in)?|(?:wurde|war|kam|ist|belegte|steht|wohnt|liegt|sitzt) nicht|n'(?:était|est|a) pas(?: (?:arrivée?|terminé|fini))?|ne (?:fut|se trouve|finit|termine) pas|n'habite pas|"
    r"no (?:fue|llegó|quedó|terminó|acabó|está|vive)|non (?:è arrivat[oa]|arrivò|finì|è|si trova)|não (?:chegou|ficou|foi|terminou|mora|fica)|(?:werd|was|is|eindigde|kwam|staat|woont) niet|nie (?:był|była|zajął|zajęła|przybiegł|przybiegła|stoi|mieszka|jest)"
)
AT = r"(?:in|auf|als|at|à|à la|en|em|w|na|op|on|am|an|der|the|de|la|le|les|l'|el|il|o|het|das|den|dans) "
PLACE = r"(?: (?:place|position|platz|stelle|rang|lugar|puesto|posición|posto|posizione|posição|plaats|plek|miejsce|miejscu))?"
DIRECT = r"right|directly|immediately|just|direkt|unmittelbar|gleich|juste|immédiatement|directement|justo|inmediatamente|subito|immediatamente|logo|imediatamente|direct|onmiddellijk|vlak|tuż|bezpośrednio"
BEFORE = r"before|ahead of|in front of|vor|avant|devant|antes que|antes de|delante de|prima di|davanti a|antes da|antes do|à frente de|voor|przed"
AFTER = r"after|behind|nach|hinter|après|derrière|después de|detrás de|dopo|dietro(?: a)?|depois de|depois da|depois do|atrás de|na|achter|po|za"
BETWEEN = r"between|zwischen|entre|tra|fra|tussen|między"
LEFT = r"(?:to the |on the |na |à |a la |a |à )?(?:left|links|gauche|izquierda|sinistra|esquerda|lewo)"
RIGHT = r"(?:to the |on the |na |à |a la |a |à )?(?:right|rechts|droite|derecha|destra|direita|prawo)"
OF = r"(?:of|von|vom|de|du|del|della|di|da|do|van|od|neben|naast)"
NEXT = r"next to|beside|neben|à côté de|à côté du|al lado de|al lado del|junto a|accanto a|accanto alla|ao lado de|ao lado da|naast|obok"
ORDINALS = (
    r"first|1st|erste[rsnm]?|premi(?:er|ère)|primer[oa]?|prim[oa]|primeir[oa]|eerste|pierwsz(?:y|a|e|ym|ej)",
    r"second|2nd|zweite[rsnm]?|deuxième|seconde|segund[oa]|second[oa]|tweede|drug(?:i|a|ie|im|iej)",
    r"third|3rd|dritte[rsnm]?|troisième|tercer[oa]?|terz[oa]|terceir[oa]|derde|trzeci(?:a|e|m|ej)?",
    r"fourth|4th|vierte[rsnm]?|quatrième|cuart[oa]|quart[oa]|vierde|czwart(?:y|a|e|ym|ej)",
    r"fifth|5th|fünfte[rsnm]?|cinquième|quint[oa]|vijfde|piąt(?:y|a|e|ym|ej)",
    r"sixth|6th|sechste[rsnm]?|sixième|sext[oa]|sest[oa]|zesde|szóst(?:y|a|e|ym|ej)",
)
LAST = r"last|letzte[rsnm]?|dernier|dernière|últim[oa]|ultim[oa]|laatste|ostatni(?:a|e|m|ej)?"
MIDDLE = r"(?:in (?:the|der|het)|au|en el|nel|no|in|w)? ?(?:middle|centre|center|mitte|milieu|centro|medio|mezzo|meio|midden|środku)"
LEFTMOST = r"(?:on (?:the )?far left|at the far left|leftmost|at the left end|ganz links|am linken ende|tout à gauche|complètement à gauche|más a la izquierda|a la izquierda del todo|all'estrema sinistra|mais à esquerda|helemaal links|uiterst links|skrajnie po lewej)"
RIGHTMOST = r"(?:on (?:the )?far right|at the far right|rightmost|at the right end|ganz rechts|am rechten ende|tout à droite|complètement à droite|más a la derecha|a la derecha del todo|all'estrema destra|mais à direita|helemaal rechts|uiterst rechts|skrajnie po prawej)"
HOUSE = r"house|haus|hause|maison|casa|huis|domu?|one"
ARTICLES = (
    r"the|one|der|die|das|dem|den|des|eine[nmrs]?|ein|le|la|les|une?|el|los|las|una|lo|il|gli|os|as|uma?|de|het|een"
)
WHO = r"who|wer|qui|quién|chi|quem|wie|kto"
WHAT = r"(?:what|which \w+|was|welche[nrs]? \w+|que|quel(?:le)? \w+|qu'|qué(?: \w+)?|cosa|che(?: cosa)?|quale \w+|o que|que \w+|wat|welke? \w+|co|jakie \w+)"
WHAT_ALL = r"what|which|was|welches|quoi|qué|che cosa|cosa|o quê|wat|co"
ORDER = (
    r"(?:what|which) (?:is|was) the (?:finishing |final )?order|in (?:what|which) order did they (?:finish|arrive|come in)|in welcher reihenfolge (?:kamen|liefen) sie(?: ins ziel| ein)?|wie ist die reihenfolge|dans quel ordre sont-ils arrivés|quel est l'ordre(?: d'arrivée)?|"
    r"en qué orden llegaron|cuál es el orden|in che ordine sono arrivati|qual è l'ordine(?: di arrivo)?|em que ordem chegaram|in welke volgorde kwamen ze aan|w jakiej kolejności (?:przybiegli|ukończyli)"
)
WHICH_PLACE = (
    r"(?:in |at )?(?:what|which) (?:place|position) (?:did|was|is|does) §(?: (?:in|come(?: in)?|finish(?: in)?|get|take|end up in))?|what was §'s (?:place|position)|where did § finish|"
    r"(?:auf welchem platz|welchen platz) (?:war|ist|landete|belegte|kam|hat) §(?: belegt)?|à quelle place est arrivée? §|(?:en qué|in che) (?:lugar|posición|posto|posizione) (?:llegó|quedó|è arrivat[oa]) §"
)
NO_TIES = r"(?:there were|there are) no ties|no ties|nobody tied|no two (?:of them )?finished (?:together|at the same time)|es gab keinen gleichstand|il n'y a pas d'égalité|no hubo empates|non ci sono (?:stati )?pareggi|não houve empates?|er waren geen gelijke plaatsen"
WON = r"who (?:won(?: the race)?|is the winner|was the winner)|wer (?:hat gewonnen|gewann|ist der sieger)|qui a gagné|quién ganó|chi ha vinto|quem (?:venceu|ganhou)|wie (?:won|heeft gewonnen)|kto wygrał"
