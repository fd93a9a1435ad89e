/* Importing a card: what would become of the file is shown first; then it is imported. Without this script the form imports at once. */
(function () {
  "use strict";

  var LOST = "The server could not be reached, so nothing was imported. Try again in a moment.";
  var latest = 0;

  function part(form, name) { return form.querySelector("[data-import-" + name + "]"); }

  function make(name, text, className) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  function tell(form, sentence) { part(form, "problem").textContent = sentence || ""; }

  function say(form, sentence) { part(form, "status").textContent = sentence || ""; }

  function send(form, isLook) {
    var data = new FormData(form);
    if (isLook) data.set("look", "yes");
    return fetch(form.getAttribute("action"), { method: "POST", body: data, headers: { Accept: "application/json" } })
      .then(function (response) { return response.json(); });
  }

  function list(title, lines) {
    var section = make("section", "", "stack"), listed = make("ul", "", "small");
    section.appendChild(make("h2", title, "entry-title"));
    lines.forEach(function (line) { listed.appendChild(make("li", line)); });
    section.appendChild(listed);
    return section;
  }

  function told(loss) { return loss.place + ": " + loss.why; }

  function show(form, answer) {
    var place = part(form, "report");
    place.textContent = "";
    place.appendChild(make("p", "“" + answer.name + "”, read as " + answer.format + "; " + answer.claims + " claims stand in fields of their own.", "small"));
    if (answer.mapped.length) place.appendChild(list("Becomes the persona", [answer.mapped.join(", ")]));
    if (answer.kept.length) place.appendChild(list("Is kept aside, and exported again", answer.kept.map(told)));
    if (answer.unusable.length) place.appendChild(list("Can't be used", answer.unusable.map(told)));
  }

  function look(form) {
    var mine = ++latest;
    tell(form);
    part(form, "report").textContent = "";
    if (!part(form, "file").files.length) { say(form); return; }
    say(form, "Looking at the file…");
    send(form, true).then(function (answer) {
      if (mine !== latest) return;
      say(form);
      if (answer.format) show(form, answer); else tell(form, answer.detail);
    }).catch(function () { if (mine === latest) { say(form); tell(form, LOST); } });
  }

  function save(form) {
    var button = part(form, "submit");
    tell(form);
    if (!part(form, "file").files.length) { tell(form, "Choose a file first."); return; }
    button.disabled = true;
    say(form, "Importing…");
    send(form, false).then(function (answer) {
      if (answer.location) { window.location.assign(answer.location); return; }
      button.disabled = false;
      say(form);
      tell(form, answer.detail);
    }).catch(function () { button.disabled = false; say(form); tell(form, LOST); });
  }

  document.addEventListener("change", function (event) {
    var input = event.target.closest && event.target.closest("[data-import-file]");
    if (input) look(input.form);
  });

  document.addEventListener("submit", function (event) {
    var form = event.target.closest("[data-import]");
    if (!form) return;
    event.preventDefault();
    save(form);
  }, true);
})();
