/* Sorts a table by the column whose head is clicked; a third click brings its own order back. */
(function () {
  "use strict";

  function number(cell) {
    const text = (cell.querySelector("b") || cell).textContent;
    return parseFloat(text.replace(/\u202f/g, "").replace("−", "-"));
  }

  /* Numbers come before words, and cells without a value last. */
  function compare(one, other) {
    const [a, b] = [number(one), number(other)];
    if (isNaN(a) || isNaN(b)) {
      return isNaN(a) - isNaN(b) || one.textContent.localeCompare(other.textContent);
    }
    return a - b;
  }

  document.querySelectorAll("table.sortable").forEach((table) => {
    const body = table.tBodies[0];
    const own = Array.from(body.rows);
    const heads = Array.from(table.tHead.rows[0].cells);

    function order(column) {
      const before = heads[column].getAttribute("aria-sort");
      heads.forEach((head) => head.removeAttribute("aria-sort"));
      const rows = Array.from(own);
      if (before !== "descending") {
        const ascending = before !== "ascending";
        heads[column].setAttribute("aria-sort", ascending ? "ascending" : "descending");
        rows.sort((a, b) => (ascending ? 1 : -1) * compare(a.cells[column], b.cells[column]));
      }
      table.classList.toggle("sorted", before !== "descending");
      body.append(...rows);
    }

    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "sort";
      button.setAttribute("aria-label", "Sort by " + (head.querySelector("a") || head).textContent);
      head.append(button);
      button.addEventListener("click", () => order(column));
    });
  });
})();
