/* Choosing by keyboard: the arrows go from the search to what it found and along it; space or enter chooses. Among those of which one
   alone can be chosen, the browser goes along by itself, and chooses. */
(function () {
  "use strict";

  function places(picker) {
    return [picker.querySelector("input[type=search]")].concat(Array.from(picker.querySelectorAll("[data-pick]"))).filter(Boolean);
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    var picker = event.target.closest && event.target.closest("[data-picker]");
    if (!picker || event.altKey || event.ctrlKey || event.metaKey) return;
    var all = places(picker), here = all.indexOf(event.target);
    if (here < 0) return;
    var next = all[here + (event.key === "ArrowDown" ? 1 : -1)];
    if (!next || (event.target.type === "radio" && next.type === "radio")) return;
    event.preventDefault();
    next.focus();
    next.scrollIntoView({ block: "nearest" });
  });
})();

/* A run was asked for: its progress stands at the top of the page. */
(function () {
  "use strict";

  function show(tries) {
    var panel = document.querySelector(".run-panel");
    if (panel) window.scrollTo({ top: 0 });
    else if (tries > 0) setTimeout(function () { show(tries - 1); }, 50);
  }

  document.addEventListener("click", function (event) {
    if (event.target.closest("[data-starts-run]")) setTimeout(function () { show(100); }, 100);
  });
})();
