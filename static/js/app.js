// What every page shares: sign-out forgets local drafts, menus close by Escape or a click outside, an answer that is
// not put into the page is said, and a refused form shows what is wrong.
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

// A figure's echo never leads away from what is being typed; the next save says that one is signed out.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  if (event.target.matches("input") && event.detail.xhr.getResponseHeader("HX-Redirect")) event.preventDefault();
});

// What a typed text itself calls provisional ticks its figure's box, once the echo says so.
window.tickProvisional = (echo) => {
  const figure = echo.id && document.querySelector(`[aria-describedby~="${CSS.escape(echo.id)}"]`);
  const box = figure?.form?.elements[figure.name.replace("figure_", "provisional_")];
  if (box?.type !== "checkbox" || box.checked || !echo.querySelector("[data-provisional]")) return;
  box.checked = true;
  box.dispatchEvent(new Event("input", { bubbles: true }));
};
document.addEventListener("htmx:afterSwap", (event) => window.tickProvisional(event.target));

// What a typed text itself calls not published is ticked so at a click, and the day it is expected asked for.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-await]"), pk = button?.dataset.await;
  if (!button) return;
  const { elements } = button.closest("form"), tick = elements[`awaited_${pk}`];
  const folded = tick.closest("details");
  elements[`figure_${pk}`].value = "";
  tick.checked = true;
  if (folded) folded.open = true;
  button.parentElement.replaceChildren();
  tick.dispatchEvent(new Event("input", { bubbles: true }));
  elements[`expected_${pk}`].focus();
});

// A refusal is a page of its own: its heading and its advice are said at the foot of this one.
const trouble = (event, page) => {
  const box = document.getElementById("trouble");
  if (!box || event.target.closest?.("[data-review], #held, form.zone, input")) return;
  const words = [...(page?.querySelectorAll(".empty h1, .empty h1 + p") ?? [])].map((each) => each.textContent.trim());
  box.querySelector("span").textContent = words.join(" ") || box.dataset.lost;
  box.hidden = false;
};
document.addEventListener("htmx:responseError", (event) => {
  trouble(event, new DOMParser().parseFromString(event.detail.xhr.responseText, "text/html"));
});
for (const name of ["htmx:sendError", "htmx:timeout"]) document.addEventListener(name, (event) => trouble(event));
document.addEventListener("htmx:beforeRequest", () => {
  const box = document.getElementById("trouble");
  if (box) box.hidden = true;
});

// A refused form: the first thing that is wrong is opened and shown, and its field, if it has one, is ready for typing.
const showRefusal = (root) => {
  const first = root.querySelector(".err[autofocus], .msg[autofocus], .refusal[autofocus]");
  if (!first) return;
  for (let each = first.closest("details"); each; each = each.parentElement.closest("details")) each.open = true;
  const field = document.getElementById(first.parentElement.dataset.field ?? "");
  (field?.checkVisibility() ? field : first).focus({ preventScroll: true });
  first.scrollIntoView({ block: "center" });
};
document.addEventListener("DOMContentLoaded", () => showRefusal(document));
document.addEventListener("htmx:afterSettle", (event) => showRefusal(event.target));
