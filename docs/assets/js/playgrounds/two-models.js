/**
 * Two models, one crowd: cats and dogs that can be put, moved and erased; a line that tells them apart and rings that say
 * where they live learn anew at each change. A new animal can be asked about, and only the rings can make more.
 *
 * @typedef {import("../models/logistic.js").Point} Point
 * @typedef {import("./two-models/crowds.js").Groups} Groups
 */

import { draw, fartherOut, logOdds, storiesOf } from "../models/gaussian.js";
import { logisticRegression, probability, sigmoid } from "../models/logistic.js";
import { lots } from "../models/random.js";
import { button, html, Playground, write } from "../playground/playground.js";
import { drag, tap } from "../playground/pointer.js";
import { choice } from "../playground/settings.js";
import { BOUNDS, CROWDS, isFull, read, within, written } from "./two-models/crowds.js";
import { Panel, Rings, Shading } from "./two-models/panel.js";

const NAMES = ["cat", "dog"];
const NEW = 15;
const FIRST = 3; // a seed: the animals that are drawn at first are always the same
const STEP = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const REACH = { mouse: 14, touch: 26, pen: 20, keys: 40 }; // pixels, within which an animal can be taken hold of
const CANNOT = "I cannot. I have learned where the border runs, and nothing of where animals live.";
const TOO_FEW = "To tell how a group spreads I need more of each, and not in one row.";
const NONE_NEAR = "No animal is so near.";
const PUTS = { cat: 0, dog: 1 };

/** @param {number} share */
const percent = (share) => (share > 0.99 ? "more than 99" : `${Math.round(100 * share)}`);

/** What a model says that knows how likely a dog is. @param {number} dog */
function verdict(dog) {
  const [name, share] = dog >= 0.5 ? ["dog", dog] : ["cat", 1 - dog];
  return `A ${name}, ${percent(share)}% sure.`;
}

/** What the stories say. @param {number} dog how likely one is @param {number[]} shares of cats and dogs farther out */
function impression(dog, shares) {
  if (Math.max(...shares) < 0.01) return "Like nothing I know: not 1 in 100 cats or dogs is so far out.";
  const best = dog >= 0.5 ? 1 : 0;
  const out = Math.round(100 * shares[best]);
  const many = out === 0 ? "not one is" : out === 1 ? "1 is" : out + " are";
  return `${verdict(dog)} Of 100 ${NAMES[best]}s, ${many} farther out.`;
}

class TwoModels extends Playground {
  static title = "Two models, one crowd";
  static settings = {
    crowd: choice(Object.keys(CROWDS)),
    kind: choice(["naive", "shared", "full"]),
    tool: choice(["ask", "move", "cat", "dog", "erase"]),
    /** What a reader has made of the crowd; nothing while it is as it was. */
    animals: { initial: /** @type {Groups | null} */ (null), read, write: written },
    /** Where the new animal stands; nothing while it stands where the crowd has it. */
    at: {
      initial: /** @type {Point | null} */ (null),
      read: (text) => (/^\d{1,3} \d{1,3}$/.test(text) ? within(/** @type {Point} */ (text.split(" ").map(Number))) : undefined),
      write: (point) => point?.join(" ") ?? "",
    },
  };

  // ---- What is shown

  /** @param {HTMLElement} room */
  build(room) {
    const axes = ["body weight", "ear angle"];
    this.panels = [new Panel("What logistic regression has learned", axes), new Panel("What the stories have learned", axes)];
    this.shading = new Shading(this.panels[0]);
    this.rings = new Rings(this.panels[1]);
    this.answers = this.panels.map(() => html("p", { class: "rc-play-answer" }));
    const makers = [button("Make new animals", () => this.invent(0)), button("Make new animals", () => this.invent(1))];
    makers[0].setAttribute("aria-label", "Make new animals with the line");
    makers[1].setAttribute("aria-label", "Make new animals with the rings");
    this.sides(room).forEach((side, i) => {
      side.querySelector(".rc-drawing").replaceChildren(this.panels[i].root);
      side.querySelector(".rc-side-room").replaceChildren(this.answers[i], makers[i]);
    });
    this.point = html("p", { class: "rc-play-point" });
    room.append(
      html("div", { class: "rc-play-controls" },
        this.list("crowd", "Crowd", Object.fromEntries(Object.entries(CROWDS).map(([id, { name }]) => [id, name]))),
        this.choices("kind", "Rings", { naive: "upright (naive)", shared: "leaning, shared", full: "leaning, each its own" }),
        this.choices("tool", "A press will", { ask: "ask", move: "move", cat: "put a cat", dog: "put a dog", erase: "erase" })),
      this.point,
      html("p", { class: "rc-play-hint", id: `${this.owner}-keys` },
        "With the keyboard, on the question mark: arrows move it, Enter does what a press would, Delete erases the nearest animal, and Space takes hold of it or lets it go."));
    this.told.hidden = true; // both answers stand below their drawings
    this.makeMovable();
  }

