// Asks for a sentence: why it is rejected or approved all the same, or how a row is split. Null when it is left.
export function askReason(kind, words = null) {
  const dialog = document.getElementById("ask-reason");
  const said = document.getElementById("ask-words").dataset;
  const part = (name) => dialog.querySelector(`[data-${name}]`);
  part("title").textContent = said[`${kind}Title`];
  part("words").textContent = words || said[`${kind}Words`] || "";
  part("label").textContent = said[`${kind}Label`];
  part("ok").textContent = said[`${kind}Ok`];
  part("text").value = "";
  dialog.returnValue = "";
  dialog.showModal();
  part("text").focus();
  part("text").onkeydown = (event) => {
    if (event.key !== "Enter" || event.shiftKey || !part("text").value.trim()) return;
    event.preventDefault();
    dialog.close("ok");
  };
  return new Promise((resolve) => {
    dialog.onclose = () => resolve(dialog.returnValue === "ok" && part("text").value.trim() ? part("text").value.trim() : null);
  });
}

// Which pages of the file make up a document: groups of page numbers, null to leave it to the reading, undefined to
// leave it as it is.
export function askPages(job, starts, pages, begins) {
  const dialog = document.getElementById("ask-pages");
  const list = dialog.querySelector("[data-pages]");
  list.replaceChildren(...pages.map((page, index) => {
    const item = document.createElement("li");
    const label = document.createElement("label");
    const tick = Object.assign(document.createElement("input"), { type: "checkbox", checked: starts.has(page), disabled: index === 0 });
    const picture = Object.assign(new Image(), { src: `/jobs/${job}/pages/${page}?size=thumb`, alt: "", width: 104, height: 147 });
    label.append(picture, tick, begins.replace("{n}", page));
    item.append(label);
    return item;
  }));
  dialog.returnValue = "";
  dialog.showModal();
  return new Promise((resolve) => {
    dialog.onclose = () => {
      const ticks = [...list.querySelectorAll("input")].map((tick) => tick.checked);
      resolve(dialog.returnValue === "ok" ? grouped(pages, ticks) : dialog.returnValue === "reading" ? null : undefined);
    };
  });
}

function grouped(pages, ticks) {
  const groups = [];
  pages.forEach((page, index) => (index === 0 || ticks[index] ? groups.push([page]) : groups.at(-1).push(page)));
  return groups;
}
