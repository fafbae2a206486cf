// The thread: a message goes out, thoughts and boards come in, a receipt ends it. The page keeps the thread and sends
// it whole; leaving or stopping ends the work. Nothing of what comes or goes ever becomes markup.

import { element, Paper, Shown } from "./boards.js";
import { shrunk } from "./pictures.js";

const at = (id) => document.getElementById(id);
const [turns, status, composer, message] = ["turns", "status", "composer", "message"].map(at);
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const CALM = 1000; // milliseconds between two boards for people who want little motion
const VERDICTS = {
  verified: "Verified", supported: "Supported, not proven", declined: "Declined", unsolved: "Not solved",
  answered: "A language model's words, not proven", failed: "Failed",
};
const FURTHER = "Ask on about this puzzle (\u201conly row 3\u201d, \u201cis there only one solution?\u201d), or send another. Ctrl+Enter sends, Escape stops.";
const FIRST = at("message-help").textContent;

let thread = [];
let running = null;
let number = 0;

// ---------------------------------------------------------------------------------------------- sending

composer.addEventListener("submit", (event) => {
  event.preventDefault();
  send(message.value.trim());
});
at("hint").addEventListener("click", () => {
  const text = message.value.trim();
  send(text ? `Give me a hint, do not solve it.\n\n${text}` : thread.length ? "Give me a hint." : "");
});
at("stop").addEventListener("click", () => running?.abort());
at("new").addEventListener("click", () => {
  running?.abort();
  running = null;
  thread = [];
  turns.replaceChildren();
  turns.hidden = at("new").hidden = true;
  at("message-help").textContent = FIRST;
  at("send").textContent = "Solve";
  composer.classList.remove("further");
  message.value = "";
  say("");
  message.focus();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && running) running.abort();
  else if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && composer.contains(event.target)) composer.requestSubmit();
});

async function send(text, more = {}) {
  if (running) return;
  if (!text && !more.picture) {
    say("Write a message first, or draw a puzzle.");
    message.focus();
    return;
  }
  const mine = new AbortController();
  const turn = new Turn(text, more.canvas);
  const asked = thread.concat({ role: "user", content: text });
  running = mine;
  busy(true);
  message.value = "";
  say("Thinking.", true);
  try {
    const end = await turn.follow(await post(asked, mine.signal, more));
    if (running === mine && !turn.draft) thread = asked.concat({ role: "assistant", content: end.content });
  } catch (error) {
    if (running === mine && !message.value) message.value = text;
    turn.failed(mine.signal.aborted ? "Stopped." : error.message, running === mine);
  } finally {
    if (running === mine || running === null) {
      running = null;
      busy(false);
      if (document.activeElement === document.body) message.focus();
    }
  }
}

async function post(messages, signal, { picture, by }) {
  const key = at("key").value;
  const answer = await fetch("/api/solve", {
    method: "POST",
    headers: { "content-type": "application/json", ...(key ? { authorization: `Bearer ${key}` } : {}) },
    body: JSON.stringify({
      messages, effort: at("effort").value, model: at("model").value || "auto",
      ...(picture ? { picture } : {}), ...(by ? { seen_by: by } : {}),
    }),
    signal,
  }).catch((error) => {
    throw signal.aborted ? error : new Error("The service cannot be reached.");
  });
  if (answer.ok) return answer;
  const said = await answer.json().catch(() => null);
  if (answer.status === 401) {
    at("key-field").hidden = false;
    at("key").focus();
    throw new Error(key ? "That key is not known here." : "This service asks for a key. Give it below and send again.");
  }
  throw new Error(said?.error?.message ?? `The service answered ${answer.status}.`);
}

async function* events(answer) {
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const blocks = (rest + value).split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) if (block.startsWith("data: ")) yield JSON.parse(block.slice(6));
  }
}

function busy(now) {
  at("send").disabled = at("hint").disabled = now;
  if (!now && document.activeElement === at("stop")) message.focus();
  at("stop").hidden = !now;
  turns.setAttribute("aria-busy", String(now));
}

