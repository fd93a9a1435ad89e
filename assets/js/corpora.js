/* Importing film dialogue: what the files would become is shown first, with the columns to correct; then the import tells how far it is. */
(function () {
  "use strict";

  var ROLES = { speaker: "Who speaks", text: "The words", movie: "Film", scene: "Scene", id: "Line's id", year: "Year", genres: "Genres", rating: "Rating", votes: "Votes", gender: "Gender" };
  var LOST = "The server could not be reached, so nothing was imported. Try again in a moment.";
  var latest = 0;

  function part(form, name) { return form.querySelector("[data-corpus-" + name + "]"); }

  function make(name, text, className) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  }

  function tell(form, sentence) { part(form, "problem").textContent = sentence; }

  function mapping(form) {
    var chosen = {};
    form.querySelectorAll("select[data-role]").forEach(function (select) { if (select.value) chosen[select.dataset.role] = select.value; });
    return chosen;
  }

  function body(form, isLook) {
    var data = new FormData(form), chosen = mapping(form);
    if (form.dataset.mapped === "yes" && Object.keys(chosen).length) data.set("mapping", JSON.stringify(chosen));
    if (isLook) data.set("look", "yes");
    return data;
  }

  function send(form, isLook) {
    return fetch(form.getAttribute("action"), { method: "POST", body: body(form, isLook), headers: { Accept: "application/json" } });
  }

  function column(role, answer, form) {
    var label = make("label", "", "corpus-column"), select = make("select", "", "input");
    label.appendChild(make("span", ROLES[role] || role, "tiny muted"));
    select.dataset.role = role;
    select.appendChild(new Option(answer.needed.indexOf(role) < 0 ? "not in the files" : "choose one", ""));
    answer.columns.forEach(function (name) { select.appendChild(new Option(name, name)); });
    select.value = answer.mapping[role] || "";
    select.addEventListener("change", function () { form.dataset.mapped = "yes"; look(form); });
    label.appendChild(select);
    return label;
  }

  function table(answer) {
    var scroll = make("div", "", "table-scroll"), rows = make("table", "", "corpus-sample"), head = make("tr");
    scroll.tabIndex = 0;
    rows.appendChild(make("caption", "The first lines, as they would be imported", "tiny muted"));
    ["Film", "Who", "Line"].forEach(function (title) { var cell = make("th", title); cell.scope = "col"; head.appendChild(cell); });
    rows.appendChild(head);
    answer.sample.forEach(function (one) {
      var row = make("tr");
      [one.movie, one.character, one.text].forEach(function (text) { row.appendChild(make("td", text)); });
      rows.appendChild(row);
    });
    scroll.appendChild(rows);
    return scroll;
  }

  function show(form, answer) {
    var place = part(form, "look");
    place.textContent = "";
    place.appendChild(make("p", "Read as: " + answer.layout + (answer.encoding ? ", " + answer.encoding : "") + ". Its name: " + answer.name + ".", "small"));
    if (answer.columns.length) {
      var columns = make("div", "", "corpus-columns");
      columns.setAttribute("role", "group");
      columns.setAttribute("aria-label", "Which column is what");
      answer.roles.forEach(function (role) { columns.appendChild(column(role, answer, form)); });
      place.appendChild(columns);
    }
    answer.problems.forEach(function (problem) { place.appendChild(make("p", problem, "small muted")); });
    if (answer.sample.length) place.appendChild(table(answer));
  }

  function look(form) {
    var mine = ++latest, files = part(form, "files");
    tell(form, "");
    if (!files.files.length) { part(form, "look").textContent = ""; return; }
    part(form, "progress").textContent = "Looking at the files…";
    send(form, true).then(function (response) { return response.json(); }).then(function (answer) {
      if (mine !== latest) return;
      part(form, "progress").textContent = "";
      if (answer.layout) show(form, answer);
      else { tell(form, answer.detail); if (form.dataset.mapped !== "yes") part(form, "look").textContent = ""; }
    }).catch(function () { if (mine === latest) { part(form, "progress").textContent = ""; tell(form, LOST); } });
  }

  function progress(form, said) {
    var place = part(form, "progress"), bar = place.querySelector(".progress > span");
    if (!bar) {
      place.textContent = "";
      var line = make("div", "", "progress");
      bar = line.appendChild(make("span"));
      place.appendChild(line);
      place.appendChild(make("p", "", "tiny muted"));
    }
    bar.style.transform = "scaleX(" + said.share + ")";
    place.querySelector("p").textContent = said.lines ? said.lines.toLocaleString("en") + " lines so far" : "Reading the files…";
  }

  function ended(form, said) {
    part(form, "progress").textContent = "";
    if (said.detail) { tell(form, said.detail); return; }
    form.reset();
    form.dataset.mapped = "";
    part(form, "look").textContent = "";
    part(form, "progress").textContent = said.is_new ? "“" + said.title + "” is here." : "“" + said.title + "” was here already, from the same files: nothing was changed.";
    part(form, "made").click();
  }

  function follow(form, response) {
    var reader = response.body.getReader(), decoder = new TextDecoder(), rest = "", last = null;
    return reader.read().then(function next(chunk) {
      rest += decoder.decode(chunk.value || new Uint8Array(), { stream: !chunk.done });
      var lines = rest.split("\n");
      rest = lines.pop();
      lines.filter(Boolean).forEach(function (line) {
        last = JSON.parse(line);
        if ("share" in last) progress(form, last);
      });
      if (!chunk.done) return reader.read().then(next);
      if (!last || "share" in last) throw new Error("cut short");
      ended(form, last);
    });
  }

  document.addEventListener("change", function (event) {
    var form = event.target.closest && event.target.closest("form[data-corpus-form]");
    if (!form) return;
    if (event.target.matches("[data-corpus-files]")) { form.dataset.mapped = ""; look(form); }
    if (event.target.name === "encoding") look(form);
  });

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches || !form.matches("form[data-corpus-form]")) return;
    event.preventDefault();
    event.stopPropagation();
    var button = part(form, "submit");
    if (button.disabled) return;
    latest++;
    tell(form, "");
    progress(form, { share: 0, lines: 0 });
    button.disabled = true;
    send(form, false)
      .then(function (response) { return response.ok ? follow(form, response) : response.json().then(function (answer) { ended(form, answer); }); })
      .catch(function () { part(form, "progress").textContent = ""; tell(form, LOST); })
      .then(function () { button.disabled = false; });
  }, true);
})();
