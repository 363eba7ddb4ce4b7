import { conversationEnd } from '../../src/actions/conversation-end';
import { offerDecline } from '../../src/actions/offer-decline';
import { db, stage } from '../support/empty-stage';
import { accepts, codeOf, declines, valueOf } from '../support/stage';

test('a declined offer goes to the next of the team, and never back', async () => {
  const ann = await stage.agent({ name: 'Ann' });
  const bob = await stage.agent({ name: 'Bob' });
  const teamId = await stage.team('Sales', [ann, bob]);
  await stage.dialog({ routing: { strategy: 'TEAM', agentId: null, teamId } });
  const id = await stage.asks(await stage.visitor());

  const first = await stage.ringing(id);
  expect(first.agentId).toBe(ann.agentId);
  valueOf(await declines(stage, first));

  const second = await stage.ringing(id);
  expect(second).toMatchObject({ agentId: bob.agentId, attempt: 2 });
  expect(await stage.agentRecord(ann)).toMatchObject({ pendingOffers: 0 });
  expect(await stage.agentRecord(bob)).toMatchObject({ pendingOffers: 1 });
  valueOf(await declines(stage, second));

  expect(await stage.chat(id)).toMatchObject({ state: 'MISSED', attempts: 2 });
  expect(await stage.agentRecord(bob)).toMatchObject({ pendingOffers: 0 });
});

test('with one attempt, which is all that a round robin has, the visitor gets the fallback at once', async () => {
  await stage.agent();
  await stage.agent();
  await stage.dialog();
  const id = await stage.asks(await stage.visitor());
  valueOf(await declines(stage, await stage.ringing(id)));
  const conversation = await stage.conversation(id);
  expect(conversation).toMatchObject({ status: 'COMPLETED', liveChatState: 'MISSED' });
  const { settings } = await stage.work((tx) => tx.workspace.find());
  expect((await stage.messages(id)).at(-1)).toMatchObject({ author: 'BOT', text: settings.fallbackMessage });
  const decisions = await db.rows<{ outcome: string; fallback_reason: string | null }>(
    'SELECT outcome, fallback_reason FROM routing_decision WHERE conversation_id = $1 ORDER BY decided_at, outcome DESC',
    [id],
  );
  expect(decisions).toEqual([
    { outcome: 'OFFERED', fallback_reason: null },
    { outcome: 'FALLBACK', fallback_reason: 'ATTEMPTS_EXHAUSTED' },
  ]);
});

test('the agents who were asked learn that the chat was missed, and nobody learns it twice', async () => {
  const ann = await stage.agent();
  await stage.dialog();
  const visitor = await stage.visitor();
  const id = await stage.asks(visitor);
  valueOf(await declines(stage, await stage.ringing(id)));
  const missed = stage.events.filter(({ event }) => event.type === 'LIVE_CHAT_MISSED').map(({ event }) => event);
  expect(missed).toEqual([
    expect.objectContaining({ visitorId: visitor.visitorId, agentId: null, onlyAgent: false }),
    expect.objectContaining({ visitorId: null, agentId: ann.agentId, onlyAgent: true }),
  ]);
});

test('a missed chat is told by mail to the agents who were asked and to those who manage agents', async () => {
  const ann = await stage.agent();
  const boss = await stage.agent({ permissions: ['AGENTS_MANAGE'] });
  await stage.agent({ permissions: ['DIALOGS_VIEW'] });
  await stage.dialog();
  const id = await stage.asks(await stage.visitor({ firstName: 'Vera' }));
  valueOf(await declines(stage, await stage.ringing(id)));
  const mails = await db.rows<{ receiver: string; subject: string; text: string }>(
    'SELECT receiver, subject, text FROM mail WHERE workspace_id = $1',
    [stage.workspaceId],
  );
  const receivers = [ann, boss].map((agent) => `${agent.agentId}@example.com`);
  expect(mails.map(({ receiver }) => receiver).sort()).toEqual(receivers.sort());
  expect(mails[0]?.subject).toBe('Missed chat: Vera');
  expect(mails[0]?.text).toContain('visitor: Yes');
  expect(mails[0]?.text).toContain(`https://parley.example/inbox/${id}`);
});

test('declining twice is one decline; a decline that comes too late is an expiry', async () => {
  await stage.agent();
  await stage.dialog();
  const offer = await stage.ringing(await stage.asks(await stage.visitor()));
  expect(await declines(stage, offer)).toEqual(await declines(stage, offer));
  expect(await stage.offer(offer.id)).toMatchObject({ state: 'DECLINED' });

  const late = await stage.ringing(await stage.asks(await stage.visitor()));
  await db.moveClock(100_000);
  expect(codeOf(await declines(stage, late))).toBe('OK');
  expect(await stage.offer(late.id)).toMatchObject({ state: 'EXPIRED' });
});

test('what was accepted, withdrawn or is not yours cannot be declined', async () => {
  await stage.agent();
  const bob = await stage.agent({ available: false });
  await stage.dialog();
  const visitor = await stage.visitor();
  const ringing = await stage.ringing(await stage.asks(await stage.visitor()));
  expect(codeOf(await offerDecline(stage.ports, bob, { offerId: ringing.id, reason: null }))).toBe('NOT_FOUND');
  expect(codeOf(await offerDecline(stage.ports, visitor, { offerId: ringing.id, reason: null }))).toBe('NOT_FOUND');
  valueOf(await accepts(stage, ringing));
  expect(codeOf(await declines(stage, ringing))).toBe('CONFLICT');

  const id = await stage.asks(visitor);
  const withdrawn = await stage.ringing(id);
  valueOf(await conversationEnd(stage.ports, visitor, { conversationId: id }));
  expect(codeOf(await declines(stage, withdrawn))).toBe('OFFER_WITHDRAWN');
  expect(codeOf(await accepts(stage, withdrawn))).toBe('OFFER_WITHDRAWN');
});

test('the reason is kept with the offer', async () => {
  const ann = await stage.agent();
  await stage.dialog();
  const offer = await stage.ringing(await stage.asks(await stage.visitor()));
  valueOf(await offerDecline(stage.ports, ann, { offerId: offer.id, reason: ' lunch ' }));
  expect(await stage.offer(offer.id)).toMatchObject({ declineReason: 'lunch' });
});