/** Tell it; what the page shows already is only for those who hear it. */
function say(text, shown = false) {
  status.classList.toggle("unseen", shown);
  status.textContent = text;
}

// ---------------------------------------------------------------------------------------------- one question, answered

class Turn {
  constructor(text, canvas) {
    number += 1;
    this.canvas = canvas;
    this.draft = null;
    this.board = null;
    this.steps = null;
    this.shownAt = 0;
    this.thoughts = "";
    this.said = "";
    this.verdict = element("p", { class: "verdict", text: "Thinking" });
    this.caption = element("p", { class: "caption" });
    this.body = element("div", { class: "reply" }, element("h2", { class: "unseen", text: `Answer ${number}` }), this.verdict, this.caption);
    const asked = element("div", { class: "asked" }, element("h2", { text: "You" }),
      ...(text ? [block(text, "Your message")] : []), ...(canvas ? [element("p", { class: "caption", text: "(a picture)" })] : []));
    const turn = element("li", {}, asked, this.body);
    turns.hidden = at("new").hidden = false;
    turns.append(turn);
    at("message-help").textContent = FURTHER;
    at("send").textContent = "Send";
    composer.classList.add("further");
    turn.scrollIntoView({ block: "start" });
  }

  /** Show what comes; the last event. Throws where the stream breaks. */
  async follow(answer) {
    for await (const event of events(answer)) {
      if (event.type === "board") this.draw(event);
      else if (event.type === "confirm") this.draft = event;
      else if (event.type === "thought") this.think(event.text);
      else if (event.type === "said") this.speak(event.text);
      else if (event.type === "fault") throw new Error(event.message);
      else if (event.type === "done") {
        this.end(event);
        return event;
      }
    }
    throw new Error("The answer broke off.");
  }

  think(text) {
    this.thoughts += text;
    this.caption.textContent = text.trim();
  }

  /** A language model's words, as they come; a proven answer comes whole, with its receipt. */
  speak(text) {
    this.said += text;
    if (this.board) return;
    this.words ??= this.body.appendChild(element("p", { class: "prose" }));
    this.words.textContent = this.said;
  }

  /** At once, or for people who want little motion at most once a second; the last one is never lost. */
  draw(board) {
    clearTimeout(this.later);
    const wait = calm.matches && board.step > 1 ? this.shownAt + CALM - performance.now() : 0;
    if (wait > 0) this.later = setTimeout(() => this.put(board), wait);
    else this.put(board);
  }

  put(board) {
    this.shownAt = performance.now();
    if (!this.board) {
      this.board = new Shown();
      this.verdict.after(this.board.fit);
    }
    this.last = board;
    const held = board.cells.flat().filter(([sign, look]) => sign && look === "thought").length;
    const what = board.proven ? "The board, proven" : board.step ? `The board at step ${board.step}, not proven: ${held} values held` : "The board as it was read";
    this.board.show(board, what);
  }

  end({ content, receipt }) {
    this.words?.remove();
    if (this.draft) {
      this.confirm(receipt);
      return;
    }
    const name = VERDICTS[receipt.status] ?? receipt.status;
    this.verdict.dataset.status = receipt.status;
    this.verdict.textContent = name;
    this.settle(receipt);
    const whole = (this.last?.proven && this.last.whole) || (this.board && receipt.status === "supported");
    const text = receipt.answer === null || receipt.parts ? content : receipt.answer;
    if (receipt.answer === null && !receipt.parts) {
      this.body.append(element("p", { class: "prose reason", text: receipt.reason ?? "No reason is known." }));
    } else if (whole) this.body.append(fold("The answer as text", block(text, "Answer"), copying(text)));
    else if (receipt.status === "answered") this.body.append(element("p", { class: "prose", text }));
    else this.body.append(block(text, "Answer"), copying(text));
    if (receipt.answer !== null && receipt.reason && !receipt.parts) this.body.append(element("p", { class: "prose reason", text: receipt.reason }));
    if (receipt.board) this.body.append(element("p", { text: `Read by ${receipt.reader} as:` }), block(receipt.board, "The board as it was read"));
    for (const part of receipt.parts ?? []) this.body.append(facts(part, VERDICTS[part.status] ?? part.status));
    this.body.append(facts(receipt));
    if (this.thoughts) this.body.append(fold("How it thought", block(this.thoughts.trim(), "Thoughts")));
    const short = receipt.answer !== null && receipt.answer.length < 200 ? receipt.answer : receipt.reason ?? "";
    say(`${name}. ${whole ? "The board shows the answer." : short}`, true);
  }

