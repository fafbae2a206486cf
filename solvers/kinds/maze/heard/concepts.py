"""The words in which terms of a way and questions about a maze are said, in eleven languages.

A sentence states a term only where every word of it is known here, so the fillers matter as much as the rest. The
longest match wins at each place; scripts without blanks match anywhere.
"""

# ruff: noqa: E501  tables of phrases are easier to compare on one line
from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from solvers.text.patterns import lazily

WORDS: dict[str, str] = {
    # ------------------------------------------------ the plain request
    "maze": r"mazes?|labyrinth\w*|labirint\w*|laberinto|labirinto|labyrinthe|doolhof|irrgarten|лабиринт\w*|map|grid|puzzle|underwater|pac-?man(?:'s)?|style|warehouse|robot",
    "way": r"paths?|routes?|ways?|walk|trip|wege?s?|pfade?|chemins?|trajets?|parcours|caminos?|rutas?|recorridos?|percors[oi]|cammin[oi]|caminhos?|percursos?|paden|pad|weg|ścieżk\w+|drog\w+|tras\w+|пут[ьи]\w*|маршрут\w*|дорог\w+",
    "short": r"shortest|quickest|fastest|minimum|minimal|least|kürzeste[nrsm]?|schnellste[nr]?|plus courte?s?|minim(?:um|al|aux|ale)|más cort[oa]s?|mínim[oa]s?|più brev[ei]|minim[oi]|mais curt[oa]s?|kortste|najkrótsz\w+|кратчайш\w+|самы\w+ коротк\w+",
    "step": r"steps?|moves?|schritte?n?|züge?n?|pas|étapes?|mouvements?|coups|pasos?|movimientos?|pass[oi]|mosse|mossa|passos?|movimentos?|jogadas?|stappen|stap|zetten|kroki?|kroków|ruch\w*|шаг\w*|ход(?:ов|а|ы)?",
    "req": r"find|give(?: me)?|show(?: me)?|tell(?: me)?|list|write|print|output|return|get|determine|compute|please|what(?:'s| is| are)|which|is|are|finde?t?|gib|nenne?|zeig\w*|suche|bitte|was ist|was sind|wie|trouve[zr]?|donne[zr]?|montre[zr]?|"
           r"quel(?:le)?s?(?: est| sont)?|encuentra|halla|busca|dame|dime|muestra|cuál es|cuáles son|trova\w*|dammi|dimmi|mostra\w*|qual è|quali sono|encontre|ache|dê|diga|qual é|quais são|vind|geef|zoek|toon|wat is|wat zijn|"
           r"znajdź|podaj|pokaż|jaka jest|jaki jest|найди\w*|дай\w*|покажи\w*|какой|какова|search|solve|maze,|need|want|say|count|zähle?|compte[zr]?|cuenta|conta|conte|tel|policz|посчитай",
    "go": r"go(?:es|ing)?|walks?|walking|move|moving|travel|navigate|geh\w*|lauf\w*|va|aller|ir|andar|caminar|andare|vai|loop|ga|iść|идти|пройти|се déplacer|déplacer|bewegen|mover(?:se)?|moversi|muovere|muoversi|poruszać|двигаться|"
          r"schritte gehen|stand|stands|standing|begins?|leads?|come|comes|make it|get",
    "start": r"start(?:s|ing)?(?: (?:square|cell|point|field|position))?|beginning|entrance|origin|startfeld|anfang|eingang|départ|entrée|inicio|entrada|salida inicial|partenza|ingresso|início|ingang|wejście|początek|старт\w*|начал\w+",
    "goal": r"goals?|exits?|end|finish|destination|target|ziels?|ausg[aä]ng\w*|le but|arrivée|sortie|meta|salida|traguardo|uscita|arrivo|saída|chegada|doel|uitgang|einde|cel(?:u|em)?|wyjści\w+|цел[ьи]|выход\w*|финиш\w*",
    "from": r"from|von|vom|aus|depuis|desde|dal?|van|od|ze|от|из|between|zwischen|entre|tra|fra|tussen|między|между",
    "to": r"to|till|until reaching|nach|zum?|zur|bis|jusqu'?à|vers|hasta|hacia|fino a|até|naar|tot|do|до|к",
    "length": r"length(?: of)?|how long|länge|wie lang|longueur|longitud|lunghezza|comprimento|lengte|długość|длин[аыу]",
    "form": r"as (?:letters|moves|words|coordinates|arrows|directions|cells)|in (?:words|letters)|als (?:buchstaben|züge|pfeile|koordinaten)|en (?:lettres|mots|letras|palabras)|in lettere",
    # ------------------------------------------------ terms
    "diagonal": r"diagonal(?:ly|s)?(?: (?:steps?|moves?|movements?))?|en biais|en diagonale?|in obliquo|obliquo|obliqu\w+|schräg\w*|über eck|in diagonale|na ukos|po skosie|ukośnie|schuin\w*|по диагонали|наискосок|диагональн\w+|diagonal\w*|"
                r"(?:all )?eight (?:directions|neighbou?rs)|(?:all )?8 (?:directions|neighbou?rs)|(?:8|eight)[- ](?:connected|directional|way)|alle 8 richtungen|acht richtungen|les huit directions|las ocho direcciones|(?:the )?king's? moves?|like a (?:chess )?king|"
                r"cut(?:ting)? (?:the )?corners",
    "octet": r"N, ?NE, ?E, ?SE, ?S, ?SW, ?W,? (?:and )?NW",
    "may": r"ci si può|si può|se puede|on peut|man (?:darf|kann)|man|may|can|could|might|allowed|permitted|legal|ok|okay|fine|possible|possibly|permissible|erlaubt\w*|darf|dürfen|kann|können|möglich|peu[tx]|peuvent|pouvez|permise?s?|autorisée?s?|possibles?|puedes?|pueden|permitid[oa]s?|posible|può|possono|"
           r"permess[oaie]|consentit[oaie]|pode[ms]?|podemos|mag|mogen|toegestaan|można|wolno|dozwolone|może|можно|разрешен\w*|разрешается|able",
    "not": r"not|no|never|without|n't|cannot|can't|don't|isn't|aren't|nicht|nie|niemals|kein\w*|ohne|jamais|sans|ne|aucun\w*|nunca|sin|ningun\w*|mai|senza|non|nessun\w*|não|sem|nenhum\w*|niet|nooit|zonder|geen|nie|bez|никогда|без|не|нельзя",
    "ever": r"ever|at all|irgendwo|je|any|a single",
    "only": r"only|just|exclusively|nur|seulement|solo|sólo|soltanto|só|apenas|alleen|tylko|только",
    "but": r"but|aber|mais|pero|ma|mas|maar|ale|но",
    "wrap": r"wrap(?:s|ped|ping)?[- ]?around|wraps?|toroidal|torus|tor[oi]?isch|toroidale?|periodic|toro|the edges are (?:joined|connected)|edges (?:joined|connected)|die ränder sind verbunden|les bords (?:sont reliés|se rejoignent)|los bordes están (?:unidos|conectados)|i bordi sono (?:uniti|collegati)",
    "leave": r"leav(?:e|es|ing)|exit(?:s|ing)?(?= (?:this|the|on|at|through))|walk(?:s|ing)? (?:off|out)|go(?:es|ing)? (?:off|out)|runs? (?:off|out of)|verl[aä]ss\w*|hinausgeh\w*|rausgeh\w*|sor\w{2,4}|quitt\w+|sal(?:es?|ir|iendo)|esc[ei]\w*|uscend\w+|sai(?:r|ndo|s)?|verlaat|wychodz\w+|выход(?:ишь|ите|я)",
    "return": r"come(?:s|ing)?(?: back)?(?: in)?|appears?|reappears?|re-?enters?|puts? you|places? you|brings? you(?: back)?|leads? (?:back )?to|kommt?(?: wieder)?(?: herein| hinein)?|kommst|erschein\w*|taucht?(?: wieder)?(?: auf)?|revien\w*|réapparaî\w*|entr\w+|apareces?|vuelves?|reaparece\w*|riappar\w*|rientr\w*|ricompar\w*|reaparec\w*|verschijn\w*|pojawia\w*|появля\w+|back(?: in)?",
    "side": r"sides?|edges?|borders?|boundar(?:y|ies)|seiten?|r[aä]nde?r?n?|côtés?|bords?|lados?|bordes?|borde|lat[oi]|bord[oi]|bordas?|kant(?:en)?|rand|krawędzi\w*|stron\w+|кра[йяею]\w*|сторон\w+",
    "opposite": r"opposite|other|far|gegenüber\w*|ander\w+|opposée?s?|autre|opuest[oa]s?|contrari[oa]|otr[oa]|oppost[oi]|altr[oa]|opost[oa]|outr[oa]|tegenover\w*|przeciwn\w+|противополож\w+|друго\w+",
    "avoid": r"avoid(?:ing|s)?|(?:without|not|never|don't|do not) (?:entering|enter|using|use|stepping on|step on|crossing|cross|passing through|pass through|touching|touch|going through|go through|walking through)|"
             r"vermeid\w+|mei?de\w*|(?<=zu )betreten|betreten|évit\w+|passer par|pasar por|pise?s?|pisar|evit\w+|passare (?:per|da)|attraversare|calpestare|passar (?:por|pela|pelo)|vermijd\w*|betreden|unik\w+|przechodz\w+ przez|избега\w+|проход\w+ через|заход\w+ (?:в|на)",
    "watch": r"watch(?:es|ed|ing)?|sees|observes?|überwacht|bewacht|surveille|vigila|sorveglia|camera|kamera|caméra|cámara|telecamera|cannot see|can't see|unseen|completely|entirely|whole|komplett|ganz",
    "visit": r"pass(?:es|ing)?(?: (?:through|by|over))?|visit(?:s|ing)?|via|collect(?:s|ing)?|pick(?:s|ing)? up|pick(?= the)|grab|fetch|take|touch|besuch\w*|holen?|hol|einsammel\w*|nimm|mitnehmen|aufheben|ramass\w+|récupér\w+|prendre|visit\w+|cog\w+|recog\w+|recoj\w+|"
             r"tom\w+|visita\w*|raccogli\w*|prendere|prendi|pega\w*|apanh\w+|recolh\w+|colet\w+|bezoek\w*|pak|raap|odwiedź|zbierz|weź|посети\w*|собери\w*|возьми\w*|взять|забрать|abholen|durch",
    "must": r"must|have to|has to|need to|needs to|should|muss|musst|müssen|soll\w*|doit|doivent|faut|dois|hay que|debes?|deben|tienes? que|dev[eioa]\w*|bisogna|occorre|tem que|precisa|moet\w*|musi\w*|trzeba|должен|нужно|надо",
    "before": r"before|first|then|beforehand|vor(?:her)?|bevor|zuerst|erst|avant(?: de)?|d'abord|ensuite|antes(?: de)?|primero|prima(?: di)?|primeiro|voordat|eerst|przed|najpierw|до того|сначала|прежде",
    "key": r"keys?|schlüssel|cl[ée]fs?|clés?|llaves?|chiav[ei]|chaves?|sleutels?|klucz\w*|ключ\w*|checkpoints?|kontrollpunkt\w*|treasures?|schatz|schätze|trésors?|tesoros?|tesor[oi]|schat|skarb\w*|сокровищ\w*|gems?|flags?|trees?|bäume?",
    "opens": r"opens|unlocks?|auf|öffnet|s'ouvre|ouvre|se abre|abre|si apre|apre|abrem?|opent|otwiera|открыва\w+",
    "break": r"break|breaks|blast|clear(?:s|ing)?|destroy(?:s|ing)?|remov(?:e|es|ing)|blow(?:s|ing)?(?: up)?|knock(?:s|ing)? down|dynamite|bombs?|stick of dynamite|sticks? of|hammers?|spreng\w*|dynamit|zerstör\w*|durchbrech\w*|abrei\w*|détrui\w*|casser|rompe\w*|romper|derrib\w*|destru\w+|abbatt\w+|distrugg\w+|quebr\w+|derrub\w*|slopen|sloop|zburz\w*|сломать|разруш\w*|взорв\w*",
    "wall": r"walls?(?: cells?)?|(?:#|wall) cells?|wände?|wand|mauern?|murs?|pared(?:es)?|muros?|mur[oi]|parede[s]?|muren|muur|ścian\w*|стен\w*|#",
    "link": r"linked|connected|joined|teleporters?|teleports?|portals?|wormholes?|warps?|verbunden|reliée?s?|conectad[oa]s?|collegat[ei]|ligad[oa]s|verbonden|połączone|связаны|телепорт\w*|stepping (?:on|onto|into) (?:one|either)|entering one|the other(?: one)?|marked",
    "roll": r"rolls?|rolling|slides?|sliding|glides?|rollt|rolle\w*|rutscht?|gleite[nt]|gleitet|roule\w*|glisse\w*|rueda|desliza\w*|resbala\w*|rotola\w*|scivola\w*|rola|desliza|escorrega|rolt|glijdt|toczy|ślizga|катится|скользит|keeps? (?:going|moving)|weiter|ball|marble|kugel|bille|balle|bola|biglia|palla|kogel|kulka|шар\w*|ice|eis",
    "until": r"until|till|bis(?: zu[rm]?)?|jusqu'(?:à|au)|hasta(?: que)?|fino(?: a[ld]?)?|até|totdat|tot|aż|dopóki|пока|до|hits?|hitting|next|nächsten?|prochain|próxim[oa]|prossim[oa]|volgende|immer|always|toujours|siempre|sempre|stops?|stopped",
    "turn": r"turn(?:s|ing)?(?: left or right)?|corners?|bends?|changes? of direction|abbiege\w*|abbiegung\w*|kurven?|richtungswechsel\w*|drehung\w*|drehen|ecken|virages?|tournants?|changements? de direction|tourner|giros?|girar|cambios? de dirección|curve|svolt[ae]|cambi di direzione|girare|curvas?|virar|mudanças? de direção|bochten|bocht|zakręt\w*|skręt\w*|поворот\w*",
    "costs": r"costs?|takes?|counts? as|is worth|uses|needs|kostet|kosten|braucht|dauert|zählt als|coûte(?:nt)?|prend|cuesta[n]?|toma|costa(?:no)?|custa[m]?|leva|kost|duurt|kosztuje|стоит|занимает|also takes|also costs",
    "quarter": r"quarter|90[- ]degree|90 ?°|vierteldrehung|viertel|quart de",
    "forward": r"forwards?|ahead|vorwärts|avant|adelante|avanti|frente",
    "facing": r"fac(?:es|ing)|looking|looks|blickt|schaut|regarde|tourné vers|mira(?:ndo)?|guarda|olha(?:ndo)?|kijkt",
    "few": r"(?:with )?(?:as few|the fewest|fewest|as little)|(?:with )?(?:the )?(?:fewest|least|minimum number of|smallest number of|minimal number of)|as possible|möglichst wenige?n?|mit den wenigsten|den wenigsten|wenigsten|(?:le )?moins (?:de )?|possible|"
           r"(?:el )?menor número de|(?:con )?(?:el )?(?:menos|mínimo(?: de)?)|(?:il )?minor numero (?:possibile )?di|meno|(?:o )?menor número de|(?:met )?zo (?:min|weinig) mogelijk|najmniej\w*|с наименьшим (?:числом|количеством)|наименьш\w+|минимальн\w+",
    "long": r"longest|längste[nrsm]?|plus long(?:ue)?s?|más larg[oa]s?|più lung[oahi]+|mais (?:long[oa]s?|compridos?)|langste|najdłuższ\w+|самы\w+ длинн\w+|длиннейш\w+",
    "twice": r"twice|more than once|again|repeat(?:s|ing|ed)?|revisit(?:s|ing)?|zweimal|mehrfach|doppelt|mehr als einmal|wiederhol\w*|deux fois|plus d'une fois|répéter|repasser|repetir|dos veces|más de una vez|repite\w*|ripetere|ripassare|due volte|più di una volta|duas vezes|mais de uma vez|twee keer|meer dan één keer|dwa razy|powtarza\w+|дважды|повтор\w+|more|mal",
    "howmany": r"how many|(?:the )?(?:exact )?number of|count of|how much|wie ?viele|(?:die )?anzahl(?: der| an| von)?|(?:le )?nombre (?:de|d)|combien(?: de| d)?|cu[áa]nt[oa]s?|(?:el )?número de|quant[eiao]|(?:il )?numero di|quant[oa]s|hoeveel|(?:het )?aantal|ile|liczb[aęy]|сколько|число|количество",
    "countall": r"count",
    "all": r"all(?: of)?(?: the)?|every|alle[nr]?|sämtliche|tou(?:s|tes)|tod[oa]s|tutt[ei]|tod[ao]s|wszystkie|все|всех|each",
    "different": r"different|distinct|possible|verschieden\w*|unterschiedlich\w*|différents?|distint[oa]s|diferentes|divers[ie]|distinti|verschillende|różn\w+|различн\w+|разных|equally|exist|exists?|gibt es|gibt|there|y a-t-il|hay|ci sono|há|existem|zijn er|er|jest|есть|существует",
    "unique": r"unique|the only one|the only|only one|just one|more than one|eindeutig|einzige[nr]?|seule?|única?|únic[oa]|unic[oa]|enige|jedyn\w+|единственн\w+",
    "meeting": r"nearest|closest|nächste[nrsm]?|nächstgelegene\w*|näher|nearer|closer|plus proches?|más cercan[oa]|más cerca|più vicin[oa]|mais próxim[oa]|dichtstbijzijnde|najbliższ\w+|ближайш\w+|ближе|liegt",
    "atleast": r"at least|mindestens|au moins|al menos|almeno|pelo menos|minstens|co najmniej|не менее|минимум",
    "exactly": r"exactly|genau|exactement|exactamente|esattamente|exatamente|precies|dokładnie|ровно",
    "possibly": r"if (?:at all )?possible|where possible|when possible|wenn möglich|möglichst|falls möglich|si possible|si es posible|se possibile|se possível|indien mogelijk|jeśli to możliwe|по возможности|если можно|as far as possible",
    "slow": r"slippery|muddy|sticky|mud|swamp|quicksand|glatt|rutschig|schlammig|boueux|glissante?s?|resbaladiz[oa]s?|fangos[oa]|scivolos[oa]|escorregadi[oa]|lamacent[oa]",
    "leaveit": r"to leave(?: it| them)?|leaving(?: it)?|to get off(?: it)?|zum verlassen|um (?:es|sie) zu verlassen|pour (?:la|le|en) (?:quitter|sortir)|para salir|per uscir\w+|para sair",
    # ------------------------------------------------ what else is asked
    "if": r"if|suppose|supposing|assume|assuming|what if|would|were|was|had been|wenn|wäre|angenommen|falls|würde\w*|s'il|si (?:le|la|les|el|los|je|on|yo)|serait|était|supposons|fuera|fuese|supon\w+|sería|se (?:il|lo|la|o|a|io|eu)|fosse|sarebbe|supponi\w*|seria|supo\w+|als|zou|gdyby|если бы?|был[ао]?|бы",
    "open": r"open(?:ed)?|free|a passage|removed|gone|missing|offen|frei|geöffnet|weg wäre|ouverte?s?|libre|abiert[oa]s?|apert[oaie]|liber[oaie]|abert[oa]s?|livre|vrij|otwart\w+|открыт\w+|свободн\w+",
    "save": r"save|spare|gain|shorter|sparen?|würde ich sparen|économis\w+|gagn\w+|ahorr\w+|risparmi\w+|poupa\w*|economiz\w+|besparen",
    "beside": r"(?:cell|square|field|one|feld|kästchen|case|casilla|casella|casa|vakje) (?:directly |immediately |just |right )?(?:(?:to the )?(?P<xside>right|left) of|(?P<xvert>above|below|under)|(?P<xde>rechts|links|über|unter)(?: von| neben)?)",
    "row": r"rows?|zeilen?|reihen?|lignes?|rangées?|filas?|righe|riga|linhas?|rij(?:en)?|wiersz\w*|rz[ęą]d\w*|строк\w*|ряд\w*",
    "column": r"columns?|cols?|spalten?|colonnes?|columnas?|colonn[ae]|colunas?|kolom(?:men)?|kolumn\w*|столб\w*|колонк\w*",
    "cell": r"cells?|squares?|tiles?|fields?|spots?|places?|felde?r?n?|zellen?|kästchen|cases?|cellules?|carrés?|casillas?|celdas?|casell[ae]|cell[ae]|casas?|células?|vakjes?|cellen|pol[ae]|komór\w*|клет\w*|ячей\w*",
    "manhattan": r"manhattan(?:[- ]distan\w*)?|taxi ?cab(?:[- ]distance)?|city[- ]block(?:[- ]distance)?|l1[- ]distance|манхэттенск\w+",
    "straight": r"straight[- ]line|euclide?an|as the crow flies|crow|luftlinie|à vol d'oiseau|en línea recta|in linea d'aria|em linha reta|hemelsbre\w+|по прямой",
    "distance": r"distances?|distanz|abstand|entfernung|distancia|distanza|distância|afstand|odległoś\w+|расстояни\w+",
    "longer": r"longer|more|länger|mehr|plus longue?|de plus|más larg[oa]|più lung[oa]|mais long[oa]|langer|dłuższ\w+|длиннее|than|als|que|di|do que|dan|niż|чем",
    "wide": r"(?:how )?wide|width|breit(?:e)?|largeur|large|ancho|anchura|largo|larghezza|larg[oa]|largura|breedte|breed|szerok\w+|ширин\w*",
    "tall": r"(?:how )?(?:tall|high)|height|hoch|höhe|haute?u?r?|alto|altura|altezza|alt[oa]|hoogte|hoog|wysok\w+|высот\w*",
    "loops": r"loops?|cycles?|circuits?|schleifen?|zyklen|boucles?|ciclos?|bucles?|cicl[oi]|anell[oi]|lussen|pętl\w+|цикл\w*|петл\w*",
    "deadend": r"dead[- ]?ends?|blind alleys?|sackgassen?|impasses?|culs?[- ]de[- ]sac|callejones sin salida|vicol[oi] ciec[ohi]+|becos sem saída|doodlopende\w*(?: \w+)?|ślep\w+ (?:ulicz\w+|zauł\w+)|тупик\w*",
    "coords": r"coordinates?|coords|position|location|koordinaten?|coordonnées|coordenadas|coordinate|coördinaten|współrzędn\w+|координат\w*|where(?: is)?|wo(?: ist| liegt)?|où(?: est)?|dónde(?: está)?|dove(?: è| si trova)?|onde(?: está| fica)?|waar(?: is| ligt)?|gdzie(?: jest)?|где",
    "matrix": r"matrix|2d array|binary (?:grid|matrix|array)|matrice|matriz|macierz|матриц\w*",
    "convert": r"convert|turn|transform|rewrite|translate|wandle|umwandeln|konvertier\w*|convert\w+|transform\w+|trasform\w+|omzetten|zet|przekształć|преобразу\w*",
    "unsolved": r"(?:do not|don't) solve(?: it)?|without solving(?: it)?|unsolved|nicht lösen|ohne (?:es|ihn) zu lösen|ne (?:le )?résou\w+ pas|sans le résoudre|no lo resuelvas|sin resolver\w*|non risolver\w*|senza risolver\w*|não resolv\w+|sem resolver|niet oplossen|nie rozwiązuj|не решай\w*",
    "total": r"in total|altogether|overall|total|all in all|insgesamt|gesamt|en tout|au total|en total|in totale|no total|ao todo|in totaal|łącznie|всего",
    "people": r"people|persons?|players?|robots|friends|leute|personen|personnes|personas|persone|pessoas|mensen|osób|человек",
    "eachgoes": r"(?:if )?each(?: of them)?(?: one)? (?:walks?|goes|moves?|travels?)|jede[rs]? (?:geht|läuft)|chacun va",
    "plus": r"plus|add(?:ing)?|increased by|added to|\+|más|più|mais|и ещё",
    "minus": r"minus|less|subtract(?:ing)?|decreased by|weniger|moins|menos|meno",
    "times": r"times|multiplied by|fois|veces|volte|vezes",
    "doubled": r"doubled?|twice the|double",
    "per": r"per|each|every|pro|je|jede[rn]?|par|por|al|per|elke|na|в|за|chaque|cada|ogni",
    "unit": r"(?P<xunit>seconds?|minutes?|hours?|coins?|points?|euros?|dollars?|cents?|metres?|meters?|sekunden?|minuten?|münzen|punkte|secondes?|segundos?|minutos?|monedas?|secondi|minuti|monete|moedas|seconden|minut|секунд\w*|минут\w*)",
    "counting": r"(?:if )?(?:i |you |we )?(?:also )?count(?:ing)?(?= the (?:start|first))|counted|including|inclusive|included|as step (?:1|one)|as the first (?:step|one)|mitgezählt|mitzähl\w*|compris\w*|comprend\w*|incluyendo|incluid\w+|compres[oa]|incluindo|incluid\w|meegeteld",
    "justbefore": r"(?:cell|square|field|one) (?:just |right |directly |immediately )?before",
    "andback": r"and back(?: to)?|there and back|and return(?: to)?|round ?trip|hin und zurück|und zurück|aller[- ]retour|ida y vuelta|andata e ritorno|ida e volta|heen en terug|tam i z powrotem|туда и обратно",
    "backfrom": r"back|zurück|retour|de vuelta|indietro|de volta|terug|z powrotem|обратно|in reverse|reversed?|rückwärts",
    "instead": r"instead|stattdessen|plutôt|à la place|en cambio|invece|em vez disso|in plaats daarvan|zamiast|вместо",
    "reach": r"reach(?:ed|able|es)?|get to|arrive(?: at)?|make it|get out|erreich\w*|atteindre|atteign\w+|accessible|alcanzar|alcanz\w+|llegar|raggiung\w*|raggiungere|alcança\w*|chegar|bereik\w*|dotrzeć|osiągn\w+|достич\w+|дойти|добраться",
    "limit": r"battery|fuel|energy|stamina|breath|oxygen|air|rope|tank|charge|hold my breath|batterie|akku|sprit|kraftstoff|energie|luft|ausdauer|carburant|énergie|souffle|batería|gasolina|energía|aire|batteria|carburante|energia|fiato|bateria|combustível|accu|adem|bateri[aię]|paliw\w+|батаре\w+|топлив\w+|"
             r"lasts?|good for|enough for|only lasts?|reicht|hält|dure|suffit|alcanza|dura|basta|runs? out|is empty|limit(?:ed)?|hold|budget|allows?|suffices",
    "within": r"within|at most|no more than|not more than|up to|maximum(?: of)?|max|höchstens|maximal|innerhalb|au plus|au maximum|maximum|como máximo|a lo sumo|al massimo|no máximo|hoogstens|maximaal|najwyżej|не более|in time|rechtzeitig|à temps|a tiempo|in tempo|a tempo|op tijd|вовремя",
    "shuts": r"shuts?|closes?|locks?|after|the door|doors?|gate|schließt|geht zu|nach|tür|se ferme|porte|après|se cierra|puerta|después de|si chiude|porta|dopo|fecha|depois de|sluit|deur|na|zamyka|drzwi|закрывается|дверь|через",
    "toward": r"(?:to|towards) (?:the )?(?=right|left|top|bottom|up|down)|nach(?= (?:rechts|links|oben|unten))|vers la|vers le|a la|hacia|verso|para a|para|naar",
    "dir": r"(?P<xup>up(?:wards?)?|north(?:wards?)?|top|oben|hoch|aufwärts|norden?|haut|arriba|norte|su|alto|cima|boven|omhoog|góry|górę|вверх|север)|(?P<xdown>down(?:wards?)?|south(?:wards?)?|bottom|unten|runter|abwärts|süden?|bas|abajo|sur|giù|basso|baixo|onder|omlaag|dół|вниз|юг)|"
           r"(?P<xleft>left(?:wards?)?|west(?:wards?)?|links|westen?|gauche|ouest|izquierda|oeste|sinistra|ovest|esquerda|lewo|влево|налево|запад)|(?P<xright>right(?:wards?)?|east(?:wards?)?|rechts|osten?|droite|est|derecha|este|destra|direita|prawo|вправо|направо|восток)",
    "letter": r"(?:the )?letters?|signs?|symbols?|sign|buchstabe|zeichen|cells marked|squares marked|marked cells?|marked|markiert\w*|marquée?s?|marcad[oa]s?|segnat[ei]|felder",
    "both": r"both|beide[ns]?|les deux|ambos|ambas|entramb[ei]|obie|oba|обе|either|two",
    "onefrom": r"(?:counted|counting|numbered|indexed|starting) (?:from|at) (?P<xbase>[01])|(?P<xbased>[01])-based|(?P<xword>zero|one)-based|gezählt ab (?P<xde0>[01])|ab (?P<xde1>[01]) gezählt",
    "num": r"\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|ein(?:en?|e[sr]|em)?|eins|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|deux|trois|quatre|cinq|sept|huit|neuf|dix|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|dois|duas|três|quatro|sete|oito|dez|twee|drie|vijf|zes|zeven|negen|tien|"
           r"dwa|trzy|cztery|pięć|два|две|три|четыре|пять|single",
    "aux": r"be|do i|did i|do|does|did|manage|possible|has|have|hat|haben|tiene|tienen|ha|hanno|tem|a-t-il|y a-t-il|heeft|ma|gibt es|sag mir|ci sono|there",
    "correct": r"correct|right(?=\?)|valid|legal|ok(?=\?)|richtig|korrekt|gültig|correcte?|juste|valable|correct[oa]|válid[oa]|corrett[oa]|giust[oa]|valid[oa]|cert[oa]|juist|goed|poprawn\w+|правильн\w+|верн\w+",
    "solution": r"solutions?|answers?|lösung\w*|antwort|réponses?|soluci\w+|respuestas?|soluzion[ei]|rispost[ae]|soluç\w+|respostas?|oplossing|antwoord|rozwiązani\w+|решени\w+|ответ\w*",
    "instar": r"in (?:this|the|that|my)|im|in diesem|dans ce|en este|en el|in questo|nel|neste|no(?= labirinto)|in dit|w tym|в этом",
    "filler": r"on the way|en route|unterwegs|en chemin|de camino|lungo la strada|no caminho|onderweg|the|a|an|of|in|on|at|by|as|with|for|and|or|also|too|as well|this|that|these|those|it|its|i|i'm|you|we|me|my|your|one's|he|she|they|there|here|so|then|along|through|out|into|off|over|any|some|each one|now|exactly one way|own|such|itself|using|use|any time|during|while|am|"
              r"der|die|das|dem|den|des|ein|eine|einen|einem|einer|im|in|am|an|auf|mit|und|oder|auch|ich|du|man|wir|es|er|sie|sind|ist|diese[mnrs]?|zu|für|"
              r"le|la|les|l|un|une|de|du|des|d|à|au|aux|en|dans|par|sur|avec|et|ou|aussi|on|se|s|ce|cet|cette|c|je|il|y|est|que|qu|où|"
              r"el|los|las|lo|una|del|al|con|por|para|o|también|te|se|me|mi|es|son|está|este|esta|que|"
              r"il|lo|gli|i|di|del|dello|della|nel|nella|da|dal|con|per|e|anche|ci|si|che|è|sono|questo|questa|c'è|"
              r"os|as|um|uma|do|da|no|na|nos|com|e|também|este|esta|neste|nesta|neste|nesta|é|"              r"het|een|van|in|op|met|en|of|ook|dit|deze|is|er|te|w|z|i|też|tym|tego|się|это|этом|этот|в|на|с|и|также|из|по",
}  # fmt: skip

