import { conversationEnd } from '../../src/actions/conversation-end';
import { conversationScoreSet } from '../../src/actions/conversation-score-set';
import type { Actor, AgentActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { stage } from '../support/empty-stage';
import { codeOf, valueOf } from '../support/stage';

let ann: AgentActor;
let id: ConversationId;
beforeEach(async () => {
  await stage.agent();
  await stage.dialog();
  const served = await stage.isServed(await stage.visitor());
  ann = served.agent;
  id = served.id;
});

const scores = (actor: Actor, score: number) => conversationScoreSet(stage.ports, actor, { conversationId: id, score });
const scoreOf = async () => (await stage.work((tx) => tx.play.find(id)))?.score;
const told = () => stage.events.flatMap(({ event }) => (event.type === 'CONVERSATION_SCORED' ? [event.score] : []));

test('the agent of the chat scores it; the last word counts, and the same word twice is told once', async () => {
  for (const score of [3, 3, 0]) valueOf(await scores(ann, score));
  expect(await scoreOf()).toBe(0);
  expect(told()).toEqual([3, 0]);
});

test('whoever sees all conversations scores any; a colleague and the visitor do not', async () => {
  valueOf(await scores(await stage.agent({ permissions: ['ALL_CONVERSATIONS_VIEW'] }), 2));
  expect(codeOf(await scores(await stage.agent(), 1))).toBe('NOT_FOUND');
  const { visitorId } = await stage.conversation(id);
  const { workspaceId } = stage;
  expect(codeOf(await scores({ kind: 'VISITOR', workspaceId, visitorId }, 1))).toBe('FORBIDDEN');
  expect(codeOf(await scores(await stage.visitor(), 1))).toBe('NOT_FOUND');
  expect(await scoreOf()).toBe(2);
});

test('behind the end the score is frozen, for everybody', async () => {
  valueOf(await scores(ann, 1));
  valueOf(await conversationEnd(stage.ports, ann, { conversationId: id }));
  expect(codeOf(await scores(ann, 2))).toBe('CONVERSATION_CLOSED');
  expect(codeOf(await scores(await stage.agent({ permissions: ['ALL_CONVERSATIONS_VIEW'] }), 2))).toBe(
    'CONVERSATION_CLOSED',
  );
  expect(await scoreOf()).toBe(1);
});

test('a score is 0, 1, 2 or 3', async () => {
  for (const score of [-1, 4, 1.5, NaN, Infinity]) {
    expect(await scores(ann, score)).toMatchObject({ refusals: [{ code: 'INVALID', field: ['score'] }] });
  }
  expect(told()).toEqual([]);
});

test('an end and a score at once: a score that is taken came before the end', async () => {
  const [scored, ended] = await Promise.all([
    scores(ann, 3),
    conversationEnd(stage.ports, ann, { conversationId: id }),
  ]);
  expect(ended.ok).toBe(true);
  expect(await scoreOf()).toBe(scored.ok ? 3 : null);
  const types = stage.events.map(({ event }) => event.type);
  if (scored.ok) expect(types.indexOf('CONVERSATION_SCORED')).toBeLessThan(types.indexOf('CONVERSATION_ENDED'));
  else expect(codeOf(scored)).toBe('CONVERSATION_CLOSED');
});
