// Duties: beside the keys of ticked rows C confirms, L sets the lead, / finds.
"use strict";

tickedRows("c", {
  c: () => document.querySelector("[data-key=c]")?.click(),
  l: () => {
    document.querySelector("[name=role][value=lead]").checked = true;
    document.querySelector("[name=names]").focus();
  },
  "/": () => document.getElementById("id_q").focus(),
});
