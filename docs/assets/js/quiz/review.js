/**
 * The page *Review*: questions that were missed come back after 1, 3, 7 and 21 days, over all lessons. Each is fetched
 * from the page of its lesson, where the build has put it. Also: how far one is in each lesson, and one's progress as a
 * file to save and to load.
 */

import { atOnce, finished, isAnswer, shuffled } from "./answer.js";
import { adopt, card, dayOf, forget, isBlocked, isObject, lessons, recall, remember } from "./memory.js";
import { all, askFirst, make, one, Question, settle } from "./question.js";

const FORM = "Recognize & Create: progress";
const NAME = /^[a-z0-9-]+$/;

/* ---- Pure ---- */

/** @param {number} count @param {string} thing */
const counted = (count, thing) => `${count} ${thing}${count === 1 ? "" : "s"}`;

/** @param {number} days from today */
const when = (days) => (days <= 0 ? "today" : days === 1 ? "tomorrow" : `in ${days} days`);

/** In how many days each card comes back. @param {Record<string, any>} cards */
const waits = (cards) => Object.values(cards).map((one) => one?.due).filter(Number.isFinite).map((due) => due - dayOf());

/** How far a lesson is. @param {import("./memory.js").Memory} memory @param {number} count of its questions */
function progress({ q, r }, count) {
  const answers = Object.values(q).filter((answer) => answer && finished(answer));
  const due = waits(r);
  const words = [counted(count, "question")];
  if (answers.length) words.push(`${answers.length} answered, ${answers.filter((a) => a.state === "correct").length} right`);
  if (due.length) words.push(`${due.length} to review, next ${when(Math.min(...due))}`);
  return words.join(" · ");
}

const isCard = (one) => Number.isInteger(one?.box) && (one.due === null || Number.isInteger(one.due));

/** When a record was made. Older ones do not say. */
const made = ({ at = 0 }) => at;

/**
 * Put loaded progress beside what is here. Of two records of one question, the later one is kept.
 * @param {any} file @returns {{taken: number, kept: number}} @throws {Error} in words for the reader
 */
export function load(file) {
  if (file?.form !== FORM || !isObject(file.lessons)) {
    throw new Error("This is not a file of progress saved here. Choose one that this page saved.");
  }
  const count = { taken: 0, kept: 0 };
  for (const [lesson, stored] of Object.entries(file.lessons)) {
    if (!NAME.test(lesson)) continue;
    const theirs = adopt(stored);
    remember(lesson, (mine) => {
      for (const [part, isSound] of [["q", isAnswer], ["r", isCard]]) {
        for (const [id, record] of Object.entries(theirs[part])) {
          // One that is not sound may not push out what is here.
          if (!NAME.test(id) || !isSound(record) || !Number.isFinite(made(record))) continue;
          const here = mine[part][id];
          const later = !here || made(record) > made(here);
          if (later) mine[part][id] = record;
          if (part === "q") count[later ? "taken" : "kept"] += 1;
        }
      }
    });
  }
  return count;
}

/* ---- The page ---- */

/** The form of each question, as the lesson's own page has it. @param {string} href @returns {Promise<HTMLFormElement[]>} */
async function formsOf(href) {
  const answer = await fetch(href);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  // Resolved as there. (A <base> would do that, but the page's policy forbids one.)
  for (const link of all(page, ".rc-quiz [href]")) link.href = new URL(link.getAttribute("href"), href).href;
  const forms = all(page, ".rc-quiz .rc-question");
  // What a network shows in a page's stead, to have one log in, has no questions; then none of them is gone.
  if (!answer.ok || !forms.length) throw new Error(href);
  return forms;
}

/** Two lessons may give two questions the same id: on one page each gets its lesson's name before it. */
function tell(/** @type {HTMLFormElement} */ form, /** @type {string} */ lesson) {
  for (const element of [form, ...all(form, "*")]) {
    for (const name of ["id", "for", "name", "aria-describedby"]) {
      const value = element.getAttribute(name);
      if (value) element.setAttribute(name, `${lesson}-${value}`);
    }
  }
}

