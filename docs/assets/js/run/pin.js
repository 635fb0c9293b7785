/**
 * Python for the browser, pinned: one version, where it comes from, and what it must be, byte for byte.
 *
 * The core is the npm package `pyodide` as jsDelivr passes it on, so these are the hashes of that package's own files.
 * The lock file among them holds the hash of every library, and Pyodide checks each. With a new version the test
 * `tests/site/test_run.py` fails, and names the hashes that it has.
 */

import { HOST } from "./consent.js";

export const VERSION = "314.0.7";
export const CORE = `https://${HOST}/npm/pyodide@${VERSION}/`;
export const LIBRARIES = `https://${HOST}/pyodide/v${VERSION}/full/`;

/** SHA-256 of each file of the core, in hexadecimal digits. */
export const SHA256 = {
  "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
  "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
  "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
  "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
  "pyodide-lock.json": "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
};
