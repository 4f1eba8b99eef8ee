// Texts that only a button saves are kept on this device meanwhile: a closed tab, a lost connection or an ended session
// loses none. Contract: body[data-user]; form[data-kept=what it writes, with its version]; #t-kept holds the words.
"use strict";

{
  const prefix = `kept:${document.body.dataset.user}:`;
  const place = (form) => prefix + form.dataset.kept;
  const typed = (form) => [...form.elements]
    .filter((box) => box.name && box.type !== "hidden" && box.type !== "file" && !box.matches("button"))
    .filter((box) => !["checkbox", "radio"].includes(box.type) || box.checked)
    .map((box) => [box.name, box.value]);
  const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);
  const kept = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };
  const began = new WeakMap();

  const line = (form, kind) => {
    form.querySelector(".kept-line")?.remove();
    if (!kind) return;
    const words = document.getElementById("t-kept").content.querySelector(`[data-kind=${kind}]`).cloneNode(true);
    form.append(words);
  };
  const fill = (form, values) => {
    for (const box of form.elements) {
      if (!box.name || box.type === "hidden" || box.type === "file" || box.matches("button")) continue;
      const found = values.filter(([name]) => name === box.name).map(([, value]) => value);
      if (box.type === "checkbox" || box.type === "radio") box.checked = found.includes(box.value);
      else box.value = found[0] ?? "";
    }
  };

  // What stands in a form when it comes is what the server has; what was kept since goes back in, and is said.
  const restore = (form) => {
    if (began.has(form)) return;
    began.set(form, typed(form));
    const values = kept(place(form));
    if (!values || same(values, typed(form))) return;
    fill(form, values);
    form.closest("details")?.setAttribute("open", "");
    line(form, "restored");
  };
  const restoreAll = () => { for (const form of document.querySelectorAll("form[data-kept]")) restore(form); };

  let timer;
  document.addEventListener("input", (event) => {
    const form = event.target.closest?.("form[data-kept]");
    if (!form) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      const values = typed(form), unchanged = same(values, began.get(form));
      try {
        if (unchanged) localStorage.removeItem(place(form));
        else localStorage.setItem(place(form), JSON.stringify(values));
      } catch { return; }
      line(form, unchanged ? "" : "kept");
    }, 300);
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest("[data-kept-drop]")) return;
    const form = event.target.closest("form");
    localStorage.removeItem(place(form));
    fill(form, began.get(form));
    line(form, "");
  });

  // A copy goes when the server has taken the text: htmx says so itself; after a whole page, when the form that was
  // sent has not come back. A page that refuses or asks for sign-in has not taken it.
  document.addEventListener("htmx:afterRequest", (event) => {
    const { requestConfig, xhr } = event.detail, form = requestConfig.elt.closest?.("form[data-kept]");
    const taken = event.detail.successful && requestConfig.verb === "post" && !xhr.getResponseHeader("HX-Redirect");
    if (form && taken) localStorage.removeItem(place(form));
  });
  const SENT = `${prefix}sent`;
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("form[data-kept]") && !form.hasAttribute("hx-post")) sessionStorage.setItem(SENT, place(form));
  });
  document.addEventListener("htmx:load", restoreAll);
  const sent = sessionStorage.getItem(SENT);
  if (sent && !document.body.matches(".room-empty, .room-accounts")) {
    sessionStorage.removeItem(SENT);
    const here = [...document.querySelectorAll("form[data-kept]")];
    if (!here.some((form) => place(form) === sent)) localStorage.removeItem(sent);
  }
  restoreAll();
}
