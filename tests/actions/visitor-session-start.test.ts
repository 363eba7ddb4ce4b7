import { visitorSessionStart } from '../../src/actions/visitor-session-start';
import type { VisitorId } from '../../src/routing/terms';
import { db, stage } from '../support/empty-stage';
import { codeOf, createStage, valueOf } from '../support/stage';

const start = (given: { token?: string; attributes?: readonly { name: string; value: string }[]; key?: string } = {}) =>
  visitorSessionStart(stage.ports, {
    workspaceKey: given.key ?? stage.workspaceKey,
    visitorToken: given.token ?? null,
    attributes: given.attributes ?? [],
  });
const attributesOf = async (id: VisitorId) => (await stage.work((tx) => tx.visitors.find(id)))?.attributes ?? [];

test('a browser without a token is a new visitor; with it, the same one with the same token', async () => {
  const first = valueOf(await start());
  const second = valueOf(await start({ token: first.token }));
  expect(second).toMatchObject({ token: first.token, visitorId: first.visitorId });
  expect(valueOf(await start()).visitorId).not.toBe(first.visitorId);
});

test('use renews the token: it lives ninety days from the last visit', async () => {
  const day = 24 * 60 * 60 * 1_000;
  const first = valueOf(await start());
  await db.moveClock(80 * day);
  const second = valueOf(await start({ token: first.token }));
  expect(second.visitorId).toBe(first.visitorId);
  expect(second.expiresAt.getTime() - first.expiresAt.getTime()).toBeGreaterThan(79 * day);
  await db.moveClock(91 * day);
  expect(valueOf(await start({ token: first.token })).visitorId).not.toBe(first.visitorId);
});

test('an unknown token, or one of another workspace, makes a new visitor', async () => {
  const elsewhere = await createStage(db);
  const foreign = valueOf(
    await visitorSessionStart(elsewhere.ports, {
      workspaceKey: elsewhere.workspaceKey,
      visitorToken: null,
      attributes: [],
    }),
  );
  const made = valueOf(await start({ token: foreign.token }));
  expect(made.visitorId).not.toBe(foreign.visitorId);
  expect(made.workspaceId).toBe(stage.workspaceId);
  expect(valueOf(await start({ token: 'garbage' })).token).toMatch(/^v_/);
});

test('what the page says is kept as the page’s word, spelled as it is defined', async () => {
  const attributes = [
    { name: 'COUNTRY', value: ' SE ' },
    { name: 'companySize', value: '12' },
    { name: 'city', value: '' },
  ];
  const { visitorId } = valueOf(await start({ attributes }));
  expect(await attributesOf(visitorId)).toEqual([
    { name: 'companySize', value: '12', source: 'PAGE' },
    { name: 'country', value: 'SE', source: 'PAGE' },
  ]);
});

test('the page does not overwrite what the visitor said', async () => {
  const { token, visitorId } = valueOf(await start({ attributes: [{ name: 'email', value: 'page@example.com' }] }));
  await stage.work(async (tx) =>
    tx.visitors.setAttributes(visitorId, [{ name: 'email', value: 'vera@example.com', source: 'VISITOR' }]),
  );
  valueOf(await start({ token, attributes: [{ name: 'email', value: 'page@example.com' }] }));
  expect(await attributesOf(visitorId)).toEqual([{ name: 'email', value: 'vera@example.com', source: 'VISITOR' }]);
});

test('every attribute that is wrong is told by its place, and nothing is made', async () => {
  const refused = await start({
    attributes: [
      { name: 'country', value: 'SE' },
      { name: 'shoeSize', value: '44' },
      { name: 'email', value: 'nobody' },
    ],
  });
  expect(refused).toMatchObject({
    ok: false,
    refusals: [
      { code: 'INVALID', field: ['attributes', '1', 'name'] },
      { code: 'INVALID', field: ['attributes', '2', 'value'] },
    ],
  });
  const visitors = await db.rows('SELECT 1 FROM visitor WHERE workspace_id = $1', [stage.workspaceId]);
  expect(visitors).toHaveLength(0);
});

test('there are limits to what a page may say', async () => {
  const many = Array.from({ length: 51 }, () => ({ name: 'city', value: 'x' }));
  expect(codeOf(await start({ attributes: many }))).toBe('INVALID');
  expect(codeOf(await start({ attributes: [{ name: 'city', value: 'x'.repeat(1_001) }] }))).toBe('INVALID');
  expect(await start({ key: 'wk_unknown' })).toMatchObject({
    refusals: [{ code: 'NOT_FOUND', field: ['workspaceKey'] }],
  });
});
