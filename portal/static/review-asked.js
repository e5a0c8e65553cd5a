// The question that is being looked at: what is doubtful about the cell, its place cut out of the page, and its input.
import { element, editorOf } from "./review-editor.js";
import { crop } from "./review-page.js";

export class Asked {
  constructor(place, words, events) {
    Object.assign(this, { place, words, events, editor: null, cell: null, question: null, from: null });
    place.addEventListener("input", () => this.typed());
  }

  get dirty() { return Boolean(this.editor?.changed); }

  // `question` is null when a cell without doubts was chosen; `cell` is null for a question about the document.
  show(state, question, cell, counted, mayChange) {
    const { words } = this;
    Object.assign(this, { question, cell, from: null });
    this.editor = cell && mayChange ? editorOf(cell, state.form, this.label(cell), words) : null;
    const head = element("div", { className: "asked-head" },
      element("span", { className: "small quiet number", textContent: counted ?? words.looking }),
      element("h2", { textContent: cell ? this.label(cell) : words.document }));
    this.place.classList.toggle("in-doubt", Boolean(question));
    this.place.replaceChildren(head, this.doubts(question, cell), this.picture(state, question, cell), this.facts(cell), ...this.answers(question, cell, mayChange));
  }

  label(cell) {
    const row = this.events.rowOf(cell.path);
    const name = this.words.columns[row?.table]?.[cell.name] ?? this.words.labels[cell.name];
    return row ? `${this.words.row[row.table].replace("{n}", row.index + 1)} · ${name}` : name;
  }

  doubts(question, cell) {
    const messages = question?.said ?? cell?.doubts ?? [];
    return messages.length ? element("ul", { className: "doubts" }, ...messages.map((message) => element("li", { textContent: message.charAt(0).toUpperCase() + message.slice(1) }))) : "";
  }

  picture(state, question, cell) {
    const box = cell?.box ?? question?.box;
    const page = state.pages.find((one) => one.number === (cell?.box ? cell.page : question?.page));
    return box && page ? crop(page, box, Math.max(200, this.place.clientWidth - 42), 110) : "";
  }

  facts(cell) {
    if (!cell) return "";
    const { words } = this;
    const sure = !cell.by && cell.confidence !== null ? words.sure.replace("{percent}", `${Math.min(99, Math.round(cell.confidence * 100))}%`) : null;
    const read = cell.read ? words.machine.replace("{words}", cell.read.text || cell.read.raw || words.blank) : null;
    const raw = !cell.read && cell.raw && cell.raw.trim() !== cell.text ? words.read.replace("{words}", cell.raw) : null;
    const facts = [cell.by && words.typedBy.replace("{name}", cell.by), read, raw, sure, cell.derived && words.derived].filter(Boolean);
    return facts.length ? element("p", { className: "small quiet facts", textContent: facts.join(" · ") }) : "";
  }

  answers(question, cell, mayChange) {
    if (!mayChange) return [];
    const { words } = this;
    const accept = element("button", { type: "button", className: "button primary", dataset: { do: "accept" } }, words.accept, element("kbd", { textContent: "⏎" }));
    const save = element("button", { type: "submit", className: "button primary", hidden: true, dataset: { save: "" } }, words.save, element("kbd", { textContent: "⏎" }));
    const cancel = element("button", { type: "button", className: "button", hidden: true, dataset: { do: "cancel" }, textContent: words.cancel });
    const skip = element("button", { type: "button", className: "button plain", dataset: { do: "skip" } }, words.skip, element("kbd", { textContent: "↓" }));
    accept.hidden = !question;
    const hint = cell && this.editor && cell.kind !== "choice" ? element("p", { className: "small quiet needs-page", textContent: words.wordsOf }) : "";
    const form = element("form", {}, this.editor ? this.editor.element : "", hint, element("div", { className: "answers" }, accept, save, cancel, question ? skip : ""));
    form.addEventListener("submit", (event) => { event.preventDefault(); this.events.save(); });
    form.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && !event.shiftKey && event.target.closest("input, textarea")) { event.preventDefault(); event.stopPropagation(); this.events.save(); }
      if (event.key === "Escape") { event.stopPropagation(); this.events.cancel(); }
    });
    return [form];
  }

  typed() {
    const dirty = this.dirty;
    const buttons = { save: this.place.querySelector("[data-save]"), accept: this.place.querySelector('[data-do="accept"]'), cancel: this.place.querySelector('[data-do="cancel"]') };
    if (!buttons.save) return;
    buttons.save.hidden = buttons.cancel.hidden = !dirty;
    buttons.accept.hidden = dirty || !this.question;
  }

  // Words taken off the page: the value then has its place there.
  take(words, page, box) {
    if (!this.editor) return;
    this.editor.take(words);
    this.from = { page, box, words: JSON.stringify(this.editor.value) };
    this.typed();
  }

  place_of_value() { return this.from && this.from.words === JSON.stringify(this.editor?.value) ? { page: this.from.page, box: this.from.box } : {}; }

  // Nothing is doubtful any more; what approving answers is said.
  rest(sentences) {
    Object.assign(this, { editor: null, cell: null, question: null });
    this.place.classList.remove("in-doubt");
    this.place.replaceChildren(element("div", { className: "asked-head rested" }, this.events.icon("circle-check"), element("h2", { textContent: this.words.none })), ...sentences.map((words) => element("p", { className: "quiet", textContent: words })));
  }
}
