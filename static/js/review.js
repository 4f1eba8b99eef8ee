// Review by keyboard: A approve, R return, S skip, J/K move, N next one in which something stands out, U undo. Buttons
// carry data-key, the queue's links data-item, stock reasons data-reason; what is swapped is #work, what can be undone
// stands in #held. While an answer is under way, keys do nothing.
"use strict";

let busy = false;
let kept = { scroll: 0, open: [] };

const typing = (target) => target.closest("input:not([type=radio]), textarea, select") !== null;
const reasonBox = () => document.querySelector("[data-decision] [name=reason]");
const press = (key) => document.querySelector(`[data-key="${key}"]`)?.click();

const move = (step) => {
  const items = [...document.querySelectorAll("[data-item]")];
  const current = items.findIndex((item) => item.parentElement.hasAttribute("aria-current"));
  items[current + step]?.click();
};

document.addEventListener("keydown", (event) => {
  const box = reasonBox();
  if (event.target === box && event.key === "Escape") box.blur();
  if (event.target === box && event.key === "Enter" && (event.ctrlKey || event.metaKey)) press("r");
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
  const key = event.key.toLowerCase();
  if (!["a", "r", "s", "j", "k", "n", "u"].includes(key)) return;
  event.preventDefault();
  // A key held down is one decision, not many: the next update has not been read yet.
  if (busy || event.repeat) return;
  if (key === "j" || key === "k") move(key === "j" ? 1 : -1);
  else if (key === "r" && box && box.value.trim() === "") box.focus();
  else press(key);
});

// A stock reason is added to what was typed, never put in its place.
document.addEventListener("click", (event) => {
  const stock = event.target.closest("[data-reason]");
  const box = reasonBox();
  if (!stock || !box) return;
  event.preventDefault();
  const text = stock.dataset.reason;
  if (!box.value.includes(text)) box.value = [box.value.trim(), text].filter(Boolean).join("\n");
  box.focus();
});

// Nor does a click ask for anything then: answers that cross would show what is decided already.
document.addEventListener("htmx:beforeRequest", (event) => {
  if (!event.target.closest("[data-review], [data-undo]")) return;
  if (busy) event.preventDefault();
  busy = true;
});

// Where nothing was swapped: say so, the update stands as it was. Else the keys wait until the answer has settled.
document.addEventListener("htmx:afterRequest", (event) => {
  const said = document.getElementById("said");
  if (!said || event.target.id === "held" || event.detail.successful) return;
  if ([409, 422].includes(event.detail.xhr.status)) return;
  busy = false;
  said.textContent = said.dataset.lost;
});

document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.target.id !== "work") return;
  const open = [...document.querySelectorAll("#queue details[open]")].map((each) => each.dataset.department);
  const shut = document.querySelector("#queue [aria-current]")?.closest("details")?.dataset.department;
  kept = { scroll: document.getElementById("queue").scrollTop, open: open.filter((code) => code !== shut) };
});

// The queue keeps its place, and the next update gets the focus.
document.addEventListener("htmx:afterSettle", (event) => {
  const work = document.getElementById("work");
  if (!work || event.detail.target?.id !== "work") return;
  busy = false;
  for (const code of kept.open) {
    const group = document.querySelector(`#queue details[data-department="${code}"]`);
    if (group) group.open = true;
  }
  const queue = document.getElementById("queue");
  queue.scrollTop = kept.scroll;
  const current = queue.querySelector("[aria-current]");
  if (current && queue.scrollHeight > queue.clientHeight) {
    const [top, height] = [current.offsetTop - queue.offsetTop, queue.clientHeight];
    if (top < queue.scrollTop || top > queue.scrollTop + height - 60) queue.scrollTop = top - height / 3;
  }
  const place = work.querySelector("[aria-invalid=true]") ?? work.querySelector("[data-focus]");
  place?.focus({ preventScroll: !place.hasAttribute("aria-invalid") });
});
