import { conversationStart } from '../../src/actions/conversation-start';
import { dialogClone } from '../../src/actions/dialog-clone';
import { dialogDelete } from '../../src/actions/dialog-delete';
import { dialogPublish } from '../../src/actions/dialog-publish';
import { dialogRollback } from '../../src/actions/dialog-rollback';
import { dialogUnpublish } from '../../src/actions/dialog-unpublish';
import { teamDelete } from '../../src/actions/team-delete';
import type { DialogId, TeamId } from '../../src/routing/terms';
import { authoring, type Authoring, textsOf } from '../support/authoring';
import { db, stage } from '../support/empty-stage';
import { admin, faultsOf, integration, staff } from '../support/staff';
import { valueOf } from '../support/stage';

let desk: Authoring;
beforeEach(async () => {
  desk = authoring(stage);
});

describe('a version', () => {
  test('remembers who published it and why', async () => {
    const id = await desk.create();
    await desk.says(id, 'One');
    const ann = staff(stage, ['DIALOGS_PUBLISH']);
    valueOf(await dialogPublish(stage.ports, ann, { dialogId: id, note: ' For spring. ' }));
    await desk.says(id, 'Two');
    const program = integration(stage, ['DIALOGS_PUBLISH']);
    valueOf(await dialogPublish(stage.ports, program, { dialogId: id }));
    expect(await desk.version(id, 1)).toMatchObject({
      note: 'For spring.',
      publishedByKind: 'AGENT',
      publishedBy: ann.agentId,
    });
    expect(await desk.version(id, 2)).toMatchObject({
      note: null,
      publishedByKind: 'INTEGRATION',
      publishedBy: program.apiTokenId,
    });
  });

  test('is not published over a change that was not seen', async () => {
    const id = await desk.create();
    await desk.says(id, 'One');
    const { revision } = await desk.dialog(id);
    await desk.says(id, 'Two');
    expect(faultsOf(await desk.publish(id, { ifRevision: revision }))).toEqual(['CONFLICT ifRevision']);
    valueOf(await desk.publish(id, { ifRevision: revision + 1 }));
  });

  test('that is old comes back as a new one; the working copy stays', async () => {
    const id = await desk.create();
    for (const text of ['One', 'Two', 'Three']) {
      await desk.says(id, text);
      valueOf(await desk.publish(id));
    }
    await desk.says(id, 'Four, unfinished');
    const back = (more: object) =>
      dialogRollback(stage.ports, admin(stage), { dialogId: id, version: 1, note: 'Two is wrong', ...more });
    valueOf(await back({}));
    expect(await desk.dialog(id)).toMatchObject({ publishedVersion: 4, status: 'PUBLISHED' });
    expect(textsOf((await desk.dialog(id)).cards)).toEqual(['Four, unfinished']);
    const fourth = await desk.version(id, 4);
    expect(fourth).toMatchObject({ rolledBackFrom: 1, note: 'Two is wrong' });
    expect(textsOf(fourth?.cards)).toEqual(['One']);
    expect(faultsOf(await back({}))).toEqual(['ALREADY_PUBLISHED dialogId']);
    valueOf(await back({ version: 2, workingCopyToo: true }));
    expect(textsOf((await desk.dialog(id)).cards)).toEqual(['Two']);
    await desk.says(id, 'Begun and thrown away');
    valueOf(await back({ version: 2, workingCopyToo: true }));
    expect(textsOf((await desk.dialog(id)).cards)).toEqual(['Two']);
    expect((await desk.dialog(id)).publishedVersion).toBe(5);
    expect(faultsOf(await back({ version: 2, workingCopyToo: true }))).toEqual(['ALREADY_PUBLISHED dialogId']);
    for (const nothing of [0, -1, 99, 1.5, 2 ** 31]) {
      expect(faultsOf(await back({ version: nothing }))).toEqual(['NOT_FOUND version']);
    }
    expect(desk.told()).toHaveLength(5);
  });

  test('that names what is gone does not come back', async () => {
    const teamId = await stage.team('Sales', [await stage.agent()]);
    const id = await desk.create();
    const routing = { strategy: 'TEAM', teamId, agentId: null } as const;
    const cards = [{ key: 'a', liveChat: { routing } }];
    await desk.replace(id, ...cards);
    valueOf(await desk.publish(id));
    await desk.says(id, 'Nobody');
    valueOf(await desk.publish(id));
    valueOf(await teamDelete(stage.ports, admin(stage), { teamId }));
    const back = await dialogRollback(stage.ports, admin(stage), { dialogId: id, version: 1 });
    expect(back).toMatchObject({
      refusals: [{ code: 'STREAM_INVALID', message: expect.stringContaining('UNKNOWN_TEAM') }],
    });
    expect((await desk.dialog(id)).publishedVersion).toBe(2);
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
  await desk.replace(dialogId, ...cards);
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
  const id = await desk.create();
  await asksAbout(id, teamId);
  valueOf(await desk.publish(id));
  const refused = await teamDelete(stage.ports, admin(stage), { teamId });
  expect(refused).toMatchObject({ refusals: [{ code: 'IN_USE', message: expect.stringContaining('“Welcome”') }] });
});

describe('a copy', () => {
  test('is a draft of its own with the same content', async () => {
    const id = await desk.create({ description: 'Spring', language: 'sv', fallbackLanguages: ['en'], priority: 5 });
    await desk.says(id, 'One');
    valueOf(await desk.publish(id));
    await desk.says(id, 'Two');
    const clone = (more: object = {}) => dialogClone(stage.ports, admin(stage), { dialogId: id, ...more });
    const copy = await desk.dialog(valueOf(await clone()));
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
    expect(textsOf(copy.cards)).toEqual(['Two']);
    const older = await desk.dialog(valueOf(await clone({ version: 1, name: 'Older', key: 'older' })));
    expect([older.name, older.key, textsOf(older.cards)]).toEqual(['Older', 'older', ['One']]);
    expect(faultsOf(await clone({ version: 9 }))).toEqual(['NOT_FOUND version']);
    expect(faultsOf(await clone({ key: 'older' }))).toEqual(['CONFLICT key']);
    await desk.says(copy.id, 'Another');
    expect(textsOf((await desk.dialog(id)).cards)).toEqual(['Two']);
  });
});

describe('deleting', () => {
  const remove = (dialogId: DialogId) => dialogDelete(stage.ports, admin(stage), { dialogId });

  test('puts a draft away: it is found nowhere, and its key is free', async () => {
    const id = await desk.create({ key: 'spring' });
    valueOf(await remove(id));
    expect(await stage.work((tx) => tx.dialogs.find(id))).toBeNull();
    expect(faultsOf(await remove(id))).toEqual(['NOT_FOUND dialogId']);
    expect(faultsOf(await desk.publish(id))).toEqual(['NOT_FOUND dialogId']);
    expect((await desk.dialog(await desk.create({ key: 'spring' }))).key).toBe('spring');
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
    expect([kept.length, await desk.version(id, 1)]).toEqual([1, expect.objectContaining({ version: 1 })]);
    expect(conversation).not.toBeNull();
  });

  test('a flow that published dialogs play is in use, and it is told where', async () => {
    const flow = await desk.create({ kind: 'FLOW', name: 'Ask for a demo' });
    await desk.says(flow, 'Hello');
    valueOf(await desk.publish(flow));
    const outer = await desk.create({ name: 'Pricing' });
    const cards = [{ key: 'a', flow: { flowId: flow } }];
    await desk.replace(outer, ...cards);
    valueOf(await desk.publish(outer));
    expect(await dialogUnpublish(stage.ports, admin(stage), { dialogId: flow })).toMatchObject({
      refusals: [{ code: 'IN_USE', message: expect.stringContaining('the dialog “Pricing”') }],
    });
    valueOf(await dialogUnpublish(stage.ports, admin(stage), { dialogId: outer }));
    valueOf(await dialogUnpublish(stage.ports, admin(stage), { dialogId: flow }));
    valueOf(await remove(flow));
  });
});

describe('at the same moment', () => {
  test('twenty who publish make one version, and nineteen are told that it is there', async () => {
    const id = await desk.create();
    await desk.says(id, 'One');
    const all = await Promise.all(Array.from({ length: 20 }, () => desk.publish(id)));
    expect(all.filter(({ ok }) => ok)).toHaveLength(1);
    expect(new Set(all.flatMap(faultsOf))).toEqual(new Set(['ALREADY_PUBLISHED dialogId']));
    expect((await desk.dialog(id)).publishedVersion).toBe(1);
    expect(desk.told()).toEqual([id]);
  });

  test('a flow is never deleted under a dialog that is published with it', async () => {
    for (let round = 0; round < 5; round += 1) {
      const flow = await desk.create({ kind: 'FLOW', name: `Flow ${round}` });
      await desk.says(flow, 'Hello');
      valueOf(await desk.publish(flow));
      const outer = await desk.create({ name: `Outer ${round}` });
      await desk.replace(outer, { key: 'a', flow: { flowId: flow } });
      const takeAway = async () => {
        // Refused where the other was quicker: then it stays published.
        await dialogUnpublish(stage.ports, admin(stage), { dialogId: flow });
        return dialogDelete(stage.ports, admin(stage), { dialogId: flow });
      };
      const [published, deleted] = await Promise.all([desk.publish(outer), takeAway()]);
      const isDeleted = (await stage.work((tx) => tx.dialogs.find(flow))) === null;
      expect(isDeleted).toBe(deleted.ok);
      // Published with a flow that is gone it must never be; both may lose, when the flow was unpublished in between.
      expect(published.ok && isDeleted).toBe(false);
    }
  });
});
