import { personMerge } from '../../src/actions/person-merge';
import { personUpdate } from '../../src/actions/person-update';
import { personUpsert } from '../../src/actions/person-upsert';
import { visitorIdentify } from '../../src/actions/visitor-identify';
import { visitorUpdate } from '../../src/actions/visitor-update';
import type { VisitorActor } from '../../src/auth/actor';
import type { Attribute, PersonId } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, integration, profile } from '../support/staff';
import { createStage, valueOf } from '../support/stage';

type Said = Readonly<Record<string, string>>;
const list = (said: Said) => Object.entries(said).map(([name, value]) => ({ name, value }));

const crm = () => integration(stage, ['ALL_CONVERSATIONS_VIEW']);
const upsert = (email: string, said: Said = {}, visitor?: VisitorActor, actor = crm()) =>
  personUpsert(stage.ports, actor, { email, attributes: list(said), visitorId: visitor?.visitorId ?? null });
const update = (personId: PersonId, said: Said, remove: readonly string[] = []) =>
  personUpdate(stage.ports, admin(stage), { personId, attributes: list(said), remove });
const merge = (personId: PersonId, otherPersonId: PersonId) =>
  personMerge(stage.ports, admin(stage), { personId, otherPersonId });
const says = (visitor: VisitorActor, said: Said) =>
  stage.work((tx) => {
    const attributes = list(said).map((one): Attribute => ({ ...one, source: 'VISITOR' }));
    return visitorIdentify(stage.ports, tx, { visitorId: visitor.visitorId, conversation: null, attributes });
  });
const factsOf = (visitor: VisitorActor) => stage.work((tx) => tx.people.findFacts(visitor.visitorId));
const browserOf = async (visitor: VisitorActor): Promise<Said> => {
  const found = await stage.work((tx) => tx.visitors.find(visitor.visitorId));
  return Object.fromEntries((found?.attributes ?? []).map(({ name, value }) => [name, value]));
};
async function known(id: PersonId): Promise<Said> {
  const person = await stage.work((tx) => tx.people.find(id));
  return Object.fromEntries((person?.attributes ?? []).map(({ name, value, source }) => [name, `${value} ${source}`]));
}

test('an integration finds a person by address or makes one, and knows better than the visitor', async () => {
  const visitor = await stage.visitor();
  const personId = await says(visitor, { email: 'Vera@example.com', firstName: 'V' });
  expect(valueOf(await upsert('vera@EXAMPLE.com', { firstName: 'Vera', crmStatus: 'Customer' }))).toBe(personId);
  expect(await known(valueOf(await upsert('vera@example.com')))).toEqual({
    crmStatus: 'Customer INTEGRATION',
    email: 'vera@example.com INTEGRATION',
    firstName: 'Vera INTEGRATION',
  });
  const other = valueOf(await upsert('bob@example.com', { firstName: 'Bob' }));
  expect(other).not.toBe(personId);
  // What the integration says of the person is not told to the browser that gave the address.
  expect(await browserOf(visitor)).toEqual({ email: 'Vera@example.com', firstName: 'V' });
});

test('an integration that knows who sits at a browser says so, and the browser is theirs', async () => {
  const visitor = await stage.visitor();
  const vera = await says(visitor, { email: 'vera@example.com' });
  const bob = valueOf(await upsert('bob@example.com', { firstName: 'Bob' }, visitor));
  expect(bob).not.toBe(vera);
  expect(await factsOf(visitor)).toMatchObject({ personId: bob });
  expect(valueOf(await upsert('bob@example.com', { lastName: 'Ek' }, visitor))).toBe(bob);
  const identified = stage.events.flatMap(({ event }) => (event.type === 'VISITOR_IDENTIFIED' ? [event.personId] : []));
  expect(identified).toEqual([vera, bob]);
});

test('fifty integrations know one new address at once: one person', async () => {
  const told = await Promise.all(
    Array.from({ length: 50 }, (_, index) => upsert('vera@example.com', { city: `${index}` })),
  );
  expect(new Set(told.map(valueOf)).size).toBe(1);
});

