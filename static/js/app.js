// What every page shares: sign-out forgets local drafts, menus close by Escape or a click outside.
"use strict";

// Buttons that only stand in for a change event are hidden where scripts run.
document.documentElement.classList.add("htmx-on");

document.addEventListener("submit", (event) => {
  if (event.submitter?.hasAttribute("data-sign-out")) localStorage.clear();
});

const closeMenus = (except) => {
  for (const menu of document.querySelectorAll("details.who[open]")) {
    if (menu !== except) menu.open = false;
  }
};

document.addEventListener("click", (event) => closeMenus(event.target.closest("details.who")));
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") closeMenus(null);
});

// The second click of a double click presses nothing: what stands under it by then has not been read.
document.addEventListener("click", (event) => {
  if (event.detail < 2 || !event.target.closest("button, .btn")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
}, true);

// A date that was picked goes there at once.
document.addEventListener("change", (event) => {
  if (event.target.hasAttribute("data-goes") && event.target.validity.valid) event.target.form.requestSubmit();
});