  /** The board as it was read, beside its picture: corrected by the person, and sent as text when it is right. */
  confirm(receipt) {
    const { by, words, lead, rows, blank } = this.draft;
    this.verdict.textContent = "Is this the board?";
    this.verdict.dataset.status = "declined";
    this.caption.textContent = `${by} read it from your picture. Nothing is solved yet: compare the cells, and correct what is wrong.`;
    let board = rows.map((row) => row.join(" ")).join("\n");
    const sides = element("div", { class: "sides" });
    if (this.canvas) sides.append(this.canvas);
    const brushes = element("fieldset", {}, element("legend", { text: "Sign to put down" }));
    if (blank) {
      const grid = element("div", { class: "paper", role: "grid", "aria-label": "The board as it was read; correct it here" });
      sides.append(element("div", { class: "fit" }, grid));
      const paper = new Paper(grid, brushes, () => { board = paper.signs.map((row) => row.join(" ")).join("\n"); }, `brush-${number}`);
      paper.take(blank);
      paper.fill(rows);
    } else {
      const id = `board-${number}`;
      const area = element("textarea", { id, rows: String(rows.length), spellcheck: "false" });
      area.value = board;
      area.addEventListener("input", () => { board = area.value; });
      sides.append(element("div", {}, element("label", { for: id, text: "The board as it was read; correct it here" }), area));
    }
    const right = element("button", { type: "button", class: "main", text: "This is the board: solve it" });
    right.addEventListener("click", () => {
      if (running) return;
      const text = [words.trim(), [lead, board].filter(Boolean).join("\n")].filter(Boolean).join("\n\n");
      right.disabled = true;
      send(text, { by });
    });
    this.body.append(...(blank ? [brushes] : []), sides, element("p", {}, right), facts(receipt));
    say(`${by} read the board. Compare it with your picture, then press: this is the board.`, true);
    sides.querySelector("[tabindex='0'], textarea")?.focus({ preventScroll: true }); // to be looked at first
  }

  /** What remains of the board: the proof's, the last try of what stayed unsolved, or none. */
  settle(receipt) {
    clearTimeout(this.later);
    this.caption.remove();
    if (!this.board || this.last.proven || receipt.status === "supported") return;
    if (this.last.step && receipt.status === "unsolved") {
      this.board.fit.after(element("p", { class: "caption", text: `The last try, after ${this.last.step} step${this.last.step === 1 ? "" : "s"}. It is not proven.` }));
    } else if (this.last.step) this.board.fit.remove();
  }

  failed(text, here) {
    clearTimeout(this.later);
    this.words?.remove();
    this.caption.remove();
    const stopped = text === "Stopped.";
    this.verdict.dataset.status = stopped ? "stopped" : "failed";
    this.verdict.textContent = stopped ? "Stopped" : VERDICTS.failed;
    if (this.last?.step) this.board.fit.after(element("p", { class: "caption", text: "As far as it came. It is not proven." }));
    if (!stopped) this.body.append(element("p", { class: "prose", text }));
    if (here) say(text, true);
  }
}

// ---------------------------------------------------------------------------------------------- pieces

function block(text, label) {
  return element("pre", { class: text.includes("\n") ? "drawn" : "prose", tabindex: "0", role: "group", "aria-label": label, text });
}

function fold(title, ...children) {
  return element("details", {}, element("summary", { text: title }), ...children);
}

