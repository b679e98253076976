/* On paper colours are those of daylight and nothing is folded away but the tables of all numbers. */
(function () {
  "use strict";

  const root = document.documentElement;
  let opened = [];

  addEventListener("beforeprint", () => {
    root.classList.add("printing");
    opened = Array.from(document.querySelectorAll("details.fold:not([open])")).filter((fold) => !fold.closest(".all-numbers"));
    opened.forEach((fold) => (fold.open = true));
  });
  addEventListener("afterprint", () => {
    root.classList.remove("printing");
    opened.forEach((fold) => (fold.open = false));
  });
})();
