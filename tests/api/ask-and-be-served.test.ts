import { openDesk } from '../support/desk';

test('a visitor asks for a person, an agent accepts, and they talk until one of them leaves', async () => {
  const desk = await openDesk();
  const ann = await desk.agent({ name: 'Ann' });
  const vera = await desk.visitor({ firstName: 'Vera' });

  await vera.asksForAnAgent();
  const offer = await ann.rings();
  expect(offer.conversation?.visitor.name).toBe('Vera');
  expect(vera.standing.liveChat?.state).toBe('OFFERED');

  await ann.accepts();
  await vera.isTold('CONNECTED');
  expect(vera.standing.liveChat?.agentName).toBe('Ann');

  await vera.says('Do you ship to Sweden?');
  await ann.sees('Do you ship to Sweden?');
  await ann.says('Within three days.');
  await vera.sees('Within three days.');

  await vera.leaves();
  await vera.isThrough();
  await ann.sees('The chat has ended');
  expect(vera.transcript).toEqual([
    'BOT: Talk to a person?',
    'VISITOR: Yes',
    'SYSTEM: Ann joined',
    'VISITOR: Do you ship to Sweden?',
    'AGENT: Within three days.',
    'SYSTEM: The chat has ended',
  ]);
  expect(ann.transcript).toEqual(vera.transcript);
});
