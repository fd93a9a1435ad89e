/* The studio's list by keyboard: "/" goes to the search, the arrows go along the list, "x" chooses. Its address. The seconds of a deletion. */
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

  /* What is asked for becomes the page's address without opening the page again, once somebody has asked here: what the server
     remembers of an earlier visit is no wish. Each place is "number of steps, address"; a new step gets an entry that Back leaves. */
  var asked = false;

  ["input", "change", "click", "submit"].forEach(function (kind) {
    document.addEventListener(kind, function (event) {
      if (event.target.closest && event.target.closest("[data-place]")) asked = true;
    }, true);
  });

  function entry(step) {
    return Object.assign({}, history.state, { key: Math.random().toString(36).slice(2), idx: ((history.state || {}).idx || 0) + step });
  }

  /* The router hears of entries by their keys: the one that is left gets another, so that coming back to it is news to the router. */
  function follow(before, now) {
    var parts = now.split(" "), here = location.pathname + location.search;
    if (!asked || location.pathname !== "/studio" || parts[1] === here) return;
    if (parseInt(parts[0], 10) <= parseInt(before || "0", 10)) { history.replaceState(history.state, "", parts[1]); return; }
    history.replaceState(entry(0), "", here);
    history.pushState(entry(1), "", parts[1]);
  }

  new MutationObserver(function (changes) {
    var before = changes[0].oldValue, place = changes[changes.length - 1].target;
    if (place.isConnected && place.dataset.place) follow(before, place.dataset.place);
  }).observe(document.documentElement, { subtree: true, attributes: true, attributeOldValue: true, attributeFilter: ["data-place"] });

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