  /** The two columns of the drawings: those of the page, or new ones. @param {HTMLElement} room @returns {Element[]} */
  sides(room) {
    const there = [...this.querySelectorAll(".rc-side")];
    if (there.length) return there;
    const side = (family, question) => html("div", { class: `rc-side rc-side--${family}` },
      html("p", { class: "rc-side-name" }, html("span", { class: `rc-family rc-family--${family}` }, family), ` ${question}`),
      html("div", { class: "rc-drawing" }), html("div", { class: "rc-side-room" }));
    const both = [side("discriminative", "“Which is it?”"), side("generative", "“What could it look like?”")];
    room.append(html("div", { class: "rc-pair" }, ...both));
    return both;
  }

  /** @returns {Groups} */
  get animals() {
    return this.state.animals ?? this.original();
  }

  /** The animals of the crowd as it came. @returns {Groups} */
  original() {
    if (this.cached?.crowd !== this.state.crowd) {
      this.cached = { crowd: this.state.crowd, groups: CROWDS[this.state.crowd].groups() };
    }
    return this.cached.groups;
  }

  /** @returns {Point} */
  get at() {
    return this.state.at ?? CROWDS[this.state.crowd].at;
  }

  /** @param {Record<string, any>} values @param {string} [news] */
  change(values, news) {
    // Another crowd comes as it is, and what was made of the one before goes.
    if ("crowd" in values) values = { animals: null, at: null, ...values };
    if ("crowd" in values || "animals" in values || "kind" in values) this.born = [[], []];
    this.refused = false;
    super.change(values, news);
  }

  /** Both models learn, and what they have learned is drawn. */
  learn() {
    const groups = this.animals;
    const labels = groups.flatMap((group, label) => group.map(() => label));
    this.line = groups.every((group) => group.length) ? logisticRegression(groups.flat(), labels) : null;
    this.stories = storiesOf(this.state.kind, groups);
    this.odds = this.stories && logOdds(this.stories);
    for (const panel of this.panels) panel.show(groups);
    this.shading.show(this.line);
    this.rings.show(this.stories, this.odds);
    this.known = { groups, kind: this.state.kind };
  }

  draw() {
    if (this.known?.groups !== this.animals || this.known.kind !== this.state.kind) this.learn();
    this.born ??= this.children(lots(FIRST));
    this.panels[1].invent(this.born);
    for (const panel of this.panels) {
      panel.ask(this.at);
      panel.hold(this.held && this.animals[this.held.label][this.held.index]);
    }
    write(this.answers[0], this.refused ? CANNOT : this.says());
    write(this.answers[1], this.tells());
    write(this.point, CROWDS[this.state.crowd].point);
  }

  /** The answer of logistic regression. */
  says() {
    return this.line ? verdict(probability(this.line, this.at)) : "To find a border I need a cat and a dog.";
  }

  /** The answer of the stories. */
  tells() {
    if (!this.stories) return TOO_FEW;
    const shares = this.stories.map((story) => fartherOut(story, this.at));
    return impression(sigmoid(this.odds(this.at)), shares);
  }

  words() {
    const [cats, dogs] = this.animals.map(({ length }) => length);
    const { left, right, top, bottom } = BOUNDS;
    const [x, y] = [(this.at[0] - left) / (right - left), (bottom - this.at[1]) / (bottom - top)];
    const [weight, ears] = [x, y].map((share) => Math.round(100 * share));
    return `${cats} cats and ${dogs} dogs. The new animal: weight ${weight}, ear angle ${ears}, of 100 each. ` +
      `The line says: ${this.says()} The rings say: ${this.tells()}`;
  }

  // ---- What a reader does

  /** @param {Groups} animals */
  herd(animals) {
    this.change({ animals });
  }

  /** The nearest animal within reach. @param {Point} point @param {number} reach */
  nearest(point, reach) {
    const found = this.animals.flatMap((group, label) =>
      group.map(([x, y], index) => ({ label, index, far: Math.hypot(x - point[0], y - point[1]) })));
    const best = found.reduce((one, other) => (other.far < one.far ? other : one), { far: Infinity, label: 0, index: 0 });
    return best.far <= reach ? best : undefined;
  }

  /** @param {Point} point @param {number} label */
  put(point, label) {
    if (isFull(this.animals)) return this.remark("There is no room for more than 200 animals: erase some first.");
    this.herd(/** @type {Groups} */ (this.animals.map((group, i) => (i === label ? [...group, within(point)] : group))));
  }

