// Keeps the page's live regions true: asks for each one's HTML and changes what differs. The server answers 304 while
// nothing has changed. A hidden page asks nothing; a page that lost its connection says so.
import { morph } from "./morph.js";
import { refreshAges } from "./ages.js";

const QUICK = 1000;
const CALM = 4000;
const words = document.getElementById("sending-words").dataset;

const etags = new WeakMap();

export function watchRegions() {
  let timer = null;
  let asking = false;

  async function ask() {
    clearTimeout(timer);
    if (asking || document.hidden) return;
    asking = true;
    const results = await Promise.allSettled([...document.querySelectorAll("[data-live]")].map(refresh));
    asking = false;
    saysOld(results.some((result) => result.status === "rejected"));
    timer = setTimeout(ask, document.querySelector(".state.running, .under-way") ? QUICK : CALM);
  }

  document.addEventListener("visibilitychange", ask);
  timer = setTimeout(ask, QUICK);
  return { ask };
}

async function refresh(element) {
  const etag = etags.get(element);
  const response = await get(element.dataset.live, etag ? { "If-None-Match": etag } : {});
  if (response.status === 304) return;
  if (response.status === 404) return location.reload();
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
