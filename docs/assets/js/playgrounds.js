/**
 * Brings a playground to life when it comes near. Until then, and without this script, its still figure stands there, drawn
 * when the site was built.
 */

/** By the name of its element. @type {Record<string, () => Promise<unknown>>} */
const PLAYGROUNDS = {
  "rc-erase-pixels": () => import("./playgrounds/erase-pixels.js"),
  "rc-latent-map": () => import("./playgrounds/latent-map.js"),
  "rc-on-demand": () => import("./playgrounds/on-demand.js"),
  "rc-posterior": () => import("./playgrounds/posterior.js"),
  "rc-regimes": () => import("./playgrounds/regimes.js"),
  "rc-tag-strength": () => import("./playgrounds/tag-strength.js"),
  "rc-two-models": () => import("./playgrounds/two-models.js"),
};

/** Those that have not come near yet. */
const waiting = new Set(document.querySelectorAll(Object.keys(PLAYGROUNDS).join()));

/** Brings to life what comes as near as this. @param {string} margin around the screen */
function watch(margin) {
  const near = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting || !waiting.delete(target)) continue;
        near.unobserve(target);
        PLAYGROUNDS[target.localName]().then(() => target.ready).catch(() => tell(target));
      }
    },
    { rootMargin: margin },
  );
  for (const playground of waiting) near.observe(playground);
}

/** Says why there is nothing to play with; the still figure stays. @param {Element} playground */
function tell(playground) {
  const words = document.createElement("p");
  words.className = "rc-play-words";
  words.textContent = "This figure can be played with, but what that needs did not load. Are you connected?";
  playground.append(words);
}

// Nothing is fetched ahead for those who have not begun to read. From then on, what a playground adds comes a screen before
// it is seen, so that nothing moves under a reader's eyes.
watch("0px");
addEventListener("scroll", () => watch("100% 0px"), { once: true, passive: true });
