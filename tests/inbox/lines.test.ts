import { linesOf, sameLine } from '../../clients/inbox/src/desk/lines';
import type { Message } from '../../clients/inbox/src/desk/state';
import type { OutgoingMessage } from '../../clients/sdk/outbox';

const now = Date.parse('2026-11-20T12:00:00Z');

function message(sequence: number, given: Partial<Message> = {}): Message {
  const createdAt = new Date(now + sequence * 1_000).toISOString();
  const own = { id: `m${sequence}`, sequence, clientMessageId: null, text: `Line ${sequence}`, createdAt };
  const told = { author: 'VISITOR', authorName: 'Vera', cardKey: null } as const;
  return { ...own, ...told, ...given } as Message;
}

const talk = Array.from({ length: 50 }, (_, index) => message(index));

test('one more message leaves every line as it is but the one that it follows: nothing else is drawn again', () => {
  const before = linesOf(talk, [], now);
  const after = linesOf([...talk, message(50)], [], now);
  const changed = before.filter((line, index) => {
    const then = after[index];
    return then === undefined || !sameLine(line, then);
  });
  expect(changed.map(({ key }) => key)).toEqual(['m49']);
});

test('a line that says something else is drawn again', () => {
  const [first] = linesOf([message(0)], [], now).slice(-1);
  const [edited] = linesOf([message(0, { text: 'Another' })], [], now).slice(-1);
  const [answered] = linesOf([message(0, { author: 'AGENT' })], [], now).slice(-1);
  if (!first || !edited || !answered) throw new Error('A message without a line.');
  expect(sameLine(first, { ...first })).toBe(true);
  expect(sameLine(first, edited)).toBe(false);
  expect(sameLine(first, answered)).toBe(false);
});

test('what is on its way belongs to the run that it continues: nothing moves when it is stored', () => {
  const said = message(0, { author: 'AGENT', authorName: 'Ann' });
  const outgoing: OutgoingMessage = {
    conversationId: 'c',
    clientMessageId: 'own',
    text: 'More',
    state: 'sending',
    writtenAt: new Date(now + 5_000).toISOString(),
    sequence: null,
    problem: null,
    willRetry: false,
  };
  const stored = message(1, { author: 'AGENT', authorName: 'Ann', clientMessageId: 'own', text: 'More' });
  const beside = { whispers: [], ownName: 'Ann' };
  const placeOf = (lines: ReturnType<typeof linesOf>) =>
    lines.flatMap((line) => (line.kind === 'bubble' ? [[line.key, line.first, line.last]] : []));
  const onItsWay = placeOf(linesOf([said], [outgoing], now, beside));
  expect(onItsWay).toEqual([
    ['m0', true, false],
    ['own', false, true],
  ]);
  expect(placeOf(linesOf([said, stored], [], now, beside))).toEqual(onItsWay);
});

test('a day line stands where a day begins, and nowhere else', () => {
  const days = ['2026-11-18T10:00:00', '2026-11-19T09:00:00', '2026-11-19T23:59:00', '2026-11-20T00:01:00'];
  const told = days.map((at, index) => message(index, { createdAt: new Date(at).toISOString() }));
  const lines = linesOf(told, [], new Date('2026-11-20T13:00:00').getTime());
  expect(lines.filter(({ kind }) => kind === 'day').map((line) => 'text' in line && line.text)).toEqual([
    'Wednesday 18 November',
    'Yesterday',
    'Today',
  ]);
});
