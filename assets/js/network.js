/* The network is away: say so at once, and let the page's socket wait, so that what is clicked meanwhile is sent when it is back.
   A browser without a network may still reach a server on its own machine: so the server is asked. */
(function () {
  "use strict";

  var LOOK_EVERY = 2000;
  var timer = 0;

  function isOff() { return document.documentElement.dataset.network === "off"; }

  function ask() {
    clearTimeout(timer);
    fetch("/livez", { cache: "no-store" }).then(back, away);
  }

  function away() {
    timer = setTimeout(ask, LOOK_EVERY);
    if (isOff()) return;
    document.documentElement.dataset.network = "off";
    window.dispatchEvent(new Event("pagehide")); /* Reflex's client closes its socket, and queues events from here */
  }

  function back() {
    if (!isOff()) return;
    delete document.documentElement.dataset.network;
    document.dispatchEvent(new Event("visibilitychange")); /* and opens it again */
  }

  window.addEventListener("offline", ask);
  window.addEventListener("online", ask);
})();
