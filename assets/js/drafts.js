/* A field with data-draft keeps what was typed and not saved, in this tab: over a log-in, a reload, the way back and forth.
   Logging out forgets all drafts, those of submit.js too. */
(function () {
  "use strict";

  var PREFIX = "persona-draft ";

  function keyOf(field) { return PREFIX + field.dataset.draft; }

  function read(key) { try { return sessionStorage.getItem(key); } catch (error) { return null; } }

  function write(key, value) { try { if (value === null) sessionStorage.removeItem(key); else sessionStorage.setItem(key, value); } catch (error) { /* no storage */ } }

  function tell(field, sentence) {
    var note = field.form && field.form.querySelector("[data-draft-note]");
    if (note && note.textContent !== sentence) note.textContent = sentence;
  }

  function look(field) {
    var draft = read(keyOf(field));
    if (draft !== null && draft === field.defaultValue) { write(keyOf(field), null); draft = null; }
    if (draft === null) { tell(field, ""); return; }
    if (field.dataset.isBack === keyOf(field)) return;
    field.dataset.isBack = keyOf(field);
    if (field.value === draft) return;
    field.value = draft;
    tell(field, "You typed this earlier and have not saved it. Saved is “" + field.defaultValue + "”.");
  }

  document.addEventListener("input", function (event) {
    var field = event.target;
    if (!field.matches || !field.matches("[data-draft]")) return;
    field.dataset.isBack = keyOf(field);
    write(keyOf(field), field.value === field.defaultValue ? null : field.value);
  });

  document.addEventListener("submit", function (event) {
    if (!event.target.matches || !event.target.matches("form[action='/auth/logout']")) return;
    try {
      Object.keys(sessionStorage).forEach(function (key) { if (key.indexOf(PREFIX) === 0) sessionStorage.removeItem(key); });
    } catch (error) { /* no storage */ }
  }, true);

  var isAsked = false;
  new MutationObserver(function () {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(function () { isAsked = false; document.querySelectorAll("[data-draft]").forEach(look); });
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["value", "data-draft"] });
})();
