/* Runs before the first paint, so that no page flashes in the wrong colours, or asks somebody to log in who is. */
(function () {
  if (/(^|; )(__Host-)?persona_drafts_of=/.test(document.cookie)) document.documentElement.dataset.known = "yes";
  try {
    var chosen = localStorage.getItem("persona-theme");
    if (chosen === "light" || chosen === "dark") document.documentElement.dataset.theme = chosen;
  } catch (error) { /* storage is switched off: the system's preference holds */ }
})();
