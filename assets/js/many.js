/* Importing many files: chosen, or dropped with their folders; sent in portions, then imported by a job. Without this script the form posts by itself. */
(function () {
  "use strict";

  var MOST_FILES = 40, MOST_BYTES = 16000000;
  var LOST = "The server could not be reached, so nothing was imported. Try again in a moment.";
  var chosen = [], isSending = false;

  function form() { return document.querySelector("[data-many]"); }

  function part(name) { return form().querySelector("[data-many-" + name + "]"); }

  function say(name, sentence) { part(name).textContent = sentence || ""; }

  function words(count) { return count.toLocaleString("en") + (count === 1 ? " file" : " files"); }

  function choose(files) {
    chosen = files;
    say("problem");
    var bytes = files.reduce(function (sum, one) { return sum + one.file.size; }, 0);
    say("chosen", files.length ? words(files.length) + ", " + (bytes / 1000000).toFixed(1) + " MB" : "");
  }

  function ofInput(input) {
    return Array.prototype.map.call(input.files, function (file) { return { file: file, name: file.webkitRelativePath || file.name }; })
      .filter(function (one) { return !/(^|\/)(\.|__MACOSX)/.test(one.name); });
  }

  /* Folders that were dropped, read to their ends; a browser gives their entries in portions. */
  function ofEntry(entry, path) {
    var name = path + entry.name;
    if (/^\.|^__MACOSX$/.test(entry.name)) return Promise.resolve([]);
    if (entry.isFile) {
      return new Promise(function (resolve) {
        entry.file(function (file) { resolve([{ file: file, name: name }]); }, function () { resolve([]); });
      });
    }
    var reader = entry.createReader(), found = [];
    function next() {
      return new Promise(function (resolve) { reader.readEntries(resolve, function () { resolve([]); }); }).then(function (entries) {
        if (!entries.length) return found;
        return Promise.all(entries.map(function (each) { return ofEntry(each, name + "/"); })).then(function (inside) {
          inside.forEach(function (files) { found = found.concat(files); });
          return next();
        });
      });
    }
    return next();
  }

  function isArchive(one) { return /\.zip$/i.test(one.name); }

  function portions(files) {
    var all = [], now = [], bytes = 0;
    files.forEach(function (one) {
      if (now.length && (now.length >= MOST_FILES || bytes + one.file.size > MOST_BYTES)) { all.push(now); now = []; bytes = 0; }
      now.push(one);
      bytes += one.file.size;
    });
    if (now.length) all.push(now);
    return all;
  }

  function send(files, more) {
    var data = new FormData();
    data.set("on_same", form().elements.on_same.value);
    Object.keys(more).forEach(function (key) { if (more[key]) data.set(key, more[key]); });
    files.forEach(function (one) { data.append("files", one.file, one.name); });
    return fetch(form().getAttribute("action"), { method: "POST", body: data, headers: { Accept: "application/json" } })
      .then(function (response) { return response.json(); })
      .then(function (answer) { if (!answer.id) throw new Error(answer.detail); return answer; });
  }

  /* One import of loose files, in as many requests as it takes. */
  function sendLoose(files) {
    var todo = portions(files), sent = 0, batch = "", latest = null;
    function next() {
      if (!todo.length) return latest;
      var now = todo.shift();
      say("status", "Sending " + words(sent) + " of " + files.length.toLocaleString("en") + "…");
      return send(now, { batch: batch, more: todo.length ? "yes" : "", title: words(files.length) }).then(function (answer) {
        batch = answer.id; latest = answer; sent += now.length;
        return next();
      });
    }
    return files.length ? Promise.resolve(next()) : Promise.resolve(null);
  }

  function sendArchives(archives, latest) {
    if (!archives.length) return Promise.resolve(latest);
    say("status", "Sending " + archives[0].name + "…");
    return send([archives[0]], {}).then(function (answer) { return sendArchives(archives.slice(1), latest || answer); });
  }

  function save() {
    if (!chosen.length) { say("problem", "Choose files first, or drop them here."); return; }
    if (isSending) return;
    isSending = true;
    part("submit").disabled = true;
    say("problem");
    sendLoose(chosen.filter(function (one) { return !isArchive(one); }))
      .then(function (latest) { return sendArchives(chosen.filter(isArchive), latest); })
      .then(function (answer) { window.location.assign(answer.location); })
      .catch(function (error) {
        say("status");
        say("problem", error instanceof TypeError || !error.message ? LOST : error.message);
      })
      .then(function () { isSending = false; if (form()) part("submit").disabled = false; });
  }

  document.addEventListener("change", function (event) {
    var input = event.target.closest && event.target.closest("[data-many-files], [data-many-folder]");
    if (input) choose(ofInput(input));
  });

  document.addEventListener("dragover", function (event) {
    if (!form() || event.dataTransfer.types.indexOf("Files") < 0) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  });

  document.addEventListener("drop", function (event) {
    if (!form() || !event.dataTransfer.items.length) return;
    event.preventDefault();
    say("chosen", "Looking at what was dropped…");
    var loose = Array.prototype.map.call(event.dataTransfer.files, function (file) { return { file: file, name: file.name }; });
    var entries = Array.prototype.map.call(event.dataTransfer.items, function (item) { return item.webkitGetAsEntry && item.webkitGetAsEntry(); });
    if (!entries.some(Boolean)) { choose(loose); return; }
    Promise.all(entries.filter(Boolean).map(function (entry) { return ofEntry(entry, ""); })).then(function (found) {
      choose([].concat.apply([], found));
    });
  });

  document.addEventListener("submit", function (event) {
    if (!event.target.closest("[data-many]")) return;
    event.preventDefault();
    save();
  }, true);
})();
