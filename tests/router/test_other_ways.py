"""Terms of a way and questions about a maze: answered as said, or declined; never the plain way instead."""

import random

import pytest

from router import Request, Router
from solvers.exact import ExactSolver
from solvers.kinds.maze.proof import broken, counted
from solvers.kinds.maze.rules import Maze
from solvers.kinds.maze.terms import Terms
from solvers.kinds.maze.ways import Way, best

ROOM = "########\n#S.....#\n#.####.#\n#.#..#.#\n#....#G#\n########"
HALL = "#######\n#S...G#\n#.###.#\n#..K..#\n#######"
TREES = "########\n#S.T..G#\n#.####.#\n#...T..#\n########"


def said(words: str, maze: str = ROOM) -> tuple[str, str]:
    receipt = Router(exact=ExactSolver()).handle(Request(text=f"{words}\n\n{maze}")).receipt
    return receipt.status, receipt.answer or receipt.reason or ""


@pytest.mark.parametrize(
    ("words", "maze", "answer"),
    [
        ("Maze: how many shortest routes lead from S to G?", ROOM, "1"),
        ("Labyrinth: Wie viele verschiedene kürzeste Wege gibt es von S nach G?", ROOM, "1"),
        ("Is the shortest path through this maze unique?", ROOM, "yes"),
        ("Maze. What is the length of the shortest path from S to G? You may also move diagonally.", ROOM, "7"),
        ("Labyrinthe : combien de pas de S à G ? On peut aussi se déplacer en diagonale.", ROOM, "7"),
        ("Labirinto: quanti passi da S a G? Ci si può muovere anche in obliquo.", ROOM, "7"),
        ("Maze: the moves from the goal G to the start S as letters, please.", ROOM, "UUULLLLL"),
        ("Labyrinth: Gib die Züge vom Ziel G zum Start S.", ROOM, "UUULLLLL"),
        ("What is the Manhattan distance between S and G in this maze?", ROOM, "8"),
        ("How wide and how tall is this maze?", ROOM, "8 wide and 6 tall"),
        ("Where is the goal of this maze?", ROOM, "row 4, column 6 (counted from 0)"),
        ("How many steps are there from S to G in this maze, plus 3?", ROOM, "11"),
        ("Maze: how many steps from S to G and back to S?", ROOM, "16"),
        ("Each step takes 4 seconds. How many seconds from S to G in this maze?", ROOM, "32 seconds"),
        ("My battery lasts for 7 moves. Can I reach G from S in this maze?", ROOM, "no"),
        ("My battery lasts for 8 moves. Can I reach G from S in this maze?", ROOM, "yes"),
        ("Is G reachable from S in this maze without ever going down?", ROOM, "no"),
        ("Moves: right right right right right down down. Maze: did I reach G?", ROOM, "no"),
        ("Is RRRRRDDD a correct solution of this maze from S to G?", ROOM, "yes"),
        ("Maze: # wall, . free, K = free (a key). You must pick up the key first. Fewest steps to G?", HALL, "8"),
        ("Labyrinth, K ist frei: Von S nach G, und unterwegs K besuchen. Wie viele Schritte?", HALL, "8"),
        ("Maze: T is a tree, free. Shortest path from S to G, but avoid the T if possible.", TREES, None),
        ("A maze: I have one bomb that destroys a single wall. How many steps from S to G at least?", ROOM, "8"),
        ("Find the way from S to G in this maze with the fewest turns, as moves.", ROOM, "RRRRRDDD"),
        ("How many dead ends are there in this maze?", ROOM, None),
    ],
)  # fmt: skip
def test_said_otherwise(words: str, maze: str, answer: str | None) -> None:
    status, text = said(words, maze)
    if answer is None:  # not sure of it: a reason, never the plain way
        assert status == "declined"
    else:
        assert (status, text) == ("verified", answer)


