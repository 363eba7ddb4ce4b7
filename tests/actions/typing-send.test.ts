import { conversationEnd } from '../../src/actions/conversation-end';
import type { Ports, TypingAnnouncer } from '../../src/actions/ports';
import { typingSend } from '../../src/actions/typing-send';
import { stage } from '../support/empty-stage';
import { codeOf, valueOf } from '../support/stage';

type Announced = Parameters<TypingAnnouncer['announce']>[0];

let announced: Announced[];
let ports: Ports;
beforeEach(async () => {
  announced = [];
  ports = { ...stage.ports, typing: { announce: (typing) => void announced.push(typing) } };
  await stage.agent({ name: 'Ann' });
  await stage.dialog();
});

test('each side’s typing is passed on, and leaves no event and no row', async () => {
  const visitor = await stage.visitor();
  const { id, agent } = await stage.isServed(visitor);
  const count = stage.events.length;
  valueOf(await typingSend(ports, visitor, { conversationId: id }));
  valueOf(await typingSend(ports, agent, { conversationId: id }));
  expect(announced).toEqual([
    expect.objectContaining({ author: 'VISITOR', authorName: null, agentId: agent.agentId }),
    expect.objectContaining({ author: 'AGENT', authorName: 'Ann', visitorId: visitor.visitorId }),
  ]);
  expect(stage.events).toHaveLength(count);
});

test('nobody types in a conversation that is over, not theirs, or only rings', async () => {
  const visitor = await stage.visitor();
  const { id, agent } = await stage.isServed(visitor);
  const colleague = await stage.agent();
  expect(codeOf(await typingSend(ports, colleague, { conversationId: id }))).toBe('NOT_FOUND');
  expect(codeOf(await typingSend(ports, await stage.visitor(), { conversationId: id }))).toBe('NOT_FOUND');
  const ringing = await stage.asks(await stage.visitor());
  const { agentId } = await stage.ringing(ringing);
  expect(codeOf(await typingSend(ports, stage.actorOf(agentId), { conversationId: ringing }))).toBe('FORBIDDEN');
  valueOf(await conversationEnd(ports, visitor, { conversationId: id }));
  expect(codeOf(await typingSend(ports, visitor, { conversationId: id }))).toBe('CONVERSATION_CLOSED');
  expect(codeOf(await typingSend(ports, agent, { conversationId: id }))).toBe('CONVERSATION_CLOSED');
  expect(announced).toEqual([]);
});
