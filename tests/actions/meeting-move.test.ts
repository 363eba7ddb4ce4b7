import { agentMeetingSettingsUpdate } from '../../src/actions/agent-meeting-settings-update';
import { meetingCancel } from '../../src/actions/meeting-cancel';
import { meetingMove } from '../../src/actions/meeting-move';
import type { Actor, AgentActor, VisitorActor } from '../../src/auth/actor';
import type { MeetingId } from '../../src/routing/terms';
import { at, atTheCard, bookable, books, meetingOf, toAMeeting } from '../support/bookable';
import { db, stage } from '../support/empty-stage';
import { faultsOf, integration, profile, staff } from '../support/staff';
import { codeOf, createStage, valueOf } from '../support/stage';

let ann: AgentActor;
let vera: VisitorActor;
let meetingId: MeetingId;
beforeEach(async () => {
  ann = await bookable(stage, 'Ann');
  await stage.dialog({ cards: toAMeeting() });
  vera = await stage.visitor();
  meetingId = await book(vera, '10:00');
});

async function book(visitor: VisitorActor, time: string): Promise<MeetingId> {
  const startsAt = await at(stage, time);
  const booked = await books(stage, visitor, { conversationId: await atTheCard(stage, visitor), startsAt });
  const { meetingId: id } = valueOf(booked);
  if (id === null) throw new Error('Nothing was booked.');
  return id;
}
const move = async (actor: Actor, time: string, id = meetingId) =>
  meetingMove(stage.ports, actor, { meetingId: id, startsAt: await at(stage, time), timeZone: null });
const cancel = (actor: Actor, id = meetingId) => meetingCancel(stage.ports, actor, { meetingId: id });
const invitations = async () =>
  (
    await db.rows<{ receiver: string; subject: string; invitation: { method: string; text: string } }>(
      `SELECT receiver, subject, invitation FROM mail WHERE workspace_id = $1 AND invitation IS NOT NULL ORDER BY created_at`,
      [stage.workspaceId],
    )
  ).map(({ subject, invitation }) => {
    const sequence = /SEQUENCE:(\d+)/.exec(invitation.text)?.[1];
    const status = /STATUS:(\w+)/.exec(invitation.text)?.[1];
    return `${invitation.method} ${sequence} ${status} ${subject.startsWith('Your') ? 'visitor' : 'agent'}`;
  });

test('a visitor moves the meeting to another free time: both sides get the change', async () => {
  valueOf(await move(vera, '14:00'));
  expect(await meetingOf(stage, meetingId)).toMatchObject({
    status: 'RESCHEDULED',
    startsAt: await at(stage, '14:00'),
    endsAt: await at(stage, '14:30'),
    sequence: 1,
  });
  expect((await invitations()).sort()).toEqual([
    'REQUEST 0 CONFIRMED agent',
    'REQUEST 0 CONFIRMED visitor',
    'REQUEST 1 CONFIRMED agent',
    'REQUEST 1 CONFIRMED visitor',
  ]);
  expect(stage.events.filter(({ event }) => event.type === 'MEETING_MOVED')).toHaveLength(2);
});

test('moving it to where it is changes nothing', async () => {
  valueOf(await move(vera, '10:00'));
  expect(await meetingOf(stage, meetingId)).toMatchObject({ status: 'SCHEDULED', sequence: 0 });
});

test('its own time is no obstacle, another meeting is', async () => {
  valueOf(await agentMeetingSettingsUpdate(stage.ports, ann, { agentId: ann.agentId, durationMinutes: 60 }));
  await book(await stage.visitor(), '12:00');
  expect(codeOf(await move(vera, '10:30'))).toBe('OK');
  expect(faultsOf(await move(vera, '12:30'))).toEqual(['CONFLICT startsAt']);
  expect(faultsOf(await move(vera, '08:00'))).toEqual(['CONFLICT startsAt']);
  expect((await meetingOf(stage, meetingId)).startsAt).toEqual(await at(stage, '10:30'));
});

test('staff may choose any time that is still to come, but nobody gets two meetings at once', async () => {
  await book(await stage.visitor(), '12:00');
  expect(codeOf(await move(ann, '20:10'))).toBe('OK');
  expect((await meetingOf(stage, meetingId)).endsAt).toEqual(await at(stage, '20:40'));
  expect(faultsOf(await move(ann, '12:15'))).toEqual(['CONFLICT startsAt']);
  expect(codeOf(await move(profile(stage, 'SALES_ADMIN'), '21:00'))).toBe('OK');
  const past = { meetingId, startsAt: new Date('2020-01-01T00:00Z'), timeZone: null };
  expect(faultsOf(await meetingMove(stage.ports, ann, past))).toEqual(['INVALID startsAt']);
});

test('a cancelled meeting frees its time, and its invitations are called back', async () => {
  valueOf(await cancel(vera));
  valueOf(await cancel(vera));
  expect(await meetingOf(stage, meetingId)).toMatchObject({ status: 'CANCELLED', sequence: 1 });
  expect((await invitations()).filter((told) => told.startsWith('CANCEL')).sort()).toEqual([
    'CANCEL 1 CANCELLED agent',
    'CANCEL 1 CANCELLED visitor',
  ]);
  expect(faultsOf(await move(vera, '11:00'))).toEqual(['CONFLICT meetingId']);
  await book(await stage.visitor(), '10:00');
});

test('what has begun is neither moved nor cancelled', async () => {
  const { startsAt } = await meetingOf(stage, meetingId);
  const now = await stage.work(async (tx) => (await tx.workspace.find(), tx.now));
  await db.moveClock(startsAt.getTime() - now.getTime() + 1_000);
  expect(faultsOf(await move(vera, '11:00'))).toEqual(['CONFLICT meetingId']);
  expect(faultsOf(await cancel(ann))).toEqual(['CONFLICT meetingId']);
});

test('nobody else touches it, or learns that it is there', async () => {
  const other = await createStage(db);
  const strangers: readonly Actor[] = [
    await stage.visitor(),
    await bookable(stage, 'Bob'),
    profile(stage, 'MARKETING_ADMIN'),
    integration(stage, ['AGENTS_MANAGE']),
  ];
  for (const actor of strangers) {
    expect(faultsOf(await move(actor, '11:00'))).toEqual(['NOT_FOUND meetingId']);
    expect(faultsOf(await cancel(actor))).toEqual(['NOT_FOUND meetingId']);
  }
  const abroad = staff(other, ['MEETINGS_MANAGE']);
  expect(faultsOf(await meetingCancel(other.ports, abroad, { meetingId }))).toEqual(['NOT_FOUND meetingId']);
});

test('a move and a booking race for one time: one of the two gets it', async () => {
  const cid = await stage.visitor();
  const conversationId = await atTheCard(stage, cid);
  const startsAt = await at(stage, '15:00');
  const outcomes = await Promise.all([move(vera, '15:00'), books(stage, cid, { conversationId, startsAt })]);
  expect(outcomes.map(codeOf).sort()).toEqual(['CONFLICT', 'OK']);
});
