// Where a popover stands: below its button, or above it when there is no room, never outside the window.

const kMargin = 8;

export function place(layer: HTMLElement, anchor: HTMLElement) {
  const a = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = layer;
  const below = a.bottom + 4;
  const fits = below + height + kMargin <= innerHeight;
  const top = fits ? below : Math.max(kMargin, a.top - height - 4);
  const left = Math.max(kMargin, Math.min(a.left, innerWidth - width - kMargin));
  layer.style.top = `${top}px`;
  layer.style.left = `${left}px`;
}
