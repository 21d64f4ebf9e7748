// The form in which names and queries are compared: NFKC, full case folding, invisible characters
// removed. What the server's text::fold() does, so that both sides agree about a name.

const kInvisible = /\p{Default_Ignorable_Code_Point}/gu;
const kPlain = /^[\x20-\x7e]*$/;
const kByPoint = /[Σσςıẞßİŉΐΰև\u13a0-\u13ff\uab70-\uabbf\ufb00-\ufb17\u1e96-\u1e9e\u1f00-\u1fff]/u;
const kSpecial = /[ıẞ\u13a0-\u13ff\uab70-\uabbf]/u;

function foldPoint(point: string): string {
  if (kSpecial.test(point)) {
    if (point === "ı") return point; // folds to itself, although its capital is I
    if (point === "ẞ") return "ss";
    return point.toUpperCase(); // Cherokee folds to its capitals
  }
  return point.toUpperCase().toLowerCase();
}

/** Never longer to compute than O(length); any string is allowed. */
export function fold(text: string): string {
  if (kPlain.test(text)) return text.toLowerCase();
  const normal = text.normalize("NFKC");
  let out = "";
  // By code point only where the whole would come out differently: a sigma at the end of a word.
  if (kByPoint.test(normal)) for (const point of normal) out += foldPoint(point);
  else out = normal.toUpperCase().toLowerCase();
  return out.normalize("NFKC").replace(kInvisible, "").replaceAll("\0", " ");
}

/** Full-width ASCII as ASCII; everything else as it is. One code point in, one out. */
export function narrow(point: string): string {
  const code = point.codePointAt(0) ?? 0;
  return code >= 0xff01 && code <= 0xff5e ? String.fromCodePoint(code - 0xfee0) : point;
}

/** Lone surrogates become U+FFFD, as they do on their way through UTF-8. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, "\ufffd");
}