  /** @param {{label: number, index: number} | undefined} one */
  erase(one) {
    if (!one) return this.remark(NONE_NEAR);
    this.held = undefined;
    this.herd(/** @type {Groups} */ (this.animals.map((group, i) => (i === one.label ? group.toSpliced(one.index, 1) : group))));
  }

  /** @param {Point} point where the animal that is held goes */
  carry(point) {
    if (!this.held) return; // it was erased, or all was reset, while it was on its way
    const { label, index } = this.held;
    this.herd(/** @type {Groups} */ (this.animals.map((group, i) => (i === label ? group.with(index, within(point)) : group))));
  }

  /** What a press does, at a place. @param {Point} point @param {number} reach */
  press(point, reach) {
    const { tool } = this.state;
    if (tool in PUTS) this.put(point, PUTS[tool]);
    else if (tool === "erase") this.erase(this.nearest(point, reach));
    else if (tool === "ask") this.change({ at: within(point) });
  }

  /** @param {number} by which of the two models */
  invent(by) {
    if (by === 0) {
      this.change({}, CANNOT);
      this.refused = true;
    } else if (this.stories) {
      const born = this.children(Math.random);
      this.change({}, `The rings have drawn ${born[0].length} new cats and ${born[1].length} new dogs.`);
      this.born = born;
    } else this.remark(TOO_FEW);
  }

  /** Animals that were never there, drawn from the stories. @param {() => number} random @returns {Groups} */
  children(random) {
    if (!this.stories) return [[], []];
    const labels = Array.from({ length: NEW }, () => (random() < this.stories[0].share ? 0 : 1));
    const drawn = labels.map((label) => ({ label, point: draw(this.stories[label], random) }));
    const inside = drawn.filter(({ point: [x, y] }) => x > BOUNDS.left && x < BOUNDS.right && y > BOUNDS.top && y < BOUNDS.bottom);
    const of = (wanted) => inside.filter(({ label }) => label === wanted).map(({ point }) => within(point));
    return [of(0), of(1)];
  }

  reset() {
    this.held = undefined;
    super.reset();
    this.born = undefined;
  }

  // ---- Pointer and keys

  makeMovable() {
    this.panels.forEach((panel, i) => {
      panel.root.addEventListener("pointerdown", (event) => this.takeHold(event, panel));
      const { mark } = panel;
      if (i) return mark.setAttribute("aria-hidden", "true"); // the same mark once more
      mark.setAttribute("tabindex", "0");
      mark.setAttribute("role", "application"); // else screen readers keep the arrow keys to themselves
      mark.setAttribute("aria-roledescription", "movable mark");
      mark.setAttribute("aria-label", "The new animal");
      mark.setAttribute("aria-describedby", `${this.owner}-keys`);
      mark.addEventListener("keydown", (event) => this.key(event));
      mark.addEventListener("blur", () => this.letGo());
    });
    this.follow.push(() => (this.dataset.tool = this.state.tool));
  }

  letGo() {
    if (!this.held) return;
    this.held = undefined;
    this.change({}, "Let go.");
  }

  /** @param {PointerEvent} event @param {Panel} panel */
  takeHold(event, panel) {
    if (event.button || this.held) return;
    const reach = (REACH[event.pointerType] ?? REACH.touch) * panel.scale;
    const { tool } = this.state;
    const onMark = event.target.closest(".rc-handle");
    const near = tool === "move" && !onMark && this.nearest(panel.place(event), reach);
    if (near) {
      this.held = near;
      drag(panel.root, event, (moved) => this.carry(panel.place(moved)), () => this.letGo());
    } else if (onMark || (tool === "ask" && event.pointerType === "mouse")) {
      const follow = (moved) => this.change({ at: within(panel.place(moved)) });
      drag(panel.root, event, follow);
      follow(event);
    } else tap(event, (up) => this.press(panel.place(up), reach)); // a finger may want to scroll
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const way = STEP[event.key];
    const reach = REACH.keys * this.panels[0].scale;
    if (way) {
      const far = event.shiftKey ? 40 : 8;
      const at = within([this.at[0] + far * way[0], this.at[1] + far * way[1]]);
      this.change({ at });
      if (this.held) this.carry(at);
    } else if (event.key === "Enter") this.press(this.at, reach);
    else if (event.key === "Delete" || event.key === "Backspace") this.erase(this.nearest(this.at, reach));
    else if (event.key === " ") this.grasp(this.nearest(this.at, reach));
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Takes hold of an animal, or lets go of the one that is held. @param {{label: number, index: number} | undefined} near */
  grasp(near) {
    if (this.held) this.letGo();
    else if (near) {
      this.held = near;
      this.change({ at: this.animals[near.label][near.index] }, `Holding a ${NAMES[near.label]}.`);
    } else this.remark(NONE_NEAR);
  }
}

customElements.define("rc-two-models", TwoModels);
