import { agentDeactivate } from '../../src/actions/agent-deactivate';
import { dialogCreate } from '../../src/actions/dialog-create';
import { dialogPublish } from '../../src/actions/dialog-publish';
import { dialogStreamReplace, type CardDraft } from '../../src/actions/dialog-stream-replace';
import { dialogUnpublish } from '../../src/actions/dialog-unpublish';
import type { DialogId, LiveChatRouting } from '../../src/routing/terms';
import { newId } from '../../src/stores/ids';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, profile, staff } from '../support/staff';
import { createStage, roundRobin, valueOf } from '../support/stage';

let dialogId: DialogId;
beforeEach(async () => {
  dialogId = valueOf(await dialogCreate(stage.ports, admin(stage), { name: 'Welcome', priority: null }));
});

const blank = { message: null, question: null, infoCapture: null, liveChat: null };
const message = (key: string, text = 'Hello', next: string | null = null): CardDraft => ({
  ...blank,
  key,
  message: { text, next },
});
const capture = (key: string, attribute: string, next: string | null = null): CardDraft => ({
  ...blank,
  key,
  infoCapture: { text: 'Who are you?', attribute, next },
});
const question = (key: string, ...labels: readonly string[]): CardDraft => ({
  ...blank,
  key,
  question: {
    text: 'Talk to a person?',
    attribute: null,
    responses: labels.map((label) => ({ key: null, label, storedValue: null, next: null })),
  },
});
const liveChat = (key: string, routing: LiveChatRouting, acceptWindowSeconds: number | null = null): CardDraft => ({
  ...blank,
  key,
  liveChat: { routing, acceptWindowSeconds, next: null },
});

const replace = (cards: readonly CardDraft[], ifRevision: number | null = null) =>
  dialogStreamReplace(stage.ports, admin(stage), { dialogId, cards, ifRevision });
const publish = () => dialogPublish(stage.ports, admin(stage), { dialogId });
async function dialog() {
  const found = await stage.work((tx) => tx.dialogs.find(dialogId));
  if (found === null) throw new Error('The dialog is gone.');
  return found;
}

test('a dialog begins as an empty draft', async () => {
  expect(await dialog()).toMatchObject({
    name: 'Welcome',
    status: 'DRAFT',
    priority: 0,
    cards: [],
    publishedVersion: null,
  });
  const faulty = await dialogCreate(stage.ports, admin(stage), { name: '', priority: 1.5 });
  expect(faultsOf(faulty)).toEqual(['INVALID name', 'INVALID priority']);
});

test('the working copy may be unfinished; every change of it counts', async () => {
  valueOf(await replace([message('a', 'Hello\u0000', 'gone'), capture('b', 'EMAIL'), capture('c', 'shoeSize')]));
  const { cards, revision } = await dialog();
  expect(cards).toEqual([
    { kind: 'MESSAGE', key: 'a', text: 'Hello', next: 'gone' },
    { kind: 'INFO_CAPTURE', key: 'b', text: 'Who are you?', attribute: 'email', next: null },
    { kind: 'INFO_CAPTURE', key: 'c', text: 'Who are you?', attribute: 'shoeSize', next: null },
  ]);
  valueOf(await replace([]));
  expect((await dialog()).revision).toBe(revision + 1);
});

test('a change over a change that one has not seen is a CONFLICT', async () => {
  const { revision } = await dialog();
  valueOf(await replace([message('mine')], revision));
  expect(faultsOf(await replace([message('theirs')], revision))).toEqual(['CONFLICT ifRevision']);
  expect((await dialog()).cards).toMatchObject([{ key: 'mine' }]);
});

test('of two who change the same revision at once, one is told', async () => {
  const { revision } = await dialog();
  const both = await Promise.all([replace([message('a')], revision), replace([message('b')], revision)]);
  expect(both.map(faultsOf).sort()).toEqual([[], ['CONFLICT ifRevision']]);
});

test('what is no card is refused, each fault at its field', async () => {
  const outcome = await replace([
    { ...blank, key: 'none' },
    { ...message('two'), infoCapture: { text: 'x', attribute: 'email', next: null } },
    message(' ', ''),
    question('no answers'),
    question('blank answer', ' '),
    liveChat('hasty', roundRobin, 9),
  ]);
  expect(faultsOf(outcome)).toEqual([
    'INVALID cards.0',
    'INVALID cards.1',
    'INVALID cards.2.key',
    'INVALID cards.2.message.text',
    'INVALID cards.3.question.responses',
    'INVALID cards.4.question.responses.0.label',
    'INVALID cards.5.liveChat.acceptWindowSeconds',
  ]);
});

test("an answer's key is its label where none is given", async () => {
  valueOf(await replace([question('ask', ' Yes ', 'No')]));
  expect((await dialog()).cards).toMatchObject([{ responses: [{ key: 'Yes', label: 'Yes' }, { key: 'No' }] }]);
});

