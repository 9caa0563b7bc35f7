// Menus to choose from: one or several, with search; external ones ask the app while the person types.

import { act, whereOf } from "./scene.js";
import { placeUnder } from "./menus.js";

const ASK_AFTER = 180; // ms after the last key before the app is asked
let open = null;

const listOf = (picker) => picker.querySelector("[role=listbox]");
const inputOf = (picker) => picker.querySelector("[role=combobox]");
const optionsOf = (picker) => [...picker.querySelectorAll("[role=option]")];
const isSeveral = (picker) => "several" in picker.dataset;

export function valueOf(picker) {
  if (isSeveral(picker)) return [...picker.querySelectorAll(".token")].map((token) => token.dataset.value);
  return inputOf(picker).dataset.chosen || null;
}

function show(picker) {
  if (open === picker) return;
  hide();
  open = picker;
  picker.classList.add("open");
  const list = listOf(picker), input = inputOf(picker);
  if (!isSeveral(picker)) input.select();
  list.showPopover();
  input.setAttribute("aria-expanded", "true");
  filter(picker, "");
  if ("external" in picker.dataset && Number(picker.dataset.external) === 0) ask(picker, "");
}

function hide() {
  if (!open) return;
  const picker = open, input = inputOf(picker), list = listOf(picker);
  open = null;
  picker.classList.remove("open");
  input.setAttribute("aria-expanded", "false");
  input.removeAttribute("aria-activedescendant");
  if (list.matches(":popover-open")) list.hidePopover();
  const chosen = optionsOf(picker).find((option) => option.dataset.value === input.dataset.chosen);
  if (isSeveral(picker)) input.value = "";
  else if (chosen) input.value = chosen.getAttribute("aria-label");
  else if (!input.dataset.chosen) input.value = "";
}

function filter(picker, words) {
  const external = "external" in picker.dataset;
  const wanted = words.trim().toLowerCase();
  let shown = 0;
  for (const option of optionsOf(picker)) {
    option.hidden = !external && wanted !== "" && !option.textContent.toLowerCase().includes(wanted);
    shown += option.hidden ? 0 : 1;
  }
  for (const group of picker.querySelectorAll(".option-group")) group.hidden = wanted !== "";
  picker.querySelector(".no-match").hidden = shown > 0;
  const visible = optionsOf(picker).filter((option) => !option.hidden);
  point(picker, visible.find((option) => option.ariaSelected === "true" && !isSeveral(picker)) || visible[0]);
  place(picker);
}

function place(picker) {
  const box = picker.querySelector(".picker-box");
  placeUnder(listOf(picker), box, { width: Math.max(box.offsetWidth, 230) });
}

function point(picker, option) {
  for (const each of picker.querySelectorAll(".current")) each.classList.remove("current");
  const input = inputOf(picker);
  if (!option) { input.removeAttribute("aria-activedescendant"); return; }
  option.classList.add("current");
  option.id ||= `${input.id}-${optionsOf(picker).indexOf(option)}`;
  input.setAttribute("aria-activedescendant", option.id);
  option.scrollIntoView({ block: "nearest" });
}

let timer = 0;
async function ask(picker, words) {
  const { action, block } = picker.dataset;
  const answer = await act("suggests", { where: whereOf(picker), action_id: action, block_id: block, query: words });
  const list = listOf(picker), note = picker.querySelector(".no-match");
  for (const option of optionsOf(picker)) option.remove();
  const template = document.createElement("template");
  template.innerHTML = answer.options || "";
  list.insertBefore(template.content, note);
  if (answer.error) note.textContent = answer.error;
  if (open === picker) filter(picker, words);
}

