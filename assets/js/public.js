/* The public page's like, shown before it is kept and taken back if it was not. Listens on the document only; without scripts it is a form. */
(function () {
  "use strict";

  function formIn(root) { return root.querySelector("form[data-like]"); }
  function buttonOf(form) { return form.querySelector("button"); }
  function isLiked(form) { return buttonOf(form).getAttribute("aria-pressed") === "true"; }
  function countIn(form) { return Number(form.querySelector("[data-like-count]").textContent.replace(/\D/g, "")) || 0; }

  function show(form, liked, count) {
    buttonOf(form).setAttribute("aria-pressed", liked ? "true" : "false");
    form.querySelector("[data-like-count]").textContent = count.toLocaleString("en");
    var undo = form.elements.namedItem("undo");
    if (undo) undo.disabled = !liked;
  }

  function say(form, sentence) { form.querySelector("[role=status]").textContent = sentence; }

  function send(form) {
    var before = { liked: isLiked(form), count: countIn(form) };
    var fields = new URLSearchParams(before.liked ? { undo: "yes" } : {});
    form.dataset.sending = "yes";
    say(form, "");
    show(form, !before.liked, Math.max(0, before.count + (before.liked ? -1 : 1)));
    fetch(form.getAttribute("action"), { method: "POST", body: fields, headers: { Accept: "application/json" } }).then(function (answer) {
      return answer.json().then(function (told) {
        if (answer.status === 401 && told.login) { location.assign(told.login); throw new Error(""); }
        if (!answer.ok) throw new Error(told.detail || "That was not kept. Try again.");
        show(form, told.is_liked, told.count);
      });
    }).catch(function (error) {
      show(form, before.liked, before.count);
      say(form, error instanceof TypeError || error instanceof SyntaxError ? "That was not kept: the site could not be reached." : error.message);
    }).finally(function () { delete form.dataset.sending; });
  }

  document.addEventListener("submit", function (event) {
    if (!event.target.matches || !event.target.matches("form[data-like]")) return;
    event.preventDefault();
    if (!event.target.dataset.sending) send(event.target);
  });

  /* The page of Reflex knows who looks; the article is the same for everybody. */
  function showOwn() {
    document.querySelectorAll("[data-liked][data-likes]").forEach(function (holder) {
      var form = formIn(holder);
      var known = holder.dataset.liked + holder.dataset.likes;
      if (!form || form.dataset.sending || form.dataset.known === known || holder.dataset.likes === "-1") return;
      form.dataset.known = known;
      show(form, holder.dataset.liked === "yes", Number(holder.dataset.likes));
    });
  }

  new MutationObserver(showOwn).observe(document.documentElement, {
    childList: true, subtree: true, attributes: true, attributeFilter: ["data-liked", "data-likes"],
  });
  showOwn();
})();
