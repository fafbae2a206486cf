"""The router as MCP tools: solve a puzzle in a text or a rulebook, judge an answer, give a hint, make a new puzzle.

    build_server().run()                    # standard input and output; or run(transport="streamable-http")

A host passes the text on as it stands and retypes no grid. Each tool answers with typed data (the receipt) and the
same in words. A doubt about the reading is put to the person where the client can ask, otherwise it is the answer.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable
from importlib import metadata
from typing import Annotated, Any, Literal

import anyio
from mcp.server import MCPServer
from mcp.server.elicitation import AcceptedElicitation, ElicitationResult
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp.server.mcpserver.resolve import Resolve
from mcp_types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import Field, ValidationError

from adapters.logs import keep
from adapters.tools_server import results
from adapters.tools_server.doubts import Said, question, settled
from adapters.tools_server.work import aside, followed
from router import Request, Router
from router.asking.ask import Hint
from router.claimed import judged
from router.types import Receipt
from solvers.base import Effort
from solvers.kinds import KINDS

LONGEST = 200_000
"""Characters of one text. A drawing of 200x200 cells has 40,000."""
LARGEST = 16
"""Side of a puzzle that is made to order."""
NO_PUZZLE = "no puzzle was found in the text; pass on the whole message that holds it"
MAKING = 60.0
"""Seconds for making one."""
MOST_RULES = 1024 * 1024
"""Characters of one rulebook as JSON, as for rulebooks anywhere."""

Text = Annotated[
    str,
    Field(
        min_length=1,
        max_length=LONGEST,
        description="The whole message as the person wrote it, grid, rules and question included. Do not retype it.",
    ),
]
Thinking = Annotated[
    Literal["low", "medium", "high"], Field(description="Thinking time: low is one pass, high searches long.")
]
Seconds = Annotated[float | None, Field(gt=0, le=900, description="Deadline; by default the effort's own.")]
Rulebook = Annotated[
    dict[str, Any],
    Field(
        description="grid or cells, values, given, rules; resource rulebook://schema has its JSON schema.",
        json_schema_extra={
            "required": ["values", "rules"],
            "properties": {
                "grid": {"type": "object", "description": '{"rows": 4, "columns": 4}; its cells are r1c1, r1c2, ...'},
                "cells": {"type": "array", "items": {"type": "string"}, "description": "Names instead of a grid."},
                "values": {
                    "type": ["array", "object"],
                    "description": "One list for all cells, or a map from cell to list.",
                },
                "given": {"type": "object", "description": "Cell -> value."},
                "rules": {"type": "array", "items": {"type": "object"}},
            },
        },
    ),
]
_HINTS = {"where": Hint(strength=1), "rule": Hint(strength=2), "cell": Hint(strength=3)}
Said_ = Annotated[ElicitationResult[Said], Resolve(question)]


class ToolsServer(MCPServer[Any]):
    """An MCP server whose errors are one line with what to do; nothing of an unexpected one reaches the client."""

    def add_tool(self, fn: Callable[..., Any], *args: Any, **more: Any) -> None:
        """Without a description of its own a tool is described by its docstring, on one line."""
        super().add_tool(
            fn, *args, **{**more, "description": more.get("description") or " ".join((fn.__doc__ or "").split())}
        )

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[Any, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        try:
            return await super().call_tool(name, arguments, context)
        except UnexpectedToolError:
            raise
        except ToolError as error:
            cause = error.__cause__
            if isinstance(cause, ValidationError):
                raise ToolError(f"{name}: {_wrong(cause)}") from cause
            raise ToolError(f"{name}: {cause if isinstance(cause, ToolError) else error}") from cause


def build_server(router: Router | None = None, *, model: str | None = None) -> ToolsServer:
    """The tools over a router; without one, over a local router that asks no language model unless `model` names it."""
    if router is None:
        from adapters.compose import build_router

        router = build_router(model=model, offline=model is None)
    server = ToolsServer(
        "trm-router",
        title="Puzzles, solved and proven",
        version=_version(),
        instructions=_instructions(),
        log_level="WARNING",
    )
    looks = ToolAnnotations(
        read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=router.chat is not None
    )
    _add_solving(server, router, looks)
    _add_helping(server, router, looks)
    server.resource("rulebook://schema", mime_type="application/json", title="JSON schema of a rulebook")(_schema)
    return server


def _add_solving(server: ToolsServer, router: Router, looks: ToolAnnotations) -> None:
    """`solve_puzzle` and `solve_rules`."""

    @server.tool(title="Solve a puzzle", annotations=looks)
    async def solve_puzzle(
        text: Text, ctx: Context[Any, Any], said: Said_, effort: Thinking = "medium", seconds: Seconds = None
    ) -> Annotated[CallToolResult, Receipt]:
        """Solve the puzzle in a text and prove the answer by its rules. What is asked in the text is answered: the
        whole solution, one cell, whether it is unique, how many solutions, whether an answer is right, ...
        "verified" is proven; "declined" says what is unclear; "unsolved" gives no answer."""
        request = Request(text=settled(text, _answer(said)), effort=Effort(effort), seconds=seconds)
        reply = await followed(router, request, ctx)
        return await _handed(request.text, reply.receipt)

    async def solve_rules(
        rulebook: Rulebook,
        ctx: Context[Any, Any],
        solutions: Annotated[int, Field(ge=1, le=1000, description="List up to so many instead of the only one.")] = 1,
        effort: Thinking = "medium",
        seconds: Seconds = None,
    ) -> Annotated[CallToolResult, Receipt]:
        source = json.dumps(rulebook)
        if len(source) > MOST_RULES:
            raise ToolError(f"rulebook: {len(source)} characters of JSON (at most {MOST_RULES})")
        reply = await aside(
            lambda: router.solve_rules(source, effort=effort, seconds=seconds, solutions=solutions), ctx
        )
        return await _handed(source, reply.receipt)

    server.tool(title="Solve a rulebook", annotations=looks, description=_of_rules())(solve_rules)


def _add_helping(server: ToolsServer, router: Router, looks: ToolAnnotations) -> None:
    """`verify_answer`, `hint` and `make_puzzle`."""

    @server.tool(title="Check an answer", annotations=looks)
    async def verify_answer(
        puzzle: Text,
        answer: Annotated[str, Field(min_length=1, max_length=LONGEST, description="Whole or in part.")],
        ctx: Context[Any, Any],
    ) -> Annotated[CallToolResult, results.Judgement]:
        """Check an answer to a puzzle by its rules, whole or in part: which rules are broken, which cells are open."""
        return results.judgement(await aside(lambda: judged(puzzle, answer), ctx))

    @server.tool(title="Give a hint", annotations=looks)
    async def hint(
        text: Text,
        ctx: Context[Any, Any],
        said: Said_,
        strength: Annotated[
            Literal["where", "rule", "cell"],
            Field(description="Where to look; which rules help there; the cell with its value and the reason."),
        ] = "rule",
    ) -> Annotated[CallToolResult, Receipt]:
        """The next step of a puzzle, proven, without giving the solution away."""
        message = settled(text, _answer(said))
        asked = _HINTS[strength]

        def hinted() -> Receipt:
            reading = router.read(message)
            if reading.candidate is None and not reading.questions and reading.refusal is None:
                return Receipt(status="declined", kind=reading.kind, reason=NO_PUZZLE)
            wanted = reading.model_copy(update={"ask": asked, "left": ""})
            return router.handle(Request(text=message, offline=True), reading=wanted).receipt

        return await _handed(message, await aside(hinted, ctx))

    @server.tool(title="Make a puzzle", annotations=looks.model_copy(update={"idempotent_hint": False}))
    async def make_puzzle(
        kind: Annotated[str, Field(json_schema_extra={"enum": list(KINDS)})],
        ctx: Context[Any, Any],
        difficulty: Literal["easy", "medium", "hard"] = "medium",
        size: Annotated[int | None, Field(ge=2, le=LARGEST, description="Side length, instead of the usual.")] = None,
        seed: Annotated[int | None, Field(ge=0, lt=2**31, description="The same seed makes the same.")] = None,
    ) -> Annotated[CallToolResult, results.MadePuzzle]:
        """Make a new puzzle with exactly one solution (or, where its rules allow several, one that can be solved)."""
        number = secrets.randbelow(2**31) if seed is None else seed
        with anyio.move_on_after(MAKING):
            return results.made(await aside(lambda: results.make(kind, difficulty, size, number), ctx))
        raise ToolError(f"no such puzzle was made within {MAKING:.0f} seconds (choose a smaller size or another seed)")


async def _handed(asked: str, given: Receipt) -> CallToolResult:
    """The result, once the request was entered where the user keeps them."""
    await anyio.to_thread.run_sync(keep, "mcp", asked, given)
    return results.receipt(given)


def _answer(said: ElicitationResult[Said]) -> str:
    """What the person answered; nothing where nobody was asked or the question was turned down."""
    return said.data.answer if isinstance(said, AcceptedElicitation) else ""


def _wrong(error: ValidationError) -> str:
    """Arguments that do not fit, on one line, without repeating them."""
    parts = [f"{'.'.join(str(at) for at in found['loc'])}: {found['msg']}" for found in error.errors()[:3]]
    return "; ".join(parts) + " (see the tool's input schema)"


def _version() -> str:
    try:
        return metadata.version("trm-router")
    except metadata.PackageNotFoundError:
        return "0"


def _instructions() -> str:
    titles = ", ".join(kind.title for name, kind in KINDS.items() if name != "rules")
    return (
        f"Solves and proves logic puzzles locally: {titles}, and any puzzle whose rules can be written as a rulebook. "
        "Pass the person's text to solve_puzzle unchanged; trust only what comes back as verified."
    )


def _of_rules() -> str:
    """What a rulebook is, in the words of the rules themselves."""
    from solvers.rules.rulebook import schema

    rules = []
    for shape in schema()["$defs"].values():
        name = shape.get("properties", {}).get("rule", {}).get("const")
        if name is not None:
            fields = [field for field in shape["properties"] if field not in ("rule", "label")]
            rules.append(f"- {name} ({', '.join(fields)}): {' '.join(shape.get('description', '').split())}")
    example = {
        "grid": {"rows": 1, "columns": 3},
        "values": [1, 2, 3],
        "given": {"r1c1": 2},
        "rules": [
            {"rule": "different", "cells": ["r1c1", "r1c2", "r1c3"]},
            {"rule": "less", "cells": ["r1c2", "r1c3"]},
        ],
    }
    return (
        "Solve a puzzle whose rules are data, and prove the solution rule by rule. Use it for rules that no known "
        f"puzzle has. Example: {json.dumps(example)}\nRules and their fields:\n" + "\n".join(sorted(rules))
    )


def _schema() -> str:
    """The JSON schema of a rulebook."""
    from solvers.rules.rulebook import schema

    return json.dumps(schema())
