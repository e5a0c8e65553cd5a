// The job order under review as the service has it: asks for it, sends what a person decides with the version they saw.
const RENEW = 25000;

export class Problem extends Error {
  constructor(status, content) {
    super(content.detail || String(status));
    this.status = status;
    this.content = content;
  }
}

export class Review {
  constructor(order) {
    this.order = order;
    this.session = Math.random().toString(36).slice(2, 12);
    this.state = null;
    this.listeners = [];
    this.ahead = null;
    setInterval(() => this.lock(), RENEW);
    addEventListener("pagehide", () => this.unlock());
  }

  listen(listener) { this.listeners.push(listener); }

  async open(order = this.order) {
    const state = await this.ask("GET", `/api/job-orders/${order}/review?session=${this.session}`);
    if (order !== this.order) this.unlock();
    this.order = order;
    this.ahead = null;
    this.take(state);
    this.lock();
    return state;
  }

  change(changes) { return this.decide("PATCH", "", { changes }); }
  undo() { return this.decide("POST", "/undo", {}); }
  approve(reason = null) { return this.decide("POST", "/approve", { reason }); }
  reject(reason) { return this.decide("POST", "/reject", { reason }); }

  async decide(method, path, content) {
    const address = `/api/job-orders/${this.order}${path}?session=${this.session}`;
    const state = await this.ask(method, address, content, { "If-Match": `"${this.state.version}"` });
    this.take(state);
    return state;
  }

  offers() { return this.ask("GET", `/api/job-orders/${this.order}/lessons`); }
  history() { return this.ask("GET", `/api/job-orders/${this.order}/history`); }
  words(page) { return this.ask("GET", page.words); }

  // Which one comes next, asked for once: its page is loaded while this one is still looked at.
  next() {
    this.ahead ??= this.ask("GET", `/api/review/next?after=${this.order}&session=${this.session}`).then((found) => {
      if (found) new Image().src = `/jobs/${found.job_id}/pages/1`;
      return found;
    });
    return this.ahead;
  }

  async lock(takeOver = false) {
    if (!this.state || document.hidden) return;
    const lock = await this.ask("PUT", `/api/job-orders/${this.order}/lock`, { session: this.session, take_over: takeOver }).catch(() => null);
    if (!lock || !this.state) return;
    this.state = { ...this.state, lock };
    this.tell("lock");
  }

  unlock() {
    const address = `/api/job-orders/${this.order}/lock?session=${this.session}`;
    fetch(address, { method: "DELETE", keepalive: true }).catch(() => null);
  }

  take(state) {
    this.state = state;
    this.tell("state");
  }

  tell(what) { for (const listener of this.listeners) listener(what); }

  async ask(method, address, content, headers = {}) {
    const body = content === undefined ? undefined : JSON.stringify(content);
    const type = body === undefined ? {} : { "Content-Type": "application/json" };
    let response;
    try {
      response = await fetch(address, { method, body, headers: { Accept: "application/json", ...type, ...headers }, cache: "no-store" });
    } catch {
      throw new Problem(0, {});
    }
    const text = await response.text();
    const answer = text && response.headers.get("Content-Type")?.includes("json") ? JSON.parse(text) : null;
    if (!response.ok) throw new Problem(response.status, answer || {});
    return answer;
  }
}

// Every cell of the job order by its path, and each row by its own.
export function cellsOf(state) {
  const cells = new Map(state.header.map((cell) => [cell.path, cell]));
  for (const row of [...state.doors, ...state.frames]) for (const cell of row.cells) cells.set(cell.path, cell);
  return cells;
}

// The questions, one for each cell whatever number of doubts it has; what only approving answers comes as one at the end.
export function questionsOf(state) {
  const found = new Map();
  for (const doubt of state.doubts) {
    const key = doubt.path || doubt.message;
    if (!found.has(key)) found.set(key, { path: doubt.path, messages: [], said: [], page: doubt.page, box: doubt.box, by: doubt.answered_by, key });
    found.get(key).messages.push(doubt.message);
    found.get(key).said.push(doubt.said);
  }
  return [...found.values()];
}

export function rowOf(path) {
  const match = /^(doors|frames)\[(\d+)\]/.exec(path);
  return match && { table: match[1], index: Number(match[2]), path: match[0] };
}
