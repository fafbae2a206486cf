"""openai-agents over Responses and over chat completions: a puzzle, an open question, a tool, a follow-up."""

import asyncio
import os

import openai
from agents import (
    Agent,
    OpenAIChatCompletionsModel,
    OpenAIResponsesModel,
    Runner,
    function_tool,
    set_tracing_disabled,
)

PUZZLE = "Solve this sudoku:\n1 . . .\n. . 3 .\n. 4 . .\n. . . 2"
SOLVED = "1 3 2 4\n4 2 3 1\n2 4 1 3\n3 1 4 2"


@function_tool
def get_weather(location: str) -> str:
    """The weather at a place."""
    return f"rain in {location}"


async def main() -> None:
    set_tracing_disabled(True)
    client = openai.AsyncOpenAI(base_url=os.environ["BASE"], api_key="none")
    for make in (OpenAIResponsesModel, OpenAIChatCompletionsModel):
        agent = Agent(
            name="A", instructions="You are a helpful agent.", model=make("auto", client), tools=[get_weather]
        )
        first = await Runner.run(agent, PUZZLE)
        assert first.final_output == SOLVED, first.final_output
        follow = await Runner.run(agent, [*first.to_input_list(), {"role": "user", "content": "now only row 3"}])
        assert follow.final_output == "2 4 1 3", follow.final_output
        weather = await Runner.run(agent, "What is the weather in Bern?")
        assert weather.final_output == "hello there", weather.final_output
        assert any(item.type == "tool_call_output_item" for item in weather.new_items)
        streamed = Runner.run_streamed(agent, PUZZLE)
        async for _ in streamed.stream_events():
            pass
        assert streamed.final_output == SOLVED
        plain = Agent(name="B", model=make("auto", client))
        assert (await Runner.run(plain, "Who wrote Faust?")).final_output == "hello there"
    print("puzzle, follow-up, tool, open question, streaming: over responses and chat completions")


asyncio.run(main())
