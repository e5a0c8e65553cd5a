// Starts what a page needs. Without scripts every page still shows what is true, and the upload form still sends.
import { watchRegions } from "./live.js";
import { keepAges } from "./ages.js";
import { followBoxes } from "./boxes.js";
import { takeUploads } from "./uploads.js";
import { followChoices } from "./choosing.js";

document.documentElement.classList.add("scripted");

const live = watchRegions();
keepAges();
followBoxes();
takeUploads(live);
followChoices();

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

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-submits]")) event.target.form.requestSubmit();
});

// One menu at a time; Escape or a click elsewhere closes it.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "Escape") for (const menu of document.querySelectorAll("details.menu[open]")) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
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
