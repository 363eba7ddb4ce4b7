/** The servers that this one calls: mail and calendars. */
import type { Calendars } from '../actions/meeting-ports';
import { createCalendars } from './calendar/calendars';
import { createGuardedFetch } from './calendar/guarded-fetch';
import { createSmtpMailer, type SmtpMailer } from './mail/smtp-mailer';
import type { OutwardConfig } from './outward-config';
import { createLazySeal, loadSealKey } from './seal';

export interface Outward {
  readonly calendars: Calendars;
  readonly mailer: SmtpMailer | null;
}

export function createOutward(
  config: OutwardConfig & { readonly dataDir: string; readonly production: boolean },
): Outward {
  const { smtp, secretKey, dataDir } = config;
  const seal = createLazySeal(() => secretKey ?? loadSealKey(dataDir));
  // A calendar on one's own machine is for trying things out, and the only one that may be asked without TLS.
  const call = createGuardedFetch({ allowLoopback: !config.production, allowedNetworks: config.calendarNetworks });
  return { calendars: createCalendars({ seal, call }), mailer: smtp === null ? null : createSmtpMailer(smtp) };
}
