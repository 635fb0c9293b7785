/*
 * Fetches the search index when a reader reaches for the search, and not with each page: it is larger than a page.
 *
 * The theme asks for it as soon as it starts. Its request is held back here until the search is touched, focused (its
 * keys do that too), or opened.
 */

(() => {
  const INDEX = /\/search\/search_index\.json$/;
  const { open, send } = XMLHttpRequest.prototype;
  const held = new WeakSet();

  const reached = new Promise((resolve) => {
    const kinds = ["focusin", "pointerover", "touchstart", "change"];
    const look = (event) => {
      if (!event.target.closest?.(".md-search, [for=__search], #__search")) return;
      for (const kind of kinds) document.removeEventListener(kind, look);
      resolve();
    };
    for (const kind of kinds) document.addEventListener(kind, look, { passive: true });
    // Some reach for it before this runs. Who comes from a result is shown its words, and the index says what parts words.
    const reaching = document.querySelector("#__search:checked, .md-search__input:focus");
    if (reaching || /[?&]h=/.test(location.search)) resolve();
  });

  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    if (INDEX.test(address)) held.add(this);
    return open.call(this, method, address, ...rest);
  };

  XMLHttpRequest.prototype.send = function (...body) {
    if (!held.delete(this)) return send.apply(this, body);
    return void reached.then(() => send.apply(this, body));
  };
})();
