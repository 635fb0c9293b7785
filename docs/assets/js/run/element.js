/** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children @returns {any} */
export function make(tag, attributes, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/**
 * A button that does nothing while it is `aria-disabled`, and keeps the focus.
 * @param {string} text
 * @param {() => void} act
 */
export function makeButton(text, act) {
  const button = make("button", { type: "button" }, text);
  button.addEventListener("click", () => button.getAttribute("aria-disabled") !== "true" && act());
  return button;
}
