/** Four processes of the built server give five hundred chats to ten agents, and no agent ever has more than ten. */
import { visitorSessionStart } from '../../src/actions/visitor-session-start';
import { globalId } from '../../src/schema/global-ids';
import { newId } from '../../src/stores/ids';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { buildServer, Node } from '../support/node';
import { type Difference, reconcile } from '../support/reconcile';
import { createStage, type Stage, valueOf } from '../support/stage';

const processes = 4;
const visitorsInAll = 500;
const agentsInAll = 10;
const limit = 10;
const atOnce = 40;

interface Payload {
  readonly userErrors: readonly { readonly code: string }[];
  readonly conversation?: { readonly id: string } | null;
}

class Client {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  async does(verb: string, input: object, selection = ''): Promise<Payload> {
    const type = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input!`;
    const query = `mutation ($input: ${type}) { ${verb}(input: $input) { ${selection} userErrors { code } } }`;
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify({ query, variables: { input } }),
    });
    const { data, errors } = (await response.json()) as { data?: Readonly<Record<string, Payload>>; errors?: unknown };
    const answer = data?.[verb];
    if (answer === undefined || errors !== undefined) throw new Error(JSON.stringify(errors));
    return answer;
  }
}

/** Written down by the database at each commit, whatever the product believes. */
const highest = `
  CREATE TABLE highest (agent_id uuid PRIMARY KEY, seats integer NOT NULL);
  CREATE FUNCTION note_highest() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$ BEGIN
    INSERT INTO public.highest VALUES (NEW.agent_id, NEW.active_chats + NEW.reserved)
    ON CONFLICT (agent_id) DO UPDATE SET seats = greatest(public.highest.seats, excluded.seats);
    RETURN NULL;
  END $$;
  CREATE TRIGGER note_highest AFTER UPDATE ON agent FOR EACH ROW EXECUTE FUNCTION note_highest();`;

interface Place {
  readonly agent: string;
  readonly from: Date;
  readonly to: Date;
}

/** From the log of offers and chats alone: how many each agent had at once, at the worst. */
function worstOf(places: readonly Place[]): ReadonlyMap<string, number> {
  const steps = places.flatMap(({ agent, from, to }) => [
    { agent, at: from.getTime(), change: 1 },
    { agent, at: to.getTime(), change: -1 },
  ]);
  // What ends in the millisecond in which the next begins made room for it.
  steps.sort((one, other) => one.at - other.at || one.change - other.change);
  const [now, worst] = [new Map<string, number>(), new Map<string, number>()];
  for (const { agent, change } of steps) {
    const count = (now.get(agent) ?? 0) + change;
    now.set(agent, count);
    worst.set(agent, Math.max(worst.get(agent) ?? 0, count));
  }
  return worst;
}

let db: TestDatabase;
let stage: Stage;
let nodes: readonly Node[] = [];
beforeAll(async () => {
  buildServer();
  db = await openTestDatabase();
  stage = await createStage(db);
  await db.rows(highest);
  nodes = Array.from({ length: processes }, () => new Node(db.url));
  await Promise.all(nodes.map((node) => node.listens()));
});
afterAll(async () => {
  await Promise.all(nodes.map((node) => node.kill('SIGTERM')));
  await db.close();
});

const urlOf = (index: number): string => nodes[index % nodes.length]?.url ?? '';

async function tokenOf(agentId: string): Promise<string> {
  const { token, hash } = stage.ports.secrets.newToken('s');
  await stage.work(async (tx) => {
    await tx.workspace.find();
    const session = { id: newId<'Session'>(), tokenHash: hash, kind: 'AGENT' as const, subjectId: agentId };
    tx.sessions.insert({ ...session, slidesSeconds: 86_400, expiresAt: new Date(tx.now.getTime() + 86_400_000) });
  });
  return token;
}

/** Each of ten agents answers what rings, through any process, and ends chats to make room: two of three accepted, one declined. */
async function serve(tokens: ReadonlyMap<string, string>, isOver: () => boolean): Promise<void> {
  let turn = 0;
  const clientOf = (agentId: string): Client => new Client(urlOf((turn += 1)), tokens.get(agentId) ?? '');
  for (;;) {
    const offers = await db.rows<{ id: string; agent: string }>(
      `SELECT offer_id AS id, agent_id AS agent FROM offer WHERE state = 'PENDING' LIMIT 40`,
    );
    const chats = await db.rows<{ id: string; agent: string }>(
      `SELECT conversation_id AS id, agent_id AS agent FROM live_chat WHERE state = 'CONNECTED' ORDER BY connected_at LIMIT 20`,
    );
    if (isOver() && offers.length === 0 && chats.length === 0) return;
    await Promise.all([
      ...offers.map(({ id, agent }, index) =>
        clientOf(agent).does(index % 3 === 2 ? 'offerDecline' : 'offerAccept', { offerId: globalId('Offer', id) }),
      ),
      ...chats.map(({ id, agent }) =>
        clientOf(agent).does('conversationEnd', { conversationId: globalId('Conversation', id) }),
      ),
    ]);
  }
}

test('five hundred chats, ten agents with ten places, four processes: no agent has ever had eleven', async () => {
  const agents = [];
  for (let index = 0; index < agentsInAll; index += 1) agents.push(await stage.agent({ capacity: limit }));
  const teamId = await stage.team('All', agents);
  const dialogId = await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId } });
  const tokens = new Map<string, string>();
  for (const { agentId } of agents) tokens.set(agentId, await tokenOf(agentId));
  const visitors: string[] = [];
  for (let index = 0; index < visitorsInAll; index += 1) {
    const input = { workspaceKey: stage.workspaceKey, visitorToken: null, attributes: [] };
    visitors.push(valueOf(await visitorSessionStart(stage.ports, input)).token);
  }

  const asks = async (token: string, index: number): Promise<void> => {
    const visitor = new Client(urlOf(index), token);
    const started = await visitor.does(
      'conversationStart',
      { dialogId: globalId('Dialog', dialogId) },
      'conversation { id }',
    );
    const conversationId = started.conversation?.id;
    const answered = await visitor.does('cardAnswer', { conversationId, cardKey: 'ask', responseKey: 'Yes' });
    expect(answered.userErrors).toEqual([]);
  };
  let asked = 0;
  // The first hundred and a half fill every place before anybody answers; then both go on at once.
  const crowd = async (to: number): Promise<void> => {
    while (asked < to) {
      const wave = visitors.slice(asked, Math.min(to, asked + atOnce));
      await Promise.all(wave.map((token, index) => asks(token, asked + index)));
      asked += wave.length;
    }
  };
  await crowd(agentsInAll * limit + 50);
  expect(await db.rows('SELECT DISTINCT taken FROM agent WHERE taken > 0')).toEqual([{ taken: limit }]);
  await Promise.all([crowd(visitorsInAll), serve(tokens, () => asked === visitorsInAll)]);

  const [counted] = await db.rows('SELECT max(seats) AS seats, count(*)::int AS agents FROM highest');
  expect(counted).toEqual({ seats: limit, agents: agentsInAll });
  const places = await db.rows<Place>(
    `SELECT o.agent_id AS agent, o.offered_at AS from, CASE o.state WHEN 'ACCEPTED' THEN l.ended_at ELSE o.decided_at END AS to
     FROM offer o JOIN live_chat l ON l.live_chat_id = o.live_chat_id`,
  );
  expect(Math.max(...worstOf(places).values())).toBe(limit);
  // Nobody was forgotten, nobody was rung at twice at a time, and nothing is counted that is not there.
  const states = await db.rows(`SELECT count(*)::int AS chats FROM live_chat WHERE state IN ('ENDED', 'MISSED')`);
  expect(states).toEqual([{ chats: visitorsInAll }]);
  expect(await db.rows<Difference>(reconcile)).toEqual([]);
});
