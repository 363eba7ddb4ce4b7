import { definitionOf, routingAttributes } from '../routing/attributes';
import { isPreview } from '../routing/preview';
import type { Attribute, MeetingId } from '../routing/terms';
import type { BookingPlace } from './booking-place';
import { conversationEngage, countEngagement } from './conversation-engage';
import { audienceOf, say } from './conversation-line';
import { dialogResume } from './dialog-resume';
import type { Booking, Chosen } from './meeting-booking';
import { invitationText } from './meeting-invitation';
import { mailMeeting } from './meeting-mails';
import type { BookableRecord, MeetingRecord } from './meeting.records';
import { meetingSentence } from './meeting-words';
import type { Playing } from './playing';
import type { Ports, Transaction } from './ports';
import type { AgentRecord, ConversationRecord } from './records';
import { visitorIdentify } from './visitor-identify';

export interface Settling extends Chosen {
  readonly place: BookingPlace;
  readonly booking: Booking & { readonly email: string };
}

/**
 * A step: the meeting stands, both sides are told, the agent's calendar is due, and the conversation goes on behind its card.
 * Comes behind the bookings' lock with a time that is free.
 */
export async function meetingSettle(
  ports: Ports,
  tx: Transaction,
  playing: Playing,
  settling: Settling,
): Promise<MeetingId | null> {
  const { agentId, pool, booking } = settling;
  const agent = await tx.agents.find(agentId);
  const record = pool.records.get(agentId);
  if (agent === null || record === undefined) throw new Error(`The agent ${agentId} was chosen and is not there.`);
  const known = await learn(ports, tx, playing, { settling, agent });
  const language = playing.facts.language;
  const told = { agentName: agent.name, startsAt: settling.slot.startsAt, timeZone: booking.timeZone };
  const said = say(ports, tx, known.conversation, { author: 'BOT', text: meetingSentence('booked', told, language) });
  const engaged = conversationEngage(tx, said.conversation);
  const meeting = isPreview(engaged) ? null : insert(ports, tx, { playing: known, settling, agent, record });
  const after = await dialogResume(ports, tx, { ...known, conversation: engaged }, 'MEETING_BOOKED');
  countEngagement(tx, { ...playing, before: playing.conversation, after: engaged });
  if (meeting === null) return null;
  await mailMeeting(ports, tx, { meeting, agent, what: 'booked', language });
  emitMeeting(tx, after, { type: 'MEETING_BOOKED', meeting });
  return meeting.id;
}

/** What the visitor said for the invitation, and what the card says is to be kept of the agent. */
async function learn(
  ports: Ports,
  tx: Transaction,
  playing: Playing,
  { settling, agent }: { readonly settling: Settling; readonly agent: AgentRecord },
): Promise<Playing> {
  const { conversation } = playing;
  const { card } = settling.place;
  const { email, name } = settling.booking;
  const attributes: Attribute[] = [];
  // Who is known may be invited somewhere else, and stays who they are.
  if (!playing.facts.shown.has('email')) attributes.push({ name: 'email', value: email, source: 'VISITOR' });
  // Asked for one name, people give both; the first is what they are greeted with.
  const [firstName] = (name ?? '').split(' ');
  if (firstName && !playing.facts.shown.has('firstname')) {
    attributes.push({ name: 'firstName', value: firstName, source: 'VISITOR' });
  }
  if (card.kind === 'MEETING') {
    const kept = { [card.agentNameAttribute ?? '']: agent.name, [card.agentEmailAttribute ?? '']: agent.email };
    for (const [attribute, value] of Object.entries(kept)) {
      const name = definitionOf(playing.definitions, attribute)?.name ?? attribute;
      if (name !== '') attributes.push({ name, value, source: 'SYSTEM' });
    }
  }
  if (attributes.length === 0) return playing;
  const { visitorId } = conversation;
  const personId = await visitorIdentify(ports, tx, { visitorId, conversation, attributes });
  const visitor = await tx.visitors.find(visitorId);
  const shown = routingAttributes(visitor?.attributes ?? []);
  const facts = { ...playing.facts, shown, attributes: new Map([...playing.facts.attributes, ...shown]) };
  const play = personId === null ? playing.play : { ...playing.play, personId };
  return { ...playing, visitor, facts, play };
}

interface Inserting {
  readonly playing: Playing;
  readonly settling: Settling;
  readonly agent: AgentRecord;
  readonly record: BookableRecord;
}

function insert(ports: Ports, tx: Transaction, { playing, settling, agent, record }: Inserting): MeetingRecord {
  const { conversation, facts } = playing;
  const { booking, pool, slot, place } = settling;
  const { timeZone } = booking;
  const { conferencing, invitation: words } = record;
  const { startsAt } = slot;
  const id = ports.newId<'Meeting'>();
  const meeting: MeetingRecord = {
    id,
    agentId: agent.id,
    visitorId: conversation.visitorId,
    conversationId: conversation.id,
    cardKey: place.cardKey,
    status: 'SCHEDULED',
    ...slot,
    timeZone,
    attendeeEmail: booking.email,
    attendeeName: booking.name ?? nameOf(facts.shown),
    pageUrl: conversation.pageUrl,
    strategy: pool.routing.strategy,
    queue: pool.queue,
    conferencing,
    invitation: invitationText({
      ...{ agent, startsAt, timeZone, conferencing, words },
      ...{ shown: facts.shown, language: facts.language },
    }),
    calendarUid: `${id}@parley`,
    sequence: 0,
    writtenSequence: null,
    createdAt: tx.now,
    changedAt: tx.now,
  };
  tx.meetings.insert(meeting);
  if (pool.poolId !== null) tx.meetings.saveTurn(pool.poolId, agent.id);
  tx.schedule({ kind: 'MEETING_SYNC', subjectId: agent.id, at: tx.now });
  return meeting;
}

function nameOf(shown: ReadonlyMap<string, string>): string | null {
  const name = ['firstname', 'lastname'].flatMap((key) => shown.get(key) ?? []).join(' ');
  return name === '' ? null : name;
}

/** Those who see the conversation learn of its meetings, and so does the agent who is booked, who may not see it. */
export function emitMeeting(
  tx: Transaction,
  conversation: ConversationRecord,
  {
    type,
    meeting,
  }: { readonly type: 'MEETING_BOOKED' | 'MEETING_MOVED' | 'MEETING_CANCELLED'; readonly meeting: MeetingRecord },
): void {
  tx.emit({ ...audienceOf(conversation), type, meetingId: meeting.id });
  const { agentId } = meeting;
  if (agentId === conversation.agentId) return;
  tx.emit({ conversationId: conversation.id, visitorId: null, agentId, onlyAgent: true, type, meetingId: meeting.id });
}
