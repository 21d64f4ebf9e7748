// Colours that follow from an id, and contrast as WCAG computes it.
import { hash32 } from "lib/hash";

export type Rgb = readonly [number, number, number]; // 0..255

/** "#abc" or "#aabbcc"; undefined for anything else. */
export function parseHex(text: string): Rgb | undefined {
  const short = /^#([\da-f])([\da-f])([\da-f])$/i.exec(text);
  const digits = short
    ? short.slice(1).map((digit) => digit + digit)
    : /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})$/i.exec(text)?.slice(1);
  const [red, green, blue] = (digits ?? []).map((pair) => Number.parseInt(pair, 16));
  return red === undefined || green === undefined || blue === undefined
    ? undefined
    : [red, green, blue];
}

function linear(channel: number): number {
  const value = channel / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

/** Relative luminance, 0 black to 1 white. */
export const luminance = ([red, green, blue]: Rgb): number =>
  0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);

/** 1 to 21, whichever colour comes first. */
export function contrast(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a) as [
    number,
    number,
  ];
  return (light + 0.05) / (dark + 0.05);
}

const kHues = 12;

/** One of twelve, 0..11: the class of an avatar without a picture. */
export const hueOf = (id: string): number => hash32(id) % kHues;

/** The colour of a hue: pale behind dark letters by day, deep behind light ones by night. */
export const hueColor = (hue: number, theme: "light" | "dark"): string =>
  `oklch(${theme === "light" ? 0.8 : 0.4} 0.06 ${(hue % kHues) * (360 / kHues)})`;
