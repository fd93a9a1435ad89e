/* Runs before the first paint, so that no page flashes in the wrong colours. */
(function () {
  try {
    var chosen = localStorage.getItem("persona-theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch (error) { /* storage is switched off: the system's preference holds */ }
})();
