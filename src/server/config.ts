/** The environment, read once. Everything wrong with it is said together, because nobody likes to start five times. */
import { parsedUrl } from '../routing/address';
import { isIP } from 'node:net';
import { resolve } from 'node:path';
import { type OutwardConfig, readOutward } from './outward-config';
import { readNetwork } from './peer-address';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

export interface Config {
  /** 0 lets the system choose a free one. */
  readonly port: number;
  readonly host: string;
  /** Absolute. Holds the embedded PostgreSQL and demo.json. */
  readonly dataDir: string;
  /** Null: the embedded PostgreSQL. */
  readonly databaseUrl: string | null;
  /** Introspection, suggestions, GraphiQL and the printed schema are off. */
  readonly production: boolean;
  /** Make the demo workspace on a DATABASE_URL, too. The embedded database always gets it while it is empty. */
  readonly demo: boolean;
  readonly logLevel: LogLevel;
  /** Where people reach this server, for links in mails: `https://chat.example`. Absent or null: where it listens. */
  readonly publicUrl?: string | null;
  /** Whose X-Forwarded-For is believed: addresses or networks. Absent: nobody's. */
  readonly trustedProxies?: readonly string[];
  /** Mail and calendars. Absent: no mail server, and calendars on the public internet alone. */
  readonly outward?: OutwardConfig;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Thrown with every fault of the environment, one per line. */
export class ConfigError extends Error {
  constructor(readonly faults: readonly string[]) {
    super(['The environment cannot be used:', ...faults.map((fault) => `  - ${fault}`)].join('\n'));
    this.name = 'ConfigError';
  }
}

export function readConfig(environment: Environment = process.env): Config {
  const faults: string[] = [];
  const config: Config = {
    port: readPort(environment.PORT, faults),
    host: readHost(environment.HOST, faults),
    dataDir: resolve(textOf(environment.PARLEY_DATA_DIR) ?? '.parley'),
    databaseUrl: readDatabaseUrl(environment.DATABASE_URL, faults),
    production: environment.NODE_ENV === 'production',
    demo: readSwitch('PARLEY_DEMO', environment.PARLEY_DEMO, faults),
    logLevel: readLogLevel(environment.LOG_LEVEL, faults),
    publicUrl: readPublicUrl(environment.PARLEY_PUBLIC_URL, faults),
    trustedProxies: readProxies(environment.PARLEY_TRUSTED_PROXIES, faults),
    outward: readOutward(environment, faults),
  };
  if (faults.length > 0) throw new ConfigError(faults);
  return Object.freeze(config);
}

/** An empty variable is an absent one: that is what `PORT= npm start` and most compose files mean. */
function textOf(value: string | undefined): string | null {
  const trimmed = value?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}

function readPort(value: string | undefined, faults: string[]): number {
  const text = textOf(value);
  if (text === null) return 4000;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : NaN;
  if (Number.isInteger(port) && port <= 65_535) return port;
  faults.push(`PORT must be a whole number from 0 to 65535, not "${text}".`);
  return 0;
}

function readHost(value: string | undefined, faults: string[]): string {
  const text = textOf(value) ?? '127.0.0.1';
  if (isIP(text) !== 0 || /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i.test(text)) return text;
  faults.push(`HOST must be an address or a host name such as 127.0.0.1, ::1 or 0.0.0.0, not "${text}".`);
  return text;
}

function readPublicUrl(value: string | undefined, faults: string[]): string | null {
  const text = textOf(value);
  if (text === null) return null;
  const url = parsedUrl(text);
  const isWhole = url !== null && ['http:', 'https:'].includes(url.protocol) && url.search === '' && url.hash === '';
  if (isWhole) return text.replace(/\/+$/, '');
  faults.push(`PARLEY_PUBLIC_URL must be an address such as https://chat.example.com, and "${text}" is none.`);
  return null;
}

function readDatabaseUrl(value: string | undefined, faults: string[]): string | null {
  const text = textOf(value);
  if (text === null) return null;
  // The value is not repeated: it holds a password.
  if (!['postgres:', 'postgresql:'].includes(parsedUrl(text)?.protocol ?? '')) {
    faults.push('DATABASE_URL must look like postgres://user:password@host:5432/database.');
  }
  return text;
}

function readSwitch(name: string, value: string | undefined, faults: string[]): boolean {
  const text = textOf(value);
  if (text === null || text === '0') return false;
  if (text === '1') return true;
  faults.push(`${name} must be 1 or 0, not "${text}".`);
  return false;
}

function readProxies(value: string | undefined, faults: string[]): readonly string[] {
  const proxies = (textOf(value) ?? '')
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
  for (const text of proxies) {
    if (readNetwork(text) !== null) continue;
    faults.push(`PARLEY_TRUSTED_PROXIES must list addresses or networks such as 10.0.0.0/8, and "${text}" is neither.`);
  }
  return proxies;
}

function readLogLevel(value: string | undefined, faults: string[]): LogLevel {
  const text = textOf(value) ?? 'info';
  const level = logLevels.find((known) => known === text);
  if (level !== undefined) return level;
  faults.push(`LOG_LEVEL must be one of ${logLevels.join(', ')}, not "${text}".`);
  return 'info';
}
