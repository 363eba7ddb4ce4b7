import { conversationMarkRead } from '../../src/actions/conversation-mark-read';
import type { Actor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { db, stage } from '../support/empty-stage';
import { codeOf, valueOf } from '../support/stage';

let visitor: VisitorActor;
let conversationId: ConversationId;
beforeEach(async () => {
  await stage.agent();
  await stage.dialog();
  visitor = await stage.visitor();
  conversationId = await stage.asks(visitor);
});

const marks = (reader: Actor, upToSequence: number) =>
  conversationMarkRead(stage.ports, reader, { conversationId, upToSequence });
const markOf = async (readerId: string): Promise<number | undefined> => {
  const rows = await db.rows<{ up_to_sequence: number }>('SELECT up_to_sequence FROM read_mark WHERE reader_id = $1', [
    readerId,
  ]);
  return rows[0]?.up_to_sequence;
};

test('a mark moves forward, never back, and not beyond what was said', async () => {
  valueOf(await marks(visitor, 1));
  expect(await markOf(visitor.visitorId)).toBe(1);
  valueOf(await marks(visitor, 99));
  expect(await markOf(visitor.visitorId)).toBe(2);
  valueOf(await marks(visitor, 1));
  expect(await markOf(visitor.visitorId)).toBe(2);
});

test('only who sees the whole conversation reads it', async () => {
  const offer = await stage.ringing(conversationId);
  const ringing = stage.actorOf(offer.agentId);
  expect(codeOf(await marks(ringing, 1))).toBe('FORBIDDEN');
  expect(codeOf(await marks(await stage.visitor(), 1))).toBe('NOT_FOUND');
  const observer = await stage.agent({ permissions: ['ALL_CONVERSATIONS_VIEW'] });
  valueOf(await marks(observer, 1));
  expect(await markOf(observer.agentId)).toBe(1);
  expect(await markOf(visitor.visitorId)).toBeUndefined();
});

test('a sequence is a whole number from zero on', async () => {
  expect(await marks(visitor, -1)).toMatchObject({ refusals: [{ code: 'INVALID', field: ['upToSequence'] }] });
  expect(codeOf(await marks(visitor, 1.5))).toBe('INVALID');
});
