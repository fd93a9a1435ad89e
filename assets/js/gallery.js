/* The gallery, what somebody liked, creators' pages: searching as one types, filters, more cards as the end comes near, likes.
   The server writes all of it (web/public/gallery); this asks for it again and puts the pieces in their places, so a page without scripts
   shows the same. The address always holds what is shown, and how much of it. Listens on the document only. */
(function () {
  "use strict";

  var SLOT = "server-slot", TYPING = 160, NEAR = 600;
  var PAGES = [[/^\/$/, "/ui/gallery"], [/^\/liked\/?$/, "/ui/liked"], [/^\/u\/[^/]+\/?$/, null]];
  var asking = null, typing = 0, suggesting = 0, isLoadingMore = false;
  var shown = here();
  var KEPT = "persona-gallery-places";
  var places = kept(); /* how far down each address was, by its entry in the history */

  function here() { return location.pathname + location.search; }
  function slot() { return document.getElementById(SLOT); }
  function root() { return document.querySelector("#" + SLOT + " [data-gallery], #first-paint [data-gallery]"); }
  function find(selector) { var inside = root(); return inside && inside.querySelector(selector); }
  function all(selector) { var inside = root(); return inside ? Array.from(inside.querySelectorAll(selector)) : []; }
  function words() { return find("[data-gallery-words]"); }
  function entry() { return (history.state && history.state.key) || here(); }

  function partOf(path) {
    for (var i = 0; i < PAGES.length; i++) if (PAGES[i][0].test(path)) return PAGES[i][1] || "/ui" + path.replace(/\/$/, "");
    return null;
  }

  function parsed(text) { return new DOMParser().parseFromString(text, "text/html").body; }

  function read(address, signal) {
    return fetch(address, { signal: signal, headers: { Accept: "text/html" } }).then(function (answer) {
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.text().then(parsed);
    });
  }

  /* ── Showing what was found ── */

  function say(sentence, again) {
    var status = find("[data-part=status]");
    if (!status) return;
    status.replaceChildren(sentence);
    status.classList.toggle("is-failure", Boolean(again));
    if (!again) return;
    var button = Object.assign(document.createElement("button"), { type: "button", className: "link-button", textContent: "Try again" });
    button.addEventListener("click", again);
    status.append(" ", button);
  }

  function place(found) {
    ["filters", "results"].forEach(function (name) {
      var mine = find("[data-part=" + name + "]"), theirs = found.querySelector("[data-part=" + name + "]");
      if (!mine || !theirs) return;
      var held = mine.contains(document.activeElement) && labelOf(document.activeElement);
      mine.replaceChildren.apply(mine, Array.from(theirs.childNodes));
      if (held) refocus(mine, held);
    });
    var status = found.querySelector("[data-part=status]");
    if (status) say(status.textContent);
    placeHint(found.querySelector("[data-part=hint]"));
    all("[data-here]").forEach(function (field) { field.value = here(); });
    watchEnd();
  }

  /* Another spelling goes before suggestions; those stay while somebody types. */
  function placeHint(theirs) {
    var mine = find("[data-part=hint]");
    if (!mine || !theirs) return;
    if (theirs.firstElementChild) mine.replaceChildren.apply(mine, Array.from(theirs.childNodes));
    else if (mine.querySelector("p") || !words() || document.activeElement !== words()) mine.replaceChildren();
  }

  /* The choice that had the focus has it again, though it was written anew. */
  function labelOf(element) { return element.name || element.dataset.tag || ""; }
  function refocus(inside, label) {
    var same = Array.from(inside.querySelectorAll("select, [data-tag]")).filter(function (one) { return labelOf(one) === label; })[0];
    if (same) same.focus({ preventScroll: true });
    else if (words()) words().focus({ preventScroll: true });
  }

  function busy(is) {
    var results = find("[data-part=results]");
    if (results) results.classList.toggle("is-old", is);
  }

  /* What the address asks for. Whoever asks again makes the earlier answer stale: it is dropped. */
  function show() {
    var part = partOf(location.pathname);
    if (!part) return Promise.resolve();
    if (asking) asking.abort();
    var mine = asking = new AbortController();
    shown = here();
    busy(true);
    return read(part + location.search, mine.signal).then(function (found) {
      if (mine !== asking) return;
      place(found);
    }).catch(function () {
      if (mine === asking) say("The search did not work. What you see is what was there before.", show);
    }).finally(function () { if (mine === asking) { busy(false); asking = null; } });
  }

  function go(address, isStep) {
    if (address === here()) return;
    var state = Object.assign({}, history.state);
    if (isStep) { remember(); state = Object.assign(state, { key: Math.random().toString(36).slice(2), idx: (state.idx || 0) + 1 }); }
    history[isStep ? "pushState" : "replaceState"](state, "", address);
    show();
  }

  /* ── Searching ── */

  function addressOf(form) {
    var query = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { if (value && value.trim()) query.append(name, value.trim()); });
    var written = query.toString();
    return form.getAttribute("action") + (written ? "?" + written : "");
  }

  function search(isStep) {
    clearTimeout(typing);
    var form = find("[data-gallery-form]");
    if (form) go(addressOf(form), isStep);
  }

  function suggest() {
    var asked = words().value.trim(), number = ++suggesting;
    if (asked.length < 2) { hint([]); return; }
    fetch("/ui/suggestions?q=" + encodeURIComponent(asked)).then(function (answer) { return answer.ok ? answer.json() : []; }).then(function (found) {
      if (number === suggesting && words() && words().value.trim() === asked) hint(found, asked);
    }).catch(function () { /* the results themselves say what is wrong */ });
  }

  function suggested(one) {
    var link = document.createElement("a");
    link.textContent = one.text;
    link.className = "suggestion is-" + one.kind;
    if (one.slug) link.href = "/p/" + encodeURIComponent(one.slug);
    else { link.href = "/?" + new URLSearchParams(one.kind === "tag" ? { tags: one.text } : { q: one.text }); link.dataset.query = ""; }
    var item = document.createElement("li");
    item.append(link);
    return item;
  }

  function hint(found, asked) {
    var part = find("[data-part=hint]");
    if (!part || part.querySelector("p")) return;
    var list = Object.assign(document.createElement("ul"), { className: "suggestions" });
    list.setAttribute("aria-label", "Suggestions");
    found.filter(function (one) { return one.text !== asked; }).slice(0, 6).forEach(function (one) { list.append(suggested(one)); });
    part.replaceChildren.apply(part, list.children.length ? [list] : []);
  }

  document.addEventListener("input", function (event) {
    if (!event.target.matches || !event.target.matches("[data-gallery-words]")) return;
    clearTimeout(typing);
    typing = setTimeout(function () { search(false); suggest(); }, TYPING);
  });

  document.addEventListener("change", function (event) {
    if (event.target.matches && event.target.matches("select[form=gallery-form]")) search(true);
  });

  document.addEventListener("submit", function (event) {
    if (event.target.matches("[data-gallery-form]")) {
      event.preventDefault();
      search(false);
      if (matchMedia("(pointer: coarse)").matches) words().blur();
    } else if (event.target.matches("[data-heart]")) {
      event.preventDefault();
      like(event.target);
    }
  });

  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    var link = event.target.closest && event.target.closest("a[data-query], a[data-more]");
    if (!link || !root() || !root().contains(link)) return;
    event.preventDefault();
    if (link.dataset.more) { more(); return; }
    var address = new URL(link.href);
    if (words()) words().value = address.searchParams.get("q") || "";
    go(address.pathname + address.search, true);
  });

  /* ── More ── */

  function more() {
    var link = find("[data-more]");
    if (!link || isLoadingMore || asking) return;
    isLoadingMore = true;
    link.setAttribute("aria-busy", "true");
    link.textContent = "Loading more";
    var from = shown, query = new URLSearchParams(location.search);
    query.set("after", link.dataset.more);
    read(partOf(location.pathname) + "?" + query).then(function (found) {
      if (from === shown && link.isConnected) append(link, found);
    }).catch(function () {
      link.textContent = "Loading more did not work. Try again";
    }).finally(function () { isLoadingMore = false; link.removeAttribute("aria-busy"); });
  }

  function append(link, found) {
    var grid = find("[data-gallery-grid]"), part = link.closest("[data-part=more]");
    var there = new Set(all("[data-slug]").map(function (card) { return card.dataset.slug; }));
    var hadFocus = document.activeElement === link, first = null;
    found.querySelectorAll("[data-slug]").forEach(function (card) {
      if (there.has(card.dataset.slug)) return;
      grid.append(card);
      first = first || card;
    });
    var query = new URLSearchParams(location.search);
    query.set("shown", link.dataset.shown);
    history.replaceState(history.state, "", location.pathname + "?" + query);
    shown = here();
    var next = found.querySelector("[data-more]");
    part.replaceChildren.apply(part, next ? [next] : []);
    if (next) next.dataset.shown = String(Math.min(240, Number(link.dataset.shown) + 24));
    all("[data-here]").forEach(function (field) { field.value = here(); });
    if (hadFocus && first) first.querySelector("[data-card]").focus({ preventScroll: true });
    watchEnd();
  }

  var end = new IntersectionObserver(function (seen) {
    if (seen.some(function (one) { return one.isIntersecting; })) more();
  }, { rootMargin: NEAR + "px" });

  function watchEnd() {
    end.disconnect();
    var link = find("[data-more]");
    if (link) end.observe(link);
  }

  /* ── Likes: shown at once, taken back when they were not kept ── */

  function draw(button, isLiked, number) {
    button.setAttribute("aria-pressed", isLiked ? "true" : "false");
    button.setAttribute("aria-label", "Like " + button.dataset.name + ", " + number.toLocaleString("en") + (number === 1 ? " like" : " likes"));
    button.querySelector("[data-like-count]").textContent = number.toLocaleString("en");
  }

  function numberOf(button) { return Number(button.querySelector("[data-like-count]").textContent.replace(/\D/g, "")); }

  function like(form) {
    var button = form.querySelector("button"), wasLiked = button.getAttribute("aria-pressed") === "true", before = numberOf(button);
    if (form.dataset.sending) return;
    form.dataset.sending = "yes";
    draw(button, !wasLiked, Math.max(0, before + (wasLiked ? -1 : 1)));
    var fields = new URLSearchParams({ then: here() });
    if (wasLiked) fields.set("undo", "yes");
    fetch(form.getAttribute("action"), { method: "POST", headers: { Accept: "application/json" }, body: fields }).then(function (answer) {
      if (answer.status === 401) { location.assign("/login?" + new URLSearchParams({ next: here() })); throw new Error("signed out"); }
      if (!answer.ok) throw new Error(String(answer.status));
      return answer.json();
    }).then(function (kept) {
      if (kept && typeof kept.count === "number") draw(button, kept.is_liked, kept.count);
    }).catch(function () {
      draw(button, wasLiked, before);
      tell(form, wasLiked ? "It still is among what you like: undoing did not work. Try again." : "Your like was not kept. Try again.");
    }).finally(function () { delete form.dataset.sending; });
  }

  function tell(form, sentence) {
    var note = Object.assign(document.createElement("p"), { className: "face-note", textContent: sentence });
    note.setAttribute("role", "alert");
    form.closest("[data-slug]").append(note);
    setTimeout(function () { note.remove(); }, 6000);
  }

  /* ── Keys: `/` searches, arrows go from the field through the suggestions and cards ── */

  document.addEventListener("keydown", function (event) {
    if (event.altKey || event.ctrlKey || event.metaKey || !root()) return;
    var at = event.target, isTyping = at.matches && at.matches("input, textarea, select, [contenteditable]");
    if (event.key === "/" && !isTyping && words()) { event.preventDefault(); words().focus(); words().select(); }
    else if (event.key === "ArrowDown" && at === words()) step(event, find(".suggestions a") || find("[data-card]"));
    else if (event.key.indexOf("Arrow") === 0 && at.matches && at.matches(".suggestion")) amongSuggestions(event, at);
    else if (event.key.indexOf("Arrow") === 0 && at.matches && at.matches("[data-card]")) amongCards(event, at);
  });

  function step(event, target) {
    if (!target) return;
    event.preventDefault();
    target.focus();
  }

  function amongSuggestions(event, at) {
    var links = all(".suggestion"), place = links.indexOf(at);
    if (event.key === "ArrowUp") step(event, words());
    else if (event.key === "ArrowDown") step(event, find("[data-card]"));
    else step(event, links[place + (event.key === "ArrowRight" ? 1 : -1)]);
  }

  function amongCards(event, at) {
    var cards = all("[data-card]"), place = cards.indexOf(at), top = cards[0].closest("li").offsetTop;
    var columns = cards.filter(function (card) { return card.closest("li").offsetTop === top; }).length;
    var by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[event.key];
    step(event, cards[place + by] || (place + by < 0 && event.key === "ArrowUp" ? words() : null));
  }

  /* ── The page comes, goes, and comes back ── */

  function remember() { if (root()) places[entry()] = { address: shown, y: window.scrollY }; }

  function kept() { try { return JSON.parse(sessionStorage.getItem(KEPT)) || {}; } catch (error) { return {}; } }

  function keep() {
    remember();
    var last = Object.keys(places).slice(-20).map(function (key) { return [key, places[key]]; });
    try { sessionStorage.setItem(KEPT, JSON.stringify(Object.fromEntries(last))); } catch (error) { /* this page knows them still */ }
  }

  /* Is there a place to go back to? The router's page may scroll once more while it is drawn. */
  function returnTo(place) {
    if (!place || place.address !== here()) return false;
    window.scrollTo(0, place.y);
    requestAnimationFrame(function () { requestAnimationFrame(function () { window.scrollTo(0, place.y); }); });
    return true;
  }

  function isReturn() {
    var how = performance.getEntriesByType("navigation")[0];
    return Boolean(how) && how.type !== "navigate";
  }

  /* The page of Reflex stands there with an empty place: the first paint's content moves in, or the server is asked. */
  function fill() {
    var empty = slot();
    if (!empty || empty.firstElementChild || empty.dataset.isFilling === here()) return;
    var painted = document.querySelector("#first-paint main > *");
    if (painted) { moveIn(empty, document.querySelector("#first-paint main")); return; }
    var part = partOf(location.pathname), address = here(), known = places[entry()];
    if (!part) return;
    empty.dataset.isFilling = address;
    shown = address;
    read(part + location.search).then(function (found) {
      if (here() !== address || !empty.isConnected) return;
      empty.replaceChildren.apply(empty, Array.from(found.childNodes));
      arrived(known);
    }).catch(function () {
      empty.replaceChildren(Object.assign(document.createElement("p"), { className: "notice is-failure", textContent: "This could not be read. Load the page again." }));
    }).finally(function () { delete empty.dataset.isFilling; });
  }

  function moveIn(empty, from) {
    var held = from.contains(document.activeElement) ? document.activeElement : null;
    empty.replaceChildren.apply(empty, Array.from(from.childNodes));
    arrived(isReturn() && places[entry()]);
    if (held) held.focus({ preventScroll: true });
  }

  /* Here, or back at a place where somebody was. */
  function arrived(known) {
    watchEnd();
    if (returnTo(known)) return;
    var field = words(), hasFocus = document.activeElement && document.activeElement !== document.body;
    if (field && !hasFocus && window.scrollY === 0) field.focus({ preventScroll: true });
  }

  /* The address changed by a link of the page's router. */
  function addressChanged() {
    if (here() === shown) return;
    var before = shown.split("?")[0];
    if (before !== location.pathname || !root()) { shown = here(); return; }
    if (words()) words().value = new URLSearchParams(location.search).get("q") || "";
    show();
  }

  var push = history.pushState;
  history.pushState = function () {
    remember();
    var done = push.apply(this, arguments);
    setTimeout(addressChanged, 0);
    return done;
  };

  window.addEventListener("pagehide", keep);

  /* Where somebody was is known before the address changes: on the way back it has changed when this hears of it. */
  window.addEventListener("scroll", function () { if (here() === shown) remember(); }, { passive: true });

  window.addEventListener("popstate", function () {
    var known = places[entry()], isHere = shown.split("?")[0] === location.pathname && root();
    if (!isHere || here() === shown) { shown = here(); return; }
    if (words()) words().value = new URLSearchParams(location.search).get("q") || "";
    show().then(function () { returnTo(known); });
  });

  /* Kept by the browser as it was left: what was liked on the persona's page is not in it. */
  window.addEventListener("pageshow", function (event) { if (event.persisted && root()) show(); });

  new MutationObserver(fill).observe(document.documentElement, { childList: true, subtree: true });
  fill();
  if (root()) arrived(isReturn() && places[entry()]);
})();
