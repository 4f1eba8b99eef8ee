// Duties by keyboard: J/K move the row, X ticks it, Shift+X ticks up to it, C confirms, L sets the lead, / finds. The
// box above the table ticks the page; what is ticked is counted in the bar. Keys are dead while a field has the focus.
"use strict";

const table = () => [...document.querySelectorAll("[data-row]")];
const tick = (row) => row?.querySelector("[name=c]");
const writing = (target) => target.closest("input:not([type=checkbox], [type=radio]), textarea, select") !== null;
let lastTicked = -1;

const standsAt = () => table().findIndex((row) => row.classList.contains("cur"));

const goTo = (at) => {
  const rows = table();
  const next = rows[Math.min(rows.length - 1, Math.max(0, at))];
  for (const row of rows) row.classList.toggle("cur", row === next);
  tick(next)?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
};

const count = () => {
  const said = document.querySelector("[data-chosen]");
  const number = document.querySelectorAll("[name=c]:checked").length;
  for (const row of table()) row.classList.toggle("sel", tick(row)?.checked ?? false);
  if (said) said.textContent = number ? said.dataset.some + number : said.dataset.none;
};

const tickUpTo = (at, whole) => {
  const from = whole && lastTicked >= 0 ? lastTicked : at;
  const on = whole ? true : !tick(table()[at]).checked;
  for (const row of table().slice(Math.min(from, at), Math.max(from, at) + 1)) tick(row).checked = on;
  lastTicked = at;
  count();
};

const setLead = () => {
  document.querySelector("[name=role][value=lead]").checked = true;
  document.querySelector("[name=names]").focus();
};

const press = (key, shift) => {
  const at = standsAt();
  if (key === "j") goTo(at + 1);
  else if (key === "k") goTo(at - 1);
  else if (key === "x" && at >= 0) tickUpTo(at, shift);
  else if (key === "c") document.querySelector("[data-key=c]")?.click();
  else if (key === "l") setLead();
  else if (key === "/") document.getElementById("id_q").focus();
  else return false;
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && writing(event.target)) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && event.key === "c") return;
  if (writing(event.target)) return;
  if (press(event.key.toLowerCase(), event.shiftKey)) event.preventDefault();
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-page]")) {
    for (const row of table()) tick(row).checked = event.target.checked;
  }
  count();
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-row]");
  if (row) for (const other of table()) other.classList.toggle("cur", other === row);
});

const page = document.querySelector("[data-tick-page]");
if (page) page.hidden = false;
count();
