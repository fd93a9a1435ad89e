/* A field with data-draft keeps what was typed and not saved, in this tab: over a log-in, a reload, the way back and forth.
   Logging out forgets all drafts, those of submit.js too; so does logging in as somebody else (data-account names who is logged in). */
(function () {
  "use strict";

  var PREFIX = "persona-draft ";
  var OWNER = "persona-drafts-of";

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
    forgetAll();
  }, true);

  /* Were there any? */
  function forgetAll() {
    try {
      var drafts = Object.keys(sessionStorage).filter(function (key) { return key.indexOf(PREFIX) === 0; });
      drafts.forEach(function (key) { sessionStorage.removeItem(key); });
      return drafts.length > 0;
    } catch (error) { return false; /* no storage */ }
  }

  function lookWhoIsHere() {
    var shown = document.querySelector("[data-account]");
    var here = shown ? shown.dataset.account : "";
    if (!here) return;
    var before = read(OWNER);
    if (before !== here) write(OWNER, here);
    if (before !== null && before !== here && forgetAll()) location.reload();
  }

  var isAsked = false;
  new MutationObserver(function () {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(function () { isAsked = false; lookWhoIsHere(); document.querySelectorAll("[data-draft]").forEach(look); });
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["value", "data-draft", "data-account"] });
})();
