import MarkdownIt from 'markdown-it';

/**
 * What a lesson may use: paragraphs, lists, bold and slanted words, links. Everything else, HTML above all, comes out as
 * the signs that were typed, so that no text of a lesson can bring a script or a style into a page.
 */
const markdown = new MarkdownIt('zero', { html: false, breaks: false }).enable(['list', 'emphasis', 'link', 'newline', 'escape', 'entity']);

const isHttps = (address: string): boolean => /^https:\/\//iu.test(address);
markdown.validateLink = isHttps;
markdown.renderer.rules.link_open = (tokens, index, options, _, self) => {
  tokens[index]?.attrSet('rel', 'noopener noreferrer');
  tokens[index]?.attrSet('target', '_blank');
  return self.renderToken(tokens, index, options);
};

/** HTML of a lesson's text, safe to stand in a page. */
export function lessonHtml(text: string): string {
  return markdown.render(text);
}

/** The words alone, one line a paragraph or list item. */
export function plainText(text: string): string {
  return markdown.parse(text, {}).filter(({ type }) => type === 'inline')
    .map(({ children }) => (children ?? []).map((child) => (child.type === 'softbreak' ? ' ' : child.content)).join('')).join('\n');
}
