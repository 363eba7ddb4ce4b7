import { chatEnabledSet } from '../../src/actions/chat-enabled-set';
import { conversationStart } from '../../src/actions/conversation-start';
import { dialogClone } from '../../src/actions/dialog-clone';
import { dialogCreate } from '../../src/actions/dialog-create';
import { dialogDelete } from '../../src/actions/dialog-delete';
import { dialogPublish } from '../../src/actions/dialog-publish';
import { dialogRollback } from '../../src/actions/dialog-rollback';
import { dialogStreamReplace } from '../../src/actions/dialog-stream-replace';
import { dialogUnpublish } from '../../src/actions/dialog-unpublish';
import { dialogUpdate } from '../../src/actions/dialog-update';
import { teamDelete } from '../../src/actions/team-delete';
import type { DialogId, TeamId } from '../../src/routing/terms';
import { everybody } from '../../src/streams/audience-terms';
import type { Script } from '../../src/streams/script';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { admin, faultsOf, integration, staff } from '../support/staff';
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

const create = async (more: Partial<Parameters<typeof dialogCreate>[2]> = {}): Promise<DialogId> =>
  valueOf(await dialogCreate(stage.ports, admin(stage), { name: 'Welcome', priority: null, ...more }));
const says = async (dialogId: DialogId, text: string): Promise<void> => {
  const cards = [{ key: 'a', message: { text } }];
  valueOf(await dialogStreamReplace(stage.ports, admin(stage), { dialogId, cards, ifRevision: null }));
};
const publish = (dialogId: DialogId, more: object = {}) =>
  dialogPublish(stage.ports, admin(stage), { dialogId, ...more });
async function dialog(id: DialogId) {
  const found = await stage.work((tx) => tx.dialogs.find(id));
  if (found === null) throw new Error('The dialog is gone.');
  return found;
}
const version = (id: DialogId, number: number) => stage.work((tx) => tx.dialogs.findVersionRecord(id, number));
const textOf = (cards: Script | undefined) => cards?.map((card) => ('text' in card ? card.text : ''));
/** Of which dialogs it was told that visitors meet something else. */
const told = () => stage.events.flatMap(({ event }) => (event.type === 'DIALOG_CHANGED' ? [event.dialogId] : []));

describe('a new dialog', () => {
  test('has a key of its name, readable and its own', async () => {
    const [first, second] = [await create({ name: 'Über uns & Preise!' }), await create({ name: 'Über uns: Preise' })];
    expect((await dialog(first)).key).toBe('uber-uns-preise');
    expect((await dialog(second)).key).toBe(`uber-uns-preise-${second.slice(-8)}`);
    expect((await dialog(await create({ name: '欢迎' }))).key).toMatch(/^[0-9a-f]{8}$/);
  });

  test('is what it was said to be', async () => {
    const id = await create({
      kind: 'FLOW',
      key: 'book-a-demo',
      description: ' For the pricing page. ',
      language: 'SV-se',
      fallbackLanguages: ['en', 'EN', 'zh-hant'],
      priority: 7,
    });
    expect(await dialog(id)).toMatchObject({
      kind: 'FLOW',
      key: 'book-a-demo',
      description: 'For the pricing page.',
      language: 'sv-SE',
      fallbackLanguages: ['en', 'zh-Hant'],
      priority: 7,
      audience: everybody,
      status: 'DRAFT',
    });
  });

  test('is told all its faults at once', async () => {
    const faulty = { name: '', priority: 0.5, key: 'Not a key', language: 'klingon!', fallbackLanguages: ['en', '?'] };
    expect(faultsOf(await dialogCreate(stage.ports, admin(stage), faulty))).toEqual([
      'INVALID name',
      'INVALID priority',
      'INVALID language',
      'INVALID fallbackLanguages.1',
      'INVALID key',
    ]);
  });

  test('takes no key that is taken, not even when two take it at once', async () => {
    await create({ key: 'mine' });
    const again = () => dialogCreate(stage.ports, admin(stage), { name: 'Again', priority: null, key: 'mine' });
    expect(faultsOf(await again())).toEqual(['CONFLICT key']);
    const both = await Promise.all(
      ['One', 'Two'].map((name) => dialogCreate(stage.ports, admin(stage), { name, priority: null, key: 'both' })),
    );
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(both.flatMap(faultsOf)).toEqual(['CONFLICT key']);
  });
});