function choose(picker, option) {
  const input = inputOf(picker), value = option.dataset.value;
  if (isSeveral(picker)) {
    const token = [...picker.querySelectorAll(".token")].find((each) => each.dataset.value === value);
    const most = Number(picker.dataset.most);
    if (token) token.remove();
    else if (most && valueOf(picker).length >= most) return;
    else addToken(picker, option);
    option.ariaSelected = token ? "false" : "true";
    input.value = "";
    input.placeholder = "";
    filter(picker, "");
  } else {
    for (const each of optionsOf(picker)) each.ariaSelected = String(each === option);
    input.dataset.chosen = value;
    input.value = option.getAttribute("aria-label");
    picker.querySelector(".picker-shown")?.remove();
    const shown = document.createElement("span");
    shown.className = "picker-shown";
    shown.ariaHidden = "true";
    shown.append(option.querySelector("span").cloneNode(true));
    input.before(shown);
    hide();
  }
  changed(picker);
}

function addToken(picker, option) {
  const token = document.createElement("span");
  token.className = "token";
  token.dataset.value = option.dataset.value;
  token.append(...option.querySelector("span").cloneNode(true).childNodes);
  const cross = document.createElement("button");
  cross.type = "button";
  cross.setAttribute("aria-label", `× ${option.getAttribute("aria-label")}`);
  token.append(cross);
  inputOf(picker).before(token);
}

function changed(picker) {
  picker.dataset.dirty = "";
  picker.dispatchEvent(new CustomEvent("chosen", { bubbles: true }));
}

function onKey(event, picker) {
  const visible = optionsOf(picker).filter((option) => !option.hidden);
  const place = visible.findIndex((option) => option.classList.contains("current"));
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step) {
    event.preventDefault();
    if (open !== picker) show(picker);
    else point(picker, visible[(place + step + visible.length) % visible.length]);
  } else if (event.key === "Enter" && open === picker) {
    event.preventDefault();
    if (visible[place]) choose(picker, visible[place]);
  } else if (event.key === "Escape" && open === picker) {
    event.preventDefault();
    event.stopPropagation();
    hide();
  } else if (event.key === "Backspace" && isSeveral(picker) && !event.target.value) {
    const last = [...picker.querySelectorAll(".token")].pop();
    if (last) remove(picker, last);
  } else if (event.key === "Tab") hide();
}

function remove(picker, token) {
  for (const option of optionsOf(picker)) if (option.dataset.value === token.dataset.value) option.ariaSelected = "false";
  token.remove();
  changed(picker);
}

export function startPickers() {
  document.addEventListener("pointerdown", (event) => {
    const picker = event.target.closest(".picker");
    if (open && picker !== open) hide();
    const option = picker && event.target.closest("[role=option]");
    if (option) event.preventDefault(); // the field keeps the focus
  });
  document.addEventListener("click", (event) => {
    const picker = event.target.closest(".picker");
    if (!picker) return;
    const option = event.target.closest("[role=option]"), cross = event.target.closest(".token button");
    if (option) choose(picker, option);
    else if (cross) remove(picker, cross.closest(".token"));
    else if (!event.target.closest("[role=listbox]")) {
      inputOf(picker).focus();
      show(picker);
    }
  });
  document.addEventListener("input", (event) => {
    const picker = event.target.closest(".picker");
    if (!picker) return;
    show(picker);
    const words = event.target.value;
    if (!words && !isSeveral(picker)) {
      event.target.dataset.chosen = "";
      picker.querySelector(".picker-shown")?.remove();
      changed(picker);
    }
    filter(picker, words);
    if ("external" in picker.dataset) {
      clearTimeout(timer);
      if (words.length >= Number(picker.dataset.external)) timer = setTimeout(() => ask(picker, words), ASK_AFTER);
    }
  });
  document.addEventListener("keydown", (event) => {
    const picker = event.target.closest?.(".picker");
    if (picker && event.target.matches("[role=combobox]")) onKey(event, picker);
  }, true);
  document.addEventListener("focusout", (event) => {
    if (open && open.contains(event.target) && !open.contains(event.relatedTarget) && event.relatedTarget) hide();
  });
  addEventListener("resize", hide);
  document.addEventListener("scroll", (event) => {
    if (open && event.target.contains(open)) place(open);
  }, true);
}
