/** Delays: the dialog goes on by itself when they are over, whoever runs then, and nobody overtakes them. */
import { conversationEnd } from '../../src/actions/conversation-end';
import { dialogContinue } from '../../src/actions/dialog-continue';
import { messageSend } from '../../src/actions/message-send';
import { createJobs, type Jobs } from '../../src/jobs/runner';
import { createDueQueue } from '../../src/stores/due-queue.store';
import { createScriptCache } from '../../src/stores/script-cache';
import type { Card } from '../../src/streams/script';
import { openTestDatabase, type TestDatabase } from '../support/database';
import { codeOf, createStage, roundRobin, type Stage, valueOf } from '../support/stage';
import { meets, publishes, type Player } from '../support/stage-plays';

let db: TestDatabase;
let stage: Stage;
const running: Jobs[] = [];
beforeAll(async () => {
  db = await openTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  stage = await createStage(db);
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((jobs) => jobs.stop()));
});

const ask = (key: string, next: string | null): Card => ({
  kind: 'QUESTION',
  key,
  text: `${key}?`,
  attribute: null,
  responses: [{ key: 'on', label: 'Go on', storedValue: null, next }],
});
const delay = (key: string, seconds: number, next: string | null): Card => ({ kind: 'DELAY', key, seconds, next });

async function startJobs(): Promise<Jobs> {
  const log = { error: (details: object) => expect(details).toEqual({}) };
  // Another process than the one that was asked: it has read no script yet.
  const ports = { ...stage.ports, scripts: createScriptCache() };
  const jobs = createJobs({ due: createDueQueue(db.database), ports, log });
  running.push(jobs);
  await jobs.start();
  return jobs;
}
const goesOn = (player: Player) =>
  dialogContinue(stage.ports, { workspaceId: stage.workspaceId, conversationId: player.id });
const timers = () =>
  db.rows(`SELECT subject_id FROM due_work WHERE workspace_id = $1 AND kind = 'DIALOG_CONTINUE'`, [stage.workspaceId]);

test('the next card speaks when the delay is over, without anybody asking', async () => {
  await publishes(stage, [ask('first', 'rest'), delay('rest', 30, 'second'), ask('second', null)]);
  const player = await meets(stage, await stage.visitor());
  await player.says('first', 'on');
  expect(await player.heard()).toEqual(['first?']);
  expect(await stage.conversation(player.id)).toMatchObject({ status: 'OPEN', waitingCard: 'rest' });
  expect(player.happenings().slice(-1)).toEqual(['PROMPT_CHANGED']);
  await startJobs();
  await db.moveClock(30_000);
  while ((await player.heard()).length < 2) await stage.happensNext();
  expect(await player.heard()).toEqual(['first?', 'second?']);
  expect(await stage.conversation(player.id)).toMatchObject({ waitingCard: 'second' });
  expect(await player.play()).toMatchObject({ continuesAt: null });
  expect(await timers()).toEqual([]);
});

test('a dialog may begin with a delay, and may have two in a row', async () => {
  await publishes(stage, [
    delay('one', 10, 'two'),
    delay('two', 10, 'end'),
    { kind: 'MESSAGE', key: 'end', text: 'End', next: null },
  ]);
  const player = await meets(stage, await stage.visitor());
  expect(await player.heard()).toEqual([]);
  await db.moveClock(10_000);
  await goesOn(player);
  expect(await player.play()).toMatchObject({ place: { cardKey: 'two' } });
  await goesOn(player);
  expect(await player.heard()).toEqual([]);
  await db.moveClock(10_000);
  await goesOn(player);
  expect(await player.heard()).toEqual(['End']);
  expect(await stage.conversation(player.id)).toMatchObject({ status: 'COMPLETED' });
  expect(await timers()).toEqual([]);
});

test('a timer that fires early, twice or too late changes nothing', async () => {
  await publishes(stage, [ask('first', 'rest'), delay('rest', 60, 'second'), ask('second', null)]);
  const player = await meets(stage, await stage.visitor());
  await goesOn(player);
  await player.says('first', 'on');
  await goesOn(player);
  expect(await player.heard()).toEqual(['first?']);
  expect(await timers()).toHaveLength(1);
  await db.moveClock(60_000);
  await Promise.all([goesOn(player), goesOn(player), goesOn(player)]);
  expect(await player.heard()).toEqual(['first?', 'second?']);
  await goesOn(player);
  expect(await player.heard()).toEqual(['first?', 'second?']);
});

