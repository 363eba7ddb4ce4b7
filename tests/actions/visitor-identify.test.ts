import { cardAnswer } from '../../src/actions/card-answer';
import { conversationStart } from '../../src/actions/conversation-start';
import { visitorIdentify } from '../../src/actions/visitor-identify';
import type { VisitorActor } from '../../src/auth/actor';
import type { AttributeSource, ConversationId, PersonId } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import type { Script } from '../../src/streams/script';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { createStage, type Stage, valueOf } from '../support/stage';

let db: TestDatabase;
let stage: Stage;
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  stage = await createStage(db);
});

type Said = Readonly<Record<string, string>>;

/** In a conversation where one is given, as a card's answer would be. */
function says(visitor: VisitorActor, said: Said, given: { id?: ConversationId; source?: AttributeSource } = {}) {
  const attributes = Object.entries(said).map(([name, value]) => ({ name, value, source: given.source ?? 'VISITOR' }));
  const { visitorId } = visitor;
  return stage.work(async (tx) => {
    const conversation = given.id === undefined ? null : await tx.conversations.lock(given.id);
    return visitorIdentify(stage.ports, tx, { visitorId, conversation, attributes });
  });
}
/** A conversation that goes on, put there as its start would. */
async function meets({ visitorId }: VisitorActor): Promise<ConversationId> {
  const dialogId = await stage.dialog();
  const id = newId<'Conversation'>();
  const { workspaceId } = stage;
  await db.rows(
    `INSERT INTO conversation (workspace_id, conversation_id, visitor_id, dialog_id, dialog_version, last_activity_at, started_at)
    VALUES ($1, $2, $3, $4, 1, parley_now(), parley_now())`,
    [workspaceId, id, visitorId, dialogId],
  );
  const place = JSON.stringify({ dialogId, version: 1, frames: [], cardKey: null });
  await db.rows('INSERT INTO conversation_play (workspace_id, conversation_id, place) VALUES ($1, $2, $3)', [
    workspaceId,
    id,
    place,
  ]);
  return id;
}
const ends = (id: ConversationId) =>
  db.rows(`UPDATE conversation SET status = 'COMPLETED', ended_at = parley_now() WHERE conversation_id = $1`, [id]);
async function factsOf(visitor: VisitorActor) {
  const { personId, attributes, lists } = await stage.work((tx) => tx.people.findFacts(visitor.visitorId));
  return { personId, attributes, lists };
}
const personOf = async (id: ConversationId): Promise<PersonId | null> => {
  const [row] = await db.rows<{ person_id: PersonId | null }>(
    'SELECT person_id FROM conversation_play WHERE conversation_id = $1',
    [id],
  );
  return row?.person_id ?? null;
};
const persons = async () => {
  const rows = await db.rows<{ email: string }>('SELECT email FROM person WHERE workspace_id = $1 ORDER BY 1', [
    stage.workspaceId,
  ]);
  return rows.map(({ email }) => email);
};
const identified = () => stage.events.flatMap(({ event }) => (event.type === 'VISITOR_IDENTIFIED' ? [event] : []));

test('an address that nobody had makes a person, who has what the visitor said and the conversations so far', async () => {
  const visitor = await stage.visitor({ country: 'SE' });
  const [first, second] = [await meets(visitor), await meets(visitor)];
  await says(visitor, { firstName: 'Vera' }, { id: first });
  expect(await factsOf(visitor)).toEqual({ personId: null, attributes: [], lists: [] });
  const personId = await says(visitor, { email: 'Vera@Example.com' }, { id: first });
  expect(await factsOf(visitor)).toEqual({
    personId,
    attributes: [
      { name: 'email', value: 'Vera@Example.com', source: 'VISITOR' },
      { name: 'firstName', value: 'Vera', source: 'VISITOR' },
    ],
    lists: [],
  });
  expect([await personOf(first), await personOf(second)]).toEqual([personId, personId]);
  expect(identified()).toEqual([
    expect.objectContaining({ personId, acquired: true, conversationId: first, visitorId: null }),
  ]);
});

test('the same address on another browser is the same person, and nothing of it comes back to that browser', async () => {
  const [known, stranger] = [await stage.visitor(), await stage.visitor()];
  const personId = await says(known, { firstName: 'Vera', phone: '+46 8 123 456', email: 'vera@example.com' });
  expect(await says(stranger, { email: 'VERA@example.com' })).toBe(personId);
  expect(await persons()).toEqual(['vera@example.com']);
  const visitor = await stage.work((tx) => tx.visitors.find(stranger.visitorId));
  expect(visitor?.attributes).toEqual([{ name: 'email', value: 'VERA@example.com', source: 'VISITOR' }]);
  expect(identified().map(({ acquired }) => acquired)).toEqual([true, false]);
});

test('the own address again changes nothing but what is said', async () => {
  const visitor = await stage.visitor();
  const personId = await says(visitor, { email: 'vera@example.com' });
  expect(await says(visitor, { email: 'vera@EXAMPLE.com', jobTitle: 'Buyer' })).toBeNull();
  expect(await factsOf(visitor)).toMatchObject({ personId });
  expect((await factsOf(visitor)).attributes).toContainEqual({ name: 'jobTitle', value: 'Buyer', source: 'VISITOR' });
  expect(identified()).toHaveLength(1);
});

