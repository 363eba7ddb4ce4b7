/** What mails to staff say. Whoever reads them has chosen a language; this one is for everybody who has not. */
export const english = {
  SOMEBODY: 'A visitor',
  SAID_VISITOR: 'visitor',
  SAID_BOT: 'bot',
  SAID_SYSTEM: 'system',
  PAGE: 'Page: {page}',
  NO_PAGE: 'Page: unknown',
  REASON: 'Reason: {reason}',

  MISSED_SUBJECT: 'Missed chat: {visitor}',
  MISSED: '{visitor} asked for a live chat and nobody took it.',
  MISSED_NOBODY_ELIGIBLE: 'no agent was free to take it.',
  MISSED_NO_RULE_MATCHED: 'no routing rule matched this visitor.',
  MISSED_ATTEMPTS_EXHAUSTED: 'every agent who was asked declined or did not answer.',
  MISSED_WAIT_EXCEEDED: 'the visitor had waited for as long as the settings allow.',
  MISSED_BLOCKED_DOMAIN: "the visitor's e-mail address lies in a blocked domain.",
  MISSED_QUEUE_FULL: 'no agent was free to take it, and the queue was full.',
  MISSED_MESSAGE_LEFT: 'the visitor left a message instead of waiting.',
  MISSED_OWNER_UNAVAILABLE: 'the agent who looks after that account was not free to take it.',

  MESSAGE_SUBJECT: 'Message from {visitor}',
  MESSAGE: '{visitor} left a message instead of waiting for an agent. Answer it by e-mail.',

  BOOKING_SUBJECT: 'Failed booking: {visitor}',
  BOOKING: '{visitor} wanted to book a meeting.',
  BOOKING_NOBODY: 'nobody whom the card names can be booked. Give somebody of them bookable hours.',
  BOOKING_NOT_ENTERED: 'the meeting stands, but could not be entered in the calendar of {agent}. {fault}',
  CALENDAR_CREDENTIALS: 'It does not take the password that it was connected with. Connect it again.',
  CALENDAR_NOT_ALLOWED: 'Its address may not be called from here. Connect it at another address.',
  CALENDAR_NO_CALENDAR: 'No calendar was found there. Connect it again and choose one.',
  CALENDAR_REFUSED: 'The server does not let it be changed. Connect one that is yours.',
  CALENDAR_UNREACHABLE: 'It does not answer. Check its address.',
  REAUTH_SUBJECT: 'Your calendar needs your password again',
  REAUTH:
    'Your calendar no longer takes the password that it was connected with, so it is neither read nor written.\n' +
    'Visitors can still book you, and the times that your calendar told last are kept free.\n' +
    'Connect the calendar again to mend this.',

  LEFT_SUBJECT_ONE: '{agent} is deactivated and leaves 1 meeting',
  LEFT_SUBJECT: '{agent} is deactivated and leaves {count} meetings',
  LEFT_ONE:
    '{agent} is deactivated, and 1 meeting that a visitor has booked still stands. Give it to another agent, or cancel it.',
  LEFT: '{agent} is deactivated, and {count} meetings that visitors have booked still stand. Give each to another agent, or cancel it.',
  LEFT_MORE: '… and {count} more',

  NEAR_LIVE_CHATS_SUBJECT: '{used} of {limit} live chats are used',
  NEAR_LIVE_CHATS: '{used} of the {limit} live chats that the package allows are used. Raise the limit to keep going.',
  NEAR_CONVERSATIONS_SUBJECT: '{used} of {limit} engaged conversations of this month are used',
  NEAR_CONVERSATIONS:
    '{used} of the {limit} engaged conversations of this month that the package allows are used. Raise the limit to keep going.',
  REACHED_LIVE_CHATS_SUBJECT: 'All {limit} live chats are used',
  REACHED_LIVE_CHATS:
    'All {limit} live chats are used. Visitors who ask for a live chat now get the fallback message, and no agent is asked. Raise the limit to keep going.',
  REACHED_CONVERSATIONS_SUBJECT: 'All {limit} engaged conversations of this month are used',
  REACHED_CONVERSATIONS:
    'All {limit} engaged conversations of this month are used. No new conversation is started for a visitor until the month is over. Raise the limit to keep going.',

  DIALOG_SUBJECT: 'Not published: {name}',
  DIALOG: '{name} was to be published at {time} and was not, because its working copy has errors:',
  DIALOG_STILL: 'Visitors still meet the version before it.',
  DIALOG_GONE: 'Visitors do not meet it.',
  DIALOG_REMEDY: 'Correct the errors, then publish it or plan it again.',

  RULES_SUBJECT: 'Custom rules not activated: version {number}',
  RULES: 'Version {number} of the custom rules was to come into force at {time} and did not:',
  RULES_REMEDY:
    'The rules before it are still in force. Begin a draft from this version, correct it, then activate or plan it again.',
} as const;

export type StaffText = keyof typeof english;
export type StaffTexts = Readonly<Record<StaffText, string>>;
