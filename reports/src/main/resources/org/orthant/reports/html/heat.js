/* Shows the table of one measure at a time; all of them on paper. */
(function () {
  "use strict";

  const buttons = Array.from(document.querySelectorAll(".switch button"));
  const tables = Array.from(document.querySelectorAll("div.heat"));
  if (buttons.length < 2) {
    return;
  }

  function show(measure) {
    buttons.forEach((button) =>
      button.setAttribute("aria-pressed", String(button.dataset.measure === measure)),
    );
    tables.forEach((table) => table.classList.toggle("folded", table.dataset.measure !== measure));
  }

  buttons.forEach((button) => button.addEventListener("click", () => show(button.dataset.measure)));
  buttons[0].closest(".switch").hidden = false;
  show(buttons[0].dataset.measure);
})();
