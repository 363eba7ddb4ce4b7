import { PushService } from '../support/push-service';
import { type Graph, openGraph } from '../support/graph';

let graph: Graph;
let service: PushService;
beforeAll(async () => {
  graph = await openGraph();
  service = await PushService.start();
});
afterAll(async () => {
  await service.close();
  await graph.close();
});

const push = '{ viewer { push { key registrations { id endpoint label createdAt sentAt } } } }';
const register = `mutation ($input: PushRegisterInput!) { pushRegister(input: $input) {
  push { registrations { id label } } userErrors { code field } } }`;
const unregister = `mutation ($input: PushUnregisterInput!) { pushUnregister(input: $input) {
  push { registrations { id } } userErrors { code field } } }`;
const node = 'query ($id: ID!) { node(id: $id) { __typename id ... on PushRegistration { label } } }';

test('an agent registers a browser, sees the own ones alone, and takes it away by its id', async () => {
  const ann = graph.as(await graph.stage.agent({ reachable: false }));
  const bo = graph.as(await graph.stage.agent({ reachable: false }));
  const { viewer } = await ann.data(push);
  expect(viewer.push.key).toMatch(/^[\w-]{87}$/);
  expect((await bo.data(push)).viewer.push.key).toBe(viewer.push.key);
  const input = { ...service.subscribe('ann'), label: 'Firefox on Linux' };
  const { pushRegister } = await ann.data(register, { input });
  expect(pushRegister).toMatchObject({ userErrors: [], push: { registrations: [{ label: 'Firefox on Linux' }] } });
  const [{ id }] = pushRegister.push.registrations;
  expect((await ann.data(push)).viewer.push.registrations).toMatchObject([
    { id, endpoint: input.endpoint, sentAt: null },
  ]);
  expect(await ann.data('{ viewer { agent { reachable willRing { rings reason } } } }')).toEqual({
    viewer: { agent: { reachable: true, willRing: { rings: true, reason: null } } },
  });

  expect((await bo.data(push)).viewer.push.registrations).toEqual([]);
  expect(await ann.data(node, { id })).toEqual({
    node: { __typename: 'PushRegistration', id, label: 'Firefox on Linux' },
  });
  expect(await bo.data(node, { id })).toEqual({ node: null });
  expect(await bo.data(unregister, { input: { pushRegistrationId: id } })).toMatchObject({
    pushUnregister: { userErrors: [] },
  });
  expect((await ann.data(push)).viewer.push.registrations).toHaveLength(1);
  expect(await ann.data(unregister, { input: { pushRegistrationId: id } })).toEqual({
    pushUnregister: { push: { registrations: [] }, userErrors: [] },
  });
});

test('other callers have nothing to be woken', async () => {
  const visitor = graph.as(await graph.stage.visitor());
  expect(await visitor.data(push)).toEqual({ viewer: { push: null } });
  const { pushRegister } = await visitor.data(register, { input: service.subscribe('vera') });
  expect(pushRegister).toEqual({ push: null, userErrors: [{ code: 'FORBIDDEN', field: null }] });
});
