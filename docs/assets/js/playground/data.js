/**
 * What the program of a playground left for it when the site was built: `script` elements beside the still figure. They
 * hold a file's content, or, once the site has been published, say where it is.
 */

/** Of a file in the format safetensors: the types that our programs write. */
const TYPES = { F32: Float32Array, F64: Float64Array, U8: Uint8Array, I32: Int32Array };

/**
 * @typedef {{shape: number[], values: Float32Array | Float64Array | Uint8Array | Int32Array}} Tensor
 */

/** @param {Element} playground @param {string} name of the file @returns {Promise<Response>} */
async function file(playground, name) {
  const script = [...playground.querySelectorAll(":scope > script")].find(({ dataset }) => dataset.file === name);
  if (!script) throw new Error(`${playground.localName}: the program of this figure has left no file ${name}`);
  const { at, base64 } = script.dataset;
  if (!at) return base64 === undefined ? new Response(script.textContent) : new Response(bytes(script.textContent));
  const answer = await fetch(new URL(at, document.baseURI));
  if (!answer.ok) throw new Error(`${at}: ${answer.status}`);
  return answer;
}

/** @param {string} base64 */
const bytes = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

/** @param {Element} playground @param {string} name */
export async function json(playground, name) {
  return (await file(playground, name)).json();
}

/**
 * The numbers of a model, by name.
 * @param {Element} playground
 * @param {string} name
 */
export async function tensors(playground, name) {
  return readTensors(await (await file(playground, name)).arrayBuffer());
}

/**
 * Reads the format safetensors: the length of a header, the header in JSON, and the numbers one after the other.
 * @param {ArrayBuffer} buffer
 * @returns {Record<string, Tensor>}
 */
export function readTensors(buffer) {
  const length = Number(new DataView(buffer).getBigUint64(0, true));
  const { __metadata__: _, ...header } = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 8, length)));
  const read = ({ dtype, shape, data_offsets: [from, to] }) =>
    ({ shape, values: new TYPES[dtype](buffer.slice(8 + length + from, 8 + length + to)) });
  return Object.fromEntries(Object.entries(header).map(([name, tensor]) => [name, read(tensor)]));
}
