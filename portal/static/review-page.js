// Their document: the page with the places its values were read from. It is enlarged, turned, and words are taken from it.
const NS = "http://www.w3.org/2000/svg";
const STEPS = [0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4];

export class Sheet {
  constructor(view, review, words, events) {
    Object.assign(this, { view, review, words, events, number: 0, zoom: 1, turn: 0, chosen: null, onPage: new Map() });
    view.addEventListener("pointerdown", (event) => this.drag(event));
  }

  get pages() { return this.review.state?.pages ?? []; }
  get page() { return this.pages.find((page) => page.number === this.number); }

  // Draws the page anew when it is another one, else only its boxes.
  show(number) {
    const page = this.pages.find((one) => one.number === number) ?? this.pages[0];
    if (!page) { this.view.replaceChildren(Object.assign(document.createElement("p"), { className: "no-page quiet", textContent: this.words.noPage })); return; }
    if (this.number !== page.number || this.image?.dataset.image !== page.image) this.draw(page);
    this.boxes();
    this.events.paged(this.pages.indexOf(page) + 1, this.pages.length, this.zoom);
  }

  draw(page) {
    this.number = page.number;
    this.leaf = document.createElement("div");
    this.leaf.className = "turned";
    this.image = Object.assign(new Image(), { src: page.image, alt: this.events.named(page), width: Math.round(page.width), height: Math.round(page.height), draggable: false });
    this.image.dataset.image = page.image;
    this.svg = document.createElementNS(NS, "svg");
    for (const [name, value] of Object.entries({ class: "boxes", viewBox: "0 0 1000 1000", preserveAspectRatio: "none", "aria-hidden": "true" })) this.svg.setAttribute(name, value);
    this.leaf.append(this.image, this.svg);
    this.view.replaceChildren(this.leaf);
    this.fit();
  }

  boxes() {
    const cells = [...this.events.cells()].filter((cell) => cell.box && cell.page === this.number);
    cells.sort((a, b) => area(b.box) - area(a.box));
    this.svg.replaceChildren(...cells.map((cell) => rect(cell.box, { "data-path": cell.path, class: cell.doubts.length ? "in-doubt" : "" })));
    this.light();
  }

  // Brings the place of a cell, or of a question, into view.
  look(path, page, box) {
    this.chosen = path;
    if (!box) return this.light();
    if (page !== this.number) this.show(page);
    this.light();
    if (![...this.svg.children].some((one) => one.dataset.path === path)) this.svg.append(rect(box, { class: "in-doubt lit", "data-path": path }));
    const place = { x: (box.x0 + box.x1) / 2, y: (box.y0 + box.y1) / 2 };
    const { width, height } = this.leaf.getBoundingClientRect();
    const [x, y] = [[place.x, place.y], [1 - place.y, place.x], [1 - place.x, 1 - place.y], [place.y, 1 - place.x]][this.turn / 90];
    this.view.scrollTo({ left: x * width - this.view.clientWidth / 2, top: y * height - this.view.clientHeight / 2, behavior: "auto" });
  }

  light() {
    for (const one of this.svg?.children ?? []) one.classList.toggle("lit", one.dataset.path === this.chosen);
  }

  fit() {
    const { width, height } = this.page;
    const across = this.turn % 180 ? height : width;
    const wide = this.view.clientWidth * this.zoom;
    const scale = wide / across;
    Object.assign(this.image.style, { width: `${width * scale}px`, height: `${height * scale}px` });
    const [w, h] = this.turn % 180 ? [height, width] : [width, height];
    Object.assign(this.leaf.style, { width: `${w * scale}px`, height: `${h * scale}px` });
    for (const part of [this.image, this.svg]) {
      part.style.width = `${width * scale}px`;
      part.style.height = `${height * scale}px`;
      part.style.transform = `translate(-50%, -50%) rotate(${this.turn}deg)`;
    }
  }

  larger(by) {
    const index = STEPS.indexOf(this.zoom);
    this.zoom = by === 0 ? 1 : STEPS[Math.max(0, Math.min(STEPS.length - 1, index + by))];
    this.again();
  }

  rotate() { this.turn = (this.turn + 90) % 360; this.again(); }

  again() {
    if (!this.page) return;
    this.fit();
    this.events.paged(this.pages.indexOf(this.page) + 1, this.pages.length, this.zoom);
  }

  go(by) {
    const index = this.pages.indexOf(this.page);
    const next = this.pages[Math.max(0, Math.min(this.pages.length - 1, index + by))];
    if (next) this.show(next.number);
  }

