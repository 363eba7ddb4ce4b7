/** A description over several lines of source, as the one paragraph it is; a blank line begins the next paragraph. */
export function doc(lines: TemplateStringsArray): string {
  return (lines[0] ?? '')
    .trim()
    .split(/\n\s*\n/)
    .map((paragraph) => paragraph.replace(/\s+/g, ' ').trim())
    .join('\n\n');
}
