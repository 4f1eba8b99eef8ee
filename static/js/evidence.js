// Evidence: files chosen or dropped on a [data-evidence] section go up at once; htmx sends them, this shows how far.
"use strict";

const section = (event) => event.target.closest?.("[data-evidence]");
const holdsFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");

const say = (form, name, shown) => {
  form.querySelector(`[data-${name}]`).hidden = !shown;
};

// Send what the picker holds, unless a file is larger than the server takes.
const send = (form) => {
  const largest = Number(form.closest("[data-evidence]").dataset.largest) * 1024 * 1024;
  const input = form.querySelector("input[type=file]");
  const tooLarge = [...input.files].some((file) => file.size > largest);
  say(form, "too-large", tooLarge);
  say(form, "lost", false);
  if (tooLarge) input.value = "";
  else if (input.files.length > 0) form.requestSubmit();
};

document.addEventListener("change", (event) => {
  const form = event.target.closest("[data-evidence] form.zone");
  if (form && event.target.type === "file") send(form);
});

// A file dropped beside a zone must not replace the page and what was typed on it.
document.addEventListener("dragover", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  const over = section(event);
  event.dataTransfer.dropEffect = over ? "copy" : "none";
  for (const each of document.querySelectorAll("[data-evidence].over")) each.classList.toggle("over", each === over);
  over?.classList.add("over");
});

document.addEventListener("drop", (event) => {
  if (!holdsFiles(event)) return;
  event.preventDefault();
  const over = section(event);
  if (!over) return;
  over.classList.remove("over");
  const form = over.querySelector("form.zone");
  form.querySelector("input[type=file]").files = event.dataTransfer.files;
  send(form);
});

document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget?.closest?.("[data-evidence]")) section(event)?.classList.remove("over");
});

document.addEventListener("htmx:xhr:progress", (event) => {
  const bar = event.target.querySelector?.("progress");
  if (!event.target.matches("form.zone") || !event.detail.lengthComputable) return;
  bar.hidden = false;
  bar.value = (100 * event.detail.loaded) / event.detail.total;
});

for (const name of ["htmx:sendError", "htmx:responseError", "htmx:timeout"]) {
  document.addEventListener(name, (event) => {
    const form = event.target.closest?.("form.zone");
    if (!form) return;
    form.querySelector("progress").hidden = true;
    form.querySelector("input[type=file]").value = "";
    say(form, "lost", true);
  });
}
