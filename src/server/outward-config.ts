/** What the environment says about the servers that this one calls: mail and calendars. */
import { keyBytes } from './seal';
import { readNetwork } from './peer-address';

export interface OutwardConfig {
  /** Null: mails stay in the outbox. */
  readonly smtp: { readonly url: string; readonly from: string } | null;
  /** What calendars' passwords are sealed with; null: a key of its own in the data directory. */
  readonly secretKey: Uint8Array | null;
  /** Private networks in which calendars may be. */
  readonly calendarNetworks: readonly string[];
}

export const noOutward: OutwardConfig = { smtp: null, secretKey: null, calendarNetworks: [] };

type Environment = Readonly<Record<string, string | undefined>>;
const usualFrom = 'Parley <parley@localhost>';

export function readOutward(environment: Environment, faults: string[]): OutwardConfig {
  return {
    smtp: readSmtp(environment, faults),
    secretKey: readKey(environment.PARLEY_SECRET_KEY, faults),
    calendarNetworks: readNetworks(environment.PARLEY_CALENDAR_NETWORKS, faults),
  };
}

function textOf(value: string | undefined): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

function readSmtp(environment: Environment, faults: string[]): OutwardConfig['smtp'] {
  const url = textOf(environment.SMTP_URL);
  const from = textOf(environment.MAIL_FROM) ?? usualFrom;
  if (!/^[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/.test(from)) {
    faults.push(`MAIL_FROM must be an address such as "Parley <parley@example.com>", not "${from}".`);
  }
  if (url === null) return null;
  // The value is not repeated: it may hold a password.
  if (!URL.canParse(url) || !['smtp:', 'smtps:'].includes(new URL(url).protocol) || new URL(url).hostname === '') {
    faults.push('SMTP_URL must look like smtp://user:password@host:587 or smtps://user:password@host.');
  }
  return { url, from };
}

function readKey(value: string | undefined, faults: string[]): Uint8Array | null {
  const text = textOf(value);
  if (text === null) return null;
  const key = Buffer.from(text, 'base64');
  if (key.length === keyBytes) return key;
  faults.push(
    `PARLEY_SECRET_KEY must be ${keyBytes} random bytes in base64: \`openssl rand -base64 ${keyBytes}\` makes one.`,
  );
  return null;
}

function readNetworks(value: string | undefined, faults: string[]): readonly string[] {
  const networks = (textOf(value) ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
  for (const text of networks) {
    if (readNetwork(text) !== null) continue;
    faults.push(`PARLEY_CALENDAR_NETWORKS must list networks such as 10.0.0.0/8, and "${text}" is none.`);
  }
  return networks;
}