@pytest.mark.parametrize(
    "words",
    [
        "Diagonal moves are allowed but cost 2.",
        "Diagonal steps are allowed if both neighbours are free.",
        "Only diagonal moves.",
        "Do not avoid row 4.",
        "You must pass row 2.",
        "As many turns as possible.",
        "The second longest path.",
        "Breaking a wall costs 2.",
        "The maze wraps around only in row 1.",
        "Never go up unless you must.",
        "Each step takes 3 seconds. How many minutes to reach G?",
        "If the cell to the right of S were a wall, how many steps would I save?",
        "Finde den kürzesten Weg, der Zeile 4 nicht meidet.",
        "Le chemin le plus court, sans jamais passer deux fois par la même colonne.",
        "Camino más corto sin pasar por la columna 1 ni la fila 4.",
        "A guard walks row 4; find a path it cannot see.",
        "From G to S and from S to G.",
        "Start at G and end at G.",
        "Longest path, cells may be repeated.",
    ],
)
def test_terms_that_no_reader_knows_close_the_way(words: str) -> None:
    assert said(f"Maze: find the shortest path from S to G. {words}")[0] == "declined"


def test_a_row_counts_from_0_or_from_1() -> None:
    grid = "#####\n#S..#\n#.#.#\n#...#\n#..G#\n#####"
    status, text = said("How many steps from S to G in this maze, without entering row 2?", grid)
    assert (status, text[:26]) == ("declined", "the text can be read in se")


def test_the_two_searches_agree_on_random_terms() -> None:
    rng = random.Random(5)
    for _ in range(250):
        maze, terms = _drawn(rng)
        way = best(maze, terms)
        assert broken(maze, terms, way) == ""
        if way is not None and terms.sought == "steps":
            assert counted(maze, terms, way) == way.equal


def test_the_proof_rejects_a_worse_way() -> None:
    maze = Maze(((True, True, True), (True, False, True), (True, True, True)), (0, 0), (0, 2))
    long = Way(
        ((1, 0), (1, 0), (0, 1), (0, 1), (-1, 0), (-1, 0)),
        ((0, 0), (1, 0), (2, 0), (2, 1), (2, 2), (1, 2), (0, 2)),
        (0, 6),
    )
    assert broken(maze, Terms(), long) == "a second search finds (0, 2), not (0, 6)"
    assert broken(maze, Terms(barred=frozenset({"up"})), long) == "step 5 is not allowed"
    assert broken(maze, Terms(), None) == "a second search finds (0, 2), not None"


def _drawn(rng: random.Random) -> tuple[Maze, Terms]:
    height, width = rng.randint(2, 5), rng.randint(2, 5)
    cells = [(r, c) for r in range(height) for c in range(width)]
    start, goal = rng.sample(cells, 2)
    is_open = tuple(tuple((r, c) in (start, goal) or rng.random() < 0.7 for c in range(width)) for r in range(height))
    free = [(r, c) for r, c in cells if is_open[r][c] and (r, c) not in (start, goal)]

    def some(most: int) -> frozenset[tuple[int, int]]:
        return frozenset(rng.sample(free, min(most, len(free))))

    links = (tuple(rng.sample(free, 2)),) if len(free) > 2 and rng.random() < 0.3 else ()
    terms = Terms(
        slanted=rng.random() < 0.3,
        joined=(rng.random() < 0.3, rng.random() < 0.3),
        rolls=rng.choice(["", "", "stop", "pass"]),
        shut=some(rng.choice([0, 1])),
        barred=frozenset(rng.sample(["up", "left"], rng.choice([0, 0, 1]))),
        meet=((some(2), 1),) if free and rng.random() < 0.3 else (),
        breaks=rng.choice([0, 0, 1, 2]),
        links=links,  # type: ignore[arg-type]
        turn=rng.choice([0, 0, 1]),
        facing=rng.choice(["", "right"]),
        slow=(some(2), rng.choice([0, 1])),
        unloved=some(rng.choice([0, 0, 2])),
        sought=rng.choice(["steps", "steps", "turns"]),
        back=rng.random() < 0.3,
    )
    return Maze(is_open, start, goal), terms