test('another address takes the browser away: what has ended stays with the former, what is open goes on as the new', async () => {
  const visitor = await stage.visitor({ country: 'SE' });
  const ended = await meets(visitor);
  const vera = await says(visitor, { firstName: 'Vera', email: 'vera@example.com' }, { id: ended });
  await ends(ended);
  await db.moveClock(60_000);
  const open = await meets(visitor);
  await says(visitor, { phone: '12345' }, { id: open });
  const bob = await says(visitor, { email: 'bob@example.com' }, { id: open });
  expect(bob).not.toBe(vera);
  expect([await personOf(ended), await personOf(open)]).toEqual([vera, bob]);
  // The name was Vera's; the number was given by whoever sits here now.
  expect(await factsOf(visitor)).toEqual({
    personId: bob,
    attributes: [
      { name: 'email', value: 'bob@example.com', source: 'VISITOR' },
      { name: 'phone', value: '12345', source: 'VISITOR' },
    ],
    lists: [],
  });
  const browser = await stage.work((tx) => tx.visitors.find(visitor.visitorId));
  expect(browser?.attributes.map(({ name }) => name)).toEqual(['country', 'email', 'phone']);
  expect(await says(visitor, { email: 'vera@example.com' }, { id: open })).toBe(vera);
  expect([await personOf(ended), await personOf(open)]).toEqual([vera, vera]);
  expect(identified().map(({ acquired }) => acquired)).toEqual([true, true, false]);
});

test('the page’s word identifies nobody, and a person learns nothing of it', async () => {
  const visitor = await stage.visitor({ email: 'vera@example.com' });
  expect(await says(visitor, { email: 'vera@example.com' }, { source: 'PAGE' })).toBeNull();
  expect(await persons()).toEqual([]);
  const personId = await says(visitor, { email: 'bob@example.com' });
  await says(visitor, { city: 'Lund' }, { source: 'PAGE' });
  expect(await factsOf(visitor)).toMatchObject({ personId, attributes: [{ name: 'email', value: 'bob@example.com' }] });
});

test('what somebody of the staff put right is not overwritten by what a visitor types', async () => {
  const [one, other] = [await stage.visitor(), await stage.visitor()];
  const personId = await says(one, { email: 'vera@example.com', firstName: 'Wera' });
  if (personId === null) throw new Error('Nobody.');
  await stage.work(async (tx) =>
    tx.people.setAttributes(personId, [{ name: 'firstName', value: 'Vera', source: 'STAFF' }]),
  );
  await says(other, { firstName: 'Mallory', email: 'vera@example.com' });
  await says(one, { firstName: 'Wera' });
  expect((await factsOf(one)).attributes).toContainEqual({ name: 'firstName', value: 'Vera', source: 'STAFF' });
});

test('the same address in another workspace is another person', async () => {
  await says(await stage.visitor(), { email: 'vera@example.com' });
  const first = stage;
  stage = await createStage(db);
  await says(await stage.visitor(), { email: 'vera@example.com' });
  expect(await persons()).toEqual(['vera@example.com']);
  expect(first.workspaceId).not.toBe(stage.workspaceId);
  expect(identified()).toEqual([expect.objectContaining({ acquired: true })]);
});

test('forty browsers give one new address at once: one person, acquired once', async () => {
  const visitors = await Promise.all(Array.from({ length: 40 }, () => stage.visitor()));
  const told = await Promise.all(visitors.map((visitor) => says(visitor, { email: 'vera@example.com' })));
  expect(new Set(told).size).toBe(1);
  expect(await persons()).toEqual(['vera@example.com']);
  expect(identified().filter(({ acquired }) => acquired)).toHaveLength(1);
});

test('one visitor gives two addresses in two tabs at once: it is one of them, and nothing is lost', async () => {
  for (let round = 0; round < 10; round += 1) {
    const visitor = await stage.visitor();
    const [one, other] = [await meets(visitor), await meets(visitor)];
    const [ann, bob] = [`ann${round}@example.com`, `bob${round}@example.com`];
    await Promise.all([
      says(visitor, { firstName: 'Ann', email: ann }, { id: one }),
      says(visitor, { firstName: 'Bob', email: bob }, { id: other }),
    ]);
    const { personId, attributes } = await factsOf(visitor);
    const email = attributes.find(({ name }) => name === 'email')?.value;
    expect([ann, bob]).toContain(email);
    expect([await personOf(one), await personOf(other)]).toEqual([personId, personId]);
  }
});

test('an address typed into a card identifies, and what the bot says next tells nothing of that person', async () => {
  const vera = await stage.visitor();
  const personId = await says(vera, { firstName: 'Vera', phone: '12345', email: 'vera@example.com' });
  const cards: Script = [
    { kind: 'INFO_CAPTURE', key: 'mail', text: 'Your address?', attribute: 'email', next: 'hi' },
    {
      kind: 'MESSAGE',
      key: 'hi',
      text: 'Hello {{visitor.firstName:"there"}}, {{visitor.phone:"no number"}}',
      next: 'ask',
    },
    { kind: 'INFO_CAPTURE', key: 'ask', text: 'Your name?', attribute: 'firstName', next: 'bye' },
    { kind: 'MESSAGE', key: 'bye', text: 'Bye {{visitor.firstName:"you"}}', next: null },
  ];
  const dialogId = await stage.dialog({ cards });
  const mallory = await stage.visitor();
  const conversationId = valueOf(await conversationStart(stage.ports, mallory, { dialogId, pageUrl: null }));
  if (conversationId === null) throw new Error('No conversation began.');
  const answers = async (cardKey: string, value: string) => {
    const answer = { responseKey: null, response: null, value, clientMessageId: null };
    valueOf(await cardAnswer(stage.ports, mallory, { conversationId, cardKey, ...answer }));
  };
  await answers('mail', 'vera@example.com');
  expect((await stage.messages(conversationId)).map(({ text }) => text)).toContain('Hello there, no number');
  expect(await personOf(conversationId)).toBe(personId);
  await answers('ask', 'Mallory');
  expect((await stage.messages(conversationId)).at(-1)?.text).toBe('Bye Mallory');
  expect(identified().at(-1)).toMatchObject({ personId, acquired: false, conversationId });
});
