/** Domains of e-mail addresses whose people are kept from live chats: competitors, throw-away addresses. */
import { parsedUrl } from './address';

export const maxBlockedDomains = 50;

const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const longestDomain = 253;

/** As it is compared: without case, and with the letters of other scripts as the wire spells them. Null: it is no domain. */
export function readDomain(raw: string): string | null {
  const given = raw.trim().replace(/^@/, '').toLowerCase();
  if (given === '' || given.length > longestDomain || /[/:?#@\\\s]/.test(given)) return null;
  const domain = parsedUrl(`http://${given}`)?.hostname ?? '';
  const labels = domain.split('.');
  const isNumeric = /^\d+$/.test(labels.at(-1) ?? '');
  return labels.length >= 2 && !isNumeric && labels.every((part) => label.test(part)) ? domain : null;
}

/** Whether the address lies in one of the domains, or below it. */
export function isBlockedAddress(email: string, blocked: readonly string[]): boolean {
  const domain = readDomain(email.slice(email.lastIndexOf('@') + 1));
  return domain !== null && blocked.some((one) => domain === one || domain.endsWith(`.${one}`));
}
