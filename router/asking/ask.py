"""What is asked, typed: one small frozen class for each kind of question. Each says itself in words for the receipt."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal, Protocol

from solvers.base import Cell, Form
from solvers.hooks import Question


@dataclass(frozen=True, slots=True)
class Ask:
    """A question about one puzzle; `form` is how its answer is to be written."""

    form: Form = field(default_factory=Form)

    def words(self) -> str:
        """The question as it was understood."""
        raise NotImplementedError

    def written(self, form: Form) -> Ask:
        """The same question in another form."""
        return replace(self, form=form)


@dataclass(frozen=True, slots=True)
class Solve(Ask):
    """The solution, in a form."""

    any_solution: bool = False
    """One of several will do."""
    every: int = 0
    """List so many solutions (0: just the one; -1: all)."""

    def words(self) -> str:
        if self.every:
            return "all solutions" if self.every < 0 else f"{self.every} different solutions"
        form = "" if self.form.name in ("", "grid", "path") else f", as {self.form.name}"
        return ("any solution" if self.any_solution else "the solution") + form


@dataclass(frozen=True, slots=True)
class Value(Ask):
    """What stands in some cells of the solution: groups of cells, each in the order asked for."""

    groups: tuple[tuple[Cell, ...], ...] = ()
    but: bool = False
    """The solution without these cells (they stay as they were given)."""
    said: str = ""
    given: bool = False
    """Of the puzzle as it was given, not of its solution."""
    total: Literal["", "sum", "product", "largest", "smallest", "sorted", "missing"] = ""

    def words(self) -> str:
        whose = "the puzzle as given" if self.given else "the solution"
        made = f"{self.total} of " if self.total else "values of "
        if self.total == "missing":
            return f"what is missing in {self.said}, rows from the top, columns from the left, counted from 1"
        return f"{made}{self.said} in {whose}, rows from the top, columns from the left, counted from 1"


@dataclass(frozen=True, slots=True)
class Check(Ask):
    """Is this answer (whole or partial) right? `claimed` is what the user filled in, as the kind reads answers."""

    claimed: object = None
    where: bool = False
    """Where is the mistake, rather than whether there is one."""
    faulty: bool = False
    """ "Is it wrong?", so that yes means a mistake."""

    def words(self) -> str:
        return "where your answer is wrong" if self.where else "whether your answer is right"


@dataclass(frozen=True, slots=True)
class Claim(Ask):
    """A yes-or-no statement: a cell's value, solvable, unique, a length."""

    what: Literal["solvable", "unique", "value", "length"] = "solvable"
    cell: Cell | None = None
    value: str = ""
    bound: tuple[int | None, int | None] = (None, None)
    denied: bool = False
    """ "Is there more than one?", so that yes means several solutions."""

    def words(self) -> str:
        if self.what == "value" and self.cell is not None:
            return f"whether r{self.cell[0] + 1}c{self.cell[1] + 1} is {self.value}"
        if self.what == "length":
            low, high = self.bound
            return f"whether it takes {'exactly' if low == high else 'at most' if low is None else 'at least'} {high or low} steps"
        if self.denied:
            return "whether there is more than one solution"
        return "whether it can be solved" if self.what == "solvable" else "whether the solution is the only one"


@dataclass(frozen=True, slots=True)
class Count(Ask):
    """How many solutions there are."""

    def words(self) -> str:
        return "how many solutions there are"


@dataclass(frozen=True, slots=True)
class Hint(Ask):
    """The next step: where to look (1), the rule that helps (2), or the cell with its value and the reason (3)."""

    strength: Literal[1, 2, 3] = 2
    cells: tuple[Cell, ...] = ()
    """Of one of these cells; of any where there is none."""
    where: str = ""

    def words(self) -> str:
        among = f" for {self.where}" if self.where else ""
        return ("a hint" if self.strength < 3 else "the next step and why") + among


@dataclass(frozen=True, slots=True)
class Why(Ask):
    """Why a cell holds its value; `value` is what the question says that it holds, or (`denied`) that it does not."""

    cell: Cell | None = None
    value: str = ""
    denied: bool = False

    def words(self) -> str:
        return (
            "why the solution is what it is"
            if self.cell is None
            else f"why r{self.cell[0] + 1}c{self.cell[1] + 1} holds its value"
        )


@dataclass(frozen=True, slots=True)
class Rate(Ask):
    """How hard the puzzle is."""

    def words(self) -> str:
        return "how hard the puzzle is"


@dataclass(frozen=True, slots=True)
class Own(Ask):
    """A question in the kind's own terms, about the solution."""

    question: Question | None = None
    worked_out: bool = False
    """The kind answers it itself (`Kind.tell`), not from the puzzle's solution."""

    def words(self) -> str:
        return self.question.words() if self.question is not None else ""


class Task(Protocol):
    """What is worked out on the puzzle as it was read, changed as the message changes it."""

    def words(self) -> str:
        """The question as it was understood."""
        ...

    def done(self, kind: Any, candidate: Any, text: str, seconds: float) -> Any:
        """An `answers.Answer`, or None where nothing can be told with certainty."""
        ...


@dataclass(frozen=True, slots=True)
class Worked(Ask):
    """A question with a task of its own."""

    task: Task | None = None

    def words(self) -> str:
        return self.task.words() if self.task is not None else ""


@dataclass(frozen=True, slots=True)
class Make(Ask):
    """A new puzzle of the kind."""

    difficulty: str = "medium"
    another: int = 0
    """Which one: another number makes another puzzle of the same seed."""
    size: int | None = None
    """Cells a side; None: as the kind makes them."""

    def words(self) -> str:
        size = f" {self.size}x{self.size}" if self.size is not None else ""
        return f"a new {self.difficulty}{size} puzzle"


@dataclass(frozen=True, slots=True)
class Sure(Ask):
    """Whether the answer that was given is right: it is worked out and proven again."""

    def words(self) -> str:
        return "whether the answer that was given is right"


@dataclass(frozen=True, slots=True)
class Echo(Ask):
    """The puzzle as it was given, unsolved, in another form."""

    def words(self) -> str:
        return "the puzzle as given, not solved"


@dataclass(frozen=True, slots=True)
class Talk(Ask):
    """Words about puzzles: a story, code, a translation. Open text; no board answers it."""

    def words(self) -> str:
        return "something to be written, not a puzzle to be solved"
