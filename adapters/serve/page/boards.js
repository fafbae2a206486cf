// Boards as cells: one that is watched while a network thinks, and one that a person draws a puzzle on.
// What stands in a cell is always text, never markup.

const STEADY = 4; // steps after which a value that stood unchanged is shaded fully
const SURE = 0.8; // of belief: from here on a cell shows its value alone
const SEEN = 0.08; // of belief: below it a candidate is no longer written
const MOST_MARKS = 16; // candidates that fit into a cell, each in its own place

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key === "text") made.textContent = value;
    else if (key === "class") made.className = value;
    else made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** A board that is shown: cells are made once and only changed after that. */
export class Shown {
  constructor() {
    this.grid = element("div", { class: "board", role: "img" });
    this.fit = element("div", { class: "fit" }, this.grid);
    this.shape = "";
    this.cells = [];
  }

  show(board, label) {
    const shape = JSON.stringify([board.cells.map((row) => row.length), board.down, board.across]);
    if (shape !== this.shape) this.build(board, shape);
    const shares = board.shares ? Uint8Array.from(atob(board.shares), (byte) => byte.charCodeAt(0)) : null;
    const signs = board.signs ?? [];
    const each = signs.length || 1;
    board.cells.flat().forEach(([sign, look], place) => {
      const cell = this.cells[place];
      const mine = shares?.subarray(place * each, place * each + each);
      cell.stood = cell.sign === sign && cell.look === look ? cell.stood + 1 : 0;
      cell.sign = sign;
      cell.look = look;
      const belief = mine && look !== "given" ? Math.max(...mine) / 255 : null;
      const open = belief !== null && belief < SURE && each > 1 && each <= MOST_MARKS;
      if (open) this.mark(cell, signs, mine);
      else this.write(cell, sign);
      cell.made.dataset.look = look;
      cell.made.style.setProperty("--stood", String(belief ?? Math.min(cell.stood, STEADY) / STEADY));
    });
    this.grid.classList.toggle("proven", board.proven);
    this.grid.setAttribute("aria-label", label);
  }

  /** The value alone. */
  write(cell, sign) {
    if (!cell.marks && cell.made.textContent === sign) return;
    cell.marks = null;
    cell.made.textContent = sign;
  }

  /** The candidates of an undecided cell, each in its place, the fuller the more it is believed. */
  mark(cell, signs, shares) {
    if (!cell.marks) {
      cell.marks = signs.map((sign) => element("span", { "data-sign": sign }));
      const marks = element("span", { class: signs.length > 9 ? "marks many" : "marks" }, ...cell.marks);
      marks.style.setProperty("--side-marks", String(Math.ceil(Math.sqrt(signs.length))));
      cell.made.replaceChildren(marks);
    }
    cell.marks.forEach((mark, place) => {
      const share = shares[place] / 255;
      mark.style.setProperty("--share", share.toFixed(2));
      mark.classList.toggle("faint", share < SEEN);
    });
  }

  build(board, shape) {
    this.shape = shape;
    this.cells = [];
    this.grid.style.setProperty("--columns", String(Math.max(...board.cells.map((row) => row.length))));
    const rows = board.cells.map((row, r) => {
      const line = element("div", { class: board.down.includes(r) ? "row down" : "row" });
      row.forEach((_, c) => {
        const made = element("span", { class: board.across.includes(c) ? "cell across" : "cell" });
        this.cells.push({ made, sign: null, look: null, stood: 0, marks: null });
        line.append(made);
      });
      return line;
    });
    this.grid.replaceChildren(...rows);
  }
}

/** The board to draw on. `written` is called with its text whenever it changes, "" where nothing is drawn. */
export class Paper {
  constructor(grid, brushes, written, name = "brush") {
    this.name = name;
    this.grid = grid;
    this.brushes = brushes;
    this.written = written;
    this.mouse = false;
    grid.addEventListener("keydown", (event) => this.key(event));
    grid.addEventListener("pointerdown", (event) => this.press(event));
    grid.addEventListener("pointerover", (event) => this.drag(event));
    grid.addEventListener("click", (event) => this.click(event));
  }

  /** Begin anew on `blank`. */
  take(blank) {
    this.blank = blank;
    this.meanings = new Map([...blank.signs, [blank.empty, "empty"]]);
    this.brush = blank.signs[0][0];
    const [rows, columns] = [blank.example.length, blank.example[0].length];
    this.signs = Array.from({ length: rows }, () => Array(columns).fill(blank.empty));
    this.at = [0, 0];
    this.build(rows, columns);
    this.palette();
    this.refresh();
  }

