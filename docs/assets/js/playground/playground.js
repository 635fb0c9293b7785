/**
 * What all playgrounds share: settings that a reader changes and an address can name, a drawing that follows them, and the
 * same in words, for those who do not see it.
 *
 * A playground is a custom element around a still figure that was drawn when the site was built. A class says what its
 * `settings` are, gets what the build has left for it (`prepare`), makes its controls and its drawing once (`build`),
 * shows what the settings say (`draw`), and says it (`words`). Everything else is here.
 */

import { addressOf, recall } from "./settings.js";

const SVG = "http://www.w3.org/2000/svg";
const AT_REST = 400; // milliseconds after the last change: then it is told, and the address follows
const A_WHILE = 20_000; // milliseconds: so long what was told can still be found

/**
 * @param {Element} element
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} children
 */
function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
}

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} children
 */
export function html(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  dress(element, attributes, children);
  return element;
}

/**
 * @template {keyof SVGElementTagNameMap} T
 * @param {T} tag
 * @param {Record<string, string | number>} attributes
 * @param {(Node | string)[]} children
 */
export function svg(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  dress(element, attributes, children);
  return element;
}

/** Writes words where they differ: to write the same again would have the page laid out anew. @param {Element} element @param {string} words */
export function write(element, words) {
  if (element.textContent !== words) element.textContent = words;
}

/** @param {string} words @param {() => void} action */
export function button(words, action) {
  const made = html("button", { type: "button", class: "rc-play-button" }, words);
  made.addEventListener("click", action);
  return made;
}

let made = 0; // so that each control has a name of its own, however many playgrounds a page has

export class Playground extends HTMLElement {
  /** What it is called. */
  static title = "";
  /** @type {Record<string, import("./settings.js").Setting<any>>} */
  static settings = {};

  connectedCallback() {
    /** Settled when there is something to play with, or when that has failed. @type {Promise<void>} */
    this.ready ??= this.begin(); // it may only have been moved about
  }

  async begin() {
    const { title, settings } = this.kind;
    this.initial = Object.fromEntries(Object.entries(settings).map(([name, { initial }]) => [name, initial]));
    this.state = { ...this.initial, ...recall(this.owner, settings) };
    /** @type {(() => void)[]} what brings the controls up to the state */
    this.follow = [];
    await this.prepare();
    this.setAttribute("role", "group");
    this.setAttribute("aria-label", `Playground: ${title}`);
    this.told = html("p", { class: "rc-play-words" });
    this.aloud = html("p", { class: "rc-aloud", role: "status" });
    this.news = "";
    this.note = html("span", { class: "rc-play-note" });
    const foot = html("p", { class: "rc-play-foot" },
      button("Reset", () => this.reset()), button("Copy a link to this", () => this.share()), this.note);
    const room = html("div", { class: "rc-play" });
    this.build(room);
    room.append(this.told, foot, this.aloud);
    this.show();
    for (const still of this.querySelectorAll(":scope > figure")) still.hidden = true;
    this.append(room);
    this.dataset.live = "";
  }

  /** The class itself. */
  get kind() {
    return /** @type {typeof Playground} */ (this.constructor);
  }

  /** What its settings are called by in an address. */
  get owner() {
    return this.localName.replace("rc-", "");
  }

  // ---- What each playground says of itself

  /** Gets what the build has left for it; see `data.js`. */
  async prepare() {}

  /** Makes the controls and the drawing. @param {HTMLElement} room */
  build(room) {}

  /** Draws what the settings say. It is called at most once a frame. */
  draw() {}

  /** What can be seen now, in one or two sentences. */
  words() {
    return "";
  }

  // ---- Changes

  /**
   * @param {Record<string, any>} values settings that are different now
   * @param {string} news what else is to be told, before what is seen then
   */
  change(values, news = "") {
    Object.assign(this.state, values);
    this.news = news;
    write(this.note, "");
    this.frame ??= requestAnimationFrame(() => this.show());
    clearTimeout(this.rest);
    this.rest = setTimeout(() => this.settle(), AT_REST);
  }

