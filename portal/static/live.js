// Keeps the page's live regions true: asks for each one's HTML and changes what differs. The server answers 304 while
// nothing has changed. It asks when the socket tells of an event; without a socket, every few seconds. A hidden page
// asks nothing; a page that lost its connection says so.
import { morph } from "./morph.js";
import { refreshAges } from "./ages.js";

const QUICK = 1000;
const CALM = 4000;
const TOLD = 15000;
const TOGETHER = 120;
const words = document.getElementById("sending-words").dataset;

const etags = new WeakMap();

export function watchRegions() {
  let timer = null;
  let asking = false;
  const socket = followEvents(() => { clearTimeout(timer); timer = setTimeout(ask, TOGETHER); });

  async function ask() {
    clearTimeout(timer);
    if (document.hidden) return;
    if (asking) { timer = setTimeout(ask, TOGETHER); return; }
    asking = true;
    const results = await Promise.allSettled([...document.querySelectorAll("[data-live]")].map(refresh));
    asking = false;
    saysOld(results.some((result) => result.status === "rejected"));
    timer = setTimeout(ask, pause());
  }

  // A proxy can drop a socket without telling either side: while something runs the page asks by itself, too.
  function pause() {
    const running = document.querySelector(".state.running, .under-way");
    if (socket.open) return running ? CALM : TOLD;
    return running ? QUICK : CALM;
  }

  document.addEventListener("visibilitychange", ask);
  timer = setTimeout(ask, QUICK);
  return { ask };
}

// Opens the socket, and again after each cut, from the last event that was told.
function followEvents(tell) {
  const state = { open: false };
  let last = null;
  let wait = QUICK;
  let again = null;
  function connect() {
    clearTimeout(again);
    const address = new URL(last === null ? "/ws" : `/ws?after=${last}`, location.href);
    address.protocol = address.protocol.replace("http", "ws");
    const socket = new WebSocket(address);
    socket.onopen = () => { state.open = true; wait = QUICK; tell(); };
    socket.onmessage = (message) => { last = JSON.parse(message.data).id; tell(); };
    socket.onclose = () => {
      if (state.open) tell();
      state.open = false;
      again = setTimeout(connect, wait);
      wait = Math.min(wait * 2, 30000);
    };
  }
  if (document.querySelector("[data-live]")) {
    connect();
    addEventListener("online", () => { if (!state.open) connect(); tell(); });
  }
  return state;
}

async function refresh(element) {
  const etag = etags.get(element);
  const response = await get(element.dataset.live, etag ? { "If-None-Match": etag } : {});
  if (response.status === 304) return;
  if (response.status === 404 || response.status === 401) return location.reload();
  if (!response.ok) throw new Error(String(response.status));
  etags.set(element, response.headers.get("ETag"));
  const html = await response.text();
  if (!("replaces" in element.dataset)) morph(element, html);
  else if (html.includes("data-new")) await replaceMain();
  refreshAges();
}

// The page has become another one. It is changed in place, so that files on their way up are not cut off.
async function replaceMain() {
  const response = await get(location.href, { Accept: "text/html" });
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  document.querySelector("main").replaceChildren(...page.querySelector("main").childNodes);
}

function get(address, headers) {
  return fetch(address, { headers, cache: "no-store", signal: AbortSignal.timeout(15000) });
}

function saysOld(old) {
  const note = document.getElementById("old");
  if (!old) return note?.remove();
  if (note) return;
  document.body.append(Object.assign(document.createElement("div"), { id: "old", className: "old", role: "status", textContent: words.old }));
}
