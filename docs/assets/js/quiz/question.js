/** One question on the page: its controls, its marks, its words. */

import * as the from "./answer.js";

/** @param {ParentNode} root @param {string} selector @returns {any} */
export const one = (root, selector) => root.querySelector(selector);

/** @param {ParentNode} root @param {string} selector @returns {any[]} */
export const all = (root, selector) => [...root.querySelectorAll(selector)];

/** @param {string} tag @param {string} name of its class @param {string} text @returns {any} */
export function make(tag, name, text = "") {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  if (tag === "button") element.setAttribute("type", "button");
  return element;
}

/** By default no further than needed. @param {Element} element @param {ScrollLogicalPosition} block */
export function bringIntoView(element, block = "nearest") {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block, behavior: still ? "auto" : "smooth" });
}

/** Have a button ask first, in place. @param {any} button @param {string} words @param {string} yes @param {() => void} act */
export function askFirst(button, words, yes, act) {
  const group = make("span", "rc-confirm");
  const [go, no] = [make("button", "rc-yes", yes), make("button", "rc-no", "No, keep them")];
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", words);
  group.append(make("span", "rc-confirm-text", words), go, no);
  group.hidden = true;
  const ask = (on) => {
    group.hidden = !on;
    button.hidden = on;
    (on ? no : button).focus();
  };
  button.after(group);
  button.addEventListener("click", () => ask(true));
  no.addEventListener("click", () => ask(false));
  group.addEventListener("keydown", (event) => event.key === "Escape" && ask(false));
  go.addEventListener("click", () => {
    ask(false);
    act();
  });
}

/**
 * Make a part of the page ours: the theme's shortcuts are plain keys, and none is meant while someone answers. Live
 * regions stay silent until the reader comes, since what is restored at load is no news.
 * @param {HTMLElement} root
 */
export function settle(root) {
  root.addEventListener("keydown", (event) => {
    if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
  });
  const live = (value) => all(root, "[role=status]").forEach((region) => region.setAttribute("aria-live", value));
  live("off");
  for (const type of ["focusin", "pointerdown"]) root.addEventListener(type, () => live("polite"), { once: true });
}

let printing = false;
addEventListener("beforeprint", () => (printing = true));
addEventListener("afterprint", () => (printing = false));

const isToggle = (control) => control.type === "radio" || control.type === "checkbox";
const isList = (control) => control.localName === "select";

export class Question {
  /** @param {HTMLFormElement} form @param {any} stored @param {(ended: boolean) => void} changed after every change */
  constructor(form, stored, changed) {
    this.form = form;
    this.changed = changed;
    this.id = form.dataset.id ?? "";
    this.rev = Number(form.dataset.rev);
    this.status = one(form, ".rc-status");
    this.solution = one(form, ".rc-solution");
    this.number = one(form, ".rc-number");
    this.options = all(form, ".rc-option");
    this.controls = all(form, ".rc-option :is(input, select)");
    this.hints = all(form, ".rc-hints > li");
    this.buttons = Object.fromEntries(["check", "retry", "hint", "reveal"].map((name) => [name, one(form, `.rc-${name}`)]));
    const { type = "", answer = "[]", tolerance, unit = "" } = form.dataset;
    /** @type {the.Shape} */
    this.shape = { type, key: JSON.parse(answer), parts: this.options.length, tolerance: Number(tolerance ?? 0), unit };
    const early = this.picked();
    this.adopt(stored);
    if (early.length) this.answer = the.choose(this.answer, early);
    this.first = { options: this.options, number: this.number?.textContent };
    this.options.forEach((option, i) => option.append(this.feedback(this.controls[i])));
    this.listen();
    this.render();
  }

  /** Take up a stored answer, if it is one to this question. @param {any} stored */
  adopt(stored) {
    /** @type {the.Answer} */
    const answer = { ...the.blank(this.rev), ...(this.fits(stored) ? stored : {}) };
    // Whatever stands there, these are counts.
    for (const name of ["misses", "hints"]) if (![0, 1, 2, 3].includes(answer[name])) answer[name] = 0;
    this.answer = answer;
  }

