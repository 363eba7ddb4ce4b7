/**
 * Two round trips where this process knows the scripts: everything is read behind the conversation's lock, and written with
 * the commit. A third for scripts that it has never read, for a branch that asks for agents, or for an e-mail address, whose
 * owner is looked for.
 */
import type { Actor } from '../auth/actor';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { ConversationId, VisitorId } from '../routing/terms';
import { placeOf } from '../streams/answered-place';
import { answer, type AnsweredStep } from '../streams/step';
import type { Facts, Place } from '../streams/step-terms';
import { readClientMessageId } from './client-message-id';
import { conversationEngage, countEngagement } from './conversation-engage';
import { say } from './conversation-line';
import { dialogPlay, type Played } from './dialog-play';
import { enterPlay, findSurroundings, stepOf, typesOf, type Playing } from './playing';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, Message } from './records';
import { conversationClosed, unknownConversation, visitorsOnly } from './refusals';

export interface CardAnswerInput {
  readonly conversationId: ConversationId;
  readonly cardKey: string;
  readonly responseKey: string | null;
  readonly response: string | null;
  readonly value: string | null;
  readonly clientMessageId: string | null;
}

/** Answers with the conversation as it was committed. */
export async function cardAnswer(
  ports: Ports,
  actor: Actor,
  input: CardAnswerInput,
): Promise<Outcome<ConversationRecord>> {
  const answered = await cardAnswered(ports, actor, input);
  return answered.ok ? done(answered.value.conversation) : answered;
}

/** The same with the play: whoever shows the conversation need read neither again. */
export async function cardAnswered(ports: Ports, actor: Actor, input: CardAnswerInput): Promise<Outcome<Played>> {
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
): Promise<Outcome<Played>> {
  const { conversationId: id, clientMessageId } = input;
  const [conversation, play, earlier, surroundings] = await Promise.all([
    tx.conversations.lock(id),
    tx.play.find(id),
    clientMessageId === null ? null : tx.messages.findByClientId(id, 'VISITOR', visitorId, clientMessageId),
    findSurroundings(tx, visitorId),
  ]);
  if (conversation === null || conversation.visitorId !== visitorId || play === null) return unknownConversation();
  if (earlier === null && conversation.status !== 'OPEN') return conversationClosed();
  const playing = await enterPlay(ports, tx, { conversation, play, surroundings });
  if (earlier !== null) return repeated(playing, input, earlier);
  const step = await stepOf(tx, playing, (facts) => answered(playing, input, { place: play.place, facts }));
  if (!step.ok) return step;
  return done(await follow(ports, tx, playing, { step: step.value, input }));
}

function answered(
  { program, definitions }: Playing,
  input: CardAnswerInput,
  at: { readonly place: Place; readonly facts: Facts },
): Outcome<AnsweredStep> {
  return answer({ program, answer: input, ...at, ...typesOf(definitions) });
}

/** The answer was lost, not the visitor's. Whether it says the same is known only by what the card, long passed, makes of it. */
function repeated(playing: Playing, input: CardAnswerInput, earlier: Message): Outcome<Played> {
  const place = placeOf(playing.program, input.cardKey);
  const facts: Facts = { ...playing.facts, agentAvailable: () => false };
  const again = place === null ? null : answered(playing, input, { place, facts });
  // A flow that is not published any more leaves only the card's name to compare.
  const saysSame = again === null || (again.ok && again.value.said === earlier.text);
  if (saysSame && (earlier.cardKey ?? input.cardKey) === input.cardKey) return done(playing);
  const message = 'This clientMessageId was used for another answer. Use a new one for each answer.';
  return refuse('CONFLICT', message, ['clientMessageId']);
}

async function follow(
  ports: Ports,
  tx: Transaction,
  playing: Playing,
  given: { readonly step: AnsweredStep; readonly input: CardAnswerInput },
): Promise<Played> {
  const { step, input } = given;
  const { conversation: before } = playing;
  const { conversation: said } = say(ports, tx, before, {
    author: 'VISITOR',
    authorId: before.visitorId,
    text: step.said,
    cardKey: input.cardKey,
    clientMessageId: input.clientMessageId,
  });
  const played = await dialogPlay(ports, tx, { ...playing, conversation: conversationEngage(tx, said) }, step);
  const { conversation: after } = played;
  tx.conversations.save(after);
  countEngagement(tx, { before, after, ...playing });
  return played;
}
