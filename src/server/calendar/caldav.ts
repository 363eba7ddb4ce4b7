/**
 * CalDAV (RFC 4791): what Nextcloud, iCloud, Fastmail, Radicale, SOGo and many others speak. Discovery and queries are
 * tsdav's; each goes through the guarded `fetch`, and each failure becomes a `CalendarFault` that says what to do.
 */
import { calendarQuery, createAccount, fetchCalendars, type DAVCalendar } from 'tsdav';
import {
  CalendarFault,
  type CalendarEntry,
  type CalendarProvider,
  type CalendarReading,
} from '../../actions/meeting-ports';
import { busyTimes, calendarText, mostOccurrences, windowMarginMs } from './icalendar';
import { AddressRefused } from '../guarded-fetch';

export interface CalDavAccount {
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

/** In all, whatever a single call may take: a calendar is asked while a visitor waits for times. */
const probeMs = 20_000;

/** The calendar that meetings go to: the one that was named, else the first that takes events. */
export async function findCalDavCalendar(
  account: CalDavAccount,
  call: typeof fetch,
): Promise<{ readonly url: string }> {
  const watched = new Watched(call, AbortSignal.timeout(probeMs));
  const calendars = await watched.run(async () => {
    const { url: serverUrl, username, password } = account;
    const headers = authorization(account);
    const credentials = { username, password };
    const found = await createAccount({
      account: { serverUrl, accountType: 'caldav', credentials },
      headers,
      fetch: watched.fetch,
    });
    return fetchCalendars({ account: found, headers, fetch: watched.fetch });
  });
  const takers = calendars.filter(takesEvents);
  const chosen = takers.find(({ url }) => sameUrl(url, account.url)) ?? takers[0];
  if (chosen === undefined) {
    const message = 'There is no calendar that takes events. Make one there, then connect again.';
    throw new CalendarFault('NO_CALENDAR', message);
  }
  return { url: chosen.url };
}

export function createCalDavProvider(account: CalDavAccount, call: typeof fetch): CalendarProvider {
  const headers = authorization(account);
  const watch = (): Watched => new Watched(call, null);
  const send = async (uid: string, init: RequestInit, alsoFine: readonly number[]): Promise<void> => {
    const watched = watch();
    await watched.run(async () => {
      const answer = await watched.fetch(entryUrl(account.url, uid), init);
      if (answer.ok || alsoFine.includes(answer.status)) return;
      throw new Error(`The calendar answered ${init.method ?? 'GET'} with ${answer.status}.`);
    });
  };
  return {
    busy: (from, to, timeZone) => readBusy(account, watch(), { from, to, timeZone }),
    write: (entry: CalendarEntry) => {
      const text = calendarText(entry, null);
      const type = { 'content-type': 'text/calendar; charset=utf-8' };
      return send(entry.uid, { method: 'PUT', headers: { ...headers, ...type }, body: text }, []);
    },
    remove: (uid) => send(uid, { method: 'DELETE', headers }, [404, 410]),
  };
}

async function readBusy(
  account: CalDavAccount,
  watched: Watched,
  { from, to, timeZone }: { readonly from: Date; readonly to: Date; readonly timeZone: string },
): Promise<CalendarReading> {
  const range = {
    start: basic(new Date(from.getTime() - windowMarginMs)),
    end: basic(new Date(to.getTime() + windowMarginMs)),
  };
  const objects = await watched.run(() =>
    calendarQuery({
      url: account.url,
      props: { 'c:calendar-data': {} },
      filters: {
        'comp-filter': {
          _attributes: { name: 'VCALENDAR' },
          'comp-filter': { _attributes: { name: 'VEVENT' }, 'time-range': { _attributes: range } },
        },
      },
      depth: '1',
      headers: authorization(account),
      fetch: watched.fetch,
    }),
  );
  const window = {
    from: from.getTime(),
    to: to.getTime(),
    timeZone,
    budget: { left: mostOccurrences, isExceeded: false },
  };
  const busy = objects.flatMap(({ props }) => {
    const data: unknown = props?.calendarData;
    const text = typeof data === 'string' ? data : textOf(data);
    return text === null ? [] : busyTimes(text, window);
  });
  return { busy, isWhole: !window.budget.isExceeded };
}

function textOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('_cdata' in data)) return null;
  return typeof data._cdata === 'string' ? data._cdata : null;
}

/** `fetch` that remembers what the server said, since the library tells of it in prose. */
class Watched {
  private refused: number | null = null;

  constructor(
    private readonly call: typeof fetch,
    private readonly until: AbortSignal | null,
  ) {}

  readonly fetch: typeof fetch = async (input, init) => {
    const answer = await this.call(input, this.until === null ? init : { ...init, signal: this.until });
    if (answer.status === 401 || answer.status === 403) this.refused = answer.status;
    return answer;
  };

  async run<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw this.told(error);
    }
  }

  private told(error: unknown): CalendarFault {
    if (error instanceof AddressRefused) return new CalendarFault('NOT_ALLOWED', error.message);
    if (this.refused === 401) {
      const message =
        'The calendar does not take this user name and password. Check both; many servers want an app password.';
      return new CalendarFault('CREDENTIALS', message);
    }
    if (this.refused === 403) {
      return new CalendarFault('REFUSED', 'The calendar may be seen but not changed. Choose one that is yours.');
    }
    const isAnswer = error instanceof Error && /answered|cannot find|query failed|Invalid/i.test(error.message);
    if (isAnswer) {
      const message =
        'The server answers, but not as a calendar does. Check the address; it may need a path such as /dav/.';
      return new CalendarFault('REFUSED', message);
    }
    return new CalendarFault('UNREACHABLE', 'The calendar does not answer. Check the address, or try again later.');
  }
}

function takesEvents({ components }: DAVCalendar): boolean {
  return components === undefined || components.length === 0 || components.includes('VEVENT');
}

function sameUrl(one: string, other: string): boolean {
  const bare = (url: string): string => url.replace(/\/+$/, '');
  return bare(one) === bare(other);
}

function entryUrl(calendarUrl: string, uid: string): string {
  const folder = calendarUrl.endsWith('/') ? calendarUrl : `${calendarUrl}/`;
  return new URL(`${encodeURIComponent(uid)}.ics`, folder).href;
}

function authorization({ username, password }: CalDavAccount): Record<string, string> {
  return { authorization: `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}` };
}

/** `20261123T090000Z` */
function basic(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}
