/* Giving material: forms with data-submission. Everything is delegated from the document, so pages may come and go.
   Nothing typed is ever lost: drafts (drafts.js) are kept until the server has everything. */
(function () {
  "use strict";

  var forms = new WeakMap();
  var PASTED = "Pasted text";
  var DRAFT_MOST = 2000000;
  var FIELD_MOST = 200000; /* a longer paste becomes a chip: browsers lay out a text area of megabytes for many seconds */
  var ADDRESS = /^https?:\/\/[^\s<>"]+$/i;

  function current() { return document.querySelector("form[data-submission]"); }
  function part(form, name) { return form.querySelector("[data-" + name + "]"); }
  function typed(form, name) { var input = form.elements.namedItem(name); return input ? input.value : ""; }
  function draftName(form) { return "form " + form.getAttribute("action"); }

  function stateOf(form) {
    var state = forms.get(form);
    if (!state) {
      state = { items: [], isSending: false };
      forms.set(form, state);
      restore(form, state);
    }
    return state;
  }

  /* Drafts */
  function save(form) {
    var state = stateOf(form);
    if (state.isDone) return;
    var draft = {
      key: state.key || "", long: longTexts(state),
      text: typed(form, "text"), name: typed(form, "name"), address: part(form, "address").value,
      addresses: state.items.filter(function (item) { return item.kind === "address"; }).map(function (item) { return item.source; }),
      files: state.items.filter(function (item) { return item.kind === "file" || item.kind === "lost"; }).map(function (item) { return item.source; })
    };
    if (draft.long.join("").length + draft.text.length > DRAFT_MOST) draft.long = [];
    if (draft.text.length > DRAFT_MOST) return;
    var isAny = draft.text || draft.name || draft.address || state.items.length;
    window.personaDrafts.write(draftName(form), isAny ? JSON.stringify(draft) : null);
  }

  function restore(form, state) {
    var draft = null;
    try { draft = JSON.parse(window.personaDrafts.read(draftName(form)) || "null"); } catch (error) { return; }
    if (!draft) return;
    var fill = function (input, value) { if (input && !input.value && value) input.value = value; };
    fill(form.elements.namedItem("text"), draft.text);
    fill(form.elements.namedItem("name"), draft.name);
    fill(part(form, "address"), draft.address);
    state.key = draft.key || "";
    (draft.long || []).forEach(function (text) { state.items.push(longItem(text)); });
    (draft.addresses || []).forEach(function (address) { state.items.push({ kind: "address", source: address }); });
    (draft.files || []).forEach(function (name) {
      state.items.push({ kind: "lost", source: name, note: "Browsers forget files when a page is loaded again. Choose it once more, or remove it." });
    });
    draw(form);
    var folded = form.closest("details");
    if (folded && (draft.text || state.items.length)) folded.open = true;
  }

  function forget(form) { window.personaDrafts.write(draftName(form), null); }

  /* Items */
  function addFiles(form, files) {
    var state = stateOf(form);
    Array.prototype.forEach.call(files, function (file) {
      var isThere = state.items.some(function (item) {
        return item.kind === "file" && item.source === file.name && item.file.size === file.size && item.file.lastModified === file.lastModified;
      });
      state.items = state.items.filter(function (item) { return !(item.kind === "lost" && item.source === file.name); });
      if (!isThere) state.items.push({ kind: "file", source: file.name, file: file });
    });
    changed(form);
    say(form, files.length === 1 ? files[0].name + " was added." : files.length + " files were added.");
  }

  function addAddress(form, address) {
    var state = stateOf(form);
    if (!/^[a-z][a-z0-9+.-]*:/i.test(address)) address = "https://" + address;
    if (!state.items.some(function (item) { return item.kind === "address" && item.source === address; })) {
      state.items.push({ kind: "address", source: address });
    }
    changed(form);
    say(form, address + " was added.");
  }

  function addText(form, text) {
    if (text.length > FIELD_MOST) { addLongText(form, text); return; }
    var area = form.elements.namedItem("text");
    area.value = area.value.trim() ? area.value.replace(/\s+$/, "") + "\n\n" + text : text;
    changed(form);
    say(form, "The text was added.");
  }

  function longItem(text) { return { kind: "text", source: text.slice(0, 80).replace(/\s+/g, " ").trim() + "…", text: text }; }

  function longTexts(state) { return state.items.filter(function (item) { return item.kind === "text"; }).map(function (item) { return item.text; }); }

  function addLongText(form, text) {
    stateOf(form).items.push(longItem(text));
    changed(form);
    say(form, "The text was added as a whole, since it is long.");
  }

  function addTypedAddress(form) {
    var input = part(form, "address");
    var addresses = input.value.split(/\s+/).filter(Boolean);
    addresses.forEach(function (address) { addAddress(form, address); });
    input.value = "";
    input.focus();
    save(form);
  }

  function removeItem(form, index) {
    var state = stateOf(form);
    var removed = state.items.splice(index, 1)[0];
    changed(form);
    say(form, removed.source + " was removed.");
    var rest = form.querySelectorAll(".chip-remove");
    (rest[Math.min(index, rest.length - 1)] || form.elements.namedItem("text")).focus();
  }

  function changed(form) {
    stateOf(form).key = "";
    shownAgain(form);
  }

  function shownAgain(form) {
    clearProblem(form);
    mark(form, beyondLimits(form), false);
    save(form);
  }

  /* Limits: the server checks again; this saves sending what it would refuse. The attributes are the server's settings. */
  function limit(form, name) { return Number(form.getAttribute("data-most-" + name)) || Infinity; }

  function tooLarge(name, bytes, most) {
    return name + " has " + size(bytes) + "; at most " + size(most) + " are taken. Split it, or give the part that matters.";
  }

  function beyondLimits(form) {
    var most = limit(form, "bytes"), count = limit(form, "count"), seen = 0, told = [];
    stateOf(form).items.forEach(function (item) {
      if (item.kind !== "file" && item.kind !== "address") return;
      seen += 1;
      if (seen > count) told.push({ item: item, sentence: "One submission takes at most " + count + " files and addresses. Add " + item.source + " in another one." });
      else if (item.file && item.file.size > most) told.push({ item: item, sentence: tooLarge(item.source, item.file.size, most) });
    });
    var text = wholeText(form);
    var bytes = text.length * 3 > most ? new Blob([text]).size : 0;
    if (bytes > most) told.push({ source: PASTED, sentence: tooLarge(PASTED, bytes, most) });
    return told;
  }

  /* Showing */
  function element(tag, className, text) {
    var made = document.createElement(tag);
    if (className) made.className = className;
    if (text !== undefined) made.textContent = text;
    return made;
  }

  function size(bytes) {
    return bytes >= 1e6 ? (bytes / 1e6).toFixed(1).replace(".0", "") + " MB" : bytes >= 1000 ? Math.round(bytes / 1000) + " kB" : bytes + " bytes";
  }

  function draw(form) {
    var list = part(form, "chips");
    var kinds = { file: "File", address: "Address", lost: "File", text: "Text" };
    list.replaceChildren.apply(list, stateOf(form).items.map(function (item, index) {
      var chip = element("li", "chip" + (item.kind === "lost" ? " is-lost" : "") + (item.isFailed ? " is-failed" : "") + (item.isRepeat ? " is-repeat" : ""));
      var name = element("span", "chip-name", item.source);
      name.title = item.source;
      if (item.file || item.text) name.append(element("span", "chip-size", size(item.file ? item.file.size : item.text.length)));
      var remove = element("button", "chip-remove", "×");
      remove.type = "button";
      remove.dataset.remove = index;
      remove.setAttribute("aria-label", "Remove " + item.source);
      chip.append(element("span", "chip-kind", kinds[item.kind]), name, remove);
      if (item.note) chip.append(element("p", "chip-note", item.note));
      return chip;
    }));
  }

  function say(form, sentence) { part(form, "status").textContent = sentence; }

  function clearProblem(form) {
    var problem = part(form, "problem");
    problem.replaceChildren();
    problem.classList.remove("is-repeat");
    part(form, "text-problem").textContent = "";
    stateOf(form).items.forEach(function (item) {
      if (item.kind !== "lost") { item.note = ""; item.isFailed = false; item.isRepeat = false; }
    });
  }

  function actionButton(label, action) {
    var button = element("button", "button is-small", label);
    button.type = "button";
    button.dataset.action = action;
    return button;
  }

  function mark(form, told, isRepeat) {
    var unplaced = [];
    told.forEach(function (one) {
      if (one.source === PASTED) {
        var below = part(form, "text-problem");
        below.textContent = one.sentence;
        below.classList.toggle("is-repeat", isRepeat);
        return;
      }
      var found = one.item ? [one.item] : stateOf(form).items.filter(function (item) { return item.source === one.source; });
      found.forEach(function (item) { item.note = one.sentence; item.isFailed = !isRepeat; item.isRepeat = isRepeat; });
      if (!found.length) unplaced.push(one.sentence);
    });
    draw(form);
    return unplaced;
  }

  function showProblem(form, answer) {
    clearProblem(form);
    var repeats = answer.repeats || [], failures = answer.failures || [];
    var unplaced = mark(form, failures, false).concat(mark(form, repeats, true));
    var problem = part(form, "problem");
    problem.classList.toggle("is-repeat", repeats.length > 0);
    problem.append(element("p", "", answer.detail));
    unplaced.forEach(function (sentence) { problem.append(element("p", "", sentence)); });
    var given = stateOf(form).items.filter(function (item) { return item.kind !== "text"; }).length + (wholeText(form).trim() ? 1 : 0);
    if (repeats.length) {
      problem.append(actionButton(repeats.length === 1 ? "Add it anyway" : "Add them anyway", "allow"));
      if (given > repeats.length) problem.append(actionButton(repeats.length === 1 ? "Leave it out" : "Leave them out", "drop"));
    } else if (failures.length) {
      if (given > failures.length && !answer.isLocal) problem.append(actionButton(failures.length === 1 ? "Go on without it" : "Go on without them", "skip"));
      if (!answer.isLocal || !part(form, "text-problem").textContent) problem.append(actionButton(answer.isLocal ? "Remove what is marked" : "Remove what failed", "drop"));
    }
    if (answer.code === "signed_out") problem.append(logInLink(form));
    say(form, "");
    problem.scrollIntoView({ block: "nearest" });
    var next = problem.querySelector("button, a");
    if (next) next.focus({ preventScroll: true });
  }

  /* What the draft can't hold stays on this page while its owner logs in on another one. */
  function logInLink(form) {
    var isKept = !stateOf(form).items.some(function (item) { return item.kind === "file" || item.kind === "lost"; }) && wholeText(form).length <= DRAFT_MOST;
    var link = element("a", "button is-small", isKept ? "Log in" : "Log in on a new page, then send this again");
    link.href = "/login?next=" + encodeURIComponent(location.pathname.replace(/\/$/, ""));
    if (!isKept) link.target = "_blank";
    return link;
  }

  function dropMarked(form) {
    var state = stateOf(form);
    var isTextMarked = part(form, "text-problem").textContent !== "";
    state.items = state.items.filter(function (item) { return !item.isFailed && !item.isRepeat && !(isTextMarked && item.kind === "text"); });
    if (isTextMarked) form.elements.namedItem("text").value = "";
    changed(form);
    part(form, "submit").focus();
  }

  /* Sending */
  function wholeText(form) {
    return [typed(form, "text")].concat(longTexts(stateOf(form))).filter(function (text) { return text.trim(); }).join("\n\n");
  }

  function bodyOf(form, choices) {
    var body = new FormData();
    body.append("name", typed(form, "name"));
    body.append("text", wholeText(form));
    var addresses = stateOf(form).items.filter(function (item) { return item.kind === "address"; }).map(function (item) { return item.source; });
    var last = part(form, "address").value.trim();
    body.append("urls", addresses.concat(last ? [last] : []).join("\n"));
    stateOf(form).items.forEach(function (item) { if (item.kind === "file") body.append("files", item.file, item.source); });
    Object.keys(choices).forEach(function (name) { body.append(name, "on"); });
    return body;
  }

  function busy(form, isBusy) {
    stateOf(form).isSending = isBusy;
    form.setAttribute("aria-busy", String(isBusy));
    part(form, "submit").disabled = isBusy;
  }

  function answerOf(request) {
    try { return JSON.parse(request.responseText); } catch (error) { return {}; }
  }

  /* The same material sent again has the same key: if only the answer was lost, it is not done twice. */
  function newKey() {
    return Array.prototype.map.call(crypto.getRandomValues(new Uint8Array(16)), function (byte) { return (byte + 256).toString(16).slice(1); }).join("");
  }

  function send(form, choices) {
    var state = stateOf(form);
    if (state.isSending) return;
    if (part(form, "address").value.trim()) addTypedAddress(form);
    if (state.items.some(function (item) { return item.kind === "lost"; })) {
      state.items = state.items.filter(function (item) { return item.kind !== "lost"; });
      state.key = "";
    }
    state.key = state.key || newKey();
    shownAgain(form);
    if (!typed(form, "text").trim() && !state.items.length) {
      showProblem(form, { detail: "There is nothing to build on yet. Paste a text, choose a file or give an address." });
      form.elements.namedItem("text").focus();
      return;
    }
    var beyond = beyondLimits(form);
    if (beyond.length) {
      showProblem(form, { detail: (beyond.length === 1 ? "One thing is" : beyond.length + " things are") + " beyond what one submission takes, so nothing was sent yet.", failures: beyond, isLocal: true });
      return;
    }
    var request = new XMLHttpRequest();
    request.open("POST", form.getAttribute("action"));
    request.setRequestHeader("Accept", "application/json");
    request.setRequestHeader("Idempotency-Key", state.key);
    request.upload.onprogress = function (event) {
      if (event.lengthComputable && event.total > 200000 && event.loaded < event.total) say(form, "Sending: " + Math.floor(100 * event.loaded / event.total) + " %");
    };
    request.upload.onload = function () { say(form, "Reading what you gave…"); };
    request.onload = function () { answered(form, request); };
    request.onerror = function () {
      busy(form, false);
      showProblem(form, { detail: "The server could not be reached, or its answer was lost. Everything is still here; try again in a moment: nothing is done twice." });
    };
    busy(form, true);
    say(form, "Sending…");
    request.send(bodyOf(form, choices));
  }

  function answered(form, request) {
    var answer = answerOf(request);
    if (request.status >= 200 && request.status < 300 && answer.location) {
      stateOf(form).isDone = true;
      forget(form);
      say(form, "Everything is kept. Opening the page…");
      location.assign(answer.location);
      return;
    }
    busy(form, false);
    showProblem(form, answer.detail ? answer : { detail: "The server did not answer as expected (" + request.status + "). Everything is still here; try again." });
  }

  /* Addresses within the text */
  function addressesIn(text) {
    return text.length > 200000 ? [] : text.split("\n").map(function (line) { return line.trim(); }).filter(function (line) { return ADDRESS.test(line); });
  }

  function offer(form) {
    var found = addressesIn(typed(form, "text"));
    var place = part(form, "offer");
    var shown = found.join("\n");
    if (place.dataset.shown === shown) return;
    place.dataset.shown = shown;
    place.replaceChildren();
    if (!found.length) return;
    var words = found.length === 1 ? "Read the page at " + found[0] + " instead of its address?" : "Read the " + found.length + " pages instead of their addresses?";
    place.append(element("span", "", words), actionButton(found.length === 1 ? "Add as address" : "Add as addresses", "take-addresses"));
  }

  function takeAddresses(form) {
    var area = form.elements.namedItem("text");
    addressesIn(area.value).forEach(function (address) { addAddress(form, address); });
    area.value = area.value.split("\n").filter(function (line) { return !ADDRESS.test(line.trim()); }).join("\n").trim();
    save(form);
    offer(form);
    area.focus();
  }

  /* Events, all on the document */
  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (!form.matches || !form.matches("form[data-submission]")) return;
    event.preventDefault();
    event.stopPropagation();
    send(form, {});
  }, true);

  document.addEventListener("click", function (event) {
    var form = event.target.closest && event.target.closest("form[data-submission]");
    if (!form) return;
    var remove = event.target.closest("[data-remove]");
    if (remove) { removeItem(form, Number(remove.dataset.remove)); return; }
    if (event.target.closest("[data-add-address]")) { addTypedAddress(form); return; }
    var action = event.target.closest("[data-action]");
    if (!action) return;
    if (action.dataset.action === "allow") send(form, { allow_repeats: true });
    if (action.dataset.action === "skip") send(form, { leave_out_failed: true });
    if (action.dataset.action === "drop") dropMarked(form);
    if (action.dataset.action === "take-addresses") takeAddresses(form);
  });

  /* Leaving the page without loading another one comes sooner than the pause in typing after which drafts are kept. */
  document.addEventListener("change", function (event) {
    var form = event.target.form;
    if (form && form.matches("[data-submission]")) save(form);
  });
  window.addEventListener("popstate", function () { var form = current(); if (form) save(form); }, true);

  document.addEventListener("change", function (event) {
    if (!event.target.matches("form[data-submission] [data-files]")) return;
    addFiles(event.target.form, event.target.files);
    event.target.value = "";
  });

  var saving = 0;
  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (!form || !form.matches("[data-submission]")) return;
    stateOf(form).key = "";
    stateOf(form).isDone = false;
    clearTimeout(saving);
    saving = setTimeout(function () { save(form); offer(form); }, 250);
  });

  document.addEventListener("keydown", function (event) {
    if (event.target.matches && event.target.matches("form[data-submission] [data-address]") && event.key === "Enter" && event.target.value.trim()) {
      event.preventDefault();
      addTypedAddress(event.target.form);
    }
  });

  function take(form, transfer) {
    if (transfer.files && transfer.files.length) { addFiles(form, transfer.files); return true; }
    var links = (transfer.getData("text/uri-list") || "").split(/\r?\n/).filter(function (line) { return ADDRESS.test(line); });
    if (links.length) { links.forEach(function (link) { addAddress(form, link); }); return true; }
    var text = transfer.getData("text/plain");
    if (!text) return false;
    if (ADDRESS.test(text.trim())) addAddress(form, text.trim()); else addText(form, text);
    offer(form);
    return true;
  }

  function isField(target) { return target.closest && target.closest("input, textarea, select, [contenteditable]"); }

  document.addEventListener("paste", function (event) {
    var form = current();
    if (!form || !event.clipboardData) return;
    var hasFiles = event.clipboardData.files.length > 0 && !event.clipboardData.getData("text/plain");
    var isLong = event.target.name === "text" && event.clipboardData.getData("text/plain").length > FIELD_MOST;
    if (isLong) { addLongText(form, event.clipboardData.getData("text/plain")); event.preventDefault(); return; }
    if (hasFiles || !isField(event.target)) {
      if (take(form, event.clipboardData)) event.preventDefault();
    }
  });

  var isOwnDrag = false;
  document.addEventListener("dragstart", function () { isOwnDrag = true; });
  document.addEventListener("dragend", function () { isOwnDrag = false; });
  document.addEventListener("dragover", function (event) {
    if (!current() || isOwnDrag) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    document.body.classList.add("is-dragging");
  });
  document.addEventListener("dragleave", function (event) {
    if (!event.relatedTarget) document.body.classList.remove("is-dragging");
  });
  document.addEventListener("drop", function (event) {
    document.body.classList.remove("is-dragging");
    var form = current();
    if (!form || isOwnDrag) return;
    event.preventDefault();
    take(form, event.dataTransfer);
  });

  window.addEventListener("beforeunload", function () { var form = current(); if (form) save(form); });
  /* The page says when it is complete; writing into it earlier would disturb what React is about to take over. A form may come later. */
  function takeOver() { if (document.documentElement.dataset.formReady && current()) stateOf(current()); }

  var isAsked = false;
  new MutationObserver(function () {
    if (isAsked) return;
    isAsked = true;
    requestAnimationFrame(function () { isAsked = false; takeOver(); });
  }).observe(document.documentElement, { childList: true, subtree: true });
  document.addEventListener("persona:form-ready", takeOver);
  takeOver();
})();
