/**
 * In the copy of the site that is read from a folder: gives the pages what browsers refuse to files. They load scripts
 * from a folder, and nothing else; so what our scripts fetch, and the worker of the search, lies there as scripts.
 */

(() => {
  /** The files that lie here as scripts, by their paths, written here when the copy was made. */
  const HELD = [];

  const site = new URL("../", document.currentScript.src).href;
  const network = globalThis.fetch;

  /** What the scripts fill: texts or bytes under `data`, functions under `workers`, by the paths of the files. */
  const held = (globalThis.fromFolder = { data: {}, workers: {} });

  /** The path of a file that lies here as a script, or undefined. @param {string | URL} address */
  function pathOf(address) {
    const { origin, pathname, protocol } = new URL(address, document.baseURI);
    const path = decodeURI(`${protocol === "file:" ? "file://" : origin}${pathname}`).slice(decodeURI(site).length);
    return HELD.find((name) => name === path);
  }

  /** @param {string} path @returns {Promise<void>} when the script has run */
  function load(path) {
    return new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = site + path;
      script.addEventListener("load", () => resolve());
      script.addEventListener("error", () => reject(new TypeError(`${path} is missing from this folder`)));
      document.head.append(script);
    });
  }

  globalThis.fetch = async (what, ...options) => {
    const path = pathOf(what.url ?? what);
    if (!path) return network(what, ...options);
    await load(`${path}.js`);
    return new Response(held.data[path]);
  };

  /** A worker that works in the page. One that does not lie here ends as one that could not be loaded. */
  globalThis.Worker = class extends EventTarget {
    #heard = new EventTarget();
    #begun;

    /** @param {string | URL} address */
    constructor(address) {
      super();
      this.path = pathOf(address);
      if (!this.path) setTimeout(() => this.#tell(new Event("error")));
    }

    /** @param {any} data */
    async postMessage(data) {
      if (!this.path) return;
      await (this.#begun ??= this.#begin(this.path));
      this.#heard.dispatchEvent(new MessageEvent("message", { data }));
    }

    /** @param {string} path */
    async #begin(path) {
      await load(path);
      const answer = (data) => this.#tell(new MessageEvent("message", { data }));
      held.workers[path](this.#heard.addEventListener.bind(this.#heard), answer);
    }

    /** @param {Event} event */
    #tell(event) {
      this.dispatchEvent(event);
      this[`on${event.type}`]?.(event);
    }

    terminate() {
      this.path = undefined;
    }
  };
})();
