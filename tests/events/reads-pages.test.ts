import fc from 'fast-check';
import { connectionFromArray, offsetToCursor } from 'graphql-relay';
import type { Page, PageRequest } from '../../src/actions/pages';
import type { Reads } from '../../src/actions/reads';
import { UnknownCursor } from '../../src/actions/pages';
import type { Id } from '../../src/routing/terms';
import { createReads } from '../../src/stores/reads/reads';
import { at, Seed } from './seed';
import { openTestDatabase, type TestDatabase } from '../support/database';

let store: TestDatabase;
let seed: Seed;
let reads: Reads;
beforeAll(async () => {
  store = await openTestDatabase();
  seed = await Seed.workspace(store);
  reads = createReads(store.database, seed.workspaceId);
});
afterAll(() => store.close());

const plain = { after: null, before: null, withTotal: false } as const;
const noFilter = { status: null, live: null, missed: null, agentId: null, visitorId: null, engaged: null } as const;

interface Named {
  readonly id: string;
}
type Lister = (page: PageRequest) => Promise<Page<Named>>;

async function whole(list: Lister): Promise<Page<Named>> {
  return list({ ...plain, limit: 100, direction: 'FORWARD' });
}

/** Relay's own rule says which rows are on a page; whether there is something on either side is seen in the array. */
async function agreesWithArrays(list: Lister, expected: readonly string[]): Promise<void> {
  const all = await whole(list);
  expect(all.rows.map(({ row }) => row.id)).toEqual(expected);
  const cursorAt = (index: number | null): string | null =>
    index === null ? null : (all.rows[index % all.rows.length]?.cursor ?? null);
  const place = fc.option(fc.nat({ max: expected.length - 1 }));
  const request = fc.record({
    size: fc.integer({ min: 1, max: expected.length + 2 }),
    direction: fc.constantFrom('FORWARD' as const, 'BACKWARD' as const),
    after: place,
    before: place,
    withTotal: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(request, async ({ size, direction, after, before, withTotal }) => {
      const page = await list({
        limit: size,
        direction,
        after: cursorAt(after),
        before: cursorAt(before),
        withTotal,
      });
      const oracle = connectionFromArray([...expected], {
        ...(direction === 'FORWARD' ? { first: size } : { last: size }),
        ...(after !== null && { after: offsetToCursor(after) }),
        ...(before !== null && { before: offsetToCursor(before) }),
      });
      const ids = page.rows.map(({ row }) => row.id);
      expect(ids).toEqual(oracle.edges.map(({ node }) => node));
      expect(page.totalCount).toBe(withTotal ? expected.length : null);
      const [first, last] = [ids[0], ids.at(-1)];
      if (first !== undefined && last !== undefined) {
        expect(page.hasPrevious).toBe(first !== expected[0]);
        expect(page.hasNext).toBe(last !== expected.at(-1));
      }
      expect(Object.keys(page.rows[0]?.row ?? {}).filter((key) => /^sort|^has|total/.test(key))).toEqual([]);
    }),
    { numRuns: 60 },
  );
}

test('conversations page newest first, also where many began in one moment', async () => {
  const visitor = await seed.visitor();
  const made: { readonly id: string; readonly startedAt: string }[] = [];
  for (let number = 0; number < 14; number += 1) {
    const startedAt = at(Math.floor(number / 5), number % 3);
    made.push({ id: await seed.conversation(visitor, { started_at: startedAt }), startedAt });
  }
  const expected = made
    .sort((a, b) => (a.startedAt === b.startedAt ? (a.id < b.id ? 1 : -1) : a.startedAt < b.startedAt ? 1 : -1))
    .map(({ id }) => id);
  await agreesWithArrays((page) => reads.conversationPage({ ...noFilter, visitorId: visitor }, page), expected);
  await agreesWithArrays((page) => reads.conversationsOfVisitor(visitor, page), expected);
});

test('messages page by their sequence', async () => {
  const conversation = await seed.conversation(await seed.visitor());
  const expected: string[] = [];
  for (let sequence = 1; sequence <= 9; sequence += 1) expected.push(await seed.message(conversation, sequence));
  await agreesWithArrays((page) => reads.messagePage(conversation, page), expected);
});

test("members page in their team's order and agents in their rule's", async () => {
  const agents = [await seed.agent(), await seed.agent(), await seed.agent(), await seed.agent()];
  const ring = [agents[2], agents[0], agents[3], agents[1]].filter((agent) => agent !== undefined);
  const team = await seed.team(ring);
  const rule = await seed.rule(1, [...ring].reverse());
  await agreesWithArrays((page) => reads.teamMembers(team, page), ring);
  await agreesWithArrays((page) => reads.ruleAgents(rule, page), [...ring].reverse());
});

test('agents, teams and dialogs page by creation, rules by position', async () => {
  const other = await Seed.workspace(store);
  const otherReads = createReads(store.database, other.workspaceId);
  const agents = [
    await other.agent({ created_at: at(3) }),
    await other.agent({ created_at: at(1) }),
    await other.agent({ created_at: at(2) }),
  ] as const;
  const teams = [
    await other.team([agents[0]], { created_at: at(2) }),
    await other.team([agents[0]], { created_at: at(1) }),
  ] as const;
  const rules = [await other.rule(3, []), await other.rule(1, []), await other.rule(2, [])] as const;
  await agreesWithArrays((page) => otherReads.agentPage(page), [agents[1], agents[2], agents[0]]);
  await agreesWithArrays((page) => otherReads.teamPage(page), [teams[1], teams[0]]);
  await agreesWithArrays((page) => otherReads.teamsOfAgent(agents[0], page), [teams[1], teams[0]]);
  await agreesWithArrays((page) => otherReads.rulePage(page), [rules[1], rules[2], rules[0]]);
  await agreesWithArrays((page) => otherReads.dialogPage(page), [other.dialogId]);
});

test('live chats of a conversation page oldest first', async () => {
  const [visitor, agent] = [await seed.visitor(), await seed.agent()];
  const conversation = await seed.conversation(visitor);
  const chats: Id<'LiveChat'>[] = [];
  const store3 = [at(2), at(0), at(1)];
  for (const [index, requestedAt] of store3.entries()) {
    const id = `0190a000-0000-7000-8000-00000000000${index}` as Id<'LiveChat'>;
    chats.push(id);
    await seed.insert('live_chat', {
      live_chat_id: id,
      conversation_id: conversation,
      state: 'ENDED',
      strategy: 'AGENT',
      routing_agent_id: agent,
      requested_at: requestedAt,
    });
  }
  const expected = [chats[1], chats[2], chats[0]].filter((id) => id !== undefined);
  await agreesWithArrays((page) => reads.liveChatPage(conversation, page), expected);
});

test('an empty page still tells how many there are and what lies before it', async () => {
  const conversation = await seed.conversation(await seed.visitor());
  for (let sequence = 1; sequence <= 3; sequence += 1) await seed.message(conversation, sequence);
  const all = await reads.messagePage(conversation, { ...plain, limit: 10, direction: 'FORWARD' });
  const last = all.rows.at(-1)?.cursor ?? null;
  expect(
    await reads.messagePage(conversation, {
      limit: 5,
      direction: 'FORWARD',
      after: last,
      before: null,
      withTotal: true,
    }),
  ).toEqual({ rows: [], hasNext: false, hasPrevious: true, totalCount: 3 });
  const empty = await seed.conversation(await seed.visitor());
  expect(await reads.messagePage(empty, { ...plain, limit: 5, direction: 'BACKWARD', withTotal: true })).toEqual({
    rows: [],
    hasNext: false,
    hasPrevious: false,
    totalCount: 0,
  });
});

test('a total of more than 10,000 is not told', async () => {
  const conversation = await seed.conversation(await seed.visitor());
  await store.rows(
    `INSERT INTO message (workspace_id, conversation_id, sequence, message_id, author, text, created_at)
     SELECT $1, $2, n, gen_random_uuid(), 'BOT', 'line', now() FROM generate_series(1, 10001) AS n`,
    [seed.workspaceId, conversation],
  );
  const page = { ...plain, limit: 1, direction: 'BACKWARD', withTotal: true } as const;
  expect((await reads.messagePage(conversation, page)).totalCount).toBeNull();
  await store.rows('DELETE FROM message WHERE conversation_id = $1 AND sequence = 1', [conversation]);
  expect((await reads.messagePage(conversation, page)).totalCount).toBe(10_000);
});

test('a cursor of another list, and one that is none, are refused', async () => {
  const conversation = await seed.conversation(await seed.visitor());
  await seed.message(conversation, 1);
  const page = await reads.messagePage(conversation, { ...plain, limit: 1, direction: 'FORWARD' });
  const cursor = page.rows[0]?.cursor ?? '';
  const forged = Buffer.from('message_page 1; DROP TABLE message').toString('base64url');
  const wrong = [
    '',
    'c_17',
    cursor.slice(1),
    `${cursor}=`,
    forged,
    Buffer.from('message_page 9999999999').toString('base64url'),
  ];
  for (const after of wrong) {
    await expect(
      reads.messagePage(conversation, { ...plain, after, limit: 1, direction: 'FORWARD' }),
    ).rejects.toBeInstanceOf(UnknownCursor);
  }
  await expect(reads.rulePage({ ...plain, after: cursor, limit: 1, direction: 'FORWARD' })).rejects.toBeInstanceOf(
    UnknownCursor,
  );
});

test.each([
  ['status', { status: 'OPEN' }, ['open', 'chat']],
  ['live', { live: true }, ['chat', 'missed']],
  ['automated', { live: false }, ['open', 'silent', 'done']],
  ['missed', { missed: true }, ['missed']],
  ['not missed', { missed: false }, ['open', 'silent', 'done', 'chat']],
  ['engaged', { engaged: true }, ['open', 'done', 'chat', 'missed']],
  ['not engaged', { engaged: false }, ['silent']],
  ['several at once', { engaged: true, live: true, missed: false, status: 'OPEN' }, ['chat']],
] as const)('conversations can be narrowed: %s', async (_, filter, names) => {
  const own = await Seed.workspace(store);
  const [visitor, agent] = [await own.visitor(), await own.agent()];
  const made: Record<string, string> = {
    open: await own.conversation(visitor, { status: 'OPEN' }),
    silent: await own.conversation(await own.visitor(), { engaged_at: null }),
    done: await own.conversation(visitor),
    chat: await own.chat(await own.visitor(), agent, 'VA'),
    missed: await own.chat(await own.visitor(), agent, 'V', { live_chat_state: 'MISSED', agent_id: null }),
  };
  const page = await createReads(store.database, own.workspaceId).conversationPage(
    { ...noFilter, ...filter },
    { ...plain, limit: 50, direction: 'FORWARD' },
  );
  expect(page.rows.map(({ row }) => row.id).sort()).toEqual(names.map((name) => made[name]).sort());
});
