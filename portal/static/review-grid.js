// The rows as the form has them, and its head: every cell can be chosen and edited where it stands.
import { element, editorOf } from "./review-editor.js";

export class Grid {
  constructor(place, head, words, events) {
    Object.assign(this, { place, head, words, events, chosenRows: new Set(), at: null });
    place.addEventListener("keydown", (event) => this.key(event));
    place.addEventListener("click", (event) => this.click(event));
    head.addEventListener("click", (event) => this.click(event));
  }

  show(state, mayChange) {
    const held = document.activeElement?.closest?.("[data-grids] [data-cell]")?.dataset.cell;
    const across = [...this.place.querySelectorAll(".across")].map((one) => one.scrollLeft);
    this.state = state;
    this.mayChange = mayChange;
    const known = new Set([...state.doors, ...state.frames].map((row) => row.path));
    for (const path of this.chosenRows) if (!known.has(path)) this.chosenRows.delete(path);
    this.head.replaceChildren(element("dl", {}, ...state.header.map((cell) => element("div", {}, element("dt", { textContent: this.words.labels[cell.name] }), element("dd", {}, this.cell(cell, this.words.labels[cell.name]))))));
    this.place.replaceChildren(this.table("doors", state.doors), this.table("frames", state.frames));
    this.place.querySelectorAll(".across").forEach((one, index) => { one.scrollLeft = across[index] ?? 0; });
    this.choose(this.at);
    if (held) this.button(held)?.focus();
  }

  table(name, rows) {
    const { words } = this;
    const head = element("div", { className: "grid-head" }, element("h2", { textContent: words.tables[name] }), element("span", { className: "quiet small number", textContent: String(rows.length) }));
    if (this.mayChange) {
      head.append(element("button", { type: "button", className: "button compact merge", hidden: true, dataset: { merge: name }, textContent: words.merge }));
      head.append(element("button", { type: "button", className: "button compact", dataset: { add: name }, textContent: name === "doors" ? words.addDoor : words.addFrame }));
    }
    const body = rows.length ? this.body(name, rows) : element("p", { className: "quiet none", textContent: words.noRows[name] });
    return element("section", { className: "grid card" }, head, body);
  }

  body(name, rows) {
    const columns = rows[0].cells.map((cell) => cell.name);
    const label = (column) => this.words.columns[name][column] ?? this.words.labels[column];
    const heads = columns.map((column) => element("th", { scope: "col", textContent: label(column) }));
    const top = element("tr", {}, ...(this.mayChange ? [element("td")] : []), element("td"), ...heads, ...(this.mayChange ? [element("td")] : []));
    const lines = rows.map((row, index) => this.line(name, row, index, label));
    return element("div", { className: "across", tabIndex: 0, attributes: { role: "region", "aria-label": this.words.tables[name] } }, element("table", {}, element("thead", {}, top), element("tbody", {}, ...lines)));
  }

  line(name, row, index, label) {
    const title = this.words.row[name].replace("{n}", index + 1);
    const cells = row.cells.map((cell) => element("td", { dataset: { label: label(cell.name), column: cell.name } }, this.cell(cell, `${title}, ${label(cell.name)}`)));
    const first = element("th", { scope: "row", className: "number", title: row.line, textContent: String(index + 1) });
    if (!this.mayChange) return element("tr", { dataset: { row: row.path } }, first, ...cells);
    const tick = element("input", { type: "checkbox", checked: this.chosenRows.has(row.path), ariaLabel: this.words.choose.replace("{row}", title), dataset: { choose: row.path } });
    return element("tr", { dataset: { row: row.path } }, element("td", { className: "choose" }, tick), first, ...cells, element("td", { className: "of-row" }, this.menu(row.path, title)));
  }

  menu(path, title) {
    const { words } = this;
    const item = (action, text) => element("li", {}, element("button", { type: "button", dataset: { rowDo: action, row: path }, textContent: text }));
    return element("details", { className: "menu" }, element("summary", { className: "icon-button", ariaLabel: words.rowMenu.replace("{row}", title), textContent: "⋯" }),
      element("ul", {}, item("add", words.addBelow), item("split", words.splitRow), item("not", words.notDoor), item("remove", words.removeRow)));
  }

  cell(cell, label) {
    const { words } = this;
    const notes = [cell.by && words.typedBy.replace("{name}", cell.by), cell.derived && words.derived, ...cell.doubts].filter(Boolean);
    const shown = cell.text || cell.raw;
    const classes = ["cell", cell.doubts.length && "in-doubt", cell.by && "typed", cell.changed && "changed", cell.derived && "derived", !shown && "blank"].filter(Boolean);
    const button = element("button", { type: "button", className: classes.join(" "), title: notes.join("\n"), tabIndex: -1, dataset: { cell: cell.path } }, element("span", { textContent: shown || "–" }));
    button.setAttribute("aria-label", [label, shown || words.blank, ...notes].join(": "));
    return button;
  }