describe('changing a dialog', () => {
  test('changes its working copy: visitors meet it when it is published', async () => {
    const id = await create();
    await says(id, 'Hello');
    valueOf(await publish(id));
    const audience = { conditions: null, targets: ['*/pricing'], exclusions: [], triggers: null, frequency: null };
    const changes = { name: 'Prices', language: 'sv', fallbackMessage: 'Ring oss.', audience };
    valueOf(await dialogUpdate(stage.ports, admin(stage), { dialogId: id, ...changes }));
    const changed = await dialog(id);
    expect(changed).toMatchObject({ name: 'Prices', language: 'sv', fallbackMessage: 'Ring oss.' });
    expect(changed.audience.targets).toEqual(['*/pricing']);
    expect(await version(id, 1)).toMatchObject({ language: 'en', fallbackMessage: null, audience: { targets: [] } });
    valueOf(await publish(id));
    expect(await version(id, 2)).toMatchObject({
      language: 'sv',
      fallbackMessage: 'Ring oss.',
      audience: { targets: ['*/pricing'] },
    });
  });

  test('counts as a change only where something is another', async () => {
    const id = await create();
    const { revision } = await dialog(id);
    const update = (changes: object) => dialogUpdate(stage.ports, admin(stage), { dialogId: id, ...changes });
    valueOf(await update({ name: 'Welcome', language: 'en', description: null }));
    expect((await dialog(id)).revision).toBe(revision);
    valueOf(await update({ name: 'Hi', ifRevision: revision }));
    expect((await dialog(id)).revision).toBe(revision + 1);
    expect(faultsOf(await update({ name: 'Ho', ifRevision: revision }))).toEqual(['CONFLICT ifRevision']);
  });

  test('tells of a priority at once, since it is part of no version', async () => {
    const id = await create();
    const priority = (number: number) => dialogUpdate(stage.ports, admin(stage), { dialogId: id, priority: number });
    await says(id, 'Hello');
    valueOf(await priority(3));
    expect(told()).toEqual([]);
    valueOf(await publish(id));
    valueOf(await priority(4));
    valueOf(await dialogUpdate(stage.ports, admin(stage), { dialogId: id, name: 'Only a name' }));
    expect(told()).toEqual([id, id]);
  });
});

describe('a version', () => {
  test('remembers who published it and why', async () => {
    const id = await create();
    await says(id, 'One');
    const ann = staff(stage, ['DIALOGS_PUBLISH']);
    valueOf(await dialogPublish(stage.ports, ann, { dialogId: id, note: ' For spring. ' }));
    await says(id, 'Two');
    const program = integration(stage, ['DIALOGS_PUBLISH']);
    valueOf(await dialogPublish(stage.ports, program, { dialogId: id }));
    expect(await version(id, 1)).toMatchObject({
      note: 'For spring.',
      publishedByKind: 'AGENT',
      publishedBy: ann.agentId,
    });
    expect(await version(id, 2)).toMatchObject({
      note: null,
      publishedByKind: 'INTEGRATION',
      publishedBy: program.apiTokenId,
    });
  });

  test('is not published over a change that was not seen', async () => {
    const id = await create();
    await says(id, 'One');
    const { revision } = await dialog(id);
    await says(id, 'Two');
    expect(faultsOf(await publish(id, { ifRevision: revision }))).toEqual(['CONFLICT ifRevision']);
    valueOf(await publish(id, { ifRevision: revision + 1 }));
  });

  test('that is old comes back as a new one; the working copy stays', async () => {
    const id = await create();
    for (const text of ['One', 'Two', 'Three']) {
      await says(id, text);
      valueOf(await publish(id));
    }
    await says(id, 'Four, unfinished');
    const back = (more: object) =>
      dialogRollback(stage.ports, admin(stage), { dialogId: id, version: 1, note: 'Two is wrong', ...more });
    valueOf(await back({}));
    expect(await dialog(id)).toMatchObject({ publishedVersion: 4, status: 'PUBLISHED' });
    expect(textOf((await dialog(id)).cards)).toEqual(['Four, unfinished']);
    const fourth = await version(id, 4);
    expect(fourth).toMatchObject({ rolledBackFrom: 1, note: 'Two is wrong' });
    expect(textOf(fourth?.cards)).toEqual(['One']);
    expect(faultsOf(await back({}))).toEqual(['ALREADY_PUBLISHED dialogId']);
    valueOf(await back({ version: 2, workingCopyToo: true }));
    expect(textOf((await dialog(id)).cards)).toEqual(['Two']);
    for (const nothing of [0, -1, 99, 1.5, 2 ** 31]) {
      expect(faultsOf(await back({ version: nothing }))).toEqual(['NOT_FOUND version']);
    }
    expect(told()).toHaveLength(5);
  });

  test('that names what is gone does not come back', async () => {
    const teamId = await stage.team('Sales', [await stage.agent()]);
    const id = await create();
    const routing = { strategy: 'TEAM', teamId, agentId: null } as const;
    const cards = [{ key: 'a', liveChat: { routing } }];
    valueOf(await dialogStreamReplace(stage.ports, admin(stage), { dialogId: id, cards, ifRevision: null }));
    valueOf(await publish(id));
    await says(id, 'Nobody');
    valueOf(await publish(id));
    valueOf(await teamDelete(stage.ports, admin(stage), { teamId }));
    const back = await dialogRollback(stage.ports, admin(stage), { dialogId: id, version: 1 });
    expect(back).toMatchObject({
      refusals: [{ code: 'STREAM_INVALID', message: expect.stringContaining('UNKNOWN_TEAM') }],
    });
    expect((await dialog(id)).publishedVersion).toBe(2);
  });
});