SCRIPT: dict[str, str] = {
    "maze": "迷路|迷宫|迷宮|めいろ", "way": "経路|路径|路线|路線|道順|ルート|通路|走法|道|路", "short": "最短", "long": "最長|最长|一番長い",
    "step": "手数|歩数|步数|步|歩|移动|移動|手", "req": "求めて|教えて|示して|答えて|見つけて|書いて|ください|下さい|请问|请|找出|找到|给出|找|求|列出|是|什么|何です",
    "from": "から|从|從", "to": "まで|への|へ|到", "start": "スタート|起点|起點|入口", "goal": "ゴール|终点|終點|出口",
    "diagonal": "ななめ|斜め|对角线|对角|對角|斜着|斜向|斜线|斜", "may": "あり|可能|可以|允许|許可|できます|できる|てもよい|可|ok",
    "not": "なし|ない|不能|不可|不许|不得|不要|不|没有|せずに|ずに", "howmany": "何通り|いくつ|何本|何種類|多少条|多少种|多少個|多少|几条|几种|几個|几|有几",
    "all": "すべて|全て|全部|所有|一切", "different": "異なる|不同|あります|ありますか|ある|有|か", "unique": "唯一|一意|一つだけ|只有一条",
    "deadend": "行き止まり|袋小路|死胡同", "turn": "曲がり角|曲がる回数|曲がる|转弯|拐弯", "few": "できるだけ少ない|最も少ない|最少の|最少|最小",
    "wrap": "上下左右がつながって|端がつながって|边缘相连|首尾相连", "avoid": "避けて|通らずに|通らない|避开|避免|不经过", "row": "行", "column": "列",
    "twice": "二度|2回|同じマス|重复|重複", "cell": "マス|格子|格", "manhattan": "マンハッタン距離|曼哈顿距离", "wide": "幅|宽", "tall": "高さ|高",
    "visit": "通って|経由|经过|通过|拾って|拿", "key": "鍵|钥匙|チェックポイント", "filler": "この|その|で|の|は|を|が|に|と|も|て|して|という|こと|、|这个|这|的|在|中|里|也|了|吗|呢|和|，|？|。|じ|です|ます",
}  # fmt: skip


