// Rest on a lamp, focus its link or hold it under a finger: its calculation opens beside it, in words. Escape closes it.
// A lamp carries nothing for it: the address is its commitment's link, the day the nearest data-on or that link's own.
"use strict";

(() => {
  const REST = 300;
  const GRACE = 200;
  const LAMPS = ".cell, .lamp, .mg";
  const answers = new Map();
  const tip = Object.assign(document.createElement("div"), { id: "why", className: "why-tip", popover: "manual" });
  if (!tip.showPopover) return;
  tip.setAttribute("role", "tooltip");
  tip.setAttribute("aria-live", "polite");
  document.body.append(tip);
  let wanted = null;
  let timer = 0;

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
    timer = setTimeout(lamp ? () => open(lamp) : close, wait);
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
  document.addEventListener("contextmenu", (event) => {
    const lamp = event.pointerType === "touch" ? lampAt(event.target) : null;
    if (!lamp) return;
    event.preventDefault();
    want(lamp, 0);
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") { want(null, 0); close(); } });
  document.addEventListener("pointerdown", (event) => { if (!tip.contains(event.target)) { want(null, 0); close(); } });
  document.addEventListener("scroll", close, { passive: true });
})();
