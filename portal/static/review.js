// The review of a job order, by mouse or by keyboard alone: doubtful values first, each with its reason and its place.
import { singleKeys } from "./keys.js";
import { Problem, Review, cellsOf, questionsOf, rowOf } from "./review-state.js";
import { Sheet } from "./review-page.js";
import { Grid } from "./review-grid.js";
import { Asked } from "./review-asked.js";
import { element } from "./review-editor.js";
import { askPages, askReason } from "./review-dialog.js";

const root = document.getElementById("review");
const words = JSON.parse(document.getElementById("review-words").textContent);
const mayChange = root.dataset.changes === "true";
const part = (name) => root.querySelector(`[data-${name}]`);
const review = new Review(root.dataset.order);
let at = null; // the question or cell that is looked at: { key, path }
let cells = new Map();
let questions = []; // what only approving answers is not among them: it is said when nothing else is open
let following = null;

const sheet = new Sheet(part("sheet"), review, words, {
  cells: () => cells.values(),
  choose: (path) => choose(path),
  taken: (found, page, box) => asked.take(found, page, box),
  named: (page) => words.page.replace("{n}", page.number).replace("{of}", review.state.pages.length),
  paged: (n, of, zoom) => {
    part("page-number").textContent = words.page.replace("{n}", n).replace("{of}", of);
    part("zoom").textContent = `${Math.round(zoom * 100)}%`;
    for (const button of document.querySelectorAll("[data-do^=page-]")) button.hidden = of < 2;
  },
});
const asked = new Asked(part("asked"), words, { rowOf, icon, save, cancel });
const grid = new Grid(part("grids"), part("header"), words, {
  cell: (path) => cells.get(path),
  choose,
  change: (changes) => attempt(() => review.change(changes)),
  set: (cell, value) => put(cell, value, {}),
  split,
});

// -- what is shown ---------------------------------------------------------------------------------------------------

review.listen((what) => (what === "lock" ? showNotices() : show()));

function show() {
  const { state } = review;
  cells = cellsOf(state);
  questions = questionsOf(state).filter((question) => question.by !== "approve");
  root.dataset.standing = state.standing;
  showHead(state);
  showNotices();
  showPieces(state);
  grid.show(state, mayChange && state.standing !== "running");
  if (sheet.number === 0 || !state.pages.some((page) => page.number === sheet.number)) sheet.show(questions[0]?.page || state.pages[0]?.number);
  else sheet.show(sheet.number);
  goOn();
  showOffers(state);
  clearTimeout(following);
  if (state.standing === "running") following = setTimeout(() => review.open().catch(() => null), 700);
}

function showHead(state) {
  part("number").textContent = state.number || state.file_name;
  part("customer").textContent = state.customer || "";
  const letter = part("letter");
  letter.hidden = state.letter === "A";
  letter.textContent = `Rev ${state.letter}`;
  part("job-link").href = `/jobs/${state.job_id}`;
  document.title = `${state.number || state.file_name} · Sendora`;
  const n = questions.length;
  const shape = { open: n ? "triangle-alert" : "circle-dot", running: "circle-dot", approved: "circle-check", rejected: "octagon-x" }[state.standing];
  const look = { open: n ? "needs-you" : "running", running: "running", approved: "done", rejected: "refused" }[state.standing];
  const said = { open: n ? words.question.replace("{n}", Math.max(1, position() + 1)).replace("{of}", n) : words.none, running: words.running, approved: words.approvedBy.replace("{name}", state.decided_by), rejected: words.rejectedBy.replace("{name}", state.decided_by) }[state.standing];
  part("standing").replaceChildren(element("span", { className: `state ${look}` }, icon(shape), said));
  const open = mayChange && state.standing === "open";
  root.querySelector('[data-do="approve"]').disabled = !open;
  root.querySelector('[data-do="reject"]').disabled = !open;
  const undo = root.querySelector('[data-do="undo"]');
  undo.disabled = !(mayChange && state.undo && state.standing !== "running");
  undo.title = state.undo ? `Ctrl+Z · ${state.undo.words}` : "Ctrl+Z";
}

