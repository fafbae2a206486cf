"""The `llm` program with the service as a model of its own: a puzzle, a follow-up of its log, an open question."""

import os
import subprocess
import sys
from pathlib import Path

PUZZLE = "Solve this sudoku:\n1 . . .\n. . 3 .\n. 4 . .\n. . . 2"
SOLVED = "1 3 2 4\n4 2 3 1\n2 4 1 3\n3 1 4 2"
user = Path(os.environ["LLM_USER_PATH"])
user.mkdir(parents=True, exist_ok=True)
(user / "logs.db").unlink(missing_ok=True)
(user / "extra-openai-models.yaml").write_text(
    f"- model_id: trm\n  model_name: auto\n  api_base: {os.environ['BASE']}\n  api_key_name: none\n"
)


def llm(*words: str) -> str:
    command = [sys.executable, "-m", "llm", *words]
    return subprocess.run(command, capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL).stdout.strip()


assert llm("-m", "trm", "--key", "none", PUZZLE) == SOLVED
assert llm("-c", "--key", "none", "now only row 3") == "2 4 1 3"
assert llm("-m", "trm", "--key", "none", "--no-stream", "Who wrote Faust?") == "hello there"
print("puzzle, follow-up, open question")
