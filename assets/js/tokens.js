/* Making an API token or the secret of a webhook: it travels in one answer, is shown once, and is kept nowhere. */
(function () {
  "use strict";

  function show(form, answer) {
    var place = document.querySelector("[data-token-secret]");
    place.querySelector("[data-token-name]").textContent = answer.name;
    place.querySelector("code").textContent = answer.token;
    var copy = place.querySelector("[data-copy]");
    copy.dataset.copy = answer.token;
    place.hidden = false;
    copy.focus();
    form.reset();
    document.querySelector("[data-token-made]").click();
  }

  function tell(form, sentence) {
    var place = form.querySelector("[data-token-problem]");
    place.textContent = sentence;
    if (sentence) form.elements[0].focus();
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches || !form.matches("form[data-token-form]")) return;
    event.preventDefault();
    event.stopPropagation();
    tell(form, "");
    fetch(form.getAttribute("action"), { method: "POST", body: new URLSearchParams(new FormData(form)), headers: { Accept: "application/json" } })
      .then(function (response) { return response.json(); })
      .then(function (answer) { if (answer.token) show(form, answer); else tell(form, answer.detail); })
      .catch(function () { tell(form, form.dataset.tokenForm || "The server could not be reached, so no token was made. Try again in a moment."); });
  }, true);

  document.addEventListener("click", function (event) {
    if (!event.target.closest("[data-token-hide]")) return;
    var place = document.querySelector("[data-token-secret]");
    place.querySelector("code").textContent = "";
    place.querySelector("[data-copy]").dataset.copy = "";
    place.hidden = true;
  });
})();
