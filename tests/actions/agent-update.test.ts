import { agentUpdate, type AgentUpdateInput } from '../../src/actions/agent-update';
import { permissionsOfProfile } from '../../src/auth/profiles';
import { nextUp } from '../../src/routing/round-robin';
import { newId } from '../../src/stores/ids';
import { db, stage } from '../support/empty-stage';
import { dataUrlOf, pictures, pngOf } from '../support/pictures';
import { admin, faultsOf, staff } from '../support/staff';
import { createStage, valueOf } from '../support/stage';

const { png, jpeg, webp } = pictures;

test('an agent changes their own name and picture, and nothing else', async () => {
  const ann = await stage.agent({ name: 'Ann' });
  const { agentId } = ann;
  valueOf(await agentUpdate(stage.ports, ann, { agentId, name: 'Ann B', avatar: dataUrlOf(png) }));
  expect(await stage.agentRecord(ann)).toMatchObject({
    name: 'Ann B',
    avatarHash: expect.stringMatching(/^[0-9a-f]{64}$/),
  });
  for (const more of [{ capacity: 5 }, { profile: 'ADMIN' }] as const) {
    expect(faultsOf(await agentUpdate(stage.ports, ann, { agentId, ...more }))).toEqual(['FORBIDDEN']);
  }
  const bob = await stage.agent();
  expect(faultsOf(await agentUpdate(stage.ports, bob, { agentId, name: 'Eve' }))).toEqual(['FORBIDDEN']);
});

test('a picture is what its first bytes say, at most 256 kB and 2,048 pixels each way', async () => {
  const ann = await stage.agent();
  const set = async (avatar: string) => faultsOf(await agentUpdate(stage.ports, ann, { agentId: ann.agentId, avatar }));
  for (const bytes of [png, jpeg, webp]) expect(await set(dataUrlOf(bytes))).toEqual([]);
  expect(await set(dataUrlOf(pngOf({ width: 2_048, height: 2_048, bytes: 256 * 1024 })))).toEqual([]);
  const wrong = [
    dataUrlOf(Buffer.from('<svg onload="alert(1)"/>'), 'image/png'),
    dataUrlOf(Buffer.from('GIF89a'), 'image/gif'),
    'https://example.com/ann.png',
    'data:image/png;base64,*',
    '',
    dataUrlOf(pngOf({ bytes: 256 * 1024 + 1 })),
    dataUrlOf(png.subarray(0, 11)),
    dataUrlOf(pngOf({ width: 2_049 })),
    dataUrlOf(pngOf({ height: 4_000_000_000 })),
  ];
  for (const avatar of wrong) expect(await set(avatar)).toEqual(['INVALID avatar']);
});

test('the same picture twice is stored once', async () => {
  const [ann, bob] = [await stage.agent(), await stage.agent()];
  for (const who of [ann, bob]) {
    valueOf(await agentUpdate(stage.ports, who, { agentId: who.agentId, avatar: dataUrlOf(jpeg) }));
  }
  expect((await stage.agentRecord(ann)).avatarHash).toBe((await stage.agentRecord(bob)).avatarHash);
  const rows = await db.rows('SELECT mime FROM picture WHERE workspace_id = $1', [stage.workspaceId]);
  expect(rows).toEqual([{ mime: 'image/jpeg' }]);
});

test('an own limit is set, and taken back with null', async () => {
  const ann = await stage.agent();
  const change = async (capacity: number | null) =>
    faultsOf(await agentUpdate(stage.ports, admin(stage), { agentId: ann.agentId, capacity }));
  expect(await change(2)).toEqual([]);
  expect((await stage.agentRecord(ann)).capacity).toBe(2);
  expect(await change(null)).toEqual([]);
  expect((await stage.agentRecord(ann)).capacity).toBeNull();
  for (const wrong of [0, 101, 1.5]) expect(await change(wrong)).toEqual(['INVALID capacity']);
});

test('a limit may be lowered below the present load; nothing new passes it until chats end', async () => {
  const ann = await stage.agent();
  await stage.dialog();
  for (let chat = 0; chat < 2; chat += 1) await stage.isServed(await stage.visitor());
  valueOf(await agentUpdate(stage.ports, admin(stage), { agentId: ann.agentId, capacity: 1 }));
  expect((await stage.agentRecord(ann)).activeChats).toBe(2);
  const turnedAway = await stage.asks(await stage.visitor());
  expect(await stage.conversation(turnedAway)).toMatchObject({ liveChatState: 'MISSED' });
});

test('a profile brings its permissions, and with them a place in the ring or none', async () => {
  const [ann, bob] = [await stage.agent(), await stage.agent()];
  const become = (input: AgentUpdateInput) => agentUpdate(stage.ports, admin(stage), input);
  const ring = () => stage.work((tx) => tx.routing.findWorkspacePool());
  valueOf(await become({ agentId: ann.agentId, profile: 'CALENDAR_AGENT' }));
  expect((await stage.agentRecord(ann)).permissions).toEqual(permissionsOfProfile.CALENDAR_AGENT);
  expect((await ring()).order).toEqual([bob.agentId]);
  valueOf(await become({ agentId: ann.agentId, profile: 'LIVE_AGENT' }));
  expect((await ring()).order).toEqual([bob.agentId, ann.agentId]);
  expect(nextUp(await ring())).toBe(bob.agentId);
});

test('the last who manages agents stays one', async () => {
  const boss = await stage.agent({ permissions: permissionsOfProfile.ADMIN });
  const { agentId } = boss;
  const resign = () => agentUpdate(stage.ports, boss, { agentId, profile: 'LIVE_AGENT' });
  expect(faultsOf(await resign())).toEqual(['CONFLICT profile']);
  await stage.agent({ permissions: ['AGENTS_MANAGE'] });
  expect(faultsOf(await resign())).toEqual([]);
});

test('an agent of another workspace is unknown', async () => {
  const other = await createStage(db);
  const { agentId } = await other.agent({ name: 'Olga' });
  for (const id of [agentId, newId<'Agent'>()]) {
    const outcome = await agentUpdate(stage.ports, admin(stage), { agentId: id, name: 'Mine' });
    expect(faultsOf(outcome)).toEqual(['NOT_FOUND agentId']);
  }
  expect((await other.work((tx) => tx.agents.find(agentId)))?.name).toBe('Olga');
});

test('nobody hands out what they do not have', async () => {
  const ann = await stage.agent();
  const manager = staff(stage, ['AGENTS_MANAGE']);
  const outcome = await agentUpdate(stage.ports, manager, { agentId: ann.agentId, profile: 'ADMIN' });
  expect(faultsOf(outcome)).toEqual(['FORBIDDEN profile']);
});
