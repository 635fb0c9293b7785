/** Whether the reader lets this site load Python from elsewhere: remembered in the browser, and as easily forgotten. */

/** The only place that this site ever asks for anything besides itself, and only after the reader has agreed. */
export const HOST = "cdn.jsdelivr.net";

/** Several sites may share one origin, so the path of this one is part of the key. */
const KEY = `rc:${new URL("../../../", import.meta.url).pathname}:python`;

/** Until the reader leaves, where the browser keeps nothing. */
let untilLeaving = false;

/** @template T @param {() => T} act @returns {T | undefined} nothing, where storage is blocked */
function attempt(act) {
  try {
    return act();
  } catch {
    return undefined;
  }
}

export const given = () => untilLeaving || attempt(() => localStorage.getItem(KEY)) === "yes";

export function give() {
  untilLeaving = !attempt(() => (localStorage.setItem(KEY, "yes"), true));
}

export function forget() {
  untilLeaving = false;
  attempt(() => localStorage.removeItem(KEY));
}
