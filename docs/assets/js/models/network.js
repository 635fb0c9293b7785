/**
 * Networks of dense layers, as `torch.nn.Sequential` keeps them: each layer weighs and adds up, and between layers the sums
 * are bent.
 *
 * @typedef {import("../playground/data.js").Tensor} Tensor
 * @typedef {{ weights: Tensor["values"], biases: Tensor["values"], inputs: number }} Layer
 */

/** What bends a number. @type {Record<string, (sum: number) => number>} */
const BENDS = {
  relu: (sum) => Math.max(sum, 0),
  sigmoid: (sum) => 1 / (1 + Math.exp(-sum)),
  none: (sum) => sum,
};

/**
 * The layers of a network, first to last.
 * @param {Record<string, Tensor>} tensors by torch's names, such as `decoder.0.weight`
 * @param {string} name of the network, such as `decoder.`; empty if the file holds no other
 * @returns {Layer[]}
 */
export function layersOf(tensors, name = "") {
  const numbers = Object.keys(tensors).filter((key) => key.startsWith(name) && key.endsWith(".weight"))
    .map((key) => Number(key.slice(name.length).split(".")[0])).sort((one, other) => one - other);
  return numbers.map((number) => {
    const { values, shape } = tensors[`${name}${number}.weight`];
    return { weights: values, biases: tensors[`${name}${number}.bias`].values, inputs: shape[1] };
  });
}

/**
 * What comes out of a network.
 * @param {Layer[]} layers
 * @param {ArrayLike<number>} x
 * @param {keyof typeof BENDS} last what bends the sums of the last layer; those before it have `relu`
 * @returns {Float32Array}
 */
export function forward(layers, x, last = "none") {
  layers.forEach(({ weights, biases, inputs }, at) => {
    const bend = BENDS[at < layers.length - 1 ? "relu" : last];
    const sums = new Float32Array(biases.length);
    for (let i = 0; i < sums.length; i += 1) {
      let sum = biases[i];
      for (let j = 0; j < inputs; j += 1) sum += weights[i * inputs + j] * x[j];
      sums[i] = bend(sum);
    }
    x = sums;
  });
  return /** @type {Float32Array} */ (x);
}
