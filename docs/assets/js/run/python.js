/**
 * The page's end of the one worker that runs programs. A program that is started ends the one before it.
 *
 * @typedef {import("./worker.js").Now | import("./worker.js").Output} News
 * @typedef {import("./worker.js").Done | import("./worker.js").Failed | {stopped: true}} Last
 */

/** @type {Worker | null} */
let worker = null;

/** Who hears of the program that runs, if one does. @type {((message: News | Last) => void) | null} */
let hear = null;

/** @param {Last} message */
function finish(message) {
  const listener = hear;
  hear = null;
  listener?.(message);
}

/** Give up this Python; the next program gets a new one. @param {Last} message */
export function end(message = { stopped: true }) {
  worker?.terminate();
  worker = null;
  finish(message);
}

/** End the program that runs, and its Python with it: nothing else stops a loop that never looks up. */
export const stop = () => hear && end();

/** @param {MessageEvent} event */
function receive({ data }) {
  if (data.failed) end(data);
  else if (data.end) finish(data);
  else hear?.(data);
}

/** @param {string} source @param {string} name of its file @param {(message: News | Last) => void} listener */
export function start(source, name, listener) {
  stop();
  hear = listener;
  if (!worker) {
    worker = new Worker(new URL("worker.js", import.meta.url), { type: "module" });
    worker.onmessage = receive;
    // Without a message it is the worker's own script that did not come.
    worker.onerror = ({ message }) => end({ failed: message ? "broken" : "unreachable", detail: message });
  }
  worker.postMessage({ source, name });
}
