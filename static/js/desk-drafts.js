// When drafts are saved, restored and decided on; desk.js knows how.
// Buttons: data-keep, data-take, data-drop, data-forget.
"use strict";

if (window.deskDrafts.desk) {
  const {
    PLUMBING, again, desk, failed, fill, forget, formOf, forms, keep, kept, leave, of, place, prefix, same, save, show,
    showAll, touched, typed, unsaved,
  } = window.deskDrafts;
  const itemForm = (target) => target.closest?.("form[data-item]");

  desk.addEventListener("input", (event) => { if (itemForm(event.target)) touched(itemForm(event.target), 800); });
  desk.addEventListener("change", (event) => { if (itemForm(event.target)) touched(itemForm(event.target), 100); });
  window.addEventListener("online", again);
  window.addEventListener("focus", again);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) again(); });

  // The buttons: Save saves in place; sending all or pasting a column waits until everything typed is saved.
  document.addEventListener("submit", async (event) => {
    const form = event.target;
    // Signing out forgets this device's copies: what was just typed is saved first, and nothing is kept again.
    if (event.submitter?.hasAttribute("data-sign-out")) {
      leave();
      if (!unsaved().length || form.dataset.saved) return;
      event.preventDefault();
      form.dataset.saved = "tried";
      const patience = new Promise((done) => { setTimeout(done, 3_000); });
      await Promise.race([patience, Promise.all(unsaved().map(([code]) => save(code)))]);
      form.requestSubmit(event.submitter);
      return;
    }
    if (form.matches("form[data-item]")) {
      event.preventDefault();
      touched(form, 0);
      if (of(form.dataset.item).stopped) {
        document.getElementById(`note-${form.dataset.item}`).scrollIntoView({ block: "nearest" });
      }
    } else if (form.dataset.flush && unsaved().length) {
      event.preventDefault();
      await Promise.all(unsaved().map(([code]) => save(code)));
      const [left] = unsaved();
      if (left) document.getElementById(`c-${left[0]}`).scrollIntoView();
      else desk.querySelector(`form[data-flush="${form.dataset.flush}"]`).requestSubmit();
    }
    if (form.dataset.flush !== "send" || event.defaultPrevented) return;
    // What is sent is what this page shows, whatever a colleague saved meanwhile; what could not be saved stays.
    for (const seen of form.querySelectorAll("[name=seen]")) {
      const code = seen.value.split("@")[0];
      if (["unsaved", "partly", "conflict"].includes(of(code).kind)) seen.remove();
      else seen.value = `${code}@${formOf(code)?.elements.version.value ?? ""}`;
    }
  });

  desk.addEventListener("click", (event) => {
    const data = event.target.closest("button")?.dataset ?? {};
    const form = event.target.closest("article")?.querySelector("form[data-item]");
    if ("keep" in data) {
      forget(form);
      form.elements.version.value = data.version;
      form.elements.base.value = data.base;
      of(form.dataset.item).stopped = false;
      document.getElementById(`note-${form.dataset.item}`).replaceChildren();
      touched(form, 0);
    } else if ("take" in data) {
      forget(form);
      location.reload();
    } else if ("drop" in data) {
      fill(form, of(form.dataset.item).before);
      event.target.closest(".msg").remove();
      touched(form, 0);
    } else if ("forget" in data) {
      localStorage.removeItem(data.forget);
      event.target.closest("li").remove();
    }
  });

  // The send button goes by htmx: it waits for a save under way, and nothing else is sent meanwhile.
  const sender = ({ detail }) => {
    const button = detail.requestConfig?.elt ?? detail.elt;
    return button.matches("[formaction]") ? button.form ?? detail.requestConfig?.form : null;
  };
  document.addEventListener("htmx:confirm", (event) => {
    const form = sender(event), item = form && of(form.dataset.item);
    if (!form) return;
    clearTimeout(item.timer);
    if (!item.busy) return;
    event.preventDefault();
    item.busy.then(() => event.detail.issueRequest(true));
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    const form = sender(event);
    if (!form) return;
    const item = of(form.dataset.item);
    keep(form);
    item.dirty = false;
    item.busy = new Promise((done) => { item.release = done; });
  });
  // A redirect to the sign-in page is no answer to put into the form, nor beside a figure.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr, pathInfo } = event.detail;
    const asked = new URL(pathInfo.requestPath, location).pathname;
    const away = xhr.responseURL && new URL(xhr.responseURL).pathname !== asked;
    if (away) event.detail.shouldSwap = false;
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const form = sender(event);
    if (!form) return;
    const item = of(form.dataset.item), { xhr } = event.detail, code = form.dataset.item;
    item.release();
    item.busy = null;
    if (xhr.status === 200 && event.detail.successful && xhr.responseText.includes(`id="c-${code}"`)) {
      forget(form);
      settled(code);
    } else if (xhr.status === 422 || xhr.status === 409) {
      show(code);
      // A report that was only not sent is stored all the same.
      if (formOf(code)) (of(code).kind === "unsent" ? forget : keep)(formOf(code));
    } else failed(code, null);
  });
  const settled = (code) => {
    Object.assign(of(code), { dirty: false, stopped: false, pending: null });
    show(code);
  };
  document.addEventListener("htmx:oobAfterSwap", showAll);

  // What was left here by a lost connection, an expired session or a closed tab.
  const restore = (form) => {
    const values = kept(place(form));
    if (!values) return;
    const mine = values.filter(([name]) => !PLUMBING.includes(name)), code = form.dataset.item;
    if (same(mine, typed(form))) { forget(form); return; }
    of(code).before = typed(form);
    fill(form, values);
    const then = Object.fromEntries(values);
    // Saved by somebody in between: the old version lets the server say so instead of writing over it.
    if (then.version !== form.elements.version.value) {
      for (const name of ["version", "key"]) form.elements[name].value = then[name];
    }
    const note = document.getElementById("t-restored").content.cloneNode(true);
    document.getElementById(`restored-${code}`).replaceChildren(note);
    touched(form, 300);
  };
  for (const form of forms()) restore(form);

  // What belongs to another open period has its place on that period's page.
  const homes = new Set(forms().map(place)), elsewhere = desk.dataset.elsewhere.split(" ");
  const periodOf = (key) => key.slice(prefix.length).split(":")[1]?.split(".")[0];
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(prefix) || homes.has(key) || elsewhere.includes(periodOf(key))) continue;
    const line = document.getElementById("t-orphan").content.cloneNode(true);
    const words = /^(figure_|narrative|problems|help_needed|next_steps|return_answer)/;
    const said = (kept(key) ?? []).filter(([name, value]) => value && words.test(name));
    line.querySelector("b").textContent = key.slice(prefix.length).split(":")[0];
    line.querySelector("pre").textContent = said.map(([, value]) => value).join("\n");
    line.querySelector("button").dataset.forget = key;
    document.getElementById("orphans").append(line);
  }
}
