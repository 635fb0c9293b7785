/**
 * Brings a playground to life when it comes near. Until then, and without this script, its still figure stands there, drawn
 * when the site was built.
 */

/** By the name of its element. @type {Record<string, () => Promise<unknown>>} */
const PLAYGROUNDS = {
  "rc-erase-pixels": () => import("./playgrounds/erase-pixels.js"),
  "rc-posterior": () => import("./playgrounds/posterior.js"),
  "rc-regimes": () => import("./playgrounds/regimes.js"),
  "rc-tag-strength": () => import("./playgrounds/tag-strength.js"),
  "rc-two-models": () => import("./playgrounds/two-models.js"),
};

const near = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      PLAYGROUNDS[target.localName]().catch(() => tell(target));
    }
  },
  { rootMargin: "100% 0px" }, // a screen ahead: what a playground adds moves nothing that is being read
);

/** Says why there is nothing to play with; the still figure stays. @param {Element} playground */
function tell(playground) {
  const words = document.createElement("p");
  words.className = "rc-play-words";
  words.textContent = "This figure can be played with, but what that needs did not load. Are you connected?";
  playground.append(words);
}

for (const playground of document.querySelectorAll(Object.keys(PLAYGROUNDS).join())) near.observe(playground);
