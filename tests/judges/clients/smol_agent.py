"""smolagents: its model class with a puzzle and an open question, and an agent that calls a tool."""

import os

from smolagents import OpenAIModel, ToolCallingAgent, tool
from smolagents.models import ChatMessage, MessageRole

PUZZLE = "Solve this sudoku:\n1 . . .\n. . 3 .\n. 4 . .\n. . . 2"
SOLVED = "1 3 2 4\n4 2 3 1\n2 4 1 3\n3 1 4 2"


@tool
def get_weather(location: str) -> str:
    """The weather at a place.

    Args:
        location: The place.
    """
    return f"rain in {location}"


model = OpenAIModel(model_id="auto", api_base=os.environ["BASE"], api_key="none")


def ask(text: str) -> str:
    parts = [{"type": "text", "text": text}]
    return model.generate([ChatMessage(role=MessageRole.USER, content=parts)]).content


assert ask(PUZZLE) == SOLVED
assert ask("Who wrote Faust?") == "hello there"
pieces = model.generate_stream([ChatMessage(role=MessageRole.USER, content=[{"type": "text", "text": PUZZLE}])])
assert "".join(piece.content or "" for piece in pieces) == SOLVED
agent = ToolCallingAgent(tools=[get_weather], model=model, max_steps=1, verbosity_level=0)
agent.run("What is the weather in Bern?")
calls = [call for step in agent.memory.steps for call in getattr(step, "tool_calls", None) or []]
assert (calls[0].name, calls[0].arguments) == ("get_weather", {"location": "Bern"}), calls
print("puzzle, open question, streaming, an agent's tool")
