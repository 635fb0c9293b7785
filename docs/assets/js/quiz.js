/**
 * The quiz of a lesson. The build has rendered every question, its key and its worked solution as HTML; this module
 * adds checking, retrying, hints, the score and memory. Pure functions first, then the two classes that touch the page.
 *
 * A question is unanswered, selected, wrong, retry, correct or revealed. It is finished when it is correct, revealed,
 * or wrong for the second time; only "Start over" and "Practise what you missed" open a finished question again.
 *
 * @typedef {"unanswered"|"selected"|"wrong"|"retry"|"correct"|"revealed"} State
 * @typedef {object} Answer What a reader has done with one question; this is what is stored.
 * @property {number} rev     the question's revision this belongs to
 * @property {State} state
 * @property {string[]} chosen  ids of the options chosen now
 * @property {string[]} tried   ids of the options checked last
 * @property {number} misses    how often it was checked and wrong
 * @property {number} hints     how many hints are shown
 * @property {boolean} late     whether it was missed once and is being practised
 */

const FORMAT = 1;
const TRIES = 2;
const STATES = ["unanswered", "selected", "wrong", "retry", "correct", "revealed"];

/* ---- Grading and transitions: pure ---- */

/** @param {number} rev @param {boolean} late @returns {Answer} */
const blank = (rev, late = false) =>
  ({ rev, state: "unanswered", chosen: [], tried: [], misses: 0, hints: 0, late });

/** @param {string[]} a @param {string[]} b */
const same = (a, b) => a.length === b.length && a.every((id) => b.includes(id));

/** @param {Answer} a */
const finished = (a) => a.state === "correct" || a.state === "revealed" || (a.state === "wrong" && a.misses >= TRIES);

/** @param {Answer} a */
const atOnce = (a) => a.state === "correct" && a.misses === 0;

/** @param {Answer} a */
const rightFirst = (a) => atOnce(a) && !a.late;

/** @param {Answer} a @param {string[]} chosen @returns {Answer} */
function choose(a, chosen) {
  if (finished(a)) return a;
  return { ...a, chosen, state: a.misses ? "retry" : chosen.length ? "selected" : "unanswered" };
}

/** Why an answer cannot be checked now, or "". @param {Answer} a */
function objection(a) {
  if (!a.chosen.length) return "Choose an answer first.";
  return a.misses && same(a.chosen, a.tried) ? "You have just tried that. Choose another answer." : "";
}

/** @param {Answer} a @param {string[]} key @returns {Answer} */
function check(a, key) {
  if (finished(a) || objection(a)) return a;
  const tried = a.chosen;
  return same(a.chosen, key) ? { ...a, tried, state: "correct" } : { ...a, tried, state: "wrong", misses: a.misses + 1 };
}

/** @param {Answer} a @returns {Answer} */
const retry = (a) => (finished(a) ? a : { ...a, state: "retry" });

/** @param {Answer} a @returns {Answer} */
const reveal = (a) => (finished(a) ? a : { ...a, state: "revealed" });

/* ---- Words: pure ---- */

/** What a multiple choice got right so far. @param {string[]} chosen @param {string[]} key */
function count(chosen, key) {
  const found = chosen.filter((id) => key.includes(id)).length;
  const wrong = chosen.length - found;
  const extra = wrong ? `, and ${wrong} that ${wrong === 1 ? "is" : "are"} wrong` : "";
  return `${found} of ${key.length} right ones chosen${extra}`;
}

/** The short verdict of the status line. @param {Answer} a @param {string[]} key @param {boolean} multi */
function verdict(a, key, multi) {
  if (a.state === "correct") return a.misses ? "Right, on the second try." : "Right.";
  if (a.state === "revealed") return "Solution shown.";
  if (a.state !== "wrong") return "";
  const tail = multi ? `: ${count(a.chosen, key)}.` : ".";
  return finished(a) ? `Not right${tail} See the worked solution.` : `Not right yet${tail}`;
}