  fill(rows) {
    rows.forEach((row, r) => row.forEach((sign, c) => { this.signs[r][c] = sign; }));
    this.refresh();
    this.tell();
  }

  clear() {
    this.fill(this.signs.map((row) => row.map(() => this.blank.empty)));
  }

  build(rows, columns) {
    const [tall, wide] = this.blank.box ?? [rows, columns];
    this.grid.style.setProperty("--columns", String(columns));
    this.cells = Array.from({ length: rows }, (_, r) =>
      Array.from({ length: columns }, (_, c) =>
        element("div", { class: c && c % wide === 0 ? "cell across" : "cell", role: "gridcell", "data-place": `${r} ${c}` })));
    this.grid.replaceChildren(...this.cells.map((row, r) =>
      element("div", { class: r && r % tall === 0 ? "row down" : "row", role: "row" }, ...row)));
  }

  palette() {
    const labels = [...this.meanings].map(([sign, meaning]) => {
      const input = element("input", { type: "radio", name: this.name, value: sign });
      input.checked = sign === this.brush;
      input.addEventListener("change", () => { this.brush = sign; });
      return element("label", {}, input, sign === meaning ? sign : meaning);
    });
    this.brushes.replaceChildren(this.brushes.querySelector("legend"), ...labels);
  }

  refresh() {
    this.cells.forEach((row, r) => row.forEach((cell, c) => {
      const sign = this.signs[r][c];
      const meaning = this.meanings.get(sign);
      const here = r === this.at[0] && c === this.at[1];
      cell.textContent = sign === this.blank.empty ? "" : sign;
      cell.dataset.look = sign === this.blank.empty ? "open" : sign === meaning ? "given" : meaning;
      cell.tabIndex = here ? 0 : -1;
      cell.setAttribute("aria-label", `row ${r + 1}, column ${c + 1}: ${meaning}`);
    }));
  }

  put([r, c], sign) {
    if (this.blank.once.includes(sign)) {
      this.signs = this.signs.map((row) => row.map((each) => (each === sign ? this.blank.empty : each)));
    }
    this.signs[r][c] = sign;
    this.at = [r, c];
    this.refresh();
    this.tell();
  }

  tell() {
    const drawn = this.signs.some((row) => row.some((sign) => sign !== this.blank.empty));
    this.written(drawn ? [this.blank.lead, ...this.signs.map((row) => row.join(" "))].join("\n") : "");
  }

  place(event) {
    const cell = event.target.closest("[data-place]");
    return cell && cell.dataset.place.split(" ").map(Number);
  }

  press(event) {
    this.mouse = event.pointerType === "mouse";
    const place = this.place(event);
    if (!this.mouse || event.button !== 0 || !place) return;
    this.painted = this.signs[place[0]][place[1]] === this.brush ? this.blank.empty : this.brush;
    this.put(place, this.painted);
  }

  drag(event) {
    const place = this.place(event);
    if (event.pointerType === "mouse" && event.buttons === 1 && place && this.painted !== undefined) this.put(place, this.painted);
  }

  click(event) {
    const place = this.place(event);
    if (!place || (this.mouse && event.detail > 0)) return; // the mouse has put it down already
    this.put(place, this.signs[place[0]][place[1]] === this.brush ? this.blank.empty : this.brush);
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const [r, c] = this.at;
    const moves = { ArrowUp: [r - 1, c], ArrowDown: [r + 1, c], ArrowLeft: [r, c - 1], ArrowRight: [r, c + 1], Home: [r, 0], End: [r, this.signs[r].length - 1] };
    const sign = [...this.meanings.keys()].find((each) => each.toLowerCase() === event.key.toLowerCase());
    if (moves[event.key]) {
      const [row, column] = moves[event.key];
      this.at = [Math.max(0, Math.min(row, this.signs.length - 1)), Math.max(0, Math.min(column, this.signs[r].length - 1))];
      this.refresh();
    } else if (event.key === "Enter") this.put(this.at, this.brush);
    else if (["Backspace", "Delete", " "].includes(event.key)) this.put(this.at, this.blank.empty);
    else if (sign !== undefined) this.put(this.at, sign);
    else return;
    event.preventDefault();
    this.cells[this.at[0]][this.at[1]].focus();
  }
}
