// Fetching the page's regions and putting them in place without disturbing what a person is doing.

import { morph } from "./morph.js";

const body = document.body.dataset;

// What the address of the page says; `thread`, `most` change without a reload.
export const spot = {
  as: body.person, in: body.room, tab: body.tab, thread: body.thread, new: body.new, most: "",
};

export function query() {
  return new URLSearchParams(Object.entries(spot).filter(([, value]) => value)).toString();
}

const applied = new Map();
const afterwards = [];

// Call `hook()` whenever regions have been replaced.
export function afterScene(hook) { afterwards.push(hook); }

export function apply(regions) {
  for (const [name, html] of Object.entries(regions)) {
    const region = document.querySelector(`[data-region="${name}"]`);
    if (!region || applied.get(name) === html) continue;
    applied.set(name, html);
    morph(region, html);
  }
  for (const hook of afterwards) hook();
}

// Requests may overtake one another: only the newest answer is shown.
let asked = 0, shown = 0;

async function take(response, number) {
  const answer = await response.json();
  if (answer.regions && number > shown) {
    shown = number;
    apply(answer.regions);
  }
  return answer;
}

let fetching = null, again = false;

// Fetch the scene; calls during a fetch lead to one more.
export function refresh() {
  if (fetching) { again = true; return fetching; }
  fetching = (async () => {
    do {
      again = false;
      const number = ++asked;
      try { await take(await fetch(`/_page/scene?${query()}`), number); } catch { /* the stream tells when it is back */ }
    } while (again);
    fetching = null;
  })();
  return fetching;
}

// Let the person do something; answers {ok, error, errors, …}.
export async function act(name, given) {
  if (name !== "reads") document.querySelector("[data-toasts]").replaceChildren();
  const number = ++asked;
  try {
    const request = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(given) };
    const answer = await take(await fetch(`/_page/act/${name}?${query()}`, request), number);
    if (again || fetching) refresh();
    return answer;
  } catch (trouble) {
    return { ok: false, error: String(trouble) };
  }
}

export async function upload(file, fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value) form.set(name, value);
  form.set("file", file, file.name);
  const number = ++asked;
  try {
    return await take(await fetch(`/_page/upload?${query()}`, { method: "POST", body: form }), number);
  } catch (trouble) {
    return { ok: false, error: String(trouble) };
  }
}

// The message or view an element stands in, as the acts name it.
export function whereOf(element) {
  const view = element.closest("[data-view]");
  if (view) return { view: view.dataset.view };
  const message = element.closest("[data-ts]");
  return message ? { channel: message.dataset.channel, ts: message.dataset.ts } : null;
}

export function toast(words, bad = true) {
  const note = document.createElement("div");
  note.className = bad ? "toast bad" : "toast";
  note.textContent = words;
  note.addEventListener("click", () => note.remove());
  document.querySelector("[data-toasts]").append(note);
  setTimeout(() => note.remove(), 7000);
}

const onTraffic = [];
export function whenTraffic(hook) { onTraffic.push(hook); }

export function listen() {
  const sign = document.querySelector("[data-connection]");
  const connected = sign.textContent;
  const stream = new EventSource(`/_page/stream?${query()}`);
  stream.addEventListener("hello", () => {
    sign.textContent = connected;
    sign.classList.remove("lost");
    refresh();
  });
  stream.addEventListener("changed", (event) => {
    const news = JSON.parse(event.data);
    if (news.includes("scene")) refresh();
    if (news.includes("traffic")) for (const hook of onTraffic) hook();
  });
  stream.addEventListener("error", () => {
    sign.textContent = sign.dataset.lost;
    sign.classList.add("lost");
  });
  addEventListener("pagehide", () => stream.close());
}
