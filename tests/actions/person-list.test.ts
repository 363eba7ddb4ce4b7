import { dialogPublish } from '../../src/actions/dialog-publish';
import type { ListMemberDraft } from '../../src/actions/list-members';
import { personListCreate } from '../../src/actions/person-list-create';
import { personListDelete } from '../../src/actions/person-list-delete';
import { personListMembersAdd } from '../../src/actions/person-list-members-add';
import { personListMembersRemove } from '../../src/actions/person-list-members-remove';
import { personListUpdate } from '../../src/actions/person-list-update';
import { personMerge } from '../../src/actions/person-merge';
import { visitorIdentify } from '../../src/actions/visitor-identify';
import type { VisitorActor } from '../../src/auth/actor';
import type { ListId, PersonId } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import type { Script } from '../../src/streams/script';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, profile } from '../support/staff';
import { createStage, valueOf } from '../support/stage';

let vips: ListId;
beforeEach(async () => {
  vips = await create('VIPs');
});

const create = async (name: string): Promise<ListId> =>
  valueOf(await personListCreate(stage.ports, admin(stage), { name, description: null }));
const draft = (who: string | VisitorActor): ListMemberDraft =>
  typeof who === 'string' ? { email: who, visitorId: null } : { email: null, visitorId: who.visitorId };
const add = (...who: readonly (string | VisitorActor)[]) =>
  personListMembersAdd(stage.ports, admin(stage), { personListId: vips, members: who.map(draft) });
const remove = (...who: readonly (string | VisitorActor)[]) =>
  personListMembersRemove(stage.ports, admin(stage), { personListId: vips, members: who.map(draft) });
const isOn = async (visitor: VisitorActor) =>
  (await stage.work((tx) => tx.people.findFacts(visitor.visitorId))).lists.includes(vips);
const knows = (visitor: VisitorActor, email: string) =>
  stage.work((tx) =>
    visitorIdentify(stage.ports, tx, {
      visitorId: visitor.visitorId,
      conversation: null,
      attributes: [{ name: 'email', value: email, source: 'VISITOR' }],
    }),
  );
const asks = (listId: ListId): Script => [
  {
    kind: 'BRANCH',
    key: 'vip',
    branches: [{ key: 'yes', match: 'ALL', conditions: [{ kind: 'LIST_MEMBER', listId, member: true }], next: 'hi' }],
    otherwise: { next: 'hi' },
  },
  { kind: 'MESSAGE', key: 'hi', text: 'Hi', next: null },
];

test('an address on a list stands for the person with every browser, those to come too', async () => {
  expect(valueOf(await add('Vera@example.com', 'bob@example.com', 'VERA@example.com'))).toMatchObject({ changed: 2 });
  const [first, second] = [await stage.visitor(), await stage.visitor()];
  expect(await isOn(first)).toBe(false);
  await knows(first, 'vera@example.com');
  await knows(second, 'vera@example.com');
  expect([await isOn(first), await isOn(second)]).toEqual([true, true]);
  expect(valueOf(await add('vera@example.com'))).toMatchObject({ changed: 0 });
  expect(valueOf(await remove('vera@EXAMPLE.com', 'nobody@example.com'))).toMatchObject({ changed: 1 });
  expect([await isOn(first), await isOn(second)]).toEqual([false, false]);
});

test('a browser on a list takes the list along when it gives its first address, and leaves it with that person', async () => {
  const [visitor, other] = [await stage.visitor(), await stage.visitor()];
  expect(valueOf(await add(visitor))).toMatchObject({ changed: 1 });
  expect(await isOn(visitor)).toBe(true);
  await knows(visitor, 'vera@example.com');
  await knows(other, 'vera@example.com');
  expect([await isOn(visitor), await isOn(other)]).toEqual([true, true]);
  await knows(visitor, 'bob@example.com');
  expect([await isOn(visitor), await isOn(other)]).toEqual([false, true]);
  expect((await stage.work((tx) => tx.lists.find(vips)))?.members).toBe(1);
});

test('a visitor who is known is put on as its person, and taken off with all browsers', async () => {
  const [visitor, other] = [await stage.visitor(), await stage.visitor()];
  await knows(visitor, 'vera@example.com');
  await knows(other, 'vera@example.com');
  valueOf(await add(visitor));
  expect(await isOn(other)).toBe(true);
  expect(valueOf(await remove(other))).toMatchObject({ changed: 1 });
  expect(await isOn(visitor)).toBe(false);
});

test('who is merged brings the lists along', async () => {
  const visitor = await stage.visitor();
  const kept = (await knows(visitor, 'vera@example.com')) as PersonId;
  valueOf(await add('vera@work.example', 'vera@example.com'));
  valueOf(await remove('vera@example.com'));
  const other = (await stage.work((tx) => tx.people.findByEmails(['vera@work.example']))).get('vera@work.example');
  valueOf(await personMerge(stage.ports, admin(stage), { personId: kept, otherPersonId: other as PersonId }));
  expect(await isOn(visitor)).toBe(true);
});

