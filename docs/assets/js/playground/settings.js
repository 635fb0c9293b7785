/**
 * What a reader can set in a playground. A setting knows its first value, and how to stand in an address: an address may
 * come from anybody, so whatever it says is checked.
 *
 * @template T
 * @typedef {{
 *   initial: T,
 *   read: (text: string) => T | undefined,  what an address says; undefined if it is no value of this setting
 *   write: (value: T) => string,
 * }} Setting
 */

/**
 * A number from `min` to `max`, in steps.
 * @param {{min: number, max: number, step?: number, initial: number}} range
 * @returns {Setting<number> & {min: number, max: number, step: number}}
 */
export function number({ min, max, step = 1, initial }) {
  const read = (text) => {
    const value = text.trim() === "" ? NaN : Number(text);
    return value >= min && value <= max ? Number((min + Math.round((value - min) / step) * step).toFixed(6)) : undefined;
  };
  return { min, max, step, initial, read, write: String };
}

/**
 * One of some words.
 * @template {string} T
 * @param {readonly T[]} values
 * @param {T} initial
 * @returns {Setting<T>}
 */
export function choice(values, initial = values[0]) {
  const read = (text) => values.find((value) => value === text);
  return { initial, read, write: (value) => value };
}

/** What the address says of some settings. @param {string} owner @param {Record<string, Setting<any>>} settings */
export function recall(owner, settings) {
  const asked = new URLSearchParams(location.search);
  const found = Object.entries(settings).map(([name, setting]) => [name, setting.read(asked.get(`${owner}.${name}`) ?? "")]);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

/**
 * The address of this page with these values. What is as it was at first is not named.
 * @param {string} owner
 * @param {Record<string, Setting<any>>} settings
 * @param {Record<string, any>} initial  the first values
 * @param {Record<string, any>} values
 */
export function addressOf(owner, settings, initial, values) {
  const url = new URL(location.href);
  for (const [name, setting] of Object.entries(settings)) {
    const text = setting.write(values[name]);
    if (text === setting.write(initial[name])) url.searchParams.delete(`${owner}.${name}`);
    else url.searchParams.set(`${owner}.${name}`, text);
  }
  return url;
}
