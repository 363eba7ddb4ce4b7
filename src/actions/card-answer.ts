/**
 * Two round trips: everything is read behind the conversation's lock, the scripts that this process lacks among it, and written
 * with the commit. A third for all that the cards behind the answer may ask of the agents and their calendars, together.
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
import { stepAhead } from './foresight';
import { enterPlay, findSurroundingsOf, typesOf, type Playing } from './playing';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, Message } from './records';
import { chatClosed, unknownConversation, visitorsOnly } from './refusals';
import { foreseeIdentity } from './visitor-identify';
import { inLanguage } from './visitor-words';

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
  const { conversationId } = input;
  return ports.sharedRequests(actor.workspaceId, { visitorId: actor.visitorId, conversationId }, (tx) =>
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
  const [conversation, identity, play, earlier, surroundings] = await Promise.all([
    tx.conversations.lock(id),
    foreseeIdentity(tx, visitorId, input.value),
    tx.play.find(id),
    clientMessageId === null ? null : tx.messages.findByClientId(id, 'VISITOR', visitorId, clientMessageId),
    findSurroundingsOf(ports, tx, { visitorId, conversationId: id }),
  ]);
  if (conversation === null || conversation.visitorId !== visitorId || play === null) return unknownConversation();
  if (earlier === null && conversation.status !== 'OPEN') return inLanguage(chatClosed(), play.language);
  const playing = await enterPlay(ports, tx, { conversation, play, surroundings, identity });
  if (earlier !== null) return repeated(playing, input, earlier);
  const taken = answered(playing, input, { place: play.place, facts: nobodyAsked(playing) });
  if (!taken.ok) return inLanguage(taken, play.language);
  return done(await follow(ports, tx, playing, { said: taken.value.said, input }));
}

function answered(
  { program, definitions }: Playing,
  input: CardAnswerInput,
  at: { readonly place: Place; readonly facts: Facts },
): Outcome<AnsweredStep> {
  return answer({ program, answer: input, ...at, ...typesOf(definitions) });
}

/** Whether an answer is taken, and what it says, does not depend on the agents. */
function nobodyAsked({ facts }: Playing): Facts {
  return { ...facts, agentAvailable: () => false };
}

/** Of an answer that is known to be taken. */
function takenStep(playing: Playing, input: CardAnswerInput, facts: Facts): AnsweredStep {
  const step = answered(playing, input, { place: playing.play.place, facts });
  if (!step.ok) throw new Error('An answer was taken and is refused a moment later.');
  return step.value;
}

/** The answer was lost, not the visitor's. Whether it says the same is known only by what the card, long passed, makes of it. */
function repeated(playing: Playing, input: CardAnswerInput, earlier: Message): Outcome<Played> {
  const place = placeOf(playing.program, input.cardKey);
  const again = place === null ? null : answered(playing, input, { place, facts: nobodyAsked(playing) });
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
  given: { readonly said: string; readonly input: CardAnswerInput },
): Promise<Played> {
  const { input } = given;
  const { conversation: before } = playing;
  const { conversation: said } = say(ports, tx, before, {
    author: 'VISITOR',
    authorId: before.visitorId,
    text: given.said,
    cardKey: input.cardKey,
    clientMessageId: input.clientMessageId,
  });
  const told = { ...playing, conversation: conversationEngage(tx, said) };
  const { step, playing: on } = await stepAhead(ports, tx, told, (facts) => takenStep(playing, input, facts));
  const played = await dialogPlay(ports, tx, on, step);
  const { conversation: after } = played;
  tx.conversations.save(after);
  countEngagement(tx, { before, after, ...playing });
  return played;
}