test('each row’s fault is told by its place, and nobody is added', async () => {
  const elsewhere = await createStage(db);
  const stranger = await elsewhere.visitor();
  const visitor = await stage.visitor();
  const members = [
    { email: 'vera@example.com', visitorId: null },
    { email: 'nobody', visitorId: null },
    { email: null, visitorId: null },
    { email: 'bob@example.com', visitorId: visitor.visitorId },
    { email: null, visitorId: stranger.visitorId },
    { email: null, visitorId: visitor.visitorId },
  ];
  const refused = await personListMembersAdd(stage.ports, admin(stage), { personListId: vips, members });
  expect(faultsOf(refused)).toEqual([
    'INVALID members.1.email',
    'INVALID members.2',
    'INVALID members.3',
    'NOT_FOUND members.4.visitorId',
  ]);
  expect((await stage.work((tx) => tx.lists.find(vips)))?.members).toBe(0);
  expect(await db.rows('SELECT 1 FROM person WHERE workspace_id = $1', [stage.workspaceId])).toEqual([]);
});

test('a thousand come at once, and one more is too many', async () => {
  const thousand = Array.from({ length: 1_000 }, (_, index) => `person${index}@example.com`);
  expect(valueOf(await add(...thousand))).toMatchObject({ changed: 1_000 });
  expect(faultsOf(await add(...thousand, 'vera@example.com'))).toEqual(['INVALID members']);
  expect(faultsOf(await add())).toEqual(['INVALID members']);
  expect(valueOf(await remove(...thousand))).toMatchObject({ changed: 1_000 });
});

test('two uploads of the same people, and people who give those addresses meanwhile, meet without a loss', async () => {
  const people = Array.from({ length: 60 }, (_, index) => `person${index}@example.com`);
  const visitors = await Promise.all(people.slice(0, 20).map(() => stage.visitor()));
  const added = await Promise.all([
    add(...people),
    add(...[...people].reverse()),
    ...visitors.map((visitor, index) => knows(visitor, people[index] ?? '')),
  ]);
  const counted = added.slice(0, 2).map((outcome) => valueOf(outcome as Awaited<ReturnType<typeof add>>).changed);
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(60);
  for (const visitor of visitors) expect(await isOn(visitor)).toBe(true);
  expect(await db.rows('SELECT 1 FROM person WHERE workspace_id = $1', [stage.workspaceId])).toHaveLength(60);
});

test('names are one each, whatever their case, and may change', async () => {
  expect(faultsOf(await personListCreate(stage.ports, admin(stage), { name: 'vips', description: null }))).toEqual([
    'CONFLICT name',
  ]);
  expect(
    faultsOf(await personListCreate(stage.ports, admin(stage), { name: ' ', description: 'x'.repeat(201) })),
  ).toEqual(['INVALID name', 'INVALID description']);
  const other = await create('Partners');
  const rename = (personListId: ListId, name: string) =>
    personListUpdate(stage.ports, admin(stage), { personListId, name, description: 'Those who sell for us' });
  expect(faultsOf(await rename(other, 'VIPS'))).toEqual(['CONFLICT name']);
  valueOf(await rename(other, 'Resellers'));
  expect(await stage.work((tx) => tx.lists.find(other))).toMatchObject({
    name: 'Resellers',
    description: 'Those who sell for us',
  });
  expect(faultsOf(await rename(newId<'PersonList'>(), 'Nobody'))).toEqual(['NOT_FOUND personListId']);
});

test('a list that a dialog asks about stays, and the answer names where', async () => {
  const dialogId = await stage.dialog({ cards: asks(vips) });
  const drop = () => personListDelete(stage.ports, admin(stage), { personListId: vips });
  const refused = await drop();
  expect(faultsOf(refused)).toEqual(['IN_USE personListId']);
  expect(refused).toMatchObject({ refusals: [{ message: expect.stringContaining('the dialog “Dialog”') }] });
  // The working copy asks no more, the published version does.
  await stage.work(async (tx) =>
    tx.dialogs.replaceCards(dialogId, [{ kind: 'MESSAGE', key: 'hi', text: 'Hi', next: null }]),
  );
  expect(faultsOf(await drop())).toEqual(['IN_USE personListId']);
  valueOf(await dialogPublish(stage.ports, admin(stage), { dialogId }));
  valueOf(await add('vera@example.com'));
  expect(valueOf(await drop())).toBe(vips);
  expect(faultsOf(await drop())).toEqual(['NOT_FOUND personListId']);
});

test('lists are managed by those who may, and only their own', async () => {
  for (const actor of [profile(stage, 'LIVE_AGENT'), await stage.visitor()]) {
    const personListId = vips;
    expect(faultsOf(await personListCreate(stage.ports, actor, { name: 'Mine', description: null }))).toEqual([
      'FORBIDDEN',
    ]);
    expect(faultsOf(await personListUpdate(stage.ports, actor, { personListId }))).toEqual(['FORBIDDEN']);
    expect(faultsOf(await personListDelete(stage.ports, actor, { personListId }))).toEqual(['FORBIDDEN']);
    expect(faultsOf(await personListMembersAdd(stage.ports, actor, { personListId, members: [] }))).toEqual([
      'FORBIDDEN',
    ]);
    expect(faultsOf(await personListMembersRemove(stage.ports, actor, { personListId, members: [] }))).toEqual([
      'FORBIDDEN',
    ]);
  }
  const elsewhere = await createStage(db);
  const members = [draft('vera@example.com')];
  expect(
    faultsOf(await personListMembersAdd(elsewhere.ports, admin(elsewhere), { personListId: vips, members })),
  ).toEqual(['NOT_FOUND personListId']);
});
