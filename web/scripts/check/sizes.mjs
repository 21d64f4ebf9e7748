// The built page against its budgets, gzip as it is sent. Reads Vite's manifest.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

export const kBudgets = {
  initial: 120_000, // shell, one catalogue and Home
  route: 25_000, // what a screen adds to the shell
  charts: 220_000,
  catalogue: 12_000,
  css: 20_000, // all of it
};

const kHome = "src/features/home/Screen.tsx";
const kFeature = /^src\/features\/(?!gallery\/).*\.tsx$/;
const kFirstTexts = /^src\/i18n\/first\.(?:en|zh-CN)\.ts$/;
const kCatalogue = /^src\/i18n\/(?:later\.)?(?:en|zh-CN)\.ts$/;
const kCharts = /^src\/charts\//;

/** The files of an entry and of everything it imports at once. */
export function closure(manifest, key, seen = new Set()) {
  const entry = manifest[key];
  if (!entry || seen.has(key)) return seen;
  seen.add(key);
  for (const next of entry.imports ?? []) closure(manifest, next, seen);
  return seen;
}

const kilo = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;

class Sizes {
  findings = [];
  notes = [];

  constructor(manifest, sizeOf) {
    this.manifest = manifest;
    this.sizeOf = sizeOf;
    this.entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
  }

  weigh(name, bytes, budget) {
    const line = `${name}: ${kilo(bytes)} of ${kilo(budget)}`;
    if (bytes > budget) this.findings.push(`${line}: too large`);
    else this.notes.push(line);
  }

  sum(keys) {
    return [...keys].reduce((sum, key) => sum + this.sizeOf(this.manifest[key].file), 0);
  }

  lazy(pattern) {
    return Object.keys(this.manifest).filter(
      (key) => pattern.test(key) && this.manifest[key].isDynamicEntry,
    );
  }

  /** What belongs to one screen is its chunk; what several share is fetched once and weighed by itself. */
  routes(added) {
    const screens = this.lazy(kFeature);
    const users = new Map();
    for (const screen of screens) {
      for (const key of added(screen)) users.set(key, [...(users.get(key) ?? []), screen]);
    }
    for (const screen of screens) {
      const own = added(screen).filter((key) => users.get(key).length === 1 && !kCharts.test(key));
      this.weigh(screen, this.sum(own), kBudgets.route);
    }
    for (const [key, { length }] of users) {
      if (length > 1 && !kCharts.test(key))
        this.weigh(`shared ${this.manifest[key].file}`, this.sum([key]), kBudgets.route);
    }
  }

  run() {
    const shell = closure(this.manifest, this.entry);
    const added = (key) => [...closure(this.manifest, key)].filter((one) => !shell.has(one));
    const first = new Set(shell);
    closure(this.manifest, kHome, first);
    const spoken = this.lazy(kFirstTexts).map((key) => this.sum(added(key)));
    this.weigh("initial JS", this.sum(first) + Math.max(0, ...spoken), kBudgets.initial);
    for (const key of this.lazy(kCatalogue))
      this.weigh(key, this.sum(added(key)), kBudgets.catalogue);
    this.routes(added);
    const charts = new Set();
    for (const key of this.lazy(kCharts)) closure(this.manifest, key, charts);
    this.weigh("charts", this.sum([...charts].filter((key) => !shell.has(key))), kBudgets.charts);
  }
}

/** Findings and measured lines for a folder that Vite has built. */
export function sizeFindings(dist) {
  const file = join(dist, ".vite", "manifest.json");
  if (!existsSync(file)) return { findings: [`${file}: is missing; build the page first`] };
  const manifest = JSON.parse(readFileSync(file, "utf8"));
  const gzipped = (path) => gzipSync(readFileSync(join(dist, path)), { level: 9 }).length;
  const sizes = new Sizes(manifest, gzipped);
  if (!sizes.entry) return { findings: [`${file}: has no entry`] };
  sizes.run();
  const css = readdirSync(join(dist, "assets")).filter((name) => name.endsWith(".css"));
  sizes.weigh(
    "CSS",
    css.reduce((sum, name) => sum + gzipped(`assets/${name}`), 0),
    kBudgets.css,
  );
  return sizes;
}
