/** Operations as the sample clients send them: what is measured is what they ask for, not less. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** `name` with the fragments that it spreads, those of its fragments included. */
export function clientDocument(root, name) {
  const directory = join(root, 'clients/documents');
  const texts = readdirSync(directory)
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => readFileSync(join(directory, file), 'utf8').replace(/^#.*$/gm, '').trim());
  const declared = (kind) =>
    new Map(
      texts.flatMap((text) => {
        const found = text.match(new RegExp(`^(?:${kind})\\s+(\\w+)`));
        return found === null ? [] : [[found[1], text]];
      }),
    );
  const fragments = declared('fragment');
  const operation = declared('query|mutation|subscription').get(name);
  if (operation === undefined) throw new Error(`clients/documents has no operation ${name}.`);
  const used = new Set();
  const follow = (text) => {
    for (const [, spread] of text.matchAll(/\.\.\.\s*([A-Z]\w*)/g)) {
      if (used.has(spread)) continue;
      used.add(spread);
      follow(fragments.get(spread));
    }
  };
  follow(operation);
  return [operation, ...[...used].map((spread) => fragments.get(spread))].join('\n');
}
