import { parsedUrl } from '../routing/address';
import type { Actor } from '../auth/actor';
import { mayConnectCalendar } from '../auth/policy';
import type { CalendarProviderKind } from '../routing/meetings';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import { cleanName } from '../routing/text';
import { sealOwner } from './calendar-refresh';
import { Faults } from './faults';
import { CalendarFault, type CalendarFaultReason } from './meeting-ports';
import type { Ports } from './ports';
import { notAllowed } from './staff-refusals';

export interface CalendarConnectInput {
  readonly provider: CalendarProviderKind;
  /** The server's address, or a calendar's own. */
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

const longest = 2_000;

/** Connects the caller's own calendar, in the place of a former one. What is stored has been seen to work. */
export async function calendarConnect(
  ports: Ports,
  actor: Actor,
  input: CalendarConnectInput,
): Promise<Outcome<AgentId>> {
  if (actor.kind !== 'AGENT' || !mayConnectCalendar(actor, actor.agentId, 'CONNECT')) {
    return notAllowed('connect a calendar');
  }
  const account = readAccount(input);
  if (!account.ok) return account;
  const { workspaceId, agentId } = actor;
  const { provider, username, password } = account.value;
  let url: string;
  try {
    ({ url } = await ports.calendars.probe(account.value));
  } catch (error) {
    if (!(error instanceof CalendarFault)) throw error;
    return refuse('INVALID', error.message, [fieldOf[error.reason]]);
  }
  const secret = ports.calendars.seal(password, sealOwner(workspaceId, agentId));
  return ports.work(workspaceId, async (tx) => {
    await tx.agents.lock(agentId);
    tx.calendars.connect({ agentId, provider, url, username, secret, connectedAt: tx.now });
    tx.schedule({ kind: 'MEETING_SYNC', subjectId: agentId, at: tx.now });
    return done(agentId);
  });
}

const fieldOf: Readonly<Record<CalendarFaultReason, string>> = {
  CREDENTIALS: 'password',
  NOT_ALLOWED: 'url',
  NO_CALENDAR: 'url',
  REFUSED: 'url',
  UNREACHABLE: 'url',
};

function readAccount(input: CalendarConnectInput): Outcome<CalendarConnectInput> {
  const faults = new Faults();
  const url = cleanName(input.url);
  const username = cleanName(input.username);
  const parsed = parsedUrl(url);
  if (parsed === null || !['https:', 'http:'].includes(parsed.protocol) || url.length > longest) {
    faults.add('This is no address. Write one such as https://cloud.example.com/remote.php/dav/.', ['url']);
  } else if (parsed.username !== '' || parsed.password !== '') {
    faults.add('Leave the user name and the password out of the address. They have fields of their own.', ['url']);
  }
  // The header that carries both knows no way to write a colon in a name.
  if (username === '' || username.includes(':') || username.length > longest) {
    faults.add('This can be no user name. Write the one that you sign in to the calendar with.', ['username']);
  }
  if (input.password === '' || input.password.length > longest) {
    faults.add('Write the password of the calendar, or an app password made for Parley.', ['password']);
  }
  return faults.any ? faults.refused() : done({ ...input, url, username });
}