/** How a finished question ended, for the summary. @param {Answer} a */
function ending(a) {
  if (a.state === "revealed") return "solution shown";
  if (a.state !== "correct") return "not right";
  if (a.late) return "right when practised";
  return a.misses ? "right on the second try" : "right first time";
}

/**
 * The mark of one option once there is a verdict: its kind (for the style) and its words.
 * @param {string} id @param {Answer} a @param {string[]} key @returns {[string, string] | null}
 */
function mark(id, a, key) {
  const chosen = a.chosen.includes(id);
  if (!finished(a) && !(a.state === "wrong" && chosen)) return null;
  if (key.includes(id)) return ["right", chosen ? "Your choice: right" : "Right answer"];
  return chosen ? ["wrong", "Your choice: not right"] : ["other", "Not right"];
}

/** @param {Answer[]} answers @param {boolean} practising */
function score(answers, practising) {
  const all = answers.length;
  const done = answers.filter(finished).length;
  if (practising) return `Practice: ${done} of ${all} answered, ${answers.filter(atOnce).length} right at once.`;
  const first = answers.filter(rightFirst).length;
  return done ? `${done} of ${all} answered, ${first} right first time.` : "";
}

/** @param {Answer[]} answers */
function summary(answers) {
  const all = answers.length;
  const right = answers.filter((a) => a.state === "correct").length;
  return `${answers.filter(rightFirst).length} of ${all} right first time, ${right} of ${all} in the end`;
}

/** A copy in another order (another one, if there is one). @template T @param {T[]} list @returns {T[]} */
function shuffled(list) {
  const copy = [...list];
  for (let i = copy.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    [copy[i], copy[j]] = [copy[j], copy[i]];
  }
  if (copy.length > 1 && copy.every((item, i) => item === list[i])) copy.push(/** @type {T} */ (copy.shift()));
  return copy;
}

/* ---- Memory ---- */

/** Answers by question id; what cannot be read counts as nothing. @param {string | null} text */
function decode(text) {
  try {
    const data = JSON.parse(text ?? "");
    return data.v === FORMAT && data.q instanceof Object && !Array.isArray(data.q) ? data.q : {};
  } catch {
    return {};
  }
}

/** @param {object} answers by question id */
const encode = (answers) => JSON.stringify({ v: FORMAT, q: answers });

/** A stored answer if it fits the question as it is today, else a blank one. @returns {Answer} */
function adopt(/** @type {any} */ stored, /** @type {number} */ rev, /** @type {string[]} */ options) {
  const known = (/** @type {any} */ ids) => Array.isArray(ids) && ids.every((id) => options.includes(id));
  const fits = stored?.rev === rev && STATES.includes(stored.state) && known(stored.chosen) && known(stored.tried);
  return fits ? { ...blank(rev), ...stored } : blank(rev);
}

