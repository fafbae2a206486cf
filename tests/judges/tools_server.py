"""The MCP tools before judges that others wrote, over HTTP and over standard streams.

    make judge-mcp          # own environments in runs/, needs Node 20; fails where a judge does

`mcpcheck` must pass all of its checks, the inspector must list and call tools over both transports without a schema it
objects to, and the conformance suite may fail only what `mcp_expected.yml` lists.
"""

from __future__ import annotations

import argparse
import json
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).parent
SERVE = [sys.executable, "-m", "adapters.cli", "mcp"]
SUDOKU = "Sudoku:\n1...\n..3.\n.4..\n...2"
SOLVED = "1324\n4231\n2413\n3142"


@contextmanager
def served() -> Iterator[str]:
    """The server over HTTP on a free port of this machine."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen([*SERVE, "--http", "--port", str(port)], stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        process.terminate()
        process.wait()


def mcpcheck(program: str) -> bool:
    """All checks of jbt-mcpcheck, warnings counted as failures."""
    with served() as url:
        done = subprocess.run([program, url, "--strict", "--legacy-probes"], check=False)
    return done.returncode == 0


def inspector(program: str) -> bool:
    """Lists and calls tools over both transports."""
    good = True
    with served() as url:
        for name, target in (("http", [url, "--transport", "http"]), ("stdio", SERVE)):
            listed = _json([program, "--cli", *target, "--method", "tools/list", "--strict"])
            call = ["--method", "tools/call", "--tool-name", "solve_puzzle", "--tool-arg", f"text={SUDOKU}"]
            called = _json([program, "--cli", *target, *call])
            answer = called.get("structuredContent", {})
            passed = len(listed.get("tools", [])) == 5 and (answer.get("status"), answer.get("answer")) == (
                "verified",
                SOLVED,
            )
            print(f"{name:<6}{len(listed.get('tools', []))} tools, solve_puzzle {answer.get('status')}")
            good &= passed
    return good


def conformance(node: str, script: str) -> bool:
    """The official suite; only the listed scenarios may fail, and all of them must."""
    expected = (HERE / "mcp_expected.yml").resolve()
    with served() as url, tempfile.TemporaryDirectory() as folder:
        command = [node, str(Path(script).resolve()), "server", "--url", url, "--expected-failures", str(expected)]
        done = subprocess.run(command, check=False, cwd=folder, capture_output=True, text=True)
    print(done.stdout[done.stdout.find("=== SUMMARY") :])
    return done.returncode == 0


def _json(command: Sequence[str]) -> dict[str, object] | dict[str, dict[str, object]]:
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    if done.returncode:
        print(done.stdout[-500:], done.stderr[-500:])
        return {}
    return dict(json.loads(done.stdout))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mcpcheck", help="the program of jbt-mcpcheck")
    parser.add_argument("--inspector", help="the program of @modelcontextprotocol/inspector")
    parser.add_argument("--conformance", nargs=2, metavar=("NODE", "SCRIPT"), help="Node 22 and the suite's index.js")
    options = parser.parse_args()
    passed = {}
    if options.mcpcheck:
        passed["mcpcheck"] = mcpcheck(options.mcpcheck)
    if options.inspector:
        passed["inspector"] = inspector(options.inspector)
    if options.conformance:
        passed["conformance"] = conformance(*options.conformance)
    print(", ".join(f"{name}: {'passed' if good else 'FAILED'}" for name, good in passed.items()))
    return 0 if all(passed.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
