// Starts what a page needs. Without scripts every page still shows what is true, and the upload form still sends.
import { watchRegions } from "./live.js";
import { keepAges } from "./ages.js";
import { followBoxes } from "./boxes.js";
import { takeUploads } from "./uploads.js";
import { followChoices } from "./choosing.js";
import { keepKeys, singleKeys } from "./keys.js";

document.documentElement.classList.add("scripted");

const live = watchRegions();
keepAges();
followBoxes();
takeUploads(live);
followChoices();
keepKeys();

document.addEventListener("click", async (event) => {
  const button = event.target.closest("[data-copy]");
  if (!button) return;
  const text = document.getElementById(button.dataset.copy).textContent;
  const use = button.querySelector("use");
  const before = use.getAttribute("href");
  await copy(text);
  use.setAttribute("href", before.replace("#copy", "#check"));
  setTimeout(() => use.setAttribute("href", before.replace("#check", "#copy")), 2000);
});

// Browsers give the clipboard only to pages of a secure address; in an office the portal's is often plain http.
async function copy(text) {
  if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(text);
  const field = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(field);
  field.select();
  document.execCommand("copy");
  field.remove();
}

// A choice is sent when it is made. Arrow keys pass over others on their way to it: then Enter sends it, or leaving it.
let key = "", passing = null;
const sends = (choice) => { passing = null; choice.form.requestSubmit(); };
document.addEventListener("pointerdown", () => { key = ""; });
document.addEventListener("keydown", (event) => {
  key = event.key;
  if (key === "Enter" && passing && passing === event.target) { event.preventDefault(); sends(passing); }
}, true);
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-submits]")) return;
  if (["", "Enter", "Tab"].includes(key)) sends(event.target);
  else passing = event.target;
});
// An address names only what was asked for.
document.addEventListener("formdata", (event) => {
  if (event.target.method === "get") for (const [name, value] of [...event.formData]) if (!value) event.formData.delete(name);
});
document.addEventListener("focusout", (event) => {
  if (passing === event.target && event.relatedTarget && !passing.selectedOptions[0].defaultSelected) sends(passing);
  const left = event.target.closest?.("details.menu[open]");
  if (left && event.relatedTarget && !left.contains(event.relatedTarget)) left.open = false;
});

// One menu at a time; Escape, a click elsewhere, or going on by Tab closes it.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "Escape") for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  if (event.key === "/" && singleKeys() && !typing && !event.ctrlKey && !event.metaKey) {
    const search = document.querySelector("input[type=search]");
    if (search) { event.preventDefault(); search.focus(); search.select(); }
  }
});

// A picture that cannot be drawn says so in its place.
document.addEventListener("error", (event) => {
  const picture = event.target;
  if (picture.tagName !== "IMG" || !picture.closest(".thumb, .leaf")) return;
  const place = picture.closest(".thumb, .leaf");
  place.classList.add("undrawn");
  picture.hidden = true;
}, true);
