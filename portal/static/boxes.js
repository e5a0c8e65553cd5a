// Joins a value and the place it was read from: pointing at one lights the other, "Look" brings it into view.

const glide = () => (matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

export function followBoxes() {
  for (const kind of ["pointerover", "focusin"]) document.addEventListener(kind, (event) => light(targetOf(event.target)));
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-look]");
    if (button) return lookAt(button.dataset.look);
    const larger = event.target.closest("[data-enlarge]");
    if (larger) return larger.setAttribute("aria-pressed", String(document.getElementById("desk").classList.toggle("large")));
    const box = event.target.closest("[data-box]");
    if (box) goToField(box.dataset.box);
  });
}

function targetOf(element) {
  if (!element.closest) return null;
  const holder = element.closest("[data-box], [data-field], [data-look]");
  return holder && (holder.dataset.box || holder.dataset.field || holder.dataset.look);
}

function light(target) {
  for (const lit of document.querySelectorAll(".lit")) {
    if (lit.dataset.box !== target && lit.dataset.field !== target) lit.classList.remove("lit");
  }
  if (!target) return;
  const name = CSS.escape(target);
  for (const element of document.querySelectorAll(`[data-box="${name}"], [data-field="${name}"]`)) element.classList.add("lit");
}

function lookAt(target) {
  const box = document.querySelector(`[data-box="${CSS.escape(target)}"]`);
  if (!box) return;
  light(target);
  const leaves = box.closest(".leaves");
  const scrolls = leaves.scrollHeight > leaves.clientHeight + 4;
  if (scrolls) {
    const place = box.getBoundingClientRect().top - leaves.getBoundingClientRect().top + leaves.scrollTop;
    leaves.scrollTo({ top: place - leaves.clientHeight / 2, behavior: glide() });
  }
  const { top, bottom } = leaves.getBoundingClientRect();
  if (!scrolls || top < 0 || bottom > innerHeight) box.scrollIntoView({ block: "center", behavior: glide() });
}

function goToField(target) {
  const field = document.querySelector(`[data-field="${CSS.escape(target)}"]`);
  if (!field) return;
  light(target);
  field.scrollIntoView({ block: "center", behavior: glide() });
  field.querySelector("[data-look]")?.focus({ preventScroll: true });
}