function copying(text) {
  const button = element("button", { type: "button", text: "Copy" });
  button.addEventListener("click", async () => {
    const done = await navigator.clipboard?.writeText(text).then(() => true, () => false);
    say(done ? "Copied." : "The browser did not let it be copied.");
  });
  return element("p", {}, button);
}

function facts(receipt, title = null) {
  const list = element("dl", { class: "facts" });
  const tell = (name, ...values) => list.append(element("dt", { text: name }), ...values.map((value) => element("dd", {}, value)));
  if (title) tell("Part", title);
  if (receipt.asked) tell("Asked", receipt.asked);
  if (receipt.checks.length) {
    const lines = receipt.checks.map((check) => element("li", {},
      element("span", { "aria-hidden": "true", text: check.ok ? "✓ " : "✗ " }),
      element("span", { class: "unseen", text: check.ok ? "holds: " : "does not hold: " }),
      check.detail ? `${check.name}: ${check.detail}` : check.name));
    tell(receipt.status === "verified" ? "Proven" : "Checked", element("ul", {}, ...lines));
  }
  if (receipt.violations.length) {
    const cells = (each) => each.cells.map((cell) => (Array.isArray(cell) ? `r${cell[0] + 1}c${cell[1] + 1}` : cell)).join(", ");
    tell("Broken", element("ul", {}, ...receipt.violations.slice(0, 12).map((each) => element("li", { text: `${each.rule} (${cells(each)})` }))));
  }
  const rungs = receipt.route.map((rung) => element("li", {
    text: `${rung.solver}: ${rung.outcome.replaceAll("_", " ")}${rung.steps ? ` after ${rung.steps} step${rung.steps === 1 ? "" : "s"}` : ""}, ${rung.seconds.toFixed(2)} s`,
  }));
  if (rungs.length) tell("Tried", element("ul", {}, ...rungs));
  tell("Cost", `${cost(receipt.cost)}; ${receipt.seconds.toFixed(2)} s`);
  return list;
}

function cost({ usd, calls }) {
  if (!calls.length) return "nothing, no language model was asked";
  const asked = `${calls.length} call${calls.length === 1 ? "" : "s"} of a language model`;
  return usd === null ? `unknown, for ${asked}` : `$${usd.toFixed(4)} for ${asked}`;
}

// ---------------------------------------------------------------------------------------------- pictures

at("picture").addEventListener("change", async () => {
  const file = at("picture").files[0];
  at("picture").value = "";
  if (!file || running) return;
  try {
    const { canvas, url } = await shrunk(file);
    send(message.value.trim(), { picture: url, canvas });
  } catch (error) {
    say(error.message);
  }
});

// ---------------------------------------------------------------------------------------------- drawing

let drawn = "";
const paper = new Paper(at("paper"), at("brushes"), (text) => {
  const before = message.value;
  const rest = drawn && before.includes(drawn) ? before.replace(drawn, () => text) : [before.trim(), text].filter(Boolean).join("\n\n");
  message.value = rest;
  drawn = text;
});

async function choices() {
  const { boards, models, pictures } = await (await fetch("/page/choices.json")).json();
  at("model").replaceChildren(...models.map(({ name }) => element("option", { text: name, value: name })));
  const explain = () => { at("model-help").textContent = models.find(({ name }) => name === at("model").value)?.about ?? ""; };
  at("model").addEventListener("change", explain);
  explain();
  at("blank").replaceChildren(...boards.map(({ name }, place) => element("option", { text: name, value: place })));
  const take = () => paper.take(boards[at("blank").value]);
  at("blank").addEventListener("change", take);
  at("example").addEventListener("click", () => paper.fill(boards[at("blank").value].example));
  at("clear").addEventListener("click", () => paper.clear());
  at("pictures").hidden = at("picture-help").hidden = !pictures;
  if (boards.length) {
    take();
    at("drawing").hidden = false;
  }
}

choices().catch(() => say("The boards to draw on could not be loaded; pasting works."));
