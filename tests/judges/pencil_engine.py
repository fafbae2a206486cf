"""Lets Pencil Puzzle Bench judge: lines of {"address", "moves"} in, lines of {"complete", "broken"} out.

Runs in an environment of its own that holds `ppbench`; this project imports nothing of it. With `--list` it prints the
addresses of the bench instead, a name and an address a line.
"""

from __future__ import annotations

import json
import sys


def main() -> None:
    from ppbench import load_dataset  # type: ignore[import-not-found]
    from ppbench.puzzle import Puzzle  # type: ignore[import-not-found]

    if "--list" in sys.argv:
        for row in load_dataset("golden"):
            print(row["pid"], row["puzzlink_url"])
        return
    for line in sys.stdin:
        asked = json.loads(line)
        puzzle = Puzzle.from_url(asked["address"])
        for move in asked["moves"]:
            puzzle.send_move(move)
        print(
            json.dumps({"complete": bool(puzzle.is_complete()), "broken": [str(m) for m in puzzle.check()]}), flush=True
        )


if __name__ == "__main__":
    main()
