"""The plain rules and headings of the kinds as people tell them, in eleven languages: phrases for `saying_again`.

Signs in a phrase stand for the board's numbers: <n> the largest value, <cells> how many cells, <size> and <box> the
sides, <none> matches only where nothing is given. Each phrase is a whole rule: nothing may follow it in its part.
"""

# ruff: noqa: E501 - phrases are easier to compare on one line

from __future__ import annotations

from collections.abc import Mapping

_NUMBERS = (
    r"(?:(?:the|whole|die|den|der|les|des|los|las|i|le|gli|os|as|de|het) )*(?:digits?|numbers?|values?|integers?|heights?|ziffern|zahlen|werten?|höhen|"
    r"chiffres?|nombres?|entiers|números?|cifras?|dígitos|numeri|cifre|interi|inteiros|algarismos|cijfers|getallen|waarden|liczb\w*|cyfr\w*|числ\w*|цифр\w*)"
)
_FROM = r"(?:from |von |de |del |dal? |van |od |от |с )?1 ?(?:-|–|to|through|bis|à|a|al|até|t/m|tot(?: en met)?|do|до|по|\.\.\.?) ?"
_TO_N = _FROM + r"<n>(?!\d)"
_CJK_RANGE = r"1 ?(?:-|–|到|至|〜|～|~|から) ?<n>(?:まで)?(?!\d)"
_PUT = (
    r"(?:please |bitte |por favor |per favore |s'il te plaît )?(?:fill(?: it| the (?:grid|board|cells|square|blanks))?(?: in| out| up)?(?: with)?|put|place|write|enter|use|using|"
    r"f(?:ü|ue)lle?(?: (?:das (?:gitter|feld|quadrat)|es|die felder))?(?: mit)?|trage?|setze?|schreibe?|verwende?|"
    r"rempli\w*(?: (?:la grille|le carré|les cases))?(?: avec)?|plac\w+|mets|utilis\w+|rell[eé]na\w*(?: (?:la cuadrícula|las casillas))?(?: con)?|"
    r"coloca\w*|pon|usa\w*|riempi\w*(?: (?:la griglia|le caselle))?(?: con)?|metti|inserisci|preench\w+(?: (?:a grade|as casas))?(?: com)?|use|vul|zet|plaats|gebruik|"
    r"wpisz|wstaw|użyj|uzupełnij(?: (?:liczbami|cyframi))?|впиши\w*|расставь\w*|заполни\w*(?: числами)?|использу\w+)"
)
_INTO = (
    r"(?: (?:in|ein|into|into it|in it|in the (?:grid|board|cells|squares)|into the (?:grid|board|cells|squares)|in das (?:gitter|feld)|in die (?:felder|kästchen)|"
    r"dans la grille|dans les cases|en la cuadrícula|en las casillas|nella griglia|nelle caselle|na grade|nas casas|in het rooster|w (?:diagram|pola|kratki)|в (?:сетку|клетки)))?"
)
_WITH = r"(?:with|using|mit|avec|con|com|met|z|с|от) "
_IT = r"(?:,? ?(?:complete|solve|résous|complète|complétez|completa|resuelve|risolvi|resolve|resolva|löse?|ergänze|vervollständige|vul aan|rozwiąż|uzupełnij|реши|дополни)(?:[- ](?:it|le|la|lo|l['’]|es|ihn|het|je|его))?)?"
RANGE = "|".join(
    (
        rf"(?:{_WITH})?(?:only )?{_NUMBERS} {_TO_N}",
        rf"(?:{_WITH})?{_TO_N}",
        rf"{_PUT} (?:{_NUMBERS} )?{_TO_N}{_INTO}",
        rf"(?:{_NUMBERS} )?{_TO_N} (?:einsetzen|eintragen|invullen|verwenden|gebruiken)",
        rf"(?:用|使用|填入)?(?:数字|數字|整数|数)?{_CJK_RANGE}(?:的)?(?:数字|數字|整数|数)?(?:を入れる|を使う|が入る|填入|填满)?",
    )
)
"""Which numbers are filled in."""
_ONCE = (
    r"(?:(?:each|every one|all) )?(?:exactly |only |just )?once(?: each)?|(?:jede )?(?:genau )?einmal|je einmal|(?:chacun )?une (?:seule )?fois(?: chacun)?|"
    r"una (?:sola )?vez(?: cada uno)?|una (?:sola )?volta(?: ciascuno)?|uma (?:única )?vez(?: cada)?|(?:precies )?één keer|elk één keer|jeden raz|(?:каждое )?(?:ровно )?по одному разу|один раз"
)
EACH_ONCE = "|".join(
    (
        rf"(?:{_PUT} |{_WITH})?(?:each (?:number|digit)|{_NUMBERS}) {_TO_N},? (?:{_ONCE})",
        rf"{_PUT} (?:{_NUMBERS} )?{_TO_N}{_INTO} (?:{_ONCE})",
        r"(?:use )?(?:each|every) (?:number|digit) (?:is used |appears |occurs )?(?:exactly |only )?once|all (?:numbers|digits) (?:are )?different|no (?:number|digit) (?:is )?(?:repeated|used twice|repeats)",
        r"jede (?:zahl|ziffer) (?:(?:kommt|genau|nur) )*einmal(?: vor)?|keine (?:zahl|ziffer) (?:kommt )?(?:doppelt|zweimal|wiederholt sich)(?: vor)?",
        rf"(?:each|every) (?:number|digit|integer) {_TO_N} (?:(?:is|must be|appears|occurs|comes|goes) )?(?:(?:used|placed|written) )?(?:in )?(?:exactly |only |just )?once",
        rf"jede (?:zahl|ziffer) {_TO_N} (?:(?:kommt|wird|steht|ist|genau|nur) )*einmal(?: vor| verwendet| benutzt| eingesetzt| eingetragen)?",
        rf"chaque (?:nombre|chiffre) {_TO_N} (?:(?:est utilisé|apparaît|figure) )?(?:exactement )?une (?:seule )?fois|cada (?:número|cifra) {_TO_N} (?:(?:se usa|aparece|va) )?(?:exactamente )?una (?:sola )?vez|"
        rf"ogni (?:numero|cifra) {_TO_N} (?:(?:si usa|compare|appare) )?(?:esattamente )?una (?:sola )?volta|cada (?:número|algarismo) {_TO_N} (?:(?:é usado|aparece) )?(?:exatamente )?uma (?:única )?vez|"
        rf"elk (?:getal|cijfer) {_TO_N} (?:komt )?(?:precies )?(?:één|een) keer(?: voor)?|każda (?:liczba|cyfra) {_TO_N} (?:występuje )?(?:dokładnie )?(?:jeden )?raz|"
        rf"кажд\w+ (?:числ\w+|цифр\w+) {_TO_N} (?:встречается |стоит )?(?:ровно )?(?:один раз|по одному разу)",
        r"chaque (?:nombre|chiffre) (?:est utilisé )?(?:exactement )?une (?:seule )?fois|cada (?:número|cifra) (?:se usa )?una (?:sola )?vez|"
        r"ogni (?:numero|cifra) (?:si usa )?una (?:sola )?volta|cada (?:número|algarismo) (?:é usado )?uma (?:única )?vez|elk (?:getal|cijfer) (?:komt )?(?:precies )?één keer(?: voor)?|"
        r"każda (?:liczba|cyfra) (?:występuje )?(?:dokładnie )?(?:jeden )?raz|кажд\w+ (?:числ\w+|цифр\w+) (?:встречается )?(?:ровно )?(?:один раз|по одному разу)",
        rf"(?:数字)?{_CJK_RANGE}(?:各|を)?(?:使用|用|填)?(?:一次|1次|一回ずつ|1回ずつ|一度ずつ)(?:使う|使って)?|每个(?:数字|数)(?:只)?(?:使用|用|出现|填)一次|各数字(?:は|を)?(?:一回|1回|一度)(?:ずつ|だけ)?(?:使う|使って)?",
    )
)
"""Every number once on the whole board."""
_LINE = (
    r"per row and (?:per )?column|(?:pro|je) (?:zeile|reihe) und (?:(?:pro|je) )?spalte|par ligne et (?:par )?colonne|por fila y (?:por )?columna|per riga e (?:per )?colonna|por linha e (?:por )?coluna|"
    r"per rij en (?:per )?kolom|"
    r"(?:in |per |for )?(?:each|every) row and (?:(?:in |per )?(?:each|every) )?column|(?:in )?jeder zeile und (?:(?:in )?jeder )?spalte|(?:in |per )?jede[rn]? (?:zeile|reihe) und (?:jede[rn]? )?spalte|"
    r"(?:dans |par )?chaque ligne et (?:dans )?(?:chaque )?colonne|(?:en |por )?cada fila y (?:en )?(?:cada )?columna|(?:in |per )?ogni riga e (?:in )?(?:ogni )?colonna|"
    r"(?:em |por )?cada linha e (?:em )?(?:cada )?coluna|(?:in )?elke rij en (?:in )?(?:elke )?kolom|(?:w )?każdym wierszu i (?:w )?(?:każdej )?kolumnie|"
    r"(?:в )?каждой строке и (?:в )?(?:каждом )?столбце"
)
LATIN = "|".join(
    (
        rf"(?:each|every) (?:number|digit|height|value)(?: {_TO_N})? (?:(?:appears|occurs|stands|is|comes|goes) )?(?:exactly |only )?once (?:{_LINE})",
        rf"(?:{_NUMBERS} )?{_TO_N} (?:{_ONCE}) (?:{_LINE})",
        rf"(?:die )?(?:zahlen|ziffern|höhen) (?:{_TO_N}) (?:kommen|stehen) (?:(?:{_LINE}) )?(?:{_ONCE})(?: (?:{_LINE}))?(?: vor)?(?<=vor)",
        rf"(?:{_LINE}) (?:contains?|holds?|has|enthält|contient|contiene|contém|bevat|zawiera|содержит) (?:(?:all|each of|every one of|alle|tous|todos) )?{_NUMBERS} {_TO_N}(?: (?:{_ONCE}))?",
        rf"(?:{_LINE})[, ]*(?:steht |kommt |komt |staat )?(?:jede (?:zahl|ziffer|höhe)|chaque (?:chiffre|nombre|hauteur)|cada (?:número|cifra|altura|algarismo)|ogni (?:numero|cifra|altezza)|elk (?:getal|cijfer)|"
        rf"każda (?:liczba|cyfra)|кажд\w+ (?:числ\w+|цифр\w+)) (?:(?:genau|apparaît|aparece|appare|występuje|встречается|precies) )*(?:{_ONCE})(?: vor| voor)?",
        rf"(?:jede (?:zahl|ziffer|höhe)|chaque (?:chiffre|nombre|hauteur)|cada (?:número|cifra|altura|algarismo)|ogni (?:numero|cifra|altezza)|elk (?:getal|cijfer)|każda (?:liczba|cyfra)|кажд\w+ (?:числ\w+|цифр\w+)) "
        rf"(?:(?:kommt|steht|komt|apparaît|aparece|appare|występuje|встречается|genau|precies) )*(?:(?:{_ONCE}) (?:{_LINE})|(?:{_LINE}) (?:{_ONCE}))(?: vor| voor)?",
        r"(?:no|keine|aucun\w*|ningún|nessun\w*|nenhum\w*|geen|żadna|ни одна) (?:number|digit|zahl|ziffer|chiffre|nombre|número|cifra|numero|getal|cijfer|liczba|cyfra|цифра) (?:(?:is |may )?(?:repeats?|repeated)|wiederholt sich|"
        rf"ne se répète|se repite|si ripete|se repete|herhaalt zich|się nie powtarza|не повторяется) (?:{_LINE})",
        rf"(?:每行(?:和|、)?每列|各行各列|各行(?:と|・|、)(?:各)?列)(?:に|には|都|的)?(?:数字)?(?:是|填入|包含|に)?(?:{_CJK_RANGE})?(?:各|が|を)?(?:不重复|各?一次|不能重复|一回ずつ(?:入る)?|1回ずつ(?:入る)?|一つずつ(?:入る)?)",
    )
)
"""A Latin square."""
PATH = "|".join(
    (
        r"(?:all )?consecutive (?:numbers|values|integers) (?:are|must be|stand|touch|lie|have to be)(?: (?:orthogonally|horizontally or vertically))? ?(?:adjacent|next to each other|side by side|neighbou?rs|connected)?",
        r"aufeinander ?folgende (?:zahlen|ziffern) (?:(?:müssen|sind|stehen|liegen|sollen) )?(?:(?:waagerecht oder senkrecht|direkt|immer) )*(?:nebeneinander|benachbart|angrenzend)(?: (?:stehen|sein|liegen|sind))?",
        r"(?:les |des )?(?:nombres|chiffres) consécutifs (?:(?:doivent|sont|se|être|côte|touch\w+) ?)+(?:à côte|côte à côte|voisins|adjacents|l'un de l'autre)?",
        r"(?:los )?números consecutivos (?:(?:deben|están|estén|estar|ser|queden|sean) )*(?:adyacentes|juntos|contiguos|vecinos|uno al lado del otro)",
        r"(?:i )?numeri consecutivi (?:(?:devono|sono|siano|stiano|essere|stare) )*(?:adiacenti|vicini|affiancati|uno accanto all'altro)",
        r"(?:os )?números consecutivos (?:(?:devem|estão|fiquem|ficam|ficar|ser|estar|sejam) )*(?:adjacentes|juntos|vizinhos|lado a lado)",
        r"opeenvolgende (?:getallen|cijfers|nummers) (?:(?:moeten|staan|zijn|liggen|komen) )?(?:direct )?(?:naast elkaar|aangrenzend|aan elkaar grenzen)(?: (?:staan|liggen|zijn|komen))?",
        r"kolejne liczby (?:(?:muszą|mają|są|stały|stoją|sąsiadują|sąsiadowały|być|stać) )*(?:obok siebie|ze sobą|sąsiadujące|sąsiednie)",
        r"(?:последовательные|соседние|подряд идущие) числа (?:(?:должны|стоят|стояли|стоять|быть|находились) )*(?:рядом|соседними|по соседству)",
        r"(?:连续|相邻)的?(?:数字|数)(?:必须|要)?相邻|連続する(?:数字|数)(?:は|が)?(?:隣り合う|隣り合わせ(?:になる)?|隣に(?:ある|来る)?)",
    )
)
"""One path through the cells; <straight> alone matches only where steps go to the sides."""
MAGIC = "|".join(
    (
        r"(?:the )?(?:magic )?(?:sum|constant|total)(?: is| =|:)? <total>(?!\d)|(?:die )?(?:magische )?(?:summe|konstante)(?: ist| beträgt|:)? <total>(?!\d)|(?:la )?somme(?: magique)?(?: est|:)?(?: de)? <total>(?!\d)|(?:la )?suma(?: mágica| magiczna)?(?: es|:)?(?: de)? <total>(?!\d)|"
        r"(?:la )?somma(?: magica)?(?: è|:)?(?: di)? <total>(?!\d)|(?:a )?soma(?: mágica)?(?: é|:)?(?: de)? <total>(?!\d)|(?:de )?(?:magische )?som(?: is|:)?(?: van)? <total>(?!\d)|(?:магическая )?сумма(?: равна|:)? <total>(?!\d)|(?:幻)?和(?:为|是)?<total>|(?:定和|合計)(?:は|が)?<total>",
        r"(?:all )?(?:(?:the |each |every )?rows?,? (?:and )?(?:the |each |every )?columns?,? and (?:both |the |all )?(?:two |main )?diagonals?) (?:must |should )?(?:(?:all )?(?:have|add up to|adds up to|sum to|give) (?:the same (?:sum|total)|the same|<total>)|add up the same)",
        r"(?:jede |alle )?(?:zeilen?|reihen?),? (?:und )?(?:jede |alle )?spalten?,? und (?:beide )?diagonalen? (?:haben|hat|ergeben|ergibt)? ?(?:die gleiche|dieselbe) summe(?: haben| ergeben)?",
        r"(?:chaque|toutes les) lignes?,? (?:et )?(?:chaque |toutes les )?colonnes?,? et (?:chaque |les (?:deux )?)?diagonales? (?:ait|a|aient|ont|fait|font|donne) la même somme",
        r"(?:cada fila|las filas),? (?:y )?(?:cada |las )?columnas?,? y (?:cada |las (?:dos )?)?diagonal(?:es)? (?:suma|suman|sumen|tiene|tienen)(?: lo mismo| la misma suma)",
        r"(?:ogni riga|le righe),? (?:e )?(?:ogni |le )?colonn[ae],? e (?:ogni |le (?:due )?|entrambe le )?diagonal[ei] (?:ha|hanno|abbia|abbiano|danno) la stessa somma",
        r"(?:cada linha|as linhas),? (?:e )?(?:cada |as )?colunas?,? e (?:cada |as (?:duas )?)?diagona(?:l|is) (?:tem|têm|somam?|tenha|tenham) (?:a mesma soma|o mesmo)",
        r"(?:elke rij|de rijen),? (?:en )?(?:elke |de )?kolom(?:men)?,? en (?:elke |beide |de )?diagona(?:al|len) (?:heeft|hebben|dezelfde) (?:dezelfde )?som(?: hebben)?",
    )
)
"""Lines of one sum, diagonals included; <total> is that sum where the text tells it."""
QUEENS = "|".join(
    (
        r"(?:none|no two|no queens?|no 2)(?: of (?:them|the queens|which))?(?: queens?)? (?:attacks?|attacking|threatens?|threatening|can attack|may attack|attack) (?:each other|one another|another(?: one)?|any other)",
        r"(?:they|the queens|queens) (?:do not|don't|must not|cannot|can't|may not|never) (?:attack|threaten) (?:each other|one another)|without (?:attacking|threatening) (?:each other|one another)|none attacking (?:another|each other)|non[- ]attacking",
        r"no two (?:queens )?(?:(?:share|are (?:in|on)|stand (?:in|on)) )?(?:the same |a )?row, (?:a |the same )?column,? or (?:a |the same )?diagonal",
        r"keine schlägt (?:die|eine) andere|(?:dass |sodass )?(?:keine (?:dame )?(?:eine andere|die andere)|sie sich nicht|keine zwei(?: damen)? sich|sich keine(?: zwei)?(?: damen)?)(?: gegenseitig)? (?:schlagen|bedrohen|schlägt|bedroht|angreifen)(?: können| kann)?",
        r"(?:qu['’])?aucune(?: (?:dame|d'elles))? n['’](?:en )?(?:attaque|menace)(?: (?:une autre|les autres|pas une autre))?|sans qu['’]elles s['’]attaquent|elles ne s['’]attaquent pas",
        r"(?:que )?ninguna (?:(?:reina|dama) )?(?:ataque|ataca|amenace|amenaza) a (?:otra|ninguna otra)|(?:que )?no se (?:ataquen|atacan|amenacen)(?: entre sí)?|sin (?:que se ataquen|atacarse)(?: entre sí)?",
        r"(?:che )?nessuna (?:(?:regina) )?(?:attacchi|attacca|minacci|minaccia) (?:un'altra|le altre)|(?:che )?non si (?:attacchino|attaccano|minaccino)(?: a vicenda)?|senza che si attacchino(?: a vicenda)?",
        r"(?:que )?nenhuma (?:(?:rainha|dama) )?(?:ataque|ataca|ameace) (?:outra|a outra)|(?:que )?não se (?:ataquem|atacam)(?: entre si| mutuamente)?|sem (?:que )?se (?:atacarem|ataquem)(?: entre si)?",
        r"(?:dat )?(?:geen (?:enkele )?(?:koningin |dame )?(?:een andere|elkaar)|ze elkaar niet|geen twee(?: koninginnen| dames)? elkaar) (?:aanvallen|aanvalt|slaan|slaat|bedreigen|bedreigt)(?: kunnen)?",
        r"(?:żadn[ey]|żeby żadne|by żadne)(?: (?:dwa |dwie )?(?:hetmany|hetman|królowe))? (?:nie|się nie) (?:atakowały|atakują|biły|biją|szachują|atakował)(?: się)?(?: nawzajem| innego)?|nie atakowały się(?: nawzajem)?",
        r"(?:они |ферзи )?не били друг друга|ни один (?:ферзь )?не (?:бил|бьёт|бьет|атаковал|угрожал) (?:другого|другому)|(?:они |ферзи )?не (?:атаковали|атакуют|бьют|угрожали) друг друг[ау]",
        r"without (?:any (?:two )?(?:of them |queens )?)?attacking (?:each other|one another|another)|so that none attacks? another|(?:ohne,? dass|so,? dass) sie (?:sich|einander) (?:gegenseitig )?(?:nicht )?(?:schlagen|bedrohen|angreifen)(?: können)?(?<!nicht schlagen)(?<!nicht bedrohen)(?<!nicht angreifen)",
        r"sin que (?:ninguna (?:ataque|amenace) a otra|se (?:ataquen|amenacen)(?: (?:entre sí|unas a otras|mutuamente))?)|sans (?:qu['’]elles )?(?:s['’]attaquer|se menacer|se menacent|s['’]attaquent)(?: (?:entre elles|mutuellement))?|"
        r"senza (?:che si (?:attacchino|minaccino)|attaccarsi)(?: (?:a vicenda|tra loro))?|zonder (?:dat ze elkaar (?:aanvallen|slaan|bedreigen)|elkaar (?:aan te vallen|te slaan|te bedreigen))",
        r"互不攻击|互相不攻击|彼此不攻击|(?:使(?:得)?)?它们互不攻击|互いに(?:攻撃し(?:ない|合わない)|取り合わない)(?:ように)?",
    )
)
"""Queens that do not attack each other."""
TENTS = "|".join(
    (
        r"(?:place |put )?(?:exactly )?(?:one|a) tent (?:beside|next to|adjacent to|by) (?:each|every) tree(?: \(?T\)?)?|(?:each|every) tree (?:has|gets|needs) (?:exactly )?(?:one|a) tent(?: (?:beside|next to) it)?",
        r"(?:no (?:two )?tents|tents (?:do not|don't|must not|may not|cannot|can't|never)) touch(?: each other)?(?:,? not even diagonally)?|not even diagonally",
        r"neben (?:jeden|jedem) baum (?:\(?T\)? ?)?(?:kommt|steht|gehört) (?:genau )?ein zelt|(?:zu )?jede[rm] baum (?:(?:hat|gehört|bekommt) )+(?:genau )?ein zelt(?: daneben)?",
        r"(?:die )?zelte (?:berühren sich nicht|dürfen sich nicht berühren)|keine zelte berühren sich|zwei zelte berühren sich (?:nie|nicht)|auch nicht diagonal|nicht einmal diagonal",
        r"(?:place |il y a )?une tente (?:à côté|près) de chaque arbre|chaque arbre a (?:sa|une) tente|(?:les )?tentes ne se touchent pas|même pas en diagonale|pas même en diagonale",
        r"(?:hay |pon )?una tienda (?:junto a|al lado de) cada árbol|cada árbol tiene (?:su|una) tienda|(?:las )?tiendas no se tocan|ni siquiera en diagonal|ni en diagonal",
        r"(?:c'è )?una tenda (?:accanto a|vicino a) ogni albero|ogni albero ha (?:la sua|una) tenda|(?:le )?tende non si toccano|nemmeno in diagonale|neanche in diagonale",
        r"(?:há )?uma (?:tenda|barraca) ao lado de cada árvore|cada árvore tem (?:sua|uma) (?:tenda|barraca)|(?:as )?(?:tendas|barracas) não se tocam|nem (?:mesmo )?na diagonal|nem em diagonal",
        r"naast (?:elke|iedere) boom (?:komt|staat) (?:één|een) tent|(?:elke|iedere) boom heeft (?:één|een) tent|(?:de )?tenten raken elkaar niet|(?:ook niet|zelfs niet) diagonaal",
        r"(?:obok|przy) każdego? drzew\w+ (?:stoi|jest) (?:jeden )?namiot|każde drzewo ma (?:swój|jeden) namiot|namioty (?:się )?nie (?:stykają|dotykają)(?: się)?|nawet (?:po przekątnej|na ukos)|także po skosie",
        r"(?:рядом с|возле|у) кажд\w+ дерев\w+ (?:стоит |есть )?(?:одна )?палатка|палатки не (?:касаются|соприкасаются)(?: друг друга)?|даже по диагонали",
        r"每棵树旁(?:边)?(?:都)?有一(?:个|顶)帐篷|帐篷(?:之间)?(?:不能|不)(?:相邻|接触)|(?:包括|即使)(?:斜|对角)(?:向|线)?|各木の隣にテントを?(?:一つ|1つ)?(?:置く|ある)?|テントは(?:互いに)?隣り合わない|斜めも(?:不可|だめ)?",
    )
)
"""A tent beside each tree, no two of them touching."""
SEEN = "|".join(
    (
        r"(?:the )?clues? (?:outside |around )?(?:tell|say|show|give|count)s? how many (?:buildings|towers|skyscrapers|houses) (?:are visible|can be seen|you (?:can )?see|are seen)",
        r"(?:taller|higher) (?:buildings|towers|ones) (?:hide|block) (?:the )?(?:shorter|lower|smaller) (?:ones|buildings|towers)(?: behind them)?",
        r"höhere (?:häuser|gebäude) verdecken (?:die )?(?:niedrigere|kleinere)n?(?: dahinter)?|les plus hauts cachent les plus (?:bas|petits)|los (?:edificios )?más altos tapan (?:a )?los más bajos|"
        r"os (?:prédios )?mais altos escondem os mais baixos|hogere (?:gebouwen|torens) verbergen lagere|wyższe (?:budynki )?zasłaniają niższe|высокие (?:дома )?закрывают низкие|高楼(?:会)?挡住(?:后面的)?(?:矮楼|低楼)|高いビルは(?:後ろの)?低いビルを隠す",
    )
)
"""What the numbers around a city count."""
WEIGHED = "|".join(
    (
        r"(?:a |each |every )?(?:filled|shaded|black) cells? (?:counts?|adds?|is worth|are worth) (?:as )?its (?:row|column) number|the weights? (?:of a cell )?(?:is|are) (?:its|the) (?:position|1 to <size>|1,? 2,? (?:3,? )?\.{2,3})",
        r"rows count (?:the )?columns? (?:number|position)s?,? and columns (?:the )?rows? (?:number|position)s?",
    )
)
THREE = "|".join(
    (
        r"(?:no|never|not) (?:more than two|three) (?:(?:equal|identical|of the same|alike|same) )?(?:digits|numbers|symbols|signs|0s or 1s)?(?: ?(?:adjacent|next to each other|in a row|consecutive(?:ly)?|alike))+|at most two (?:equal|identical|alike) (?:in a row|next to each other)",
        r"(?:each|every) (?:row and (?:each |every )?column) (?:has|contains) (?:as many|equally many|the same number of) (?:0s|zeros) (?:as|and) (?:1s|ones)|equal numbers? of (?:0s|zeros) and (?:1s|ones)(?: (?:in|per) (?:each|every) row and column)?",
        r"(?:nie|nicht) mehr als zwei gleiche(?: ziffern| zahlen)? nebeneinander|gleich viele (?:0en|nullen) und (?:1en|einsen)(?: (?:pro|in jeder) (?:zeile und (?:jeder )?spalte))?",
        r"(?:pas|jamais) plus de deux chiffres identiques (?:côte à côte|à la suite|consécutifs)|autant de 0 que de 1(?: (?:par|dans chaque) ligne et (?:par |dans chaque )?colonne)?",
        r"(?:no|nunca) más de dos (?:cifras |números )?iguales (?:seguid[oa]s|juntos|consecutivos)|(?:igual número|la misma cantidad) de (?:0s?|ceros) y (?:1s?|unos)(?: (?:en|por) (?:cada )?fila y columna)?",
        r"(?:mai|non) più di due cifre uguali (?:di fila|consecutive|vicine)|tanti 0 quanti 1(?: (?:in|per) (?:ogni )?riga e colonna)?",
        r"(?:nunca|não) mais de dois (?:números )?iguais (?:seguidos|juntos)|(?:o mesmo número|a mesma quantidade) de 0s? e 1s?(?: (?:em|por) (?:cada )?linha e coluna)?",
        r"(?:nooit|niet) meer dan twee (?:dezelfde|gelijke)(?: cijfers)? naast elkaar|evenveel (?:0'en|nullen) (?:als|en) (?:1'en|enen)(?: per rij en kolom)?",
        r"(?:nie więcej niż|co najwyżej) dwie (?:takie same|jednakowe)(?: cyfry)? obok siebie|tyle samo (?:0|zer) (?:co|i) (?:1|jedynek)(?: w każdym wierszu i (?:każdej )?kolumnie)?",
        r"не (?:больше|более) двух одинаковых(?: цифр)? (?:подряд|рядом)|поровну (?:0|нулей) и (?:1|единиц)(?: в каждой строке и (?:каждом )?столбце)?",
        r"(?:相同数字)?不(?:能|可)(?:有)?(?:超过两个|三个)(?:相同(?:的)?数字)?(?:连续|相邻)|每行每列0和1(?:的)?(?:数量|个数)相[同等]|同じ数字は?(?:3つ以上|三つ以上)(?:続かない|並ばない)|各行各列(?:の)?0と1は同数",
    )
)
"""Never three alike in a row, and as many of the one as of the other."""
LETTERS = "|".join(
    (
        r"(?:each|every) letter (?:stands for|represents|is|means) (?:a|one|exactly one) (?:different |distinct |unique |single )?digit|(?:different|distinct) letters (?:stand for|are|represent|mean|have)? ?(?:different|distinct) digits|"
        r"(?:the )?same letters? (?:stands? for |is |are |represents? |always )*(?:the )?same digits?|<nozero>(?:(?:no|without) leading zero(?:e?s)?|no (?:number|word) (?:starts|begins) with (?:a )?(?:0|zero))",
        r"jeder buchstabe (?:steht für|ist|bedeutet|entspricht) (?:genau )?(?:eine[rn]?) (?:andere[rn]? |eigene[rn]? |bestimmte[rn]? |verschiedene[rn]? )?ziffer|(?:verschiedene|unterschiedliche) buchstaben,? (?:stehen für |sind |bedeuten |entsprechen )?(?:verschiedene[n]?|unterschiedliche[n]?) ziffern|"
        r"gleiche buchstaben,? (?:stehen für |sind |bedeuten |entsprechen )?gleiche[n]? ziffern|<nozero>(?:keine führenden? nulln?|keine führenden nullen|keine zahl beginnt mit (?:0|null))",
        r"chaque lettre (?:représente|correspond à|remplace|est) un (?:seul )?chiffre(?: différent)?|(?:des |les )?lettres différentes,? (?:représentent |sont |correspondent à )?(?:des )?chiffres différents|<nozero>aucun nombre ne commence par (?:0|zéro)",
        r"cada letra (?:representa|es|corresponde a) (?:un dígito|una cifra)(?: (?:distint[oa]|diferente))?|letras (?:distintas|diferentes),? (?:representan |son )?(?:dígitos|cifras) (?:distint[oa]s|diferentes)|<nozero>ningún número empieza (?:por|con) (?:0|cero)",
        r"ogni lettera (?:rappresenta|corrisponde a|è|sta per) una cifra(?: diversa)?|lettere diverse,? (?:rappresentano |sono )?cifre diverse|cada letra (?:representa|é|corresponde a) um (?:dígito|algarismo)(?: diferente)?|letras diferentes,? (?:representam |são )?(?:dígitos|algarismos) diferentes",
        r"elke letter (?:staat voor|is) (?:een|één) (?:ander |verschillend |uniek )?cijfer|verschillende letters,? (?:staan voor |zijn )?verschillende cijfers|każda litera (?:oznacza|to) (?:inną |jedną )?cyfrę|różne litery,? (?:to |oznaczają )?różne cyfry",
        r"кажд\w+ букв\w+ ?(?:обозначает|означает|соответствует|[-—–]|это)? (?:сво\w+ |одн\w+ |разн\w+ )?цифр\w+|разн\w+ букв\w+ ?(?:обозначают|означают|соответствуют|[-—–]|это)? разн\w+ цифр\w+|одинаков\w+ букв\w+ ?(?:обозначают|означают|соответствуют|[-—–]|это)? одинаков\w+ цифр\w+",
        r"(?:每个|每個|不同的?)字母(?:代表|表示|对应)(?:一个|一個)?(?:不同的?)?(?:数字|數字)|相同的?字母(?:代表|表示)相同的?(?:数字|數字)|(?:各|それぞれの)文字は(?:一つの|異なる|違う)?数字(?:を表す|に対応する)?|(?:違う|異なる)文字は(?:違う|異なる)数字(?:を表す)?",
    )
)
"""What letters stand for."""
NOT_TOUCHING = "|".join(
    (
        r"(?:no (?:two )?stars|stars (?:do not|don't|must not|may not|cannot|can't|never)) touch(?: each other)?(?:,? not even diagonally)?|not even diagonally|(?:and )?(?:not|nor) diagonally(?: either)?|also not diagonally|(?:not )?even at (?:the )?corners",
        r"(?:place |put )?(?:exactly )?<stars> stars? (?:in |per )?(?:(?:each|every) )?row,? (?:and )?(?:in |per )?(?:(?:each|every) )?column,? and (?:in |per )?(?:(?:each|every) )?(?:region|area)|(?:genau )?<stars> sterne? (?:pro|je|in jeder) zeile, (?:jeder |pro )?spalte und (?:jeder |jedem |pro )?(?:region|gebiet)|"
        r"<stars> étoiles? (?:par|dans chaque) ligne, (?:par |chaque )?colonne et (?:par |chaque )?(?:région|zone)|<stars> estrellas? (?:por|en cada) fila,? (?:por |cada )?columna y (?:por |cada )?(?:región|zona)|<stars> stell[ae] (?:per|in ogni) riga, (?:per |ogni )?colonna e (?:per |ogni )?(?:regione|zona)|"
        r"<stars> estrelas? (?:por|em cada) linha, (?:por |cada )?coluna e (?:por |cada )?(?:região|zona)|<stars> ster(?:ren)? (?:per|in elke) rij,? (?:per |elke )?kolom en (?:per |elk )?(?:gebied|regio)|<stars> gwiazd[ay]? w każdym wierszu, (?:każdej )?kolumnie i (?:każdym )?(?:regionie|obszarze)|"
        r"(?:по )?<stars> зв[её]зд[аые]? в каждой строке, (?:каждом )?столбце и (?:каждой )?(?:области|регионе)|每行每列每(?:个)?(?:区域|宫)(?:有)?<stars>(?:颗|个)?星|各行・?、?各列・?、?各(?:ブロック|領域|エリア)に星(?:が|を)?<stars>(?:つ|個)|(?:no se tocan|ne se touchent pas|non si toccano|não se tocam|raken elkaar niet|nie stykają się)(?:,? (?:ni en diagonal|même pas en diagonale))?",
        r"(?:die )?sterne berühren sich nicht|auch nicht diagonal|(?:les )?étoiles ne se touchent pas|même pas en diagonale|(?:las )?estrellas no se tocan|ni (?:siquiera )?en diagonal|(?:le )?stelle non si toccano|nemmeno in diagonale|"
        r"(?:as )?estrelas não se tocam|nem (?:mesmo )?na diagonal|(?:de )?sterren raken elkaar niet|ook niet diagonaal|gwiazdy (?:się )?nie (?:stykają|dotykają)(?: się)?|nawet po przekątnej|зв[её]зды не касаются(?: друг друга)?|даже по диагонали|星(?:星)?不(?:能)?相邻|星同士は隣り合わない",
    )
)
MINES = "|".join(
    (
        r"(?:the |each |every |a )?(?:numbers?|digits?|clues?) (?:(?:counts?|shows?|tells?|says?|gives?|indicates?|(?:is|are) the (?:number|count) of)(?: how many| the number of)? )(?:the )?"
        r"(?:(?:neighbou?ring|adjacent|surrounding) (?:mines|bombs)|(?:mines|bombs) (?:are |there are )?(?:around|next to|near|touch|surround) (?:it|them|the cell|that cell))",
        r"(?:die |jede |eine )?zahl(?:en)? (?:zählt|zählen|zeigt|zeigen|nennt|nennen|gibt|geben)(?: an)?,? (?:die (?:anzahl (?:der )?)?)?(?:benachbarten?|angrenzenden?|umliegenden?) minen(?: an)?|"
        r"(?:les |chaque )?(?:chiffres?|nombres?) (?:comptent?|indiquent?|donnent?) (?:le nombre de |les )?mines (?:voisines|adjacentes|autour)|"
        r"(?:los |cada )?números? (?:cuentan?|indican?|dicen?) (?:el número de |las |cuántas )?minas (?:vecinas|adyacentes|alrededor|hay alrededor)|"
        r"(?:i |ogni )?numer[oi] (?:contano|conta|indicano|indica) (?:il numero di |le )?mine (?:vicine|adiacenti|intorno)|"
        r"(?:os |cada )?números? (?:contam?|indicam?) (?:o número de |as )?minas (?:vizinhas|adjacentes|ao redor)|"
        r"(?:de |elk )?(?:getallen|getal|cijfers) (?:tellen|telt|geven|geeft)(?: aan)? (?:het aantal )?(?:aangrenzende|omliggende|naburige) mijnen(?: aan)?|"
        r"(?:цифры|числа) (?:показывают|означают|считают) (?:число |количество )?(?:соседних мин|мин (?:вокруг|рядом))|数字(?:表示|代表)?(?:是)?周围(?:的)?(?:地)?雷(?:的)?数(?:量)?|数字は(?:周り|周囲|隣)の地雷の数(?:です|を表す)?",
    )
)
"""What the numbers of a minefield count: the eight neighbours."""
BULBS = "|".join(
    (
        r"(?:the |each |every |a )?(?:digits?|numbers?|numbered cells?) (?:are|is|stand(?:s)? (?:on|in)) (?:a )?(?:black|wall) (?:squares?|cells?|tiles?)(?: with (?:exactly )?(?:that|so|as) many (?:light ?)?(?:bulbs|lamps|lights)(?: (?:next to|beside|around|adjacent to) (?:it|them))?)?",
        r"(?:the |each |every |a )?(?:digits?|numbers?) (?:counts?|shows?|tells?|says?|gives?|indicates?|(?:is|are) the number of)(?: (?:how many|the number of|the))? (?:(?:adjacent|neighbou?ring) (?:light ?)?(?:bulbs|lamps|lights)|(?:light ?)?(?:bulbs|lamps|lights) (?:are |stand |lie )?(?:next to|beside|around|adjacent to|touch) (?:it|them))",
        r"(?:die |jede )?(?:ziffern?|zahl(?:en)?) (?:sind|ist|stehen auf|steht auf) (?:ein )?schwarze[sn]? (?:felder|feldern|feld|kästchen)(?: mit (?:genau )?so ?vielen (?:lampen|glühbirnen|birnen)(?: (?:daneben|ringsum))?)?|(?:die |jede )?(?:ziffern?|zahl(?:en)?) (?:zählt|zählen|zeigt|zeigen) (?:die )?(?:benachbarten|angrenzenden) (?:lampen|glühbirnen|birnen)(?: an)?",
        r"(?:les )?chiffres (?:sont|donnent|indiquent) (?:des cases noires|le nombre d['’](?:ampoules) (?:voisines|adjacentes))|(?:los )?números (?:son casillas negras|indican (?:el número de |las )?(?:bombillas|lámparas) (?:vecinas|adyacentes))",
        r"(?:every|each|all) (?:white|open|empty) (?:cells?|squares?) (?:must be|is|are|gets?|has to be) (?:lit|illuminated)(?: up)?|(?:no|none of the) (?:two )?(?:bulbs|lamps|lights) (?:may |can |must )?(?:shines? on|sees?|lights?|illuminates?) (?:each other|another|one another)",
    )
)
"""What the numbers of a room count, and that its cells are lit."""
DIFFER = "|".join(
    (
        r"(?:(?:any )?(?:two )?(?:neighbou?rs|(?:neighbou?ring|adjacent|touching|connected|bordering) (?:regions|countries|states|nodes|vertices|areas|ones))) (?:(?:always|all|must|should) )?(?:differ(?: in colou?r)?|(?:are|be|get|have) (?:of )?(?:a )?different(?: colou?rs?)?)",
        r"(?:no (?:two )?(?:neighbou?rs|(?:neighbou?ring|adjacent|touching|connected|bordering) (?:regions|countries|states|nodes|vertices|areas|ones))) (?:share a colou?r|(?:have|share|get|are) the same(?: colou?r)?|match)",
        r"sem vizinhos (?:iguais|da mesma cor)|(?:os )?vizinhos (?:tenham|têm|com) cores diferentes|sin vecinos (?:iguales|del mismo color)|(?:los )?vecinos (?:tengan|tienen|con) colores (?:distintos|diferentes)|"
        r"sans voisins (?:identiques|de même couleur)|(?:les )?voisins (?:aient|ont) des couleurs différentes|senza vicini (?:uguali|dello stesso colore)|(?:i )?vicini (?:abbiano|hanno) colori diversi",
        r"(?:keine )(?:zwei )?(?:nachbarn|benachbarten (?:länder|gebiete|knoten)) (?:die gleiche|dieselbe) farbe (?:haben|bekommen)|(?:benachbarte (?:länder|gebiete|knoten)|nachbarn) (?:verschiedene|unterschiedliche) farben (?:haben|bekommen)",
    )
)
"""Neighbours of different colours."""
SUMS_BESIDE = (
    r"<beside>(?:(?:the )?(?:row and column )?(?:sums?|totals?) (?:are |is |stand )?(?:given |shown |written )?(?:(?:on|at|to) the )?(?:right and (?:at the |on the )?(?:below|bottom|underneath)|bottom and (?:on the |at the |to the )?right)|"
    r"(?:right and below|below and right) (?:are|stand) the (?:sums|totals)|(?:rechts und unten|unten und rechts) (?:stehen|sind) (?:die )?(?:zeilen- und spalten)?summen|(?:die )?(?:zeilen- und spalten)?summen (?:stehen|sind) (?:rechts und unten|unten und rechts)|"
    r"(?:les )?sommes (?:sont )?(?:à droite et en bas|en bas et à droite)|(?:à droite et en bas|en bas et à droite) (?:se trouvent |sont |il y a )?les sommes|(?:las )?sumas (?:están )?(?:a la derecha y abajo|abajo y a la derecha)|(?:a la derecha y abajo|abajo y a la derecha) (?:están|van) las sumas|"
    r"(?:le )?somme (?:sono |stanno )?(?:a destra e (?:in basso|sotto)|sotto e a destra)|(?:a destra e (?:in basso|sotto)|sotto e a destra) (?:ci sono|stanno|sono) le somme|(?:as )?somas (?:estão |ficam )?(?:à direita e (?:em baixo|embaixo|abaixo))|"
    r"(?:de )?sommen (?:staan )?rechts en (?:onder|onderaan)|rechts en (?:onder|onderaan) staan de sommen|sumy (?:są |stoją )?(?:po prawej i (?:na dole|u dołu))|суммы (?:стоят |указаны )?справа и снизу|справа и снизу (?:стоят |указаны )?суммы)"
)
"""Where the sums stand; <beside> matches only where they stand there."""
_GIVEN = (
    r"<none>(?:(?:there are )?(?:no|without) (?:givens?|given (?:digits|numbers|cells|values)|clues? (?:digits|numbers)|starting (?:digits|numbers)|digits (?:are )?given|numbers (?:are )?given)|nothing (?:is )?given|(?:the )?(?:grid|board) is empty|empty grid|"
    r"(?:keine|ohne) (?:vorgaben|vorgegebenen? (?:zahlen|ziffern)|startzahlen|zahlen vorgegeben)|(?:das )?gitter ist leer|(?:pas de|sans|aucun) (?:chiffres?|nombres?|indices?)(?: (?:donnés?|de départ|initia\w+))|grille vide|(?:la )?grille est vide|"
    r"(?:sin|no hay) (?:números|cifras|pistas|dígitos)(?: (?:dados|dadas|iniciales|de inicio))|cuadrícula vacía|(?:senza|nessun\w*) (?:numer[oi]|cifr[ae])(?: (?:dat[oiae]|inizial[ei]))|griglia vuota|"
    r"(?:sem|nenhum) (?:números?|algarismos?|dígitos?)(?: (?:dados?|iniciais|fornecidos))|grade vazia|(?:geen|zonder) (?:gegeven |begin)(?:cijfers|getallen)|leeg rooster|(?:bez|brak) (?:podanych |danych )?(?:cyfr|liczb)(?: początkowych)?|pusta siatka|"
    r"(?:без|нет) (?:заданных |начальных )?(?:цифр|чисел)|пустая сетка|(?:没有|無|无|沒有)(?:任何)?(?:已知数|已知數|给定数字|給定數字|初始数字|提示数)|(?:初期|最初の|ヒントの?)数字(?:は)?(?:なし|ありません)|ヒントなし)"
)
NOTHING_GIVEN = _GIVEN
"""Nothing is given; true only of an empty board."""
_THINGS = (
    r"(?:cages by letters?|käfige (?:nach|mit) buchstaben|cages par lettres?|jaulas por letras?|gabbie (?:con le|per) lettere?|gaiolas por letras?|kooien per letter|按字母的?笼子|文字ごとのケージ|cages?|clues?|sums?|grid|board|puzzle|hints?|numbers|käfige?|hinweise?|summen|gitter|rätsel|cages|indices|sommes|grille|jaulas?|cajas|pistas|sumas|cuadrícula|tablero|gabbie|indizi|somme|griglia|"
    r"gaiolas?|dicas|somas|grade|tabuleiro|kooien|aanwijzingen|sommen|rooster|klatki|wskazówki|sumy|diagram|siatka|клетки|подсказки|суммы|поле|сетка|笼子|籠子|提示|线索|盘面|题目|ケージ|ヒント|盤面|問題)"
)
HEADING = "|".join(
    (
        rf"(?:(?:here|these) (?:are|is)|here's|this is|hier (?:sind|ist|zijn|is)|das (?:sind|ist)|dit (?:zijn|is)|voici|voilà|aquí (?:están|está|van)|estas? (?:son|es)|ecco|aqui (?:estão|está)|oto|to są|вот) (?:the |die |das |der |de |het |les |la |le |los |las |el |i |gli |il |as |os |o |a )?{_THINGS}",
        rf"(?:the |die |das |der |de |les |la |le |los |las |el |i |gli |il |as |os |o |a )?{_THINGS}(?: (?:are|is))?(?: (?:as follows|below|follow|given below|folgen|unten|ci-dessous|abajo|a continuación|sotto|qui sotto|abaixo|a seguir|hieronder|poniżej|ниже))?",
        rf"{_THINGS}(?:如下|是|为|見る|は(?:以下|次)の(?:通り|とおり)(?:です)?|(?:は)?以下)",
    )
)
"""What stands over a list or a grid."""
BOXES = (
    r"(?:with |mit |avec |con |com |met |z |с )?(?:<box> ?(?:x|×|by) ?<box>[- ]?(?:boxes|box|blocks|blöcken?|kästen|blocs|bloques|cajas|blocchi|blocos|caixas|blokken|vakken|blok(?:i|ami)|блок(?:и|ами)|宫|宮|ブロック)|"
    r"(?:boxes|blocks|blöcke|blocs|bloques|cajas|blocchi|blocos|caixas|blokken|vakken|bloki|блоки|宫|宮|ブロック)(?: (?:of|de|di|von|van|по))? ?<box> ?(?:x|×|by) ?<box>)"
)
_ANY = f"{HEADING}|{NOTHING_GIVEN}"
SAID: Mapping[str, str] = {
    "killer": f"{RANGE}|{BOXES}|{_ANY}",
    "numbrix": f"{RANGE}|{EACH_ONCE}|<straight>(?:{PATH})|{_ANY}",
    "magic_square": f"{RANGE}|<different>(?:{EACH_ONCE})|<diagonal>(?:{MAGIC})|{_ANY}",
    "n_queens": f"{QUEENS}|{_ANY}",
    "tents": f"{TENTS}|{HEADING}",
    "skyscrapers": f"{RANGE}|{LATIN}|{SEEN}|{_ANY}",
    "futoshiki": f"{RANGE}|{LATIN}|{HEADING}",
    "latin": f"{RANGE}|{LATIN}|{HEADING}",
    "kenken": f"{RANGE}|{LATIN}|{_ANY}",
    "kakurasu": f"{WEIGHED}|{HEADING}",
    "binairo": f"{THREE}|{HEADING}",
    "star_battle": f"{NOT_TOUCHING}|{HEADING}",
    "survo": f"{RANGE}|{EACH_ONCE}|{SUMS_BESIDE}|{HEADING}",
    "kakuro": f"{RANGE}|{_ANY}",
    "nonogram": HEADING,
    "minesweeper": f"{MINES}|{HEADING}",
    "colouring": f"{DIFFER}|{HEADING}",
    "light_up": f"{BULBS}|{HEADING}",
    "cryptarithm": f"{LETTERS}|{HEADING}",
}
"""Kind -> what says nothing new of one of its puzzles."""
