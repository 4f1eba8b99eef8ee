// The ledger by keyboard: J/K or the arrows move the row, Enter opens it, / goes to the search box.
"use strict";

const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")];
const typing = (target) => target.closest("input, textarea, select, button, summary") !== null;

const step = (by) => {
  const all = rows();
  const at = all.findIndex((row) => row.classList.contains("cur"));
  const next = all[Math.min(all.length - 1, Math.max(0, at + by))];
  if (!next) return;
  all[at]?.classList.remove("cur");
  next.classList.add("cur");
  next.querySelector("a").focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
};

const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  if (event.key in STEPS) step(STEPS[event.key]);
  else if (event.key === "/") document.getElementById("id_q").focus();
  else return;
  event.preventDefault();
});

document.addEventListener("focusin", (event) => {
  const row = event.target.closest("[data-row]");
  if (!row) return;
  for (const other of rows()) other.classList.toggle("cur", other === row);
});
