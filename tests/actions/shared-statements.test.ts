/** What is written for many at once is what is written for each alone. */
import { conversationEnd } from '../../src/actions/conversation-end';
import { conversationStart } from '../../src/actions/conversation-start';
import type { VisitorActor } from '../../src/auth/actor';
import type { VisitInput } from '../../src/actions/visit';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { roundRobin } from '../support/stage-dialogs';
import { createStage, type Stage, valueOf } from '../support/stage';

let db: TestDatabase;
let stage: Stage;
beforeEach(async () => {
  db = await openTestDatabase();
  stage = await createStage(db);
  await stage.agent({ capacity: 50 });
  const chat = { kind: 'LIVE_CHAT', key: 'agent', acceptWindowSeconds: 90, next: null } as const;
  const queue = { maxLength: 5, maxWaitSeconds: 60 };
  await stage.dialog({ cards: [{ ...chat, routing: roundRobin, queue, fallbackMessage: 'Nobody “here” \\ now' }] });
});
afterEach(() => db.close());

const visit: VisitInput = {
  viewId: 'view-1',
  referrer: 'https://search.example/?q=a"b',
  language: 'sv',
  timeZone: 'Europe/Stockholm',
  secondsOnPage: 7,
  secondsOnSite: 20,
  scrollPercent: 40,
  exitIntent: false,
};

async function comes(visitor: VisitorActor, again: Partial<VisitInput>) {
  const input = { dialogId: null, pageUrl: 'https://shop.example/pricing', visit: { ...visit, ...again } };
  const conversationId = valueOf(await conversationStart(stage.ports, visitor, input));
  if (conversationId === null) throw new Error('No dialog fits.');
  return conversationId;
}

/** Comes, is seen again in the same view and in another, without one, and goes. */
async function story(visitor: VisitorActor): Promise<void> {
  const conversationId = await comes(visitor, {});
  await comes(visitor, { secondsOnPage: 9, scrollPercent: 30, exitIntent: true });
  await comes(visitor, { viewId: 'view-2', secondsOnPage: 3 });
  await comes(visitor, { viewId: null, secondsOnPage: 5 });
  valueOf(await conversationEnd(stage.ports, visitor, { conversationId }));
}

const tables = [
  'conversation',
  'conversation_play',
  'live_chat',
  'offer',
  'routing_decision',
  'visitor_dwell',
  'visitor',
];

/** Every row of this visitor, without ids and times. */
async function traces({ visitorId }: VisitorActor): Promise<string> {
  const told: unknown[] = [];
  for (const table of tables) {
    const mine =
      table.startsWith('visitor') || table === 'conversation'
        ? 't.visitor_id = $1'
        : 't.conversation_id IN (SELECT c.conversation_id FROM conversation c WHERE c.visitor_id = $1)';
    const rows = await db.rows(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE ${mine} ORDER BY to_jsonb(t)::text`, [
      visitorId,
    ]);
    told.push([table, rows]);
  }
  return JSON.stringify(told)
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'id')
    .replace(/\d{4}-\d\d-\d\dT[\d:.+]+/g, 'time');
}

test('the rows of those who share are those of whoever is alone', async () => {
  const visitors: VisitorActor[] = [];
  while (visitors.length < 4) visitors.push(await stage.visitor());
  const [alone, ...together] = visitors as [VisitorActor, ...VisitorActor[]];
  await story(alone);
  await Promise.all(together.map(story));
  const expected = await traces(alone);
  expect(expected).toContain('"state":"WITHDRAWN"');
  for (const one of together) expect(await traces(one)).toBe(expected);
  const rounds = await db.rows('SELECT DISTINCT xmin::text FROM conversation_play');
  expect(rounds).toHaveLength(2);
  expect(await db.rows(`SELECT FROM due_work WHERE kind = 'OFFER_EXPIRE'`)).toEqual([]);
}, 120_000);