  /** Whether a stored answer is one to this question as it is today. */
  fits(stored) {
    return the.isAnswer(stored) && stored.rev === this.rev && [stored.chosen, stored.tried].every((chosen) => {
      this.put(chosen);
      return the.same(this.picked(), chosen);
    });
  }

  /** The prompt without its number, short enough for a link. */
  get title() {
    const legend = one(this.form, "legend").cloneNode(true);
    one(legend, ".rc-number")?.remove();
    const text = legend.textContent.trim().replace(/\s+/g, " ");
    return text.length > 80 ? `${text.slice(0, 80).replace(/\s\S*$/, "")} …` : text;
  }

  /** Where an option's mark and feedback will show. */
  feedback(control) {
    const box = make("div", "rc-feedback");
    box.id = `${control.id}--feedback`;
    box.hidden = true;
    box.append(make("strong", "rc-verdict"), make("div", "rc-feedback-text"));
    return box;
  }

  /** What the worked solution says of an option, or of what was typed. @param {HTMLElement} option */
  why({ dataset }) {
    const said = all(this.form, ".rc-why > li").find((item) => item.dataset.match
      ? this.answer.tried.length && the.matches(this.answer.tried[0], JSON.parse(item.dataset.match), this.shape)
      : item.dataset.option === dataset.option);
    const copy = said?.cloneNode(true);
    if (copy) one(copy, ".rc-letter")?.remove();
    return copy ? [...copy.childNodes] : [];
  }

