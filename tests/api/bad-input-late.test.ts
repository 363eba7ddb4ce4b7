/** What comes twice, too late or out of turn. */
import { askingAs } from '../support/asking';
import { openDesk, talkToAPerson } from '../support/desk';

async function aRingingDesk() {
  const desk = await openDesk();
  const ann = await desk.agent({ name: 'Ann' });
  const vera = await desk.visitor();
  await vera.asksForAnAgent();
  const { id: offerId } = await ann.rings();
  const [asAnn, asVera] = [askingAs(desk.server, ann.token), askingAs(desk.server, vera.token)];
  return { desk, ann, vera, offerId, asAnn, asVera };
}

const accepted = 'offer { state } conversation { id liveChat { state } }';

test('accepting twice answers the same, and one agent joins once', async () => {
  const { vera, offerId, asAnn } = await aRingingDesk();
  const first = await asAnn.does('offerAccept', { offerId }, accepted);
  expect(first.offer.state).toBe('ACCEPTED');
  expect(await asAnn.does('offerAccept', { offerId }, accepted)).toEqual(first);
  expect(await asAnn.refusals('offerDecline', { offerId })).toEqual(['CONFLICT offerId']);
  await vera.leaves();
  await vera.isThrough();
  expect(vera.transcript.filter((line) => line === 'SYSTEM: Ann joined')).toHaveLength(1);
});

test('an accept behind the window is OFFER_EXPIRED, though nobody has noticed the end yet', async () => {
  const { desk, ann, vera, offerId, asAnn } = await aRingingDesk();
  await desk.timePasses(100_000);
  expect(await asAnn.refusals('offerAccept', { offerId })).toEqual(['OFFER_EXPIRED offerId']);
  await ann.hears('OfferExpired');
  await vera.isTold('MISSED');
  expect(await asAnn.refusals('offerAccept', { offerId })).toEqual(['OFFER_EXPIRED offerId']);
});

test('what was declined cannot be accepted, and declining twice answers the same', async () => {
  const { offerId, asAnn } = await aRingingDesk();
  const first = await asAnn.does('offerDecline', { offerId, reason: 'Lunch' }, 'offer { state }');
  expect(await asAnn.does('offerDecline', { offerId }, 'offer { state }')).toEqual(first);
  expect(await asAnn.refusals('offerAccept', { offerId })).toEqual(['OFFER_EXPIRED offerId']);
});

test('a visitor who has left takes the offer along: OFFER_WITHDRAWN', async () => {
  const { vera, offerId, asAnn } = await aRingingDesk();
  await vera.leaves();
  expect(await asAnn.refusals('offerAccept', { offerId })).toEqual(['OFFER_WITHDRAWN offerId']);
  expect(await asAnn.refusals('offerDecline', { offerId })).toEqual(['OFFER_WITHDRAWN offerId']);
});

test('somebody else’s offer does not exist', async () => {
  const { desk, offerId, asVera } = await aRingingDesk();
  const bo = await desk.agent({ name: 'Bo' });
  const asBo = askingAs(desk.server, bo.token);
  expect(await asBo.refusals('offerAccept', { offerId })).toEqual(['NOT_FOUND offerId']);
  expect(await asVera.refusals('offerAccept', { offerId })).toEqual(['NOT_FOUND offerId']);
});

test('into a chat that has ended nobody writes', async () => {
  const { ann, vera, asAnn, asVera } = await aRingingDesk();
  await ann.accepts();
  await vera.leaves();
  const conversationId = vera.conversationId;
  const send = { conversationId, text: 'One more thing' };
  expect(await asVera.refusals('messageSend', send)).toEqual(['CONVERSATION_CLOSED conversationId']);
  expect(await asAnn.refusals('messageSend', send)).toEqual(['CONVERSATION_CLOSED conversationId']);
  const answer = { conversationId, cardKey: 'ask', responseKey: 'Yes' };
  expect(await asVera.refusals('cardAnswer', answer)).toEqual(['CONVERSATION_CLOSED conversationId']);
  await asVera.does('conversationEnd', { conversationId }, 'conversation { status }');
});

test('a card that does not wait, another card and an answer that is none are refused', async () => {
  const desk = await openDesk();
  const capture = { key: 'mail', infoCapture: { text: 'Your address?', attribute: 'email', next: 'ask' } };
  await desk.publishes([capture, ...talkToAPerson()]);
  const vera = await desk.visitor();
  await vera.opens();
  const asVera = askingAs(desk.server, vera.token);
  const answer = (more: object) => asVera.refusals('cardAnswer', { conversationId: vera.conversationId, ...more });

  expect(await answer({ cardKey: 'ask', responseKey: 'Yes' })).toEqual(['CONFLICT cardKey']);
  expect(await answer({ cardKey: 'nothing', value: 'x' })).toEqual(['CONFLICT cardKey']);
  expect(await answer({ cardKey: 'mail' })).toEqual(['INVALID value']);
  for (const value of ['', ' ', 'vera', 'vera@', '@', 'x'.repeat(64 * 1_024), '\u0000']) {
    expect([value, await answer({ cardKey: 'mail', value })]).toEqual([value, ['INVALID value']]);
  }
  const early = { conversationId: vera.conversationId, text: 'Hello?' };
  expect(await asVera.refusals('messageSend', early)).toEqual(['CONFLICT conversationId']);

  await vera.answers('vera@example.com');
  expect(await answer({ cardKey: 'mail', value: 'vera@example.com' })).toEqual(['CONFLICT cardKey']);
  expect(await answer({ cardKey: 'ask', responseKey: 'Maybe' })).toEqual(['INVALID responseKey']);
  expect(await answer({ cardKey: 'ask', response: 'Maybe' })).toEqual(['INVALID response']);
  expect(await answer({ cardKey: 'ask' })).toEqual(['INVALID responseKey']);
});

test('while it rings the visitor may write, and no card takes an answer any more', async () => {
  const { ann, vera, asVera, asAnn } = await aRingingDesk();
  await vera.says('I am in a hurry');
  const answer = { conversationId: vera.conversationId, cardKey: 'ask', responseKey: 'No' };
  expect(await asVera.refusals('cardAnswer', answer)).toEqual(['CONFLICT cardKey']);
  const early = { conversationId: vera.conversationId, text: 'Wait' };
  expect(await asAnn.refusals('messageSend', early)).toEqual([
    expect.stringMatching(/^(FORBIDDEN|NOT_FOUND|CONFLICT)/),
  ]);
  await ann.accepts();
  await ann.sees('I am in a hurry');
});
