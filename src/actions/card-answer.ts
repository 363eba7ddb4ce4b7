import type { Actor } from '../auth/actor';
import { attributeTypesOf, definitionOf } from '../routing/attributes';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { ConversationId, VisitorId } from '../routing/terms';
import { answer, type AnsweredStep } from '../streams/step';
import { readClientMessageId } from './client-message-id';
import { conversationEngage, countEngagement } from './conversation-engage';
import { say } from './conversation-line';
import { dialogPlay } from './dialog-play';
import { factsOf, loneScript } from './lone-script';
import type { Ports, Transaction } from './ports';
import type { AttributeDefinitionRecord, ConversationRecord, UsageRecord } from './records';
import { conversationClosed, unknownConversation, visitorsOnly } from './refusals';

export interface CardAnswerInput {
  readonly conversationId: ConversationId;
  readonly cardKey: string;
  readonly responseKey: string | null;
  readonly response: string | null;
  readonly value: string | null;
  readonly clientMessageId: string | null;
}

export async function cardAnswer(ports: Ports, actor: Actor, input: CardAnswerInput): Promise<Outcome<ConversationId>> {
  if (actor.kind !== 'VISITOR') return visitorsOnly();
  const clientMessageId = readClientMessageId(input.clientMessageId);
  if (!clientMessageId.ok) return clientMessageId;
  return ports.work(actor.workspaceId, (tx) =>
    answerIn(ports, tx, actor.visitorId, { ...input, clientMessageId: clientMessageId.value }),
  );
}

async function answerIn(
  ports: Ports,
  tx: Transaction,
  visitorId: VisitorId,
  input: CardAnswerInput,
): Promise<Outcome<ConversationId>> {
  const { conversationId: id, clientMessageId } = input;
  const [conversation, earlier, definitions, usage] = await Promise.all([
    tx.conversations.lock(id),
    clientMessageId === null ? null : tx.messages.findByClientId(id, 'VISITOR', visitorId, clientMessageId),
    tx.attributeDefinitions.findAll(),
    tx.usage.find(),
  ]);
  if (conversation === null || conversation.visitorId !== visitorId) return unknownConversation();
  // Read for a retry, too: whether it says the same is known only by what the card makes of it.
  const waitingCard = earlier === null ? conversation.waitingCard : input.cardKey;
  if (earlier === null && conversation.status !== 'OPEN') return conversationClosed();
  const script = (await tx.dialogs.findVersion(conversation.dialogId, conversation.dialogVersion)) ?? [];
  const { dialogId, dialogVersion: version } = conversation;
  const step = answer({
    program: loneScript({ dialogId, version, script }),
    place: { dialogId, version, frames: [], cardKey: waitingCard },
    answer: input,
    types: attributeTypesOf(definitions),
    facts: factsOf([]),
    options: new Map(),
  });
  if (earlier !== null) {
    if (step.ok && step.value.said === earlier.text) return done(conversation.id);
    const field = ['clientMessageId'];
    return refuse(
      'CONFLICT',
      'This clientMessageId was used for another answer. Use a new one for each answer.',
      field,
    );
  }
  if (!step.ok) return step;
  await follow(ports, tx, conversation, { step: step.value, clientMessageId, definitions, usage });
  return done(conversation.id);
}

async function follow(
  ports: Ports,
  tx: Transaction,
  before: ConversationRecord,
  given: {
    readonly step: AnsweredStep;
    readonly clientMessageId: string | null;
    readonly definitions: readonly AttributeDefinitionRecord[];
    readonly usage: UsageRecord;
  },
): Promise<void> {
  const { step, clientMessageId, definitions, usage } = given;
  const { visitorId } = before;
  const line = { author: 'VISITOR', authorId: visitorId, text: step.said, clientMessageId } as const;
  const { conversation: answered } = say(ports, tx, before, line);
  for (const effect of step.effects) {
    if (effect.kind !== 'SET_ATTRIBUTE') continue;
    const spelled = definitionOf(definitions, effect.name)?.name ?? effect.name;
    tx.visitors.setAttributes(visitorId, [{ name: spelled, value: effect.value, source: effect.source }]);
  }
  const after = await dialogPlay(ports, tx, conversationEngage(tx, answered), step);
  tx.conversations.save(after);
  await countEngagement(tx, { before, after, usage });
}