  listen() {
    const { form, buttons } = this;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      // Code blocks bring copy buttons of their own, which would submit too.
      if (!event.submitter || event.submitter === buttons.check) this.check();
    });
    form.addEventListener("keydown", (event) => {
      if (event.isComposing || event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      if (!event.repeat) this.check();
    });
    form.addEventListener("input", () => {
      if (the.finished(this.answer)) this.render();
      else this.become(the.choose(this.answer, this.picked()));
    });
    buttons.retry?.addEventListener("click", () => {
      const again = one(form, `.rc-option[data-mark=wrong] ${the.isPlaced(this.shape.type) ? "select" : "input"}`);
      this.become(the.retry(this.answer));
      const control = again ?? this.controls[0];
      control.focus();
      if (the.isTyped(this.shape.type)) control.select();
    });
    buttons.hint?.addEventListener("click", () => this.hint());
    buttons.reveal?.addEventListener("click", () => this.become(the.reveal(this.answer)));
    this.solution.addEventListener("toggle", () => {
      if (this.solution.open && !printing && !matchMedia("print").matches) this.become(the.reveal(this.answer));
    });
  }

  /** What is chosen, as answers hold it. @returns {string[]} */
  picked() {
    return this.controls.flatMap((control, i) => {
      const value = isToggle(control) && !control.checked ? "" : control.value.trim();
      return value ? [isList(control) ? `${this.options[i].dataset.option}=${value}` : value] : [];
    });
  }

  /** Show this choice in the controls. @param {string[]} chosen */
  put(chosen) {
    this.controls.forEach((control, i) => {
      const name = `${this.options[i].dataset.option}=`;
      if (isToggle(control)) control.checked = chosen.includes(control.value);
      else if (isList(control)) control.value = chosen.find((item) => item.startsWith(name))?.slice(name.length) ?? "";
      else if (control.value.trim() !== (chosen[0] ?? "")) control.value = chosen[0] ?? "";
    });
  }

  check() {
    if (the.finished(this.answer)) return;
    const note = the.objection(this.answer, this.shape);
    if (note) this.say(note, "note");
    else this.become(the.check(this.answer, this.shape));
    bringIntoView(this.status);
  }

  hint() {
    const hints = Math.min(this.answer.hints + 1, this.hints.length);
    this.become({ ...this.answer, hints });
    this.say(`${this.status.textContent} Hint ${hints} of ${this.hints.length} is shown.`.trim());
  }

  /** @param {the.Answer} next */
  become(next) {
    if (next === this.answer) return;
    const ended = the.finished(next) && !the.finished(this.answer);
    const focused = document.activeElement;
    this.answer = { ...next, at: Date.now() };
    this.render();
    if (ended) this.solution.open = true;
    this.keepFocus(focused);
    this.changed(ended);
  }

  /** If the control that had the focus is gone, the next sensible one takes it. @param {Element | null} focused */
  keepFocus(focused) {
    if (!focused || !this.form.contains(focused) || !focused.closest("[hidden]")) return;
    const visible = Object.values(this.buttons).find((item) => item && !item.closest("[hidden]"));
    (visible ?? one(this.solution, "summary")).focus({ preventScroll: true });
  }

  /** @param {string} text @param {string} kind */
  say(text, kind = this.status.dataset.kind ?? "") {
    this.status.textContent = text;
    this.status.dataset.kind = kind;
  }

  render() {
    const { answer, form, shape } = this;
    const done = the.finished(answer);
    form.dataset.state = answer.state;
    form.toggleAttribute("data-finished", done);
    this.put(answer.chosen);
    this.options.forEach((option, i) => this.renderOption(option, this.controls[i], done));
    this.say(the.verdict(answer, shape), { correct: "right", wrong: "wrong" }[answer.state] ?? "");
    this.renderActions(done);
  }

  /** @param {HTMLElement} option @param {any} control @param {boolean} done */
  renderOption(option, control, done) {
    const [kind, words] = the.mark(option.dataset.option ?? "", this.answer, this.shape) ?? ["", ""];
    const box = one(option, ".rc-feedback");
    const text = one(box, ".rc-feedback-text");
    // Not `disabled`: the options stay reachable and readable, and the focus stays where it is.
    const set = (name, value) => (value ? control.setAttribute(name, value) : control.removeAttribute(name));
    set("aria-disabled", done && "true");
    set("aria-describedby", kind && box.id);
    if (!isToggle(control) && !isList(control)) control.readOnly = done;
    option.dataset.mark = kind;
    one(box, ".rc-verdict").textContent = words;
    text.replaceChildren(...(kind ? this.why(option) : []));
    // Said too early, it would tell where an option belongs.
    text.hidden = !done && isList(control);
    box.hidden = !kind;
  }

  /** @param {boolean} done */
  renderActions(done) {
    const { answer, buttons, form, hints } = this;
    const wrong = answer.state === "wrong";
    buttons.check.hidden = done || wrong;
    buttons.check.disabled = false;
    buttons.retry.hidden = done || !wrong;
    buttons.reveal.hidden = done || !answer.misses;
    if (buttons.hint) buttons.hint.hidden = done || answer.hints >= hints.length;
    if (buttons.hint) buttons.hint.textContent = answer.hints ? "Another hint" : "Hint";
    one(form, ".rc-actions").hidden = done;
    const list = one(form, ".rc-hints");
    if (list) list.hidden = !answer.hints;
    hints.forEach((hint, i) => (hint.hidden = i >= answer.hints));
  }

  /** Begin again. @param {boolean} late whether this is practice */
  reset(late) {
    this.solution.open = false;
    this.answer = the.blank(this.rev, late);
    this.render();
  }

  /** Show the options in this order; every letter that names one follows. @param {HTMLElement[]} order */
  arrange(order) {
    order[0].parentNode?.append(...order);
    const ids = order.map((option) => option.dataset.option);
    const why = one(this.form, ".rc-why");
    why?.append(...all(why, ":scope > [data-option]").sort(
      (a, b) => ids.indexOf(a.dataset.option) - ids.indexOf(b.dataset.option)));
    for (const letter of all(this.form, ".rc-letter")) {
      const at = ids.indexOf(letter.closest("[data-option]")?.dataset.option);
      if (at >= 0) letter.textContent = String.fromCharCode(65 + at);
    }
  }

  /** @param {boolean} on @param {number} place @param {number} of */
  practise(on, place = 0, of = 0) {
    if (this.number) this.number.textContent = on ? `Question ${place} of ${of}` : this.first.number;
    this.arrange(on ? the.shuffled(this.options) : this.first.options);
  }

  goTo() {
    one(this.form, ".rc-option :is(input, select)").focus({ preventScroll: true }); // the first as shown
    bringIntoView(one(this.form, "fieldset"), "start");
  }
}
