/**
 * Ann serves a visitor, and Ben is there to take over or to help: a chat of its own for each test of the file that imports
 * this. What is exported here is filled before each test.
 */
import type { ChatTransferInput } from '../../src/actions/chat-transfer';
import type { AgentActor, VisitorActor } from '../../src/auth/actor';
import type { ConversationId } from '../../src/routing/terms';
import { stage } from './empty-stage';

export { db, stage } from './empty-stage';
export let ann: AgentActor;
export let ben: AgentActor;
export let visitor: VisitorActor;
export let id: ConversationId;

const rights = { permissions: ['LIVE_CHAT_TAKE', 'CHATS_TRANSFER'] } as const;

beforeEach(async () => {
  ann = await stage.agent({ name: 'Ann', ...rights });
  await stage.dialog();
  visitor = await stage.visitor();
  ({ id } = await stage.isServed(visitor));
  ben = await stage.agent({ name: 'Ben', ...rights });
});

/** Of this chat, to whoever is named; nobody unless told. */
export function handedTo(target: Partial<ChatTransferInput>): ChatTransferInput {
  return { conversationId: id, agentId: null, teamId: null, ruleId: null, note: null, ...target };
}

export async function seats(actor: AgentActor): Promise<readonly [chats: number, offers: number]> {
  const { activeChats, pendingOffers } = await stage.agentRecord(actor);
  return [activeChats, pendingOffers];
}
