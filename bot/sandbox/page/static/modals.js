// Modals: submitting, closing, keeping the focus inside.

import { act, afterScene, apply } from "./scene.js";
import { touched } from "./elements.js";

const layer = () => document.querySelector("[data-region=modal]");
const top = () => [...layer().querySelectorAll(".modal")].pop();

let shown = "", before = null;

// Focus the first field of a modal that has just come; give the focus back when the last one goes.
function arrived() {
  const modal = top();
  const id = modal?.dataset.view ?? "";
  const stage = document.querySelectorAll(".conversation, .thread, .sidebar");
  for (const part of stage) part.inert = Boolean(modal);
  if (id === shown) return;
  if (!shown) before = document.activeElement;
  shown = id;
  if (!modal) {
    if (before?.isConnected) before.focus();
    else document.querySelector("[data-composer=main] textarea")?.focus();
    return;
  }
  const wanted = modal.querySelector("[data-focus]");
  // A field before any button: of people chosen already the first button takes one away.
  const first = wanted?.querySelector("input") ?? wanted
    ?? modal.querySelector(".modal-body :is(input:not([type=hidden]), textarea)") ?? modal.querySelector(".modal-body :is(button, a)");
  // Of radio buttons the chosen one: an arrow key then goes on from there.
  const chosen = first?.type === "radio" && modal.querySelector(`input[name="${CSS.escape(first.name)}"]:checked`);
  (chosen || first || modal.querySelector(".modal-foot button:last-child")).focus();
}

async function submit(form) {
  const button = form.querySelector("[type=submit]");
  if (!button || button.classList.contains("busy")) return;
  trouble(form, "");
  button.classList.add("busy");
  const answer = await act("submits", { view_id: form.dataset.view, values: touched(form) });
  button.classList.remove("busy");
  if (answer.ok) for (const field of form.querySelectorAll("[data-dirty]")) delete field.dataset.dirty;
  const fields = Object.keys(answer.errors ?? {});
  if (fields.length) form.querySelector(`[data-input-block="${CSS.escape(fields[0])}"] :is(input, textarea)`)?.focus();
  else if (!answer.ok) trouble(form, answer.error);
}

function trouble(form, words) {
  const line = form.querySelector("[data-modal-error]");
  line.textContent = words;
  line.hidden = !words;
}

async function close(form, everything) {
  const answer = await act("closes", { view_id: form.dataset.view, everything });
  if (!answer.ok && answer.regions) apply(answer.regions);
}

export function startModals() {
  document.addEventListener("submit", (event) => {
    const form = event.target.closest(".modal");
    if (!form) return;
    event.preventDefault();
    submit(form);
  });
  document.addEventListener("click", (event) => {
    const form = event.target.closest(".modal");
    if (!form) return;
    if (event.target.closest("[data-close-view]")) close(form, false);
    if (event.target.closest("[data-close-all]")) close(form, true);
  });
  document.addEventListener("keydown", (event) => {
    const modal = top();
    if (!modal || event.defaultPrevented || document.querySelector("dialog[open]")) return;
    if (event.key === "Escape") {
      event.preventDefault();
      close(modal, false);
    }
    if (event.key === "Enter" && (event.metaKey || event.ctrlKey)) submit(modal);
    if (event.key === "Tab" && modal.contains(event.target)) turnAround(event, modal);
  });
  afterScene(arrived);
  arrived();
}

function turnAround(event, modal) {
  const stops = [...modal.querySelectorAll("a[href], button, input, textarea, [tabindex='0']")];
  const seen = stops.filter((stop) => !stop.disabled && stop.offsetParent !== null);
  const edge = event.shiftKey ? seen[0] : seen.at(-1);
  if (event.target !== edge) return;
  event.preventDefault();
  (event.shiftKey ? seen.at(-1) : seen[0]).focus();
}
