// Sends files: dropped anywhere, chosen, pasted or photographed. A row a file says where it is until its job has ended.
const AT_ONCE = 2;
const words = document.getElementById("sending-words").dataset;
const waiting = [];
let running = 0;
let live = null;

export function takeUploads(regions) {
  live = regions;
  if (!("mayUpload" in document.body.dataset)) return;
  const veil = document.getElementById("drop-veil");
  let depth = 0;
  const carriesFiles = (event) => event.dataTransfer && [...event.dataTransfer.types].includes("Files");
  document.addEventListener("dragenter", (event) => { if (carriesFiles(event)) { depth += 1; veil.hidden = false; } });
  document.addEventListener("dragleave", (event) => { if (carriesFiles(event) && --depth <= 0) { depth = 0; veil.hidden = true; } });
  document.addEventListener("dragover", (event) => { if (carriesFiles(event)) event.preventDefault(); });
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    depth = 0;
    veil.hidden = true;
    take(event.dataTransfer.files);
  });
  document.addEventListener("paste", (event) => { if (event.clipboardData.files.length) take(event.clipboardData.files); });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-choose-files], [data-camera]");
    if (!button) return;
    event.preventDefault();
    choose("camera" in button.dataset);
  });
  addEventListener("beforeunload", (event) => { if (running || waiting.length) event.preventDefault(); });
  const input = document.getElementById("file");
  input?.addEventListener("change", () => { take(input.files); input.value = ""; });
}

let chooser = null; // held, or it may be gone before the files are chosen

function choose(camera) {
  const input = chooser = Object.assign(document.createElement("input"), { type: "file", multiple: !camera });
  input.accept = camera ? "image/*" : words.endings.split(" ").join(",");
  if (camera) input.capture = "environment";
  input.addEventListener("change", () => take(input.files));
  input.click();
}

function take(files) {
  for (const file of files) {
    const row = addRow(file);
    const refusal = refusalOf(file);
    if (refusal) row.end("refused", refusal);
    else waiting.push({ file, row });
  }
  next();
}

// What can be told before a byte is sent. The door looks at the content itself.
function refusalOf(file) {
  const ending = file.name.includes(".") ? file.name.slice(file.name.lastIndexOf(".")).toLowerCase() : "";
  if (file.size === 0) return words.empty;
  if (file.size > Number(words.limit)) return words.tooBig.replace("{size}", megabytes(file.size)).replace("{limit}", megabytes(Number(words.limit)));
  if (!words.endings.split(" ").includes(ending) && !file.type.startsWith("image/")) return words.wrongKind.replace("{kinds}", words.kinds);
  return null;
}

const megabytes = (bytes) => `${(bytes / 2 ** 20).toFixed(1).replace(".0", "")} MB`;

function next() {
  while (running < AT_ONCE && waiting.length) {
    const { file, row } = waiting.shift();
    running += 1;
    send(file, row).finally(() => { running -= 1; next(); });
  }
}

// XMLHttpRequest, because fetch cannot tell how much of a body has been sent.
function send(file, row) {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/upload");
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => event.lengthComputable && row.sent(event.loaded / event.total);
    request.upload.onload = () => row.says(words.sent);
    request.onload = () => {
      receipt(request, row);
      if (request.status >= 500 || request.status === 429) row.offers(() => again(file, row));
      resolve();
    };
    request.onerror = request.ontimeout = () => { row.end("refused", words.noConnection); row.offers(() => again(file, row)); resolve(); };
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}

// The browser still holds the file: nobody has to look for it a second time.
function again(file, row) {
  row.begins();
  waiting.push({ file, row });
  next();
}

function receipt(request, row) {
  let answer = {};
  try { answer = JSON.parse(request.responseText); } catch { /* a proxy's own error page */ }
  if (answer.url) row.opens(answer.url);
  if (request.status >= 300 || !answer.id) return row.end("refused", answer.detail || words.noConnection);
  live.ask();
  follow(answer.id, row, answer.new === false);
}

async function follow(id, row, known) {
  for (;;) {
    const response = await fetch(`/api/jobs/${id}`, { cache: "no-store" }).catch(() => null);
    const job = response && response.ok ? await response.json() : null;
    if (job) {
      if (job.job_order_no) row.named(job.job_order_no, job.customer);
      if (job.standing !== "running") {
        live.ask();
        const ending = { done: "done", "needs-you": "needs-you" }[job.standing] || "refused";
        return row.end(ending, known ? `${words.again} ${job.words}` : job.words);
      }
      row.step(job.step, job.words);
    }
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
}

function addRow(file) {
  const row = document.getElementById("sending").content.firstElementChild.cloneNode(true);
  const part = (name) => row.querySelector(name);
  part(".name").textContent = file.name;
  part(".name").title = file.name;
  part(".said").textContent = words.waiting;
  tray().querySelector(".sendings").prepend(row);
  return {
    says(text) { part(".said").textContent = text; },
    sent(share) {
      part(".bar").setAttribute("stroke-dasharray", `${Math.round(share * 100)} 100`);
      part(".said").textContent = words.sending.replace("{percent}", `${Math.round(share * 100)}%`);
    },
    named(number, customer) { part(".name").textContent = customer ? `${number} · ${customer}` : number; },
    step(number, text) {
      part(".steps").hidden = false;
      part(".steps").querySelectorAll("i").forEach((bar, index) => { bar.className = index + 1 < number ? "past" : index + 1 === number ? "now" : ""; });
      part(".said").textContent = `${text}…`;
    },
    begins() {
      row.className = "sending";
      part(".again").hidden = true;
      part(".bar").setAttribute("stroke-dasharray", "0 100");
      part(".said").textContent = words.waiting;
    },
    offers(send) { Object.assign(part(".again"), { hidden: false, onclick: send }).setAttribute("aria-label", `${words.sendsAgain}: ${file.name}`); },
    opens(url) { Object.assign(part(".open"), { href: url, hidden: false }).setAttribute("aria-label", `${words.opens}: ${file.name}`); },
    end(how, text) {
      row.classList.add(how);
      part(".steps").hidden = true;
      part(".said").textContent = text;
    },
  };
}

function tray() {
  const there = document.querySelector(".tray");
  if (there) return there;
  const made = document.getElementById("tray").content.firstElementChild.cloneNode(true);
  const inline = document.getElementById("tray-here");
  made.classList.add(inline ? "inline" : "floating");
  made.querySelector("[data-close]").addEventListener("click", () => made.remove());
  (inline || document.body).append(made);
  return made;
}
