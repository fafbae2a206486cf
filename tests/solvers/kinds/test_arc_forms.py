"""ARC tasks as people paste them: data, tags, headings, letters, and requests in eleven languages."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from router.reading.read import read

Grid = list[list[int]]
PAIRS: list[tuple[Grid, Grid]] = [
    ([[1, 0, 0], [0, 2, 0]], [[0, 0, 1], [0, 2, 0]]),
    ([[3, 0, 0], [4, 0, 0]], [[0, 0, 3], [0, 0, 4]]),
]
TEST: Grid = [[5, 0, 6], [0, 0, 7]]


def spaced(grid: Grid) -> str:
    return "\n".join(" ".join(map(str, row)) for row in grid)


def asked(
    write: Callable[[Grid], str],
    head: str = "Find the rule and give the output of the test.",
    names: tuple[str, str, str, str] = ("Example", "Input:", "Output:", "Test input:"),
) -> str:
    example, given, wanted, test = names
    blocks = [f"{example} {n}:\n{given}\n{write(a)}\n{wanted}\n{write(b)}\n" for n, (a, b) in enumerate(PAIRS, 1)]
    return "\n".join([head, "", *blocks, test, write(TEST)])


def understood(message: str) -> None:
    """Read as this very task, with nothing left over."""
    reading = read(message)
    assert (reading.kind, reading.refusal, reading.questions) == ("arc", None, ()), message
    assert reading.candidate is not None
    task = reading.candidate.puzzle
    assert task is not None
    sizes = [(len(a), len(a[0]), len(b), len(b[0])) for a, b in task.train]
    assert sizes == [(2, 3, 2, 3)] * 2
    assert [(len(test), len(test[0])) for test in task.tests] == [(2, 3)]


@pytest.mark.parametrize(
    "write",
    [
        spaced,
        lambda grid: "\n".join("".join(map(str, row)) for row in grid),
        lambda grid: "\n".join(",".join(map(str, row)) for row in grid),
        lambda grid: "\n".join("|" + "|".join(map(str, row)) + "|" for row in grid),
        lambda grid: repr(tuple(map(tuple, grid))),
        json.dumps,
        lambda grid: f"np.array({grid}, dtype=int)",
        lambda grid: "[" + "\n ".join("[" + " ".join(map(str, row)) + "]" for row in grid) + "]",
        lambda grid: "\n".join("".join(".BRGYXMOAC"[cell] for cell in row) for row in grid),
        lambda grid: "\n".join("".join("abcdefghij"[cell] for cell in row) for row in grid),
        lambda grid: f"Shape: 2x3\n{spaced(grid)}",
        lambda grid: f"```\n{spaced(grid)}\n```",
    ],
)
def test_grids_in_every_usual_writing(write: Callable[[Grid], str]) -> None:
    understood(asked(write))


@pytest.mark.parametrize(
    ("head", "names"),
    [
        (
            "Löse diese ARC-Aufgabe: Finde die Regel und wende sie auf die Testeingabe an.",
            ("Beispiel", "Eingabe:", "Ausgabe:", "Testeingabe:"),
        ),
        ("Hier ist ein ARC-Rätsel. Was kommt beim Test heraus?", ("Beispiel", "Eingabe:", "Ausgabe:", "Test:")),
        ("Trouve la règle et donne la sortie du test.", ("Exemple", "Entrée :", "Sortie :", "Entrée du test :")),
        ("Encuentra la regla y dame la salida de la prueba.", ("Ejemplo", "Entrada:", "Salida:", "Entrada de prueba:")),
        ("Trova la regola e applicala al test.", ("Esempio", "Ingresso:", "Uscita:", "Ingresso di test:")),
        ("Encontre a regra e dê a saída do teste.", ("Exemplo", "Entrada:", "Saída:", "Entrada de teste:")),
        ("Vind de regel en geef de uitvoer van de test.", ("Voorbeeld", "Invoer:", "Uitvoer:", "Invoer van de test:")),
        ("Znajdź regułę i podaj wyjście testu.", ("Przykład", "Wejście:", "Wyjście:", "Wejście testu:")),
        ("Найди правило и дай выход для теста.", ("Пример", "Вход:", "Выход:", "Тестовый вход:")),
        ("找出规律，并给出测试的输出。", ("例子", "输入：", "输出：", "测试输入：")),
        ("規則を見つけて、テストの出力を答えてください。", ("例", "入力：", "出力：", "テスト入力：")),
    ],
)
def test_requests_in_eleven_languages(head: str, names: tuple[str, str, str, str]) -> None:
    understood(asked(spaced, head, names))


DEMONSTRATIONS = [{"input": a, "output": b} for a, b in PAIRS]


@pytest.mark.parametrize(
    "message",
    [
        f"solve this ARC task please\n\ntrain = {DEMONSTRATIONS}\ntest = {[{'input': TEST}]}",
        f"solve this ARC task please\n\ntrain_pairs = {PAIRS}\ntest_input = {TEST}",
        f"solve this ARC task\n\n{ {'train': DEMONSTRATIONS, 'test': [{'input': TEST}]} }",
        "<examples>\n"
        + "".join(f"<input>\n{spaced(a)}\n</input>\n<output>\n{spaced(b)}\n</output>\n" for a, b in PAIRS)
        + f"</examples>\n<test>\n<input>\n{spaced(TEST)}\n</input>\n</test>\nWhat is the output?",
    ],
)
def test_data_and_tags(message: str) -> None:
    understood(message)


@pytest.mark.parametrize(
    "head",
    [
        "Find the rule and give the output of the test turned by 90 degrees.",
        "Find the rule and apply it twice to the test.",
        "Finde die Regel und wende sie zweimal auf den Test an.",
        "Find the rule, but ignore example 2, and give the output of the test.",
        "Do not give the output of the test.",
    ],
)
def test_another_wish_is_not_overheard(head: str) -> None:
    reading = read(asked(spaced, head))
    assert reading.refusal is not None or reading.questions


@pytest.mark.parametrize("name", ["sudoku", "Latin square"])
def test_demonstrations_of_a_named_puzzle_are_no_arc_task(name: str) -> None:
    full = "1 2 3 4\n3 4 1 2\n2 1 4 3\n4 3 2 1"
    shown = f"Input:\n{full.replace('2', '_')}\nOutput:\n{full}\n\n"
    assert read(f"Solve the last {name}.\n\n{shown}{shown}Input:\n{full.replace('3', '_')}\nOutput:\n").kind != "arc"