/** The path the site is served under: several sites may share one origin. Read once, before instant navigation. */
const SITE = (() => {
  try {
    const { base } = JSON.parse(document.getElementById("__config")?.textContent ?? "");
    return new URL(base, location.href).pathname.replace(/\/*$/, "/");
  } catch {
    return "/";
  }
})();

const memory = new Map();
let blocked = false;
let told = false;

/** @param {string} key @returns {string | null} */
function load(key) {
  try {
    if (!blocked) return localStorage.getItem(key);
  } catch {
    blocked = true;
  }
  return memory.get(key) ?? null;
}

/** @param {string} key @param {string} text */
function save(key, text) {
  memory.set(key, text);
  try {
    if (!blocked) localStorage.setItem(key, text);
  } catch {
    blocked = true;
  }
}

/* ---- The page ---- */

/** @param {ParentNode} root @param {string} selector @returns {any} */
const one = (root, selector) => root.querySelector(selector);

/** @param {ParentNode} root @param {string} selector @returns {any[]} */
const all = (root, selector) => [...root.querySelectorAll(selector)];

/** @param {string} tag @param {string} name of its class @param {string} text */
function make(tag, name, text = "") {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = text;
  return element;
}

/** @param {string} name @param {string} text */
function button(name, text) {
  const element = make("button", name, text);
  element.setAttribute("type", "button");
  return element;
}

/** Scroll no further than needed. @param {Element} element */
function bringIntoView(element) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "nearest", behavior: still ? "auto" : "smooth" });
}

let printing = false;

class Question {
  /** @param {HTMLFormElement} form @param {any} stored @param {() => void} changed called after every change */
  constructor(form, stored, changed) {
    this.form = form;
    this.changed = changed;
    this.id = form.dataset.id ?? "";
    this.rev = Number(form.dataset.rev);
    this.multi = form.dataset.type === "multi";
    this.key = (form.dataset.answer ?? "").split(" ");
    this.status = one(form, ".rc-status");
    this.solution = one(form, ".rc-solution");
    this.number = one(form, ".rc-number");
    this.inputs = all(form, ".rc-option input");
    this.options = all(form, ".rc-option");
    this.hints = all(form, ".rc-hints > li");
    this.buttons = Object.fromEntries(
      ["check", "retry", "hint", "reveal"].map((name) => [name, one(form, `.rc-${name}`)]),
    );
    /** @type {Answer} */
    this.answer = adopt(stored, this.rev, this.options.map((option) => option.dataset.option));
    this.legend = this.prompt();
    this.first = { options: this.options, number: this.number?.textContent };
    const early = this.picked();
    if (early.length) this.answer = choose(this.answer, early);
    for (const option of this.options) option.append(this.feedback(option));
    this.listen();
    this.render();
  }

  /** The prompt without its number, short enough for a link. */
  prompt() {
    const legend = one(this.form, "legend").cloneNode(true);
    one(legend, ".rc-number")?.remove();
    const text = legend.textContent.trim().replace(/\s+/g, " ");
    return text.length > 80 ? `${text.slice(0, 79).trimEnd()}…` : text;
  }

  /** Where an option's mark and feedback will show. @param {HTMLElement} option */
  feedback(option) {
    const box = make("div", "rc-feedback");
    box.id = `${one(option, "input").id}-feedback`;
    box.hidden = true;
    const text = make("div", "rc-feedback-text");
    const why = one(this.form, `.rc-why [data-option="${CSS.escape(option.dataset.option ?? "")}"]`);
    if (why) text.append(...why.cloneNode(true).childNodes);
    one(text, ".rc-letter")?.remove();
    for (const element of all(text, "[id]")) element.removeAttribute("id");
    box.append(make("strong", "rc-verdict"), text);
    return box;
  }

  listen() {
    const { form, buttons } = this;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      // Code blocks bring copy buttons of their own, which would submit too.
      if (!event.submitter || event.submitter === buttons.check) this.check();
    });
    form.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
      event.preventDefault();
      if (!event.repeat) this.check();
    });
    form.addEventListener("change", () => {
      if (finished(this.answer)) this.render();
      else this.become(choose(this.answer, this.picked()));
    });
    buttons.retry?.addEventListener("click", () => {
      this.become(retry(this.answer));
      (this.inputs.find((input) => input.checked) ?? this.inputs[0]).focus();
    });
    buttons.hint?.addEventListener("click", () => this.hint());
    buttons.reveal?.addEventListener("click", () => this.become(reveal(this.answer)));
    this.solution.addEventListener("toggle", () => {
      if (this.solution.open && !printing && !matchMedia("print").matches) this.become(reveal(this.answer));
    });
  }

  picked() {
    return this.inputs.filter((input) => input.checked).map((input) => input.value);
  }

  check() {
    if (finished(this.answer)) return;
    const note = objection(this.answer);
    if (note) this.say(note, "note");
    else this.become(check(this.answer, this.key));
    bringIntoView(this.status);
  }

  hint() {
    const hints = Math.min(this.answer.hints + 1, this.hints.length);
    this.become({ ...this.answer, hints });
    this.say(`${this.status.textContent} Hint ${hints} of ${this.hints.length} is shown.`.trim());
  }

  /** @param {Answer} next */
  become(next) {
    if (next === this.answer) return;
    const ends = finished(next) && !finished(this.answer);
    const focused = document.activeElement;
    this.answer = next;
    this.render();
    if (ends) this.solution.open = true;
    this.keepFocus(focused);
    this.changed();
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
    const { answer, form } = this;
    const done = finished(answer);
    form.dataset.state = answer.state;
    form.toggleAttribute("data-finished", done);
    this.options.forEach((option, i) => this.renderOption(option, this.inputs[i], done));
    const kind = answer.state === "correct" ? "right" : answer.state === "wrong" ? "wrong" : "";
    this.say(verdict(answer, this.key, this.multi), kind);
    this.renderActions(done);
  }

  /** @param {HTMLElement} option @param {HTMLInputElement} input @param {boolean} done */
  renderOption(option, input, done) {
    const [kind, words] = mark(input.value, this.answer, this.key) ?? ["", ""];
    const box = one(option, ".rc-feedback");
    input.checked = this.answer.chosen.includes(input.value);
    // Not `disabled`: the options stay reachable and readable, and the focus stays where it is.
    if (done) input.setAttribute("aria-disabled", "true");
    else input.removeAttribute("aria-disabled");
    if (kind) input.setAttribute("aria-describedby", box.id);
    else input.removeAttribute("aria-describedby");
    option.dataset.mark = kind;
    one(box, ".rc-verdict").textContent = words;
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
    this.answer = blank(this.rev, late);
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
    this.arrange(on ? shuffled(this.options) : this.first.options);
  }
}

