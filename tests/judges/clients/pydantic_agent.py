"""pydantic-ai: a puzzle, an open question, streaming, and structured output through a forced tool."""

import asyncio
import os

from pydantic_ai import Agent
from pydantic_ai.models.openai import OpenAIChatModel, OpenAIResponsesModel
from pydantic_ai.providers.openai import OpenAIProvider

PUZZLE = "Solve this sudoku:\n1 . . .\n. . 3 .\n. 4 . .\n. . . 2"
SOLVED = "1 3 2 4\n4 2 3 1\n2 4 1 3\n3 1 4 2"


async def main() -> None:
    provider = OpenAIProvider(base_url=os.environ["BASE"], api_key="none")
    for make in (OpenAIChatModel, OpenAIResponsesModel):
        agent = Agent(make("auto", provider=provider))
        first = await agent.run(PUZZLE)
        assert first.output == SOLVED, first.output
        follow = await agent.run("now only row 3", message_history=first.all_messages())
        assert follow.output == "2 4 1 3", follow.output
        assert (await agent.run("Who wrote Faust?")).output == "hello there"
        async with agent.run_stream(PUZZLE) as stream:
            assert await stream.get_output() == SOLVED
    from pydantic import BaseModel

    class Place(BaseModel):
        location: str

    typed = Agent(OpenAIChatModel("auto", provider=provider), output_type=Place)
    assert (await typed.run("Where does it rain?")).output.location == "Bern"
    print("puzzle, follow-up, open question, streaming: over chat completions and responses; typed output by a tool")


asyncio.run(main())
