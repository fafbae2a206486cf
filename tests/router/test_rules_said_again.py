"""A kind's plain rules and headings in the user's own words change nothing; any other rule still closes the way."""

# ruff: noqa: E501 - people's letters

from __future__ import annotations

import pytest

from router import Request, Router
from router.types import Receipt
from solvers.exact import ExactSolver
from solvers.text.rules_said import SAID
from solvers.text.saying_again import filled, parts

ROUTER = Router(exact=ExactSolver())
CAGES = "\nr1c1+r1c2 = 7\nr1c3+r1c4 = 3\nr2c1+r3c1 = 5\nr2c2+r2c3+r3c2 = 7\nr2c4+r3c4 = 5\nr3c3+r4c3 = 4\nr4c1+r4c2 = 5\nr4c4 = 4"
PATH = "\n\n . . . .\n . . . .\n16 . 14 .\n . . . ."
MAGIC = "\n2 7 .\n. 5 .\n. . ."
TENTS = "\n\n.T..T\n.....\n.....\n....T\n...T."
BINAIRO = "\n\n. . 1 . . .\n0 . 1 . . .\n. . . . . 1\n1 . . 1 . 1\n. . . . . .\n. . . 0 . ."
STARS = "\nA A A A A\nA C C B B\nC C C D D\nC C C D D\nC E C D D"
LETTERED = "\n\nA A B C\nD D B C\nE D F C\nE E F G\n\nA=4+, B=2/, C=6+, D=7+, E=9+, F=3/, G=4"
VIEWS = "De cima: 1 2 3 2. De baixo: 3 1 2 2. Da esquerda: 1 3 2 2. Da direita: 3 1 2 2."


def receipt(text: str) -> Receipt:
    return ROUTER.handle(Request(text=text)).receipt


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("4x4 killer sudoku (digits 1-4, 2x2 boxes, no givens). Cages:" + CAGES, "killer"),
        ("Killer sudoku 4x4, pas de chiffres donnés, voici les cages :" + CAGES, "killer"),
        ("Killer-Sudoku 4x4, keine Vorgaben, Ziffern von 1 bis 4:" + CAGES, "killer"),
        ("4x4杀手数独，没有已知数，笼子如下：" + CAGES, "killer"),
        ("Киллер-судоку 4x4, без заданных цифр:" + CAGES, "killer"),
        ("Numbrix 4x4: vul 1 t/m 16 in zodat opeenvolgende getallen naast elkaar staan." + PATH, "numbrix"),
        ("Numbrix: fülle mit 1 bis 16, aufeinanderfolgende Zahlen stehen nebeneinander." + PATH, "numbrix"),
        ("数蛇：填入1到16，连续的数字相邻。" + PATH, "numbrix"),
        ("Carré magique 3x3 avec les nombres de 1 à 9, complète-le :" + MAGIC, "magic_square"),
        ("Quadrato magico 3x3 con i numeri da 1 a 9, ogni numero una sola volta:" + MAGIC, "magic_square"),
        ("Магический квадрат с числами от 1 до 9:" + MAGIC, "magic_square"),
        ("Zeltlager: neben jeden Baum (T) kommt ein Zelt, Zelte berühren sich nicht, auch nicht diagonal. Zelte pro Zeile: 2 0 0 0 2, pro Spalte: 1 0 1 1 1" + TENTS, "tents"),
        ("Tentes et arbres : les tentes ne se touchent pas, même pas en diagonale. Tentes par ligne : 2 0 0 0 2, par colonne : 1 0 1 1 1" + TENTS, "tents"),
        ("Binairo: evenveel nullen en enen per rij en kolom, nooit meer dan twee dezelfde naast elkaar." + BINAIRO, "binairo"),
        ("Реши бинайро: не более двух одинаковых цифр подряд." + BINAIRO, "binairo"),
        ("Arranha-céus 4x4 (1 a 4). " + VIEWS, "skyscrapers"),
        ("Arranha-céus 4x4, cada número uma vez em cada linha e coluna. " + VIEWS, "skyscrapers"),
        ("Kakurasu 4x4. Rijsommen: 6 4 10 1, kolomsommen: 8 4 4 5.", "kakurasu"),
        ("カクラス 4x4 行の合計：6, 4, 10, 1　列の合計：8, 4, 4, 5", "kakurasu"),
        ("Löse SEND + MORE = MONEY. Jeder Buchstabe steht für eine andere Ziffer.", "cryptarithm"),
        ("Решите ребус: SEND + MORE = MONEY. Разные буквы - разные цифры.", "cryptarithm"),
        ("Setze 6 Damen auf ein 6x6-Brett, sodass sich keine zwei Damen bedrohen.", "n_queens"),
        ("8 queens please", "n_queens"),
        ("8 Damen auf dem Schachbrett, keine schlägt die andere.", "n_queens"),
        ("Nonograma 5x5. Filas: 3 1, 1 2, 2 1, 2 1, 1 3. Columnas: 1 1 1, 4, 1 2, 1 1, 5. ¿Puedes resolverlo?", "nonogram"),
        ("Японский кроссворд 5x5\nСтроки: 3 1, 1 2, 2 1, 2 1, 1 3\nСтолбцы: 1 1 1, 4, 1 2, 1 1, 5", "nonogram"),
        ("数织5x5\n行：3 1；1 2；2 1；2 1；1 3\n列：1 1 1；4；1 2；1 1；5", "nonogram"),
        ("Sternenschlacht (1 Stern pro Zeile, Spalte und Region; Sterne berühren sich nicht, auch nicht diagonal):" + STARS, "star_battle"),
        ("Batalla de estrellas: una estrella por fila, columna y región, no se tocan." + STARS, "star_battle"),
        ("Magisches Quadrat, magische Summe 15" + MAGIC, "magic_square"),
        ("KenKen 4x4, chaque ligne et chaque colonne contient les chiffres de 1 à 4. Cages par lettre :" + LETTERED, "kenken"),
        ("八皇后问题", "n_queens"),
    ],
)  # fmt: skip
def test_what_the_board_has_anyway(text: str, kind: str) -> None:
    said = receipt(text)
    assert (said.status, said.kind) == ("verified", kind), said.reason


