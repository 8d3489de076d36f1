import { parseHTML } from 'linkedom';

/**
 * The part of the DOM that reading a page needs. Node has no DOM types, and linkedom leaves the specification in
 * places (no baseURI, no layout), so what may be relied on is named here.
 */
export interface PageNode {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly textContent: string | null;
  readonly childNodes: ArrayLike<PageNode> & Iterable<PageNode>;
}

/** An element of a page. */
export interface PageElement extends PageNode {
  readonly tagName: string;
  readonly parentElement: PageElement | null;
  readonly children: ArrayLike<PageElement> & Iterable<PageElement>;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
  closest(selector: string): PageElement | null;
  remove(): void;
}

/** A page. linkedom gives null for the parts that the source does not have. */
export interface PageDocument {
  readonly documentElement: PageElement | null;
  readonly head: PageElement | null;
  readonly body: PageElement | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
}

/** `nodeType` of an element and of a text node. */
export const ELEMENT_NODE = 1;
export const TEXT_NODE = 3;

/** Parses HTML with linkedom. Guard its size first (see prepareHtml): the time is not linear in the depth. */
export function parseDocument(html: string): PageDocument {
  // linkedom's types speak of a browser's Document, which this project does not load; PageDocument is its subset.
  return parseHTML(html).document as unknown as PageDocument;
}

/** Whether a node is an element. */
export function isElement(node: PageNode): node is PageElement {
  return node.nodeType === ELEMENT_NODE;
}
