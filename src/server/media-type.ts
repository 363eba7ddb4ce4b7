/** What the graph can answer in. */
const offered = ['application/json', 'application/graphql-response+json'] as const;
export type AnswerType = (typeof offered)[number];

/** The type that this Accept header likes best; null when it accepts neither. Nothing said: JSON. */
export function preferredType(accept: string | null | undefined): AnswerType | null {
  if (accept === undefined || accept === null || accept.trim() === '') return 'application/json';
  const liked = accept
    .split(',')
    .map((part, place) => ({ ...readRange(part), place }))
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality || one.place - other.place);
  for (const { range } of liked) {
    const found = offered.find((type) => range === type || range === '*/*' || range === 'application/*');
    if (found !== undefined) return found;
  }
  return null;
}

function readRange(part: string): { readonly range: string; readonly quality: number } {
  const [range = '', ...parameters] = part.split(';').map((piece) => piece.trim().toLowerCase());
  const given = parameters.find((parameter) => parameter.startsWith('q='));
  const quality = given === undefined ? 1 : Number(given.slice(2));
  return { range, quality: Number.isFinite(quality) ? quality : 0 };
}