function showNotices() {
  const { lock, revision } = review.state;
  const found = [];
  if (lock && !lock.yours) {
    const time = new Date(lock.since).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
    const take = element("button", { type: "button", className: "button compact", textContent: words.takeOver });
    take.addEventListener("click", () => review.lock(true));
    found.push(element("div", { className: "note", attributes: { role: "status" } }, icon("eye"), element("p", { textContent: words.lockedBy.replace("{name}", lock.holder).replace("{time}", time) }), take));
  }
  if (revision) found.push(differences(revision));
  const kept = [...part("notices").children].filter((one) => one.dataset.stays);
  part("notices").replaceChildren(...kept, ...found);
}

function differences(revision) {
  const lines = revision.differences.map((one) => {
    const [before, after] = [one.before || words.empty, one.after || words.empty];
    return element("li", {}, element("b", { textContent: `${labelOf(one.path)} ` }), words.differences.replace("{before}", before).replace("{after}", after));
  });
  const link = element("a", { href: `/jobs/${revision.job_id}`, textContent: `Rev ${revision.replaces}` });
  return element("div", { className: "note revision" }, icon("history"), element("div", {}, element("p", {}, element("b", { textContent: `Rev ${revision.letter} ← ` }), link, ` ${revision.replaced_on}`), element("ul", {}, ...lines)));
}

function labelOf(path) {
  const cell = cells.get(path);
  return cell ? asked.label(cell) : path;
}

function showPieces(state) {
  const place = part("pieces");
  const divides = mayChange && filePages(state).length > 1;
  place.hidden = state.siblings.length < 2 && !divides;
  const links = state.siblings.length < 2 ? [] : state.siblings.map((one) => {
    const pages = one.pages.length ? (one.pages.length > 1 ? words.pages : words.onePage).replace("{list}", one.pages.join(", ")) : "";
    const link = element("a", { href: `/review/${one.id}`, textContent: [words.pieces.replace("{n}", one.position), one.number, pages].filter(Boolean).join(" · ") });
    if (one.id === state.id) link.setAttribute("aria-current", "page");
    return link;
  });
  const divide = divides ? [element("button", { type: "button", className: "button compact", dataset: { do: "divide" }, textContent: words.divide })] : [];
  place.replaceChildren(...links, ...divide);
}

// What the corrections could teach; asked for only where somebody corrected something.
async function showOffers(state) {
  const place = part("offers");
  const corrected = mayChange && [...cells.values()].some((cell) => cell.by);
  const offers = corrected ? await review.offers().catch(() => []) : [];
  if (review.state !== state) return;
  place.hidden = offers.length === 0;
  place.querySelector("ul").replaceChildren(...offers.map((offer) => element("li", { textContent: offer.sentence })));
}

const filePages = (state) => [...new Set(state.siblings.flatMap((one) => one.pages))].sort((a, b) => a - b);

async function divide() {
  const { state } = review;
  const starts = new Set(state.siblings.map((one) => one.pages[0]));
  const documents = await askPages(state.job_id, starts, filePages(state), words.begins);
  if (documents !== undefined && await attempt(() => review.ask("POST", `/api/jobs/${state.job_id}/documents`, { documents }))) location.assign(`/jobs/${state.job_id}`);
}

// -- where one is ----------------------------------------------------------------------------------------------------

const position = () => questions.findIndex((question) => question.key === at?.key);

// After a change: the same cell if it is still asked about or was chosen by hand, else the next question.
function goOn() {
  if (at?.byHand && cells.has(at.path)) return choose(at.path, false);
  if (position() >= 0) return toQuestion(position());
  if (questions.length) return toQuestion(Math.min(at?.index ?? 0, questions.length - 1));
  at = null;
  const left = review.state.doubts.map((doubt) => doubt.said);
  asked.rest(review.state.standing === "open" ? [words.noneMore, ...left] : []);
  sheet.look(null);
  grid.choose(grid.at);
}

function toQuestion(index) {
  const question = questions[index];
  at = { key: question.key, path: question.path, index };
  const cell = cells.get(question.path) ?? null;
  asked.show(review.state, question, cell, words.question.replace("{n}", index + 1).replace("{of}", questions.length), mayChange && review.state.standing === "open");
  sheet.look(question.path, cell?.box ? cell.page : question.page, cell?.box ?? question.box);
  grid.choose(question.path);
  showHead(review.state);
}

