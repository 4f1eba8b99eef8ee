// Review by keyboard: A approve, R return, S skip, J/K move. Buttons carry data-key; stock reasons data-reason.
"use strict";

const typing = (target) => target.closest("input:not([type=radio]), textarea, select") !== null;

const move = (step) => {
  const items = [...document.querySelectorAll("[data-item]")];
  const current = items.findIndex((item) => item.parentElement.hasAttribute("aria-current"));
  items[current + step]?.click();
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
  const key = event.key.toLowerCase();
  if (key === "j" || key === "k") {
    move(key === "j" ? 1 : -1);
    return;
  }
  const reason = document.querySelector("[data-decision] [name=reason]");
  if (key === "r" && reason && reason.value.trim() === "") {
    event.preventDefault();
    reason.focus();
    return;
  }
  document.querySelector(`[data-review] [data-key="${key}"]`)?.click();
});

document.addEventListener("click", (event) => {
  const stock = event.target.closest("[data-reason]");
  if (!stock) return;
  const reason = document.querySelector("[data-decision] [name=reason]");
  reason.value = stock.dataset.reason;
  reason.focus();
});

// One click is one decision: the second of a double click finds the buttons closed.
document.addEventListener("submit", (event) => {
  const form = event.target.closest("[data-decision]");
  if (!form) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});
