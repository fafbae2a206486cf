"""langchain-openai: a puzzle, an open question, streaming with its receipt, a bound tool."""

import os

from langchain_openai import ChatOpenAI

PUZZLE = "Solve this sudoku:\n1 . . .\n. . 3 .\n. 4 . .\n. . . 2"
SOLVED = "1 3 2 4\n4 2 3 1\n2 4 1 3\n3 1 4 2"


def get_weather(location: str) -> str:
    """The weather at a place."""
    return location


for responses in (False, True):
    model = ChatOpenAI(model="auto", base_url=os.environ["BASE"], api_key="none", use_responses_api=responses)
    assert model.invoke(PUZZLE).text == SOLVED
    assert model.invoke([("user", PUZZLE), ("assistant", SOLVED), ("user", "now only row 3")]).text == "2 4 1 3"
    assert model.invoke("Who wrote Faust?").text == "hello there"
    assert "".join(chunk.text for chunk in model.stream(PUZZLE)) == SOLVED
    called = model.bind_tools([get_weather]).invoke("Weather in Bern?")
    assert called.tool_calls[0]["args"] == {"location": "Bern"}, called
print("puzzle, follow-up, open question, streaming, tool: over chat completions and responses")
