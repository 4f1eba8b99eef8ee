// Accounts by keyboard: J/K move the row, X ticks it, Shift+X ticks up to it, G grants, R goes to the reason, / to the
// department. Keys are dead while a field has the focus. Behind the file with the slips the list is shown anew.
"use strict";

const waiting = () => [...document.querySelectorAll("[data-row]")];
const tick = (row) => row?.querySelector("[name=a]");
const writing = (target) => target.closest("input:not([type=checkbox]), textarea, select") !== null;
let lastTicked = -1;

const standsAt = () => waiting().findIndex((row) => row.classList.contains("cur"));

const goTo = (at) => {
  const rows = waiting();
  const next = rows[Math.min(rows.length - 1, Math.max(0, at))];
  for (const row of rows) row.classList.toggle("cur", row === next);
  tick(next)?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "nearest" });
};

const count = () => {
  const said = document.querySelector("[data-chosen]");
  const number = said ? said.closest("form").querySelectorAll("[name=a]:checked").length : 0;
  for (const row of waiting()) row.classList.toggle("sel", tick(row)?.checked ?? false);
  if (said) said.textContent = number ? said.dataset.some + number : said.dataset.none;
};

const tickUpTo = (at, whole) => {
  const from = whole && lastTicked >= 0 ? lastTicked : at;
  const on = whole ? true : !tick(waiting()[at])?.checked;
  for (const row of waiting().slice(Math.min(from, at), Math.max(from, at) + 1)) {
    if (tick(row)) tick(row).checked = on;
  }
  lastTicked = at;
  count();
};

const press = (key, shift) => {
  const at = standsAt();
  if (key === "j") goTo(at + 1);
  else if (key === "k") goTo(at - 1);
  else if (key === "x" && at >= 0) tickUpTo(at, shift);
  else if (key === "g") document.querySelector("[data-key=g]")?.click();
  else if (key === "r") document.getElementById("id_reason")?.focus();
  else if (key === "/") document.getElementById("id_department")?.focus();
  else return false;
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && writing(event.target)) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat && event.key === "g") return;
  if (writing(event.target)) return;
  if (press(event.key.toLowerCase(), event.shiftKey)) event.preventDefault();
});

document.addEventListener("change", (event) => {
  if (event.target.matches("[data-tick-page]")) {
    for (const row of event.target.closest("table").querySelectorAll("[data-row]")) {
      if (tick(row)) tick(row).checked = event.target.checked;
    }
  }
  count();
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-row]");
  if (row) for (const other of waiting()) other.classList.toggle("cur", other === row);
});

// The answer to granting is a file: the page behind it stays, until the cookie that comes along says it was saved.
const slipsWereSaved = () => document.cookie.split("; ").includes("slips=1");

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-deciding]")) return;
  const waits = setInterval(() => {
    if (!slipsWereSaved()) return;
    clearInterval(waits);
    document.cookie = "slips=; max-age=0; path=/";
    location.assign(location.pathname.replace(/(grant|renew)\/$/, "") + location.search);
  }, 300);
});

const page = document.querySelector("[data-tick-page]");
if (page) page.hidden = false;
count();
