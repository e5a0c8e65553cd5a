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
