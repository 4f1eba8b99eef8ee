// Typing aids of the desk: same as last period, ticks with their day, a column pasted into the boxes, keys.
// Contract: data-same, data-tick=name of the day, data-figure, script#last-<code>.
"use strict";

if (document.getElementById("desk")) {
  const desk = document.getElementById("desk");
  const boxes = () => [...desk.querySelectorAll("[data-figure]")];
  const say = (box, ...kinds) => { for (const kind of kinds) box.dispatchEvent(new Event(kind, { bubbles: true })); };

  // Only what is empty is filled in: nothing typed is written over.
  const sameAsLast = (form) => {
    const last = JSON.parse(document.getElementById(`last-${form.dataset.item}`).textContent);
    for (const [name, text] of Object.entries(last)) {
      const box = form.elements[name];
      if (!box || box.value) continue;
      box.value = text;
      say(box instanceof RadioNodeList ? form.querySelector(`[name=${name}]:checked`) ?? form : box, "input");
    }
  };

  desk.addEventListener("click", (event) => {
    const button = event.target.closest("[data-same]");
    if (button) sameAsLast(button.form);
  });

  desk.addEventListener("change", (event) => {
    const box = event.target, form = box.form;
    if (box.dataset.tick) {
      const day = form.elements[box.dataset.tick], cutoff = form.elements.cutoff.value;
      day.value = box.checked ? day.value || (cutoff && cutoff < desk.dataset.today ? cutoff : desk.dataset.today) : "";
    } else if (box.name?.startsWith("reached_")) {
      form.querySelector(`[data-tick="${box.name}"]`).checked = box.value !== "";
    }
  }, true);

  // One column out of a spreadsheet: each line goes to the next figure down the page. A table of several columns, or
  // more lines than figures, goes to where it is looked at first.
  desk.addEventListener("paste", (event) => {
    const text = event.clipboardData.getData("text").replace(/[\r\n]+$/, ""), lines = text.split(/\r?\n/);
    if (!event.target.matches("[data-figure]") || (lines.length < 2 && !text.includes("\t"))) return;
    const below = boxes().slice(boxes().indexOf(event.target)), table = document.getElementById("paste-rows");
    event.preventDefault();
    if (text.includes("\t") || lines.length > below.length) {
      table.value = text;
      table.closest("details").open = true;
      table.scrollIntoView({ block: "center" });
      table.focus();
      return;
    }
    lines.forEach((line, n) => {
      const figure = line.trim();
      if (!figure) return;
      below[n].value = figure.slice(0, 60);
      say(below[n], "input");
    });
  });

  const step = (from, by, which = "article") => {
    // What is folded away is passed over; from the last of some kind on, it begins again.
    const all = [...desk.querySelectorAll("article")].filter((each) => each.offsetParent);
    const later = all.slice(all.indexOf(from) + 1).find((each) => each.matches(which));
    const next = which === "article"
      ? all[all.indexOf(from) + by] ?? (from ? null : all[0])
      : later ?? all.find((each) => each.matches(which));
    const field = next?.querySelector("[data-figure]") ?? next?.querySelector("form .in") ?? next?.querySelector("a");
    next?.scrollIntoView({ block: "nearest" });
    field?.focus();
  };

  let last = null;
  desk.addEventListener("focusin", (event) => { last = event.target.closest("article") ?? last; });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-next]");
    if (!link) return;
    event.preventDefault();
    step(last?.isConnected ? last : document.getElementById(last?.id), 1, link.dataset.next);
  });

  document.addEventListener("keydown", (event) => {
    const { key, target } = event, form = target.closest?.("form[data-item]");
    if (event.isComposing) return;
    if (key === "Enter" && (event.ctrlKey || event.metaKey) && form) {
      event.preventDefault();
      form.requestSubmit();
    } else if (event.altKey && event.code === "KeyN") {
      event.preventDefault();
      document.querySelector("[data-next]")?.click();
    } else if (event.altKey && (key === "ArrowDown" || key === "ArrowUp")) {
      event.preventDefault();
      step(target.closest?.("#desk article") ?? null, key === "ArrowDown" ? 1 : -1);
    } else if (key === "Enter" && form && target.matches("input.in")) {
      event.preventDefault();
      const boxes = form.querySelectorAll(".in, input[type=radio]:checked, input[type=radio]");
      const fields = [...boxes].filter((box) => box.offsetParent);
      fields[fields.indexOf(target) + 1]?.focus();
    }
  });
}
