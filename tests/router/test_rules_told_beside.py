"""Legends and rules told in passing (queens that must not attack, sums beside, what "?" is) close no way; others do."""

# ruff: noqa: E501 - people's letters

from __future__ import annotations

import pytest

from router import Request, Router
from router.types import Receipt
from solvers.exact import ExactSolver

ROUTER = Router(exact=ExactSolver())
MINES = "\n\n? ? 1 1\n? 1 1 ?\n1 2 ? 2\n? 2 ? ?"
SURVO = "\n\n.  .  .  .  | 32\n.  6  .  .  | 20\n5  12  1  8  | 26\n----------------\n14  28  21  15"
LIGHTS = "\n\n.1...\n1..3.\n....1\n0..0.\n....."
STARS = "\n\nAAAAA\nBAAAA\nCCCCD\nEEEED\nEEEEE\n\n"
EDGES = "? A-B, A-C, A-D, B-C, B-D, C-D"
LANDS = "Brasil-Peru, Brasil-Bolívia, Peru-Bolívia, Chile-Peru, Chile-Bolívia"
VIEWS = "Clues from top: 1 3 2 2; bottom: 3 2 2 1; left: 1 3 2 4; right: 2 2 2 1."


CAGES = "\nr1c1 r2c1: 2-\nr1c2 r2c2: 1-\nr1c3 r1c4: 7+\nr2c3 r2c4 r3c4: 7+\nr3c1 r3c2: 8*\nr3c3 r4c3 r4c4: 6+\nr4c1 r4c2: 1-"


def receipt(text: str) -> Receipt:
    return ROUTER.handle(Request(text=text)).receipt


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Minesweeper: numbers count neighbouring mines, ? is unknown. How many mines are there?" + MINES, "4"),
        (
            "Minesweeper. Each number tells how many mines are around it (? is hidden). How many mines are there?"
            + MINES,
            "4",
        ),
        ("¿De cuántas maneras se pueden colocar 8 reinas en un tablero de ajedrez sin que se ataquen?", "92"),
        ("Какую цифру обозначает буква Y в ребусе SEND + MORE = MONEY?", "2"),
        ("Quel chiffre représente la lettre M dans SEND + MORE = MONEY ?", "1"),
        ("¿Qué dígito representa la letra S en SEND + MORE = MONEY?", "9"),
        (
            "Star battle 5x5, one star in every row, column and region, stars never touch (not diagonally either). Regions:"
            + STARS
            + "In which column is the star of each row?",
            "4, 1, 3, 5, 2",
        ),
        ("Can I colour these regions with 3 colours so that neighbours differ" + EDGES, "no"),
        ("Can these regions be coloured with 4 colours so that no two neighbours share a colour" + EDGES, "yes"),
        ("Dá para pintar os países com 3 cores sem vizinhos iguais? " + LANDS, "sim"),
        ("¿Se puede colorear el mapa con 2 colores sin vecinos iguales? " + LANDS, "no"),
        ("KenKen 4x4, le gabbie:" + CAGES, "1 2 4 3\n3 1 2 4\n2 4 3 1\n4 3 1 2"),
        ("How many ways can 6 queens be placed on a 6x6 board without attacking each other?", "4"),
    ],
)
def test_numbers_are_counted_though_the_rule_is_told(text: str, answer: str) -> None:
    found = receipt(text)
    assert (found.status, found.answer) == ("verified", answer)


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        (
            "Survo-Rätsel: jede Zahl von 1 bis 12 kommt genau einmal vor, rechts und unten stehen die Summen." + SURVO,
            "7  10 11 4",
        ),
        (
            "Survo: each number from 1 to 12 is used exactly once, the sums are on the right and at the bottom."
            + SURVO,
            "7  10 11 4",
        ),
        (
            "Survo : chaque nombre de 1 à 12 apparaît une seule fois, les sommes sont à droite et en bas." + SURVO,
            "7  10 11 4",
        ),
        (
            "Light Up (Akari) 5x5: digits are black squares with that many bulbs next to them, . is white. Where do the bulbs go?"
            + LIGHTS,
            "L1.L.",
        ),
        ("Skyscrapers 4x4, heights 1-4. " + VIEWS + " Solve it.", "4 1 2 3"),
    ],
)
def test_boards_are_solved_though_their_rules_are_told(text: str, begins: str) -> None:
    found = receipt(text)
    assert found.status == "verified"
    assert (found.answer or "").startswith(begins)


@pytest.mark.parametrize(
    "text",
    [
        "Minesweeper: numbers count neighbouring safe cells, ? is unknown. How many mines are there?" + MINES,
        "Minesweeper: numbers count neighbouring mines, ? is always safe. How many mines are there?" + MINES,
        "Minesweeper: numbers count neighbouring mines in the row, ? is unknown. How many mines are there?" + MINES,
        "Survo-Rätsel: jede Zahl von 1 bis 13 kommt genau einmal vor, rechts und unten stehen die Summen." + SURVO,
        "Survo-Rätsel: jede Zahl von 1 bis 12 kommt genau einmal vor, rechts und unten stehen die Produkte." + SURVO,
        "Survo-Rätsel: jede Zahl von 1 bis 12 kommt genau zweimal vor, rechts und unten stehen die Summen." + SURVO,
        "Light Up (Akari) 5x5: digits are black squares with at least that many bulbs next to them, . is white. Where do the bulbs go?"
        + LIGHTS,
        "Light Up (Akari) 5x5: digits are black squares with that many bulbs next to them, . is black. Where do the bulbs go?"
        + LIGHTS,
        "Skyscrapers 4x4, heights 1-5. " + VIEWS + " Solve it.",
        "Skyscrapers 4x4, heights 1-4, clues count hidden buildings. " + VIEWS + " Solve it.",
        "Dá para pintar os países com 3 cores sem usar azul? " + LANDS,
        "Dá para pintar os países com 3 cores com vizinhos iguais? " + LANDS,
        "Dá para pintar os países com 3 cores sem vizinhos iguais e o Peru igual ao Brasil? " + LANDS,
        "Can I colour these regions with 4 colours so that neighbours match" + EDGES,
        "Can I colour these regions with 4 colours so that no neighbours differ" + EDGES,
        "Can I colour these regions with 4 colours so that neighbours of neighbours differ" + EDGES,
        "Can I colour these regions with 4 colours so that neighbours differ and A is the same as C" + EDGES,
        "Star battle, one star in every row, column and region, stars may touch diagonally. Regions:" + STARS,
        "Star battle, one star in every row and column, none in region A. Regions:" + STARS,
        "Какую цифру обозначает буква Q в ребусе SEND + MORE = MONEY?",
        "Какую цифру не обозначает буква Y в ребусе SEND + MORE = MONEY?",
        "Какую цифру обозначает буква Y в ребусе SEND + MORE = MONEY, если M = 2?",
        "KenKen 4x4, le gabbie:" + CAGES + "\nr1c1 = 4",
        "KenKen 4x4, in una gabbia i numeri sono diversi:" + CAGES,
        "¿De cuántas maneras se pueden colocar 8 reinas en un tablero de ajedrez sin que se ataquen en diagonal?",
        "¿De cuántas maneras se pueden colocar 8 reinas en un tablero de ajedrez sin ocupar las esquinas?",
        "How many ways can 6 queens be placed on a 6x6 board without attacking each other except in rows?",
    ],
)
def test_another_rule_is_not_verified(text: str) -> None:
    assert receipt(text).status != "verified"
