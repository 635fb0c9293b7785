/**
 * What one finger does in a drawing, or the mouse while it is pressed. Others that come to it meanwhile do nothing.
 */

const STILL = 10; // pixels: who has moved farther did not mean this place

/** The same listener, for one pointer alone. @param {PointerEvent} first @param {(event: PointerEvent) => void} then */
const of = (first, then) => (event) => event.pointerId === first.pointerId && then(event);

/**
 * Follows it until it lets go.
 * @param {Element} root
 * @param {PointerEvent} event the press
 * @param {(event: PointerEvent) => void} follow
 * @param {() => void} end
 */
export function drag(root, event, follow, end = () => {}) {
  event.preventDefault();
  root.setPointerCapture(event.pointerId);
  const over = new AbortController();
  const { signal } = over;
  const stop = of(event, () => {
    over.abort();
    end();
  });
  root.addEventListener("pointermove", of(event, follow), { signal });
  for (const kind of ["pointerup", "pointercancel", "lostpointercapture"]) root.addEventListener(kind, stop, { signal });
}

/**
 * Acts when it is lifted where it was put down. A finger that moves, or that the browser takes for scrolling, did not mean it.
 * @param {PointerEvent} event the press
 * @param {(event: PointerEvent) => void} act
 */
export function tap(event, act) {
  const over = new AbortController();
  const { signal } = over;
  const lift = of(event, (up) => {
    over.abort();
    if (Math.hypot(up.clientX - event.clientX, up.clientY - event.clientY) < STILL) act(up);
  });
  addEventListener("pointerup", lift, { signal });
  addEventListener("pointercancel", of(event, () => over.abort()), { signal });
}

/** A point of the screen, in units of a drawing. @param {SVGSVGElement} root @param {MouseEvent} event @returns {[number, number]} */
export function placeIn(root, { clientX, clientY }) {
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(root.getScreenCTM()?.inverse());
  return [x, y];
}
