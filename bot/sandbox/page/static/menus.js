// Menus that open under a button: [data-menu="id of the menu"].

let open = null; // {button, menu}

export function placeUnder(menu, anchor, { above = false, width = 0 } = {}) {
  const box = anchor.getBoundingClientRect();
  if (width) menu.style.width = `${width}px`;
  menu.style.left = "0px";
  menu.style.top = "0px";
  const { offsetWidth, offsetHeight } = menu;
  const left = Math.max(8, Math.min(box.left, innerWidth - offsetWidth - 8));
  const below = box.bottom + 5 + offsetHeight <= innerHeight - 6;
  const top = above || !below ? Math.max(6, box.top - offsetHeight - 5) : box.bottom + 5;
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

export function closeMenu({ focus = false } = {}) {
  if (!open) return false;
  const { button, menu } = open;
  open = null;
  button.setAttribute("aria-expanded", "false");
  if (menu.matches(":popover-open")) menu.hidePopover();
  if (focus) button.focus();
  return true;
}

function show(button, menu) {
  closeMenu();
  menu.showPopover();
  placeUnder(menu, button);
  button.setAttribute("aria-expanded", "true");
  open = { button, menu };
  (menu.querySelector("[role^='menuitem']:not([disabled]), input") || menu).focus();
}

export function openedBy() { return open?.button; }

export function startMenus() {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-menu]");
    if (button) {
      const menu = document.getElementById(button.dataset.menu);
      if (open?.menu === menu) closeMenu();
      else if (menu) show(button, menu);
      return;
    }
    if (open && (!open.menu.contains(event.target) || event.target.closest("[role='menuitem']"))) closeMenu();
  });
  document.addEventListener("keydown", (event) => {
    if (!open) return;
    if (event.key === "Escape") {
      event.stopPropagation();
      event.preventDefault();
      closeMenu({ focus: true });
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const items = [...open?.menu.querySelectorAll("[role^='menuitem']") ?? []];
    if (step && items.length) {
      event.preventDefault();
      const place = items.indexOf(document.activeElement);
      items[(place + step + items.length) % items.length].focus();
    }
    if (event.key === "Tab" && items.length) closeMenu();
  }, true);
  addEventListener("resize", () => closeMenu());
  document.addEventListener("scroll", (event) => {
    if (open && event.target.contains(open.button)) placeUnder(open.menu, open.button);
  }, true);
}
