import { notificationPreferencesSet } from '../../src/actions/notification-preferences-set';
import { offerExpire } from '../../src/actions/offer-expire';
import { tellUsage } from '../../src/actions/usage-mail';
import type { AgentActor } from '../../src/auth/actor';
import { db, stage } from '../support/empty-stage';
import { faultsOf, integration } from '../support/staff';
import { valueOf } from '../support/stage';

let ann: AgentActor;
let mona: AgentActor;
beforeEach(async () => {
  ann = await stage.agent({ name: 'Ann' });
  mona = await stage.agent({ name: 'Mona', available: false, permissions: ['AGENTS_MANAGE'] });
  await stage.dialog();
});

async function receivers(subject: string): Promise<readonly string[]> {
  const rows = await db.rows<{ receiver: string }>(
    'SELECT receiver FROM mail WHERE workspace_id = $1 AND subject LIKE $2',
    [stage.workspaceId, `${subject}%`],
  );
  const names = rows.map(({ receiver }) => (receiver.startsWith(ann.agentId) ? 'Ann' : 'Mona'));
  return names.sort();
}
const wants = (actor: AgentActor, wanted: Parameters<typeof notificationPreferencesSet>[2]['wanted']) =>
  notificationPreferencesSet(stage.ports, actor, { wanted });

async function missAChat(): Promise<void> {
  const id = await stage.asks(await stage.visitor());
  const offer = await stage.ringing(id);
  await db.moveClock(101_000);
  await offerExpire(stage.ports, { workspaceId: stage.workspaceId, offerId: offer.id });
}

test('a missed chat is told to whoever was asked and to who manages agents', async () => {
  await missAChat();
  expect(await receivers('Missed chat')).toEqual(['Ann', 'Mona']);
});

test('each may do without, for a topic, and have it back', async () => {
  valueOf(await wants(ann, { FAILED_CHATS: false }));
  valueOf(await wants(mona, { USAGE: false }));
  await missAChat();
  expect(await receivers('Missed chat')).toEqual(['Mona']);
  const near = { what: 'LIVE_CHATS', used: 9, limit: 10 } as const;
  const tell = () => stage.work(async (tx) => (await tx.workspace.find(), tellUsage(tx, near)));
  await tell();
  expect(await receivers('9 of 10')).toEqual([]);
  valueOf(await wants(mona, { USAGE: true, FAILED_MEETINGS: false }));
  await tell();
  expect(await receivers('9 of 10')).toEqual(['Mona']);
  valueOf(await wants(ann, { FAILED_CHATS: true }));
  await missAChat();
  expect(await receivers('Missed chat')).toEqual(['Ann', 'Mona', 'Mona']);
});

test('is everybody’s own choice, and of people alone', async () => {
  for (const actor of [integration(stage, ['AGENTS_MANAGE']), await stage.visitor()]) {
    expect(faultsOf(await notificationPreferencesSet(stage.ports, actor, { wanted: { USAGE: false } }))).toEqual([
      'FORBIDDEN',
    ]);
  }
});
