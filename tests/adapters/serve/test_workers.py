"""What several workers say together, and what becomes of workers that cannot live."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path

import pytest

from adapters.serve.workers import FAILURES, Crew, Seat, summed
from router.errors import UsageError

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs Unix sockets")
ONE = b"""# HELP a_total Requests.
# TYPE a_total counter
a_total{api="chat",status="verified"} 3.0
a_total{api="chat",status="declined"} 1.0
# HELP a_created Requests.
# TYPE a_created gauge
a_created{api="chat"} 200.0
# HELP b Running.
# TYPE b gauge
b 1.0
"""
OTHER = b"""# HELP a_total Requests.
# TYPE a_total counter
a_total{api="chat",status="verified"} 4.0
a_total{api="a b",status="verified"} 1.0
# HELP a_created Requests.
# TYPE a_created gauge
a_created{api="chat"} 100.0
# HELP b Running.
# TYPE b gauge
b 2.0
"""


def test_pages_are_added_up_family_by_family() -> None:
    assert summed([ONE]) == ONE
    assert summed([ONE, OTHER]).decode().splitlines() == [
        "# HELP a_total Requests.",
        "# TYPE a_total counter",
        'a_total{api="chat",status="verified"} 7.0',
        'a_total{api="chat",status="declined"} 1.0',
        'a_total{api="a b",status="verified"} 1.0',
        "# HELP a_created Requests.",
        "# TYPE a_created gauge",
        'a_created{api="chat"} 100.0',
        "# HELP b Running.",
        "# TYPE b gauge",
        "b 3.0",
    ]


def test_workers_hear_each_other_and_leave_out_who_is_dead(tmp_path: Path) -> None:
    async def talk() -> tuple[list[bytes], list[bytes], list[bytes]]:
        first, second = Seat(0, tmp_path), Seat(1, tmp_path)
        async with first.open(lambda: ONE):
            async with second.open(lambda: OTHER):
                heard = await first.others(), await second.others()
            (tmp_path / "2.sock").touch()  # of one that was killed
            return *heard, await first.others()

    assert asyncio.run(talk()) == ([OTHER], [ONE], [])


def fails(seat: Seat) -> None:
    raise SystemExit(3)


def test_workers_that_cannot_begin_end_the_service(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UsageError, match=r"workers end as soon as they begin \(exit code 3\)"):
        Crew(fails, 1, drain_seconds=1).run()
    assert capfd.readouterr().err.count("worker 0 ended (3)") == FAILURES
