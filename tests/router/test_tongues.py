"""Plain requests in nine languages are answered; an exception, a negation or another rule in them never is."""

from __future__ import annotations

import re

import pytest

from router import Request, Router
from router.types import Receipt
from solvers.exact import ExactSolver
from solvers.kinds import KINDS

SUDOKU = ".6.2..1..\n..24.638.\n..71596..\n2.5......\n634..725.\n7...629..\n5..79186.\n.216..43.\n..63.45.."
SOLVED = "469238175152476389387159624295843716634917258718562943543791862921685437876324591"
MAZE = "#######\n#S....#\n#.###.#\n#.#...#\n#.#.#.#\n#...#G#\n#######"
ROUTER = Router(exact=ExactSolver())


def receipt(said: str, board: str = SUDOKU) -> Receipt:
    return ROUTER.handle(Request(text=f"{said}\n\n{board}" if board else said)).receipt


def digits(text: str | None) -> str:
    return "".join(char for char in text or "" if char.isdigit())


SOLVES = [
    "Salut ! Est-ce que quelqu'un pourrait me résoudre cette grille ? Je bloque depuis ce matin, merci d'avance.",
    "Bonsoir, voilà le sudoku du journal de dimanche, j'aimerais bien avoir la solution svp.",
    "Remplis les cases vides.",
    "Hola, ¿me podrías resolver este sudoku? Llevo toda la tarde atascado.",
    "Necesito la solución de este sudoku, gracias.",
    "Rellena los huecos, por favor.",
    "Ciao! Qualcuno mi risolve questo sudoku? Sono bloccato da un'ora.",
    "Mi serve la soluzione di questo sudoku, grazie mille.",
    "Completa lo schema, per favore.",
    "Olá, alguém pode resolver este sudoku para mim? Estou empacado há horas.",
    "Preciso da solução deste sudoku, obrigado.",
    "Preencha as casas vazias.",
    "Hoi, kan iemand deze sudoku voor me oplossen? Ik zit al een uur vast.",
    "Ik zoek de oplossing van deze sudoku, bedankt.",
    "Vul de lege vakjes in.",
    "Cześć, czy ktoś mógłby rozwiązać to sudoku? Utknąłem na dobre.",
    "Potrzebuję rozwiązania tego sudoku, dzięki.",
    "Wypełnij puste pola.",
    "Привет! Кто-нибудь может решить это судоку? Я застрял.",
    "Мне нужно решение этого судоку, спасибо.",
    "Заполни пустые клетки.",
    "我奶奶做这道数独做了一上午也没做出来，你能帮她填完吗？",
    "求这个数独的答案，谢谢。",
    "请把空格填上。",
    "この数独が解けなくて困っています。解いていただけませんか？",
    "この数独の答えを教えてください。",
    "空いているマスを埋めてください。",
]
CELL = [
    "Qu'est-ce qu'il y a à la ligne 3, colonne 1 ?",
    "Quel est le chiffre de la première case de la troisième ligne ?",
    "¿Qué número va en la fila 3, columna 1?",
    "¿Qué hay en la primera casilla de la tercera fila?",
    "Che numero c'è nella riga 3, colonna 1?",
    "Qual è la cifra della prima casella della terza riga?",
    "Qual número vai na linha 3, coluna 1?",
    "O que fica na primeira casa da terceira linha?",
    "Welk getal staat er in rij 3, kolom 1?",
    "Wat komt er in het eerste vakje van de derde rij?",
    "Jaka cyfra stoi w wierszu 3, kolumnie 1?",
    "Co jest w pierwszym polu trzeciego wiersza?",
    "Какая цифра стоит в строке 3, столбце 1?",
    "Что стоит в первой клетке третьей строки?",
    "第3行第1列是什么数字？",
    "第三行的第一个格子应该填几？",
    "3行目の1列目の数字は何ですか？",
    "上から3行目、左から1番目のマスには何が入りますか？",
]
LAST_COLUMN = [
    "Je voudrais seulement la dernière colonne, de haut en bas.",
    "Solo quiero la última columna, de arriba a abajo.",
    "Voglio soltanto l'ultima colonna, dall'alto in basso.",
    "Quero somente a última coluna, de cima para baixo.",
    "Ik wil alleen de laatste kolom, van boven naar beneden.",
    "Chcę tylko ostatnią kolumnę, z góry na dół.",
    "Мне нужен только последний столбец, сверху вниз.",
    "我只要最后一列，从上到下。",
    "一番右の列だけ、上から順に教えてください。",
]
FIRST_ROW = [
    "Donne-moi la première ligne de la solution, rien d'autre.",
    "Dime únicamente la primera fila.",
    "Dimmi solo la prima riga.",
    "Diga apenas a primeira linha.",
    "Geef me alleen de eerste rij.",
    "Podaj mi tylko pierwszy wiersz.",
    "Назови только первую строку.",
    "只告诉我第一行就行了。",
    "1行目だけ教えて。",
]
MIDDLE_BOX = [
    "Que contient le bloc du milieu une fois résolu ?",
    "¿Qué números van en el bloque central?",
    "Quali numeri vanno nel riquadro centrale?",
    "Quais números vão no bloco central?",
    "Welke cijfers staan er in het middelste blok?",
    "Jakie cyfry są w środkowym kwadracie?",
    "Какие цифры в центральном квадрате?",
    "中间的宫里是哪些数字？",
    "真ん中のブロックの数字を教えてください。",
]
CORNER = [
    "Quel chiffre va dans le coin en bas à droite ?",
    "¿Cuál es el número de la esquina inferior derecha?",
    "Che numero va nell'angolo in basso a destra?",
    "Que número fica no canto inferior direito?",
    "Wat staat er rechtsonder?",
    "Jaka liczba jest w prawym dolnym rogu?",
    "Какая цифра в правом нижнем углу?",
    "右下角是几？",
    "右下の数字は何ですか？",
]
IS_IT_FOUR = [
    "Est-ce que le 4 en haut à gauche est correct, ligne 1 colonne 1 ?",
    "Y a-t-il bien un 4 dans la case L1C1 ?",
    "¿Es correcto poner un 4 en la fila 1, columna 1?",
    "È giusto il 4 nella riga 1, colonna 1?",
    "Nella riga 1, colonna 1 ci va un 4?",
    "Está certo o 4 na linha 1, coluna 1?",
    "Na linha 1, coluna 1 vai um 4?",
    "Klopt de 4 in rij 1, kolom 1?",
    "Staat er een 4 in rij 1, kolom 1?",
    "Czy 4 w wierszu 1, kolumnie 1 jest poprawne?",
    "Czy w wierszu 1, kolumnie 1 jest 4?",
    "Верно ли, что в строке 1, столбце 1 стоит 4?",
    "В строке 1, столбце 1 стоит 4?",
    "第1行第1列填4对吗？",
    "第一行第一列是4吗？",
    "1行1列は4で合っていますか？",
    "1行目1列目は4ですか？",
]
UNIQUE = [
    "Cette grille a-t-elle une solution unique ?",
    "¿La solución es única?",
    "La soluzione è unica?",
    "A solução é única?",
    "Is de oplossing uniek?",
    "Czy rozwiązanie jest jednoznaczne?",
    "Решение единственное?",
    "这道数独的解唯一吗？",
]
SEVERAL = [
    "Y a-t-il plusieurs solutions possibles ?",
    "¿Tiene más de una solución?",
    "Ha più di una soluzione?",
    "Tem mais de uma solução?",
    "Zijn er meerdere oplossingen?",
    "Czy jest więcej niż jedno rozwiązanie?",
    "Есть ли больше одного решения?",
    "有不止一个解吗？",
    "答えは複数ありますか？",
]
COUNT = [
    "Combien y a-t-il de solutions ?",
    "¿Cuántas soluciones tiene?",
    "Quante soluzioni ha?",
    "Quantas soluções existem?",
    "Hoeveel oplossingen zijn er?",
    "Ile jest rozwiązań?",
    "Сколько всего решений?",
    "这个数独有几个解？",
    "解はいくつありますか？",
]
HINTS = [
    "Un indice, pas plus !",
    "Tu peux me donner un petit coup de pouce sans dévoiler la solution ?",
    "Quelle est la prochaine case à remplir ?",
    "Dame solo una pista.",
    "Una pista, nada más, no me des la respuesta.",
    "¿Cuál sería el siguiente paso?",
    "Solo un indizio, per favore.",
    "Mi dai un aiutino? Non dirmi la soluzione.",
    "Qual è la prossima mossa?",
    "Só uma dica, por favor.",
    "Me dá uma dica, mas não mostre a resposta.",
    "Qual é o próximo passo?",
    "Een hint, meer niet.",
    "Geef me een kleine tip, maar verklap de oplossing niet.",
    "Wat is de volgende stap?",
    "Tylko jedną podpowiedź, proszę.",
    "Daj mi małą wskazówkę, ale nie zdradzaj rozwiązania.",
    "Jaki jest następny krok?",
    "Только одну подсказку, пожалуйста.",
    "Дай маленькую подсказку, но не говори ответ.",
    "Какой следующий шаг?",
    "给我一个提示就好。",
    "只要一个小提示，不要告诉我答案。",
    "下一步该填哪里？",
    "ヒントを一つだけお願いします。",
    "小さなヒントをください。答えは言わないで。",
    "次の一手は何ですか？",
]
WHY = [
    "Pourquoi y a-t-il un 4 en ligne 1, colonne 1 ?",
    "¿Por qué va un 4 en la fila 1, columna 1?",
    "Perché c'è un 4 nella riga 1, colonna 1?",
    "Por que há um 4 na linha 1, coluna 1?",
    "Waarom staat er een 4 in rij 1, kolom 1?",
    "Dlaczego w wierszu 1, kolumnie 1 jest 4?",
    "Почему в строке 1, столбце 1 стоит 4?",
    "为什么第1行第1列是4？",
    "なぜ1行1列は4なのですか？",
]
RATE = [
    "Quel est le niveau de difficulté de ce sudoku ?",
    "¿Qué tan difícil es este sudoku?",
    "¿Es fácil o difícil?",
    "Quanto è difficile questo sudoku?",
    "È facile o difficile?",
    "Quão difícil é este sudoku?",
    "É fácil ou difícil?",
    "Hoe moeilijk is deze sudoku?",
    "Is dit een makkelijke of een moeilijke?",
    "Jak trudne jest to sudoku?",
    "Czy to łatwe, czy trudne sudoku?",
    "Насколько сложное это судоку?",
    "Это лёгкое или сложное судоку?",
    "这道数独难度怎么样？",
    "这个数独难不难？",
    "この数独の難易度はどのくらいですか？",
    "この数独は難しいですか？",
]
CHECK = [
    "Est-ce que j'ai bon ?",
    "Ma grille est-elle juste ?",
    "Tu peux vérifier ma solution ?",
    "¿Lo he hecho bien?",
    "¿Mi solución es correcta?",
    "Revisa si está bien resuelto, por favor.",
    "L'ho risolto bene?",
    "La mia soluzione è giusta?",
    "Puoi controllare la mia griglia?",
    "Acertei?",
    "A minha solução está correta?",
    "Confere se está tudo certo, por favor.",
    "Heb ik het goed?",
    "Is mijn oplossing juist?",
    "Kun je mijn oplossing nakijken?",
    "Czy dobrze rozwiązałem?",
    "Czy moje rozwiązanie jest poprawne?",
    "Sprawdź proszę moje rozwiązanie.",
    "Я правильно решил?",
    "Моё решение верное?",
    "Проверь, пожалуйста, моё решение.",
    "我做对了吗？",
    "我的答案正确吗？",
    "帮我检查一下我的答案。",
    "これで合っていますか？",
    "私の答えは正しいですか？",
    "答え合わせをお願いします。",
]
STEPS = [
    "Combien de pas faut-il au minimum pour aller de S à G ?",
    "¿Cuántos pasos hay que dar como mínimo de S a G?",
    "Quanti passi ci vogliono al minimo da S a G?",
    "Quantos passos são necessários no mínimo de S até G?",
    "Hoeveel stappen zijn er minimaal nodig van S naar G?",
    "Ile co najmniej kroków potrzeba z S do G?",
    "Сколько минимум шагов от S до G?",
    "从S到G最少要走几步？",
    "SからGまで最短で何歩ですか？",
]
MAKE = [
    "Fais-moi un sudoku difficile",
    "Crée-moi un labyrinthe facile, s'il te plaît.",
    "Tu peux me faire une grille de sudoku ?",
    "Hazme un sudoku fácil.",
    "Créame un laberinto difícil, por favor.",
    "¿Me puedes generar un sudoku?",
    "Fammi un sudoku difficile.",
    "Creami un labirinto facile, per favore.",
    "Puoi generarmi un sudoku?",
    "Faça um sudoku difícil para mim.",
    "Crie um labirinto fácil, por favor.",
    "Você pode gerar um sudoku?",
    "Maak een moeilijke sudoku voor me.",
    "Maak een makkelijk doolhof voor me, alsjeblieft.",
    "Kun je een sudoku voor me maken?",
    "Zrób mi trudne sudoku.",
    "Stwórz łatwy labirynt, proszę.",
    "Możesz wygenerować sudoku?",
    "Сделай мне сложное судоку.",
    "Создай лёгкий лабиринт, пожалуйста.",
    "Можешь сгенерировать судоку?",
    "给我出一道难的数独。",
    "生成一个简单的迷宫。",
    "能给我出个数独吗？",
    "難しい数独を作ってください。",
    "簡単な迷路を作って。",
    "数独を一つ作ってもらえますか？",
]
ARROWS = [
    "Trouve le plus court chemin de S à G, avec des flèches.",
    "Dame el camino más corto con flechas.",
    "Il percorso più breve da S a G con le frecce, grazie.",
    "O caminho mais curto de S a G com setas, por favor.",
    "De kortste weg van S naar G met pijltjes, alsjeblieft.",
    "Najkrótsza droga z S do G strzałkami, proszę.",
    "Кратчайший путь от S до G стрелками, пожалуйста.",
    "用箭头写出从S到G的最短路径。",
    "SからGまでの最短経路を矢印で教えてください。",
]
FIRST_STEP = [
    "Quel est le premier pas ?",
    "¿Hacia dónde es el primer paso?",
    "Qual è il primo passo?",
    "Qual é o primeiro movimento?",
    "Wat is de eerste stap?",
    "Jaki jest pierwszy ruch?",
    "Какой первый ход?",
    "第一步往哪走？",
    "最初の一歩はどっちですか？",
]
COORDINATES = [
    "Donne le chemin sous forme de coordonnées.",
    "Dame la ruta en coordenadas.",
    "Dammi il percorso in coordinate.",
    "Me dê o caminho em coordenadas.",
    "Geef het pad als coördinaten.",
    "Podaj ścieżkę jako współrzędne.",
    "Дай путь в координатах.",
    "用坐标给出路径。",
    "経路を座標で教えてください。",
]
REVERSED = [
    "La première ligne à l'envers, s'il te plaît.",
    "La primera fila al revés, por favor.",
    "La prima riga al contrario, per favore.",
    "A primeira linha ao contrário, por favor.",
    "De eerste rij achterstevoren, alsjeblieft.",
    "Pierwszy wiersz od tyłu, proszę.",
    "Первую строку задом наперёд, пожалуйста.",
    "把第一行倒过来写。",
    "1行目を逆から書いてください。",
]
NEVER = [
    "Résous la grille sauf la dernière ligne.",
    "Résous ce sudoku. Hormis la colonne 3.",
    "Ne résous pas cette grille, merci.",
    "Donne la solution sans le chiffre 4.",
    "Résous, mais les diagonales comptent aussi.",
    "Pas la première ligne.",
    "Quel chiffre ne va pas en ligne 3, colonne 1 ?",
    "Quel chiffre va avant la ligne 3, colonne 1 ?",
    "Combien de solutions y aurait-il sans le 6 de la première ligne ?",
    "Résous-le, puis ajoute 1 à chaque case.",
    "Donne-moi les deux premières lignes inversées.",
    "Les lignes 3 à 5, sans la 4.",
    "Résous en commençant par les 7 et arrête-toi là.",
    "Resuelve el sudoku excepto la fila 3.",
    "Resuelve el sudoku. Salvo la última columna.",
    "No resuelvas este sudoku.",
    "Resuélvelo sin usar el 5.",
    "¿Qué número no va en la fila 3, columna 1?",
    "Quita el 6 de la primera fila y resuelve.",
    "¿Cuántas soluciones tiene sin el 6?",
    "Resuelve, pero las diagonales también cuentan.",
    "Todas las filas menos la primera.",
    "De la fila 1 a la fila 3.",
    "Risolvi il sudoku tranne la riga 3.",
    "Risolvi il sudoku. Eccetto la prima colonna.",
    "Non risolvere questo sudoku.",
    "Risolvilo senza il 5.",
    "Quale numero non va nella riga 3, colonna 1?",
    "Quante soluzioni ha senza il 6?",
    "Risolvi, ma valgono anche le diagonali.",
    "Tutte le righe meno la prima.",
    "Il numero prima della riga 3, colonna 2?",
    "Resolva o sudoku exceto a linha 3.",
    "Resolva o sudoku. Exceto a primeira coluna.",
    "Não resolva este sudoku.",
    "Resolva sem o 5.",
    "Que número não vai na linha 3, coluna 1?",
    "Quantas soluções tem sem o 6?",
    "Resolva, mas as diagonais também contam.",
    "Todas as linhas menos a primeira.",
    "Da linha 1 até a linha 3.",
    "Los de sudoku op. Behalve de eerste kolom.",
    "Los deze sudoku niet op.",
    "Los op zonder de 5.",
    "Welk cijfer staat niet in rij 3, kolom 1?",
    "Hoeveel oplossingen zijn er zonder de 6?",
    "Los op, maar de diagonalen tellen ook mee.",
    "Alle rijen behalve de eerste.",
    "Van rij 1 tot rij 3.",
    "Rozwiąż sudoku. Poza pierwszą kolumną.",
    "Nie rozwiązuj tego sudoku.",
    "Rozwiąż bez 5.",
    "Jaka cyfra nie stoi w wierszu 3, kolumnie 1?",
    "Ile jest rozwiązań bez 6?",
    "Rozwiąż, ale przekątne też się liczą.",
    "Wszystkie wiersze bez pierwszego.",
    "Od wiersza 1 do wiersza 3.",
    "Не решай это судоку.",
    "Реши без цифры 5.",
    "Какая цифра не стоит в строке 3, столбце 1?",
    "Сколько решений без 6?",
    "Реши, но диагонали тоже считаются.",
    "Все строки, кроме первой.",
    "Со строки 1 по строку 3.",
    "除了第一列，其他都解出来。",
    "不要解这个数独。",
    "不用5来解这个数独。",
    "第3行第1列不能填什么？",
    "去掉6以后有几个解？",
    "给我第3行的提示。",
    "解一下，对角线也不能重复。",
    "从第1行到第3行。",
    "第一行以外的答案。",
    "3行目以外を解いてください。",
    "この数独を解かないでください。",
    "5を使わずに解いてください。",
    "3行目1列目に入らない数字は何ですか？",
    "6がなければ解はいくつですか？",
    "解いてください。ただし対角線も重複なしです。",
    "1行目から3行目まで教えてください。",
    "1行目を除いて教えてください。",
    "Ma sœur dit que la solution est fausse. A-t-elle raison ?",
    "Mi hermana dice que hay dos soluciones. ¿Tiene razón?",
    "Ya lo he resuelto, gracias.",
    "Je l'ai déjà résolu, merci.",
    "L'ho già risolto, grazie.",
    "Я уже решил это судоку.",
    "En la fila 1, columna 1 va un 5. Resuelve.",
    "En ligne 1, colonne 1 il y a un 5. Résous la grille.",
    "Nella riga 1, colonna 1 c'è un 5. Risolvi.",
    "1行目1列目は5です。解いてください。",
    "第1行第1列是5。请解。",
    "Empieza por la fila 3.",
    "Seulement les cases vides.",
    "Solo los huecos.",
    "Quels chiffres manquent à la première ligne ?",
    "¿Qué números faltan en la primera fila?",
    "Какие цифры пропущены в первой строке?",
    "第一行缺什么数字？",
    "Mi hermana me dice que hay dos soluciones. ¿Es verdad?",
    "Mon frère m'a dit qu'il y a deux solutions. C'est vrai ?",
    "Mia sorella dice che ci sono due soluzioni. È vero?",
    "Моя сестра говорит, что решений два. Это правда?",
    "Mijn zus zegt dat er twee oplossingen zijn. Klopt dat?",
    "Moja siostra mówi, że są dwa rozwiązania. To prawda?",
    "Minha irmã diz que há duas soluções. É verdade?",
    "我姐姐说有两个解。对吗？",
    "妹が解は二つあると言っています。正しいですか？",
    "Es muy fácil. ¿Verdad?",
    "¿Está bien?",
    "J'ai tout fait sauf la ligne 3. Donne-moi le reste.",
    "Solo la primera y la última fila sumadas.",
]
NEVER_A_WAY = [
    "Il percorso più breve da S a G senza passare in basso.",
    "Trouve le chemin de S à G sans passer par le haut.",
    "Combien de pas de S à G si on peut aller en diagonale ?",
    "¿Cuántos pasos hay de S a G en diagonal?",
    "El camino más corto de G a S con flechas, sin pisar la fila 3.",
    "¿Cuántos pasos de S a G y vuelta?",
    "Quantos passos de S a G e de volta?",
    "Hoeveel stappen van S naar G en terug?",
    "Ile kroków z S do G i z powrotem?",
    "Сколько шагов от S до G и обратно?",
    "从S到G来回要走几步？",
    "从S到G可以走斜线，最少几步？",
    "SからGまでの一番長い経路を教えてください。",
    "SからGまで往復で何歩ですか？",
    "SからGまで斜めに動けるなら何歩ですか？",
]
NEVER_MADE = [
    "Fais-moi trois sudokus difficiles.",
    "Fais-moi un sudoku difficile sans chiffres pairs.",
    "Hazme un sudoku que tenga dos soluciones.",
    "Fammi due sudoku difficili.",
    "Crie um sudoku com duas soluções.",
    "Maak twee moeilijke sudoku's.",
    "Zrób mi dwa trudne sudoku.",
    "Сделай мне два сложных судоку.",
    "给我出三道难的数独。",
    "難しい数独を3つ作ってください。",
]

