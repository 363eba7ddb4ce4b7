import fc from 'fast-check';
import WebSocket from 'ws';
import { waitMs } from '../../clients/sdk/backoff';
import { createParley } from '../../clients/sdk/parley';
import { mergeMessages } from '../../clients/sdk/transcript';
import { DeskServer } from './desk-server';
import { Heard } from './waiting';

test('a hole in a conversation is refused and fetched, and its end is told', async () => {
  const server = await new DeskServer().start();
  for (const sequence of [1, 2, 3]) server.messages.push({ sequence, text: `m${sequence}`, clientMessageId: null });
  server.holeOnce = true;
  server.conversationEnded = true;
  const parley = createParley({ url: server.url, webSocketImpl: WebSocket, retry: { baseMs: 2, capMs: 10 } });
  const heard = new Heard<number>();
  await new Promise<void>((onEnd) =>
    parley.messages({
      conversationId: 'c',
      afterSequence: 0,
      onMessage: ({ sequence }) => heard.tell(sequence),
      onEnd,
    }),
  );
  expect(heard.all).toEqual([1, 2, 3]);
  expect(server.askedSequences).toEqual([0, 1]);
  parley.close();
  await server.stop();
});

const sequences = fc.uniqueArray(fc.integer({ min: 1, max: 40 }), { maxLength: 20 });
const numbered = (list: readonly number[]): { sequence: number }[] => list.map((sequence) => ({ sequence }));

test('a transcript never has a hole inside, never loses what it had, and says when something is missing', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 30 }),
      fc.integer({ min: 0, max: 10 }),
      sequences,
      (first, length, incoming) => {
        const known = numbered(Array.from({ length }, (_, index) => first + index));
        const { messages, hole } = mergeMessages(known, numbered(incoming));
        messages.forEach((message, index) => expect(message.sequence).toBe((messages[0]?.sequence ?? 0) + index));
        const have = new Set(messages.map(({ sequence }) => sequence));
        expect(known.every(({ sequence }) => have.has(sequence))).toBe(true);
        expect(hole).toBe(incoming.some((sequence) => !have.has(sequence)));
      },
    ),
  );
});

test('a wait grows, stays below its cap and is never the same for all', () => {
  const backoff = { baseMs: 500, capMs: 15_000 };
  expect([0, 1, 2, 3].map((attempt) => waitMs(attempt, backoff, () => 1))).toEqual([500, 1_000, 2_000, 4_000]);
  expect(waitMs(10_000, backoff, () => 1)).toBe(15_000);
  expect(waitMs(3, backoff, () => 0)).toBe(2_000);
});
