// The clock: shows the sandbox's time in the person's zone, and moves it.

import { refresh, toast } from "./scene.js";

const { locale, zone } = document.body.dataset;
const face = () => document.querySelector(".clock-now");

const form = new Intl.DateTimeFormat(locale.startsWith("zh") ? "zh-CN" : locale, {
  timeZone: zone, weekday: "short", day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: locale === "en-US" ? "h12" : "h23",
});

let seen = "", base = 0, since = 0;

// While the clock runs, the face goes on between two drawings; the server's caption is right at each drawing.
function tick() {
  const now = face();
  if (!now) return;
  const drawn = now.getAttribute("datetime");
  if (drawn !== seen) {
    seen = drawn;
    base = Date.parse(drawn);
    since = performance.now();
  }
  if (now.dataset.running !== "true") return;
  const moment = new Date(base + performance.now() - since);
  if (Math.floor(moment / 60000) !== Math.floor(base / 60000)) now.textContent = form.format(moment);
}

async function move(wish) {
  const clock = document.querySelector(".clock");
  clock.classList.add("moving");
  clock.ariaBusy = "true";
  try {
    const request = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish) };
    const response = await fetch("/_control/clock", request);
    const answer = await response.json();
    if (!response.ok) toast(answer.error ?? response.statusText);
  } catch (trouble) {
    toast(String(trouble));
  }
  clock.classList.remove("moving");
  clock.ariaBusy = null;
  await refresh();
}

// "2026-11-24T09:00" on the wall clock of a zone, as a moment in UTC.
function momentOf(local, timeZone) {
  const wished = Date.parse(`${local}:00Z`);
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone, year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
  });
  const offset = (moment) => {
    const found = Object.fromEntries(parts.formatToParts(moment).map((part) => [part.type, part.value]));
    return Date.UTC(found.year, found.month - 1, found.day, found.hour, found.minute) - moment;
  };
  const near = wished - offset(wished);
  return new Date(wished - offset(near)).toISOString();
}

export function startClock() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-clock]");
    if (button) move(JSON.parse(button.dataset.clock));
  });
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-clock-set]")) return;
    event.preventDefault();
    const popover = event.target.closest("[popover]");
    popover.hidePopover();
    document.querySelector("[data-menu=clock-set]").setAttribute("aria-expanded", "false");
    move({ set: momentOf(event.target.elements.moment.value, zone) });
  });
  setInterval(tick, 1000);
  tick();
}