function choose(path, byHand = true) {
  const cell = cells.get(path);
  if (!cell) return;
  if (asked.dirty && asked.cell?.path !== path) return keepTyped();
  const index = questions.findIndex((question) => question.path === path);
  at = { key: index >= 0 ? questions[index].key : null, path, index: index >= 0 ? index : at?.index, byHand: byHand || at?.byHand };
  const counted = index >= 0 ? words.question.replace("{n}", index + 1).replace("{of}", questions.length) : null;
  asked.show(review.state, questions[index] ?? null, cell, counted, mayChange && review.state.standing === "open");
  sheet.look(path, cell.page, cell.box);
  grid.choose(path);
}

function step(by) {
  if (!questions.length) return;
  if (asked.dirty) return keepTyped();
  const here = position() >= 0 ? position() : (at?.index ?? 0) - (by > 0 ? 1 : 0);
  toQuestion((here + by + questions.length) % questions.length);
  part("asked").focus({ preventScroll: true });
}

function keepTyped() {
  say(words.leaving);
  asked.editor.focus();
}

// -- what is done ----------------------------------------------------------------------------------------------------

async function accept() {
  const { question, cell } = asked;
  if (!question) return;
  const reason = cell?.by ? await askReason("overrule", question.said.join(" · ")) : null; // typed, and doubted all the same
  if (cell?.by && reason === null) return;
  const changes = question.path ? [{ op: "accept", path: question.path, reason }] : question.messages.map((message) => ({ op: "accept", path: "", message }));
  at = { ...at, byHand: false, key: null };
  await attempt(() => review.change(changes));
  part("asked").focus({ preventScroll: true });
}

async function save() {
  const { cell, editor } = asked;
  if (!editor?.changed) return accept();
  const place = asked.place_of_value();
  const typed = editor.value;
  if (await put(cell, typed, place)) {
    at = { ...at, byHand: false };
    if (!questions.some((question) => question.path === cell.path)) { at.key = null; goOn(); }
    part("asked").focus({ preventScroll: true });
  }
}

// Puts a value into a cell. Where the checks doubt it, it stands and is asked about: accepting it is the answer.
async function put(cell, value, place) {
  asked.editor = asked.cell?.path === cell.path ? null : asked.editor;
  const done = await attempt(() => review.change([{ op: "set", path: cell.path, value, ...place }]), () => put(cells.get(cell.path), value, place));
  if (!done && !asked.editor) restore(cell, value);
  return done;
}

// What was typed comes back into its input when it could not be saved.
function restore(cell, value) {
  choose(cell.path);
  if (asked.editor && cell.kind !== "choice") {
    asked.editor.element.value = value ?? "";
    asked.typed();
    asked.editor.focus();
  }
}

function cancel() {
  if (asked.cell) { asked.editor = null; const index = position(); index >= 0 ? toQuestion(index) : choose(asked.cell.path); }
  part("asked").focus({ preventScroll: true });
}

async function split(path) {
  const text = await askReason("split", "");
  if (text === null) return;
  const quantities = text.split(/[\s,;+]+/).filter(Boolean).map(Number);
  await attempt(() => review.change([{ op: "split_row", path, quantities }]));
}

async function approve() {
  if (review.state?.standing !== "open" || !mayChange) return;
  if (asked.dirty) return keepTyped();
  const reason = questions.length ? await askReason("approve", words.reasonNeeded) : null;
  if (questions.length && reason === null) return;
  if (await attempt(() => review.approve(reason))) await toNext(words.approved);
}

async function reject() {
  const reason = await askReason("reject");
  if (reason !== null && await attempt(() => review.reject(reason))) await toNext(words.rejected);
}

async function undo() {
  const last = review.state?.undo;
  if (last && await attempt(() => review.undo())) say(words.undone.replace("{words}", last.words));
}

async function toNext(done = "") {
  if (asked.dirty) return keepTyped();
  const next = await review.next().catch(() => null);
  if (!next) return say([done, words.noNext].filter(Boolean).join(" "));
  await load(next.id);
  history.pushState({ order: next.id }, "", `/review/${next.id}`);
  if (done) say(done);
}

async function load(order) {
  at = null;
  grid.at = null;
  sheet.number = 0;
  sheet.turn = 0;
  await attempt(() => review.open(order), null, "");
  part("asked").focus({ preventScroll: true });
  scrollTo({ top: 0 });
  review.next().catch(() => null);
}

// Does it, and says what came of it. A conflict shows both values, and `again` sends ours on top of theirs.
async function attempt(decide, again = null, done = words.saved) {
  try {
    say("");
    await decide();
    say(done);
    return true;
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    if (problem.status === 412) conflict(problem.content, again);
    else say(problem.status === 0 ? words.lost : problem.message, true);
    return false;
  }
}

