import { chatEnabledSet } from '../../src/actions/chat-enabled-set';
import { dialogCreate } from '../../src/actions/dialog-create';
import { dialogDelete } from '../../src/actions/dialog-delete';
import { dialogPublish } from '../../src/actions/dialog-publish';
import { dialogUpdate } from '../../src/actions/dialog-update';
import type { DialogId } from '../../src/routing/terms';
import { everybody } from '../../src/streams/audience-terms';
import { authoring, type Authoring } from '../support/authoring';
import { stage } from '../support/empty-stage';
import { admin, faultsOf, staff } from '../support/staff';
import { valueOf } from '../support/stage';

let desk: Authoring;
beforeEach(async () => {
  desk = authoring(stage);
});

describe('a new dialog', () => {
  test('has a key of its name, readable and its own', async () => {
    const [first, second] = [
      await desk.create({ name: 'Über uns & Preise!' }),
      await desk.create({ name: 'Über uns: Preise' }),
    ];
    expect((await desk.dialog(first)).key).toBe('uber-uns-preise');
    expect((await desk.dialog(second)).key).toBe(`uber-uns-preise-${second.slice(-8)}`);
    expect((await desk.dialog(await desk.create({ name: '欢迎' }))).key).toMatch(/^[0-9a-f]{8}$/);
  });

  test('is what it was said to be', async () => {
    const id = await desk.create({
      kind: 'FLOW',
      key: 'book-a-demo',
      description: ' For the pricing page. ',
      language: 'SV-se',
      fallbackLanguages: ['en', 'EN', 'zh-hant'],
      priority: 7,
    });
    expect(await desk.dialog(id)).toMatchObject({
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
    await desk.create({ key: 'mine' });
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
    const id = await desk.create();
    await desk.says(id, 'Hello');
    valueOf(await desk.publish(id));
    const audience = { conditions: null, targets: ['*/pricing'], exclusions: [], triggers: null, frequency: null };
    const changes = { name: 'Prices', language: 'sv', fallbackMessage: 'Ring oss.', audience };
    valueOf(await dialogUpdate(stage.ports, admin(stage), { dialogId: id, ...changes }));
    const changed = await desk.dialog(id);
    expect(changed).toMatchObject({ name: 'Prices', language: 'sv', fallbackMessage: 'Ring oss.' });
    expect(changed.audience.targets).toEqual(['*/pricing']);
    expect(await desk.version(id, 1)).toMatchObject({
      language: 'en',
      fallbackMessage: null,
      audience: { targets: [] },
    });
    valueOf(await desk.publish(id));
    expect(await desk.version(id, 2)).toMatchObject({
      language: 'sv',
      fallbackMessage: 'Ring oss.',
      audience: { targets: ['*/pricing'] },
    });
  });

  test('counts as a change only where something is another', async () => {
    const id = await desk.create();
    const { revision } = await desk.dialog(id);
    const update = (changes: object) => dialogUpdate(stage.ports, admin(stage), { dialogId: id, ...changes });
    valueOf(await update({ name: 'Welcome', language: 'en', description: null }));
    expect((await desk.dialog(id)).revision).toBe(revision);
    valueOf(await update({ name: 'Hi', ifRevision: revision }));
    expect((await desk.dialog(id)).revision).toBe(revision + 1);
    expect(faultsOf(await update({ name: 'Ho', ifRevision: revision }))).toEqual(['CONFLICT ifRevision']);
  });

  test('tells of a priority at once, since it is part of no version', async () => {
    const id = await desk.create();
    const priority = (number: number) => dialogUpdate(stage.ports, admin(stage), { dialogId: id, priority: number });
    await desk.says(id, 'Hello');
    valueOf(await priority(3));
    expect(desk.told()).toEqual([]);
    valueOf(await desk.publish(id));
    valueOf(await priority(4));
    valueOf(await dialogUpdate(stage.ports, admin(stage), { dialogId: id, name: 'Only a name' }));
    expect(desk.told()).toEqual([id, id]);
  });
});

describe('the switch', () => {
  test('is told to all who keep published dialogs, once for each turn', async () => {
    const turn = (enabled: boolean) => chatEnabledSet(stage.ports, admin(stage), { enabled });
    valueOf(await turn(true));
    valueOf(await turn(false));
    valueOf(await turn(false));
    expect((await stage.work((tx) => tx.workspace.find())).chatEnabled).toBe(false);
    expect(desk.told()).toEqual([null]);
    valueOf(await turn(true));
    expect(desk.told()).toEqual([null, null]);
  });

  test('is for those who manage the chat', async () => {
    const writer = staff(stage, ['DIALOGS_MANAGE', 'DIALOGS_PUBLISH']);
    expect(faultsOf(await chatEnabledSet(stage.ports, writer, { enabled: false }))).toEqual(['FORBIDDEN']);
  });
});

describe('flows', () => {
  test('have rights of their own; who may not even view one does not learn of it', async () => {
    const [flow, plain] = [await desk.create({ kind: 'FLOW', name: 'Flow' }), await desk.create()];
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
