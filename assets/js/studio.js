/* The studio's list by keyboard: "/" goes to the search, the arrows go along the list, "x" chooses. And the seconds of a deletion. */
(function () {
  "use strict";

  function typing(target) { return target.closest && target.closest("input:not([type=checkbox]), textarea, select, [contenteditable]"); }

  function links() { return Array.from(document.querySelectorAll(".studio-rows .persona-card")); }

  function go(step) {
    var all = links();
    if (!all.length) return;
    var row = document.activeElement.closest && document.activeElement.closest(".studio-row");
    var here = row ? all.indexOf(row.querySelector(".persona-card")) : -1;
    var next = all[Math.max(0, Math.min(all.length - 1, here + step))];
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", function (event) {
    var search = document.getElementById("studio-search");
    if (!search || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target === search && event.key === "ArrowDown") { event.preventDefault(); go(1); return; }
    if (typing(event.target)) return;
    if (event.key === "/") { event.preventDefault(); search.focus(); search.select(); }
    else if (event.key === "j" || (event.key === "ArrowDown" && event.target.closest(".studio-row"))) { event.preventDefault(); go(1); }
    else if (event.key === "k" || (event.key === "ArrowUp" && event.target.closest(".studio-row"))) { event.preventDefault(); go(-1); }
    else if (event.key === "x") {
      var row = event.target.closest(".studio-row");
      if (row) { event.preventDefault(); row.querySelector("input[type=checkbox]").click(); }
    }
  });

  /* A prompt that is copied counts as a use of its persona; nobody waits for it. */
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("[data-use]");
    if (button) fetch(button.dataset.use, { method: "POST", keepalive: true, credentials: "same-origin" }).catch(function () { /* not counted */ });
  });

  var told = {};
  setInterval(function () {
    document.querySelectorAll("[data-due]").forEach(function (place) {
      var due = place.dataset.due, left = Math.ceil((new Date(due) - Date.now()) / 1000);
      var words = left > 0 ? " in " + left + " s" : " now";
      if (place.textContent !== words) place.textContent = words;
      if (left > -2 || (told[due] || 0) > 20 || left > -2 * ((told[due] || 0) + 1)) return;
      told[due] = (told[due] || 0) + 1;
      var over = document.querySelector("[data-time-over]");
      if (over) over.click();
    });
  }, 250);
})();
