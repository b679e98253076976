/* Sorts and filters the scorecard. */
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

  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const descending = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      sort(column, descending);
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

  layer.addEventListener("input", filter);
  grade.addEventListener("change", filter);
  layer.closest(".filter").hidden = false;
})();