class Word(NamedTuple):
    """One known word (or "?"), its concept, and where it stands."""

    concept: str
    text: str
    start: int
    more: str = ""
    """What kind of it: a direction, a unit, a count base."""


NUMBERS = {
    word: value
    for value, words in {
        1: "one ein eine einen einem einer eines eins single", 2: "two zwei deux dos due dois duas twee dwa два две", 3: "three drei trois tres tre três drie trzy три",
        4: "four vier quatre cuatro quattro quatro cztery четыре", 5: "five fünf cinq cinco cinque vijf pięć пять", 6: "six sechs seis sei zes", 7: "seven sieben sept siete sette sete zeven",
        8: "eight acht huit ocho otto oito", 9: "nine neun neuf nueve nove negen", 10: "ten zehn dix diez dieci dez tien", 11: "eleven elf", 12: "twelve zwölf",
    }.items()
    for word in words.split()
}  # fmt: skip


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for concept, words in WORDS.items():
        other = f"|{SCRIPT[concept]}" if concept in SCRIPT else ""
        found.append((concept, lazily(rf"(?:(?<![^\W_])(?:{words})(?![^\W_]){other})", re.I)))
    return tuple(found)


_GAP = lazily(r"[\s.,;:!?¿¡()\"'’“”„«»。、，？！\-–—…*]*")
_MOVES = lazily(r"[UDLR]{3,}|[NSEW]{3,}|[↑↓←→]{2,}")
"""Moves in letters or arrows."""
_RUN = lazily(r"[^\W_]+(?:['’-][^\W_]+)*|.", re.S)


