// Rest on a lamp, focus its link or hold it under a finger: its calculation opens beside it, in words.
// Escape closes it.
// A lamp carries nothing for it: the address is its commitment's link, the day the nearest data-on or that link's own.
"use strict";

(() => {
  const [REST, HOLD, GRACE] = [300, 450, 200];
  const LAMPS = ".cell, .lamp, .mg";
  const answers = new Map();
  const tip = Object.assign(document.createElement("div"), { id: "why", className: "why-tip", popover: "manual" });
  if (!tip.showPopover) return;
  for (const [name, value] of [["role", "tooltip"], ["aria-live", "polite"]]) tip.setAttribute(name, value);
  document.body.append(tip);
  let [wanted, timer, held] = [null, 0, false];

  const rowOf = (element) => element.closest("tr, li") ?? element;
  const leads = (link) => /\/commitment\/[^/]+\/$/.test(link?.pathname ?? "");
  const linkOf = (lamp) => lamp.closest("a") ?? [...rowOf(lamp).querySelectorAll("a[href]")].find(leads);

  const lampAt = (element) => {
    const lamp = element.closest?.(LAMPS);
    return lamp && leads(linkOf(lamp)) ? lamp : null;
  };

  const lampOf = (link) => {
    if (!leads(link)) return null;
    return link.matches(LAMPS) ? link : [...rowOf(link).querySelectorAll(LAMPS)].pop() ?? null;
  };

  const addressOf = (lamp, link) => {
    const day = lamp.closest("[data-on]")?.dataset.on;
    return `${link.pathname}why/${day ? `?on=${day}` : link.search}`;
  };

  const words = async (address) => {
    const answer = await fetch(address, { headers: { "HX-Request": "true" } });
    const text = answer.ok && !answer.redirected ? await answer.text() : "";
    if (text) answers.set(address, text);
    return text;
  };

  // The policy forbids style attributes, not a script that moves what it made itself.
  const place = (lamp) => {
    const at = lamp.getBoundingClientRect();
    const below = at.bottom + 6;
    const fits = below + tip.offsetHeight <= innerHeight || at.top < tip.offsetHeight;
    tip.style.left = `${Math.max(8, Math.min(at.left, document.documentElement.clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${fits ? below : at.top - tip.offsetHeight - 6}px`;
  };

  const close = () => {
    if (!tip.matches(":popover-open")) return;
    tip.hidePopover();
    document.querySelector("[aria-describedby=why]")?.removeAttribute("aria-describedby");
  };

  const open = async (lamp) => {
    const link = linkOf(lamp);
    const address = addressOf(lamp, link);
    const text = answers.get(address) ?? await words(address).catch(() => "");
    if (!text || wanted !== lamp) return;
    close();
    tip.showPopover();
    tip.innerHTML = text;
    place(lamp);
    link.setAttribute("aria-describedby", "why");
  };

  const want = (lamp, wait) => {
    clearTimeout(timer);
    wanted = lamp;
    timer = setTimeout(lamp ? () => { held = wait === HOLD; open(lamp); } : close, wait);
  };

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType === "touch") return;
    if (tip.contains(event.target)) return clearTimeout(timer);
    const lamp = lampAt(event.target);
    if (lamp) for (const named of [lamp, linkOf(lamp)]) named.removeAttribute("title");
    if (lamp !== wanted || !lamp) want(lamp, lamp ? REST : GRACE);
  });
  document.addEventListener("focusin", (event) => {
    const lamp = event.target.matches?.(":focus-visible") ? lampOf(event.target) : null;
    if (lamp) want(lamp, REST);
  });
  document.addEventListener("focusout", (event) => { if (lampOf(event.target)) want(null, GRACE); });
  // A finger that holds asks; the tap that would follow goes nowhere.
  document.addEventListener("contextmenu", (event) => { if (held) event.preventDefault(); });
  document.addEventListener("click", (event) => { if (held) event.preventDefault(); held = false; }, true);
  document.addEventListener("pointerdown", (event) => {
    if (tip.contains(event.target)) return;
    const lamp = event.pointerType === "touch" ? lampAt(event.target) : null;
    close();
    want(lamp, lamp ? HOLD : 0);
    held = false;
  });
  for (const end of ["pointerup", "pointercancel"]) {
    document.addEventListener(end, () => { if (!held) want(null, GRACE); });
  }
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") want(null, 0); });
  document.addEventListener("scroll", close, { passive: true });
})();
