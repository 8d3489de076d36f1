import { isElement, type PageElement, type PageNode, TEXT_NODE } from './dom.ts';

/** A paragraph, heading, list item or other block of text, in the page's order. */
export interface TextBlock {
  text: string;
  /** Lower-case name of the element that holds it. */
  tag: string;
  /** Characters of its text that stand inside links. */
  linkedCharacters: number;
}

const inline = new Set(
  'a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q rp rt ruby s samp small span strike strong sub sup time tt u var wbr'.split(
    ' ',
  ),
);

/** The text of an element as blocks: inline markup joins, everything else and two line breaks in a row separate. */
export function textBlocks(root: PageElement): TextBlock[] {
  const blocks: TextBlock[] = [];
  let text = '';
  let linked = 0;
  let tag = root.tagName.toLowerCase();
  const close = () => {
    const tidy = text.replace(/\s+/g, ' ').trim();
    if (tidy) blocks.push({ text: tidy, tag, linkedCharacters: Math.min(linked, tidy.length) });
    text = '';
    linked = 0;
  };
  const visit = (node: PageNode, inLink: boolean) => {
    if (node.nodeType === TEXT_NODE) {
      const content = node.textContent ?? '';
      text += content;
      if (inLink) linked += content.trim().length;
      return;
    }
    if (!isElement(node)) return;
    const name = node.tagName.toLowerCase();
    if (name === 'br') {
      if (/\n\s*$/.test(text)) close();
      else text += '\n';
      return;
    }
    if (inline.has(name)) {
      for (const child of node.childNodes) visit(child, inLink || name === 'a');
      return;
    }
    close();
    const outer = tag;
    tag = name;
    for (const child of node.childNodes) visit(child, inLink);
    close();
    tag = outer;
  };
  visit(root, false);
  close();
  return blocks;
}