  show() {
    this.frame = undefined;
    for (const follow of this.follow) follow();
    this.draw();
    write(this.told, this.words());
  }

  /** Once a change has come to its end. */
  settle() {
    this.say(`${this.news} ${this.told.textContent}`.trim());
    try {
      history.replaceState(history.state, "", this.address());
    } catch {
      // Some browsers do not let a page that is read from a folder change its address: then it stays.
    }
  }

  /** Tells those who hear the page; not for ever, since they come upon the same words where they can be seen. @param {string} words */
  say(words) {
    this.aloud.textContent = words;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => write(this.aloud, ""), A_WHILE);
  }

  /** Tells everybody something that passes. @param {string} words */
  remark(words) {
    write(this.note, words);
    this.say(words);
  }

  reset() {
    this.change({ ...this.initial });
  }

  /** Of this page, with what is set. */
  address() {
    return addressOf(this.owner, this.kind.settings, this.initial, this.state);
  }

  async share() {
    const url = this.address();
    url.hash = this.id;
    try {
      await navigator.clipboard.writeText(url.href);
      this.remark("Copied. It leads here, to what you have set.");
    } catch {
      this.remark("The address of this page leads to what you have set: copy it from above.");
    }
  }

  // ---- Controls, each of which sets one setting

  /**
   * @param {string} name of a setting that is a number
   * @param {string} label
   * @param {(value: number) => string} format the number in words, with its unit
   * @param {number[]} stops the values at which it can stand, if these are not all alike
   */
  slider(name, label, format = String, stops = []) {
    const { min, max, step } = /** @type {any} */ (this.kind.settings[name]);
    const id = `rc-play-${(made += 1)}`;
    const range = stops.length ? { min: 0, max: stops.length - 1 } : { min, max, step };
    const input = html("input", { type: "range", id, ...range });
    const value = html("span", { class: "rc-play-value" }); // no `output`: it would be told beside what the slider tells
    input.addEventListener("input", () => this.change({ [name]: stops[Number(input.value)] ?? Number(input.value) }));
    this.follow.push(() => {
      input.value = String(stops.length ? stops.indexOf(this.state[name]) : this.state[name]);
      write(value, format(this.state[name]));
      input.setAttribute("aria-valuetext", value.textContent);
    });
    return html("div", { class: "rc-play-slider" }, html("label", { for: id }, label), input, value);
  }

  /**
   * Some words to choose from, all in sight.
   * @param {string} name of a setting that is a choice
   * @param {string} legend
   * @param {Record<string, string>} labels of its values
   */
  choices(name, legend, labels) {
    const group = `rc-play-${(made += 1)}`;
    const inputs = Object.keys(labels).map((value) => {
      const input = html("input", { type: "radio", name: group, value });
      input.addEventListener("change", () => this.change({ [name]: value }));
      return input;
    });
    this.follow.push(() => inputs.forEach((input) => (input.checked = input.value === this.state[name])));
    const options = inputs.map((input) => html("label", {}, input, html("span", {}, labels[input.value])));
    return html("fieldset", { class: "rc-play-choices" }, html("legend", {}, legend), ...options);
  }

  /**
   * Some words to choose from, in a list that opens.
   * @param {string} name of a setting that is a choice
   * @param {string} label
   * @param {Record<string, string>} labels of its values
   */
  list(name, label, labels) {
    const id = `rc-play-${(made += 1)}`;
    const options = Object.entries(labels).map(([value, words]) => html("option", { value }, words));
    const select = html("select", { id }, ...options);
    select.addEventListener("change", () => this.change({ [name]: select.value }));
    this.follow.push(() => (select.value = this.state[name]));
    return html("div", { class: "rc-play-list" }, html("label", { for: id }, label), select);
  }
}
