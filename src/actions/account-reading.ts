/** What is said of an account, checked in one place: setting one and importing many agree. */
import { readDomain } from '../routing/blocked-domains';
import { done, refuse, type Outcome } from '../routing/refusal';
import { cleanName, isBlank, readName } from '../routing/text';

/** Each is a row of its own, found by its domain: this bounds a file, not a decision. */
export const maxAccounts = 100_000;

export function readAccountDomain(raw: string, field: readonly string[]): Outcome<string> {
  const domain = readDomain(cleanName(raw));
  if (domain !== null) return done(domain);
  const shown = cleanName(raw).slice(0, 100);
  const message = `“${shown}” is no domain of e-mail addresses. Write one such as example.com, without @ and path.`;
  return refuse('INVALID', message, field);
}

export function readCompany(raw: string | null, field: readonly string[]): Outcome<string | null> {
  if (raw === null || isBlank(cleanName(raw))) return done(null);
  return readName(raw, { what: "The company's name", field });
}
