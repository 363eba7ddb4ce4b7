import { agentMeetingSettingsUpdate } from '../../src/actions/agent-meeting-settings-update';
import type { VisitorActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import {
  at,
  atTheCard,
  bookable,
  books,
  meetingCard,
  meetingOf,
  oneAgent,
  team,
  toAMeeting,
} from '../support/bookable';
import { db, stage } from '../support/empty-stage';
import { faultsOf } from '../support/staff';
import { codeOf, valueOf } from '../support/stage';

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
describe('whose turn it is', () => {
  const booksAt = async (time: string): Promise<string> => {
    const visitor = await stage.visitor();
    const id = await atTheCard(stage, visitor);
    const booked = valueOf(await books(stage, visitor, { conversationId: id, startsAt: await at(stage, time) }));
    const { agentId } = await meetingOf(stage, booked.meetingId);
    return (await stage.agentRecord(stage.actorOf(agentId))).name;
  };

  test('goes round strictly, over those who are free, and nobody is repaid', async () => {
    for (const name of ['Ann', 'Bob', 'Cid']) await bookable(stage, name);
    await stage.dialog({ cards: toAMeeting() });
    expect([await booksAt('09:00'), await booksAt('09:00'), await booksAt('09:00')]).toEqual(['Ann', 'Bob', 'Cid']);
    expect([await booksAt('10:00'), await booksAt('11:00')]).toEqual(['Ann', 'Bob']);
    // At ten Ann is taken, so it is Cid's turn, who has it anyway; then Bob's, since Ann is still taken.
    expect([await booksAt('10:00'), await booksAt('10:00')]).toEqual(['Cid', 'Bob']);
    expect(await booksAt('12:00')).toBe('Cid');
  });

  test('a team has its own order and its own turn', async () => {
    const [ann, bob] = [await bookable(stage, 'Ann'), await bookable(stage, 'Bob')];
    await bookable(stage, 'Cid');
    const teamId = await stage.team('Sales', [bob, ann]);
    await stage.dialog({ cards: toAMeeting({ routing: team(teamId) }) });
    expect([await booksAt('09:00'), await booksAt('10:00'), await booksAt('11:00')]).toEqual(['Bob', 'Ann', 'Bob']);
    const [meeting] = await db.rows<{ queue: string }>('SELECT queue FROM meeting WHERE workspace_id = $1', [
      stage.workspaceId,
    ]);
    expect(meeting?.queue).toBe('Sales');
  });

  test('the rule that holds and has somebody decides, and one named agent is one named agent', async () => {
    const [ann, bob] = [await bookable(stage, 'Ann'), await bookable(stage, 'Bob')];
    const nobody = await stage.agent({ name: 'Chats only' });
    await stage.rule({ name: 'First', position: 1, agents: [nobody] });
    await stage.rule({ name: 'Second', position: 2, agents: [bob] });
    await stage.dialog({ cards: toAMeeting({ routing: { strategy: 'CUSTOM_RULES', agentId: null, teamId: null } }) });
    expect(await booksAt('09:00')).toBe('Bob');
    await stage.dialog({ cards: toAMeeting({ routing: oneAgent(ann) }), priority: 9 });
    expect([await booksAt('10:00'), await booksAt('11:00')]).toEqual(['Ann', 'Ann']);
  });
});

describe('where nobody can be booked', () => {
  test('the card says nothing, the conversation goes on as if passed, and those who can mend it are told', async () => {
    const manager = await stage.agent({ name: 'Mona', permissions: ['AGENTS_MANAGE'] });
    await stage.dialog({ cards: toAMeeting() });
    const id = await atTheCard(stage, vera);
    expect(await texts(id)).toEqual(['What a pity.']);
    expect((await stage.conversation(id)).status).toBe('COMPLETED');
    expect(await mails()).toEqual([
      expect.objectContaining({
        receiver: `${manager.agentId}@example.com`,
        subject: 'Failed booking: A visitor',
        text: expect.stringContaining('Give somebody of them bookable hours.'),
      }),
    ]);
  });

  test('two cards that lead to each other do not send anybody round for ever', async () => {
    const cards = [
      meetingCard({ otherwise: 'other' }),
      meetingCard({ key: 'other', otherwise: 'meet', text: 'Or here?' }),
    ];
    await stage.dialog({ cards: [...cards, { kind: 'MESSAGE', key: 'done', text: 'Done.', next: null }] });
    const id = await atTheCard(stage, vera);
    expect(await stage.conversation(id)).toMatchObject({ status: 'OPEN', waitingCard: 'meet' });
    expect(faultsOf(await books(stage, vera, { conversationId: id, startsAt: await at(stage, '10:00') }))).toEqual([
      'AGENT_UNAVAILABLE',
    ]);
  });

  test('an address of a blocked domain finds nobody, before the booking and in it, and nobody is told', async () => {
    await bookable(stage, 'Ann');
    await stage.agent({ permissions: ['AGENTS_MANAGE'] });
    await stage.dialog({ cards: toAMeeting() });
    await stage.work(async (tx) =>
      tx.workspace.updateSecurity({ blockedEmailDomains: ['rival.example'], blocksEmailDomains: true }),
    );
    const id = await atTheCard(stage, vera);
    const startsAt = await at(stage, '10:00');
    const typed = { conversationId: id, startsAt, email: 'spy@mail.rival.example' };
    expect(faultsOf(await books(stage, vera, typed))).toEqual(['AGENT_UNAVAILABLE']);
    expect(codeOf(await books(stage, vera, { ...typed, email: 'vera@example.com' }))).toBe('OK');
    const spy = await stage.visitor({ email: 'spy@rival.example' });
    expect(await texts(await atTheCard(stage, spy))).toEqual(['What a pity.']);
    expect((await mails()).filter(({ subject }) => subject.startsWith('Failed booking'))).toEqual([]);
  });

  test('agents without hours, without the right or deactivated cannot be booked', async () => {
    const ann = await bookable(stage, 'Ann');
    await stage.dialog({ cards: toAMeeting() });
    valueOf(await agentMeetingSettingsUpdate(stage.ports, ann, { agentId: ann.agentId, hours: null }));
    expect(await texts(await atTheCard(stage, vera))).toEqual(['What a pity.']);
    await bookable(stage, 'Bob');
    await db.rows(`UPDATE agent SET permissions = '{LIVE_CHAT_TAKE}' WHERE name = 'Bob' AND workspace_id = $1`, [
      stage.workspaceId,
    ]);
    expect(await texts(await atTheCard(stage, await stage.visitor()))).toEqual(['What a pity.']);
  });
});

describe('races for one time', () => {
  test('fifty visitors want the one agent at ten: one gets it, the others are told', async () => {
    await bookable(stage, 'Ann');
    await stage.dialog({ cards: toAMeeting() });
    const startsAt = await at(stage, '10:00');
    const visitors = await Promise.all(Array.from({ length: 50 }, () => stage.visitor()));
    const ids = await Promise.all(visitors.map((visitor) => atTheCard(stage, visitor)));
    const outcomes = await Promise.all(
      visitors.map((visitor, index) => books(stage, visitor, { conversationId: ids[index] ?? newId(), startsAt })),
    );
    const codes = outcomes.map(codeOf);
    expect(codes.filter((code) => code === 'OK')).toHaveLength(1);
    expect(new Set(codes)).toEqual(new Set(['OK', 'CONFLICT']));
    const standing = await db.rows(`SELECT 1 FROM meeting WHERE workspace_id = $1 AND status <> 'CANCELLED'`, [
      stage.workspaceId,
    ]);
    expect(standing).toHaveLength(1);
  });

  test('the database itself lets nobody be in two meetings at once', async () => {
    await bookable(stage, 'Ann');
    await stage.dialog({ cards: toAMeeting() });
    const id = await atTheCard(stage, vera);
    const booked = valueOf(await books(stage, vera, { conversationId: id, startsAt: await at(stage, '10:00') }));
    const meeting = await meetingOf(stage, booked.meetingId);
    const overlap = {
      ...meeting,
      id: newId<'Meeting'>(),
      startsAt: await at(stage, '10:15'),
      endsAt: await at(stage, '10:45'),
    };
    await expect(stage.work(async (tx) => tx.meetings.insert(overlap))).rejects.toMatchObject({
      constraint: 'meeting_one_at_a_time',
    });
    const behind = { ...overlap, startsAt: await at(stage, '10:30'), endsAt: await at(stage, '11:00') };
    await stage.work(async (tx) => tx.meetings.insert(behind));
  });
});
