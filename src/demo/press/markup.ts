import type { Block } from './article.ts';

/** A text as it may stand in HTML, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** An article's body as HTML: paragraphs and second-level headings. */
export function bodyHtml(body: readonly Block[]): string {
  return body
    .map((block) =>
      typeof block === 'string' ? `<p>${escapeHtml(block)}</p>` : `<h2>${escapeHtml(block.heading)}</h2>`,
    )
    .join('\n');
}
