// Who may import what. Folders of src/ against each other, and packages against folders.

/** Folder → folders it may import from, besides itself. A feature is never imported by another. */
const kMay = {
  lib: [],
  api: ["lib"],
  i18n: ["lib", "app"],
  charts: ["lib", "i18n", "ui", "app"],
  ui: ["lib", "api", "i18n", "charts", "app"],
  app: ["lib", "api", "i18n", "ui"],
  features: ["lib", "api", "i18n", "ui", "charts", "app"],
  styles: [],
};

/** Package → where it may be imported: beginnings of paths in src/. */
const kPackages = {
  react: [
    "app/",
    "ui/",
    "features/",
    "charts/",
    "i18n/",
    "api/",
    "lib/markdown-view.ts",
    "main.tsx",
  ],
  "react-dom": ["main.tsx", "app/", "ui/"],
  "@tanstack/react-query": ["api/", "app/", "ui/", "features/", "main.tsx"],
  "@tanstack/react-virtual": ["ui/", "features/"],
  "lucide-react": ["ui/"],
  echarts: ["charts/echarts.ts"],
};

const kImport =
  /(?:^|[\s;}])(?:import|export)\s(?:[^"';]*?\sfrom\s*)?["']([^"']+)["']|(?<dynamic>\bimport)\s*\(\s*["']([^"']+)["']/g;

/** The imports of a text: what, where (line), and whether only when it is needed. */
export function importsOf(text) {
  const out = [];
  for (const match of text.matchAll(kImport)) {
    const dynamic = match.groups.dynamic !== undefined;
    const line = text.slice(0, match.index + 1).split("\n").length;
    out.push({ target: match[1] ?? match[3], dynamic, line });
  }
  return out;
}

const packageOf = (target) =>
  target
    .split("/")
    .slice(0, target.startsWith("@") ? 2 : 1)
    .join("/");

function resolved(path, target) {
  if (!target.startsWith(".")) return target;
  const parts = path.split("/").slice(1, -1);
  for (const part of target.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

function folderProblem(from, to, dynamic) {
  const [folder, feature] = from;
  const [target, other] = to;
  if (folder === target)
    return folder === "features" && feature !== other
      ? "a feature imports no other feature"
      : undefined;
  if (target === "features")
    return folder === "app" && dynamic ? undefined : `${folder} does not import features`;
  return kMay[folder].includes(target) ? undefined : `${folder} does not import ${target}`;
}

/** Findings of a file of src/. Tests may use any package, and fakes of their own folder. */
export function importFindings({ path, text }) {
  if (!path.startsWith("src/") || !/\.tsx?$/.test(path)) return [];
  const inside = path.slice(4);
  const from = inside.split("/");
  const test = /\.(?:test|fake)\.tsx?$/.test(path);
  const out = [];
  for (const { target, dynamic, line } of importsOf(text)) {
    const to = resolved(path, target).split("/");
    const say = (what) => out.push(`${path}:${line}: ${what} (${target})`);
    if (to[0] in kMay) {
      if (from.length === 1 || !(from[0] in kMay)) continue; // main.tsx knows everything
      const problem = folderProblem(from, to, dynamic);
      if (problem && !(test && problem.startsWith("lib"))) say(problem);
    } else if (!test && !target.startsWith(".")) {
      const places = kPackages[packageOf(target)];
      if (!places) say("this package is not used in the page");
      else if (!places.some((place) => inside.startsWith(place)))
        say("this package does not belong here");
    }
  }
  return out;
}
