// Reading by keyboard: J and K move to the next and the candidate before, A accepts. Buttons and links carry data-key.
"use strict";

{
  const typing = (target) => target.closest("input, textarea, select") !== null;
  let left = false;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    const key = event.key.toLowerCase();
    if (!["a", "j", "k"].includes(key)) return;
    event.preventDefault();
    // A key held down is one act, and nothing is pressed while its answer is under way.
    if (event.repeat || left) return;
    document.querySelector(`[data-key="${key}"]`)?.click();
  });
  document.addEventListener("submit", () => { left = true; });
  window.addEventListener("pageshow", () => { left = false; });
  // On a phone the candidate stands above the text, which then begins right below it.
  const narrow = window.matchMedia("(width < 860px)").matches;
  document.getElementById("here")?.scrollIntoView({ block: narrow ? "start" : "center" });
}