  // A drag over words takes them, a click takes one; a click on a box chooses its cell.
  async drag(event) {
    if (event.button !== 0 || !this.svg || !event.target.closest("svg.boxes")) return;
    event.preventDefault();
    const from = this.place(event);
    const band = rect({ x0: from.x, y0: from.y, x1: from.x, y1: from.y }, { class: "band" });
    this.svg.append(band);
    const target = event.target.dataset?.path;
    const move = (moved) => stretch(band, from, this.place(moved));
    const done = async (ended) => {
      this.view.removeEventListener("pointermove", move);
      removeEventListener("pointerup", done);
      band.remove();
      const to = this.place(ended);
      const moved = Math.hypot((to.x - from.x) * this.svg.clientWidth, (to.y - from.y) * this.svg.clientHeight) > 5;
      if (!moved && target) return this.events.choose(target);
      await this.take(between(from, to), moved);
    };
    this.view.addEventListener("pointermove", move);
    addEventListener("pointerup", done);
  }

  async take(area, several) {
    const page = this.page;
    if (!this.onPage.has(page.words)) this.onPage.set(page.words, await this.review.words(page).catch(() => []));
    const taken = this.onPage.get(page.words).filter((word) => (several ? overlaps(word.box, area) : inside(area, word.box)));
    if (taken.length) this.events.taken(inReadingOrder(taken).map((word) => word.text).join(" "), page.number, around(taken.map((word) => word.box)));
  }

  // Where the pointer is on the page, as fractions, however it is turned.
  place(event) {
    const matrix = this.svg.getScreenCTM();
    const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
    return { x: point.x / 1000, y: point.y / 1000 };
  }
}

// The place of a cell cut out of its page, with a little round it.
export function crop(page, box, width, height) {
  const holder = Object.assign(document.createElement("div"), { className: "crop" });
  const margin = { x: Math.max(0.02, (box.x1 - box.x0) * 0.35), y: Math.max(0.012, (box.y1 - box.y0) * 0.8) };
  const shown = { x0: Math.max(0, box.x0 - margin.x), y0: Math.max(0, box.y0 - margin.y), x1: Math.min(1, box.x1 + margin.x), y1: Math.min(1, box.y1 + margin.y) };
  const scale = Math.min(width / ((shown.x1 - shown.x0) * page.width), height / ((shown.y1 - shown.y0) * page.height), 3);
  const image = Object.assign(new Image(), { src: page.image, alt: "" });
  Object.assign(image.style, { width: `${page.width * scale}px`, height: `${page.height * scale}px`, left: `${-shown.x0 * page.width * scale}px`, top: `${-shown.y0 * page.height * scale}px` });
  Object.assign(holder.style, { width: `${(shown.x1 - shown.x0) * page.width * scale}px`, height: `${(shown.y1 - shown.y0) * page.height * scale}px` });
  holder.append(image);
  return holder;
}

function rect(box, attributes) {
  const found = document.createElementNS(NS, "rect");
  const numbers = { x: box.x0 * 1000 - 2, y: box.y0 * 1000 - 2, width: (box.x1 - box.x0) * 1000 + 4, height: (box.y1 - box.y0) * 1000 + 4, rx: 3 };
  for (const [name, value] of Object.entries({ ...numbers, ...attributes })) found.setAttribute(name, value);
  return found;
}

function stretch(band, from, to) {
  const area = between(from, to);
  for (const [name, value] of Object.entries({ x: area.x0, y: area.y0, width: area.x1 - area.x0, height: area.y1 - area.y0 })) band.setAttribute(name, value * 1000);
}

const area = (box) => (box.x1 - box.x0) * (box.y1 - box.y0);
const between = (a, b) => ({ x0: Math.min(a.x, b.x), y0: Math.min(a.y, b.y), x1: Math.max(a.x, b.x), y1: Math.max(a.y, b.y) });
const inside = (point, box) => point.x0 >= box.x0 && point.x1 <= box.x1 && point.y0 >= box.y0 && point.y1 <= box.y1;
const around = (boxes) => ({ x0: Math.min(...boxes.map((b) => b.x0)), y0: Math.min(...boxes.map((b) => b.y0)), x1: Math.max(...boxes.map((b) => b.x1)), y1: Math.max(...boxes.map((b) => b.y1)) });

function overlaps(word, area) {
  const x = (word.x0 + word.x1) / 2;
  const y = (word.y0 + word.y1) / 2;
  return x >= area.x0 && x <= area.x1 && y >= area.y0 && y <= area.y1;
}

// Line by line: words whose middles lie within half a line of each other stand on one.
function inReadingOrder(words) {
  const lines = [];
  for (const word of [...words].sort((a, b) => a.box.y0 - b.box.y0)) {
    const middle = (word.box.y0 + word.box.y1) / 2;
    const line = lines.find((one) => middle > one.box.y0 && middle < one.box.y1);
    if (line) line.words.push(word);
    else lines.push({ box: word.box, words: [word] });
  }
  return lines.flatMap((line) => line.words.sort((a, b) => a.box.x0 - b.box.x0));
}
