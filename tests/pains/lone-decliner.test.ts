/**
 * The only agent says no once, and elsewhere the chat just ends. Here what follows is the card's to say: they are asked again when
 * the cool-down is over, all of a team have a second round, and whoever is left over is never left without a word.
 */
import { missedChatClaim } from '../../src/actions/missed-chat-claim';
import type { AgentActor } from '../../src/auth/actor';
import { stepOf } from '../../src/routing/steps';
import type { ConversationId } from '../../src/routing/terms';
import { dueIsDone } from '../support/due';
import { db, stage } from '../support/empty-stage';
import { opensLine } from '../support/stage-queue';
import { accepts, declines, valueOf } from '../support/stage';
import { along } from '../support/stage-dialogs';

let ann: AgentActor;
beforeEach(async () => {
  ann = await stage.agent({ name: 'Ann' });
});

const asks = async (): Promise<ConversationId> => stage.asks(await stage.visitor());

/** The clock goes on, and time does what it does by itself. */
async function passes(seconds: number): Promise<void> {
  await db.moveClock(seconds * 1_000);
  await dueIsDone(db, stage);
}

async function turnsOf(id: ConversationId): Promise<readonly string[]> {
  const offers = await stage.offers(id);
  const agents = await Promise.all(offers.map(({ agentId }) => stage.agentRecord(stage.actorOf(agentId))));
  return agents.map(({ name }, index) => `${name} ${offers[index]?.state}`);
}

test('whoever waits rings at the lone agent again when the cool-down is over, and not before, without anybody’s doing', async () => {
  const toAnn = stepOf('AGENT', { agentId: ann.agentId, attempts: 1, coolDownSeconds: 60 });
  await opensLine(stage, { routing: along(toAnn), maxWaitSeconds: 600 });
  const id = await asks();
  await declines(stage, await stage.ringing(id));
  expect(await stage.chat(id)).toMatchObject({ state: 'WAITING' });
  await passes(50);
  expect(await turnsOf(id)).toEqual(['Ann DECLINED']);
  await passes(20);
  expect(await turnsOf(id)).toEqual(['Ann DECLINED', 'Ann PENDING']);
  valueOf(await accepts(stage, await stage.ringing(id)));
  expect(await stage.chat(id)).toMatchObject({ state: 'CONNECTED', agentName: 'Ann' });
});

test('a team that lets it ring has a second round, in its order, and only then the fallback comes', async () => {
  const bob = await stage.agent({ name: 'Bob' });
  const teamId = await stage.team('Sales', [ann, bob]);
  const twice = stepOf('TEAM', { teamId, attempts: 4, coolDownSeconds: 90, acceptWindowSeconds: 100 });
  await stage.dialog({ routing: along(twice) });
  const id = await asks();
  for (let window = 0; window < 4; window += 1) await passes(101);
  expect(await turnsOf(id)).toEqual(['Ann EXPIRED', 'Bob EXPIRED', 'Ann EXPIRED', 'Bob EXPIRED']);
  expect(await stage.chat(id)).toMatchObject({ state: 'MISSED', attempts: 4 });
});

test('a later step asks the one who declined again, where its cool-down says that no is no for a moment alone', async () => {
  const first = stepOf('AGENT', { agentId: ann.agentId });
  await stage.dialog({ routing: along(first, stepOf('ROUND_ROBIN', { coolDownSeconds: 0 })) });
  const id = await asks();
  await declines(stage, await stage.ringing(id));
  expect(await turnsOf(id)).toEqual(['Ann DECLINED', 'Ann PENDING']);
});

test('where nobody is to be asked twice the chat does not just end: the visitor is told, and it can be looked after', async () => {
  await stage.dialog();
  const id = await asks();
  await declines(stage, await stage.ringing(id));
  await passes(3_600);
  expect(await turnsOf(id)).toEqual(['Ann DECLINED']);
  const last = (await stage.messages(id)).at(-1);
  expect([last?.author, last?.text === '']).toEqual(['BOT', false]);
  const said = await db.rows<{ reason: string | null }>(
    `SELECT fallback_reason AS reason FROM routing_decision WHERE conversation_id = $1 AND outcome = 'FALLBACK'`,
    [id],
  );
  expect(said).toEqual([{ reason: 'ATTEMPTS_EXHAUSTED' }]);
  // By the very agent who had no time then.
  valueOf(await missedChatClaim(stage.ports, ann, { conversationId: id }));
});