class Review {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.due = one(root, ".rc-review-due");
    this.quiz = one(root, ".rc-review-quiz");
    this.keep = one(root, ".rc-review-keep");
    this.rows = all(root, ".rc-review-lessons > li");
    /** @type {Question[]} what is being asked */
    this.questions = [];
    this.start = make("button", "rc-start");
    this.due.after(this.start);
    this.start.addEventListener("click", () => this.begin());
    this.offerFiles();
    settle(root);
    this.render();
  }

  /** Lesson and id of each question that is due. */
  waiting() {
    return this.rows.flatMap(({ dataset: { lesson } }) => Object.entries(recall(lesson).r)
      .filter(([, one]) => isCard(one) && one.due !== null && one.due <= dayOf())
      .map(([id]) => ({ lesson, id })));
  }

  render() {
    const waiting = this.waiting();
    const next = this.rows.flatMap(({ dataset }) => waits(recall(dataset.lesson).r));
    this.start.textContent = waiting.length === 1 ? "Review it" : `Review the ${waiting.length}`;
    const later = next.length ? `The next comes back ${when(Math.min(...next))}.` : "No other question waits.";
    const answers = this.questions.map(({ answer }) => answer);
    const done = answers.filter(finished).length;
    this.start.hidden = !waiting.length || done < answers.length;
    if (done < answers.length) this.due.textContent = `${done} of ${answers.length} answered.`;
    else if (done) this.due.textContent = `Done: ${answers.filter(atOnce).length} of ${done} right at once. ${later}`;
    else if (waiting.length) this.due.textContent = `${counted(waiting.length, "question")} to review today.`;
    else if (next.length) this.due.textContent = `Nothing to review today. ${later}`;
    else this.due.textContent = "Nothing to review yet. Questions that you miss in the lessons will come back here.";
    if (isBlocked()) this.due.textContent = "This browser does not let the site keep your answers, so nothing can come back.";
    for (const row of this.rows) {
      one(row, ".rc-review-count").textContent = progress(recall(row.dataset.lesson), Number(row.dataset.count));
    }
  }

  /** Fetch what is due, and ask it, in a new order. */
  async begin() {
    const waiting = this.waiting();
    const names = [...new Set(waiting.map(({ lesson }) => lesson))];
    try {
      const pages = await Promise.all(names.map((name) => formsOf(one(this.rowOf(name), "a").href)));
      const forms = waiting.map(({ lesson, id }) => {
        const form = pages[names.indexOf(lesson)].find(({ dataset }) => dataset.id === id);
        const fits = form && Number(form.dataset.rev) === recall(lesson).r[id]?.rev;
        // A question that is gone, or has changed, is not the one that was missed.
        if (!fits) remember(lesson, ({ r }) => delete r[id]);
        return { lesson, form: fits && form };
      }).filter(({ form }) => form);
      // Of two presses, the first to come back has hidden the button.
      if (!this.start.hidden) this.ask(shuffled(forms));
    } catch {
      this.due.textContent = "The questions could not be fetched. Are you online? Press the button to try again.";
    }
  }

  /** @param {{lesson: string, form: HTMLFormElement}[]} forms */
  ask(forms) {
    this.quiz.replaceChildren();
    this.questions = forms.map(({ lesson, form }, i) => {
      tell(form, lesson);
      this.quiz.append(document.adoptNode(form));
      const question = new Question(form, null, (ended) => {
        if (ended) this.put(lesson, question);
      });
      question.practise(true, i + 1, forms.length);
      question.number.textContent += ` · ${one(this.rowOf(lesson), "a").textContent}`;
      return question;
    });
    this.render();
    this.questions[0]?.goTo();
  }

  /** Put a question that has been answered into its next box, and say so. */
  put(/** @type {string} */ lesson, /** @type {Question} */ question) {
    const { id, rev, answer } = question;
    const here = recall(lesson).r[id] ?? card(rev);
    // Another tab may have asked it today: a box a day is enough.
    const next = !atOnce(answer) ? card(rev) : here.due > dayOf() ? here : card(rev, here.box + 1);
    remember(lesson, ({ r }) => (r[id] = next));
    const back = next.due === null ? "You know this one: it stays away now." : `It comes back ${when(next.due - dayOf())}.`;
    question.say(`${question.status.textContent} ${back}`);
    this.render();
  }

  rowOf(/** @type {string} */ lesson) {
    return this.rows.find(({ dataset }) => dataset.lesson === lesson);
  }

  /** Save, load and forget everything. */
  offerFiles() {
    const save = make("button", "rc-save", "Save progress to a file");
    const open = make("button", "rc-load", "Load progress from a file");
    const over = make("button", "rc-reset", "Start over everywhere");
    const said = make("p", "rc-status");
    const picker = make("input", "rc-file");
    said.setAttribute("role", "status");
    picker.type = "file";
    picker.accept = ".json,application/json";
    picker.hidden = true;
    const buttons = make("p", "rc-actions");
    buttons.append(save, open, over, picker);
    this.keep.append(buttons, said);
    this.keep.hidden = false;
    save.addEventListener("click", () => this.save());
    open.addEventListener("click", () => picker.click());
    picker.addEventListener("change", async () => {
      const [file] = picker.files;
      if (file) said.textContent = await this.load(file);
      picker.value = "";
    });
    askFirst(over, "Really start over? All answers in all lessons will be forgotten.", "Yes, forget everything", () => {
      lessons().forEach(forget);
      this.questions = [];
      this.quiz.replaceChildren();
      this.render();
      said.textContent = "Everything is forgotten.";
    });
  }

  save() {
    const kept = Object.fromEntries(lessons().map((lesson) => [lesson, recall(lesson)]));
    const saved = new Date().toISOString();
    const text = JSON.stringify({ form: FORM, saved, lessons: kept }, null, 1);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `recognize-and-create-progress-${saved.slice(0, 10)}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
  }

  /** What came of loading a file, in words. @param {File} file */
  async load(file) {
    try {
      const { taken, kept } = load(JSON.parse(await file.text()));
      this.render();
      return `${counted(taken, "answer")} loaded. ${kept} stayed, because what is here is as new or newer.`;
    } catch (/** @type {any} */ error) {
      return error instanceof SyntaxError ? "This file cannot be read. Choose one that this page saved." : error.message;
    }
  }
}

/** @type {WeakSet<Element>} */
const begun = new WeakSet();

/** @param {HTMLElement} root */
export function begin(root) {
  if (begun.has(root)) return;
  begun.add(root);
  return new Review(root);
}
