// Accounts: beside the keys of ticked rows G grants, R goes to the reason, / to the department. Behind the file with
// the slips the list is shown anew.
"use strict";

tickedRows("a", {
  g: () => document.querySelector("[data-key=g]")?.click(),
  r: () => document.getElementById("id_reason")?.focus(),
  "/": () => document.getElementById("id_department")?.focus(),
});

// The answer to granting is a file: the page behind it stays, until the cookie that comes along says it was saved.
const slipsWereSaved = () => document.cookie.split("; ").includes("slips=1");

document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-deciding]")) return;
  const waits = setInterval(() => {
    if (!slipsWereSaved()) return;
    clearInterval(waits);
    document.cookie = "slips=; max-age=0; path=/";
    location.assign(location.pathname.replace(/(grant|renew)\/$/, "") + location.search);
  }, 300);
});
