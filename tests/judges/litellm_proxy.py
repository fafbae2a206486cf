"""LiteLLM's own proxy in front of us: our provider and our classifier, asked by the official clients of two companies.

    make judge-litellm          # own environment in runs/litellm-proxy

The proxy runs `examples/litellm.yaml`, its language model answering with a fixed sentence. Every way of asking must
bring the proven answer for a puzzle; through `smart`, anything else must come from the language model.
"""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import anthropic
import openai
import yaml

ROOT = Path(__file__).resolve().parents[2]
PUZZLE = "Solve this sudoku:\n1...\n..3.\n.4..\n...2"
SOLVED = "1324\n4231\n2413\n3142"
TALK = "What is the capital of France?"
KEY = f"sk-{secrets.token_hex(32)}"
SPOKEN = "I am the language model."


class Spoken(BaseHTTPRequestHandler):
    """A language model that always says the same, whole or in two pieces."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        head = {"id": "chatcmpl-1", "created": 1, "model": "any"}
        if not asked.get("stream"):
            choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": SPOKEN}}
            usage = {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2}
            return self._send({**head, "object": "chat.completion", "choices": [choice], "usage": usage})
        self._head("text/event-stream")
        pieces = ({"role": "assistant", "content": SPOKEN[:5]}, {"content": SPOKEN[5:]}, {})
        for delta in pieces:
            finish = None if delta else "stop"
            choice = {"index": 0, "delta": delta, "finish_reason": finish}
            chunk = {**head, "object": "chat.completion.chunk", "choices": [choice]}
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")
        return None

    def _send(self, body: dict[str, Any]) -> None:
        self._head("application/json")
        self.wfile.write(json.dumps(body).encode())

    def _head(self, kind: str) -> None:
        self.send_response(200)
        self.send_header("content-type", kind)
        self.end_headers()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def spoken() -> str:
    """The address of such a model."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Spoken)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return f"http://127.0.0.1:{server.server_port}/v1"


@contextmanager
def proxy() -> Iterator[str]:
    """The proxy on a free port of this machine."""
    config = yaml.safe_load((ROOT / "examples" / "litellm.yaml").read_text(encoding="utf-8"))
    language = next(model for model in config["model_list"] if model["model_name"] == "language")
    language["litellm_params"] = {"model": "lm_studio/any", "api_key": "none", "api_base": spoken()}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "config.yaml"
        path.write_text(yaml.safe_dump(config), encoding="utf-8")
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "LITELLM_LOCAL_MODEL_COST_MAP": "True",
            "LITELLM_MASTER_KEY": KEY,
        }
        command = [str(Path(sys.executable).with_name("litellm")), "--config", str(path), "--host", "127.0.0.1"]
        log = Path(folder) / "log"
        with log.open("wb") as out:
            process = subprocess.Popen(
                [*command, "--port", str(port), "--telemetry", "False"], env=environment, stdout=out, stderr=out
            )
            try:
                _wait(port, process)
                yield f"http://127.0.0.1:{port}"
            finally:
                process.terminate()
                process.wait()
                if "-v" in sys.argv:
                    print(log.read_text(errors="replace")[-6000:])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(1200):
        if process.poll() is not None:
            raise SystemExit("the proxy ended before it was up; run with -v")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)


def ways(url: str) -> dict[str, Callable[[str, str], str]]:
    """Each way to ask a model something."""
    client = openai.OpenAI(base_url=f"{url}/v1", api_key=KEY, max_retries=0)
    claude = anthropic.Anthropic(base_url=url, api_key=KEY, max_retries=0)

    def chat(model: str, text: str) -> str:
        answer = client.chat.completions.create(model=model, messages=[{"role": "user", "content": text}])
        return answer.choices[0].message.content or ""

    def chat_stream(model: str, text: str) -> str:
        chunks = client.chat.completions.create(model=model, messages=[{"role": "user", "content": text}], stream=True)
        return "".join(chunk.choices[0].delta.content or "" for chunk in chunks if chunk.choices)

    def responses(model: str, text: str) -> str:
        return client.responses.create(model=model, input=text).output_text

    def responses_stream(model: str, text: str) -> str:
        events = list(client.responses.create(model=model, input=text, stream=True))
        if events[-1].type != "response.completed":
            return f"ended with {events[-1].type}"
        return "".join(event.delta for event in events if event.type == "response.output_text.delta")

    def messages(model: str, text: str) -> str:
        asked = [{"role": "user", "content": text}]
        answer = claude.messages.create(model=model, max_tokens=500, messages=asked)
        return "".join(block.text for block in answer.content if block.type == "text")

    def messages_stream(model: str, text: str) -> str:
        asked = [{"role": "user", "content": text}]
        with claude.messages.stream(model=model, max_tokens=500, messages=asked) as stream:
            return "".join(stream.text_stream)

    return {way.__name__: way for way in (chat, chat_stream, responses, responses_stream, messages, messages_stream)}


def main() -> int:
    failed = 0
    with proxy() as url:
        for name, ask in ways(url).items():
            for model, text, wanted in (
                ("puzzles", PUZZLE, SOLVED),
                ("smart", PUZZLE, SOLVED),
                ("smart", TALK, SPOKEN),
            ):
                try:
                    said = ask(model, text)
                except Exception as error:
                    said = f"{type(error).__name__}: {error}"
                good = said.strip() == wanted
                failed += not good
                kind = "puzzle" if text == PUZZLE else "talk"
                print(f"{name:<17}{model:<9}{kind:<8}{'as it should be' if good else said[:300]!r}")
    print(f"{18 - failed} of 18")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
