// Save as one types; what is not saved yet lies in localStorage until it is.
// Contract: #desk[data-user][data-plan][data-csrf] with words in data-*, form[data-item=code], parts answered by id.
"use strict";

{
  const desk = document.getElementById("desk");
  const PLUMBING = ["csrfmiddlewaretoken", "version", "key", "base", "who"];
  const prefix = desk && `desk:${desk.dataset.user}:${desk.dataset.plan}:`;
  const items = new Map();
  const of = (code) => items.get(code) ?? items.set(code, { dirty: false, wait: 0 }).get(code);
  const formOf = (code) => desk.querySelector(`form[data-item="${CSS.escape(code)}"]`);
  const forms = () => [...desk.querySelectorAll("form[data-item]")];
  const isWord = ([name, value]) => name !== PLUMBING[0] && typeof value === "string";
  const fields = (form) => [...new FormData(form)].filter(isWord);
  const typed = (form) => fields(form).filter(([name]) => !PLUMBING.includes(name));
  const same = (one, two) => JSON.stringify(one) === JSON.stringify(two);

  // The copy on this device, by account, plan, commitment, period and revision.
  const place = (form) => `${prefix}${form.dataset.item}:${form.elements.base.value}`;
  let leaving = false;
  const leave = () => { leaving = true; };
  const keep = (form) => {
    if (leaving) return;
    try { localStorage.setItem(place(form), JSON.stringify(fields(form))); } catch { /* full or forbidden */ }
  };
  const forget = (form) => localStorage.removeItem(place(form));
  const kept = (key) => { try { return JSON.parse(localStorage.getItem(key)); } catch { return null; } };

  // One state, one clock: what the server said of an item stands in its line (data-kind, data-at), and the bar says
  // the worst of all lines. Only what the server has not said yet is this page's own: saving, and not saved.
  let clock = "";
  const show = (code, kind) => {
    const line = document.getElementById(`sv-${code}`);
    of(code).kind = kind ?? line?.dataset.kind ?? "saved";
    if (kind && line) line.textContent = desk.dataset[kind];
    else clock = line?.dataset.at || clock;
    showAll();
  };
  const showAll = () => {
    const kinds = [...items.values()].map((item) => (item.kind === "unsent" ? "saved" : item.kind));
    const kind = ["conflict", "unsaved", "partly", "saving", "saved"].find((each) => kinds.includes(each));
    const line = document.getElementById("save-all");
    if (!line || !kind) return;
    line.textContent = desk.dataset[kind].replace("{at}", clock);
    line.dataset.kind = kind;
  };

  const fill = (form, values) => {
    for (const box of form.elements) {
      if (!box.name || PLUMBING.includes(box.name)) continue;
      const found = values.filter(([name]) => name === box.name).map(([, value]) => value);
      if (box.type === "checkbox" || box.type === "radio") box.checked = found.includes(box.value);
      else box.value = found[0] ?? "";
    }
  };

  // A cookie may have changed with a sign-in in another tab; forms on the page follow it.
  const token = () => {
    const found = document.cookie.split("; ").find((pair) => pair.startsWith(`${desk.dataset.csrf}=`));
    const value = found?.slice(desk.dataset.csrf.length + 1);
    if (value) for (const box of document.getElementsByName(PLUMBING[0])) box.value = value;
    return value ?? document.getElementsByName(PLUMBING[0])[0].value;
  };

  const put = (html, later) => {
    const answer = new DOMParser().parseFromString(html, "text/html").querySelector("[data-status]");
    for (const part of [...(answer?.querySelectorAll("[id]") ?? [])]) {
      const old = document.getElementById(part.id);
      // Words about a text that has been typed on since would only confuse.
      if (!old || part.parentElement.closest("[id]") || (later && /^(err|echo|gly)-/.test(part.id))) continue;
      if (part.outerHTML !== old.outerHTML) old.replaceWith(document.adoptNode(part));
      if (part.matches(".echo")) window.tickProvisional(part);
    }
    for (const box of desk.querySelectorAll(".inu .in")) {
      const error = document.getElementById(`err-${box.id}`)?.querySelector(".err");
      box.parentElement.classList.toggle("bad", Boolean(error));
    }
    return answer;
  };

  // Every item with the version and the state this page shows: the answer's bar counts them.
  const beside = () => [...desk.querySelectorAll(".stt[data-code]")].map((badge) => {
    const { code, state } = badge.dataset, version = formOf(code)?.elements.version.value ?? "";
    return ["beside", `${code}@${version}~${state}`];
  });

  const failed = (code, body) => {
    const item = of(code);
    Object.assign(item, { dirty: true, pending: body, wait: Math.min(60_000, item.wait * 2 || 2_000) });
    clearTimeout(item.timer);
    item.timer = setTimeout(save, item.wait, code);
    show(code, "unsaved");
  };

  // One attempt; true when there is more to save at once.
  const attempt = async (code) => {
    const item = of(code), form = formOf(code);
    if (!form || !item.dirty || item.stopped) return false;
    // What got no answer goes again first, word for word with its key: the server knows whether it had it.
    const body = item.pending ?? new URLSearchParams([...fields(form), ["auto", "1"], ...beside()]);
    if (!item.pending) item.dirty = false;
    show(code, "saving");
    let answer, html;
    try {
      body.set(PLUMBING[0], token());
      const asked = { method: "POST", body, redirect: "manual", credentials: "same-origin" };
      answer = await fetch(form.getAttribute("action"), asked);
      html = await answer.text();
    } catch { failed(code, body); return false; }
    const out = answer.type === "opaqueredirect" || answer.status === 401 || answer.status === 403;
    document.getElementById("signed-out").hidden = !out;
    if (out || ![200, 409, 422].includes(answer.status)) { failed(code, out ? null : body); return false; }
    Object.assign(item, { pending: null, wait: 0, stopped: answer.status === 409 });
    const parts = put(html, item.dirty);
    const whole = answer.status === 200 && !parts.hasAttribute("data-left");
    if (whole && !item.dirty) forget(form); else keep(form);
    show(code, item.dirty && !item.stopped ? "saving" : null);
    return item.dirty && !item.stopped;
  };

  const save = (code) => {
    const item = of(code);
    clearTimeout(item.timer);
    item.busy ??= (async () => { while (await attempt(code)); })().finally(() => { item.busy = null; });
    return item.busy;
  };
  const touched = (form, delay) => {
    const code = form.dataset.item, item = of(code);
    item.dirty = true;
    keep(form);
    show(code, item.stopped ? "conflict" : item.kind === "unsaved" ? "unsaved" : "saving");
    clearTimeout(item.timer);
    item.timer = setTimeout(save, delay, code);
  };
  const unsaved = () => [...items].filter(([, item]) => (item.dirty && !item.stopped) || item.busy);
  const again = () => { for (const [code, item] of items) if (item.dirty && !item.stopped) save(code); };

  window.deskDrafts = {
    PLUMBING, again, desk, failed, fill, forget, formOf, forms, keep, kept, leave, of, place, prefix, same, save, show,
    showAll, touched, typed, unsaved,
  };
}