KINDS_ASKED = [
    ("minesweeper", "verdict", "Où sont les mines ?"),
    ("minesweeper", "verdict", "¿Dónde están las minas?"),
    ("minesweeper", "mine", "C'è una mina nella riga 1, colonna 1?"),
    ("minesweeper", "verdict", "Где мины?"),
    ("minesweeper", "verdict", "地雷在哪里？"),
    ("minesweeper", "verdict", "地雷はどこですか？"),
    ("tents", "solution", "Où mettre les tentes ?"),
    ("tents", "solution", "¿Dónde van las tiendas?"),
    ("tents", "solution", "Gdzie są namioty?"),
    ("tents", "how many", "Hoeveel tenten zijn er?"),
    ("n_queens", "solution", "Où placer les dames ?"),
    ("n_queens", "solution", "¿Dónde pongo las reinas?"),
    ("n_queens", "solution", "Dove vanno le regine?"),
    ("n_queens", "how many sol", "Quantas soluções existem?"),
    ("n_queens", "solution", "Где стоят ферзи?"),
    ("star_battle", "solution", "¿Dónde están las estrellas?"),
    ("light_up", "solution", "Dove vanno le lampadine?"),
    ("nonogram", "solution", "¿Qué dibujo sale en este nonograma?"),
    ("nonogram", "solution", "Quelle image obtient-on ?"),
    ("nonogram", "solution", "Che disegno è?"),
    ("nonogram", "solution", "Résous ce logigraphe."),
    ("kakurasu", "solution", "Welke vakjes kleur ik?"),
    ("kakurasu", "solution", "¿Qué casillas son negras?"),
    ("hitori", "solution", "Quelles cases sont noires ?"),
    ("hitori", "solution", "Какие клетки чёрные?"),
    ("hitori", "solution", "哪些格子是黑的？"),
    ("hitori", "solution", "黒いマスはどれですか？"),
    ("cryptarithm", "letters", "Quanto vale cada letra?"),
    ("cryptarithm", "letters", "Combien vaut la lettre A ?"),
    ("cryptarithm", "letters", "¿Qué valor tiene cada letra?"),
    ("cryptarithm", "letters", "Welk cijfer is A?"),
    ("cryptarithm", "letters|which digit", "Jaką cyfrę oznacza litera A?"),
    ("zebra", "solution", "Risolvi questo indovinello zebra, per favore."),
    ("zebra", ".", "¿Quién vive en la casa 3?"),
    ("zebra", ".", "Wie woont in huis 3?"),
    ("zebra", ".", "Kto mieszka w domu numer 3?"),
    ("zebra", ".", "Кто живёт в доме 3?"),
    ("binairo", "solution", "Peux-tu résoudre ce binairo ?"),
    ("binairo", "solution", "Los deze binairo op, alsjeblieft."),
    ("kakuro", "solution", "Resuelve este kakuro, por favor."),
    ("kakuro", "solution", "Реши какуро, пожалуйста."),
    ("futoshiki", "solution", "请解这个不等式数独。"),
    ("futoshiki", "solution", "このフトシキを解いてください。"),
    ("skyscrapers", "solution", "Qual é a solução destes arranha-céus?"),
    ("killer", "solution", "Mi aiutate con questo killer?"),
    ("killer", "solution", "Résous ce sudoku killer."),
    ("killer", "solution", "Rozwiąż tego killera."),
    ("slitherlink", "solution", "¿Puedes resolver este slitherlink?"),
    ("slitherlink", "solution", "スリザーリンクを解いて"),
    ("kenken", "solution", "Risolvi il kenken"),
    ("magic_square", "solution", "Complète ce carré magique."),
    ("magic_square", "solution", "Completa este cuadrado mágico."),
    ("magic_square", "solution", "请填好这个幻方。"),
    ("numbrix", "solution", "Los deze numbrix op"),
    ("nurikabe", "solution", "Реши нурикабэ"),
    ("nurikabe", "solution", "ぬりかべの答えを教えて"),
    ("latin", "solution", "Rozwiąż kwadrat łaciński"),
    ("latin", "solution", "Complète le carré latin"),
]


