/** The enums of meetings, calendars and mails. */
import { mailStates } from '../actions/meeting-reads';
import { calendarProviders, calendarStates, meetingStatuses } from '../routing/meetings';
import { enumOf } from './enum-of';

export const MeetingStatusEnum = enumOf('MeetingStatus', 'What has become of a meeting.', meetingStatuses, {
  SCHEDULED: 'It stands as it was booked.',
  RESCHEDULED: 'It stands, at another time than it was booked for.',
  CANCELLED: 'It was called off.',
});

export const CalendarProviderEnum = enumOf('CalendarProvider', 'What a calendar speaks.', calendarProviders, {
  CALDAV: 'CalDAV, as Nextcloud, iCloud, Fastmail, Radicale, SOGo and many others do.',
});

export const CalendarStateEnum = enumOf('CalendarState', 'Whether a connected calendar can be used.', calendarStates, {
  CONNECTED: 'It is read and written.',
  NEEDS_REAUTH: 'It refuses its password: connect it again. Until then its last word counts.',
});

export const MailStateEnum = enumOf('MailState', 'How far a mail has come.', mailStates, {
  WAITING: 'Not sent yet: it is tried again, or there is no mail server.',
  SENT: 'Taken by the mail server.',
  FAILED: 'Given up: the server refused it, or was away for two days.',
});