  button(path) { return this.place.querySelector(`[data-cell="${CSS.escape(path)}"]`) ?? this.head.querySelector(`[data-cell="${CSS.escape(path)}"]`); }

  choose(path) {
    this.at = path;
    for (const one of document.querySelectorAll("[data-cell]")) {
      const here = one.dataset.cell === path;
      one.classList.toggle("chosen", here);
      one.tabIndex = here ? 0 : -1;
    }
    for (const place of [this.place, this.head]) if (!place.querySelector('[data-cell][tabindex="0"]')) place.querySelector("[data-cell]")?.setAttribute("tabindex", "0");
    const merging = { doors: 0, frames: 0 };
    for (const row of this.chosenRows) merging[row.split("[")[0]] += 1;
    for (const button of this.place.querySelectorAll("[data-merge]")) button.hidden = merging[button.dataset.merge] < 2;
  }

  click(event) {
    const target = event.target;
    const cell = target.closest("[data-cell]");
    if (cell && byFinger()) return this.edit(cell); // the question's own field is far above, out of sight
    if (cell) return cell.classList.contains("chosen") && document.activeElement === cell && event.detail > 1 ? this.edit(cell) : this.events.choose(cell.dataset.cell);
    const add = target.closest("[data-add]");
    if (add) return this.events.change([{ op: "add_row", table: add.dataset.add }]);
    const merge = target.closest("[data-merge]");
    if (merge) return this.events.change([{ op: "merge_rows", paths: [...this.chosenRows].filter((path) => path.startsWith(merge.dataset.merge)).sort(byIndex) }]);
    const action = target.closest("[data-row-do]");
    if (action) { action.closest("details").open = false; return this.row(action.dataset.rowDo, action.dataset.row); }
    const tick = target.closest("[data-choose]");
    if (tick) { this.chosenRows[tick.checked ? "add" : "delete"](tick.dataset.choose); this.choose(this.at); }
  }

  row(action, path) {
    if (action === "add") return this.events.change([{ op: "add_row", table: path.split("[")[0], after: path }]);
    if (action === "split") return this.events.split(path);
    return this.events.change([{ op: action === "not" ? "not_a_door" : "remove_row", path }]);
  }

  // Arrows move, Enter, F2 or a letter edits; as in a spreadsheet.
  key(event) {
    const cell = event.target.closest("[data-cell]");
    if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
    const moved = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (moved) {
      event.preventDefault();
      event.stopPropagation();
      const next = this.beside(cell, ...moved);
      if (next) { this.events.choose(next.dataset.cell, false); this.button(next.dataset.cell).focus(); }
    } else if (event.key === "Enter" || event.key === "F2" || /^[\p{L}\d]$/u.test(event.key)) {
      event.preventDefault();
      event.stopPropagation();
      this.edit(cell, event.key.length === 1 && event.key !== "Enter" ? event.key : null);
    }
  }

  beside(cell, down, right) {
    const lines = [...this.place.querySelectorAll("tbody tr")].map((line) => [...line.querySelectorAll("[data-cell]")]);
    const y = lines.findIndex((line) => line.includes(cell));
    const x = lines[y]?.indexOf(cell) ?? -1;
    return lines[y + down]?.[Math.max(0, Math.min(lines[y + down].length - 1, x + right))];
  }

  edit(button, first = null) {
    if (!this.mayChange) return;
    const cell = this.events.cell(button.dataset.cell);
    const editor = editorOf(cell, this.state.form, button.getAttribute("aria-label"), this.words);
    const form = element("form", { className: "in-place" }, editor.element);
    const close = () => { form.replaceWith(button); button.focus(); };
    if (byFinger()) {
      const cancel = element("button", { type: "button", className: "button", textContent: this.words.cancel });
      cancel.addEventListener("click", close);
      form.append(element("div", { className: "answers" }, element("button", { className: "button primary", textContent: this.words.save }), cancel));
    }
    form.addEventListener("submit", async (event) => { event.preventDefault(); event.stopPropagation(); if (!editor.changed) return close(); if (await this.events.set(cell, editor.value)) this.button(cell.path)?.focus(); });
    form.addEventListener("keydown", (event) => {
      event.stopPropagation();
      if (event.key === "Escape") close();
      if (event.key === "Enter" && !event.shiftKey && !event.target.closest("button")) { event.preventDefault(); form.requestSubmit(); }
    });
    this.events.choose(cell.path, false);
    button.replaceWith(form);
    editor.focus();
    if (first && cell.kind !== "choice") editor.element.value = first;
    if (first && cell.kind === "choice") editor.tick(Number(first));
  }
}

const byFinger = () => matchMedia("(pointer: coarse)").matches;
const byIndex = (a, b) => Number(/\d+/.exec(a)[0]) - Number(/\d+/.exec(b)[0]);