OPEN = "########\n#S.....#\n#......#\n#.##...#\n#...G..#\n########"


@pytest.mark.parametrize(
    ("words", "maze"),
    [
        ("Maze: how many steps from S to G? Are diagonal moves allowed?", OPEN),
        ("Maze: how many steps from S to G? You may move diagonally from the start.", OPEN),
        ("Labyrinth. Diagonale Schritte sind am Ziel erlaubt. Wie viele Schritte von S nach G?", OPEN),
        ("Laberinto. Se puede mover en diagonal desde la salida. ¿Cuántos pasos de S a G?", OPEN),
        ("Labyrinthe : combien de pas en diagonale de S à G ?", OPEN),
        ("Labyrinth. Man darf schräg gehen, aber nur einmal. Wie viele Schritte von S nach G?", OPEN),
        ("Maze: diagonal moves are allowed. Wait, that's wrong. How many steps from S to G?", OPEN),
        ("Maze. The right edge wraps around. How many steps from S to G?", OPEN),
        ("Maze. Walk the whole of row 2. How many steps from S to G?", OPEN),
        ("Maze. A camera watches row 3. How many steps from S to G?", HALL),
        ("Maze: K is free. Visit K, then return to S, then go to G. How many steps?", HALL),
        ("Maze: K is free. Visit K at the start. How many steps to G?", HALL),
        ("Maze: K is free. You may visit K. How many steps from S to G?", HALL),
        ("Maze: K is free. How many steps from S to K?", HALL),
        ("Maze: how many steps from S to the cell just before K? K is free.", HALL),
        ("Maze: the shortest path with the fewest turns, as moves.", OPEN),
        ("Maze: how long is the longest way from S?", OPEN),
        ("Maze: how many steps from S to G? Don't go right at the start.", OPEN),
        ("Maze: can I reach G from S without going down from S?", OPEN),
        ("Maze: count the shortest path from S to G.", OPEN),
        ("Maze: can I reach G from S before 8 steps?", ROOM),
        ("Laberinto: ¿cuántos pasos más de 3 hay de S a G?", ROOM),
        ("Maze: how many times 4 steps is it from S to G?", ROOM),
        ("Maze: how many steps from S to G, counted from the start?", ROOM),
        ("Maze: how many walls are between S and G?", ROOM),
        ("Maze: how many cells in total from S to G?", ROOM),
        ("Maze: where is the goal from S?", ROOM),
        ("Maze: how many steps can I go right from S?", OPEN),
        ("Maze: does RRRRRDDD reach S?", ROOM),
        ("Maze: from G, is UUULLLLL a correct solution?", ROOM),
        ("Maze: how many turns are possible from S?", ROOM),
        ("Maze: K is free. Visit K as the first cell. How many steps to G?", HALL),
        ("Maze: the robot faces east at G. Turning left or right costs 1. How many steps from S to G?", ROOM),
        ("Maze: never go right and down. How many steps from S to G?", OPEN),
        ("How many different lengths do shortest paths in this maze have?", OPEN),
        ("Maze: S and G are swapped. Give the moves as letters.", ROOM),
        ("Labyrinth: S und G sind vertauscht. Züge als Buchstaben, bitte.", ROOM),
    ],
)
def test_what_is_said_of_a_part_of_the_way_is_not_said_of_the_whole(words: str, maze: str) -> None:
    assert said(words, maze)[0] == "declined"


def test_a_wall_that_is_told_of_a_cell_becomes_one() -> None:
    """ "Open" says what the cell is, not what it becomes."""
    assert said("Maze: if the open cell to the right of S were a wall, could I reach G?", ROOM) == ("verified", "no")
