/** What may be said of an external router. */
import { cleanName, readName } from '../routing/text';
import { addressFault } from './called-address';
import type { Faults } from './faults';

export interface RouterDraft {
  readonly name?: string | undefined;
  readonly url?: string | undefined;
  readonly secret?: string | undefined;
  readonly deadlineMs?: number | undefined;
}

const shortestSecret = 16;
const longestSecret = 200;
/** Shorter is no time for TLS over an ocean; longer is time that a visitor looks at nothing. */
const deadlineRange = { min: 200, max: 5_000 } as const;
export const usualDeadlineMs = 1_000;
export const mostRouters = 100;

/** Adds what is wrong with whatever is given; answers it cleaned. */
export function readRouter(draft: RouterDraft, faults: Faults): RouterDraft {
  const { secret, deadlineMs } = draft;
  const name =
    draft.name === undefined
      ? undefined
      : faults.read(readName(draft.name, { what: "The router's name", field: ['name'] }));
  const url = draft.url === undefined ? undefined : cleanName(draft.url);
  const fault = url === undefined ? null : addressFault(url, 'https://router.example.com/parley');
  if (fault !== null) faults.add(fault, ['url']);
  if (secret !== undefined && !isSecret(secret)) {
    const range = `${shortestSecret} to ${longestSecret}`;
    faults.add(`A secret has ${range} visible ASCII characters. Leave it out and one is made for you.`, ['secret']);
  }
  faults.range(deadlineMs, { ...deadlineRange, what: 'The deadline in milliseconds', field: ['deadlineMs'] });
  return { name, url, secret, deadlineMs };
}

function isSecret(secret: string): boolean {
  return /^[\x21-\x7e]+$/.test(secret) && secret.length >= shortestSecret && secret.length <= longestSecret;
}