class Quiz {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.storeKey = `rc:${SITE}:quiz:${FORMAT}:${root.dataset.lesson}`;
    this.score = one(root, ".rc-quiz-score");
    this.end = one(root, ".rc-quiz-end");
    this.again = one(root, ".rc-missed");
    this.over = one(root, ".rc-reset");
    const stored = decode(load(this.storeKey));
    this.questions = all(root, ".rc-question:has(.rc-option)").map((form) => {
      /** @type {Question} */
      const question = new Question(form, stored[form.dataset.id], () => this.changed(question));
      return question;
    });
    /** @type {Question[] | null} the questions being practised, when some are */
    this.practice = null;
    this.whole = button("rc-whole", "Show all questions");
    this.again.after(this.whole);
    this.over.after(this.confirmation());
    this.listen();
    this.quietly();
    this.render();
  }

  listen() {
    // The theme's shortcuts are plain keys; none of them is meant while someone answers.
    this.root.addEventListener("keydown", (event) => {
      if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) event.stopPropagation();
    });
    this.again.addEventListener("click", () => this.practiseMissed());
    this.whole.addEventListener("click", () => {
      this.showAll();
      this.goTo(this.questions[0]);
    });
    one(this.root, ".rc-summary-list").addEventListener("click", () => this.showAll());
  }

  /** What is restored at load is no news: live regions stay silent until the reader comes. */
  quietly() {
    const regions = [this.score, ...this.questions.map((question) => question.status)];
    const live = (/** @type {string} */ value) => regions.forEach((region) => region.setAttribute("aria-live", value));
    live("off");
    for (const type of ["focusin", "pointerdown"]) {
      this.root.addEventListener(type, () => live("polite"), { once: true });
    }
  }

  /** "Start over" asks first, in place. */
  confirmation() {
    const group = make("span", "rc-confirm");
    const words = make("span", "rc-confirm-text", "Really start over? Your answers here will be forgotten.");
    const [yes, no] = [button("rc-yes", "Yes, start over"), button("rc-no", "No, keep them")];
    words.id = `rc-confirm-${this.root.dataset.lesson}`;
    group.setAttribute("role", "group");
    group.setAttribute("aria-labelledby", words.id);
    group.append(words, yes, no);
    group.hidden = true;
    const ask = (/** @type {boolean} */ on) => {
      group.hidden = !on;
      this.over.hidden = on;
      (on ? no : this.over).focus();
    };
    this.over.addEventListener("click", () => ask(true));
    no.addEventListener("click", () => ask(false));
    group.addEventListener("keydown", (event) => event.key === "Escape" && ask(false));
    yes.addEventListener("click", () => {
      ask(false);
      this.startOver();
    });
    return group;
  }

  /** Read again before writing, so that other tabs and unknown ids are kept. @param {Question[]} questions */
  store(...questions) {
    const answers = decode(load(this.storeKey));
    for (const { id, answer } of questions) answers[id] = answer;
    save(this.storeKey, encode(answers));
  }

  /** @param {Question} question */
  changed(question) {
    this.store(question);
    this.render();
  }

  render() {
    const shown = this.practice ?? this.questions;
    const answers = this.questions.map((question) => question.answer);
    const done = answers.every(finished);
    const missed = answers.filter((answer) => finished(answer) && !atOnce(answer)).length;
    this.score.textContent = score(shown.map((question) => question.answer), Boolean(this.practice));
    if (blocked && !told) this.tell();
    this.end.hidden = !this.practice && !answers.some(finished);
    one(this.end, ".rc-summary").hidden = one(this.end, ".rc-summary-list").hidden = !done;
    this.again.hidden = !done || !missed;
    this.again.textContent = `Practise the ${missed === 1 ? "one" : missed} you missed`;
    this.whole.hidden = !this.practice;
    if (done) this.summarise(answers);
  }

  /** Said once, beside the score, where it does not vanish with the next answer. */
  tell() {
    told = true;
    const words = "This browser does not let the site keep your answers: they last until you leave.";
    const note = make("p", "rc-quiz-note", words);
    note.setAttribute("role", "status");
    this.score.after(note);
  }

  /** @param {Answer[]} answers */
  summarise(answers) {
    one(this.end, ".rc-summary").textContent = `${summary(answers)}.`;
    one(this.end, ".rc-summary-list").replaceChildren(...this.questions.map(({ form, legend, answer }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${form.id}`;
      link.textContent = legend;
      const state = make("span", "rc-ending", ending(answer));
      state.dataset.kind = answer.state === "correct" ? "right" : "wrong";
      item.append(link, " ", state);
      return item;
    }));
  }

  practiseMissed() {
    this.practice = shuffled(this.questions.filter(({ answer }) => !atOnce(answer)));
    for (const question of this.questions) question.form.hidden = !this.practice.includes(question);
    this.practice.forEach((question, i) => {
      question.reset(true);
      question.practise(true, i + 1, this.practice?.length);
      this.root.insertBefore(question.form, this.end);
    });
    this.begin(this.practice);
  }

  /** Every question again, in the order of the page. */
  showAll() {
    if (!this.practice) return;
    this.practice = null;
    for (const question of this.questions) {
      question.form.hidden = false;
      question.practise(false);
      this.root.insertBefore(question.form, this.end);
    }
    this.render();
  }

  startOver() {
    this.showAll();
    for (const question of this.questions) question.reset(false);
    this.begin(this.questions);
  }

  /** @param {Question[]} questions */
  begin(questions) {
    this.store(...questions);
    this.render();
    this.goTo(questions[0]);
  }

  /** @param {Question} question */
  goTo({ form }) {
    one(form, ".rc-option input").focus({ preventScroll: true });
    bringIntoView(one(form, "fieldset"));
  }
}

/** @type {WeakMap<Element, Quiz>} */
const quizzes = new WeakMap();

/** Answers restored above it may have pushed the question of the address away. */
function arrive() {
  const target = location.hash.startsWith("#q-") && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const root = target && target.closest(".rc-quiz");
  if (!target || !root) return;
  quizzes.get(root)?.showAll();
  target.scrollIntoView();
}

function enhance() {
  const fresh = all(document, ".rc-quiz").filter((root) => !quizzes.has(root));
  for (const root of fresh) quizzes.set(root, new Quiz(root));
  // A remembered scroll position (back, forward, reload) comes before the address.
  if (fresh.length && !history.state) arrive();
}

addEventListener("hashchange", arrive);
addEventListener("beforeprint", () => (printing = true));
addEventListener("afterprint", () => (printing = false));

const theme = /** @type {any} */ (globalThis).document$;
if (theme) theme.subscribe(enhance);
else enhance();
