// Sign-off by keyboard: J and K move, A signs off, R hands back, N goes to the next in which something stands out, U
// undoes. Contract: article.it, [data-flagged] where something stands out, buttons carry data-act, undoing data-key=u.
"use strict";

{
  const items = () => [...document.querySelectorAll("article.it")];
  const typing = (target) => target.closest("input, textarea, select") !== null;
  // A page that answers is a new one: where one was is said by its address, or by the item that is asked about.
  const here = () => document.activeElement.closest?.("article.it");
  const go = (item) => {
    if (!item) return;
    item.focus({ preventScroll: true });
    item.scrollIntoView({ block: "start" });
  };
  const after = (found) => {
    const place = items().indexOf(here());
    const later = found.filter((item) => items().indexOf(item) > place);
    return later[0] ?? found[0];
  };
  let left = false;

  document.addEventListener("keydown", (event) => {
    if (typing(event.target) && event.key === "Escape") event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
    const key = event.key.toLowerCase(), item = here(), box = item?.querySelector("[name=note]");
    if (!["a", "r", "j", "k", "n", "u"].includes(key)) return;
    event.preventDefault();
    // A key held down is one act, and nothing is pressed while its answer is under way.
    if (event.repeat || left) return;
    if (key === "j") go(item ? items()[items().indexOf(item) + 1] : items()[0]);
    else if (key === "k") go(item ? items()[items().indexOf(item) - 1] : items()[0]);
    else if (key === "n") go(after(items().filter((each) => "flagged" in each.dataset)));
    else if (key === "u") document.querySelector('#held [data-key="u"]')?.click();
    else if (key === "r" && box?.value.trim() === "") box.focus();
    else if (item) item.querySelector(`[data-act="${key}"]`)?.click();
    else go(items()[0]);
  });
  document.addEventListener("submit", () => { left = true; });
  window.addEventListener("pageshow", () => { left = false; });

  const asked = location.hash.startsWith("#u-") ? document.getElementById(location.hash.slice(1)) : null;
  if (!document.querySelector("[autofocus]")) go(asked ?? document.querySelector("article.it.chosen"));
}
