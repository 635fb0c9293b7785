/**
 * *Run it here*: the build has written a hidden button beside each program that a browser can run; this shows it. All
 * else waits for the first click: `run/panel.js` asks and shows, and only `run/worker.js` ever leaves this site.
 */

const LABEL = "Run it here"; // as in the build

/** @param {HTMLButtonElement} button */
async function open(button) {
  try {
    const { toggle } = await import("./run/panel.js");
    button.textContent = LABEL;
    toggle(button);
  } catch {
    button.textContent = `${LABEL} (not loaded: are you connected?)`;
  }
}

// A page that is read from a folder may not load Python.
if (location.protocol !== "file:") {
  for (const button of document.querySelectorAll(".rc-run-here")) {
    button.hidden = false;
    button.addEventListener("click", () => open(button));
  }
}
