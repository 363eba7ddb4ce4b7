import { agentMeetingSettingsUpdate } from '../../src/actions/agent-meeting-settings-update';
import { cardAnswer } from '../../src/actions/card-answer';
import { meetingBook } from '../../src/actions/meeting-book';
import { meetingSlots } from '../../src/actions/meeting-slots';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { at, atTheCard, bookable, books, dayAfterTomorrow, meetingOf, slotsOf, toAMeeting } from '../support/bookable';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf } from '../support/staff';
import { codeOf, createStage, valueOf } from '../support/stage';

let vera: VisitorActor;
beforeEach(async () => {
  vera = await stage.visitor();
});

const mails = () =>
  db.rows<{ receiver: string; subject: string; text: string; invitation: { method: string; text: string } | null }>(
    'SELECT receiver, subject, text, invitation FROM mail WHERE workspace_id = $1 ORDER BY created_at, receiver',
    [stage.workspaceId],
  );
const texts = async (id: ConversationId) => (await stage.messages(id)).map(({ text }) => text);
const times = async (id: ConversationId, visitor = vera) =>
  (await slotsOf(stage, visitor, id)).map(({ startsAt }) => startsAt.toISOString().slice(11, 16));

describe('a visitor at a meeting card', () => {
  let ann: AgentActor;
  let conversationId: ConversationId;
  beforeEach(async () => {
    ann = await bookable(stage, 'Ann', { conferencing: 'https://meet.example/ann' });
    await stage.dialog({
      cards: toAMeeting({ agentNameAttribute: 'myAgent', agentEmailAttribute: 'myAgentsAddress' }),
    });
    conversationId = await atTheCard(stage, vera);
  });

  test('is asked to choose, and sees the free times', async () => {
    expect(await stage.conversation(conversationId)).toMatchObject({ waitingCard: 'meet', status: 'OPEN' });
    const free = await times(conversationId);
    expect([free.length, free[0], free.at(-1)]).toEqual([16, '09:00', '16:30']);
  });

  test('books one: the meeting stands, both sides get it, and the conversation goes on behind the card', async () => {
    const startsAt = await at(stage, '10:00');
    const booked = valueOf(await books(stage, vera, { conversationId, startsAt, name: 'Vera Visitor' }));
    expect(await meetingOf(stage, booked.meetingId)).toMatchObject({
      agentId: ann.agentId,
      visitorId: vera.visitorId,
      status: 'SCHEDULED',
      startsAt,
      endsAt: await at(stage, '10:30'),
      attendeeName: 'Vera Visitor',
      conferencing: 'https://meet.example/ann',
      strategy: 'ROUND_ROBIN',
      pageUrl: 'https://shop.example/pricing',
      sequence: 0,
    });
    expect((await texts(conversationId)).slice(-2)).toEqual([
      expect.stringMatching(
        /^Your meeting with Ann is booked: .*11:00 \(Europe\/Stockholm\)\.$|12:00 \(Europe\/Stockholm\)/,
      ),
      'See you then.',
    ]);
    expect(await stage.conversation(conversationId)).toMatchObject({ status: 'COMPLETED' });
    expect((await stage.conversation(conversationId)).engagedAt).not.toBeNull();
    const told = await mails();
    expect(told.map(({ receiver }) => receiver).sort()).toEqual(
      [`${ann.agentId}@example.com`, `${vera.visitorId}@example.com`].sort(),
    );
    for (const { invitation } of told) {
      expect(invitation?.method).toBe('REQUEST');
      expect(invitation?.text).toContain(`UID:${booked.meetingId}@parley`);
      expect(invitation?.text).toContain('SEQUENCE:0');
      expect(invitation?.text).toContain(`DTSTART:${startsAt.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`);
    }
    expect(told.find(({ subject }) => subject.startsWith('The meeting with'))?.text).toContain('Choose a time.');
    expect(stage.events.filter(({ event }) => event.type === 'MEETING_BOOKED').map(({ event }) => event)).toEqual([
      expect.objectContaining({ visitorId: vera.visitorId, onlyAgent: false, meetingId: booked.meetingId }),
      expect.objectContaining({ visitorId: null, agentId: ann.agentId, onlyAgent: true }),
    ]);
  });

  test('the card keeps who the agent is, and the address that was given is the visitor’s', async () => {
    valueOf(
      await books(stage, vera, { conversationId, startsAt: await at(stage, '10:00'), email: 'vera@example.com' }),
    );
    const visitor = await stage.work((tx) => tx.visitors.find(vera.visitorId));
    expect(visitor?.attributes).toEqual(
      expect.arrayContaining([
        { name: 'email', value: 'vera@example.com', source: 'VISITOR' },
        { name: 'myAgent', value: 'Ann', source: 'SYSTEM' },
        { name: 'myAgentsAddress', value: `${ann.agentId}@example.com`, source: 'SYSTEM' },
      ]),
    );
  });

  test('who is known need not give an address, and may give another without becoming somebody else', async () => {
    const known = await stage.visitor();
    await stage.work(async (tx) =>
      tx.visitors.setAttributes(known.visitorId, [{ name: 'email', value: 'known@example.com', source: 'VISITOR' }]),
    );
    const first = await atTheCard(stage, known);
    const startsAt = await at(stage, '09:00');
    const booked = valueOf(await books(stage, known, { conversationId: first, startsAt, email: null }));
    expect(await meetingOf(stage, booked.meetingId)).toMatchObject({ attendeeEmail: 'known@example.com' });
    await stage.dialog({ cards: toAMeeting(), priority: 9 });
    const next = { conversationId: await atTheCard(stage, known), startsAt: await at(stage, '12:00') };
    const other = valueOf(await books(stage, known, { ...next, email: 'work@example.com' }));
    expect(await meetingOf(stage, other.meetingId)).toMatchObject({ attendeeEmail: 'work@example.com' });
    const visitor = await stage.work((tx) => tx.visitors.find(known.visitorId));
    expect(visitor?.attributes.find(({ name }) => name === 'email')?.value).toBe('known@example.com');
  });

  test('without an address there is nowhere to invite to', async () => {
    const outcome = await books(stage, vera, { conversationId, startsAt: await at(stage, '10:00'), email: null });
    expect(faultsOf(outcome)).toEqual(['INVALID email']);
  });

  test('the same booking twice is one', async () => {
    const startsAt = await at(stage, '10:00');
    const [first, second] = [
      valueOf(await books(stage, vera, { conversationId, startsAt })),
      valueOf(await books(stage, vera, { conversationId, startsAt })),
    ];
    expect(second.meetingId).toBe(first.meetingId);
    expect(await mails()).toHaveLength(2);
  });

  test('a time that somebody else has taken is told so, and is offered no more', async () => {
    const other = await stage.visitor();
    const elsewhere = await atTheCard(stage, other);
    const startsAt = await at(stage, '10:00');
    valueOf(await books(stage, other, { conversationId: elsewhere, startsAt }));
    expect(faultsOf(await books(stage, vera, { conversationId, startsAt }))).toEqual(['CONFLICT startsAt']);
    expect(await times(conversationId)).not.toContain('10:00');
    expect(await times(conversationId)).toContain('10:30');
  });

  test.each(['08:30', '10:10', '17:00', '16:45'])('%s is not a time that can be booked', async (time) => {
    const outcome = await books(stage, vera, { conversationId, startsAt: await at(stage, time) });
    expect(faultsOf(outcome)).toEqual(['CONFLICT startsAt']);
  });

  test('a slot that has another length by now is gone', async () => {
    const [startsAt, endsAt] = [await at(stage, '10:00'), await at(stage, '10:30')];
    valueOf(await agentMeetingSettingsUpdate(stage.ports, ann, { agentId: ann.agentId, durationMinutes: 60 }));
    expect(codeOf(await books(stage, vera, { conversationId, startsAt, endsAt }))).toBe('CONFLICT');
    expect(codeOf(await books(stage, vera, { conversationId, startsAt, endsAt: await at(stage, '11:00') }))).toBe('OK');
  });

  test('who passes goes on without a meeting', async () => {
    const pass = { cardKey: 'meet', responseKey: 'pass', response: null, value: null, clientMessageId: null };
    valueOf(await cardAnswer(stage.ports, vera, { conversationId, ...pass }));
    expect((await texts(conversationId)).at(-1)).toBe('What a pity.');
    const outcome = await books(stage, vera, { conversationId, startsAt: await at(stage, '10:00') });
    expect(faultsOf(outcome)).toEqual(['CONVERSATION_CLOSED conversationId']);
  });

  test('is asked for sound input, all of it at once', async () => {
    const startsAt = await at(stage, '10:00');
    const wrong = { conversationId, startsAt, timeZone: 'Mars/Olympus', email: 'vera', name: '\u0000' };
    expect(faultsOf(await books(stage, vera, wrong))).toEqual(['INVALID timeZone', 'INVALID email', 'INVALID name']);
    const from = await dayAfterTomorrow(stage);
    const asked = { conversationId, routing: null, from, to: from, timeZone: '+02:00' };
    expect(faultsOf(await meetingSlots(stage.ports, vera, asked))).toEqual(['INVALID timeZone', 'INVALID to']);
    const years = { ...asked, timeZone: 'UTC', to: new Date(from.getTime() + 1_000 * 86_400_000) };
    expect(faultsOf(await meetingSlots(stage.ports, vera, years))).toEqual(['INVALID to']);
  });

  test('nobody else books in this conversation, or sees its times', async () => {
    const startsAt = await at(stage, '10:00');
    const stranger = await stage.visitor();
    const unknown = ['NOT_FOUND conversationId'];
    expect(faultsOf(await books(stage, stranger, { conversationId, startsAt }))).toEqual(unknown);
    const input = { conversationId, startsAt, endsAt: null, timeZone: 'UTC', email: 'a@example.com', name: null };
    expect(faultsOf(await meetingBook(stage.ports, ann, input))).toEqual(['FORBIDDEN']);
    const from = await dayAfterTomorrow(stage);
    const asked = { conversationId, routing: null, from, to: new Date(from.getTime() + 86_400_000), timeZone: 'UTC' };
    for (const actor of [stranger, ann, admin(stage)]) {
      expect(faultsOf(await meetingSlots(stage.ports, actor, asked))).toEqual(unknown);
    }
    const elsewhere = await createStage(db);
    expect(faultsOf(await books(elsewhere, await elsewhere.visitor(), { conversationId, startsAt }))).toEqual(unknown);
  });
});
