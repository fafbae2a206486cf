// The AI SDK over Responses and over chat completions: a puzzle, its thinking, an open question, a tool, streaming.
import assert from "node:assert";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const here = createRequire(process.env.ROOM + "/package.json");
const load = async (name) => import(pathToFileURL(here.resolve(name)));
const { generateText, streamText, tool, jsonSchema } = await load("ai");
const { createOpenAI } = await load("@ai-sdk/openai");
const { createOpenAICompatible } = await load("@ai-sdk/openai-compatible");

const PUZZLE = "Solve this sudoku:\n1 . . .\n. . 3 .\n. 4 . .\n. . . 2";
const SOLVED = "1 3 2 4\n4 2 3 1\n2 4 1 3\n3 1 4 2";
const providerOptions = { openai: { store: false } }; // nothing is kept, so items are sent whole
const openai = createOpenAI({ baseURL: process.env.BASE, apiKey: "none" });
const compatible = createOpenAICompatible({ name: "trm", baseURL: process.env.BASE });
const weather = tool({
  description: "The weather at a place.",
  inputSchema: jsonSchema({ type: "object", properties: { location: { type: "string" } } }),
});

for (const model of [openai.responses("auto"), openai.chat("auto"), compatible.chatModel("auto")]) {
  const first = await generateText({ model, prompt: PUZZLE });
  assert.equal(first.text, SOLVED);
  const messages = [{ role: "user", content: PUZZLE }, ...first.response.messages, { role: "user", content: "now only row 3" }];
  assert.equal((await generateText({ model, messages, providerOptions })).text, "2 4 1 3");
  assert.equal((await generateText({ model, prompt: "Who wrote Faust?" })).text, "hello there");
  const stream = streamText({ model, prompt: PUZZLE, onError: ({ error }) => { throw error; } });
  let text = "";
  for await (const piece of stream.textStream) text += piece;
  assert.equal(text, SOLVED);
  const called = await generateText({ model, prompt: "Weather in Bern?", tools: { get_weather: weather }, toolChoice: "required" });
  assert.deepEqual(called.toolCalls[0].input, { location: "Bern" });
  if (model !== undefined && first.reasoningText !== undefined) assert.match(first.reasoningText, /Proven by/);
}
console.log("puzzle, follow-up, open question, streaming, tool: over responses, chat completions, openai-compatible");
