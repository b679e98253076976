/* Shows one layer at a time, and finds layers, probes and quantizers by their names in the address. */
(function () {
  "use strict";

  const panels = Array.from(document.querySelectorAll("article.panel"));
  const heads = new Map(panels.map((panel) => [panel.querySelector("h3").id, panel]));
  const names = new Map(panels.map((panel) => [panel.dataset.layer, panel]));
  const links = Array.from(document.querySelectorAll(".boxes a, nav.layers a")).filter((link) =>
    heads.has(link.getAttribute("href").slice(1)),
  );
  const all = document.getElementById("all-layers");
  if (!all) {
    return;
  }

  /* A layer called as a part of the page is keeps its number. */
  function address(panel) {
    const name = panel.dataset.layer;
    return document.getElementById(name) ? panel.querySelector("h3").id : encodeURIComponent(name);
  }

  links.forEach((link) => {
    link.dataset.panel = link.getAttribute("href").slice(1);
    link.href = "#" + address(heads.get(link.dataset.panel));
  });

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch (malformed) {
      return text;
    }
  }

  function show(panel) {
    panels.forEach((each) => (each.hidden = panel !== null && each !== panel));
    links.forEach((link) => {
      if (panel !== null && heads.get(link.dataset.panel) === panel) {
        link.setAttribute("aria-current", "true");
      } else {
        link.removeAttribute("aria-current");
      }
    });
    all.hidden = panel === null;
  }

  /* The figures of a probe in a panel, or that under a quantizer among them; else the panel. */
  function place(panel, probe, quantizer) {
    const group = Array.from(panel.querySelectorAll("[data-probe]")).find((each) => each.dataset.probe === probe);
    const figure =
      group &&
      Array.from(group.querySelectorAll("figure")).find((each) => {
        const heading = each.querySelector(".heading");
        return heading && (heading.textContent + ",").startsWith(quantizer + ",");
      });
    return figure || group || panel;
  }

  function follow() {
    const hash = location.hash.slice(1);
    const [layer, probe, quantizer] = hash.split("/").map(decoded);
    const whole = names.get(decoded(hash)) || heads.get(hash);
    const panel = whole || names.get(layer) || heads.get(layer);
    if (hash && panel) {
      show(panel);
      (whole ? panel : place(panel, probe, quantizer)).scrollIntoView();
      return;
    }
    const target = hash && document.getElementById(hash);
    if (!hash) {
      show(names.get(document.querySelector("nav.layers").dataset.first) || null);
      return;
    }
    if (target?.closest("article.panel")) {
      show(target.closest("article.panel"));
      target.scrollIntoView();
    } else if (target?.matches("details")) {
      target.open = true;
      target.scrollIntoView();
    }
  }

  all.addEventListener("click", () => {
    show(null);
    history.replaceState(null, "", "#layers");
  });
  addEventListener("hashchange", follow);

  let shown = null;
  addEventListener("beforeprint", () => {
    shown = panels.some((panel) => panel.hidden) ? panels.find((panel) => !panel.hidden) : null;
    show(null);
  });
  addEventListener("afterprint", () => show(shown));
  follow();
})();
