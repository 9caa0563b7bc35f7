// Elements of Block Kit: where they stand, what they hold, and telling the sandbox when one is used.

import { act, toast, upload, whereOf } from "./scene.js";
import { closeMenu } from "./menus.js";
import { valueOf as pickedOf } from "./pickers.js";

// What an element holds: texts, option values, ids; moments and rich text are marked for the server.
export function valueOf(element) {
  const type = element.dataset.type;
  if (element.matches(".picker")) return pickedOf(element);
  if (type === "radio_buttons") return element.querySelector(":checked")?.value ?? null;
  if (type === "checkboxes") return [...element.querySelectorAll(":checked")].map((box) => box.value);
  if (type === "file_input") return [...element.querySelectorAll(".file-list li")].map((line) => line.dataset.value);
  if (type === "datetimepicker") return element.value ? { moment: element.value } : null;
  if (type === "rich_text_input") return { rich: element.value };
  return element.value === "" ? null : element.value;
}

function confirmed(element) {
  const words = element.dataset.confirm && JSON.parse(element.dataset.confirm);
  if (!words) return Promise.resolve(true);
  const dialog = document.querySelector("[data-confirm-dialog]");
  const [deny, confirm] = dialog.querySelectorAll("button");
  dialog.querySelector("h2").textContent = words.title;
  dialog.querySelector("p").textContent = words.text;
  deny.textContent = words.deny;
  confirm.textContent = words.confirm;
  confirm.className = words.style === "danger" ? "button danger solid" : "button primary";
  dialog.returnValue = "deny";
  dialog.showModal();
  confirm.focus();
  return new Promise((resolve) => {
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "confirm"), { once: true });
  });
}

// Use an element: a press or a choice. `busy` is what shows that the app is being waited for.
export async function press(element, value, busy = element) {
  if (!await confirmed(element)) return;
  const where = whereOf(element);
  if (!where || !element.dataset.action) return;
  busy.classList.add("busy");
  busy.ariaBusy = "true";
  const { action, block } = element.dataset;
  const answer = await act("press", { where, action_id: action, block_id: block, value });
  busy.classList.remove("busy");
  busy.ariaBusy = null;
  delete element.dataset.dirty;
  if (!answer.ok) toast(answer.error);
}

// A field of a form is kept on the server, so that every tab and every redrawing shows it.
async function keep(element) {
  const block = element.closest("[data-input-block]");
  const where = whereOf(element);
  if (!where?.view) return;
  element.dataset.dirty = "";
  const answer = await act("fills", { view_id: where.view, values: { [block.dataset.inputBlock]: valueOf(element) } });
  if (!answer.ok) toast(answer.error);
}

// Everything in an open form that was touched: block_id → value.
export function touched(form) {
  const values = {};
  for (const block of form.querySelectorAll("[data-input-block]")) {
    const element = block.querySelector("[data-type]");
    if (element && "dirty" in element.dataset) values[block.dataset.inputBlock] = valueOf(element);
  }
  return values;
}

const elementOf = (target) => target.closest("[data-type]");

function used(element) {
  if (element.closest("[data-input-block]")) {
    if (element.closest("[data-view]")) keep(element);
    else press(element, valueOf(element), element.closest(".control") || element);
  } else press(element, valueOf(element));
}

async function attach(field) {
  const input = field.querySelector("input[type=file]"), list = field.querySelector(".file-list");
  for (const file of input.files) {
    const answer = await upload(file, {});
    if (!answer.ok) { toast(answer.error); continue; }
    const line = document.createElement("li");
    line.dataset.value = answer.file.id;
    line.textContent = file.name;
    list.append(line);
  }
  input.value = "";
  used(field);
}

export function startElements() {
  document.querySelector("[data-confirm-dialog]").addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) event.currentTarget.close(button.value);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-press]");
    if (button) {
      if (button.getAttribute("href") === "#") event.preventDefault();
      press(button, button.dataset.value || null);
      return;
    }
    const item = event.target.closest("[data-type=overflow] [role=menuitem]");
    if (item) {
      const menu = item.closest("[data-type=overflow]");
      const busy = menu.previousElementSibling;
      closeMenu();
      press(menu, item.dataset.value, busy);
    }
  });
  document.addEventListener("chosen", (event) => used(event.target));
  document.addEventListener("change", (event) => {
    const field = event.target.closest(".file-field");
    if (field) { attach(field); return; }
    const element = elementOf(event.target);
    if (!element || element.matches(".picker") || !whereOf(element)) return;
    element.dataset.dirty = "";
    const isText = element.matches("[data-dispatch]");
    if (isText && !element.closest("[data-view]")) return; // in a message, texts go with Enter
    if (isText && element.dataset.dispatch) return; // sent by its own rule
    used(element);
  });
  document.addEventListener("input", (event) => {
    const element = elementOf(event.target);
    if (!element || element.matches(".picker")) return;
    element.dataset.dirty = "";
    if (element.dataset.dispatch?.includes("on_character_entered")) later(element);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    const element = elementOf(event.target);
    if (!element?.dataset.dispatch?.includes("on_enter_pressed") || element.matches("textarea")) return;
    event.preventDefault();
    used(element);
  });
}

let timer = 0;
function later(element) {
  clearTimeout(timer);
  timer = setTimeout(() => used(element), 250);
}
