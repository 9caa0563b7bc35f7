// Tables that sort, filter and turn their pages here, as Slack's clients do it: the app hears nothing of it.

import { afterScene } from "./scene.js";

// How each table stands, by its id: drawing it anew keeps that. Folds too are the person's own.
const standing = new Map();
const folded = new Map();

const of = (table) => standing.get(table.id) ?? { column: null, down: false, typed: "", page: 0 };

function valueOf(row, column) {
  const cell = row.cells[column];
  return cell.dataset.number === undefined ? cell.textContent.trim() : Number(cell.dataset.number);
}

function compare(one, other) {
  return typeof one === "number" && typeof other === "number" ? one - other : String(one).localeCompare(String(other));
}

function arrange(table) {
  const { column, down, typed, page } = of(table);
  const body = table.querySelector("tbody"), size = Number(table.dataset.table);
  const rows = [...body.rows];
  rows.forEach((row, place) => { row.dataset.place ??= place; });
  rows.sort((one, other) => {
    const order = column === null ? one.dataset.place - other.dataset.place : compare(valueOf(one, column), valueOf(other, column));
    return down ? -order : order;
  });
  const found = rows.filter((row) => row.textContent.toLowerCase().includes(typed.toLowerCase()));
  const pages = Math.max(1, Math.ceil(found.length / size)), now = Math.min(page, pages - 1);
  body.replaceChildren(...rows);
  for (const row of rows) row.hidden = true;
  for (const row of found.slice(now * size, (now + 1) * size)) row.hidden = false;
  table.querySelectorAll("thead th").forEach((head, place) => {
    head.ariaSort = place === column ? (down ? "descending" : "ascending") : "none";
  });
  table.querySelector("[data-table-place]").textContent = `${now + 1} / ${pages}`;
  table.querySelector("[data-table-back]").disabled = now === 0;
  table.querySelector("[data-table-next]").disabled = now === pages - 1;
}

function change(table, fields) {
  standing.set(table.id, { ...of(table), ...fields });
  arrange(table);
}

function arrangeAll() {
  document.querySelectorAll("[data-table]").forEach(arrange);
  document.querySelectorAll("[data-fold]").forEach((fold) => { if (folded.has(fold.id)) fold.open = folded.get(fold.id); });
}

export function startTables() {
  document.addEventListener("click", (event) => {
    const table = event.target.closest("[data-table]");
    if (!table) return;
    const sort = event.target.closest("[data-table-sort]"), now = of(table);
    if (sort) {
      const column = Number(sort.dataset.tableSort);
      change(table, { column, down: now.column === column && !now.down, page: 0 });
    } else if (event.target.closest("[data-table-back]")) change(table, { page: now.page - 1 });
    else if (event.target.closest("[data-table-next]")) change(table, { page: now.page + 1 });
  });
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-table-filter]")) change(event.target.closest("[data-table]"), { typed: event.target.value, page: 0 });
  });
  document.addEventListener("toggle", (event) => {
    if (event.target.matches("[data-fold]")) folded.set(event.target.id, event.target.open);
  }, true);
  afterScene(arrangeAll);
  arrangeAll();
}
