/* What works on every page without the socket: theme, menus, copying, times. Listens on the document only. */
(function () {
  "use strict";

  function isDark() {
    var chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  }

  function toggleTheme() {
    var next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try { localStorage.setItem("persona-theme", next); } catch (error) { /* holds for this page only */ }
  }

  function closeMenus(except) {
    document.querySelectorAll("details[data-menu][open]").forEach(function (menu) {
      if (menu !== except) menu.open = false;
    });
  }

  function copy(button) {
    var label = button.dataset.label || button.textContent;
    button.dataset.label = label;
    var done = function (text) {
      button.textContent = text;
      setTimeout(function () { button.textContent = label; }, 2000);
    };
    if (!navigator.clipboard) { done("Select and copy by hand"); return; }
    navigator.clipboard.writeText(button.dataset.copy).then(function () { done("Copied"); }, function () { done("Not copied"); });
  }

  var relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
  var day = new Intl.DateTimeFormat("en", { dateStyle: "medium" });
  var full = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "short" });
  var spans = [["day", 86400], ["hour", 3600], ["minute", 60]];

  function inWords(moment) {
    var seconds = (moment - Date.now()) / 1000;
    if (Math.abs(seconds) < 45) return "just now";
    if (Math.abs(seconds) > 14 * 86400) return day.format(moment);
    for (var i = 0; i < spans.length; i++) {
      if (Math.abs(seconds) >= spans[i][1] || i === spans.length - 1) return relative.format(Math.round(seconds / spans[i][1]), spans[i][0]);
    }
  }

  function showTime(element) {
    var iso = element.getAttribute("datetime");
    var moment = new Date(iso);
    if (isNaN(moment)) { if (element.textContent) element.textContent = ""; return; }
    var words = inWords(moment);
    if (element.textContent !== words) element.textContent = words;
    if (element.title !== full.format(moment)) element.title = full.format(moment);
  }

  function showTimes() { document.querySelectorAll("time[data-time]").forEach(showTime); }

  document.addEventListener("click", function (event) {
    var menu = event.target.closest("details[data-menu]");
    closeMenus(menu);
    if (event.target.closest("[data-theme-toggle]")) toggleTheme();
    if (event.target.closest(".skip")) { event.preventDefault(); document.getElementById("main").focus(); }
    var button = event.target.closest("[data-copy]");
    if (button) copy(button);
  });

  /* Somebody may log in before the page's socket has told where to go on: the address says it too. The server takes only paths of ours. */
  document.addEventListener("submit", function (event) {
    var next = event.target.matches && event.target.matches("form[action^='/auth/']") && event.target.elements.namedItem("next");
    if (next && !next.value) next.value = new URLSearchParams(location.search).get("next") || "";
  }, true);

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    var menu = document.querySelector("details[data-menu][open]");
    if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
  });

  /* On a narrow screen the rail is one line that scrolls: it begins where one is. Once per page and width; whoever scrolls it is left alone. */
  var railAt = "";
  function showPlace() {
    var link = document.querySelector(".rail [aria-current=page]");
    var here = location.pathname + " " + innerWidth;
    if (!link || railAt === here) return;
    var rail = link.closest(".rail");
    if (rail.scrollWidth <= rail.clientWidth) return;
    railAt = here;
    rail.scrollLeft += link.getBoundingClientRect().left - rail.getBoundingClientRect().left - (rail.clientWidth - link.offsetWidth) / 2;
  }

  var isAsked = false;
  new MutationObserver(function () {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(function () { isAsked = false; showTimes(); showPlace(); });
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["datetime"] });
  setInterval(showTimes, 30000);
  showTimes();
  window.addEventListener("resize", showPlace);
  showPlace();
})();
