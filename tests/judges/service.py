"""The service before judges that others wrote: compliance suites, strict types of OpenAI's client, agents and clients.

    python -m tests.judges.service                          all of them
    python -m tests.judges.service comply openai_agents     some

Each has an environment of its own under runs/judges, made when it is missing. The language model behind the service
is a scripted one on loopback. One line a judge; the exit code is 1 where one of them is not content with us.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from misbehaving_server import serving as providing
from served import Served, serving

from adapters.models.completions import LiteLLMModel, ModelOptions
from router import Ledger, Router
from router.llm.metered import MeteredModel
from solvers.exact import ExactSolver
from solvers.serving import BatchingSolver

CLIENTS = Path(__file__).parent / "clients"
ROOM = Path("runs/judges")
COMPLY = {"openai-chat": "", "open-responses": "reasoning_summary", "anthropic": ""}
"""Formats, and what of a suite's complaints is its own gap: it does not know the events of reasoning summaries."""
NEEDS = {
    "comply": ("llm-comply==0.5.0",),
    "openai_types": ("openai==3.57.0",),
    "openai_agents": ("openai-agents==0.24.0",),
    "pydantic_agent": ("pydantic-ai-slim[openai]==2.68.0",),
    "langchain_client": ("langchain-openai==1.7.4",),
    "instructor_client": ("instructor==1.17.0",),
    "smol_agent": ("smolagents[openai]==1.26.0",),
    "llm_program": ("llm==0.36",),
    "ai_sdk": ("ai@7.0.173", "@ai-sdk/openai@4.0.118", "@ai-sdk/openai-compatible@3.0.92"),
}
SECONDS = 300


@contextmanager
def judged() -> Iterator[Served]:
    """The service with networks, exact search and a scripted language model."""
    with providing() as provider:
        options = ModelOptions(api_base=provider.url("tools"), api_key="none")
        chat = MeteredModel([LiteLLMModel("openai/gpt-test", options)], ledger=Ledger())
        with serving(Router(BatchingSolver(), ExactSolver(), chat)) as it:
            yield it


def interpreter(judge: str) -> list[str]:
    """What runs the judge, in an environment that has what it needs."""
    room = (ROOM / judge).resolve()
    ready = room / ".installed"
    if judge == "ai_sdk":
        if not ready.exists():
            room.mkdir(parents=True, exist_ok=True)
            subprocess.run(
                ["npm", "install", "--silent", "--no-fund", "--prefix", str(room), *NEEDS[judge]], check=True
            )
            ready.touch()
        return ["node"]
    python = room / "bin" / "python"
    if not ready.exists():
        subprocess.run([sys.executable, "-m", "venv", str(room)], check=True)
        pip = [str(python), "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--quiet"]
        subprocess.run([*pip, *NEEDS[judge]], check=True)
        ready.touch()
    return [str(python)]


def environment(it: Served, judge: str) -> dict[str, str]:
    """What clients read; no key and no telemetry of the person's."""
    kept = {name: value for name, value in os.environ.items() if not name.endswith("_API_KEY") and name != "PYTHONPATH"}
    return {
        **kept,
        "BASE": f"{it.url}/v1",
        "OPENAI_BASE_URL": f"{it.url}/v1",
        "OPENAI_API_KEY": "none",
        "OPENAI_AGENTS_DISABLE_TRACING": "1",
        "LLM_USER_PATH": str((ROOM / judge / "user").resolve()),
        "ROOM": str((ROOM / judge).resolve()),
        "NO_COLOR": "1",
    }


def run(name: str, judge: str, command: list[str], it: Served) -> bool:
    """One judge; its own words are shown where it is not content."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, env=environment(it, judge))
    except subprocess.TimeoutExpired:
        print(f"{name}: no verdict after {SECONDS} s")
        return False
    lines = (done.stdout + done.stderr).strip().splitlines()
    said = done.stdout.strip().splitlines() or lines
    print(f"{name}: {'content' if done.returncode == 0 else 'NOT content'}: {said[-1] if said else ''}", flush=True)
    if done.returncode != 0:
        print("\n".join(lines), flush=True)
    return done.returncode == 0


def main() -> int:
    """Run the judges that were named, or all."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("judges", nargs="*", metavar="JUDGE", help=", ".join(NEEDS))
    named = parser.parse_args().judges or list(NEEDS)
    programs = {judge: interpreter(judge) for judge in named}
    content = True
    with judged() as it:
        for judge, program in programs.items():
            if judge == "comply":
                for form, gap in COMPLY.items():
                    command = [*program, "-m", "llm_comply.cli", "--format", form, "-u", f"{it.url}/v1"]
                    command += ["-k", "none", "-m", "auto", *(["-i", gap] if gap else [])]
                    content &= run(f"llm-comply {form}", judge, command, it)
            else:
                (script,) = CLIENTS.glob(f"{judge}.*")
                content &= run(judge, judge, [*program, str(script)], it)
    return 0 if content else 1


if __name__ == "__main__":
    sys.exit(main())
