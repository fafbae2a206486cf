"""The kind `arc`: a rule is found from demonstrations. Its answers are supported by evidence, never proven."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from solvers.base import BadPuzzle, Candidate, Exact, Form, Traits, Violation
from solvers.hooks import Dictation, Hooks, Said, Words
from solvers.kinds.arc import text as reading
from solvers.kinds.arc.answer import SUPPORTED, Answer
from solvers.kinds.arc.sought import SOUGHT
from solvers.kinds.arc.task import Rows, Task, rows
from solvers.text.source import Text


class ArcKind(Hooks[Task]):
    """Implements `solvers.base.Kind`."""

    name = "arc"
    title = "ARC task"
    names = re.compile(
        r"\bARC(?:[ -]?AGI)?(?:[ -]?[12])?(?:[ -](?:task|puzzle|prize|aufgabe|rätsel)s?n?|任务|谜题|課題)?(?!\w)|"
        r"\b(?:tâche|tarea|tarefa|compito|zadanie|задач[аиу]|puzzle) ARC\b|\b1D-?ARC\b|"
        r"\bmaps? (?:an |the |each )?input (?:grid )?to (?:an |the |its )?output|\bcommon rule\b",
    )
    says = "A rule turns every input grid into its output grid; find it from the examples and apply it to the test."
    forms: tuple[str, ...] = ("grid",)
    traits = Traits(unique=False, proof=False, encloses=True)
    network = None
    tasks = ("arc_1d", "arc_agi", "rearc")
    vocabulary = (
        r"common|rules?|maps?|mapping|inputs?|outputs?|examples?|demonstrations?|pairs?|train(?:ing)?|tests?|predict|"
        r"corresponding|appl(?:y|ying|ies)|pattern|transformations?|transform(?:s|ed)?|derive[ds]?|reasoning|process|"
        r"tasks?|grids?|below|above|given|follow(?:s|ing)?|colou?rs?|cells?|describe|detail|overall|submit|final|found|"
        r"find|infer|shape|ARC|AGI|learn(?:ed)?"
    )

    # ------------------------------------------------------------------ reading

    def read(self, text: Text) -> list[Candidate[Task]]:
        return reading.read(text)

    def form(self, words: str, candidate: Candidate[Task]) -> Form | None:
        return None

    def question(self, message: Words, candidate: Candidate[Task]) -> None:
        """No question of its own: whoever asks for the output asks for the solution."""
        if not message.is_document:
            message.take(SOUGHT)

    # ------------------------------------------------------------------ judging

    def check(self, puzzle: Task) -> tuple[Violation, ...]:
        """Two demonstrations of one input with different outputs contradict each other."""
        outputs: dict[Rows, Rows] = {}
        for image, out in puzzle.train:
            if outputs.setdefault(image, out) != out:
                return (Violation("demonstrations", (), "two demonstrations have one input and different outputs"),)
        return ()

    def verify(self, puzzle: Task, answer: Answer) -> tuple[Violation, ...]:
        """What keeps an answer from being supported: a grid too few, or too little evidence. Empty is no proof."""
        if len(answer.tests) != len(puzzle.tests) or not all(answer.tests):
            return (Violation("tests", (), f"the task has {len(puzzle.tests)} tests"),)
        if answer.evidence is None:
            return (Violation("evidence", (), "nothing speaks for this answer but its author"),)
        if answer.evidence.confidence < SUPPORTED:
            often = f"answers like it were right {answer.evidence.confidence:.0%} of the time"
            return (Violation("evidence", (), f"too little speaks for this answer: {often}"),)
        return ()

    def partial(self, puzzle: Task, answer: Answer) -> tuple[tuple[Violation, ...], tuple[Any, ...]]:
        return self.verify(puzzle, answer), ()

    def exact(self, puzzle: Task, *, seconds: float = 5.0) -> Exact[Answer]:
        """There is no exact search for a rule that nobody states."""
        return Exact((), complete=False)

    def induce(self, puzzle: Task, *, seconds: float, seed: int = 0) -> Answer | None:
        from solvers.kinds.arc.answers import induced

        return induced(puzzle, seconds=seconds)

    def checks(self, puzzle: Task, violations: Sequence[Violation]) -> list[Said]:
        return [("evidence", not violations, violations[0].detail)] if violations else []

    def evidence(self, answer: Answer) -> list[Said]:
        found = answer.evidence
        if found is None:
            return []
        fit = (
            "1 program that gives it reproduces"
            if found.programs == 1
            else (f"{found.programs} programs that give it reproduce")
        )
        others = (
            "no other answer was found"
            if found.distinct == 1
            else (f"programs that fit too give {found.distinct - 1} other{'s' if found.distinct > 2 else ''}")
        )
        return [
            ("demonstrations", True, f"{fit} all {found.demonstrations}"),
            ("other answers", True, others),
            (
                "left out",
                True,
                f"{found.reproduced} of {found.demonstrations} demonstrations foretold from the others",
            ),
            ("rule", True, found.words),
            ("confidence", True, f"{found.confidence:.0%} of answers with such evidence were right on training tasks"),
        ]

    # ------------------------------------------------------------------ telling

    def render(self, puzzle: Task) -> str:
        lines = ["ARC task: find the common rule that maps an input grid to an output grid."]
        for number, (image, out) in enumerate(puzzle.train, 1):
            lines += ["", f"Example {number}:", "Input:", *_lines(image), "Output:", *_lines(out)]
        for test in puzzle.tests:
            lines += ["", "Test input:", *_lines(test)]
        return "\n".join(lines)

    def write(self, candidate: Candidate[Task], answer: Answer, form: Form) -> str:
        look = candidate.look if form.wrap != "json" else replace(candidate.look, style="json")
        grids = [reading.written(each[0], look) for each in answer.tests]
        if len(grids) == 1:
            return grids[0]
        return "\n\n".join(f"Test {number}:\n{grid}" for number, grid in enumerate(grids, 1))

    def solution_json(self, puzzle: Task, answer: Answer) -> dict[str, Any]:
        return {"tests": [[[list(row) for row in grid] for grid in each] for each in answer.tests]}

    def read_answer(self, puzzle: Task, text: str) -> Answer:
        try:
            grids = reading.grids(text)
        except ValueError as exc:
            raise BadPuzzle(f"a grid of this answer is not whole: {exc}", hint="rows of one length") from exc
        if len(grids) != len(puzzle.tests):
            raise BadPuzzle(
                f"the task has {len(puzzle.tests)} tests, and {len(grids)} grids were read", hint="one each"
            )
        return Answer(tuple((each,) for each in grids), None)

    def picture(self, puzzle: Task, solution: Mapping[str, Any]) -> list[list[str]]:
        """Each demonstration's input beside its output, then the tests beside their answers."""
        from solvers.kinds.arc.picture import picture

        return picture(puzzle, [rows(each[0]) for each in solution.get("tests", ())])

    makes = range(3, 31)

    def generate(self, seed: int, **options: Any) -> Task:
        from solvers.kinds.arc.generate import generate

        return generate(seed, **options)

    def dictation(self, puzzle: Task) -> Dictation:
        return Dictation("Find the rule that maps each input to its output and give the test's output.", shape="rows")

    def same(self, puzzle: Task, solution: Mapping[str, Any], stored: str) -> bool:
        try:
            grids = reading.grids(stored)
        except ValueError:
            return False
        return [rows(each[0]) for each in solution["tests"]] == grids

    def row(self, text: str) -> Task:
        found = reading.read(Text(text))
        if not found or found[0].puzzle is None:
            raise BadPuzzle("this is no ARC task", hint="give its JSON")
        return found[0].puzzle


def _lines(grid: Rows) -> list[str]:
    return [" ".join(map(str, row)) for row in grid]


ARC = ArcKind()
