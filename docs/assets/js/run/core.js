/** Loads Python for the browser, and runs nothing of it that is not, byte for byte, what `pin.js` names. */

import { CORE, LIBRARIES, SHA256 } from "./pin.js";

const WASM = "pyodide.asm.wasm";

/** Why Python could not be loaded: `kind` is "unreachable" or "changed". */
export class LoadError extends Error {
  /** @param {string} kind @param {string} message */
  constructor(kind, message) {
    super(message);
    this.kind = kind;
  }
}

/** @param {ArrayBuffer} bytes @returns {Promise<string>} hexadecimal digits */
async function sha256(bytes) {
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return [...hash].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** @param {string} name of a file of the core @returns {Promise<ArrayBuffer>} what is in it, checked */
async function checked(name) {
  const response = await fetch(CORE + name).catch((error) => error);
  if (!response.ok) throw new LoadError("unreachable", `${CORE}${name}: ${response.status ?? response}`);
  const bytes = await response.arrayBuffer();
  const found = await sha256(bytes);
  if (found !== SHA256[name]) {
    throw new LoadError("changed", `${CORE}${name} has the SHA-256 ${found}, expected ${SHA256[name]}`);
  }
  return bytes;
}

/** An address for bytes that are here already. @param {ArrayBuffer} bytes @param {string} type */
const addressOf = (bytes, type) => URL.createObjectURL(new Blob([bytes], { type }));

/** @param {ArrayBuffer} bytes of a module */
const moduleOf = (bytes) => import(addressOf(bytes, "text/javascript"));

/**
 * Pyodide asks for its WebAssembly by address: give it the bytes that were checked.
 * @template T @param {ArrayBuffer} bytes @param {() => Promise<T>} load @returns {Promise<T>}
 */
async function answeringForWasm(bytes, load) {
  const network = self.fetch;
  self.fetch = (address, ...rest) =>
    String(address) === CORE + WASM
      ? Promise.resolve(new Response(bytes, { headers: { "Content-Type": "application/wasm" } }))
      : network(address, ...rest);
  try {
    return await load();
  } finally {
    self.fetch = network;
  }
}

/**
 * @returns {Promise<any>} Pyodide, with nothing in it but Python and its standard library
 * @throws {LoadError} a file of the core could not be had, or is not the one expected
 */
export async function loadPython() {
  const names = Object.keys(SHA256);
  const bytes = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await checked(name)])));
  const [{ loadPyodide }, engine] = await Promise.all([
    moduleOf(bytes["pyodide.mjs"]),
    moduleOf(bytes["pyodide.asm.mjs"]),
  ]);
  const options = {
    createPyodideModule: engine.default,
    indexURL: CORE,
    stdLibURL: addressOf(bytes["python_stdlib.zip"], "application/zip"),
    lockFileContents: new TextDecoder().decode(bytes["pyodide-lock.json"]),
    packageBaseUrl: LIBRARIES,
    // Sets come in the same order as in the build. Figures go to our own backend, in `reader_figures.py`.
    env: { PYTHONHASHSEED: "0", MPLBACKEND: "module://reader_figures" },
    stdin: () => null,
  };
  return answeringForWasm(bytes[WASM], () => loadPyodide(options));
}
