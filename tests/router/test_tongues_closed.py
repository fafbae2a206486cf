"""A clue called wrong, a half, one of two values, a denied claim, a way through a corner: never the plain answer."""

from __future__ import annotations

import pytest

from router import Request, Router
from solvers.exact import ExactSolver

BOARDS = {
    "A": ".6.2..1..\n..24.638.\n..71596..\n2.5......\n634..725.\n7...629..\n5..79186.\n.216..43.\n..63.45..",
    "M": "#######\n#S....#\n#.###.#\n#.#...#\n#.#.#.#\n#...#G#\n#######",
}
ROUTER = Router(exact=ExactSolver())
OTHERS = [
    ("A", "Résous la grille, le 6 de la première ligne est faux."),
    ("A", "Résous la grille avec les lettres A à I."),
    ("A", "Résous en échangeant les 3 et les 5."),
    ("A", "Donne la solution de la ligne la plus facile."),
    ("A", "Donne-moi une mauvaise solution."),
    ("A", "Résous à moitié ce sudoku."),
    ("A", "Uniquement les chiffres pairs de la solution."),
    ("A", "Remplis seulement les 5."),
    ("A", "Est-ce que la ligne 1 colonne 1 n'est pas un 4 ?"),
    ("A", "Y a-t-il un 4 ou un 5 en ligne 1, colonne 1 ?"),
    ("M", "Trouve le plus court chemin de S à G en passant par le coin en bas à gauche."),
    ("A", "Resuelve el sudoku, el 6 de la primera fila está mal."),
    ("A", "Resuelve solo los números pares."),
    ("A", "Rellena solo los 5."),
    ("A", "Dame una solución incorrecta."),
    ("A", "Resuelve la mitad del sudoku."),
    ("A", "¿La fila 1, columna 1 no es un 4?"),
    ("A", "¿Va un 4 o un 5 en la fila 1, columna 1?"),
    ("A", "¿Es difícil encontrar la solución sin lápiz?"),
    ("A", "Resuelve este sudoku y el de ayer."),
    ("A", "Suma los números de la fila 1 y la fila 2 y resuelve."),
    ("M", "El camino más corto de S a G pasando por la esquina inferior izquierda."),
    ("A", "Risolvi il sudoku, il 6 della prima riga è sbagliato."),
    ("A", "Risolvi solo i numeri pari."),
    ("A", "Dammi una soluzione sbagliata."),
    ("A", "Risolvi metà sudoku."),
    ("A", "Ci va un 4 o un 5 nella riga 1, colonna 1?"),
    ("A", "La riga 1 colonna 1 non è un 4?"),
    ("M", "Il percorso più breve da S a G passando per l'angolo in basso a sinistra."),
    ("A", "Resolva o sudoku, o 6 da primeira linha está errado."),
    ("A", "Resolva só os números pares."),
    ("A", "Dê uma solução errada."),
    ("A", "Resolva metade do sudoku."),
    ("A", "Vai um 4 ou um 5 na linha 1, coluna 1?"),
    ("M", "O caminho mais curto de S a G passando pelo canto inferior esquerdo."),
    ("A", "Los de sudoku op, de 6 in de eerste rij is fout."),
    ("A", "Vul alleen de 5'en in."),
    ("A", "Geef een foute oplossing."),
    ("A", "Los de helft van de sudoku op."),
    ("A", "Staat er een 4 of een 5 in rij 1, kolom 1?"),
    ("A", "Staat er geen 4 in rij 1, kolom 1?"),
    ("M", "De kortste weg van S naar G via de hoek linksonder."),
    ("A", "Rozwiąż sudoku, 6 w pierwszym wierszu jest błędne."),
    ("A", "Wypełnij tylko piątki."),
    ("A", "Podaj błędne rozwiązanie."),
    ("A", "Rozwiąż połowę sudoku."),
    ("A", "Czy w wierszu 1, kolumnie 1 jest 4 czy 5?"),
    ("A", "Czy w wierszu 1, kolumnie 1 nie ma 4?"),
    ("M", "Najkrótsza droga z S do G przez lewy dolny róg."),
    ("A", "Реши судоку, 6 в первой строке неверная."),
    ("A", "Заполни только пятёрки."),
    ("A", "Дай неправильное решение."),
    ("A", "Реши половину судоку."),
    ("A", "В строке 1, столбце 1 стоит 4 или 5?"),
    ("A", "В строке 1, столбце 1 не 4?"),
    ("M", "Кратчайший путь от S до G через левый нижний угол."),
    ("A", "解这个数独，第一行的6是错的。"),
    ("A", "只填5。"),
    ("A", "给我一个错误的答案。"),
    ("A", "解一半就好。"),
    ("A", "第1行第1列是4还是5？"),
    ("A", "第1行第1列不是4吗？"),
    ("M", "从S经过左下角到G的最短路径。"),
    ("A", "解いてください。1行目の6は間違いです。"),
    ("A", "5だけ埋めてください。"),
    ("A", "間違った答えをください。"),
    ("A", "半分だけ解いてください。"),
    ("A", "1行目1列目は4ではないですか？"),
    ("M", "左下を通ってSからGへ行く最短経路は？"),
    ("A", "Résous ce sudoku de tête et dis-moi ton humeur."),
    ("A", "Resuelve y luego borra la primera fila."),
    ("A", "Scambia la prima e la seconda riga della soluzione."),
]


@pytest.mark.parametrize(("board", "said"), OTHERS)
def test_another_question_is_not_answered_as_the_plain_one(board: str, said: str) -> None:
    receipt = ROUTER.handle(Request(text=f"{said}\n\n{BOARDS[board]}")).receipt
    assert receipt.status != "verified", (receipt.asked, receipt.answer)
