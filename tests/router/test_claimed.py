"""A claimed answer of a kind without proof is weighed: never called verified, and never wrong where it may be right."""

from __future__ import annotations

import json

from router.claimed import judged

TASK = json.dumps(
    {
        "train": [
            {"input": [[1, 0, 2], [0, 3, 0]], "output": [[2, 0, 1], [0, 3, 0]]},
            {"input": [[5, 5, 0], [4, 0, 0]], "output": [[0, 5, 5], [0, 0, 4]]},
            {"input": [[7, 1, 1], [2, 0, 6]], "output": [[1, 1, 7], [6, 0, 2]]},
        ],
        "test": [{"input": [[8, 0, 3], [0, 9, 9]]}],
    }
)


def test_the_answer_that_is_found_here_too_is_said_to_be_the_same() -> None:
    verdict = judged(TASK, "[[3, 0, 8], [9, 9, 0]]")
    assert verdict.status == "declined"
    assert not verdict.violations
    assert verdict.reason is not None
    assert "; the one found here is the same (demonstrations: " in verdict.reason


def test_another_answer_is_not_called_wrong() -> None:
    verdict = judged(TASK, "[[3, 0, 8], [9, 9, 1]]")
    assert verdict.status == "declined"
    assert not verdict.violations
    assert verdict.reason is not None
    assert "; the one found here is another (" in verdict.reason
