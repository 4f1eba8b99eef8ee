// Reading by keyboard: J and K move, A accepts, D opens the reasons and 1 to 4 choose one, C confirms a section's
// general words, U takes back. Buttons and links carry data-key.
"use strict";

{
  const typing = (target) => target.closest("input, textarea, select") !== null;
  const reasons = document.querySelector("details.drop");
  let left = false;

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    const key = event.key.toLowerCase();
    const chosen = /^[1-4]$/.test(key) && reasons?.open;
    if (!["a", "c", "d", "j", "k", "u"].includes(key) && !chosen) return;
    event.preventDefault();
    // A key held down is one act, and nothing is pressed while its answer is under way.
    if (event.repeat || left) return;
    const found = document.querySelector(`[data-key="${key}"]`);
    const note = document.getElementById("note");
    // Another reason is said in words first.
    if (found?.value === "other" && !note.value.trim()) note.focus();
    else found?.click();
  });
  document.addEventListener("submit", () => { left = true; });
  window.addEventListener("pageshow", () => { left = false; });
  // On a phone the candidate stands above the text, which then begins right below it.
  const narrow = window.matchMedia("(width < 860px)").matches;
  document.getElementById("here")?.scrollIntoView({ block: narrow ? "start" : "center" });
}
