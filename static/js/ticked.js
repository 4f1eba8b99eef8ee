// A table whose rows are ticked, by keyboard: J/K move the row, X ticks it, Shift+X ticks up to it; the box above the
// table ticks the page, and what is ticked is counted in the bar below. Keys are dead while a field has the focus. The
// room's own script says what the boxes are called and what its other keys do.
"use strict";

const tickedRows = (name, keys) => {
  const rows = () => [...document.querySelectorAll("[data-row]")];
  const tick = (row) => row?.querySelector(`[name=${name}]`);
  const writing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select") !== null;
  let lastTicked = -1;

  const set = (chosen, on) => {
    for (const row of chosen) if (tick(row)) tick(row).checked = on;
  };

  const count = () => {
    const said = document.querySelector("[data-chosen]");
    const number = said ? said.closest("form").querySelectorAll(`[name=${name}]:checked`).length : 0;
    for (const row of rows()) row.classList.toggle("sel", tick(row)?.checked ?? false);
    if (said) said.textContent = number ? said.dataset.some + number : said.dataset.none;
  };

  const standsAt = () => rows().findIndex((row) => row.classList.contains("cur"));

  const stand = (here) => {
    for (const row of rows()) row.classList.toggle("cur", row === here);
  };

  const goTo = (at) => {
    const next = rows()[Math.min(rows().length - 1, Math.max(0, at))];
    stand(next);
    tick(next)?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
  };

  const tickUpTo = (at, whole) => {
    const from = whole && lastTicked >= 0 ? lastTicked : at;
    set(rows().slice(Math.min(from, at), Math.max(from, at) + 1), whole || !tick(rows()[at])?.checked);
    lastTicked = at;
    count();
  };

  const press = (key, shift) => {
    const at = standsAt();
    if (key === "j") goTo(at + 1);
    else if (key === "k") goTo(at - 1);
    else if (key === "x" && at >= 0) tickUpTo(at, shift);
    else if (Object.hasOwn(keys, key)) keys[key]();
    else return false;
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && writing(event.target)) event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || writing(event.target)) return;
    if (event.repeat && Object.hasOwn(keys, event.key)) return;
    if (press(event.key.toLowerCase(), event.shiftKey)) event.preventDefault();
  });

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-tick-page]")) {
      set(event.target.closest("table").querySelectorAll("[data-row]"), event.target.checked);
    }
    count();
  });

  document.addEventListener("focusin", (event) => {
    const row = event.target.closest("[data-row]");
    if (row) stand(row);
  });

  const page = document.querySelector("[data-tick-page]");
  if (page) page.hidden = false;
  count();
};
