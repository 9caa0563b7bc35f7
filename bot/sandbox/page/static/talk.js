// The conversation: reactions, threads, shortcuts, joining; reading, unread marks, and the scroll position.

import { act, afterScene, refresh, spot, toast } from "./scene.js";
import { closeMenu, openedBy } from "./menus.js";

const NEAR = 90; // px from the end that count as "at the end"
const scroll = document.querySelector("[data-scroll]");
const panel = document.querySelector("[data-thread-panel]");
let atEnd = true;

async function done(name, given) {
  const answer = await act(name, given);
  if (!answer.ok) toast(answer.error);
  return answer;
}

function toEnd() {
  if (scroll) scroll.scrollTop = scroll.scrollHeight;
  atEnd = true;
}

let last = "";
function redrawn() {
  if (!scroll) return;
  const newest = [...scroll.querySelectorAll("[data-ts]")].pop()?.dataset.ts ?? "";
  if (atEnd) toEnd();
  document.querySelector("[data-to-newest]").hidden = atEnd || newest === last;
  if (newest !== last && last && panel && !panel.hidden) threadEnd();
  if (atEnd) last = newest;
  read();
}

let reading = false;
async function read() {
  const here = document.querySelector(".room[aria-current] .badge");
  if (!here || reading || document.hidden || !atEnd || spot.tab === "home") return;
  reading = true;
  await act("reads", { where: spot.in });
  reading = false;
}

function address() {
  const shown = new URLSearchParams({ as: spot.as, in: spot.in });
  if (spot.tab === "home") shown.set("tab", "home");
  if (spot.thread) shown.set("thread", spot.thread);
  history.replaceState(null, "", `?${shown}`);
}

function threadEnd() {
  const lines = panel.querySelector("[data-region=thread]");
  lines.scrollTop = lines.scrollHeight;
}

async function openThread(ts) {
  spot.thread = ts;
  address();
  panel.hidden = !ts;
  await refresh();
  if (!ts) { document.querySelector("[data-composer=main] textarea")?.focus(); return; }
  threadEnd();
  panel.querySelector("textarea").focus();
}

function show(ts) {
  const message = document.getElementById(`m${ts}`);
  if (!message) return;
  message.scrollIntoView({ block: "center" });
  message.classList.remove("shown");
  void message.offsetWidth; // starts the animation again
  message.classList.add("shown");
  message.focus({ preventScroll: true });
}

function clicked(event) {
  const at = (selector) => event.target.closest(selector);
  const message = at("[data-ts]");
  const react = at("[data-react]"), thread = at("[data-open-thread]"), shortcut = at("[data-shortcut]");
  if (react) done("reacts", { where: message.dataset.channel, ts: message.dataset.ts, name: react.dataset.react });
  else if (thread) openThread(thread.dataset.openThread);
  else if (at("[data-close-thread]")) openThread("");
  else if (shortcut) useShortcut(shortcut.dataset.shortcut, message);
  else if (at("[data-join]")) done("joins", { where: spot.in }).then((answer) => answer.ok && location.reload());
  else if (at("[data-older]")) { spot.most = at("[data-older]").dataset.older; atEnd = false; refresh(); }
  else if (at("[data-show]")) show(at("[data-show]").dataset.show);
  else if (at("[data-to-newest]")) { toEnd(); redrawn(); }
}

function useShortcut(callback, message) {
  const button = openedBy();
  closeMenu();
  button?.focus();
  const on = message ? { where: message.dataset.channel, ts: message.dataset.ts } : {};
  done("shortcut", { callback_id: callback, ...on });
}

export function startTalk() {
  document.addEventListener("click", clicked);
  scroll?.addEventListener("scroll", () => {
    atEnd = scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < NEAR;
    if (atEnd) { document.querySelector("[data-to-newest]").hidden = true; read(); }
  });
  scroll && new ResizeObserver(() => atEnd && toEnd()).observe(scroll);
  scroll?.addEventListener("load", () => atEnd && toEnd(), true);
  document.addEventListener("visibilitychange", read);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.defaultPrevented && panel && !panel.hidden && panel.contains(event.target)) openThread("");
  });
  afterScene(redrawn);
  toEnd();
  redrawn();
  if (document.body.dataset.app) act("opens_home", { app_id: document.body.dataset.app, tab: spot.tab });
}
