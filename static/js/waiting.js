// The late board: a link to a reminder opens it; its button copies the text, or selects it where copying is refused.
"use strict";

const open = (id) => {
  const details = document.getElementById(id);
  if (details instanceof HTMLDetailsElement) details.open = true;
};

for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
document.querySelector("[data-go]")?.addEventListener("change", (event) => event.target.form.submit());
if (location.hash.startsWith("#text-")) open(location.hash.slice(1));

const copy = async (button) => {
  const text = button.closest("details").querySelector("textarea");
  text.select();
  try {
    await navigator.clipboard.writeText(text.value);
    button.textContent = button.dataset.done;
  } catch {
    button.textContent = button.dataset.failed;
  }
};

document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-opens]");
  if (link) open(link.hash.slice(1));
  const button = event.target.closest("[data-copy]");
  if (button) copy(button);
});
