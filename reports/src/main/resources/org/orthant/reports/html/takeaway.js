/* Puts buttons below each figure that save it as SVG, as PNG, and its numbers as CSV. Nothing leaves the page. */
(function () {
  "use strict";

  const WIDTH = 720;
  const HEADING = 30;
  const LINE = 15;
  const LETTERS = 118;
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

  /* What lines and symbols stand for. */
  function captionOf(element) {
    return linesOf(element.parentElement.querySelector("figcaption").textContent);
  }

  /* In lines that fit. */
  function linesOf(text) {
    const lines = [""];
    for (const word of text.split(/\s+/)) {
      const last = lines[lines.length - 1];
      if (last.length + word.length < LETTERS) {
        lines[lines.length - 1] = (last + " " + word).trim();
      } else {
        lines.push(word);
      }
    }
    return lines;
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
    const caption = captionOf(element);
    const below = HEADING + heightOf(element);
    const height = below + (caption.length + 1) * LINE;
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
    add("rect", { width: WIDTH, height, fill: "#ffffff" }, "");
    add("text", { x: 8, y: 20, "font-family": style("sans"), "font-size": 14, fill: style("ink") }, titleOf(element));
    caption.forEach((line, i) =>
      add("text", { x: 8, y: below + (i + 1) * LINE, "font-family": style("sans"), "font-size": 11, fill: style("soft") }, line));
    inner.setAttribute("y", HEADING);
    outer.documentElement.append(outer.importNode(inner, true));
    return new Blob([new XMLSerializer().serializeToString(outer)], { type: "image/svg+xml" });
  }

  function png(element) {
    const drawn = chart(element, "canvas");
    const picture = drawn.getRenderedCanvas({ pixelRatio: 3, backgroundColor: "#ffffff" });
    const canvas = document.createElement("canvas");
    canvas.width = picture.width;
    const caption = captionOf(element);
    const below = 3 * HEADING + picture.height;
    canvas.height = below + 3 * (caption.length + 1) * LINE;
    const context = canvas.getContext("2d");
    context.fillStyle = "#ffffff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.fillStyle = style("ink");
    context.font = "42px " + style("sans");
    context.fillText(titleOf(element), 24, 60, canvas.width - 48);
    context.drawImage(picture, 0, 3 * HEADING);
    context.fillStyle = style("soft");
    context.font = "33px " + style("sans");
    caption.forEach((line, i) => context.fillText(line, 24, below + 3 * (i + 1) * LINE, canvas.width - 48));
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

  const ROW = 26;
  const NAMES = 210;
  const TRACK = 260;

  /* Rows of dots are laid out by the style sheet; here they are drawn as they stand, in percent of the track. */
  function svgOfDots(figure) {
    const rows = Array.from(figure.querySelectorAll(".row"));
    const caption = figure.querySelector("figcaption") ? linesOf(figure.querySelector("figcaption").textContent) : [];
    const below = HEADING + rows.length * ROW;
    const height = below + (caption.length + 1) * LINE;
    const outer = document.implementation.createDocument(SVG, "svg", null);
    const add = (name, attributes, text) => {
      const node = outer.createElementNS(SVG, name);
      Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
      node.textContent = text || "";
      outer.documentElement.append(node);
    };
    const words = (x, y, text, rest) =>
      add("text", { x, y, "font-family": style("sans"), "font-size": 11, fill: style("ink"), ...rest }, text);
    const at = (text) => NAMES + (parseFloat(text) / 100) * TRACK;
    Object.entries({ width: WIDTH, height, viewBox: `0 0 ${WIDTH} ${height}` }).forEach(([key, value]) =>
      outer.documentElement.setAttribute(key, value));
    add("title", {}, titleOf(figure));
    add("rect", { width: WIDTH, height, fill: "#ffffff" });
    words(8, 20, titleOf(figure), { "font-size": 14 });
    rows.forEach((row, i) => {
      const y = HEADING + i * ROW + ROW / 2;
      const name = row.querySelector(".name");
      if (name) {
        words(8, y + 4, name.textContent);
        words(NAMES + TRACK + 16, y + 4, row.querySelector(".numbers").textContent);
        add("path", { d: `M${NAMES} ${y + ROW / 2}h${TRACK}`, stroke: style("line") });
      }
      row.querySelectorAll(".track > *").forEach((mark) => {
        const is = (kind) => mark.classList.contains(kind);
        const drawn = getComputedStyle(mark);
        const x = at(mark.style.left);
        if (is("zero")) {
          add("path", { d: `M${x} ${y - ROW / 2}v${ROW}`, stroke: style("soft"), "stroke-dasharray": "3 2" });
        } else if (is("reach")) {
          const thick = is("faint") ? 8 : 2;
          add("rect", { x, y: y - thick / 2, width: at(mark.style.width) - NAMES, height: thick,
            fill: drawn.backgroundColor, "fill-opacity": drawn.opacity });
        } else if (is("dot")) {
          add("circle", { cx: x, cy: y, r: is("small") ? 3.5 : 5, fill: drawn.backgroundColor,
            stroke: drawn.borderTopColor, "stroke-width": is("small") ? 1 : 2 });
        } else {
          words(x, y + 2, mark.textContent, { "text-anchor": "middle", fill: style("soft") });
        }
      });
    });
    caption.forEach((line, i) => words(8, below + (i + 1) * LINE, line, { fill: style("soft") }));
    return new Blob([new XMLSerializer().serializeToString(outer)], { type: "image/svg+xml" });
  }

  async function pngOfDots(figure) {
    const bytes = new Uint8Array(await svgOfDots(figure).arrayBuffer());
    const picture = new Image();
    picture.src = "data:image/svg+xml;base64," + btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 3 * picture.naturalWidth;
    canvas.height = 3 * picture.naturalHeight;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  }

  function csvOfDots(figure) {
    const rows = Array.from(figure.querySelectorAll(".row .name"), (name) => [name, name.parentElement.querySelector(".numbers")]);
    const lines = rows.map((row) => row.map((each) => cell(each.textContent)).join(",") + "\r\n");
    return new Blob(["\ufeff" + lines.join("")], { type: "text/csv" });
  }

  document.querySelectorAll("figure.dots").forEach((figure) => {
    const buttons = document.createElement("p");
    buttons.className = "take-away";
    buttons.append(button(figure, "SVG", svgOfDots), button(figure, "PNG", pngOfDots), button(figure, "CSV", csvOfDots));
    figure.append(buttons);
  });

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
