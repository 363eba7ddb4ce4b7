/** What the environment says about the servers that this one calls: mail, calendars, routers and push services. */
import { parsedUrl } from '../routing/address';
import { keyBytes } from './seal';
import { readNetwork } from './peer-address';

export interface OutwardConfig {
  /** Null: mails stay in the outbox. */
  readonly smtp: { readonly url: string; readonly from: string } | null;
  /** What calendars' passwords and routers' secrets are sealed with; null: a key of its own in the data directory. */
  readonly secretKey: Uint8Array | null;
  /** Private networks in which calendars may be. */
  readonly calendarNetworks: readonly string[];
  /** Private networks in which external routers may be. */
  readonly routerNetworks: readonly string[];
  /** Whom a push service writes to when something is wrong with what we send: a `mailto:` or `https:` address. */
  readonly pushContact: string;
}

export const noOutward: OutwardConfig = {
  smtp: null,
  secretKey: null,
  calendarNetworks: [],
  routerNetworks: [],
  pushContact: 'mailto:parley@localhost',
};

type Environment = Readonly<Record<string, string | undefined>>;
const usualFrom = 'Parley <parley@localhost>';

export function readOutward(environment: Environment, faults: string[]): OutwardConfig {
  return {
    smtp: readSmtp(environment, faults),
    secretKey: readKey(environment.PARLEY_SECRET_KEY, faults),
    calendarNetworks: readNetworks('PARLEY_CALENDAR_NETWORKS', environment, faults),
    routerNetworks: readNetworks('PARLEY_ROUTER_NETWORKS', environment, faults),
    pushContact: readContact(environment, faults),
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
  const address = parsedUrl(url);
  if (address === null || !['smtp:', 'smtps:'].includes(address.protocol) || address.hostname === '') {
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

function readNetworks(name: string, environment: Environment, faults: string[]): readonly string[] {
  const networks = (textOf(environment[name]) ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
  for (const text of networks) {
    if (readNetwork(text) !== null) continue;
    faults.push(`${name} must list networks such as 10.0.0.0/8, and "${text}" is none.`);
  }
  return networks;
}

/** Push services refuse callers who do not say who they are. Without a word of its own: whom mails come from. */
function readContact(environment: Environment, faults: string[]): string {
  const contact = textOf(environment.PARLEY_PUSH_CONTACT);
  if (contact === null) {
    const from = textOf(environment.MAIL_FROM) ?? usualFrom;
    return `mailto:${/<([^<>]*)>$/.exec(from)?.[1] ?? from}`;
  }
  if (['mailto:', 'https:'].includes(parsedUrl(contact)?.protocol ?? '')) return contact;
  faults.push(`PARLEY_PUSH_CONTACT must look like mailto:admin@example.com or https://example.com, not "${contact}".`);
  return contact;
}
