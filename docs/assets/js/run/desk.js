/**
 * A program to change and run, and what came of it. Whatever comes from a program is shown as text, or as an image.
 */

import { HOST } from "./consent.js";
import { make, makeButton } from "./element.js";
import * as python from "./python.js";
import { difference, edited, ending, failure, time } from "./words.js";

const ROWS = 18; // a longer program scrolls, so that its end and what comes of it are seen together

/** @param {HTMLButtonElement} button @param {boolean} on */
const enable = (button, on) => button.setAttribute("aria-disabled", String(!on));

export class Desk {
  /**
   * @param {string} id to begin all others with
   * @param {string} name of the program's file
   * @param {HTMLElement} source where the page shows the program
   * @param {HTMLElement} page where it shows what came of it
   * @param {() => boolean} mayRun
   * @param {() => void} forget
   */
  constructor(id, name, source, page, mayRun, forget) {
    this.name = name;
    this.mayRun = mayRun;
    this.original = /** @type {any} */ (source.querySelector("pre code")).textContent.trimEnd();
    this.shown = page.querySelector(":scope > .rc-output samp")?.textContent ?? "";
    const drawn = [...page.querySelectorAll(":scope > .rc-figure svg")];
    this.alts = drawn.map((figure) => figure.getAttribute("aria-label"));
    this.editor = this.makeEditor(`${id}-editor`);
    this.runButton = makeButton("Run", () => this.run());
    this.stopButton = makeButton("Stop", python.stop);
    this.resetButton = makeButton("Reset to the original", () => this.reset());
    this.status = make("p", { role: "status", class: "rc-live-status" });
    this.result = this.makeResult();
    const agreed = `Python comes from ${HOST}, as you agreed. `;
    this.root = make("div", {},
      make("label", { class: "rc-output-label", for: this.editor.id }, `${name}, yours to change`), this.editor,
      make("p", { class: "rc-live-hint", id: `${id}-editor-hint` }, "Tab leaves the program. Ctrl and Enter runs it."),
      make("p", { class: "rc-live-actions" }, this.runButton, this.stopButton, this.resetButton),
      this.status, this.result,
      make("p", { class: "rc-live-hint" }, agreed, makeButton("Forget this", forget)));
    this.setRunning(false);
  }

  /** @param {string} id */
  makeEditor(id) {
    const plain = { spellcheck: "false", autocapitalize: "off", wrap: "off" };
    const rows = Math.min(this.original.split("\n").length + 1, ROWS);
    const editor = make("textarea", { id, rows: String(rows), "aria-describedby": `${id}-hint`, ...plain });
    editor.value = this.original;
    editor.addEventListener("input", () => this.setRunning(this.running));
    editor.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.runButton.click();
    });
    return editor;
  }

  makeResult() {
    this.output = make("samp", {});
    const region = { role: "region", tabindex: "0", "aria-label": `What ${this.name} printed in your browser` };
    this.frame = make("div", { class: "rc-output", ...region }, make("pre", {}, this.output));
    this.note = make("p", { class: "rc-live-note" });
    this.figures = make("div", {});
    const label = make("p", { class: "rc-output-label" }, "Your browser made this now");
    return make("div", { hidden: "" }, label, this.frame, this.note, this.figures);
  }

  reset() {
    this.editor.value = this.original;
    this.setRunning(this.running);
  }

  /** A button that makes no sense now stays, so that it keeps the focus. @param {boolean} running */
  setRunning(running) {
    this.running = running;
    enable(this.runButton, !running);
    enable(this.stopButton, running);
    enable(this.resetButton, this.editor.value !== this.original);
  }

  run() {
    if (!this.mayRun()) return;
    this.printed = "";
    this.ran = this.editor.value;
    this.started = performance.now();
    for (const part of [this.output, this.note, this.figures]) part.replaceChildren();
    this.result.hidden = this.frame.hidden = true;
    python.start(this.ran, this.name, (message) => this.hear(message));
    this.say("Starting …", true);
    this.status.scrollIntoView({ block: "nearest" });
  }

  /** @param {any} message one of `python.Message` */
  hear({ now, pieces, cut, end, failed, detail, stopped }) {
    if (now) this.say(`${now} …`, true);
    if (pieces) this.print(pieces);
    if (cut) this.output.append("…");
    if (cut) this.say("It printed more than can be shown, and runs on.", true);
    if (failed) this.say(failure(failed, detail, navigator.onLine));
    if (stopped) this.say(`Stopped after ${time(performance.now() - this.started)}.`);
    if (end) this.finish(end);
  }

  /** @param {import("./printed.js").Piece[]} pieces */
  print(pieces) {
    this.result.hidden = this.frame.hidden = false;
    for (const { error, text } of pieces) {
      if (!error) this.printed += text;
      this.output.append(error ? make("span", { class: "rc-live-error" }, text) : text);
    }
  }

  /** @param {string} text @param {boolean} running */
  say(text, running = false) {
    this.status.textContent = text;
    this.setRunning(running);
  }

  /** @param {import("./worker.js").End} end */
  finish(end) {
    this.say(ending(end));
    const change = edited(this.original, this.ran);
    end.figures.forEach((drawing, i) => {
      this.draw(drawing, (!change && this.alts[i]) || `Figure ${i + 1}, as your program drew it`);
    });
    this.note.textContent = `${change} ${end.ok && this.shown ? this.compare(change, end.versions) : ""}`.trim();
    this.result.hidden &&= !(this.note.textContent || end.figures.length);
  }

  /** @param {string} change @param {Record<string, string>} versions */
  compare(change, versions) {
    const differs = difference(this.shown, this.printed);
    if (!differs) return "The same as the page shows.";
    const used = Object.entries(versions).map((entry) => entry.join(" ")).join(", ");
    const why = change || !used ? "" : ` Other versions may give other numbers; this browser has ${used}.`;
    return `Not quite the same as the page shows. ${differs}${why}`;
  }

  /** @param {string} drawing an SVG document @param {string} alt */
  draw(drawing, alt) {
    const src = `data:image/svg+xml,${encodeURIComponent(drawing)}`;
    this.figures.append(make("figure", { class: "rc-figure" }, make("img", { src, alt })));
  }
}
