/** Meetings whose agent is gone or on holiday, and what a transcript tells of a change. */
import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { meetingCancel } from '../../src/actions/meeting-cancel';
import { meetingMove } from '../../src/actions/meeting-move';
import { meetingReassign } from '../../src/actions/meeting-reassign';
import { notificationPreferencesSet } from '../../src/actions/notification-preferences-set';
import { workspaceHolidaysSet } from '../../src/actions/workspace-holidays-set';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId, MeetingId } from '../../src/routing/terms';
import { at, atTheCard, bookable, books, dayAfterTomorrow, meetingOf, slotsOf, toAMeeting } from '../support/bookable';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf } from '../support/staff';
import { codeOf, valueOf } from '../support/stage';

let ann: AgentActor;
let bob: AgentActor;
let vera: VisitorActor;
let conversationId: ConversationId;
let meetingId: MeetingId;
beforeEach(async () => {
  ann = await bookable(stage, 'Ann');
  await stage.dialog({ cards: toAMeeting() });
  vera = await stage.visitor();
  conversationId = await atTheCard(stage, vera);
  const booked = valueOf(await books(stage, vera, { conversationId, startsAt: await at(stage, '10:00') }));
  if (booked.meetingId === null) throw new Error('Nothing was booked.');
  ({ meetingId } = booked);
  bob = await bookable(stage, 'Bob');
});

const linesOf = async () => (await stage.messages(conversationId)).map(({ text }) => text);
const mailsTo = (subject: string) =>
  db.rows<{ subject: string; text: string; receiver: string }>(
    'SELECT subject, text, receiver FROM mail WHERE workspace_id = $1 AND subject LIKE $2 ORDER BY created_at',
    [stage.workspaceId, subject],
  );
const gives = (agentId = bob.agentId, id = meetingId) =>
  meetingReassign(stage.ports, admin(stage), { meetingId: id, agentId });

test('moving and cancelling stand in the transcript, also when the conversation is over', async () => {
  expect((await stage.conversation(conversationId)).status).toBe('COMPLETED');
  valueOf(await meetingMove(stage.ports, vera, { meetingId, startsAt: await at(stage, '11:00'), timeZone: null }));
  expect((await linesOf()).at(-1)).toMatch(/^Your meeting with Ann is moved: .*12:00/);
  valueOf(await meetingCancel(stage.ports, ann, { meetingId }));
  expect((await linesOf()).at(-1)).toMatch(/^Your meeting with Ann is cancelled: /);
  // Again is no second line.
  const before = (await linesOf()).length;
  valueOf(await meetingCancel(stage.ports, ann, { meetingId }));
  expect(await linesOf()).toHaveLength(before);
});

test('who manages agents is told which meetings a deactivated agent leaves', async () => {
  await stage.agent({ name: 'Mona', available: false, permissions: ['AGENTS_MANAGE'] });
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: bob.agentId }));
  expect(await mailsTo('%leaves%')).toEqual([]);
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: ann.agentId }));
  const [mail, ...more] = await mailsTo('%leaves%');
  expect(more).toEqual([]);
  expect(mail?.subject).toBe('Ann is deactivated and leaves 1 meeting');
  expect(mail?.text).toContain(`${vera.visitorId}@example.com`);
});

test('a meeting goes to another agent: the one is called off in every calendar, the other one stands', async () => {
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: ann.agentId }));
  const id = valueOf(await gives());
  const startsAt = await at(stage, '10:00');
  expect(await meetingOf(stage, meetingId)).toMatchObject({ status: 'CANCELLED', agentId: ann.agentId });
  expect(await meetingOf(stage, id)).toMatchObject({ status: 'SCHEDULED', agentId: bob.agentId, startsAt });
  expect((await linesOf()).slice(-2)).toEqual([
    expect.stringMatching(/^Your meeting with Ann is cancelled/),
    expect.stringMatching(/^Your meeting with Bob is booked/),
  ]);
  const told = await mailsTo('Your meeting with %');
  expect(told.map(({ subject }) => subject.replace(/:.*/, ''))).toEqual([
    'Your meeting with Ann is booked',
    'Your meeting with Ann is cancelled',
    'Your meeting with Bob is booked',
  ]);
  expect(await mailsTo('The meeting with % is booked')).toHaveLength(2);
});

test('an agent reads of it in the language of one’s own choice', async () => {
  const chooses = (language: string | null) => notificationPreferencesSet(stage.ports, ann, { wanted: {}, language });
  expect(faultsOf(await chooses('xx'))).toEqual(['INVALID language']);
  valueOf(await chooses('sv'));
  valueOf(await meetingMove(stage.ports, vera, { meetingId, startsAt: await at(stage, '11:00'), timeZone: null }));
  const [mail] = await mailsTo('Mötet med % är flyttat');
  expect(mail?.text).toMatch(/^Mötet med .* är flyttat\.\nNär: \p{L}+ \d+ \p{L}+ \d{4} kl\. 11:00 \(UTC\)/u);
  valueOf(await chooses(null));
  valueOf(await meetingCancel(stage.ports, ann, { meetingId }));
  expect(await mailsTo('The meeting with % is cancelled')).toHaveLength(1);
});

test('not to whoever is taken, deactivated or unknown; not by whoever may not; not what is over', async () => {
  const other = await stage.visitor();
  const id = await atTheCard(stage, other);
  // Ann is taken at ten, so that this one is Bob's.
  valueOf(
    await books(stage, other, { conversationId: id, startsAt: await at(stage, '10:00'), email: 'o@example.com' }),
  );
  expect(codeOf(await gives())).toBe('CONFLICT');
  expect(await meetingOf(stage, meetingId)).toMatchObject({ status: 'SCHEDULED' });
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId: bob.agentId }));
  expect(faultsOf(await gives())).toEqual(['CONFLICT agentId']);
  expect(faultsOf(await gives(stage.ports.newId<'Agent'>()))).toEqual(['NOT_FOUND agentId']);
  const by = (actor: AgentActor | VisitorActor) =>
    meetingReassign(stage.ports, actor, { meetingId, agentId: ann.agentId });
  expect([codeOf(await by(ann)), codeOf(await by(vera))]).toEqual(['FORBIDDEN', 'FORBIDDEN']);
  expect(valueOf(await gives(ann.agentId))).toBe(meetingId);
  valueOf(await meetingCancel(stage.ports, ann, { meetingId }));
  const cleo = await bookable(stage, 'Cleo');
  expect(codeOf(await gives(cleo.agentId))).toBe('CONFLICT');
});

test('nobody is booked on a holiday', async () => {
  const day = await dayAfterTomorrow(stage);
  const visitor = await stage.visitor();
  const id = await atTheCard(stage, visitor);
  expect((await slotsOf(stage, visitor, id)).length).toBeGreaterThan(0);
  const date = day.toISOString().slice(0, 10);
  valueOf(
    await workspaceHolidaysSet(stage.ports, admin(stage), { holidays: [{ from: date, to: date, name: 'Midsummer' }] }),
  );
  expect(await slotsOf(stage, visitor, id)).toEqual([]);
  const startsAt = await at(stage, '14:00');
  expect(codeOf(await books(stage, visitor, { conversationId: id, startsAt, email: 'v@example.com' }))).not.toBe('OK');
});
