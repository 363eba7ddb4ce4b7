/** A flow that visitors come to through something published stays published. */
import { dialogUnpublish } from '../../src/actions/dialog-unpublish';
import { dialogScheduleDue } from '../../src/actions/dialog-schedule-due';
import type { DialogId } from '../../src/routing/terms';
import type { Script } from '../../src/streams/script';
import { stage } from '../support/empty-stage';
import { admin } from '../support/staff';
import { valueOf } from '../support/stage';
import { publishes, publishesAnew } from '../support/stage-plays';

const said: Script = [{ kind: 'MESSAGE', key: 'hi', text: 'Hi', next: null }];
const plays = (flowId: DialogId): Script => [{ kind: 'FLOW', key: 'flow', flowId, next: null }];

let flowId: DialogId;
beforeEach(async () => {
  flowId = await publishes(stage, said, { kind: 'FLOW', name: 'Shared' });
});

const unpublish = (dialogId = flowId) => dialogUnpublish(stage.ports, admin(stage), { dialogId });
const statusOf = async (id: DialogId) => (await stage.work((tx) => tx.dialogs.find(id)))?.status;

test('it is refused, and the answer names where it is played', async () => {
  const outer = await publishes(stage, plays(flowId), { kind: 'FLOW', name: 'Outer' });
  const dialogId = await publishes(stage, plays(flowId), { name: 'Welcome' });
  const refused = await unpublish();
  expect(refused).toMatchObject({ ok: false, refusals: [{ code: 'IN_USE', field: ['dialogId'] }] });
  const message = refused.ok ? '' : refused.refusals[0]?.message;
  expect(message).toContain('the dialog “Welcome”');
  expect(message).toContain('the flow “Outer”');
  expect(await statusOf(flowId)).toBe('PUBLISHED');
  valueOf(await unpublish(outer));
  valueOf(await unpublish(dialogId));
  valueOf(await unpublish());
  expect(await statusOf(flowId)).toBe('UNPUBLISHED');
});

test('what nobody plays any more, or what plays itself alone, is unpublished', async () => {
  const dialogId = await publishes(stage, plays(flowId));
  await publishesAnew(stage, dialogId, said);
  await publishesAnew(stage, flowId, plays(flowId));
  valueOf(await unpublish());
  expect(await statusOf(flowId)).toBe('UNPUBLISHED');
});

test('planned, it stays published, and the dialog tells why', async () => {
  await publishes(stage, plays(flowId), { name: 'Welcome' });
  await stage.work(async (tx) => {
    const dialog = await tx.dialogs.lock(flowId);
    if (dialog === null) throw new Error('There is no flow.');
    tx.dialogs.plan(flowId, { publishAt: null, unpublishAt: tx.now, scheduledBy: null });
  });
  await dialogScheduleDue(stage.ports, { workspaceId: stage.workspaceId, dialogId: flowId });
  expect(await statusOf(flowId)).toBe('PUBLISHED');
  const dialog = await stage.work((tx) => tx.dialogs.find(flowId));
  expect(JSON.stringify(dialog)).toContain('“Welcome”');
});
