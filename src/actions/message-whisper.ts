import type { Actor, AgentActor } from '../auth/actor';
import { mayWhisper, mayWrite } from '../auth/policy';
import { done, type Outcome } from '../routing/refusal';
import type { ConversationId } from '../routing/terms';
import { readText } from '../routing/text';
import { audit, notRunning } from './chat-watching';
import { readClientMessageId } from './client-message-id';
import { factsOf, refuseOutsider } from './conversation-facts';
import { tellStaff } from './conversation-line';
import type { Ports, Transaction, WhisperRecord } from './ports';
import type { ConversationRecord } from './records';
import { unknownConversation } from './refusals';

export interface MessageWhisperInput {
  readonly conversationId: ConversationId;
  readonly text: string;
  readonly clientMessageId: string | null;
}

/**
 * Says something to the staff of a running chat. It stands beside the transcript and never in it: it takes no number of its
 * sequence, breaks no silence, and nothing that a visitor reads leads to it.
 */
export async function messageWhisper(
  ports: Ports,
  actor: Actor,
  input: MessageWhisperInput,
): Promise<Outcome<WhisperRecord>> {
  const text = readText(input.text, { what: 'The whisper', field: ['text'] });
  if (!text.ok) return text;
  const clientMessageId = readClientMessageId(input.clientMessageId);
  if (!clientMessageId.ok) return clientMessageId;
  return ports.work(actor.workspaceId, async (tx) => {
    const conversation = await tx.conversations.lock(input.conversationId);
    if (conversation === null) return unknownConversation();
    if (!mayWhisper(actor, factsOf(conversation))) {
      return refuseOutsider(
        tx,
        actor,
        conversation,
        'Only its agents whisper here, and who has the permission CHATS_WHISPER and sees the chat: listen to it first.',
      );
    }
    const said = { text: text.value, clientMessageId: clientMessageId.value };
    return whisper(ports, tx, actor, { conversation, ...said });
  });
}

async function whisper(
  ports: Ports,
  tx: Transaction,
  actor: AgentActor,
  {
    conversation,
    ...said
  }: Pick<WhisperRecord, 'text' | 'clientMessageId'> & { readonly conversation: ConversationRecord },
): Promise<Outcome<WhisperRecord>> {
  const { agentId } = actor;
  const [agent, earlier] = await Promise.all([
    tx.agents.find(agentId),
    said.clientMessageId === null ? null : tx.supervision.findWhisper(conversation.id, agentId, said.clientMessageId),
  ]);
  // The answer was lost, not the whisper.
  if (earlier !== null) return done(earlier);
  if (conversation.liveChatState !== 'CONNECTED') return notRunning();
  const line: WhisperRecord = {
    id: ports.newId(),
    conversationId: conversation.id,
    agentId,
    agentName: agent?.name ?? '',
    ...said,
    createdAt: tx.now,
  };
  tx.supervision.insertWhisper(line);
  tellStaff(tx, conversation, { type: 'WHISPER_ADDED', whisperId: line.id });
  // Among the agents of a chat it is talk; from outside it is supervision.
  if (!mayWrite(actor, factsOf(conversation))) audit(ports, tx, actor, { action: 'WHISPERED', conversation });
  return done(line);
}
