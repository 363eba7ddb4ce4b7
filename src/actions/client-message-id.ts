import { done, refuse, type Outcome } from '../routing/refusal';
import { cleanName, isLongerThan } from '../routing/text';

const maxLength = 200;

/** The client's own name for what it sends, so that a retry after a lost answer adds nothing. Kept for ever. */
export function readClientMessageId(raw: string | null): Outcome<string | null> {
  return readClientKey(raw, 'clientMessageId');
}

/** The same under the name of another field. */
export function readClientKey(raw: string | null, name: string): Outcome<string | null> {
  if (raw === null) return done(null);
  const field = [name];
  if (raw === '') return refuse('INVALID', `An empty ${name} names nothing. Leave it out or make one up.`, field);
  if (isLongerThan(raw, maxLength)) {
    return refuse('INVALID', `The ${name} is too long. Use at most ${maxLength} characters.`, field);
  }
  // Changing it in silence would make two different ones equal.
  if (cleanName(raw) !== raw) return refuse('INVALID', `Use visible characters only in the ${name}.`, field);
  return done(raw);
}
