/** What the page tells of whoever sits there, and what whoever built the page is told. */

/** By the names of attributes. */
export type PageWord = Readonly<Record<string, string | number | boolean>>;

/** Says to whoever builds the page what nobody else could see. */
export function warn(reason: unknown): void {
  // eslint-disable-next-line no-console
  console.warn(`Parley: ${reason instanceof Error ? reason.message : String(reason)}`);
}

/** `at` names the attribute of the page that it was read from. */
export function readPageWord(json: string | undefined, at: string): PageWord {
  try {
    const value: unknown = JSON.parse(json ?? '{}');
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as PageWord;
  } catch {
    // Said below.
  }
  warn(`${at} is no JSON object.`);
  return {};
}

export function attributeInputs(word: PageWord): { readonly name: string; readonly value: string }[] {
  return Object.entries(word).map(([name, value]) => ({ name, value: String(value) }));
}
