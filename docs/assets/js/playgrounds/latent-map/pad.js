/**
 * The map of all codes: at each place the digit that is drawn from it, and a mark that can be moved. It knows no model.
 *
 * @typedef {[number, number]} Code
 */

import { paint, set } from "../../playground/dots.js";
import { html, svg } from "../../playground/playground.js";
import { drag, placeIn, tap } from "../../playground/pointer.js";

const FAR = 3; // the codes that can be asked for: so far to each side
const STEP = 0.5; // from one digit of the map to the next
const MANY = (2 * FAR) / STEP + 1;
const UNIT = 50; // of the drawing, for 1 of the code
const HALF = (MANY * STEP * UNIT) / 2;
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/** The nearest code that the map has. @param {Code} code @returns {Code} */
export const within = (code) =>
  /** @type {Code} */ (code.map((value) => Number(Math.min(Math.max(value, -FAR), FAR).toFixed(2))));

/** Where a code is in the drawing. @param {Code} code */
const placeOf = ([first, second]) => [HALF + UNIT * first, HALF - UNIT * second];

/** What is drawn from codes all over the map, row by row. @param {(code: Code) => ArrayLike<number>} decode */
const everywhere = (decode) =>
  Array.from({ length: MANY * MANY }, (_, i) => decode([STEP * (i % MANY) - FAR, FAR - STEP * Math.floor(i / MANY)]));

/** Below the map. @param {number} x @param {string} anchor @param {string} words */
const note = (x, anchor, words) => svg("text", { class: "rc-d-note", x, y: 2 * HALF + 18, "text-anchor": anchor }, words);

/** @param {string} name */
const frame = (name) => svg("rect", { class: name, width: 2 * HALF, height: 2 * HALF });

/** @param {string} name @param {number} r */
const disc = (name, r) => svg("circle", { class: name, r });

/** @param {Element} mark @param {Code} code */
const put = (mark, code) => mark.setAttribute("transform", `translate(${placeOf(code).map((at) => at.toFixed(1)).join(" ")})`);

export class Pad {
  /** @param {string} keys  what says which keys there are, by its id @param {(at: Code) => void} change */
  constructor(keys, change) {
    this.change = change;
    this.own = disc("rc-latent-own", 9);
    this.mark = svg("g", {
      class: "rc-handle", tabindex: 0, role: "application", "aria-roledescription": "movable mark",
      "aria-describedby": keys,
    }, disc("rc-d-grip", 26), disc("rc-latent-mark", 11));
    this.digits = svg("image", { class: "rc-dots-many", width: 2 * HALF, height: 2 * HALF, "aria-hidden": "true" });
    this.names = svg("g", { class: "rc-latent-names", "aria-hidden": "true" });
    this.root = svg("svg", {
      class: "rc-latent-pad", viewBox: `0 0 ${2 * HALF} ${2 * HALF + 22}`, role: "group",
      "aria-label": `The map of codes, each number from −${FAR} to ${FAR}`,
    },
      frame("rc-latent-paper"), this.digits, frame("rc-latent-edge"), this.names,
      svg("g", { "aria-hidden": "true" },
        note(0, "start", `−${FAR}`), note(HALF, "middle", "→ first number, ↑ second"), note(2 * HALF, "end", String(FAR))),
      this.own, this.mark);
    this.mark.addEventListener("keydown", (event) => this.key(event));
    this.root.addEventListener("pointerdown", (event) => this.press(event));
  }

  /** @param {(code: Code) => ArrayLike<number>} decode @param {Code[]} codes of one of each digit */
  fill(decode, codes) {
    const canvas = html("canvas");
    paint(canvas, everywhere(decode), MANY);
    this.digits.setAttribute("href", canvas.toDataURL());
    this.names.replaceChildren(...codes.map((code, digit) => {
      const [x, y] = placeOf(within(code));
      return svg("text", { x: x.toFixed(1), y: (y + 6).toFixed(1), "text-anchor": "middle" }, String(digit));
    }));
  }

  /** @param {Code} code where the mark is @param {Code} own  that of what goes in */
  show(code, own) {
    this.code = within(code);
    put(this.mark, this.code);
    set(this.mark, { "aria-label": `The code, at ${this.code.map((value) => value.toFixed(2)).join(" and ")}` });
    put(this.own, within(own));
  }

  /** @param {PointerEvent} event */
  press(event) {
    if (event.button) return;
    const follow = (moved) => this.change(this.codeAt(moved));
    // A finger that comes down beside the mark may want to scroll.
    if (!event.target.closest(".rc-handle") && event.pointerType !== "mouse") return tap(event, follow);
    drag(this.root, event, follow);
    follow(event);
    this.mark.focus({ preventScroll: true });
  }

  /** @param {MouseEvent} event */
  codeAt(event) {
    const [x, y] = placeIn(this.root, event);
    return within([(x - HALF) / UNIT, (HALF - y) / UNIT]);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const way = KEYS[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    const far = event.shiftKey ? STEP : STEP / 5;
    this.code = within([this.code[0] + far * way[0], this.code[1] + far * way[1]]);
    this.change(this.code);
    event.preventDefault();
    event.stopPropagation();
  }
}