def tagged(clause: str, signs: frozenset[str]) -> list[Word]:
    """The words of a clause with their concepts, fillers left out; a single sign of the drawing is a "sign"."""
    found: list[Word] = []
    at = _gap(clause, 0)
    while at < len(clause):
        best: tuple[int, str, re.Match[str]] | None = None
        for concept, pattern in _patterns():
            match = pattern.match(clause, at)
            if match is not None and match.end() > at and (best is None or match.end() > best[0]):
                best = (match.end(), concept, match)
        run = _MOVES.match(clause, at)
        if run is not None and not _letter(clause, at - 1) and not _letter(clause, run.end()):
            found.append(Word("moves", run.group(), at))
            at = _gap(clause, run.end())
            continue
        alone = clause[at] in signs and not _letter(clause, at - 1) and not _letter(clause, at + 1)
        if alone and (best is None or best[0] == at + 1) and not clause[at].islower():
            found.append(Word("sign", clause[at], at))
            at += 1
        elif best is None:
            other = _RUN.match(clause, at)
            assert other is not None
            found.append(Word("?", other.group(), at))
            at = other.end()
        else:
            if best[1] != "filler":
                found.append(Word(best[1], best[2].group(), at, _more(best[2])))
            at = best[0]
        at = _gap(clause, at)
    return found


def _gap(clause: str, at: int) -> int:
    match = _GAP.match(clause, at)
    return match.end() if match is not None else at


def _letter(clause: str, at: int) -> bool:
    return 0 <= at < len(clause) and clause[at].isascii() and clause[at].isalnum()


def _more(match: re.Match[str]) -> str:
    for name, value in match.groupdict().items():
        if value is not None:
            return name.removeprefix("x") if name in ("xup", "xdown", "xleft", "xright") else value.lower()
    return ""


def number(text: str) -> int:
    """A number in figures or words."""
    return int(text) if text.isdigit() else NUMBERS[text.lower()]
