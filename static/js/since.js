// A promise over the years by keyboard: J/K go to the next and the previous commitment; where its link to last year is
// judged, a digit chooses the kind and A confirms. Keys are dead while a field has the focus.
"use strict";

const writing = (target) => target.closest("input:not([type=radio]), textarea, select") !== null;

const press = (key) => {
  const kind = document.querySelector(`[data-judge] [data-digit="${CSS.escape(key)}"]`);
  if (kind) kind.checked = true;
  else if (key === "j") document.querySelector("a[rel=next]")?.click();
  else if (key === "k") document.querySelector("a[rel=prev]")?.click();
  else if (key === "a") document.querySelector("[data-judge] [data-key=a]")?.click();
  else return false;
  return true;
};

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && writing(event.target)) event.target.blur();
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.repeat) return;
  if (writing(event.target)) return;
  if (press(event.key.toLowerCase())) event.preventDefault();
});