@pytest.mark.parametrize(
    "text",
    [
        "4x4 killer sudoku (digits 1-4, 2x2 boxes, cages may repeat digits). Cages:" + CAGES,
        "4x4 killer sudoku (digits 0-3, 2x2 boxes, no givens). Cages:" + CAGES,
        "4x4 killer sudoku (digits 1-4, no boxes, no givens). Cages:" + CAGES,
        "Killer sudoku 4x4, pas de chiffres donnés, les cages peuvent répéter un chiffre :" + CAGES,
        "4x4杀手数独，笼子内数字可以重复，笼子如下：" + CAGES,
        "Numbrix: fülle mit 1 bis 17." + PATH,
        "Numbrix, opeenvolgende getallen staan niet naast elkaar." + PATH,
        "Numbrix 4x4, opeenvolgende getallen mogen ook diagonaal naast elkaar staan." + PATH,
        "Numbrix 4x4. Das gilt hier nicht: aufeinanderfolgende Zahlen stehen nebeneinander." + PATH,
        "Carré magique 3x3, les nombres peuvent se répéter :" + MAGIC,
        "Carré magique 3x3 avec les nombres de 1 à 9 sauf le 4 :" + MAGIC,
        "Magisches Quadrat mit den Zahlen von 1 bis 9, die Diagonalen zählen nicht." + MAGIC,
        "Magisches Quadrat mit den Zahlen von 0 bis 8." + MAGIC,
        "Zeltlager: Zelte dürfen sich diagonal berühren. Zelte pro Zeile: 2 0 0 0 2, pro Spalte: 1 0 1 1 1" + TENTS,
        "Zeltlager: Zelte berühren sich. Zelte pro Zeile: 2 0 0 0 2, pro Spalte: 1 0 1 1 1" + TENTS,
        "Zeltlager: neben jeden Baum kommen zwei Zelte. Zelte pro Zeile: 2 0 0 0 2, pro Spalte: 1 0 1 1 1" + TENTS,
        "Binairo, aber drei gleiche nebeneinander sind erlaubt." + BINAIRO,
        "Реши бинайро, три одинаковые цифры подряд разрешены." + BINAIRO,
        "Arranha-céus 4x4, números podem repetir. " + VIEWS,
        "Arranha-céus 4x4 (1 a 5). " + VIEWS,
        "Kakurasu 4x4. Rijsommen: 6 4 10 1, kolomsommen: 8 4 4 5. Zwarte vakjes raken elkaar niet.",
        "Löse SEND + MORE = MONEY. Jeder Buchstabe darf zweimal vorkommen.",
        "Löse SEND + MORE = MONEY. Verschiedene Buchstaben dürfen gleiche Ziffern haben.",
        "Setze 6 Damen auf ein 6x6-Brett, sodass sich keine zwei Damen bedrohen, auch nicht wie Springer.",
        "Setze 6 Damen auf ein 6x6-Brett, sodass sie sich alle bedrohen.",
        "8 Damen auf dem Schachbrett, keine schlägt die andere, eine steht auf a1.",
        "Wie viele Lösungen hat das 6-Damen-Problem auf einem Torus?",
        "How many solutions does the 8 queens problem have up to symmetry?",
        "Nonogram 5x5. Rows: 3 1, 1 2, 2 1, 2 1, 1 3. Columns: 1 1 1, 4, 1 2, 1 1, 5. Runs need no gap between them.",
        "Nonogramm 5x5. Zeilen: 3 1, 1 2, 2 1, 2 1, 1 3. Spalten: 1 1 1, 4, 1 2, 1 1, 5. Die Blöcke dürfen in beliebiger Reihenfolge stehen.",
        "Sternenschlacht (2 Sterne pro Zeile, Spalte und Region):" + STARS,
        "Sternenschlacht, Sterne dürfen sich diagonal berühren." + STARS,
        "Magisches Quadrat, magische Summe 18" + MAGIC,
        "KenKen 4x4, chiffres de 0 à 3 :" + LETTERED,
        "KenKen, in den Zeilen darf sich eine Zahl wiederholen." + LETTERED,
        "In how many orders can 8 queens be placed on a chessboard?",
        "Setze 8 Damen auf ein Schachbrett. Wie viele Felder bleiben unbedroht?",
        "Kakurasu 4x4. Rijsommen: 6 4 10 1, kolomsommen: 8 4 4 5. De gewichten beginnen bij 0.",
        "SEND + MORE = MONEY. Le M vaut 2.",
        "Killer-Sudoku 4x4, jede Summe ist um eins zu hoch:" + CAGES,
        "Binairo: doppelt so viele Nullen wie Einsen." + BINAIRO,
        "8 queens, but they may also not attack like knights.",
        "Place 8 queens on a chessboard so that every queen attacks exactly one other.",
        "What is the 8 queens problem?",
    ],
)
def test_another_rule_closes_the_way(text: str) -> None:
    assert receipt(text).status != "verified"


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("How many ways are there to put 6 queens on a 6x6 board so that none attack each other?", "4"),
        ("In how many ways can 8 queens be placed on a chessboard so that no two queens attack each other?", "92"),
        ("Wie viele Lösungen hat das 6-Damen-Problem?", "4"),
        ("How many solutions does the 8 queens problem have?", "92"),
    ],
)
def test_ways_are_counted(text: str, answer: str) -> None:
    assert receipt(text).answer == answer


def test_a_phrase_is_taken_whole_with_the_numbers_of_the_board() -> None:
    phrases = filled(SAID["numbrix"], {"n": "16", "straight": ""})
    clause = "fill in 1 to 16, so that consecutive numbers are adjacent"
    assert [clause[a:b] for a, b in parts(clause, phrases)] == ["fill in 1 to 16", "consecutive numbers are adjacent"]
    assert list(parts("fill in 1 to 160", phrases)) == []
    assert list(parts("fill in 1 to 16 twice", phrases)) == []
    assert list(parts("unless consecutive numbers are adjacent", phrases)) == []


def test_a_rule_that_the_board_lacks_is_no_phrase() -> None:
    assert list(parts("consecutive numbers are adjacent", filled(SAID["numbrix"], {"n": "16"}))) == []
    assert list(parts("no givens", filled(SAID["killer"], {"n": "4"}))) == []
