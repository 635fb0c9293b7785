/** What opens below *Run it here*: first the question whether Python may be loaded, then the program (`desk.js`). */

import * as consent from "./consent.js";
import { Desk } from "./desk.js";
import { make, makeButton } from "./element.js";
import * as python from "./python.js";

const WORDS = `Python for the browser (Pyodide) is about 6 MB, its libraries for lessons some 30 MB more. All comes \
from its public CDN, ${consent.HOST}: the only request of this site that leaves it. Your browser remembers that you \
agreed.`;

let count = 0;

class Panel {
  /** @param {HTMLButtonElement} button */
  constructor(button) {
    this.button = button;
    this.root = make("div", { class: "rc-live", id: `rc-live-${++count}`, hidden: "" });
    const run = /** @type {HTMLElement} */ (button.closest(".rc-run"));
    const below = run.nextElementSibling;
    /** Where the page shows the program: above, or folded away below. */
    this.source = /** @type {HTMLElement} */ (below?.matches(".rc-source") ? below : run.previousElementSibling);
    const name = /** @type {string} */ (button.dataset.program);
    this.desk = new Desk(this.root.id, name, this.source, run, () => this.mayRun(), () => this.forget());
    button.closest("p")?.after(this.root);
    button.setAttribute("aria-controls", this.root.id);
  }

  /** @param {HTMLElement | null} part what is open, if anything */
  show(part) {
    if (part) this.root.replaceChildren(part);
    this.root.hidden = !part;
    this.button.setAttribute("aria-expanded", String(Boolean(part)));
    // The program is shown once, here or in the page, and the button stays where the reader pressed it.
    const before = this.button.getBoundingClientRect().top;
    this.source.classList.toggle("rc-replaced", part === this.desk.root);
    scrollBy({ top: this.button.getBoundingClientRect().top - before, behavior: "instant" });
  }

  /** Away, and the focus back to where it came from. */
  close() {
    this.show(null);
    this.button.focus();
  }

  toggle() {
    if (!this.root.hidden) this.show(null);
    else if (this.mayRun()) {
      this.show(this.desk.root);
      if (!this.desk.ran) this.desk.run();
    }
  }

  /** Whether Python may be loaded; if nobody has said so, the reader is asked. */
  mayRun() {
    if (!consent.given()) this.ask();
    return consent.given();
  }

  ask() {
    const yes = makeButton("Load Python", () => {
      consent.give();
      this.show(this.desk.root);
      this.desk.run();
      this.desk.runButton.focus({ preventScroll: true });
    });
    const words = make("p", { id: `${this.root.id}-ask` }, WORDS);
    yes.setAttribute("aria-describedby", words.id);
    const group = make("div", { role: "group", "aria-label": "Load Python?" }, words,
      make("p", { class: "rc-live-actions" }, yes, makeButton("Not now", () => this.close())));
    group.addEventListener("keydown", (event) => event.key === "Escape" && this.close());
    this.show(group);
    yes.focus();
  }

  forget() {
    consent.forget();
    python.end();
    this.close();
  }
}

/** @type {WeakMap<HTMLButtonElement, Panel>} */
const known = new WeakMap();

/** Open or close what belongs to a button. @param {HTMLButtonElement} button */
export function toggle(button) {
  const panel = known.get(button) ?? new Panel(button);
  known.set(button, panel);
  panel.toggle();
}
