/*
 * Marks what a reader has answered: in the navigation the lessons whose questions are all answered, on a card how many.
 *
 * What was answered is read from this browser's memory (`quiz/memory.js`). Which questions a lesson has is noted beside it
 * when a reader leaves a lesson in which something was answered.
 */

/** @typedef {typeof import("./quiz/memory.js")} Memory */

/** Where it is noted. @param {Memory} memory */
const key = (memory) => `rc:${memory.SITE}:questions`;

/** @param {Memory} memory @returns {Record<string, string[]>} the ids of lessons' questions, as far as they were noted */
function noted(memory) {
  try {
    const kept = Object.entries(JSON.parse(localStorage.getItem(key(memory))) ?? {});
    return Object.fromEntries(kept.filter(([, ids]) => Array.isArray(ids)));
  } catch {
    return {};
  }
}

/** Notes nothing of lessons of which nothing else is kept. @param {Memory} memory @param {Record<string, string[]>} ids */
function note(memory, ids) {
  const known = new Set(memory.lessons());
  const kept = Object.entries(ids).filter(([lesson]) => known.has(lesson));
  try {
    if (kept.length) localStorage.setItem(key(memory), JSON.stringify(Object.fromEntries(kept)));
    else localStorage.removeItem(key(memory));
  } catch {
    // Nothing can be kept here: then there are no marks, and nothing else is amiss.
  }
}

/** @param {Element} link @param {string} words what the mark means, for those who cannot see it */
function mark(link, words) {
  const sign = document.createElement("span");
  sign.className = "rc-done";
  sign.setAttribute("role", "img");
  sign.setAttribute("aria-label", words);
  (link.querySelector(".md-ellipsis") ?? link).append(sign);
}

/** @param {HTMLElement} card @param {number} answered */
function tell(card, answered) {
  const line = document.createElement("p");
  line.className = "rc-map-meta rc-progress";
  const all = answered >= Number(card.dataset.questions);
  line.textContent = all ? "All questions answered" : `${answered} of ${card.dataset.questions} answered`;
  line.classList.toggle("rc-progress--all", all);
  card.append(line);
}

/** @param {Memory} memory @param {(answer: object) => boolean} finished */
function show(memory, finished) {
  for (const old of document.querySelectorAll(".rc-progress, .rc-done")) old.remove();
  const known = noted(memory);
  /** Which questions of a lesson are answered; of those it still has, if that is known. */
  const answered = (lesson) => {
    const { q } = memory.recall(lesson);
    // What is stored may be anything: who counts misses with an object is told an error.
    const done = (answer) => Number.isInteger(answer?.misses) && finished(answer);
    return Object.keys(q).filter((id) => done(q[id]) && (known[lesson]?.includes(id) ?? true)).length;
  };
  for (const card of document.querySelectorAll(".rc-map-card[data-lesson]")) {
    const count = answered(card.dataset.lesson);
    if (count) tell(card, count);
  }
  for (const link of document.querySelectorAll(".md-nav--primary a.md-nav__link")) {
    const lesson = /\/lessons\/([\w-]+)\/(?:index\.html)?$/.exec(link.pathname)?.[1];
    if (known[lesson]?.length && answered(lesson) === known[lesson].length) mark(link, "all questions answered");
  }
}

async function begin() {
  const [memory, { finished }] = await Promise.all([import("./quiz/memory.js"), import("./quiz/answer.js")]);
  note(memory, noted(memory));
  show(memory, finished);
  addEventListener("pageshow", ({ persisted }) => persisted && show(memory, finished));
  const quiz = document.querySelector(".rc-quiz[data-lesson]");
  if (!quiz) return;
  const ids = [...quiz.querySelectorAll(".rc-question")].map((question) => question.dataset.id);
  addEventListener("pagehide", () => {
    note(memory, { ...noted(memory), [quiz.dataset.lesson]: ids });
  });
}

function anythingKept() {
  try {
    return Object.keys(localStorage).some((name) => name.startsWith("rc:"));
  } catch {
    return false;
  }
}

if (anythingKept() || document.querySelector(".rc-quiz[data-lesson]")) begin();
