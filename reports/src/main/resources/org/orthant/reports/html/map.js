/* Makes a map one stop of the Tab key, walked by arrows; cells of the other maps lead where the first one's do. */
(function () {
  "use strict";

  const maps = Array.from(document.querySelectorAll("table.map"));
  const first = document.querySelector(".strip table.map");
  if (!first) {
    return;
  }
  const linkAt = (row, column) => first.tBodies[0].rows[row]?.cells[column]?.querySelector("a");
  const links = Array.from(first.querySelectorAll("a"));
  links.forEach((link, i) => (link.tabIndex = i === 0 ? 0 : -1));

  function go(link) {
    links.forEach((each) => (each.tabIndex = each === link ? 0 : -1));
    link.focus();
  }

  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

  first.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell || !steps[event.key]) {
      return;
    }
    event.preventDefault();
    const [down, right] = steps[event.key];
    let row = cell.parentElement.sectionRowIndex + down;
    let column = cell.cellIndex + right;
    while (row >= 0 && column > 0 && row < first.tBodies[0].rows.length && column < first.rows[0].cells.length) {
      const link = linkAt(row, column);
      if (link) {
        go(link);
        return;
      }
      row += down;
      column += right;
    }
  });

  maps
    .filter((map) => map !== first)
    .forEach((map) => {
      map.addEventListener("mouseover", (event) => {
        const cell = event.target.closest("td");
        const link = cell && linkAt(cell.parentElement.sectionRowIndex, cell.cellIndex);
        if (link) {
          cell.title = link.title.slice(0, link.title.lastIndexOf(": ")) + ": " + (cell.textContent || "not measured");
          cell.classList.add("linked");
        }
      });
      map.addEventListener("click", (event) => {
        const cell = event.target.closest("td");
        const link = cell && linkAt(cell.parentElement.sectionRowIndex, cell.cellIndex);
        if (link) {
          location.hash = link.getAttribute("href");
        }
      });
    });
})();
