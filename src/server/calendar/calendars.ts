/** The calendars that agents connect. Another provider is another case here and another file beside caldav.ts. */
import { CalendarFault, type CalendarProvider, type Calendars } from '../../actions/meeting-ports';
import { assertNever } from '../../routing/terms';
import type { Seal } from '../seal';
import { createCalDavProvider, findCalDavCalendar } from './caldav';
import { calendarText } from './icalendar';

export function createCalendars({ seal, call }: { readonly seal: Seal; readonly call: typeof fetch }): Calendars {
  return {
    probe: ({ provider, ...account }) => {
      switch (provider) {
        case 'CALDAV':
          return findCalDavCalendar(account, call);
        default:
          return assertNever(provider);
      }
    },
    open: ({ provider, url, username, secret }, owner): CalendarProvider => {
      const password = opened(seal, secret, owner);
      switch (provider) {
        case 'CALDAV':
          return createCalDavProvider({ url, username, password }, call);
        default:
          return assertNever(provider);
      }
    },
    seal: (secret, owner) => seal.close(secret, owner),
    invitation: calendarText,
  };
}

/** The key was lost or changed: the agent has to say the password again, which is what NEEDS_REAUTH asks for. */
function opened(seal: Seal, secret: Uint8Array, owner: string): string {
  try {
    return seal.open(secret, owner);
  } catch {
    throw new CalendarFault('CREDENTIALS', 'The stored password can no longer be read. Connect the calendar again.');
  }
}
