/**
 * The hot path: one round trip, shared with whoever writes at the same time in other conversations of the workspace. What policy
 * asks of a conversation hardly ever changes, so it is kept by the process: a line is decided on what is kept, and the statement that
 * stores it looks, behind the row's lock, whether the conversation still stands so.
 */
import type { Actor, AgentActor, VisitorActor } from '../auth/actor';
import { mayWrite } from '../auth/policy';
import { done, refuse, type Outcome, type Refused } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import { readText } from '../routing/text';
import { readClientMessageId } from './client-message-id';
import { factsOf, refuseOutsider, wasServedBy } from './conversation-facts';
import { audiencesOf } from './conversation-line';
import { ConstraintViolation, type Ports, type SharedTransaction } from './ports';
import type { ConversationStanding, Message } from './records';
import { chatClosed, unknownConversation } from './refusals';
import { inVisitorsLanguage } from './visitor-words';

export interface MessageSendInput {
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly clientMessageId: string | null;
}

type Writer = VisitorActor | AgentActor;
type Sent = Readonly<MessageSendInput>;
const writersOnly = 'Only the visitor and the agent of a conversation write into it.';

export async function messageSend(ports: Ports, actor: Actor, input: MessageSendInput): Promise<Outcome<Message>> {
  if (actor.kind !== 'VISITOR' && actor.kind !== 'AGENT') {
    return refuse('FORBIDDEN', writersOnly);
  }
  return inVisitorsLanguage(ports, actor, input.conversationId, await sendAs(ports, actor, input));
}

async function sendAs(ports: Ports, actor: Writer, input: MessageSendInput): Promise<Outcome<Message>> {
  const text = readText(input.text, { what: 'The message', ofVisitor: 'MESSAGE', field: ['text'] });
  if (!text.ok) return text;
  const clientMessageId = readClientMessageId(input.clientMessageId);
  if (!clientMessageId.ok) return clientMessageId;
  const sent: Sent = { conversationId: input.conversationId, text: text.value, clientMessageId: clientMessageId.value };
  try {
    return await ports.sharedWork(actor.workspaceId, sent.conversationId, (tx) => sendIn(ports, tx, actor, sent));
  } catch (error) {
    if (!(error instanceof ConstraintViolation) || error.constraint !== 'message_client_id_unique') throw error;
    const earlier = await ports.work(actor.workspaceId, (tx) => findEarlier(tx, actor, sent));
    if (earlier === null) throw error;
    return asRepeated(earlier, sent);
  }
}

/**
 * Most messages are new, so nobody looks for a repetition first: the unique index says no to one, and it is looked for then;
 * or where the message would be refused, because one's own message is found again whatever has become of the conversation
 * since: the answer was lost, not the message.
 */
async function sendIn(ports: Ports, tx: SharedTransaction, actor: Writer, sent: Sent): Promise<Outcome<Message>> {
  const conversation = await tx.standing();
  if (conversation === null) return unknownConversation();
  const refused = await whyNot(tx, actor, conversation);
  if (refused !== null) {
    const earlier = await findEarlier(tx, actor, sent);
    return earlier === null ? refused : asRepeated(earlier, sent);
  }
  const line = { id: ports.newId<'Message'>(), ...sent };
  const author =
    actor.kind === 'VISITOR'
      ? ({ author: 'VISITOR', authorId: actor.visitorId } as const)
      : ({ author: 'AGENT', authorId: actor.agentId } as const);
  return done(await tx.append({ ...line, ...author }, audiencesOf(conversation)));
}

async function findEarlier(
  tx: Pick<SharedTransaction, 'messages'>,
  actor: Writer,
  sent: Sent,
): Promise<Message | null> {
  if (sent.clientMessageId === null) return null;
  const authorId = actor.kind === 'VISITOR' ? actor.visitorId : actor.agentId;
  return tx.messages.findByClientId(sent.conversationId, actor.kind, authorId, sent.clientMessageId);
}

function asRepeated(earlier: Message, { text }: Sent): Outcome<Message> {
  if (earlier.text === text) return done(earlier);
  return refuse('CONFLICT', 'This clientMessageId was used for another text. Use a new one for each message.', [
    'clientMessageId',
  ]);
}

/** Null: may write. */
async function whyNot(
  tx: SharedTransaction,
  actor: Writer,
  conversation: ConversationStanding,
): Promise<Refused | null> {
  if (wasServedBy(actor, conversation)) return chatClosed();
  if (!mayWrite(actor, factsOf(conversation))) return refuseOutsider(tx, actor, conversation, writersOnly);
  if (conversation.status !== 'OPEN') return chatClosed();
  return conversation.waitingCard === null
    ? null
    : refuse('CONFLICT', 'A card is waiting. Answer it before you write, or wait until the bot has gone on.', [
        'conversationId',
      ]);
}
