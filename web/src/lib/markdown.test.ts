// Markdown as a tree and as nodes: what is understood, and that nothing hostile becomes anything.
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { parseMarkdown } from "lib/markdown";
import { parseInline, plainText, safeHref } from "lib/markdown-inline";
import { markdownNodes } from "lib/markdown-view";

const html = (text: string): string => renderToStaticMarkup(markdownNodes(text));

describe("blocks", () => {
  it.each([
    ["", ""],
    ["one\ntwo\n\nthree", "<p>one<br/>two</p><p>three</p>"],
    ["# Title #\ntext", "<h3>Title</h3><p>text</p>"],
    ["#tag", "<p>#tag</p>"],
    ["```js\na < b\n```\nx", "<pre><code>a &lt; b</code></pre><p>x</p>"],
    ["~~~\nstill open", "<pre><code>still open</code></pre>"],
    ["> q1\n> > q2", "<blockquote><p>q1</p><blockquote><p>q2</p></blockquote></blockquote>"],
    ["- a\n- b", "<ul><li>a</li><li>b</li></ul>"],
    ["3. a\n4. b", '<ol start="3"><li>a</li><li>b</li></ol>'],
    ["1、甲\n2、乙", "<p>1、甲<br/>2、乙</p>"],
    ["1、 甲\n2、 乙", '<ol start="1"><li>甲</li><li>乙</li></ol>'],
    ["- a\n  - b\n  - c\n- d", "<ul><li>a<ul><li>b</li><li>c</li></ul></li><li>d</li></ul>"],
    ["- a\n\n  more\n\n- b", "<ul><li>a<p>more</p></li><li>b</li></ul>"],
    ["- a\n1. b", '<ul><li>a</li></ul><ol start="1"><li>b</li></ol>'],
    ["text\n- a", "<p>text</p><ul><li>a</li></ul>"],
    ["***", "<hr/>"],
    [
      "| a | b |\n|---|:-:|\n| 1 | **2** | 3 |\n\nx",
      '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td>1</td><td><strong>2</strong></td></tr></tbody></table><p>x</p>',
    ],
    ["a | b", "<p>a | b</p>"],
    ["a\r\nb", "<p>a<br/>b</p>"],
  ])("%j", (text, expected) => expect(html(text)).toBe(expected));

  it("stay shallow however deep somebody writes", () => {
    expect(html(`${"> ".repeat(5000)}x`).match(/<blockquote>/g)).toHaveLength(8);
    expect(html(`${"- ".repeat(5000)}x`).match(/<ul>/g)).toHaveLength(8);
  });
});

describe("inline", () => {
  it.each([
    [
      "**b** *i* _i_ __b__ ~~d~~",
      "<strong>b</strong> <em>i</em> <em>i</em> <strong>b</strong> <del>d</del>",
    ],
    ["**bold *and* more**", "<strong>bold <em>and</em> more</strong>"],
    ["snake_case_name", "snake_case_name"],
    ["2 * 3 * 4", "2 * 3 * 4"],
    ["**open", "**open"],
    ["a **b *c** d", "a <strong>b *c</strong> d"],
    ["~one~", "~one~"],
    ["`a*b*` ``x`y``", "<code>a*b*</code> <code>x`y</code>"],
    ["`open ``b`", "`open ``b`".replace("`open ``b`", "<code>open ``b</code>")],
    ["`open", "`open"],
    ["\\*not\\* \\x", "*not* \\x"],
    ["是 [3] 和 [12]", "是 [3] 和 [12]"],
    [
      '[x](https://a.example/b_(c) "t")',
      '<a href="https://a.example/b_(c)" target="_blank" rel="noreferrer noopener">x</a>',
    ],
    ["[**x**](#/time)", '<a href="#/time"><strong>x</strong></a>'],
    ["[x](javascript:alert(1))", "[x](javascript:alert(1))"],
    ["[x](data:text/html,y)", "[x](data:text/html,y)"],
    [
      "![x](https://a.example/i.png)",
      '!<a href="https://a.example/i.png" target="_blank" rel="noreferrer noopener">x</a>',
    ],
    ["<img src=x onerror=alert(1)>", "&lt;img src=x onerror=alert(1)&gt;"],
  ])("%j", (text, expected) => expect(html(text)).toBe(`<p>${expected}</p>`));

  it("citations become what the page makes of them", () => {
    const nodes = markdownNodes("so [3]", { cite: (number) => createElement("b", null, number) });
    expect(renderToStaticMarkup(nodes)).toBe("<p>so <b>3</b></p>");
  });
  it("headings keep their place", () => {
    expect(renderToStaticMarkup(markdownNodes("# a\n###### b", { headings: 2 }))).toBe(
      "<h2>a</h2><h6>b</h6>",
    );
  });
  it("has a plain form", () => {
    expect(plainText(parseInline("**a** `b`\n[c](https://d.e) [3]"))).toBe("a b c ");
  });
  it.each([
    ["https://a.example", "https://a.example"],
    [" mailto:a@b.c", "mailto:a@b.c"],
    ["#/people", "#/people"],
    ["JavaScript:x", undefined],
    ["java\nscript:x", undefined],
    ["//a.example", undefined],
    ["vbscript:x", undefined],
    ["https://", undefined],
    ["/etc", undefined],
  ])("%j leads to %s", (href, expected) => expect(safeHref(href)).toBe(expected));
});

// What grows with the square of the length would take minutes.
it("64 KiB of signs come to an end", { timeout: 30_000 }, () => {
  for (const sign of [
    "[",
    "*",
    "_",
    "`",
    "``` ",
    "~~",
    "> ",
    "- ",
    "|",
    "[a](",
    "**a ",
    "#",
    "\\",
    "1. ",
    "`a``",
  ]) {
    const text = sign.repeat(65_536 / sign.length);
    const blocks = parseMarkdown(text);
    expect(blocks.length, sign).toBeGreaterThan(0);
  }
});
