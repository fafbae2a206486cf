"""LangChain's own suites over our chat model and tool: `make judge-langchain`, in an environment of their own.

The chat model stands before a language model that is asked over HTTP and fills in whatever tool or schema it is given,
so that tools, forced tools and typed output go the whole way through us.
"""

from __future__ import annotations

import json
import re
import threading
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from langchain_core.language_models import BaseChatModel
from langchain_core.tools import BaseTool
from langchain_tests.integration_tests import ChatModelIntegrationTests, ToolsIntegrationTests
from langchain_tests.unit_tests import ChatModelUnitTests, ToolsUnitTests

from adapters.langchain_parts import PuzzleChat, PuzzleTool
from adapters.models.completions import LiteLLMModel, ModelOptions
from router import Router
from solvers.exact import ExactSolver

SUDOKU = "Sudoku:\n1...\n..3.\n.4..\n...2"


def filled(schema: dict[str, Any], text: str, whole: dict[str, Any]) -> Any:
    """A value that fits a schema; numbers are the one in the text, words are the text."""
    schema = whole.get("$defs", {}).get(schema.get("$ref", "").rsplit("/", 1)[-1], schema)
    schema = next((one for one in schema.get("anyOf", ()) if one.get("type") != "null"), schema)
    kind = schema.get("type", "object" if "properties" in schema else "string")
    if kind == "object":
        return {name: filled(one, text, whole) for name, one in schema.get("properties", {}).items()}
    if kind == "array":
        return [filled(schema.get("items", {}), text, whole)]
    number = re.search(r"\d+", text)
    if kind in ("integer", "number"):
        return int(number[0]) if number else 3
    if kind == "boolean":
        return True
    return schema.get("enum", [text])[0]


class Filling(BaseHTTPRequestHandler):
    """A language model that calls the tool it is offered, gives the schema it is asked for, and else says a word."""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["content-length"])))
        last, tools = asked["messages"][-1], asked.get("tools") or []
        text = next(m["content"] for m in reversed(asked["messages"]) if m["role"] == "user")
        text = text if isinstance(text, str) else json.dumps(text)
        message: dict[str, Any] = {"role": "assistant", "content": "Hello."}
        shape = (asked.get("response_format") or {}).get("json_schema", {}).get("schema")
        if shape is not None:
            message["content"] = json.dumps(filled(shape, text, shape))
        elif tools and last["role"] != "tool":
            choice = asked.get("tool_choice")
            name = choice["function"]["name"] if isinstance(choice, dict) else tools[0]["function"]["name"]
            chosen = next(tool["function"] for tool in tools if tool["function"]["name"] == name)
            arguments = json.dumps(filled(chosen.get("parameters") or {}, text, chosen.get("parameters") or {}))
            call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": arguments}}
            message |= {"content": None, "tool_calls": [call]}
        self._answer(message, stream=bool(asked.get("stream")))

    def _answer(self, message: dict[str, Any], *, stream: bool) -> None:
        finish = "tool_calls" if message.get("tool_calls") else "stop"
        head = {"id": "chatcmpl-1", "created": 1, "model": "any"}
        usage = {"prompt_tokens": 5, "completion_tokens": 7, "total_tokens": 12}
        self.send_response(200)
        self.send_header("content-type", "text/event-stream" if stream else "application/json")
        self.end_headers()
        if not stream:
            choice = {"index": 0, "finish_reason": finish, "message": message}
            whole = {**head, "object": "chat.completion", "choices": [choice], "usage": usage}
            self.wfile.write(json.dumps(whole).encode())
            return
        for delta, end in ((message, None), ({}, finish)):
            choice = {"index": 0, "delta": delta, "finish_reason": end}
            chunk = {**head, "object": "chat.completion.chunk", "choices": [choice]}
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.write(f"data: {json.dumps({**head, 'choices': [], 'usage': usage})}\n\ndata: [DONE]\n\n".encode())

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@cache
def router() -> Router:
    """A router with exact search and that language model."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Filling)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    options = ModelOptions(api_base=f"http://127.0.0.1:{server.server_port}/v1", api_key="none")
    return Router(exact=ExactSolver(), chat=LiteLLMModel("openai/any", options))


class _Chat:
    @property
    def chat_model_class(self) -> type[BaseChatModel]:
        return PuzzleChat

    @property
    def chat_model_params(self) -> dict[str, Any]:
        return {"model": "auto", "router": router()}


class TestChatUnit(_Chat, ChatModelUnitTests):
    pass


class TestChatIntegration(_Chat, ChatModelIntegrationTests):
    @property
    def supports_model_override(self) -> bool:
        return True

    @property
    def model_override_value(self) -> str:
        return "auto:offline"


class _Tool:
    @property
    def tool_constructor(self) -> type[BaseTool]:
        return PuzzleTool

    @property
    def tool_constructor_params(self) -> dict[str, Any]:
        return {"router": router()}

    @property
    def tool_invoke_params_example(self) -> dict[str, Any]:
        return {"text": SUDOKU, "effort": "low"}


class TestToolUnit(_Tool, ToolsUnitTests):
    pass


class TestToolIntegration(_Tool, ToolsIntegrationTests):
    pass
