/** Agents who can be booked, and dialogs that lead to them. The week is always the next one: tests move the clock. */
import { agentMeetingSettingsUpdate } from '../../src/actions/agent-meeting-settings-update';
import { conversationStart } from '../../src/actions/conversation-start';
import { meetingBook } from '../../src/actions/meeting-book';
import type { MeetingBookInput } from '../../src/actions/meeting-booking';
import { meetingSlots } from '../../src/actions/meeting-slots';
import type { MeetingRecord } from '../../src/actions/meeting.records';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { SharedSlot } from '../../src/routing/slots';
import type { ConversationId, LiveChatRouting, MeetingId } from '../../src/routing/terms';
import type { Card, MeetingCard, Script } from '../../src/streams/script';
import { roundRobin, type Stage, valueOf } from './stage';

const everyDay = [1, 2, 3, 4, 5, 6, 7] as const;

/** Nine to five of every day, UTC, half an hour each, at a moment's notice unless said otherwise. */
export async function bookable(
  stage: Stage,
  name: string,
  settings: Partial<Parameters<typeof agentMeetingSettingsUpdate>[2]> = {},
): Promise<AgentActor> {
  const agent = await stage.agent({ name, permissions: ['CALENDAR_CONNECT', 'CALENDAR_AVAILABILITY_MANAGE'] });
  const blocks = everyDay.map((weekday) => ({ weekday, from: '09:00', to: '17:00' }));
  valueOf(
    await agentMeetingSettingsUpdate(stage.ports, agent, {
      agentId: agent.agentId,
      hours: { timeZone: 'UTC', blocks },
      noticeMinutes: 0,
      ...settings,
    }),
  );
  return agent;
}

export function meetingCard(changes: Partial<MeetingCard> = {}): MeetingCard {
  return {
    kind: 'MEETING',
    key: 'meet',
    text: 'Choose a time.',
    routing: roundRobin,
    next: 'done',
    otherwise: 'pity',
    ...changes,
  };
}

export function toAMeeting(changes: Partial<MeetingCard> = {}): Script {
  const says = (key: string, text: string): Card => ({ kind: 'MESSAGE', key, text, next: null });
  return [meetingCard(changes), says('done', 'See you then.'), says('pity', 'What a pity.')];
}

/** A conversation that waits at its meeting card. */
export async function atTheCard(stage: Stage, visitor: VisitorActor): Promise<ConversationId> {
  const input = { dialogId: null, pageUrl: 'https://shop.example/pricing' };
  const id = valueOf(await conversationStart(stage.ports, visitor, input));
  if (id === null) throw new Error('No dialog fits.');
  return id;
}

/** Midnight two days ahead, by the database's clock. */
export async function dayAfterTomorrow(stage: Stage): Promise<Date> {
  const now = await stage.work(async (tx) => {
    await tx.workspace.find();
    return tx.now;
  });
  return new Date(Math.floor(now.getTime() / 86_400_000) * 86_400_000 + 2 * 86_400_000);
}

export async function at(stage: Stage, time: string): Promise<Date> {
  const day = await dayAfterTomorrow(stage);
  return new Date(`${day.toISOString().slice(0, 10)}T${time}:00Z`);
}

export async function slotsOf(
  stage: Stage,
  visitor: VisitorActor,
  conversationId: ConversationId,
): Promise<readonly SharedSlot[]> {
  const from = await dayAfterTomorrow(stage);
  const to = new Date(from.getTime() + 86_400_000);
  const asked = { conversationId, routing: null, from, to, timeZone: 'UTC' };
  return valueOf(await meetingSlots(stage.ports, visitor, asked)).slots;
}

export function books(
  stage: Stage,
  visitor: VisitorActor,
  what: Partial<MeetingBookInput> & Pick<MeetingBookInput, 'conversationId' | 'startsAt'>,
) {
  const email = `${visitor.visitorId}@example.com`;
  return meetingBook(stage.ports, visitor, { endsAt: null, timeZone: 'Europe/Stockholm', email, name: null, ...what });
}

export async function meetingOf(stage: Stage, id: MeetingId | null): Promise<MeetingRecord> {
  const meeting = id === null ? null : await stage.work((tx) => tx.meetings.find(id));
  if (meeting === null) throw new Error('There is no such meeting.');
  return meeting;
}

export const team = (teamId: LiveChatRouting['teamId']): LiveChatRouting => ({
  strategy: 'TEAM',
  agentId: null,
  teamId,
});
export const oneAgent = ({ agentId }: AgentActor): LiveChatRouting => ({ strategy: 'AGENT', agentId, teamId: null });
