// Keeps the page's live regions true: asks for each one's HTML and changes what differs. The server answers 304 while
// nothing has changed. A hidden page asks nothing; a page that lost its connection says so.
import { morph } from "./morph.js";
import { refreshAges } from "./ages.js";

const QUICK = 1000;
const CALM = 4000;
const words = document.getElementById("sending-words").dataset;

export function watchRegions() {
  const regions = [...document.querySelectorAll("[data-live]")].map((element) => ({ element, etag: null }));
  let timer = null;
  let asking = false;

  async function ask() {
    clearTimeout(timer);
    if (asking || document.hidden || !regions.length) return;
    asking = true;
    const results = await Promise.allSettled(regions.map(refresh));
    asking = false;
    saysOld(results.some((result) => result.status === "rejected"));
    timer = setTimeout(ask, document.querySelector(".state.running, .under-way") ? QUICK : CALM);
  }

  document.addEventListener("visibilitychange", ask);
  timer = setTimeout(ask, QUICK);
  return { ask };
}

async function refresh(region) {
  const headers = region.etag ? { "If-None-Match": region.etag } : {};
  const response = await fetch(region.element.dataset.live, { headers, cache: "no-store", signal: AbortSignal.timeout(15000) });
  if (response.status === 304) return;
  if (response.status === 404) return location.reload();
  if (!response.ok) throw new Error(String(response.status));
  region.etag = response.headers.get("ETag");
  const html = await response.text();
  if ("reloads" in region.element.dataset) return html.includes("data-reload") ? location.reload() : undefined;
  morph(region.element, html);
  refreshAges();
}

function saysOld(old) {
  const note = document.getElementById("old");
  if (!old) return note?.remove();
  if (note) return;
  document.body.append(Object.assign(document.createElement("div"), { id: "old", className: "old", role: "status", textContent: words.old }));
}