test('every fault of what is said is told by its place, and nothing is made', async () => {
  expect(faultsOf(await upsert('nobody', { shoeSize: '44', companySize: 'many', firstName: ' ' }))).toEqual([
    'INVALID email',
    'INVALID attributes.0.name',
    'INVALID attributes.1.value',
    'INVALID attributes.2.value',
  ]);
  expect(faultsOf(await upsert('vera@example.com', { Email: 'bob@example.com' }))).toEqual(['INVALID attributes']);
  const visitor = { kind: 'VISITOR', workspaceId: stage.workspaceId, visitorId: newId<'Visitor'>() } as const;
  expect(faultsOf(await upsert('vera@example.com', {}, visitor))).toEqual(['NOT_FOUND visitorId']);
  expect(await db.rows('SELECT 1 FROM person WHERE workspace_id = $1', [stage.workspaceId])).toEqual([]);
});

test('what staff put right stays, whoever says otherwise later', async () => {
  const id = valueOf(await upsert('vera@example.com', { firstName: 'Wera', city: 'Lund' }));
  valueOf(await update(id, { firstName: 'Vera' }, ['CITY']));
  valueOf(await upsert('vera@example.com', { firstName: 'Wera' }));
  expect(await known(id)).toEqual({ email: 'vera@example.com INTEGRATION', firstName: 'Vera STAFF' });
});

test('a person may have another address, but not somebody else’s', async () => {
  const vera = valueOf(await upsert('vera@exmaple.com'));
  const bob = valueOf(await upsert('bob@example.com'));
  valueOf(await update(vera, { email: 'Vera@example.com' }));
  expect(valueOf(await upsert('vera@example.com'))).toBe(vera);
  expect(valueOf(await upsert('vera@exmaple.com'))).not.toBe(vera);
  expect(faultsOf(await update(vera, { email: 'BOB@example.com' }))).toEqual(['CONFLICT attributes']);
  expect(faultsOf(await update(vera, {}, ['email']))).toEqual(['INVALID remove.0']);
  expect(valueOf(await upsert('bob@example.com'))).toBe(bob);
});

test('two who turn out to be one: the stronger word stays, then the later one, and both addresses lead there', async () => {
  const [home, work] = [await stage.visitor(), await stage.visitor()];
  const vera = (await says(home, { email: 'vera@home.example', firstName: 'Vera', city: 'Lund', phone: '11111' }))!;
  await db.moveClock(60_000);
  const other = (await says(work, { email: 'vera@work.example', firstName: 'V', city: 'Malmö', jobTitle: 'CTO' }))!;
  valueOf(await update(vera, { firstName: 'Vera' }));
  expect(valueOf(await merge(vera, other))).toBe(vera);
  const all = {
    city: 'Malmö VISITOR',
    email: 'vera@home.example VISITOR',
    firstName: 'Vera STAFF',
    jobTitle: 'CTO VISITOR',
    phone: '11111 VISITOR',
  };
  expect([await known(vera), await known(other)]).toEqual([all, all]);
  expect(await factsOf(work)).toMatchObject({ personId: vera });
  expect(valueOf(await upsert('vera@work.example'))).toBe(vera);
  expect((await stage.work((tx) => tx.people.find(other)))?.otherEmails).toEqual(['vera@work.example']);
  // Whatever the browsers say from now on is said of the one.
  await says(work, { industry: 'Toys' });
  expect(await known(vera)).toMatchObject({ industry: 'Toys VISITOR' });
});

test('a merge again is the same answer, also the other way round, and chains end at who stayed', async () => {
  const [a, b, c, d] = await Promise.all(
    ['a', 'b', 'c', 'd'].map(async (name) => valueOf(await upsert(`${name}@example.com`, { firstName: name }))),
  );
  valueOf(await merge(b!, a!));
  expect(valueOf(await merge(b!, a!))).toBe(b);
  expect(valueOf(await merge(a!, b!))).toBe(b);
  valueOf(await merge(c!, b!));
  valueOf(await merge(d!, b!));
  for (const id of [a, b, c, d]) expect((await stage.work((tx) => tx.people.find(id!)))?.id).toBe(d);
  expect((await stage.work((tx) => tx.people.find(a!)))?.otherEmails).toEqual([
    'a@example.com',
    'b@example.com',
    'c@example.com',
  ]);
  expect(faultsOf(await merge(a!, a!))).toEqual(['INVALID otherPersonId']);
  expect(faultsOf(await merge(a!, newId<'Person'>()))).toEqual(['NOT_FOUND otherPersonId']);
});

