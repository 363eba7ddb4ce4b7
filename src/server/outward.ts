/** The servers that this one calls: mail, calendars, external routers and push services. */
import type { IdentitySecrets } from '../actions/identity-ports';
import type { MeetingLinks } from '../actions/meeting-link-ports';
import type { Calendars } from '../actions/meeting-ports';
import type { Push } from '../actions/push-ports';
import { createCalendars } from './calendar/calendars';
import { createIdentitySecrets } from './identity-secrets';
import { createGuardedFetch } from './guarded-fetch';
import { createMeetingLinks } from './meeting-links';
import { createSmtpMailer, type SmtpMailer } from './mail/smtp-mailer';
import type { OutwardConfig } from './outward-config';
import { createPush } from './push';
import { createRouters, longestAnswer, type OpenRouters } from './routers';
import { createLazySeal, loadSealKey } from './seal';

export interface Outward {
  readonly meetingLinks: MeetingLinks;
  readonly calendars: Calendars;
  readonly routers: OpenRouters;
  readonly identities: IdentitySecrets;
  readonly push: Push;
  readonly mailer: SmtpMailer | null;
}

export function createOutward(
  config: OutwardConfig & { readonly dataDir: string; readonly production: boolean; readonly baseUrl: () => string },
): Outward {
  const { smtp, secretKey, dataDir, calendarNetworks, routerNetworks, pushContact } = config;
  const seal = createLazySeal(() => secretKey ?? loadSealKey(dataDir));
  // A server on one's own machine is for trying things out, and the only one that may be asked without TLS.
  const allowLoopback = !config.production;
  const callCalendar = createGuardedFetch({ allowLoopback, allowedNetworks: calendarNetworks });
  const callRouter = createGuardedFetch({ allowLoopback, allowedNetworks: routerNetworks, maxBytes: longestAnswer });
  const callPush = createGuardedFetch({ allowLoopback, allowedNetworks: [], maxBytes: longestAnswer });
  return {
    meetingLinks: createMeetingLinks(seal, config.baseUrl),
    calendars: createCalendars({ seal, call: callCalendar }),
    routers: createRouters({ seal, call: callRouter }),
    identities: createIdentitySecrets(seal),
    push: createPush({ seal, call: callPush, contact: pushContact }),
    mailer: smtp === null ? null : createSmtpMailer(smtp),
  };
}
