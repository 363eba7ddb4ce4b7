/** Rich text as an action needs it. */

export interface CleanedHtml {
  /** Nothing but the subset is left, and every tag is closed. */
  readonly html: string;
  /** What it says, without markup: a line break for each block. */
  readonly text: string;
  /** What would have acted in a visitor's page, in words for its author, each once: “script”, “onclick”, “javascript: link”. */
  readonly refused: readonly string[];
}

/** p, br, b, strong, i, em, ul, ol, li and links. What only looks (spans, classes, styles) is dropped without a word. */
export type CleanHtml = (html: string) => CleanedHtml;
