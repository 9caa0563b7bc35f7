// Turns a region's present elements into those of new HTML, touching only what differs.
// Elements with a `data-key` are matched by it, so that a message that moves keeps its state, and what came from the
// same HTML as before is left alone: open menus, typed text, a scroll position.

const source = new WeakMap(); // element → the HTML it was made from

export function morph(region, html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  children(region, template.content);
}

function children(old, fresh) {
  const keyed = new Map();
  for (const child of old.children) if (keyOf(child)) keyed.set(keyOf(child), child);
  let place = old.firstChild;
  for (const wanted of [...fresh.childNodes]) {
    const match = partner(place, wanted, keyed);
    if (!match) {
      remember(wanted);
      old.insertBefore(wanted, place);
      continue;
    }
    if (match === place) place = place.nextSibling;
    else old.insertBefore(match, place);
    update(match, wanted);
  }
  while (place) {
    const next = place.nextSibling;
    place.remove();
    place = next;
  }
}

function partner(place, wanted, keyed) {
  const key = keyOf(wanted);
  if (key) return keyed.get(key);
  if (!place || keyOf(place) || place.nodeType !== wanted.nodeType || place.nodeName !== wanted.nodeName) return null;
  return place.id === wanted.id ? place : null;
}

function update(old, wanted) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== wanted.data) old.data = wanted.data;
    return;
  }
  if (old.nodeType !== Node.ELEMENT_NODE) return;
  if (keyOf(old)) {
    const html = wanted.outerHTML;
    if (source.get(old) === html) return;
    source.set(old, html);
  }
  if (old.matches(".picker.open, [data-untouched]")) return;
  attributes(old, wanted);
  if (!old.matches("textarea")) children(old, wanted);
}

// Only what the server changed: a field keeps what a person typed unless the server's own value is another now.
function attributes(old, wanted) {
  const editing = old === document.activeElement || old.hasAttribute("data-dirty");
  if (old.nodeName === "TEXTAREA" && old.defaultValue !== wanted.defaultValue) {
    const typed = old.value;
    old.defaultValue = wanted.defaultValue;
    old.value = editing ? typed : wanted.defaultValue;
  }
  for (const { name, value } of [...wanted.attributes]) {
    if (old.getAttribute(name) === value || isOurs(name)) continue;
    old.setAttribute(name, value);
    if (name === "value" && "value" in old && !editing) old.value = value;
    if (name === "checked" && !editing) old.checked = true;
  }
  for (const { name } of [...old.attributes]) {
    if (wanted.hasAttribute(name) || isOurs(name)) continue;
    old.removeAttribute(name);
    if (name === "checked" && !editing) old.checked = false;
  }
}

// Set by scripts, not by the server.
function isOurs(name) {
  return name === "aria-expanded" || name === "data-dirty" || name === "style" || name === "aria-activedescendant";
}

function remember(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return;
  if (keyOf(node)) source.set(node, node.outerHTML);
  for (const inner of node.querySelectorAll("[data-key]")) source.set(inner, inner.outerHTML);
}

function keyOf(node) { return node.nodeType === Node.ELEMENT_NODE ? node.dataset.key : undefined; }
