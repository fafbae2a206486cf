"""Agent frameworks that take our MCP tools as their own: each lists them and solves a puzzle with one.

make judge-agents          # an environment for each in runs/, all over standard streams
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Callable

PUZZLE = "Solve this sudoku:\n1...\n..3.\n.4..\n...2"
SOLVED = "1324\n4231\n2413\n3142"
TOOLS = ["hint", "make_puzzle", "solve_puzzle", "solve_rules", "verify_answer"]


def openai_agents(program: str) -> None:
    """The tools as an MCP server of an agent's."""
    from agents.mcp import MCPServerStdio

    async def run() -> None:
        async with MCPServerStdio(
            params={"command": program, "args": ["mcp"]}, client_session_timeout_seconds=60
        ) as server:
            assert sorted(tool.name for tool in await server.list_tools()) == TOOLS
            result = await server.call_tool("solve_puzzle", {"text": PUZZLE})
            assert result.content[0].text.startswith(SOLVED), result

    asyncio.run(run())


def pydantic_ai(program: str) -> None:
    """The tools as a toolset, called by an agent whose model is scripted."""
    from fastmcp.client.transports import StdioTransport
    from pydantic_ai import Agent
    from pydantic_ai.mcp import MCPToolset
    from pydantic_ai.messages import ModelResponse, TextPart, ToolCallPart
    from pydantic_ai.models.function import FunctionModel

    def model(messages, info):  # type: ignore[no-untyped-def]
        if len(messages) == 1:
            assert sorted(tool.name for tool in info.function_tools) == TOOLS
            return ModelResponse(parts=[ToolCallPart("solve_puzzle", {"text": PUZZLE})])
        return ModelResponse(parts=[TextPart(str(messages[-1].parts[0].content))])

    async def run() -> None:
        toolset = MCPToolset(StdioTransport(program, ["mcp"]))
        async with Agent(FunctionModel(model), toolsets=[toolset]) as agent:
            said = (await agent.run(PUZZLE)).output
            assert "'status': 'verified'" in said, said
            assert "1324" in said, said

    asyncio.run(run())


def smolagents(program: str) -> None:
    """The tools as a collection."""
    from mcp import StdioServerParameters
    from smolagents import MCPClient

    with MCPClient(StdioServerParameters(command=program, args=["mcp"]), structured_output=True) as tools:
        named = {tool.name: tool for tool in tools}
        assert sorted(named) == TOOLS
        said = named["solve_puzzle"](text=PUZZLE)
        assert SOLVED in str(said) or said["answer"] == SOLVED, said


FRAMEWORKS: dict[str, Callable[[str], None]] = {
    "openai_agents": openai_agents,
    "pydantic_ai": pydantic_ai,
    "smolagents": smolagents,
}

if __name__ == "__main__":
    FRAMEWORKS[sys.argv[1]](sys.argv[2])
    print(f"{sys.argv[1]}: tools listed, puzzle solved over MCP")
