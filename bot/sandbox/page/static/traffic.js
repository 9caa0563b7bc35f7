// The inspector: requests and answers between the sandbox and the app, newest first.

import { morph } from "./morph.js";
import { query, whenTraffic } from "./scene.js";

const panel = document.getElementById("traffic");
const lines = panel.querySelector("[data-traffic-lines]");
const search = panel.querySelector("[data-traffic-search]");
let fetching = false, again = false;

async function load() {
  if (panel.hidden) return;
  if (fetching) { again = true; return; }
  fetching = true;
  do {
    again = false;
    morph(lines, await (await fetch(`/_page/traffic?${query()}`)).text());
    filter();
  } while (again);
  fetching = false;
}

function filter() {
  const words = search.value.trim().toLowerCase();
  for (const line of lines.querySelectorAll(".exchange")) line.hidden = !line.querySelector("summary").textContent.toLowerCase().includes(words);
}

async function whole(line) {
  const place = line.querySelector(".exchange-whole");
  if (line.open && !place.childElementCount) {
    place.innerHTML = await (await fetch(`/_page/exchange/${line.dataset.exchange}`)).text();
  }
}

export function startTraffic() {
  const toggle = document.querySelector(".traffic-toggle");
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-traffic]")) return;
    panel.hidden = !panel.hidden;
    toggle.setAttribute("aria-expanded", String(!panel.hidden));
    sessionStorage.setItem("traffic", panel.hidden ? "" : "open");
    load();
  });
  panel.addEventListener("toggle", (event) => whole(event.target), true);
  search.addEventListener("input", filter);
  whenTraffic(load);
  if (sessionStorage.getItem("traffic")) {
    panel.hidden = false;
    toggle.setAttribute("aria-expanded", "true");
    load();
  }
}