async function asksAbout(dialogId: DialogId, teamId: TeamId): Promise<void> {
  const routing = { strategy: 'TEAM', teamId, agentId: null } as const;
  const cards = [
    {
      key: 'a',
      branch: {
        branches: [{ conditions: [{ ...nothingAsked, agentAvailable: { routing, available: true } }] }],
        otherwise: {},
      },
    },
  ];
  valueOf(await dialogStreamReplace(stage.ports, admin(stage), { dialogId, cards, ifRevision: null }));
}
const nothingAsked = {
  attribute: null,
  listMember: null,
  known: null,
  returning: null,
  languages: null,
  referrers: null,
  queryParameter: null,
  businessHoursOpen: null,
  agentAvailable: null,
};

test('a team that only a branch of a published dialog asks about is in use', async () => {
  const teamId = await stage.team('Sales', [await stage.agent()]);
  const id = await create();
  await asksAbout(id, teamId);
  valueOf(await publish(id));
  const refused = await teamDelete(stage.ports, admin(stage), { teamId });
  expect(refused).toMatchObject({ refusals: [{ code: 'IN_USE', message: expect.stringContaining('“Welcome”') }] });
});

describe('a copy', () => {
  test('is a draft of its own with the same content', async () => {
    const id = await create({ description: 'Spring', language: 'sv', fallbackLanguages: ['en'], priority: 5 });
    await says(id, 'One');
    valueOf(await publish(id));
    await says(id, 'Two');
    const clone = (more: object = {}) => dialogClone(stage.ports, admin(stage), { dialogId: id, ...more });
    const copy = await dialog(valueOf(await clone()));
    expect(copy).toMatchObject({
      name: 'Copy of Welcome',
      key: 'copy-of-welcome',
      description: 'Spring',
      language: 'sv',
      fallbackLanguages: ['en'],
      priority: 5,
      status: 'DRAFT',
      publishedVersion: null,
    });
    expect(textOf(copy.cards)).toEqual(['Two']);
    const older = await dialog(valueOf(await clone({ version: 1, name: 'Older', key: 'older' })));
    expect([older.name, older.key, textOf(older.cards)]).toEqual(['Older', 'older', ['One']]);
    expect(faultsOf(await clone({ version: 9 }))).toEqual(['NOT_FOUND version']);
    expect(faultsOf(await clone({ key: 'older' }))).toEqual(['CONFLICT key']);
    await says(copy.id, 'Another');
    expect(textOf((await dialog(id)).cards)).toEqual(['Two']);
  });
});

