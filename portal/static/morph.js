// Changes an element into what new HTML says, touching only what differs: focus, scrolling, open menus and pictures stay.

const OWN_CLASSES = ["large", "lit"]; // what the person at the page looks at, not the server

export function morph(element, html) {
  const wanted = document.createElement("template");
  wanted.innerHTML = html;
  children(element, wanted.content);
}

function children(old, wanted) {
  const keyed = new Map();
  for (const child of old.children) if (child.dataset.key) keyed.set(child.dataset.key, child);
  let place = old.firstChild;
  for (const next of [...wanted.childNodes]) {
    const key = next.nodeType === Node.ELEMENT_NODE && next.dataset.key;
    const match = key ? keyed.get(key) : same(place, next) ? place : null;
    if (match) {
      if (match !== place) old.insertBefore(match, place);
      else place = place.nextSibling;
      node(match, next);
    } else {
      old.insertBefore(next, place);
    }
  }
  while (place) {
    const gone = place;
    place = place.nextSibling;
    gone.remove();
  }
}

function same(old, next) {
  return old && old.nodeType === next.nodeType && old.nodeName === next.nodeName && !(old.dataset && old.dataset.key);
}

function node(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  if (old.nodeName !== next.nodeName) return old.replaceWith(next);
  const kept = OWN_CLASSES.filter((name) => old.classList.contains(name));
  for (const { name } of [...old.attributes]) if (!next.hasAttribute(name) && !own(name)) old.removeAttribute(name);
  for (const { name, value } of next.attributes) if (old.getAttribute(name) !== value && !own(name)) old.setAttribute(name, value);
  old.classList.add(...kept);
  children(old, next);
}

// What the person at the page did, not the server.
function own(name) {
  return name === "open" || name === "aria-pressed";
}
