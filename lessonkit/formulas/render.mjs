/*
 * Renders formulas: reads a JSON list of {tex, display} from its input, and writes a list of what became of each,
 * {mathml} or {error}, in the same order. Its argument is the folder in which Temml is installed.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const require = createRequire(join(process.argv[2], "here.js"));
const temml = require("temml");

/**
 * @param {{tex: string, display: boolean}} formula
 * @returns {{mathml: string} | {error: string}}
 */
function render({ tex, display }) {
  try {
    return { mathml: temml.renderToString(tex, { displayMode: display, strict: true, throwOnError: true }) };
  } catch (error) {
    return { error: error.message.split("\n")[0].trim().replace(/:$/, "") }; // what follows draws lines below the TeX
  }
}

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(render)));