describe('deleting', () => {
  const remove = (dialogId: DialogId) => dialogDelete(stage.ports, admin(stage), { dialogId });

  test('puts a draft away: it is found nowhere, and its key is free', async () => {
    const id = await create({ key: 'spring' });
    valueOf(await remove(id));
    expect(await stage.work((tx) => tx.dialogs.find(id))).toBeNull();
    expect(faultsOf(await remove(id))).toEqual(['NOT_FOUND dialogId']);
    expect(faultsOf(await publish(id))).toEqual(['NOT_FOUND dialogId']);
    expect((await dialog(await create({ key: 'spring' }))).key).toBe('spring');
  });

  test('is for what visitors do not meet, and have ended', async () => {
    const id = await stage.dialog();
    expect(faultsOf(await remove(id))).toEqual(['CONFLICT dialogId']);
    const visitor = await stage.visitor();
    const conversation = valueOf(await conversationStart(stage.ports, visitor, { dialogId: id, pageUrl: null }));
    valueOf(await dialogUnpublish(stage.ports, admin(stage), { dialogId: id }));
    expect(await remove(id)).toMatchObject({
      refusals: [{ code: 'IN_USE', message: expect.stringContaining('One conversation is still going on') }],
    });
    await db.rows(`UPDATE conversation SET status = 'COMPLETED', ended_at = parley_now() WHERE dialog_id = $1`, [id]);
    valueOf(await remove(id));
    const kept = await db.rows('SELECT 1 FROM conversation WHERE dialog_id = $1', [id]);
    expect([kept.length, await version(id, 1)]).toEqual([1, expect.objectContaining({ version: 1 })]);
    expect(conversation).not.toBeNull();
  });

  test('a flow that published dialogs play is in use, and it is told where', async () => {
    const flow = await create({ kind: 'FLOW', name: 'Ask for a demo' });
    await says(flow, 'Hello');
    valueOf(await publish(flow));
    const outer = await create({ name: 'Pricing' });
    const cards = [{ key: 'a', flow: { flowId: flow } }];
    valueOf(await dialogStreamReplace(stage.ports, admin(stage), { dialogId: outer, cards, ifRevision: null }));
    valueOf(await publish(outer));
    valueOf(await dialogUnpublish(stage.ports, admin(stage), { dialogId: flow }));
    expect(await remove(flow)).toMatchObject({
      refusals: [{ code: 'IN_USE', message: expect.stringContaining('the dialog “Pricing”') }],
    });
    valueOf(await dialogUnpublish(stage.ports, admin(stage), { dialogId: outer }));
    valueOf(await remove(flow));
  });
});

describe('the switch', () => {
  test('is told to all who keep published dialogs, once for each turn', async () => {
    const turn = (enabled: boolean) => chatEnabledSet(stage.ports, admin(stage), { enabled });
    valueOf(await turn(true));
    valueOf(await turn(false));
    valueOf(await turn(false));
    expect((await stage.work((tx) => tx.workspace.find())).chatEnabled).toBe(false);
    expect(told()).toEqual([null]);
    valueOf(await turn(true));
    expect(told()).toEqual([null, null]);
  });

  test('is for those who manage the chat', async () => {
    const writer = staff(stage, ['DIALOGS_MANAGE', 'DIALOGS_PUBLISH']);
    expect(faultsOf(await chatEnabledSet(stage.ports, writer, { enabled: false }))).toEqual(['FORBIDDEN']);
  });
});

describe('flows', () => {
  test('have rights of their own; who may not even view one does not learn of it', async () => {
    const [flow, plain] = [await create({ kind: 'FLOW', name: 'Flow' }), await create()];
    const verbs = {
      update: (actor: Parameters<typeof dialogUpdate>[1], dialogId: DialogId) =>
        dialogUpdate(stage.ports, actor, { dialogId, name: 'Mine' }),
      publish: (actor: Parameters<typeof dialogUpdate>[1], dialogId: DialogId) =>
        dialogPublish(stage.ports, actor, { dialogId }),
      delete: (actor: Parameters<typeof dialogUpdate>[1], dialogId: DialogId) =>
        dialogDelete(stage.ports, actor, { dialogId }),
    };
    const dialogs = staff(stage, ['DIALOGS_MANAGE', 'DIALOGS_PUBLISH', 'FLOWS_VIEW']);
    const flows = staff(stage, ['FLOWS_MANAGE', 'FLOWS_PUBLISH']);
    for (const verb of Object.values(verbs)) {
      expect(faultsOf(await verb(dialogs, flow))).toEqual(['FORBIDDEN']);
      expect(faultsOf(await verb(flows, plain))).toEqual(['NOT_FOUND dialogId']);
      expect(faultsOf(await verb(staff(stage, ['FLOWS_VIEW', 'DIALOGS_VIEW']), flow))).toEqual(['FORBIDDEN']);
    }
    expect(faultsOf(await dialogCreate(stage.ports, flows, { name: 'D', priority: null }))).toEqual(['FORBIDDEN']);
    valueOf(await dialogCreate(stage.ports, flows, { name: 'F', priority: null, kind: 'FLOW' }));
    valueOf(await verbs.update(flows, flow));
    valueOf(await verbs.update(dialogs, plain));
  });
});
