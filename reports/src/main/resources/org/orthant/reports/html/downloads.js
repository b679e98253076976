/* Gives back the result.json or sweep.json that the page was made from, and its findings as CSV. */
(function () {
  "use strict";

  if (typeof DecompressionStream === "undefined") {
    return;
  }
  const columns = ["probe", "quantizer", "layer", "change", "metric", "value", "expected", "low", "high", "n"];

  async function original() {
    const text = document.getElementById("original").textContent;
    const bytes = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"))).blob();
  }

  /* What is not there is empty, what is undefined is NaN, and no text is a formula. */
  function cell(value) {
    if (value === undefined) {
      return "";
    }
    const written = value === null ? "NaN" : String(value);
    const formula = typeof value === "string" && /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(value);
    const text = formula ? "'" + written : written;
    return /[",;\t\r\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  }

  /* A column for each axis, and one for each seed. */
  function rowsOfSweep({ axes, findings }) {
    const compared = axes.filter((axis) => !axis.replicates).map((axis) => axis.label);
    const seeds = axes.filter((axis) => axis.replicates).flatMap((axis) => axis.values);
    const named = ["probe", "quantizer", "layer", "change", "metric", "mean", "expected", "low", "high", "n"];
    return [
      [...compared, ...named, ...(seeds.length ? seeds.map((seed) => "seed " + seed) : ["value"])],
      ...findings.map((finding) => [...finding.at, ...named.map((column) => finding[column]), ...finding.values]),
    ];
  }

  async function csv() {
    const all = JSON.parse(await (await original()).text());
    const rows =
      all.kind === "sweep"
        ? rowsOfSweep(all)
        : [columns, ...all.findings.map((finding) => columns.map((column) => finding[column]))];
    return new Blob([rows.map((row) => row.map(cell).join(",") + "\r\n").join("")], { type: "text/csv" });
  }

  function offer(id, name, make) {
    const button = document.getElementById(id);
    button.addEventListener("click", async () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await make());
      link.download = button.dataset.name || name;
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }

  offer("download-json", "result.json", original);
  offer("download-csv", "findings.csv", csv);
  document.querySelector(".downloads").hidden = false;
})();
