// What can still be undone counts down. Contract: #held holds it, [data-seconds] the seconds left when it came; the
// server decides when it is over, and htmx asks it then.
"use strict";

setInterval(() => {
  for (const place of document.querySelectorAll("#held [data-seconds]")) {
    place.textContent = Math.max(0, Number(place.textContent) - 1);
  }
}, 1_000);
