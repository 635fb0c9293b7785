/**
 * What a program prints, on its way to the page: soon, but never so often or so much that the page cannot follow.
 *
 * @typedef {{error: boolean, text: string}} Piece `error` tells what was written to stderr.
 */

/** So many characters are shown; a program that prints without end must not fill the memory. */
const MOST = 100_000;

/** The first lines go at once: a program that prints little is seen to print. After that, in batches. */
const AT_ONCE = 50;
const PAUSE = 100; // milliseconds

export class Printed {
  /** @param {(message: {pieces: Piece[]} | {cut: true}) => void} send */
  constructor(send) {
    this.send = send;
    this.left = MOST;
    this.sent = 0;
    this.last = 0;
    /** @type {Piece[]} */
    this.held = [];
  }

  /** A stream as Pyodide wants it. @param {boolean} error */
  stream(error) {
    const decoder = new TextDecoder(); // its own, since a character may come in two halves
    return {
      write: (/** @type {Uint8Array} */ bytes) => {
        this.add(error, decoder.decode(bytes, { stream: true }));
        return bytes.length;
      },
    };
  }

  /** @param {boolean} error @param {string} text */
  add(error, text) {
    if (!this.left || !text) return;
    const kept = text.slice(0, this.left);
    this.left -= kept.length;
    const last = this.held.at(-1);
    if (last?.error === error) last.text += kept;
    else this.held.push({ error, text: kept });
    if (this.sent < AT_ONCE || performance.now() - this.last > PAUSE || !this.left) this.flush();
    if (!this.left) this.send({ cut: true });
  }

  flush() {
    if (this.held.length) this.send({ pieces: this.held });
    this.held = [];
    this.sent += 1;
    this.last = performance.now();
  }
}
