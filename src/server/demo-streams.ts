/**
 * The demo's dialogs and flows. They lie in a file of their own, in the very words in which `dialogExport` writes and
 * `dialogImport` reads: it can be imported into any workspace that has a team called Sales.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The pages of the shop, and the dialog that each of them shows. */
export const demoPages = {
  home: 'welcome',
  pricing: 'pricing-questions',
  contact: 'contact',
  tour: 'guided-tour',
} as const;

interface Streams {
  readonly dialogs: readonly { readonly key: string }[];
}

function read(): Streams {
  return JSON.parse(demoStreamsText()) as Streams;
}

/** The file as it lies there. */
function demoStreamsText(): string {
  return readFileSync(join(__dirname, 'demo-streams.json'), 'utf8');
}

export const demoStreams = {
  keys: (): readonly string[] => read().dialogs.map(({ key }) => key),
  /** What is left to import beside these keys; null: nothing. */
  without(known: ReadonlySet<string>): string | null {
    const streams = read();
    const dialogs = streams.dialogs.filter(({ key }) => !known.has(key));
    return dialogs.length === 0 ? null : JSON.stringify({ ...streams, dialogs });
  },
} as const;
