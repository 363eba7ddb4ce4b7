/** The link in the mail about a meeting: opens that meeting to whoever holds it, until it is over, and nothing else. */
import { randomBytes } from 'node:crypto';
import type { Mailer } from '../../src/actions/mail-ports';
import { mailSend } from '../../src/actions/mail-send';
import type { MailId } from '../../src/actions/mail-ports';
import type { VisitorActor } from '../../src/auth/actor';
import { isToken } from '../../src/auth/tokens';
import type { MeetingId } from '../../src/routing/terms';
import { createMeetingLinks } from '../../src/server/meeting-links';
import { createSeal, keyBytes } from '../../src/server/seal';
import { at, atTheCard, bookable, books, dayAfterTomorrow, meetingOf, toAMeeting } from '../support/bookable';
import { type Graph, openGraph } from '../support/graph';
import { valueOf } from '../support/stage';

let graph: Graph;
let vera: VisitorActor;
let meetingId: MeetingId;
beforeEach(async () => {
  graph = await openGraph();
  await bookable(graph.stage, 'Ann', { conferencing: 'Room 7' });
  await graph.stage.dialog({ cards: toAMeeting() });
  vera = await graph.stage.visitor({ language: 'sv' });
  meetingId = await book(vera, '10:00');
});
afterEach(() => graph.close());

async function book(visitor: VisitorActor, time: string): Promise<MeetingId> {
  const { stage } = graph;
  const where = { conversationId: await atTheCard(stage, visitor), startsAt: await at(stage, time) };
  const { meetingId: id } = valueOf(await books(stage, visitor, where));
  if (id === null) throw new Error('Nothing was booked.');
  return id;
}

/** The mails that wait, as they leave: what they say by receiver and subject. */
async function sent(): Promise<readonly string[]> {
  const { stage, db } = graph;
  const waiting = await db.rows<{ mail_id: MailId }>(
    'SELECT mail_id FROM mail WHERE workspace_id = $1 AND sent_at IS NULL ORDER BY created_at, cause DESC',
    [stage.workspaceId],
  );
  const told: string[] = [];
  const mailer: Mailer = {
    send: ({ to, text }) => {
      told.push(`${to}\n${text}`);
      return Promise.resolve({ kind: 'SENT' });
    },
  };
  for (const { mail_id: mailId } of waiting) {
    await mailSend({ ...stage.ports, mailer }, { workspaceId: stage.workspaceId, mailId });
  }
  return told;
}
const linkIn = (mail: string | undefined): string =>
  /https:\/\/parley\.example\/meeting\/#([\w-]+)$/.exec(mail ?? '')?.[1] ?? '';
const token = async (): Promise<string> => linkIn((await sent())[0]);

const anybody = () => graph.as(null);
const fields = 'status startsAt endsAt timeZone agentName conferencing language canChange';
const look = async (link: string) =>
  (await anybody().data(`query ($t: String!) { linkedMeeting(token: $t) { ${fields} } }`, { t: link })).linkedMeeting;
const move = async (link: string, time: string) => {
  const i = { token: link, startsAt: (await at(graph.stage, time)).toISOString() };
  const document = `mutation ($i: LinkedMeetingMoveInput!) { linkedMeetingMove(input: $i) {
    meeting { ${fields} } userErrors { code message field } } }`;
  return (await anybody().data(document, { i })).linkedMeetingMove;
};
const cancel = async (link: string) => {
  const document = `mutation ($i: LinkedMeetingCancelInput!) { linkedMeetingCancel(input: $i) {
    meeting { status canChange } userErrors { code message field } } }`;
  return (await anybody().data(document, { i: { token: link } })).linkedMeetingCancel;
};

