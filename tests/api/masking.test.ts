/** What goes wrong on our side is told by a reference, on both transports, and the log has the reason under the same reference. */
import { makeWorkspace, startServer, type TestServer, type TestWorkspace } from '../support/server';

let server: TestServer;
let workspace: TestWorkspace;
beforeAll(async () => {
  server = await startServer();
  workspace = await makeWorkspace(server);
});
afterEach(() => server.settle());
afterAll(() => server.close());

/** A table is away: as unexpected as it gets. */
async function withoutTeams(run: () => Promise<void>): Promise<void> {
  await server.db.rows('ALTER TABLE team RENAME TO team_away');
  try {
    await run();
  } finally {
    await server.db.rows('ALTER TABLE team_away RENAME TO team');
  }
}

test('a bug answers with a reference that is also in the log, and with nothing of its cause', async () => {
  const token = await (await workspace.person('ADMIN')).signIn();
  await withoutTeams(async () => {
    const query = '{ serverTime teams { nodes { id } } }';
    const http = await server.http(query, {}, token);
    const socket = await server.socket(token);
    socket.subscribe('1', query);
    const { payload } = await socket.nextOf('1');
    for (const answer of [http, payload]) {
      expect(answer.data.serverTime).toMatch(/Z$/);
      expect(answer.data.teams).toBeNull();
      const [error] = answer.errors;
      expect(answer.errors).toHaveLength(1);
      expect(error).toMatchObject({ path: ['teams'], extensions: { code: 'INTERNAL_SERVER_ERROR' } });
      const { reference } = error.extensions;
      expect(error.message).toContain(reference);
      expect(Object.keys(error.extensions).sort()).toEqual(['code', 'reference']);
      expect(JSON.stringify(answer)).not.toMatch(/relation|SELECT|team_away|\.ts|stack|at /i);
      const line = JSON.parse(server.log.find((logged) => logged.includes(reference)) ?? '{}');
      expect(line).toMatchObject({ level: 'error', reference, path: ['teams'], err: { code: '42P01' } });
      expect(line.err.frames.length).toBeGreaterThan(0);
    }
  });
});

test('a mutation that breaks changes nothing and names its field', async () => {
  const admin = await workspace.person('ADMIN');
  const token = await admin.signIn();
  await withoutTeams(async () => {
    const { errors } = await server.http(
      'mutation ($id: ID!) { teamCreate(input: { name: "Sales", agentIds: [$id] }) { userErrors { code } } }',
      { id: admin.globalId },
      token,
    );
    expect(errors).toMatchObject([{ path: ['teamCreate'], extensions: { code: 'INTERNAL_SERVER_ERROR' } }]);
  });
  const { data } = await server.http('{ teams { totalCount } }', {}, token);
  expect(data.teams.totalCount).toBe(0);
});

test('a masked error keeps its place deep inside an answer', async () => {
  const person = await workspace.person('ADMIN');
  const token = await person.signIn();
  await withoutTeams(async () => {
    const { errors } = await server.http('{ viewer { agent { name teams { nodes { id } } } } }', {}, token);
    expect(errors?.[0].path).toEqual(['viewer', 'agent', 'teams']);
  });
});

test('the log knows no tokens, passwords, addresses or words of anybody', async () => {
  const person = await workspace.person();
  const token = await person.signIn();
  const visitor = await workspace.visitor();
  const canary = 'canary-7c1e';
  await withoutTeams(async () => {
    for (const [query, variables] of [
      [
        'mutation($i: SignInInput!) { signIn(input: $i) { token } }',
        { i: { email: `${canary}@mail.example`, password: `${canary}-password` } },
      ],
      [
        'mutation($i: MessageSendInput!) { messageSend(input: $i) { message { id } } }',
        { i: { conversationId: canary, text: canary } },
      ],
      [`query { node(id: "${canary}") { id } teams { nodes { id } } }`, {}],
      [`{ ${canary.replace('-', '_')} }`, {}],
    ] as const) {
      await server.http(query, variables, token);
      await server.http(query, variables, visitor);
      const socket = await server.socket(token);
      socket.subscribe('1', query, variables);
      await socket.nextOf('1');
    }
  });
  await server.post(`{"query": "${canary}`);
  const log = server.log.join('\n');
  expect(log).toMatch(/masked/);
  for (const secret of [canary, canary.replace('-', '_'), token, visitor, person.email, person.password]) {
    expect(log).not.toContain(secret);
  }
  expect(log).not.toMatch(/[svi]_[0-9a-f]{64}/);
});