function conflict(content, again) {
  review.take(content.theirs);
  const lines = content.clashes.map((clash) => element("li", {}, element("b", { textContent: labelOf(clash.path) }), element("span", { textContent: `${words.theirs}: ${clash.theirs || words.blank}${clash.by ? ` (${clash.by})` : ""}` }), element("span", { textContent: `${words.yours}: ${clash.yours || words.blank}` })));
  const note = element("div", { className: "note doubt conflict", dataset: { stays: "1" }, attributes: { role: "alert" } }, icon("triangle-alert"),
    element("div", {}, element("p", { textContent: lines.length ? words.conflict : words.conflictWhole }), element("ul", {}, ...lines)));
  const close = () => note.remove();
  const theirs = element("button", { type: "button", className: "button compact", textContent: words.keepTheirs });
  theirs.addEventListener("click", () => { close(); cancel(); });
  note.append(theirs);
  if (again) {
    const mine = element("button", { type: "button", className: "button compact primary", textContent: words.keepMine });
    mine.addEventListener("click", () => { close(); again(); });
    note.append(mine);
  }
  part("notices").prepend(note);
}

function say(text, wrong = false) {
  const place = part("saved");
  place.textContent = text;
  place.classList.toggle("wrong", wrong);
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `${root.dataset.icons}#${name}`);
  svg.append(use);
  return svg;
}

// -- mouse and keys --------------------------------------------------------------------------------------------------

const DO = {
  accept, cancel, approve, reject, undo, divide, skip: () => step(1), next: () => toNext(),
  "page-back": () => sheet.go(-1), "page-on": () => sheet.go(1), larger: () => sheet.larger(1), smaller: () => sheet.larger(-1), fit: () => sheet.larger(0), turn: () => sheet.rotate(),
};
const KEYS = {
  Enter: accept, ArrowDown: () => step(1), ArrowUp: () => step(-1), n: () => toNext(), r: () => sheet.rotate(), "+": () => sheet.larger(1), "=": () => sheet.larger(1), "-": () => sheet.larger(-1), 0: () => sheet.larger(0), "[": () => sheet.go(-1), "]": () => sheet.go(1),
  e: () => asked.editor?.focus(),
  g: () => (part("grids").querySelector('[data-cell][tabindex="0"]') ?? part("grids").querySelector("[data-cell]"))?.focus(),
};

root.addEventListener("click", (event) => {
  const button = event.target.closest("[data-do]");
  if (button && !button.disabled) DO[button.dataset.do]();
});

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open]")) return;
  const typing = event.target.closest("input:not([type=radio]):not([type=checkbox]), textarea, select");
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") return doing(event, asked.dirty ? () => save().then(() => !asked.dirty && approve()) : approve);
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z" && !typing) return doing(event, undo);
  if (event.ctrlKey || event.metaKey || event.altKey || typing || !review.state) return;
  if (event.key.length === 1 && !singleKeys()) return;
  if (event.target.closest("button, a, summary, input") && event.key === "Enter" && !event.target.closest("[data-asked]")) return;
  if (event.target.closest("[data-sheet]") && event.key.startsWith("Arrow")) return;
  if (/^[1-9]$/.test(event.key) && asked.editor?.tick?.(Number(event.key))) return event.preventDefault();
  if (event.key === "Enter" && asked.dirty) return doing(event, save);
  if (event.key === "Enter" && event.target.closest("[data-asked] button")) return;
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act) doing(event, act);
});

function doing(event, act) {
  event.preventDefault();
  act();
}

addEventListener("popstate", (event) => load(event.state?.order ?? root.dataset.order));
addEventListener("resize", () => sheet.again());
addEventListener("beforeunload", (event) => { if (asked.dirty) event.preventDefault(); });
root.querySelector(".history-of").addEventListener("toggle", async (event) => {
  if (!event.target.open) return;
  const entries = await review.history().catch(() => []);
  part("history").replaceChildren(...entries.reverse().map((entry) => element("li", { className: entry.undone_by ? "undone" : "" },
    element("time", { dateTime: entry.at, textContent: new Date(entry.at).toLocaleString() }), element("b", { textContent: entry.by }), element("span", { textContent: [entry.words, entry.reason].filter(Boolean).join(" — ") }))));
});

await load(root.dataset.order);