@pytest.mark.parametrize("said", SOLVES)
def test_solves(said: str) -> None:
    found = receipt(said)
    assert (found.status, digits(found.answer)) == ("verified", SOLVED), found.reason


@pytest.mark.parametrize(("said", "want"), [(said, want) for group, want in (
    (CELL, "3"), (LAST_COLUMN, "594683271"), (FIRST_ROW, SOLVED[:9]), (MIDDLE_BOX, "843917562"), (CORNER, "1"), (REVERSED, SOLVED[8::-1]),
) for said in group])  # fmt: skip
def test_tells_what_stands_there(said: str, want: str) -> None:
    found = receipt(said)
    assert (found.status, digits(found.answer)) == ("verified", want), found.reason


@pytest.mark.parametrize(
    ("said", "yes"), [*((said, True) for said in (*IS_IT_FOUR, *UNIQUE)), *((said, False) for said in SEVERAL)]
)
def test_answers_yes_or_no_in_the_language_of_the_question(said: str, yes: bool) -> None:
    found = receipt(said)
    assert found.status == "verified", found.reason
    answers = (
        ("oui", "sí", "sì", "sim", "ja", "tak", "да", "是", "はい")
        if yes
        else ("non", "no", "não", "nee", "nie", "нет", "否", "いいえ")
    )
    assert found.answer in answers


