// The inputs of a cell: a line of text, a number, a date, or the form's own boxes. What is typed stays until it is saved.

export function element(name, properties = {}, ...children) {
  const { dataset = {}, attributes = {}, ...rest } = properties;
  const made = Object.assign(document.createElement(name), rest);
  Object.assign(made.dataset, dataset);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

// An editor has an `element`, its `value` as it is sent, `changed`, `focus()` and `take(words)`.
export function editorOf(cell, form, label, words) {
  return cell.kind === "choice" ? boxes(cell, form[cell.name], label, words) : line(cell, label);
}

const INPUTS = {
  date: { type: "text", inputMode: "numeric", placeholder: "31/12/2026", autocomplete: "off" },
  count: { type: "text", inputMode: "numeric", autocomplete: "off" },
  millimetres: { type: "text", inputMode: "numeric", autocomplete: "off" },
  text: { type: "text", autocomplete: "off", spellcheck: false },
};

function line(cell, label) {
  const before = cell.value === null ? cell.raw : cell.kind === "date" ? cell.text : String(cell.value);
  const long = cell.kind === "text" && before.length > 40;
  const input = element(long ? "textarea" : "input", { ...(long ? { rows: 3 } : INPUTS[cell.kind]), className: `input ${cell.kind}`, value: before, maxLength: 500, ariaLabel: label });
  return {
    element: input,
    get value() { return input.value.trim() || null; },
    get changed() { return input.value.trim() !== before.trim(); },
    focus() { input.focus(); input.select(); },
    take(found) { input.value = fitting(cell.kind, found); input.dispatchEvent(new Event("input", { bubbles: true })); input.focus(); },
  };
}

// Of words taken off the page a number takes its figures.
function fitting(kind, words) {
  if (kind !== "count") return words;
  return /\d[\d,]*/.exec(words)?.[0].replaceAll(",", "") ?? words;
}

function boxes(cell, group, label, words) {
  const name = `box-${cell.path}-${Math.random().toString(36).slice(2, 7)}`;
  const radios = group.options.map((option, index) => radio(name, option, option, cell.option === option, index + 1));
  const others = group.others ? radio(name, "", words.others, Boolean(cell.other), group.options.length + 1) : null;
  const none = radio(name, null, words.nothingTicked, !cell.option && !cell.other, null);
  const other = others && element("input", { type: "text", className: "input other", value: cell.other ?? "", maxLength: 500, ariaLabel: words.others });
  const blank = group.blanks ? element("input", { type: "text", className: "input blank", value: cell.blank ?? "", maxLength: 500, ariaLabel: words.beside, placeholder: words.beside }) : null;
  if (other) other.addEventListener("input", () => { others.input.checked = true; });
  const all = [...radios, ...(others ? [others] : []), none];
  const made = element("div", { className: "tick-boxes", attributes: { role: "radiogroup", "aria-label": label } }, ...all.map((one) => one.element), other, blank);
  const value = () => {
    const ticked = all.find((one) => one.input.checked);
    if (!ticked || ticked === none) return null;
    if (ticked === others) return { option: null, other: other.value.trim() || null, blank: blank?.value.trim() || null };
    return { option: ticked.option, other: null, blank: blank?.value.trim() || null };
  };
  const before = JSON.stringify(value());
  if (other) made.addEventListener("input", () => other.classList.toggle("unused", !others.input.checked));
  return {
    element: made,
    get value() { return value(); },
    get changed() { return JSON.stringify(value()) !== before; },
    focus() { (all.find((one) => one.input.checked) ?? all[0]).input.focus(); },
    tick(index) { const one = all.find((candidate) => candidate.index === index); if (one) { one.input.checked = true; one.input.dispatchEvent(new Event("input", { bubbles: true })); if (one === others) other.focus(); } return Boolean(one); },
    take(found) { if (other) { others.input.checked = true; other.value = found; other.dispatchEvent(new Event("input", { bubbles: true })); } else if (blank) blank.value = found; },
  };
}

function radio(name, option, words, checked, index) {
  const input = element("input", { type: "radio", name, checked });
  const made = element("label", { className: "tick-box" }, input, element("span", { className: "square", ariaHidden: "true" }), element("span", { textContent: words }), index && index < 10 ? element("kbd", { textContent: String(index), ariaHidden: "true" }) : null);
  return { element: made, input, option, index };
}
