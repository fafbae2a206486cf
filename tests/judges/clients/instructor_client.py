"""instructor: its forced tool goes to the language model; offline it is refused, never answered in prose."""

import os

import instructor
import openai
from pydantic import BaseModel

PUZZLE = "Solve this sudoku:\n1 . . .\n. . 3 .\n. 4 . .\n. . . 2"


class Place(BaseModel):
    location: str


class Answer(BaseModel):
    answer: int


client = openai.OpenAI(base_url=os.environ["BASE"], api_key="none")
asked = [{"role": "user", "content": "Where does it rain?"}]
by_tool = instructor.from_openai(client)
assert by_tool.chat.completions.create(model="auto", response_model=Place, messages=asked).location == "Bern"
by_schema = instructor.from_openai(client, mode=instructor.Mode.JSON_SCHEMA)
assert by_schema.chat.completions.create(model="auto", response_model=Answer, messages=asked).answer == 42
puzzle = [{"role": "user", "content": PUZZLE}]
refused = ""
try:
    by_tool.chat.completions.create(model="auto:offline", response_model=Answer, messages=puzzle, max_retries=0)
except Exception as error:
    refused = str(error)
assert "tool_choice asks for what only a language model can give" in refused, refused
plain = client.chat.completions.create(model="auto", messages=[{"role": "user", "content": PUZZLE}])
assert plain.choices[0].message.content == "1 3 2 4\n4 2 3 1\n2 4 1 3\n3 1 4 2"
print("typed output by tool and by schema; refused offline; puzzle")
