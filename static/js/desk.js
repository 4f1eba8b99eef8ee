// The desk saves as you type; a click on send waits until what was typed is saved. Forms carry data-item, data-send-all.
"use strict";

const unsaved = new Set();
const waiting = (form) => form.classList.contains("htmx-request");

document.addEventListener("input", (event) => {
  const form = event.target.closest("[data-item]");
  if (form) unsaved.add(form);
});

// A form about to leave the page no longer saves by itself: its version would run ahead of what is sent.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (event.target.dataset?.sent) event.preventDefault();
  else if (event.target.matches?.("[data-item]")) unsaved.delete(event.target);
});

document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target;
  if (!form.matches?.("[data-item]")) return;
  const status = event.detail.xhr?.status ?? 0;
  if (status < 200 || status >= 300) unsaved.add(form);
});

const whenQuiet = (act) => {
  const busy = [...document.querySelectorAll("[data-item]")].some(waiting);
  if (busy) setTimeout(() => whenQuiet(act), 100);
  else act();
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.matches("[data-item]")) {
    if (waiting(form)) {
      const button = event.submitter;
      event.preventDefault();
      whenQuiet(() => form.requestSubmit(button));
      return;
    }
    unsaved.delete(form);
    form.dataset.sent = "yes";
  } else if (form.matches("[data-send-all]")) {
    if (unsaved.size > 0 && !form.dataset.tried) {
      event.preventDefault();
      form.dataset.tried = "yes";
      for (const item of unsaved) window.htmx?.trigger(item, "save-now");
      // The bar is replaced by each answer, so its form is looked up again.
      setTimeout(() => whenQuiet(() => document.querySelector("[data-send-all]")?.requestSubmit()), 50);
      return;
    }
    form.dataset.sent = "yes";
  }
});

// Back in the history the page is alive again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sent]")) delete form.dataset.sent;
});

window.addEventListener("beforeunload", (event) => {
  if (unsaved.size > 0) event.preventDefault();
});
