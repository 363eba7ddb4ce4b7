import type { Card } from '../../src/streams/script';
import { isSame } from '../../src/streams/same-script';
import { capture, liveChat, message, question } from './cards';

const script = [message('a', 'ask'), question('ask', { Yes: 'chat', No: null }), liveChat('chat')];

/** As storage may give it back: the same fields in another order. */
function stored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(stored);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, field]) => [key, stored(field)]),
  );
}

test('a script is the same after storage, whatever the order of its fields', () => {
  expect(isSame(script, stored(script) as readonly Card[])).toBe(true);
});

test('an absent field is the same as none', () => {
  const { next: _next, ...bare } = message('a');
  expect(isSame([message('a')], [bare as Card])).toBe(true);
});

test('a script is another one when a card, an answer or the order differs', () => {
  const [first, second, third] = script as [Card, Card, Card];
  for (const other of [
    [],
    [first, second],
    [second, first, third],
    [first, second, third, message('b')],
    [message('a', 'ask2'), second, third],
    [first, question('ask', { Yes: 'chat' }), third],
    [first, question('ask', { Yes: 'chat', No: 'a' }), third],
    [first, question('ask', { Yes: 'chat', No: null }, 'country'), third],
    [first, second, liveChat('chat', { routing: { strategy: 'CUSTOM_RULES', agentId: null, teamId: null } })],
    [capture('a', 'email', 'ask'), second, third],
  ]) {
    expect(isSame(script, other)).toBe(false);
    expect(isSame(other, script)).toBe(false);
  }
});
