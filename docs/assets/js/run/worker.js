/**
 * Runs programs, one after the other, away from the page: whatever they do, the page goes on, and can end this worker.
 * It alone leaves this site, for Python itself. It hears `{source, name}` and answers with any of
 *
 * @typedef {{now: string}} Now what is being done, for the status
 * @typedef {import("./printed.js").Piece} Piece
 * @typedef {{pieces: Piece[]} | {cut: true}} Output
 * @typedef {{ok: boolean, line: number, missing: string, figures: string[], versions: Record<string, string>,
 *   milliseconds: number}} End see `run` in `reader_program.py`
 * @typedef {{end: End}} Done
 * @typedef {{failed: string, detail: string}} Failed `failed`: "unreachable", "changed" or "broken"
 */

import { loadPython, LoadError } from "./core.js";
import { Printed } from "./printed.js";

const OURS = ["reader_program.py", "reader_figures.py"];

/** @param {Now | Output | Done | Failed} message */
const say = (message) => postMessage(message);

/** @param {string} name of a file beside this one @returns {Promise<string>} */
async function beside(name) {
  const response = await fetch(new URL(name, import.meta.url)).catch((error) => error);
  if (!response.ok) throw new LoadError("unreachable", `${name}: ${response.status ?? response}`);
  return response.text();
}

/** Python, ready to run programs. */
async function begin() {
  say({ now: "Loading Python" });
  const [pyodide, ...texts] = await Promise.all([loadPython(), ...OURS.map(beside)]);
  OURS.forEach((name, i) => pyodide.FS.writeFile(name, texts[i]));
  // Kept for good: what Python lends and nobody holds is given back at any time, even while Python cannot take it.
  const program = pyodide.pyimport("reader_program");
  return { pyodide, program, runProgram: program.run };
}

/** Load the libraries that a program imports, if Pyodide has them. @param {any} pyodide @param {string} source */
async function loadLibraries(pyodide, source) {
  /** @type {string[]} */
  const failures = [];
  await pyodide.loadPackagesFromImports(source, {
    messageCallback: (text) => text.startsWith("Loading ") && say({ now: text }),
    errorCallback: (text) => failures.push(text),
  });
  if (failures.length) throw new LoadError("unreachable", failures.join("\n"));
}

/** @type {ReturnType<typeof begin> | undefined} */
let python;

/** @param {string} source @param {string} name of its file, for tracebacks */
async function run(source, name) {
  const { pyodide, runProgram } = await (python ??= begin());
  await loadLibraries(pyodide, source);
  say({ now: "Running" });
  const printed = new Printed(say);
  pyodide.setStdout(printed.stream(false));
  pyodide.setStderr(printed.stream(true));
  const started = performance.now();
  const end = JSON.parse(runProgram(source, name));
  printed.flush();
  say({ end: { ...end, milliseconds: performance.now() - started } });
}

addEventListener("message", ({ data: { source, name } }) => {
  run(source, name).catch((error) => say({ failed: error.kind ?? "broken", detail: String(error.message ?? error) }));
});
