/** What somebody signs in with. */
import { isEmail } from '../routing/attribute-values';
import { done, refuse, type Outcome } from '../routing/refusal';
import { isLongerThan } from '../routing/text';

const minPasswordLength = 12;
export const maxPasswordLength = 200;

/** Addresses compare without case: one spelling is stored and looked for. */
export function normalEmail(raw: string): string {
  return raw.normalize('NFC').trim().toLowerCase();
}

export function readEmail(raw: string, field: readonly string[]): Outcome<string> {
  const email = normalEmail(raw);
  if (isEmail(email)) return done(email);
  return refuse('INVALID', 'This is no e-mail address. Write one like name@example.com.', field);
}

/** Any characters, also spaces and emoji: length is what makes a password hard to guess. */
export function readPassword(raw: string, field: readonly string[]): Outcome<string> {
  if (!isLongerThan(raw, minPasswordLength - 1)) {
    return refuse('INVALID', `The password is too short. Use at least ${minPasswordLength} characters.`, field);
  }
  if (isLongerThan(raw, maxPasswordLength)) {
    return refuse('INVALID', `The password is too long. Use at most ${maxPasswordLength} characters.`, field);
  }
  return done(raw);
}
