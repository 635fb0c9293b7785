/**
 * The two drawings of the home page, to be played with: a new animal can be moved about, by pointer or with the arrow
 * keys, and each model says what it makes of it; the generative one draws animals that were never there. The models learn
 * from the marks in the drawings, here and now. Without this script the drawings stand still.
 */

import { draw, fartherOut, logDensity, logisticRegression, probability, storyOf } from "./crowd/models.js";

/** @typedef {import("./crowd/models.js").Point} Point */

const SVG = "http://www.w3.org/2000/svg";
const BOUNDS = { left: 30, right: 548, top: 12, bottom: 300 };
const STEP = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const NEW = 15;
const NAMES = ["cat", "dog"];
/** A triangle is named by its tip; its middle lies lower. */
const TIP = { small: 5, large: 8 };

/** @param {Element} drawing @param {string} name @param {number} lower @returns {Point[]} */
function marksOf(drawing, name, lower = 0) {
  const path = drawing.querySelector(`.rc-d-${name}`)?.getAttribute("d") ?? "";
  return [...path.matchAll(/M([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y) + lower]);
}

/** @param {number} share */
const percent = (share) => (share > 0.99 ? "more than 99" : `${Math.round(100 * share)}`);

/** What logistic regression says of a point. @param {number} dog how likely it is a dog */
export function verdict(dog) {
  const [name, share] = dog >= 0.5 ? [NAMES[1], dog] : [NAMES[0], 1 - dog];
  return `A ${name}, ${percent(share)}% sure.`;
}

/** What the stories say of a point. @param {number[]} densities @param {number[]} shares of cats and dogs farther out */
export function impression(densities, shares) {
  if (Math.max(...shares) < 0.01) return "Like nothing it knows: not 1 in 100 cats or dogs is so far out.";
  const best = densities[1] > densities[0] ? 1 : 0;
  return `More like a ${NAMES[best]}: of 100 ${NAMES[best]}s, ${Math.round(100 * shares[best])} are farther out.`;
}

class Crowd {
  /** @param {Element} root */
  constructor(root) {
    [this.asked, this.told] = [...root.querySelectorAll(".rc-side")];
    const groups = [marksOf(this.asked, "discs"), marksOf(this.asked, "triangles", TIP.small)];
    this.line = logisticRegression(groups.flat(), groups.flatMap((group, label) => group.map(() => label)));
    this.stories = groups.map(storyOf);
    this.first = this.place = /** @type {Point} */ ([248, 186]);
    this.invented = ["rc-d-new-discs", "rc-d-new-triangles"].map((name) => this.told.querySelector(`.${name}`));
    this.original = this.invented.map((path) => path.getAttribute("d"));
    this.prepare();
    this.rooms = [this.asked, this.told].map((side) => side.querySelector(".rc-play-room"));
    this.words = this.rooms.map((room) => room.appendChild(make("p", "rc-play")));
    this.status = root.parentElement.insertBefore(make("p", "rc-aloud"), root.nextSibling);
    this.status.setAttribute("role", "status");
    this.addButtons();
    this.say();
  }

  /** Makes the question mark a thing to take hold of, and puts its twin into the other drawing. */
  prepare() {
    const drawing = this.asked.querySelector("svg");
    const handle = document.createElementNS(SVG, "g");
    handle.append(...drawing.querySelectorAll(".rc-d-query, .rc-d-query-mark"));
    const twin = handle.cloneNode(true);
    twin.setAttribute("class", "rc-twin");
    this.told.querySelector("svg").append(twin);
    this.both = [handle, twin];
    handle.setAttribute("class", "rc-handle");
    handle.setAttribute("tabindex", "0");
    handle.setAttribute("role", "application"); // else screen readers keep the arrow keys to themselves
    handle.setAttribute("aria-roledescription", "movable mark");
    handle.setAttribute("aria-label", "The new animal. Move it with the arrow keys.");
    drawing.append(handle);
    for (const side of [this.asked, this.told]) {
      const picture = side.querySelector("svg");
      picture.setAttribute("role", "group"); // it has something to press now
      picture.addEventListener("pointerdown", (event) => this.takeHold(event, picture));
    }
    handle.addEventListener("keydown", (event) => this.step(event));
  }

  addButtons() {
    const more = this.rooms[1].appendChild(make("button", "rc-play-button", "Make new animals"));
    more.addEventListener("click", () => this.invent());
    const reset = this.rooms[0].appendChild(make("button", "rc-play-button", "Put it back"));
    reset.addEventListener("click", () => {
      this.invented.forEach((path, i) => path.setAttribute("d", this.original[i]));
      this.move(this.first);
      this.aloud();
    });
  }

  /** @param {PointerEvent} event @param {SVGSVGElement} picture */
  takeHold(event, picture) {
    if (event.button) return;
    const follow = ({ clientX, clientY }) => {
      const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(picture.getScreenCTM().inverse());
      this.move([x, y]);
    };
    const held = event.target.closest(".rc-handle, .rc-twin") || event.pointerType === "mouse";
    const end = () => {
      picture.removeEventListener("pointermove", follow);
      this.aloud();
    };
    // A finger that does not begin on the mark may want to scroll: it moves the mark when it is lifted in place.
    if (!held) {
      const lifted = new AbortController();
      const once = { once: true, signal: lifted.signal };
      picture.addEventListener("pointerup", (up) => (lifted.abort(), follow(up), this.aloud()), once);
      picture.addEventListener("pointercancel", () => lifted.abort(), once);
      return;
    }
    event.preventDefault();
    picture.setPointerCapture(event.pointerId);
    picture.addEventListener("pointermove", follow);
    picture.addEventListener("pointerup", end, { once: true });
    picture.addEventListener("pointercancel", end, { once: true });
    follow(event);
  }

  /** @param {KeyboardEvent} event */
  step(event) {
    const way = STEP[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    const far = event.shiftKey ? 40 : 10;
    this.move([this.place[0] + far * way[0], this.place[1] + far * way[1]]);
    this.aloud();
  }

  /** @param {Point} point */
  move([x, y]) {
    const { left, right, top, bottom } = BOUNDS;
    this.place = [Math.min(Math.max(x, left), right), Math.min(Math.max(y, top), bottom)];
    const [dx, dy] = this.place.map((value, i) => value - this.first[i]);
    for (const mark of this.both) mark.setAttribute("transform", `translate(${dx.toFixed(1)} ${dy.toFixed(1)})`);
    this.say();
  }

  say() {
    const densities = this.stories.map((story) => logDensity(story, this.place));
    const shares = this.stories.map((story) => fartherOut(story, this.place));
    this.words[0].textContent = verdict(probability(this.line, this.place));
    this.words[1].textContent = impression(densities, shares);
  }

  /** What both say, for those who hear the page: once a move has come to its end. */
  aloud() {
    clearTimeout(this.soon);
    this.soon = setTimeout(() => {
      this.status.textContent = `The line says: ${this.words[0].textContent} The rings say: ${this.words[1].textContent}`;
    }, 400);
  }

  invent() {
    const drawn = Array.from({ length: NEW }, () => (Math.random() < 0.5 ? 0 : 1));
    const inside = ([x, y]) => x > 8 && x < 552 && y > 8 && y < 322;
    const ofKind = (label) => drawn.filter((one) => one === label).map(() => draw(this.stories[label]));
    const points = [0, 1].map((label) => ofKind(label).filter(inside));
    const disc = ([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`;
    const triangle = ([x, y]) => `M${x.toFixed(1)} ${(y - TIP.large).toFixed(1)}l8 14h-16z`;
    this.invented[0].setAttribute("d", points[0].map(disc).join(""));
    this.invented[1].setAttribute("d", points[1].map(triangle).join(""));
    this.status.textContent = `${points[0].length} new cats and ${points[1].length} new dogs drawn.`;
  }
}

/** @param {string} tag @param {string} name @param {string} words */
function make(tag, name, words = "") {
  const element = document.createElement(tag);
  element.className = name;
  element.textContent = words;
  if (tag === "button") element.setAttribute("type", "button");
  return element;
}

for (const root of document.querySelectorAll(".rc-crowd")) new Crowd(root);
