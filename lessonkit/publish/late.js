/* Gets the scripts of a page after its first picture: until then they would only be in the way. */
(() => {
  // Each step leaves the browser time to draw. In a window that nobody sees, nothing is ever drawn.
  const drawn = (then) => (document.hidden ? then() : requestAnimationFrame(() => setTimeout(then)));

  const end = () => {
    document.dispatchEvent(new Event("DOMContentLoaded")); // the theme waits for it, and it has come and gone
    document.documentElement.dataset.ready = ""; // for those who wait for all of it
  };

  const begin = () => {
    const late = [...document.querySelectorAll("script[data-late]")];
    let left = late.length;
    const count = () => {
      left -= 1;
      if (!left) drawn(end);
    };
    for (const { dataset } of late) {
      const script = document.createElement("script");
      script.type = dataset.type;
      script.async = false; // one after the other, as they stand there
      script.onload = count;
      script.onerror = count;
      script.src = dataset.late;
      document.head.append(script);
    }
  };

  document.addEventListener("DOMContentLoaded", () => drawn(begin), { once: true });
})();
