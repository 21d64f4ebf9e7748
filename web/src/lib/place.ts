// Addresses of screens, which live wholly inside the hash, so that search words never reach a log:
// "#/people/wxid_1/words?range=2024" is the path ["people", "wxid_1", "words"] with a query.

export interface HashPlace {
  path: string[];
  query: Record<string, string>;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part; // a lone % that somebody typed
  }
}

/** Any text gives a place; "" and "#/" are the home. A key that comes twice has its last value. */
export function parsePlace(hash: string): HashPlace {
  const text = hash.replace(/^#?\/*/, "");
  const at = text.indexOf("?");
  const path = (at < 0 ? text : text.slice(0, at)).split("/").map(decoded);
  while (path.at(-1) === "") path.pop();
  const query: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const pair of at < 0 ? [] : text.slice(at + 1).split("&")) {
    if (pair === "") continue;
    const equals = pair.indexOf("=");
    const key = equals < 0 ? pair : pair.slice(0, equals);
    const value = equals < 0 ? "" : pair.slice(equals + 1);
    query[decoded(key)] = decoded(value.replaceAll("+", " "));
  }
  return { path, query };
}

type Value = string | number | boolean | null | undefined;

/** "#/people/a%2Fb?x=1". Values that are undefined, null or "" are left out. */
export function formatPlace(
  path: readonly (string | number)[],
  query: Readonly<Record<string, Value>> = {},
): string {
  const pairs = Object.entries(query)
    .filter(([, value]) => value !== undefined && value !== null && value !== "")
    .map(([key, value]) => `${encodeURIComponent(key)}=${encodeURIComponent(String(value))}`);
  const text = `#/${path.map((part) => encodeURIComponent(part)).join("/")}`;
  return pairs.length > 0 ? `${text}?${pairs.join("&")}` : text;
}

/** A path of the server with its query: addressOf("/api/search", { q: "a b" }). */
export function addressOf(path: string, query: Readonly<Record<string, Value>> = {}): string {
  const pairs = new URLSearchParams();
  for (const [key, value] of Object.entries(query))
    if (value !== undefined && value !== null) pairs.set(key, String(value));
  const text = pairs.toString();
  return text === "" ? path : `${path}?${text}`;
}
