/** Requests that arrive together: one transaction and one commit, and each decided as if it had come alone. */
import { conversationStart } from '../../src/actions/conversation-start';
import type { AgentActor } from '../../src/auth/actor';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { roundRobin } from '../support/stage-dialogs';
import { createStage, type Stage } from '../support/stage';

let db: TestDatabase;
let stage: Stage;
let agents: AgentActor[];
beforeEach(async () => {
  db = await openTestDatabase();
  stage = await createStage(db);
  agents = [];
  for (let count = 0; count < 3; count += 1) agents.push(await stage.agent({ capacity: 50 }));
  await stage.dialog({
    cards: [{ kind: 'LIVE_CHAT', key: 'agent', routing: roundRobin, acceptWindowSeconds: null, next: null }],
  });
});
afterEach(() => db.close());

/** Offers of each transaction, in the order of their ids. */
const rounds = async (): Promise<readonly number[]> => {
  const rows = await db.rows<{ offers: number }>(
    'SELECT count(*)::int AS offers FROM offer WHERE workspace_id = $1 GROUP BY xmin::text ORDER BY min(offer_id::text)',
    [stage.workspaceId],
  );
  return rows.map(({ offers }) => offers);
};

test('requests that arrive together share a transaction', async () => {
  const visitors = await Promise.all(Array.from({ length: 12 }, () => stage.visitor()));
  const started = await Promise.all(
    visitors.map((visitor) =>
      conversationStart(stage.ports, visitor, { dialogId: null, pageUrl: 'https://shop.example/' }),
    ),
  );
  expect(started.every(({ ok }) => ok)).toBe(true);
  expect(await rounds()).toEqual([1, 1, 10]);
});
