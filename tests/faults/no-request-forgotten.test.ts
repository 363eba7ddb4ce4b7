import type { AgentAtDesk, StaffEvent } from '../support/agent-at-desk';
import { type Cluster, openCluster } from '../support/cluster';
import { comes } from '../support/becomes';

const rounds = 4;
const visitorsAtOnce = 6;

/** As clients do: until there is an answer. What a lost answer had done already is refused the second time. */
async function untilAnswered<T>(attempt: () => Promise<T>): Promise<T | null> {
  for (let tries = 0; tries < 200; tries += 1) {
    try {
      return await attempt();
    } catch (error) {
      const reason = String(error);
      if (/CONFLICT|OFFER_EXPIRED|OFFER_WITHDRAWN|NOT_FOUND|CONVERSATION_CLOSED/.test(reason)) return null;
      if (!/NETWORK|TIMEOUT|SERVER|cannot be reached|could not answer/.test(reason)) throw error;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  throw new Error('There was no answer in 200 attempts.');
}

/** Accepts what rings, but for every third offer, which is declined. */
function serves(agent: AgentAtDesk): { stop(): Promise<void> } {
  const underWay = new Set<Promise<unknown>>();
  const answered = new Set<string>();
  let offers = 0;
  const look = (): void => {
    for (const { id } of agent.ringing) {
      if (answered.has(id)) continue;
      answered.add(id);
      offers += 1;
      const verb = offers % 3 === 0 ? 'offerDecline' : 'offerAccept';
      const doing = untilAnswered(() => agent.does(verb, { offerId: id }, 'offer { state }'));
      underWay.add(doing);
      void doing.finally(() => underWay.delete(doing));
    }
  };
  const unsubscribe = agent.heard.onChange(look);
  return {
    stop: async () => {
      unsubscribe();
      await Promise.all(underWay);
    },
  };
}

/** Asks, chats if somebody comes, and leaves; or waits in vain and is told so. */
async function visits(cluster: Cluster, index: number): Promise<string> {
  const vera = await untilAnswered(() => cluster.visitor({}, cluster.at(index % 2 === 0 ? 'A' : 'B')));
  if (vera === null) throw new Error('Nobody came.');
  await untilAnswered(() => vera.opens());
  await untilAnswered(() => vera.answers('Yes'));
  const outcome = await vera.standings.until('an agent, or to be told that nobody comes', () => {
    const state = vera.standing.liveChat?.state;
    return state === 'CONNECTED' || state === 'MISSED' ? state : null;
  });
  if (outcome === 'CONNECTED' && index % 3 !== 0) await vera.says('Thank you');
  // Some just close the tab.
  if (index % 4 !== 0) await untilAnswered(() => vera.leaves());
  return outcome;
}

const wrong: Readonly<Record<string, string>> = {
  'seats that nobody sits in': `SELECT name FROM agent WHERE taken <> 0`,
  'offers that ring for ever': `SELECT offer_id FROM offer WHERE state = 'PENDING'`,
  'chats that never ended': `SELECT live_chat_id FROM live_chat WHERE state NOT IN ('ENDED', 'MISSED', 'ABANDONED')`,
  'conversations that are still open': `SELECT conversation_id FROM conversation WHERE status = 'OPEN'`,
  'two offers accepted in one chat': `SELECT live_chat_id FROM offer WHERE state = 'ACCEPTED' GROUP BY 1 HAVING count(*) > 1`,
  'a hole in the log': `SELECT position FROM (SELECT position, row_number() OVER (PARTITION BY workspace_id ORDER BY position)
    AS place FROM event) AS log WHERE position <> place`,
};

test('visitors ask and agents answer while a node is killed: every request ends, and every place is free again', async () => {
  const cluster = await openCluster({ settings: { idleTimeoutSeconds: 600 } });
  const team = [];
  for (const [index, name] of ['Ann', 'Bo', 'Cy'].entries()) {
    team.push(await cluster.agent({ name, capacity: 2, at: cluster.at(index % 2 === 0 ? 'A' : 'B') }));
  }
  const serving = team.map(serves);
  const isKind = (kind: StaffEvent['__typename']) => (event: StaffEvent) => event.__typename === kind;

  const outcomes: string[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const visiting = Array.from({ length: visitorsAtOnce }, (_, index) =>
      visits(cluster, round * visitorsAtOnce + index),
    );
    const all = Promise.all(visiting);
    await Promise.race(visiting);
    await cluster.kills('A');
    const [ended] = await Promise.all([all, cluster.starts('A')]);
    outcomes.push(...ended);
  }
  for (const one of serving) await one.stop();
  expect(outcomes).toHaveLength(rounds * visitorsAtOnce);
  expect(outcomes).toContain('CONNECTED');
  expect(team.some(({ heard }) => heard.all.some(isKind('OfferAccepted')))).toBe(true);

  // Whatever still rings or idles comes to its end.
  await cluster.timePasses(1_000_000);
  await cluster.isDoneWithWhatIsDue();
  for (const [what, query] of Object.entries(wrong)) {
    await comes(`no ${what}`, async () => (await cluster.db.rows(query)).length === 0);
  }
});
