// Markdown as React nodes. Elements are made by name from a fixed set; text is always text. Children
// have no keys: what comes where is the text itself, which only grows while it streams.
import { createElement as h, Fragment, type ReactNode } from "react";
import { parseMarkdown, type Block, type Inline } from "lib/markdown";

export interface MarkdownOptions {
  /** Shows a citation [n]; without it the brackets stay text. */
  cite?: (number: number) => ReactNode;
  /** The level of the highest heading, so that a page keeps one h1. */
  headings?: 2 | 3 | 4;
}

function inlineNode(inline: Inline, options: MarkdownOptions): ReactNode {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "code":
      return h("code", null, inline.text);
    case "break":
      return h("br");
    case "cite":
      return options.cite?.(inline.number) ?? `[${inline.number}]`;
    case "link": {
      const outside = !inline.href.startsWith("#");
      const props = {
        href: inline.href,
        ...(outside && { target: "_blank", rel: "noreferrer noopener" }),
      };
      return h("a", props, ...inlineNodes(inline.children, options));
    }
    default:
      return h(inline.kind, null, ...inlineNodes(inline.children, options));
  }
}

const inlineNodes = (inlines: readonly Inline[], options: MarkdownOptions): ReactNode[] =>
  inlines.map((inline) => inlineNode(inline, options));

// A paragraph alone in a list item needs no <p>.
function itemNodes(blocks: readonly Block[], options: MarkdownOptions): ReactNode[] {
  const [first, ...rest] = blocks;
  if (first?.kind !== "paragraph") return blockNodes(blocks, options);
  return [...inlineNodes(first.inline, options), ...blockNodes(rest, options)];
}

function tableNode(block: Extract<Block, { kind: "table" }>, options: MarkdownOptions): ReactNode {
  const head = block.head.map((cell) => h("th", { scope: "col" }, ...inlineNodes(cell, options)));
  const rows = block.rows.map((row) =>
    h("tr", null, ...row.map((cell) => h("td", null, ...inlineNodes(cell, options)))),
  );
  return h("table", null, h("thead", null, h("tr", null, ...head)), h("tbody", null, ...rows));
}

function blockNode(block: Block, options: MarkdownOptions): ReactNode {
  switch (block.kind) {
    case "paragraph":
      return h("p", null, ...inlineNodes(block.inline, options));
    case "heading": {
      const level = Math.min(6, block.level + (options.headings ?? 3) - 1);
      return h(`h${level}`, null, ...inlineNodes(block.inline, options));
    }
    case "code":
      return h("pre", null, h("code", null, block.text));
    case "quote":
      return h("blockquote", null, ...blockNodes(block.blocks, options));
    case "list": {
      const items = block.items.map((item) => h("li", null, ...itemNodes(item, options)));
      return block.ordered ? h("ol", { start: block.start }, ...items) : h("ul", null, ...items);
    }
    case "table":
      return tableNode(block, options);
    case "rule":
      return h("hr");
  }
}

const blockNodes = (blocks: readonly Block[], options: MarkdownOptions): ReactNode[] =>
  blocks.map((block) => blockNode(block, options));

/** The nodes of a Markdown text. Any text is allowed. */
export const markdownNodes = (text: string, options: MarkdownOptions = {}): ReactNode =>
  h(Fragment, null, ...blockNodes(parseMarkdown(text), options));
