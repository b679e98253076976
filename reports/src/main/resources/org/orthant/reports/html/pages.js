/* Shows the rows of a long scorecard in pages, however they are sorted and filtered, and finds a layer's row. */
(function () {
  "use strict";

  const table = document.querySelector("table.paged");
  if (!table) {
    return;
  }
  const body = table.tBodies[0];
  const size = Number(table.dataset.page);
  const bar = document.querySelector(".pages");
  const said = bar.querySelector("output");
  const buttons = Array.from(bar.querySelectorAll("button"));
  const byName = new Map(Array.from(body.rows, (row) => [row.cells[0].textContent.trim(), row]));
  let page = 0;

  const kept = () => Array.from(body.rows).filter((row) => !row.hidden);

  function show() {
    const rows = kept();
    const pages = Math.max(1, Math.ceil(rows.length / size));
    page = Math.min(Math.max(page, 0), pages - 1);
    rows.forEach((row, i) => row.classList.toggle("beyond", Math.floor(i / size) !== page));
    const last = Math.min(rows.length, (page + 1) * size);
    said.textContent = rows.length ? `rows ${page * size + 1} to ${last} of ${rows.length}` : "no rows";
    buttons[0].disabled = page === 0;
    buttons[1].disabled = page === pages - 1;
    bar.hidden = rows.length <= size && pages === 1;
  }

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (malformed) {
      return text;
    }
  }

  /* A layer without a section of its own is found in its row, by number or by name. */
  function follow() {
    const hash = location.hash.slice(1);
    const names = new Set(Array.from(document.querySelectorAll("article.panel"), (panel) => panel.dataset.layer));
    const name = [decoded(hash), decoded(hash.split("/")[0])].find((each) => byName.has(each));
    const target = hash && document.getElementById(hash);
    const row = target ? target.closest("table.paged tbody tr") : !names.has(name) && byName.get(name);
    body.querySelectorAll(".found").forEach((each) => each.classList.remove("found"));
    if (!row) {
      return;
    }
    if (row.hidden) {
      document.getElementById("filter-layer").value = "";
      document.getElementById("filter-grade").value = "";
      body.querySelectorAll("tr[hidden]").forEach((each) => (each.hidden = false));
      document.getElementById("filter-count").textContent = "";
    }
    observer.takeRecords();
    page = Math.floor(kept().indexOf(row) / size);
    show();
    row.classList.add("found");
    row.scrollIntoView({ block: "center" });
  }

  const observer = new MutationObserver(() => {
    page = 0;
    show();
  });

  buttons.forEach((button) =>
    button.addEventListener("click", () => {
      page += Number(button.dataset.step);
      show();
    }),
  );
  observer.observe(body, { childList: true, subtree: true, attributes: true, attributeFilter: ["hidden"] });
  table.classList.add("live");
  show();
  addEventListener("hashchange", follow);
  follow();
})();