test('merges crosswise, and addresses given in the same moment: everybody ends as one, and nothing waits for ever', async () => {
  for (let round = 0; round < 6; round += 1) {
    const emails = ['a', 'b', 'c'].map((name) => `${name}${round}@example.com`);
    const [a, b, c] = await Promise.all(emails.map(async (email) => valueOf(await upsert(email))));
    const visitors = await Promise.all(Array.from({ length: 6 }, () => stage.visitor()));
    await Promise.all([
      merge(a!, b!),
      merge(b!, c!),
      merge(c!, a!),
      ...visitors.map((visitor, index) => says(visitor, { email: emails[index % 3] ?? '', phone: `1234${index}` })),
      ...emails.map((email) => upsert(email, { city: email })),
    ]);
    const ends = await Promise.all([a, b, c].map((id) => stage.work((tx) => tx.people.find(id!))));
    expect(new Set(ends.map((end) => end?.id)).size).toBe(1);
    const facts = await Promise.all(visitors.map(factsOf));
    expect(new Set(facts.map(({ personId }) => personId))).toEqual(new Set([ends[0]?.id]));
    expect(Object.keys(await known(a!)).sort()).toEqual(['city', 'email', 'phone']);
    const chained = await db.rows(
      `SELECT 1 FROM person p JOIN person q ON q.person_id = p.merged_into WHERE q.merged_into IS NOT NULL`,
    );
    expect(chained).toEqual([]);
  }
  // A deadlock would be tried again and succeed: the server has counted none.
  const [counted] = await db.rows('SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()');
  expect(counted).toEqual({ deadlocks: '0' });
});

test('the agent who serves a visitor puts right what is known; another agent does not even learn that there is one', async () => {
  const ann = await stage.agent({ permissions: ['LIVE_CHAT_TAKE', 'MY_CONVERSATIONS_VIEW'] });
  const bob = await stage.agent({ available: false });
  await stage.dialog();
  const visitor = await stage.visitor({ country: 'SE' });
  await says(visitor, { firstName: 'Wera' });
  await stage.isServed(visitor);
  const correct = (actor: Parameters<typeof visitorUpdate>[1], said: Said, remove: readonly string[] = []) =>
    visitorUpdate(stage.ports, actor, { visitorId: visitor.visitorId, attributes: list(said), remove });
  expect(faultsOf(await correct(bob, { firstName: 'Vera' }))).toEqual(['NOT_FOUND visitorId']);
  expect(faultsOf(await correct(visitor, { firstName: 'Vera' }))).toEqual(['FORBIDDEN']);
  valueOf(await correct(ann, { firstName: 'Vera', email: 'vera@example.com' }, ['country']));
  expect(await browserOf(visitor)).toEqual({ firstName: 'Vera', email: 'vera@example.com' });
  expect(await factsOf(visitor)).toMatchObject({
    attributes: [
      { name: 'email', source: 'STAFF' },
      { name: 'firstName', source: 'STAFF' },
    ],
  });
  valueOf(await correct(admin(stage), { lastName: 'Ek' }));
  valueOf(await correct(integration(stage, ['ALL_CONVERSATIONS_VIEW']), { lastName: 'Eks' }));
  expect(await browserOf(visitor)).toMatchObject({ lastName: 'Ek' });
});

test('people are kept by those who see every conversation, and only their own', async () => {
  const id = valueOf(await upsert('vera@example.com'));
  const other = valueOf(await upsert('bob@example.com'));
  for (const actor of [profile(stage, 'LIVE_AGENT'), profile(stage, 'MARKETING_ADMIN'), await stage.visitor()]) {
    expect(
      faultsOf(await personUpsert(stage.ports, actor, { email: 'x@example.com', attributes: [], visitorId: null })),
    ).toEqual(['FORBIDDEN']);
    expect(faultsOf(await personUpdate(stage.ports, actor, { personId: id, attributes: [], remove: [] }))).toEqual([
      'FORBIDDEN',
    ]);
    expect(faultsOf(await personMerge(stage.ports, actor, { personId: id, otherPersonId: other }))).toEqual([
      'FORBIDDEN',
    ]);
  }
  const elsewhere = await createStage(db);
  const stranger = admin(elsewhere);
  expect(faultsOf(await personMerge(elsewhere.ports, stranger, { personId: id, otherPersonId: other }))).toEqual([
    'NOT_FOUND personId',
  ]);
  expect(faultsOf(await personUpdate(elsewhere.ports, stranger, { personId: id, attributes: [], remove: [] }))).toEqual(
    ['NOT_FOUND personId'],
  );
});