test('publishing makes the next immutable version', async () => {
  valueOf(await replace([message('a')]));
  valueOf(await publish());
  expect(await dialog()).toMatchObject({ status: 'PUBLISHED', publishedVersion: 1 });
  valueOf(await replace([message('b')]));
  expect((await dialog()).publishedVersion).toBe(1);
  valueOf(await publish());
  expect((await dialog()).publishedVersion).toBe(2);
  const first = await stage.work((tx) => tx.dialogs.findVersion(dialogId, 1));
  expect(first).toMatchObject([{ key: 'a' }]);
});

test('publishing what is published already says so', async () => {
  valueOf(await replace([question('ask', 'Yes'), capture('unused', 'email')].slice(0, 1)));
  valueOf(await publish());
  expect(faultsOf(await publish())).toEqual(['ALREADY_PUBLISHED dialogId']);
  valueOf(await replace([question('ask', 'Yes')]));
  expect(faultsOf(await publish())).toEqual(['ALREADY_PUBLISHED dialogId']);
  valueOf(await dialogUnpublish(stage.ports, admin(stage), { dialogId }));
  expect((await dialog()).status).toBe('UNPUBLISHED');
  valueOf(await publish());
  expect(await dialog()).toMatchObject({ status: 'PUBLISHED', publishedVersion: 2 });
});

test('a stream with errors cannot be published, and every one is told', async () => {
  expect(await publish()).toMatchObject({ refusals: [{ code: 'STREAM_INVALID', field: ['dialogId'] }] });
  valueOf(await replace([message('a', 'Hello', 'gone'), capture('alone', 'shoeSize')]));
  const outcome = await publish();
  const messages = outcome.ok ? [] : outcome.refusals.map((refusal) => refusal.message);
  expect(messages.map((text) => /\((\w+)\)$/.exec(text)?.[1])).toEqual([
    'UNKNOWN_TARGET',
    'UNKNOWN_ATTRIBUTE',
    'UNREACHABLE_CARD',
  ]);
  expect(messages[0]).toContain('“a”');
  expect((await dialog()).status).toBe('DRAFT');
});

test('a stream full of errors is told in one readable answer', async () => {
  valueOf(await replace(Array.from({ length: 60 }, (_, index) => message(`m${index}`))));
  const outcome = await publish();
  expect(outcome.ok ? [] : outcome.refusals).toHaveLength(21);
});

test('advice does not keep a stream from being published', async () => {
  valueOf(await replace([liveChat('chat', roundRobin)]));
  valueOf(await publish());
});

test('a live chat routes to agents who are there', async () => {
  const { agentId } = await stage.agent();
  valueOf(await replace([liveChat('chat', { strategy: 'AGENT', agentId, teamId: newId<'Team'>() })]));
  expect((await dialog()).cards).toMatchObject([{ routing: { strategy: 'AGENT', agentId, teamId: null } }]);
  valueOf(await publish());
  valueOf(await replace([message('hi', 'Hi', 'chat'), liveChat('chat', { strategy: 'AGENT', agentId, teamId: null })]));
  valueOf(await agentDeactivate(stage.ports, admin(stage), { agentId }));
  expect(await publish()).toMatchObject({ refusals: [{ message: expect.stringContaining('UNKNOWN_AGENT') }] });
});

test('dialogs are written and published by those who may, and only their own', async () => {
  const writer = staff(stage, ['DIALOGS_MANAGE']);
  valueOf(await dialogStreamReplace(stage.ports, writer, { dialogId, cards: [message('a')], ifRevision: null }));
  expect(faultsOf(await dialogPublish(stage.ports, writer, { dialogId }))).toEqual(['FORBIDDEN']);
  for (const actor of [profile(stage, 'LIVE_AGENT'), await stage.visitor()]) {
    const cards = { dialogId, cards: [], ifRevision: null };
    expect(faultsOf(await dialogCreate(stage.ports, actor, { name: 'Mine', priority: 0 }))).toEqual(['FORBIDDEN']);
    expect(faultsOf(await dialogStreamReplace(stage.ports, actor, cards))).toEqual(['FORBIDDEN']);
    expect(faultsOf(await dialogUnpublish(stage.ports, actor, { dialogId }))).toEqual(['FORBIDDEN']);
  }
  const other = await createStage(db);
  const mine = { dialogId, cards: [], ifRevision: null };
  expect(faultsOf(await dialogStreamReplace(other.ports, admin(other), mine))).toEqual(['NOT_FOUND dialogId']);
  expect(faultsOf(await dialogPublish(other.ports, admin(other), mine))).toEqual(['NOT_FOUND dialogId']);
  expect(faultsOf(await dialogUnpublish(other.ports, admin(other), mine))).toEqual(['NOT_FOUND dialogId']);
});
