/**
 * The quiz of a lesson. The build has rendered every question, its key and its worked solution as HTML; this adds
 * checking, retrying, hints, the score and memory. `quiz/answer.js` knows the rules, `quiz/question.js` one question,
 * `quiz/memory.js` what is kept, `quiz/review.js` (loaded by the page *Review* alone) what comes back.
 */

import { atOnce, ending, finished, score, shuffled, summary } from "./quiz/answer.js";
import { card, isBlocked, recall, remember } from "./quiz/memory.js";
import { all, askFirst, make, one, Question, settle } from "./quiz/question.js";

let told = false;

class Quiz {
  /** @param {HTMLElement} root */
  constructor(root) {
    this.root = root;
    this.lesson = root.dataset.lesson ?? "";
    this.score = one(root, ".rc-quiz-score");
    this.end = one(root, ".rc-quiz-end");
    this.again = one(root, ".rc-missed");
    const { q } = recall(this.lesson);
    this.questions = all(root, ".rc-question").map((form) => {
      /** @type {Question} */
      const question = new Question(form, q[form.dataset.id], (ended) => this.changed(question, ended));
      return question;
    });
    /** @type {Question[] | null} the questions being practised, when some are */
    this.practice = null;
    this.whole = make("button", "rc-whole", "Show all questions");
    this.again.after(this.whole);
    askFirst(one(root, ".rc-reset"), "Really start over? Your answers here will be forgotten.", "Yes, start over", () =>
      this.startOver());
    this.again.addEventListener("click", () => this.practiseMissed());
    this.whole.addEventListener("click", () => {
      this.showAll();
      this.questions[0].goTo();
    });
    one(root, ".rc-summary-list").addEventListener("click", () => this.showAll());
    settle(root);
    this.render();
  }

  /** @param {Question[]} questions @param {boolean} ended whether they have just been finished */
  store(questions, ended = false) {
    remember(this.lesson, ({ q, r }) => {
      for (const { id, rev, answer } of questions) {
        q[id] = answer;
        if (ended && !atOnce(answer)) r[id] = card(rev);
      }
    });
  }

  /** @param {Question} question @param {boolean} ended */
  changed(question, ended) {
    // What was answered once counts until it has been answered again.
    if (ended || !this.practice) this.store([question], ended);
    this.render();
  }

  render() {
    const shown = this.practice ?? this.questions;
    const answers = this.questions.map((question) => question.answer);
    const done = answers.every(finished);
    const missed = answers.filter((answer) => finished(answer) && !atOnce(answer)).length;
    this.score.textContent = score(shown.map((question) => question.answer), Boolean(this.practice));
    if (isBlocked() && !told) this.tell();
    this.end.hidden = !this.practice && !answers.some(finished);
    one(this.end, ".rc-summary").hidden = one(this.end, ".rc-summary-list").hidden = !done;
    this.again.hidden = !done || !missed;
    this.again.textContent = `Practise the ${missed === 1 ? "one" : missed} you missed`;
    this.whole.hidden = !this.practice;
    if (done) this.summarise();
  }

  /** Said once, beside the score, where it does not vanish with the next answer. */
  tell() {
    told = true;
    const note = make("p", "rc-quiz-note", "This browser does not let the site keep your answers: they last until you leave.");
    note.setAttribute("role", "status");
    this.score.after(note);
  }

  summarise() {
    one(this.end, ".rc-summary").textContent = summary(this.questions);
    one(this.end, ".rc-summary-list").replaceChildren(...this.questions.map(({ form, title, answer, shape }) => {
      const item = document.createElement("li");
      const link = document.createElement("a");
      link.href = `#${form.id}`;
      link.textContent = title;
      const state = make("span", "rc-ending", ending(answer, shape));
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
    this.render();
    this.practice[0].goTo();
  }

  /** Every question again, in the order of the page. */
  showAll() {
    if (!this.practice) return;
    this.practice = null;
    const { q } = recall(this.lesson);
    for (const question of this.questions) {
      // What was not answered anew stands as it was.
      if (!finished(question.answer)) question.adopt(q[question.id]);
      question.render();
      question.form.hidden = false;
      question.practise(false);
      this.root.insertBefore(question.form, this.end);
    }
    this.render();
  }

  startOver() {
    this.showAll();
    for (const question of this.questions) question.reset(false);
    this.store(this.questions);
    this.render();
    this.questions[0].goTo();
  }
}

const quizzes = new Map(all(document, ".rc-quiz[data-lesson]").map((root) => [root, new Quiz(root)]));

/** Answers restored above it may have pushed the question of the address away. */
function arrive() {
  const target = location.hash.startsWith("#q-") && document.getElementById(location.hash.slice(1));
  const root = target && target.closest(".rc-quiz");
  if (!target || !root) return;
  quizzes.get(root)?.showAll();
  target.scrollIntoView();
}

// Who goes back, or loads the page again, is where they were: that comes before the address.
if (performance.getEntriesByType("navigation")[0]?.type === "navigate") arrive();
addEventListener("hashchange", arrive);

const review = one(document, ".rc-review");
if (review) import("./quiz/review.js").then(({ begin }) => begin(review));
