// The list by keyboard, and the jobs that are ticked: how many, all of a page, a whole stretch with Shift.
import { singleKeys } from "./keys.js";

const ticks = () => [...document.querySelectorAll("#rows .tick")];
let last = null;

export function followChoices() {
  const form = document.getElementById("chosen");
  if (!form) return;
  form.addEventListener("change", say);
  form.addEventListener("reset", () => setTimeout(say));
  form.addEventListener("click", (event) => {
    if (event.target.matches(".tick")) stretch(event);
    if (event.target.closest("[data-choose-all]")) {
      const all = ticks();
      const on = all.some((tick) => !tick.checked);
      for (const tick of all) tick.checked = on;
      say();
    }
  });
  document.addEventListener("keydown", byKey);
  say(); // a browser that comes back to the page keeps what was ticked
}

function say() {
  const words = document.querySelector("[data-chosen]");
  const count = ticks().filter((tick) => tick.checked).length;
  words.textContent = words.dataset.chosen.replace("{n}", count);
}

function stretch(event) {
  const all = ticks();
  const [from, to] = [all.indexOf(last), all.indexOf(event.target)].sort((a, b) => a - b);
  if (event.shiftKey && from >= 0) for (const tick of all.slice(from, to + 1)) tick.checked = event.target.checked;
  last = event.target;
  say();
}

// j and k go down and up, x ticks: as mail programs do it. Enter opens, since it is a link that has the focus. c goes to
// what can be done with the ticked ones, which stands behind all rows; Escape goes back.
function byKey(event) {
  if (!singleKeys() && event.key.length === 1) return;
  if (event.target.closest("input:not(.tick), textarea, select, dialog") || event.ctrlKey || event.metaKey || event.altKey) return;
  const rows = [...document.querySelectorAll("#rows .row")];
  const here = rows.indexOf(document.activeElement.closest(".row"));
  if (event.key === "j" || event.key === "k") {
    const next = rows[here < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, here + (event.key === "j" ? 1 : -1)))];
    next?.querySelector(".title").focus();
  }
  if (event.key === "x" && here >= 0) rows[here].querySelector(".tick").click();
  const chosen = document.querySelector(".chosen");
  const ticked = ticks().filter((tick) => tick.checked);
  if (event.key === "c" && ticked.length) chosen.querySelector("button").focus();
  if (event.key === "Escape" && chosen.contains(document.activeElement)) (ticked.at(-1) ?? ticks()[0])?.focus();
}