test('the visitor’s mail ends with it, in the visitor’s language; the agent’s has none, and the outbox holds none', async () => {
  const [first, second, ...more] = await sent();
  expect(more).toEqual([]);
  expect(first).toContain(`${vera.visitorId}@example.com`);
  expect(first).toMatch(/\n\nFlytta eller avboka mötet:\nhttps:\/\/parley\.example\/meeting\/#[\w-]+$/);
  expect(second).not.toContain('/meeting/');
  const stored = await graph.db.rows<{ row: string }>('SELECT mail::text AS row FROM mail WHERE workspace_id = $1', [
    graph.stage.workspaceId,
  ]);
  expect(stored.filter(({ row }) => row.includes('/meeting/') || row.includes(linkIn(first)))).toEqual([]);
});

test('without a session it tells when and with whom, and looking changes nothing', async () => {
  const link = await token();
  const before = [await meetingOf(graph.stage, meetingId), graph.stage.events.length];
  expect(await look(link)).toEqual({
    status: 'SCHEDULED',
    startsAt: (await at(graph.stage, '10:00')).toISOString(),
    endsAt: (await at(graph.stage, '10:30')).toISOString(),
    timeZone: 'Europe/Stockholm',
    agentName: 'Ann',
    conferencing: 'Room 7',
    language: 'sv',
    canChange: true,
  });
  await look(link);
  expect([await meetingOf(graph.stage, meetingId), graph.stage.events.length]).toEqual(before);
});

test('it moves the meeting to a time that can be booked, tells both sides, and a repetition is the same', async () => {
  const link = await token();
  const from = await dayAfterTomorrow(graph.stage);
  const range = { from: from.toISOString(), to: new Date(from.getTime() + 86_400_000).toISOString() };
  const document = `query ($t: String!, $from: DateTime!, $to: DateTime!) { linkedMeeting(token: $t) {
    slots(from: $from, to: $to, timeZone: "UTC") { startsAt time } } }`;
  const { slots } = (await anybody().data(document, { t: link, ...range })).linkedMeeting;
  expect(slots).toContainEqual({ startsAt: (await at(graph.stage, '14:00')).toISOString(), time: '14:00' });
  const moved = { status: 'RESCHEDULED', startsAt: (await at(graph.stage, '14:00')).toISOString() };
  expect(await move(link, '14:00')).toMatchObject({ meeting: moved, userErrors: [] });
  expect(await move(link, '14:00')).toMatchObject({ meeting: moved, userErrors: [] });
  const [news, ...others] = await sent();
  expect(others).toHaveLength(1);
  expect((await look(linkIn(news))).startsAt).toBe(moved.startsAt);
  expect(await move(link, '20:00')).toMatchObject({
    meeting: null,
    userErrors: [{ code: 'CONFLICT', message: expect.stringContaining('tid') }],
  });
});

test('it cancels once and for all, and shows that until the meeting would have been over', async () => {
  const link = await token();
  expect(await cancel(link)).toEqual({ meeting: { status: 'CANCELLED', canChange: false }, userErrors: [] });
  expect(await cancel(link)).toEqual({ meeting: { status: 'CANCELLED', canChange: false }, userErrors: [] });
  expect(await move(link, '14:00')).toMatchObject({ meeting: null, userErrors: [{ code: 'CONFLICT' }] });
  const [news] = await sent();
  expect(news).not.toContain('/meeting/');
  expect((await look(link)).status).toBe('CANCELLED');
});

test('once the meeting has begun it can only be looked at, and behind its end the link opens nothing', async () => {
  const link = await token();
  const { startsAt, endsAt } = await meetingOf(graph.stage, meetingId);
  const now = await graph.stage.work(async (tx) => (await tx.workspace.find(), tx.now));
  await graph.db.moveClock(startsAt.getTime() - now.getTime());
  expect(await look(link)).toMatchObject({ canChange: false });
  const refusal = { code: 'CONFLICT', message: 'Mötet har börjat. Det kan inte ändras längre.', field: ['meetingId'] };
  expect(await cancel(link)).toEqual({ meeting: null, userErrors: [refusal] });
  await graph.db.moveClock(endsAt.getTime() - startsAt.getTime());
  expect(await look(link)).toBeNull();
  expect(await cancel(link)).toMatchObject({ meeting: null, userErrors: [{ code: 'NOT_FOUND', field: ['token'] }] });
  expect(await move(link, '14:00')).toMatchObject({ meeting: null, userErrors: [{ code: 'NOT_FOUND' }] });
  expect((await meetingOf(graph.stage, meetingId)).status).toBe('SCHEDULED');
});

test('it opens its own meeting alone, and is no session', async () => {
  const viktor = await graph.stage.visitor();
  const other = await book(viktor, '11:00');
  const [mine] = await sent();
  await cancel(linkIn(mine));
  expect((await meetingOf(graph.stage, meetingId)).status).toBe('CANCELLED');
  expect((await meetingOf(graph.stage, other)).status).toBe('SCHEDULED');
  expect(isToken(linkIn(mine))).toBe(false);
});

test('cut off, changed by one letter, made with another key or for something else, it opens nothing', async () => {
  const link = await token();
  const { workspaceId } = graph.stage;
  const elsewhere = createMeetingLinks(createSeal(randomBytes(keyBytes)), () => '');
  const at20 = link[20] === 'A' ? 'B' : 'A';
  const { sealed } = graph.stage.ports.identities.create(workspaceId);
  const wrong = [
    '',
    link.slice(0, -4),
    `${link.slice(0, 20)}${at20}${link.slice(21)}`,
    linkIn(`https://parley.example${elsewhere.urlOf({ workspaceId, meetingId })}`),
    Buffer.from(sealed).toString('base64url'),
    'x'.repeat(100_000),
    '🦊',
  ];
  for (const one of wrong) expect(await look(one)).toBeNull();
});

test('whoever moves it on and on is stopped, and can still cancel', async () => {
  const link = await token();
  for (let nth = 0; nth < 20; nth += 1) {
    expect(await move(link, nth % 2 === 0 ? '14:00' : '15:00')).toMatchObject({ userErrors: [] });
  }
  expect(await move(link, '14:00')).toMatchObject({ meeting: null, userErrors: [{ code: 'LIMIT_REACHED' }] });
  expect(await cancel(link)).toMatchObject({ userErrors: [] });
});
