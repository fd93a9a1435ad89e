/* The panel at the side takes the focus when what opens it is pressed, Escape closes it, and the focus goes back. */
(function () {
  "use strict";

  var opener = null;

  function panel() { return document.getElementById("evidence"); }

  function whenOpen(shown, tries) {
    var there = panel();
    if (there && there.querySelector("[data-evidence-close]") && there.textContent !== shown) { there.scrollTop = markedAt(there); there.focus({ preventScroll: true }); uncover(); return; }
    if (tries > 0) setTimeout(function () { whenOpen(shown, tries - 1); }, 30);
  }

  /* In a scene the marked line may stand below what the panel shows. */
  function markedAt(panel) {
    panel.scrollTop = 0;
    var line = panel.querySelector(".scene-line.is-marked");
    if (!line) return 0;
    var below = line.getBoundingClientRect().bottom - panel.getBoundingClientRect().bottom + 24;
    return Math.max(0, below);
  }

  /* On a phone the panel covers the lower part: bring the claim above it. */
  function uncover() {
    if (!opener || getComputedStyle(panel()).position !== "fixed") return;
    var below = opener.getBoundingClientRect().bottom - panel().getBoundingClientRect().top + 24;
    if (below > 0) window.scrollBy({ top: below });
  }

  function giveBack() {
    var to = opener;
    opener = null;
    if (to && document.contains(to)) to.focus({ preventScroll: true });
  }

  document.addEventListener("click", function (event) {
    var claim = event.target.closest(".claim, [data-opens-panel]");
    if (claim) {
      opener = claim.matches("[data-opens-panel]") ? claim : claim.querySelector("[data-claim]");
      if (opener && opener.getAttribute("aria-expanded") !== "true") whenOpen(panel() ? panel().textContent : "", 60);
      return;
    }
    if (event.target.closest("[data-evidence-close]")) giveBack();
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var form = event.target.closest && event.target.closest(".claim-form");
    if (form) { form.querySelector("[data-cancel]").click(); return; }
    var close = panel() && panel().querySelector("[data-evidence-close]");
    if (close) close.click();
  });
})();

/* A text that is opened at a marked place shows that place. */
(function () {
  "use strict";
  var seen = null;
  new MutationObserver(function () {
    var place = document.querySelector("[data-scroll-here]");
    if (place && place !== seen) place.scrollIntoView({ block: "center" });
    seen = place;
  }).observe(document.documentElement, { childList: true, subtree: true });
})();

/* On a phone the rail is wider than the screen: the present section is brought into view. */
(function () {
  "use strict";
  var seen = null;
  new MutationObserver(function () {
    var here = document.querySelector(".rail [aria-current='page']");
    if (here && here !== seen) here.parentElement.scrollLeft = here.offsetLeft - (here.parentElement.clientWidth - here.offsetWidth) / 2;
    seen = here;
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["aria-current"] });
})();
