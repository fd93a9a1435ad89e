/* What was typed and not saved, in this tab: over a log-in, a reload, the way back and forth. submit.js keeps its drafts here, too;
   a field with data-draft needs nothing more. Long drafts (assets/editor/keeping.js) are kept for all tabs, and outlive the browser.
   Every draft is kept under its owner's name, and the owner is known before anything is shown: a cookie set at log-in, which outlives the
   session and goes at log-out (web/session.py). Nobody is given what another one typed, and drafts of others are forgotten on sight. */
(function () {
  "use strict";

  var PREFIX = "persona-draft ";
  var KEPT = "persona-kept-draft ";
  var LOSING = "This browser holds a draft of yours that is not saved as a version. Logging out throws it away. Log out?";
  var COOKIE = "persona_drafts_of";

  function ownerNow() {
    var cookies = document.cookie.split("; ");
    var find = function (name) { return cookies.filter(function (one) { return one.indexOf(name + "=") === 0; })[0]; };
    var found = find("__Host-" + COOKIE) || find(COOKIE);
    return found ? found.slice(found.indexOf("=") + 1) : "";
  }

  var owner = ownerNow(); /* of this document, to its end: logging in and out load another one */

  function keyOf(name) { return PREFIX + owner + " " + name; }

  function read(name) {
    if (!owner || ownerNow() !== owner) return null;
    try { return sessionStorage.getItem(keyOf(name)); } catch (error) { return null; }
  }

  function write(name, value) {
    try {
      if (value === null) sessionStorage.removeItem(keyOf(name));
      else if (owner && ownerNow() === owner) sessionStorage.setItem(keyOf(name), value);
    } catch (error) { /* no storage: the page itself still holds everything */ }
  }

  function keyOfKept(name) { return KEPT + owner + " " + name; }

  function readKept(name) {
    if (!owner || ownerNow() !== owner) return null;
    try { return localStorage.getItem(keyOfKept(name)); } catch (error) { return null; }
  }

  /* Was it kept? Null takes it away. */
  function writeKept(name, value) {
    try {
      if (value === null) localStorage.removeItem(keyOfKept(name));
      else if (owner && ownerNow() === owner) localStorage.setItem(keyOfKept(name), value);
      else return false;
      return true;
    } catch (error) { return false; }
  }

  function keysOf(storage, prefix) { return Object.keys(storage).filter(function (key) { return key.indexOf(prefix) === 0; }); }

  /* All drafts but those of one; without one, all. */
  function forgetAllBut(kept) {
    try {
      [[sessionStorage, PREFIX], [localStorage, KEPT]].forEach(function (place) {
        keysOf(place[0], place[1]).forEach(function (key) {
          if (!kept || key.indexOf(place[1] + kept + " ") !== 0) place[0].removeItem(key);
        });
      });
    } catch (error) { /* no storage */ }
  }

  function isAnyKept() {
    try { return keysOf(localStorage, KEPT + owner + " ").length > 0; } catch (error) { return false; }
  }

  function tell(field, sentence) {
    var note = field.form && field.form.querySelector("[data-draft-note]");
    if (note && note.textContent !== sentence) note.textContent = sentence;
  }

  function look(field) {
    var name = field.dataset.draft;
    var draft = read(name);
    if (draft !== null && draft === field.defaultValue) { write(name, null); draft = null; }
    if (draft === null) { tell(field, ""); return; }
    if (field.dataset.isBack === name) return;
    field.dataset.isBack = name;
    if (field.value === draft) return;
    field.value = draft;
    tell(field, "You typed this earlier and have not saved it. Saved is “" + field.defaultValue + "”.");
  }

  document.addEventListener("input", function (event) {
    var field = event.target;
    if (!field.matches || !field.matches("[data-draft]")) return;
    field.dataset.isBack = field.dataset.draft;
    write(field.dataset.draft, field.value === field.defaultValue ? null : field.value);
  });

  document.addEventListener("submit", function (event) {
    if (!event.target.matches || !event.target.matches("form[action='/auth/logout']")) return;
    if (isAnyKept() && !window.confirm(LOSING)) { event.preventDefault(); event.stopImmediatePropagation(); return; }
    forgetAllBut("");
  }, true);

  /* A tab comes back, perhaps after a log-out or somebody else's log-in in another one: what stands in its fields is not theirs. */
  function comeBack() {
    var here = ownerNow();
    forgetAllBut(here);
    if (here && owner && here !== owner) location.reload();
  }

  window.addEventListener("pageshow", comeBack);
  document.addEventListener("visibilitychange", function () { if (!document.hidden) comeBack(); });

  var isAsked = false;
  new MutationObserver(function () {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(function () { isAsked = false; document.querySelectorAll("[data-draft]").forEach(look); });
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["value", "data-draft"] });

  forgetAllBut(owner);
  window.personaDrafts = { read: read, write: write, keyOfKept: keyOfKept, readKept: readKept, writeKept: writeKept };
})();
