// A trajectory: the inputs are the truth; chart and values follow them, handles write into them.
// Contract: [data-trajectory-form] holds inputs [data-share], cells [data-value], buttons [data-shares],
// charts [data-chart].
"use strict";
{
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const form = document.querySelector("[data-trajectory-form]");
  const inputs = form ? all("[data-share]", form) : [];
  const charts = form ? all("[data-chart]", form) : [];
  const figure = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

  // Return the typed share, or null when it is none; the server has the last word.
  const typed = (input) => {
    const text = input.value.normalize("NFKC").trim().replace(/\s*%$/, "");
    return /^\d{1,3}(\.\d{1,2})?$/.test(text) && Number(text) <= 100 ? Number(text) : null;
  };
  const shares = inputs.map((input) => typed(input) ?? Number(input.closest("[data-was]").dataset.was));

  const words = (n) => {
    const values = all(`[data-value="${n}"] output`, form).map((cell) => cell.textContent);
    return [`${figure.format(shares[n])}%`, ...values].join(", ");
  };

  const drawValues = (n) => {
    for (const cell of all(`[data-value="${n}"]`, form)) {
      const value = Number(cell.dataset.start) + (Number(cell.dataset.span) * shares[n]) / 100;
      cell.querySelector("output").textContent = figure.format(value) + cell.dataset.unit;
    }
  };

  const height = (chart, share) => {
    const [top, bottom] = [Number(chart.dataset.top), Number(chart.dataset.bottom)];
    return bottom - (share / 100) * (bottom - top);
  };

  const drawChart = (chart) => {
    const handles = all("[data-handle]", chart);
    const points = handles.map((handle, n) => `${handle.dataset.x},${height(chart, shares[n]).toFixed(1)}`);
    const line = [`${chart.dataset.left},${chart.dataset.bottom}`, ...points].join(" ");
    chart.querySelector("[data-line]").setAttribute("points", line);
    handles.forEach((handle, n) => {
      const y = height(chart, shares[n]);
      for (const circle of all("circle", handle)) circle.setAttribute("cy", y.toFixed(1));
      const label = handle.querySelector("text");
      label.setAttribute("y", (y - 11).toFixed(1));
      label.textContent = `${figure.format(shares[n])}%`;
      if ("fixed" in handle.dataset) return;
      handle.setAttribute("aria-valuemin", shares[n - 1] ?? 0);
      handle.setAttribute("aria-valuemax", shares[n + 1] ?? 100);
      handle.setAttribute("aria-valuenow", shares[n]);
      handle.setAttribute("aria-valuetext", words(n));
    });
  };

  const draw = () => {
    inputs.forEach((input, n) => {
      shares[n] = typed(input) ?? shares[n];
      drawValues(n);
    });
    charts.forEach(drawChart);
  };

  // Put a share into its input, not below the point before nor above the one after.
  const move = (n, share) => {
    const low = shares[n - 1] ?? 0;
    const high = Math.max(low, shares[n + 1] ?? 100);
    const kept = Math.min(Math.max(share, low), high);
    if (kept === shares[n] && typed(inputs[n]) === kept) return;
    inputs[n].value = String(kept);
    inputs[n].dispatchEvent(new Event("input", { bubbles: true }));
  };

  const KEYS = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, Home: -100, End: 100 };
  const press = (event, n) => {
    const step = KEYS[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    move(n, Math.round((shares[n] + step * (event.shiftKey ? 5 : 1)) * 100) / 100);
  };

  const dragTo = (event, chart, n) => {
    const box = chart.getBoundingClientRect();
    const y = ((event.clientY - box.top) / box.height) * chart.viewBox.baseVal.height;
    const [top, bottom] = [Number(chart.dataset.top), Number(chart.dataset.bottom)];
    move(n, Math.round(((bottom - y) / (bottom - top)) * 100));
  };

  const liven = (chart, handle) => {
    const n = Number(handle.dataset.handle);
    handle.setAttribute("role", "slider");
    handle.setAttribute("tabindex", "0");
    handle.setAttribute("aria-orientation", "vertical");
    handle.setAttribute("aria-label", handle.dataset.name);
    handle.addEventListener("keydown", (event) => press(event, n));
    handle.addEventListener("pointerdown", (event) => {
      handle.setPointerCapture(event.pointerId);
      handle.focus();
      event.preventDefault();
    });
    handle.addEventListener("pointermove", (event) => {
      if (handle.hasPointerCapture(event.pointerId)) dragTo(event, chart, n);
    });
  };

  for (const chart of charts) {
    chart.classList.add("live");
    for (const handle of all("[data-handle]:not([data-fixed])", chart)) liven(chart, handle);
  }
  form?.addEventListener("input", draw);
  if (form) draw();

  for (const button of form ? all("[data-shares]", form) : []) {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      button.dataset.shares.split(" ").forEach((share, n) => {
        inputs[n].value = share;
      });
      inputs[0].dispatchEvent(new Event("input", { bubbles: true }));
    });
  }

  for (const button of all("[data-tick-all]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      for (const box of all("input[name=trajectory]", button.form)) box.checked = true;
    });
  }
}
