// Writing: Enter sends, Shift+Enter breaks the line; "/" completes commands, "@" people, "#" channels.

import { act, spot, toast, upload } from "./scene.js";
import { placeUnder } from "./menus.js";

const MOST = 8;

class Composer {
  constructor(form, words) {
    this.form = form;
    this.words = words;
    this.text = form.querySelector("textarea");
    this.box = form.querySelector("[data-completions]");
    this.list = this.box.firstElementChild;
    this.isThread = form.dataset.composer === "thread";
    this.found = [];
    this.named = new Map(); // names completed here → the mention they stand for
    this.place = 0;
    this.text.value = sessionStorage.getItem(this.draft) ?? "";
    this.grow();
    this.text.addEventListener("input", () => this.typed());
    this.text.addEventListener("keydown", (event) => this.key(event));
    this.text.addEventListener("blur", () => this.close());
    this.text.addEventListener("paste", (event) => this.files(event, event.clipboardData));
    form.addEventListener("dragover", (event) => event.preventDefault());
    form.addEventListener("drop", (event) => this.files(event, event.dataTransfer));
    form.addEventListener("submit", (event) => { event.preventDefault(); this.send(); });
    this.list.addEventListener("pointerdown", (event) => this.pick(event));
    const chooser = form.querySelector("[data-attach-file]");
    form.querySelector("[data-attach]").addEventListener("click", () => chooser.click());
    chooser.addEventListener("change", () => this.attach([...chooser.files]).then(() => { chooser.value = ""; }));
  }

  get draft() { return `draft ${spot.as} ${spot.in} ${this.isThread ? spot.thread : ""}`; }

  typed() {
    sessionStorage.setItem(this.draft, this.text.value);
    this.grow();
    this.complete();
  }

  grow() {
    this.text.style.height = "auto";
    this.text.style.height = `${Math.max(this.text.scrollHeight, 36)}px`;
  }

  // What is being completed: {sign, words, start}; commands only where the message begins.
  wanted() {
    const before = this.text.value.slice(0, this.text.selectionStart);
    const command = /^\/\S*$/.exec(before);
    if (command && !this.isThread) return { sign: "/", words: before, start: 0 };
    const name = /(?:^|[^A-Za-z0-9_@#/&])([@#])([^\s@#]{0,30})$/u.exec(before);
    return name && { sign: name[1], words: name[1] + name[2], start: before.length - name[2].length - 1 };
  }

  complete() {
    const wanted = this.wanted();
    const words = wanted?.words.toLowerCase();
    const fits = (each) => [each.insert, each.label, `@${each.hint}`].some((text) => text.toLowerCase().startsWith(words))
      || (words?.length > 1 && each.label.toLowerCase().includes(words.slice(1)));
    this.found = wanted ? (this.words[wanted.sign] ?? []).filter(fits).slice(0, MOST) : [];
    const done = wanted?.sign === "/" && this.found.length === 1 && this.found[0].insert === wanted.words;
    if (!this.found.length || (done && !this.found[0].hint)) { this.close(); return; }
    this.list.replaceChildren(...this.found.map((each, index) => this.option(each, index, wanted.sign)));
    if (!this.box.matches(":popover-open")) this.box.showPopover();
    this.text.setAttribute("aria-expanded", "true");
    placeUnder(this.box, this.form, { above: true, width: this.form.offsetWidth });
    this.point(0);
  }

  option(each, index, sign) {
    const line = document.createElement("div");
    line.role = "option";
    line.id = `${this.list.id}-${index}`;
    line.dataset.index = index;
    const parts = [["b", each.label, ""], ["span", sign === "/" ? each.hint : "", "hint-words"], ["span", each.note, "note-words"]];
    for (const [tag, words, look] of parts) {
      if (!words) continue;
      const part = document.createElement(tag);
      part.textContent = words;
      part.className = look;
      line.append(part);
    }
    return line;
  }

  point(place) {
    this.place = (place + this.found.length) % this.found.length;
    for (const line of this.list.children) line.ariaSelected = String(Number(line.dataset.index) === this.place);
    const current = this.list.children[this.place];
    this.text.setAttribute("aria-activedescendant", current.id);
    current.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.found = [];
    if (this.box.matches(":popover-open")) this.box.hidePopover();
    this.text.setAttribute("aria-expanded", "false");
    this.text.removeAttribute("aria-activedescendant");
  }

  insert(index) {
    const wanted = this.wanted();
    const { insert, send } = this.found[index];
    if (send) this.named.set(insert, send);
    const words = `${insert} `;
    this.text.setRangeText(words, wanted.start, this.text.selectionStart, "end");
    this.close();
    this.typed();
  }

  pick(event) {
    event.preventDefault(); // the text keeps the focus
    const line = event.target.closest("[role=option]");
    if (line) this.insert(Number(line.dataset.index));
  }

  key(event) {
    if (event.isComposing) return; // Enter confirms the characters of an input method
    if (this.found.length) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const exact = this.wanted()?.words === this.found[this.place].insert;
      if (step) { event.preventDefault(); this.point(this.place + step); return; }
      if (event.key === "Tab" || (event.key === "Enter" && !exact)) { event.preventDefault(); this.insert(this.place); return; }
      if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); this.close(); return; }
    }
    if (event.key === "Enter" && !event.shiftKey) { event.preventDefault(); this.send(); }
    if (event.key === "Escape" && this.isThread) this.form.closest("[data-thread-panel]").querySelector("[data-close-thread]").click();
  }

  // A completed name is a mention wherever it stands, between Chinese characters too.
  meant(words) {
    if (words.startsWith("/")) return words;
    const longestFirst = [...this.named].sort(([one], [other]) => other.length - one.length);
    return longestFirst.reduce((text, [name, mention]) => text.replaceAll(name, mention), words);
  }

  async send() {
    const words = this.text.value;
    if (!words.trim()) return;
    this.close();
    const draft = this.draft;
    this.text.value = "";
    this.grow();
    const answer = await act("types", { where: spot.in, text: this.meant(words), thread_ts: this.isThread ? spot.thread : null });
    if (answer.ok) { sessionStorage.removeItem(draft); return; }
    toast(answer.error);
    // A message that was not sent comes back, unless something new is being written.
    if (!this.text.value && !answer.view) this.text.value = words;
    this.typed();
    this.close();
  }

  files(event, transfer) {
    if (!transfer?.files.length) return;
    event.preventDefault();
    this.attach([...transfer.files]);
  }

  async attach(files) {
    for (const file of files) {
      const words = this.text.value.trim();
      const answer = await upload(file, { room: spot.in, text: words, thread_ts: this.isThread ? spot.thread : "" });
      if (!answer.ok) { toast(answer.error); continue; }
      this.text.value = "";
      this.typed();
    }
  }
}

export function startComposers() {
  const source = document.querySelector("[data-completion-words]");
  const words = source ? JSON.parse(source.textContent) : {};
  for (const form of document.querySelectorAll("[data-composer]")) new Composer(form, words);
  document.querySelector("[data-composer=main] textarea")?.focus();
}
