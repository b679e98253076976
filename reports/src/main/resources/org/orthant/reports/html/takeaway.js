/* Puts buttons below each figure that save it as SVG, as PNG, and its numbers as CSV. Nothing leaves the page. */
(function () {
  "use strict";

  const WIDTH = 720;
  const HEADING = 30;
  const SVG = "http://www.w3.org/2000/svg";
  const root = document.documentElement;

  /* In the colours of paper, also where the screen is dark. */
  function onPaper(make) {
    const printing = root.classList.contains("printing");
    root.classList.add("printing");
    try {
      return make();
    } finally {
      root.classList.toggle("printing", printing);
    }
  }

  function style(name) {
    return getComputedStyle(root).getPropertyValue("--" + name).trim();
  }

  function heightOf(element) {
    if (element.classList.contains("joint")) {
      return Math.round(WIDTH / 1.12);
    }
    const rows = Number(element.style.getPropertyValue("--rows"));
    return rows > 0 ? Math.round(rows * 22 + 56) : 400;
  }

  function titleOf(element) {
    return element.getAttribute("aria-label");
  }

  /* Letters and digits alone, so that no name leads out of a folder or hides its ending. */
  function fileName(element, ending) {
    const words = titleOf(element).normalize("NFKD").toLowerCase().replace(/[^a-z0-9]+/g, "-");
    return (words.replace(/^-|-$/g, "").slice(0, 100).replace(/-$/, "") || "figure") + ending;
  }

  function chart(element, renderer) {
    const options = { renderer, width: WIDTH, height: heightOf(element), devicePixelRatio: 3 };
    const drawn = echarts.init(document.createElement("div"), null, options);
    drawn.setOption(chartOption(element, WIDTH));
    drawn.getZr().flush();
    return drawn;
  }

  /* Made of nodes, never of markup, so that texts stay texts. */
  function svg(element) {
    const drawn = chart(element, "svg");
    const inner = drawn.getDom().querySelector("svg").cloneNode(true);
    drawn.dispose();
    const height = heightOf(element) + HEADING;
    const outer = document.implementation.createDocument(SVG, "svg", null);
    const add = (name, attributes, text) => {
      const node = outer.createElementNS(SVG, name);
      Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
      node.textContent = text;
      outer.documentElement.append(node);
    };
    Object.entries({ width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}` }).forEach(([key, value]) =>
      outer.documentElement.setAttribute(key, value));
    add("title", {}, titleOf(element));
    add("desc", {}, element.parentElement.querySelector("figcaption").textContent);
    add("rect", { width: WIDTH, height, fill: "#ffffff" }, "");
    add("text", { x: 8, y: 20, "font-family": style("sans"), "font-size": 14, fill: style("ink") }, titleOf(element));
    inner.setAttribute("y", HEADING);
    outer.documentElement.append(outer.importNode(inner, true));
    return new Blob([new XMLSerializer().serializeToString(outer)], { type: "image/svg+xml" });
  }

  function png(element) {
    const drawn = chart(element, "canvas");
    const picture = drawn.getRenderedCanvas({ pixelRatio: 3, backgroundColor: "#ffffff" });
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    canvas.height = picture.height + 3 * HEADING;
    const context = canvas.getContext("2d");
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = style("ink");
    context.font = "42px " + style("sans");
    context.fillText(titleOf(element), 24, 60, canvas.width - 48);
    context.drawImage(picture, 0, 3 * HEADING);
    drawn.dispose();
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  /* No text is a formula; a number with its sign is none. */
  function cell(text) {
    const inert = /^[+-]?[0-9.]+$/.test(text) ? text : /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/.test(text) ? "'" + text : text;
    return /[",;\t\r\n]/.test(inert) ? '"' + inert.replaceAll('"', '""') + '"' : inert;
  }

  function csv(element) {
    const rows = Array.from(element.parentElement.querySelectorAll("table tr"));
    const lines = rows.map((row) => Array.from(row.cells, (each) => cell(each.textContent)).join(",") + "\r\n");
    return new Blob(["\ufeff" + lines.join("")], { type: "text/csv" });
  }

  function button(element, name, make) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = name;
    made.setAttribute("aria-label", "Save as " + name + ": " + titleOf(element));
    made.addEventListener("click", async () => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await onPaper(() => make(element)));
      link.download = fileName(element, "." + name.toLowerCase());
      link.click();
      URL.revokeObjectURL(link.href);
    });
    return made;
  }

  document.querySelectorAll(".chart").forEach((element) => {
    const buttons = document.createElement("p");
    buttons.className = "take-away";
    buttons.append(button(element, "SVG", svg), button(element, "PNG", png));
    if (element.parentElement.querySelector("table")) {
      buttons.append(button(element, "CSV", csv));
    }
    element.parentElement.querySelector("figcaption").after(buttons);
  });
})();
