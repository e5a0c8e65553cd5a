// Keys without Ctrl (j, x, /, …) can be turned off: who speaks to the browser would press them by words (WCAG 2.1.4).
const KEPT = "single-keys";

export const singleKeys = () => localStorage.getItem(KEPT) !== "off";

export function keepKeys() {
  const button = document.querySelector("[data-keys]");
  if (!button) return;
  const say = () => { button.textContent = singleKeys() ? button.dataset.on : button.dataset.off; };
  button.addEventListener("click", () => { localStorage.setItem(KEPT, singleKeys() ? "off" : "on"); say(); });
  say();
}