@pytest.mark.parametrize("said", COUNT)
def test_counts_solutions(said: str) -> None:
    assert (receipt(said).answer, receipt(said).asked) == ("1", "how many solutions there are")


@pytest.mark.parametrize("said", HINTS)
def test_gives_a_hint_and_no_more(said: str) -> None:
    found = receipt(said)
    assert found.asked in ("a hint", "the next step and why"), found.reason
    assert SOLVED[:9] not in digits(found.answer)


@pytest.mark.parametrize("said", WHY)
def test_says_why(said: str) -> None:
    assert receipt(said).asked == "why r1c1 holds its value"


@pytest.mark.parametrize("said", RATE)
def test_rates(said: str) -> None:
    assert receipt(said).asked == "how hard the puzzle is"


@pytest.mark.parametrize("said", CHECK)
def test_checks_the_askers_own_answer(said: str) -> None:
    wrong = "5" + SOLVED[1:]
    for filled, right in ((SOLVED, True), (wrong, False)):
        grid = "\n".join(" ".join(filled[i : i + 9]) for i in range(0, 81, 9))
        found = ROUTER.handle(Request(text=f"{SUDOKU}\n\n{said}\n\n{grid}")).receipt
        assert found.asked == "whether your answer is right", found.reason
        answer = (found.answer or "").split(":")[0].split(",")[0].lower()
        assert (answer in ("oui", "sí", "sì", "sim", "ja", "tak", "да", "是", "はい", "yes")) is right, answer


