// What a source file itself may not hold: too many lines, literal texts, HTML made of strings.
import { parseAstAsync } from "rolldown/parseAst";

const kLines = 300;

export function lengthFindings({ path, text }) {
  const lines = text.split("\n").length - (text.endsWith("\n") ? 1 : 0);
  return lines > kLines ? [`${path}: ${lines} lines, at most ${kLines}`] : [];
}

const kUnsafe =
  /dangerouslySetInnerHTML|\.(?:inner|outer)HTML\s*=[^=]|insertAdjacentHTML|document\.write|\beval\(|new Function\(|\b(?:setTimeout|setInterval)\(\s*["'`]/g;

const isTest = (path) => /\.test\.\w+$|^tests\//.test(path);

export function unsafeFindings({ path, text }) {
  if (isTest(path) || !path.startsWith("src/")) return [];
  return [...text.matchAll(kUnsafe)].map(
    (match) => `${path}:${lineAt(text, match.index)}: ${match[0].trim()} is not allowed`,
  );
}

const kLetters = /\p{L}/u;
const kSpoken = new Set([
  "aria-label",
  "aria-description",
  "aria-valuetext",
  "alt",
  "placeholder",
  "title",
  "label",
]);
const kFree = /^src\/features\/gallery\/|\.gallery\.tsx$/; // seen by developers only

const lineAt = (text, index) => text.slice(0, index).split("\n").length;

// Letters in a literal or in the fixed parts of a template, whatever stands around it.
function literalsOf(node) {
  if (!node) return [];
  switch (node.type) {
    case "Literal":
    case "JSXText":
      return typeof node.value === "string" && kLetters.test(node.value) ? [node] : [];
    case "TemplateLiteral":
      return node.quasis.filter(({ value }) => kLetters.test(value.raw));
    case "ConditionalExpression":
      return [...literalsOf(node.consequent), ...literalsOf(node.alternate)];
    case "LogicalExpression":
      return [...literalsOf(node.left), ...literalsOf(node.right)];
    case "JSXExpressionContainer":
      return literalsOf(node.expression);
    default:
      return [];
  }
}

function spoken(node) {
  if (node.type === "JSXAttribute" && kSpoken.has(node.name?.name)) return literalsOf(node.value);
  if (node.openingElement?.name?.name === "kbd") return []; // keys are called what they are called
  if (node.type === "JSXElement" || node.type === "JSXFragment")
    return node.children.flatMap(literalsOf);
  return [];
}

function* nodesOf(value) {
  if (Array.isArray(value)) for (const item of value) yield* nodesOf(item);
  else if (value && typeof value === "object") {
    if (typeof value.type === "string") yield value;
    for (const child of Object.values(value))
      if (child && typeof child === "object") yield* nodesOf(child);
  }
}

/** Texts that are written into a component instead of a catalogue. */
export async function textFindings({ path, text }) {
  if (!path.endsWith(".tsx") || isTest(path) || kFree.test(path)) return [];
  const program = await parseAstAsync(text, { lang: "tsx" }, path);
  const out = [];
  for (const node of nodesOf(program)) {
    for (const { start } of spoken(node)) {
      // A text begins with the blanks of its line.
      const at = start + /^\s*/.exec(text.slice(start))[0].length;
      const words = text
        .slice(at, at + 40)
        .split(/[\n<{]/)[0]
        .trim();
      out.push(`${path}:${lineAt(text, at)}: literal text: ${words}`);
    }
  }
  return out;
}