test('while the bot holds its breath nothing is answered and nothing is written: nobody is there to read it', async () => {
  await publishes(stage, [ask('first', 'rest'), delay('rest', 60, 'second'), ask('second', null)]);
  const player = await meets(stage, await stage.visitor());
  await player.says('first', 'on');
  expect(codeOf(await player.answers('first', 'on'))).toBe('CONFLICT');
  expect(codeOf(await player.answers('rest', 'on'))).toBe('CONFLICT');
  expect(codeOf(await player.answers('second', 'on'))).toBe('CONFLICT');
  const sent = { conversationId: player.id, text: 'Hello?', clientMessageId: null };
  expect(codeOf(await messageSend(stage.ports, player.visitor, sent))).toBe('CONFLICT');
  expect(await stage.messages(player.id)).toHaveLength(2);
});

test('an answer and the timer of the delay behind it at once: both happen, one after the other, once', async () => {
  await publishes(stage, [ask('first', 'rest'), delay('rest', 5, 'second'), ask('second', 'more'), ask('more', null)]);
  for (let round = 0; round < 10; round += 1) {
    const player = await meets(stage, await stage.visitor());
    await player.says('first', 'on');
    await db.moveClock(5_000);
    const [, , answered] = await Promise.all([goesOn(player), goesOn(player), player.answers('second', 'on')]);
    const heard = await player.heard();
    expect(heard).toEqual(answered.ok ? ['first?', 'second?', 'more?'] : ['first?', 'second?']);
    if (!answered.ok) expect(codeOf(answered)).toBe('CONFLICT');
  }
});

test('every process dies during a delay: the next one to start goes on, on time', async () => {
  await publishes(stage, [ask('first', 'rest'), delay('rest', 3_600, 'second'), ask('second', null)]);
  const before = await startJobs();
  const player = await meets(stage, await stage.visitor());
  await player.says('first', 'on');
  await before.stop();
  await db.moveClock(3_599_000);
  await startJobs();
  expect(await player.heard()).toEqual(['first?']);
  await db.moveClock(1_000);
  while ((await player.heard()).length < 2) await stage.happensNext();
  const { continuesAt } = await player.play();
  expect(continuesAt).toBeNull();
});

test('a worker that dies with the delay in hand loses it to the next one', async () => {
  await publishes(stage, [ask('first', 'rest'), delay('rest', 10, 'second'), ask('second', null)]);
  const player = await meets(stage, await stage.visitor());
  await player.says('first', 'on');
  await db.moveClock(10_000);
  const { work } = await createDueQueue(db.database).claim(10);
  expect(work).toContainEqual(expect.objectContaining({ kind: 'DIALOG_CONTINUE', subjectId: player.id, attempt: 1 }));
  await db.moveClock(60_000);
  await startJobs();
  while ((await player.heard()).length < 2) await stage.happensNext();
  expect(await player.heard()).toEqual(['first?', 'second?']);
});

test('whoever ends the conversation during a delay is not spoken to any more', async () => {
  await publishes(stage, [ask('first', 'rest'), delay('rest', 10, 'second'), ask('second', null)]);
  const player = await meets(stage, await stage.visitor());
  await player.says('first', 'on');
  valueOf(await conversationEnd(stage.ports, player.visitor, { conversationId: player.id }));
  expect(await timers()).toEqual([]);
  await db.moveClock(10_000);
  await goesOn(player);
  expect(await player.heard()).toEqual(['first?']);
});

test('a delay in front of a live chat rings when it is over', async () => {
  await stage.agent();
  await publishes(stage, [
    ask('first', 'rest'),
    delay('rest', 10, 'chat'),
    { kind: 'LIVE_CHAT', key: 'chat', routing: roundRobin, acceptWindowSeconds: null, next: null },
  ]);
  const player = await meets(stage, await stage.visitor());
  await player.says('first', 'on');
  await db.moveClock(10_000);
  await goesOn(player);
  expect(await stage.conversation(player.id)).toMatchObject({ liveChatState: 'OFFERED', waitingCard: null });
});