@pytest.mark.parametrize("said", STEPS)
def test_counts_steps(said: str) -> None:
    assert (receipt(said, MAZE).status, digits(receipt(said, MAZE).answer)) == ("verified", "8")


@pytest.mark.parametrize("said", ARROWS)
def test_draws_arrows(said: str) -> None:
    assert receipt(said, MAZE).answer == "→→→→↓↓↓↓"


@pytest.mark.parametrize("said", FIRST_STEP)
def test_tells_the_first_step(said: str) -> None:
    assert receipt(said, MAZE).asked == "the moves of the shortest way, only the first"


@pytest.mark.parametrize("said", COORDINATES)
def test_lists_coordinates(said: str) -> None:
    assert (receipt(said, MAZE).answer or "").startswith("(1, 1) -> (1, 2)")


@pytest.mark.parametrize("said", MAKE)
def test_makes_a_new_one(said: str) -> None:
    found = receipt(said, "")
    assert found.status == "verified"
    assert (found.asked or "").startswith("a new ")


@pytest.mark.parametrize(("said", "board"), [
    *((said, SUDOKU) for said in NEVER), *((said, MAZE) for said in NEVER_A_WAY), *((said, "") for said in NEVER_MADE),
])  # fmt: skip
def test_never_answers_another_question(said: str, board: str) -> None:
    assert receipt(said, board).status != "verified"


@pytest.mark.parametrize(("name", "asked", "said"), KINDS_ASKED)
def test_asks_of_other_kinds(name: str, asked: str, said: str) -> None:
    kind = KINDS[name]
    board = kind.render(kind.generate(41))
    board = board if kind.names.search(board) else f"{kind.title}:\n{board}"
    found = receipt(said, board)
    assert found.status == "verified", found.reason
    assert re.search(asked, found.asked or "")
