/* Sorts and filters the scorecard, and keeps both in the address. */
(function () {
  "use strict";

  const table = document.querySelector("table.scorecard");
  if (!table) {
    return;
  }
  const body = table.tBodies[0];
  const heads = Array.from(table.querySelectorAll("th[data-sortable]"));
  const layer = document.getElementById("filter-layer");
  const grade = document.getElementById("filter-grade");
  const count = document.getElementById("filter-count");

  /* Rows without a value come last, whatever the direction. */
  function sort(column, descending) {
    const rank = (row) => row.cells[column].dataset.rank;
    const rows = Array.from(body.rows);
    rows.sort((one, other) => {
      const [a, b] = [rank(one), rank(other)];
      if (a === "" || b === "") {
        return (a === "") - (b === "");
      }
      return descending ? b - a : a - b;
    });
    body.append(...rows);
  }

  function order(column, descending) {
    heads.forEach((other) => other.removeAttribute("aria-sort"));
    heads[column].setAttribute("aria-sort", descending ? "descending" : "ascending");
    sort(column, descending);
  }

  /* What differs from the page as it was opened. */
  function keep() {
    const column = heads.findIndex((head) => head.hasAttribute("aria-sort"));
    const descending = heads[column].getAttribute("aria-sort") === "descending";
    const state = new URLSearchParams();
    if (column > 0 || descending) {
      state.set("sort", (descending ? "-" : "") + column);
    }
    if (layer.value) {
      state.set("layer", layer.value);
    }
    if (grade.value) {
      state.set("grade", grade.value);
    }
    const text = state.toString();
    history.replaceState(null, "", "#scorecard" + (text && "?" + text));
  }

  function restore() {
    if (!location.hash.startsWith("#scorecard?")) {
      return;
    }
    const state = new URLSearchParams(location.hash.slice("#scorecard?".length));
    const column = Math.abs(Number(state.get("sort") || 0));
    if (heads[column]) {
      order(column, (state.get("sort") || "").startsWith("-"));
    }
    layer.value = state.get("layer") || "";
    grade.value = state.get("grade") || "";
    filter();
    table.scrollIntoView();
  }

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      order(column, head.getAttribute("aria-sort") === "ascending");
      keep();
    });
  });

  function filter() {
    const wanted = layer.value.trim().toLowerCase();
    const rows = Array.from(body.rows);
    rows.forEach((row) => {
      const named = row.cells[0].textContent.toLowerCase().includes(wanted);
      const graded =
        !grade.value || Array.from(row.cells).some((cell) => cell.dataset.grade === grade.value);
      row.hidden = !named || !graded;
    });
    const shown = rows.filter((row) => !row.hidden).length;
    count.textContent = shown === rows.length ? "" : shown + " of " + rows.length + " layers";
  }

  [
    [layer, "input"],
    [grade, "change"],
  ].forEach(([control, event]) =>
    control.addEventListener(event, () => {
      filter();
      keep();
    }),
  );
  layer.closest(".filter").hidden = false;
  addEventListener("hashchange", restore);
  restore();
})();
