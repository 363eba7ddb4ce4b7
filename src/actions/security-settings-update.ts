import { parsedUrl } from '../routing/address';
import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { maxBlockedDomains, readDomain } from '../routing/blocked-domains';
import { done, type Outcome } from '../routing/refusal';
import { Faults } from './faults';
import type { Ports } from './ports';
import { notAllowed } from './staff-refusals';

export interface SecuritySettingsUpdateInput {
  /** None: pages of every origin. */
  readonly allowedOrigins?: readonly string[];
  readonly blockedEmailDomains?: readonly string[];
  readonly blocksEmailDomains?: boolean;
  /** null: for ever. */
  readonly eventRetentionDays?: number | null;
}

const maxOrigins = 100;
/** Whoever comes back within a week goes on where they were: that is promised to every reader of the log. */
const retentionDays = { min: 7, max: 3_650 };

/** What is absent stays. Origins count for whatever is asked from now on, on every process; open sockets stay. */
export async function securitySettingsUpdate(
  ports: Ports,
  actor: Actor,
  input: SecuritySettingsUpdateInput,
): Promise<Outcome<null>> {
  if (!may(actor, 'privacy.manage')) return notAllowed('change the security settings');
  const faults = new Faults();
  const allowedOrigins = readAll(input.allowedOrigins, faults, {
    field: 'allowedOrigins',
    most: maxOrigins,
    read: readOrigin,
    wanted: 'This is no origin. Give scheme and host, and the port if there is one: https://shop.example.',
  });
  const blockedEmailDomains = readAll(input.blockedEmailDomains, faults, {
    field: 'blockedEmailDomains',
    most: maxBlockedDomains,
    read: readDomain,
    wanted: 'This is no domain of e-mail addresses. Give what stands behind the @: rival.example.',
  });
  const { blocksEmailDomains, eventRetentionDays } = input;
  faults.range(eventRetentionDays, { ...retentionDays, what: 'The number of days', field: ['eventRetentionDays'] });
  if (faults.any) return faults.refused();
  return ports.work(actor.workspaceId, (tx) => {
    tx.workspace.updateSecurity({
      ...(allowedOrigins !== undefined && { allowedOrigins }),
      ...(blockedEmailDomains !== undefined && { blockedEmailDomains }),
      ...(blocksEmailDomains !== undefined && { blocksEmailDomains }),
      ...(eventRetentionDays !== undefined && { eventRetentionDays }),
    });
    if (eventRetentionDays !== undefined && eventRetentionDays !== null) {
      tx.schedule({ kind: 'EVENTS_TRIM', subjectId: actor.workspaceId, at: tx.now });
    }
    return Promise.resolve(done(null));
  });
}

/** Each once, in the order given. */
function readAll(
  given: readonly string[] | undefined,
  faults: Faults,
  by: {
    readonly field: string;
    readonly most: number;
    readonly read: (raw: string) => string | null;
    readonly wanted: string;
  },
): readonly string[] | undefined {
  if (given === undefined) return undefined;
  if (given.length > by.most) {
    faults.add(`These are ${given.length}. There may be at most ${by.most}.`, [by.field]);
    return undefined;
  }
  const values = given.map((raw, index) => {
    const value = by.read(raw);
    if (value === null) faults.add(by.wanted, [by.field, String(index)]);
    return value;
  });
  return [...new Set(values.filter((value) => value !== null))];
}

/** As browsers send it: scheme, host and a port that is not the scheme's own. */
function readOrigin(raw: string): string | null {
  const given = raw.trim();
  const url = given.length > 300 ? null : parsedUrl(given);
  if (url === null) return null;
  const isWeb = url.protocol === 'https:' || url.protocol === 'http:';
  const isBare = url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  return isWeb && isBare && !url.hostname.includes('*') ? url.origin : null;
}
