// The colours of styles/tokens.css against each other, by day and by night (WCAG 2.2, relative
// luminance). Text needs 4.5, borders of controls, focus and marks of charts 3.

const kText = 4.5;
const kShape = 3;
const kInks = ["ink", "ink-2", "ink-3"];
const kColours = ["accent", "accent-hover", "local", "egress", "ok", "warn", "danger", "info"];

/** Foreground, background, least contrast. */
export const kPairs = [
  ...["bg", "surface", "sunk"].flatMap((ground) => kInks.map((ink) => [ink, ground, kText])),
  ...["bg", "surface"].flatMap((ground) => kColours.map((colour) => [colour, ground, kText])),
  ...["bg", "surface"].map((ground) => ["line-strong", ground, kShape]),
  ...["bg", "surface", "sunk"].map((ground) => ["focus", ground, kShape]),
  ...["ink", "ink-2"].flatMap((ink) => ["mine", "theirs"].map((bubble) => [ink, bubble, kText])),
  ["ink", "mark", kText],
  ["on-accent", "accent", kText],
  ["on-accent", "accent-hover", kText],
  ["accent", "accent-soft", kText],
  ["ink", "accent-soft", kText],
  ["local", "local-soft", kText],
  ["egress", "egress-soft", kText],
  ...[1, 2, 3, 4, 5, 6].map((n) => [`cat-${n}`, "surface", kShape]),
];

const kToken = /--([\w-]+):\s*light-dark\(\s*(#[\da-f]{3,6})\s*,\s*(#[\da-f]{3,6})\s*\)/gi;

/** Name → { light, dark }. */
export function tokensOf(text) {
  const tokens = new Map();
  for (const [, name, light, dark] of text.matchAll(kToken)) tokens.set(name, { light, dark });
  return tokens;
}

const kHex = /^#(?:([\da-f])([\da-f])([\da-f])|([\da-f]{2})([\da-f]{2})([\da-f]{2}))$/i;

function luminance(hex) {
  const [, ...parts] = kHex.exec(hex) ?? [];
  const [red, green, blue] = parts.filter(Boolean).map((digits) => {
    const value = Number.parseInt(digits.length === 1 ? digits + digits : digits, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

export function contrastFindings({ path, text }, pairs = kPairs) {
  const tokens = tokensOf(text);
  const out = [];
  for (const [front, back, least] of pairs) {
    if (!tokens.has(front) || !tokens.has(back)) {
      out.push(`${path}: --${tokens.has(front) ? back : front} is missing`);
      continue;
    }
    for (const theme of ["light", "dark"]) {
      const ratio = contrast(tokens.get(front)[theme], tokens.get(back)[theme]);
      if (ratio < least)
        out.push(
          `${path}: --${front} on --${back} (${theme}) has ${ratio.toFixed(2)}, needs ${least}`,
        );
    }
  }
  return [...new Set(out)];
}
