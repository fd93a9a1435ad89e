/* The Publish page. A picture is sent without leaving the page; what is wrong with it stands below the form. */
(function () {
  "use strict";

  var LOST = "The picture could not be sent: the connection was lost. It is still chosen; send it again.";

  function tell(form, sentence) { form.querySelector("[data-picture-problem]").textContent = sentence; }

  function busy(form, is) {
    var button = form.querySelector("[data-picture-submit]");
    form.setAttribute("aria-busy", String(is));
    button.disabled = is;
  }

  function sent(form, answer) {
    if (answer.status === 401) { location.assign("/login?next=" + encodeURIComponent(location.pathname)); return null; }
    if (answer.ok) {
      form.reset();
      form.querySelector("[data-picture-made]").click();
      return null;
    }
    return answer.json().then(function (problem) { tell(form, problem.detail || LOST); });
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches || !form.matches("[data-picture-form]")) return;
    event.preventDefault();
    tell(form, "");
    busy(form, true);
    fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: "application/json" } })
      .then(function (answer) { return sent(form, answer); })
      .catch(function () { tell(form, LOST); })
      .then(function () { busy(form, false); });
  });
})();

/* The page shows another stage: its beginning comes into view, and takes the focus from a button that has gone. */
(function () {
  "use strict";

  var seen = null;

  new MutationObserver(function () {
    var stage = document.querySelector("[data-stage]");
    if (!stage) { seen = null; return; }
    var now = stage.dataset.stage;
    if (now === seen) return;
    var isChange = seen !== null && seen !== "loading";
    seen = now;
    if (!isChange || (document.activeElement && document.activeElement !== document.body)) return;
    window.scrollTo({ top: 0 });
    stage.focus({ preventScroll: true });
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-stage"] });
})();
