/* Takes the server's first paint away once the page of Reflex at the same address has painted. Listens on the document only. */
(function () {
  "use strict";

  var first = document.getElementById("first-paint");
  var address = location.pathname;
  var watch = null;

  function matching(root, selector) { return Array.prototype.slice.call(root.querySelectorAll(selector)); }

  /* What the reader opened and where the keyboard stands, by its place among its like: both sides show the same article. */
  function carryOver(root) {
    matching(first, "main details").forEach(function (one, place) {
      var other = matching(root, "main details")[place];
      if (other) other.open = one.open;
    });
    var fields = matching(first, "main input, main textarea, main select");
    matching(root, "main input, main textarea, main select").forEach(function (field, place) {
      var typed = fields[place];
      if (typed && typed.name === field.name && typed.value !== typed.defaultValue) field.value = typed.value;
    });
    var steps = "a[href], button, summary, input, textarea, select";
    var step = first.querySelector("main").contains(document.activeElement) ? matching(first, "main " + steps.split(", ").join(", main ")).indexOf(document.activeElement) : -1;
    var shown = first.querySelector("[popover]:popover-open");
    return function () {
      var target = step >= 0 && matching(root, "main " + steps.split(", ").join(", main "))[step];
      if (target) target.focus({ preventScroll: true });
      var again = shown && document.getElementById(shown.id);
      if (again && again.showPopover) again.showPopover();
    };
  }

  function takeOver() {
    var painted = document.querySelector("[data-painted='yes']");
    if (!painted) return;
    var settle = carryOver(painted.closest(".shell") || document.body);
    first.remove();
    first = null;
    settle();
  }

  /* Somebody walked on: what the head says of the first address is no longer true. */
  function leave() {
    matching(document.head, "[data-first-paint]").forEach(function (one) { one.remove(); });
    if (first) first.remove();
    first = null;
    watch.disconnect();
  }

  function look() {
    if (location.pathname !== address) leave();
    else if (first) takeOver();
  }

  if (!first && !document.head.querySelector("[data-first-paint]")) return;
  watch = new MutationObserver(look);
  watch.observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-painted"] });
  look();
})();
