/**
 * A message instead of a chat: while the visitor waits for an agent, or where the fallback asks for it. It stands in the
 * transcript like any other line, goes to those who manage agents by mail, and ends the conversation: an answer comes by
 * e-mail. An offer that still rings is withdrawn; whoever accepted it first has the chat, and the message is refused.
 */
import type { Actor, VisitorActor } from '../auth/actor';
import { readValue } from '../routing/attribute-values';
import { leftMessage } from '../routing/fall-through';
import { done, refuseAll, type Outcome, type Refusal } from '../routing/refusal';
import { refuseWith } from '../routing/refusal-words';
import { assertNever, type Attribute, type ConversationId } from '../routing/terms';
import { isBlank, readName, readText } from '../routing/text';
import { messageLeftWords, systemLanguageOf } from '../streams/message-left-words';
import { readClientMessageId } from './client-message-id';
import { conversationClose } from './conversation-close';
import { say, tell } from './conversation-line';
import { endOfMail } from './conversation-told';
import { inStep, type Running } from './live-chat-held';
import { moveOf } from './live-chat-move';
import { visitorSlot } from './mail-ports';
import { decisionStore } from './offer-make';
import { offerSettle } from './offer-settle';
import type { Ports, Transaction } from './ports';
import { queueLeave } from './queue-wait';
import type { ConversationRecord, LiveChatRecord, OfferRecord } from './records';
import { chatClosed, unknownConversation, visitorsOnly } from './refusals';
import { visitorIdentify } from './visitor-identify';
import { inVisitorsLanguage } from './visitor-words';
import { inEveryLanguage, staffText } from './staff-text';

export interface MessageLeaveInput {
  readonly conversationId: ConversationId;
  readonly text: string;
  /** Where an answer is to go; may be left out where an address of the visitor is known. */
  readonly email: string | null;
  readonly name: string | null;
  readonly clientMessageId: string | null;
}

interface Left {
  readonly text: string;
  readonly clientMessageId: string | null;
  readonly attributes: readonly Attribute[];
}

export async function messageLeave(
  ports: Ports,
  actor: Actor,
  input: MessageLeaveInput,
): Promise<Outcome<ConversationId>> {
  if (actor.kind !== 'VISITOR') return visitorsOnly();
  return inVisitorsLanguage(ports, actor, input.conversationId, await leaveAs(ports, actor, input));
}

async function leaveAs(
  ports: Ports,
  { visitorId, workspaceId }: VisitorActor,
  input: MessageLeaveInput,
): Promise<Outcome<ConversationId>> {
  const { conversationId } = input;
  const left = readLeft(input);
  if (!left.ok) return left;
  const { clientMessageId, text } = left.value;
  return ports.work(workspaceId, async (tx) => {
    const [conversation, visitor, earlier] = await Promise.all([
      tx.conversations.lock(conversationId),
      tx.visitors.find(visitorId),
      clientMessageId === null
        ? null
        : tx.messages.findByClientId(conversationId, 'VISITOR', visitorId, clientMessageId),
    ]);
    if (conversation?.visitorId !== visitorId) return unknownConversation();
    // The answer was lost, not the message.
    if (earlier?.text === text) return done(conversationId);
    if (conversation.status !== 'OPEN') return chatClosed();
    const chat = conversation.liveChatId === null ? null : await tx.liveChats.find(conversation.liveChatId);
    if (chat === null || !takesMessage({ conversation, chat })) return noPlaceForOne();
    const known = [...(visitor?.attributes ?? []), ...left.value.attributes];
    if (!known.some(({ name }) => name === 'email')) return addressWanted();
    tx.conversations.save(await leave(ports, tx, { conversation, chat }, left.value));
    return done(conversationId);
  });
}

/** All faults at once. */
function readLeft(input: MessageLeaveInput): Outcome<Left> {
  const text = readText(input.text, { what: 'The message', ofVisitor: 'MESSAGE', field: ['text'] });
  const clientMessageId = readClientMessageId(input.clientMessageId);
  const email = isNothing(input.email) ? done(null) : readValue(input.email, 'EMAIL', ['email']);
  const name = isNothing(input.name)
    ? done(null)
    : readName(input.name, { what: 'The name', ofVisitor: 'NAME', field: ['name'] });
  const refusals = [text, clientMessageId, email, name].flatMap((read): readonly Refusal[] =>
    read.ok ? [] : read.refusals,
  );
  if (!text.ok || !clientMessageId.ok || !email.ok || !name.ok) return refuseAll(refusals);
  const said = [...(email.value === null ? [] : [{ name: 'email', value: email.value }]), ...namesOf(name.value)];
  const attributes = said.map((one): Attribute => ({ ...one, source: 'VISITOR' }));
  return done({ text: text.value, clientMessageId: clientMessageId.value, attributes });
}

function isNothing(given: string | null): given is null {
  return given === null || isBlank(given);
}

/** The first word is what people are called by. */
function namesOf(name: string | null): readonly { readonly name: string; readonly value: string }[] {
  if (name === null) return [];
  const [first = '', ...rest] = name.split(' ');
  const last = rest.join(' ');
  return [{ name: 'firstName', value: first }, ...(isBlank(last) ? [] : [{ name: 'lastName', value: last }])];
}

function takesMessage({ conversation, chat }: Running): boolean {
  switch (chat.state) {
    case 'WAITING':
      return true;
    case 'OFFERED':
      return chat.waitingSince !== null;
    case 'MISSED':
      return chat.messageCard !== null && conversation.waitingCard !== null;
    case 'ROUTING':
    case 'CONNECTED':
    case 'ENDED':
    case 'ABANDONED':
      return false;
    default:
      return assertNever(chat.state);
  }
}

async function leave(ports: Ports, tx: Transaction, running: Running, left: Left): Promise<ConversationRecord> {
  const { visitorId, id } = running.conversation;
  // Who the visitor is comes before the routing lock: whoever merges visitors may be on the way to it.
  if (left.attributes.length > 0) {
    await visitorIdentify(ports, tx, {
      visitorId,
      conversation: running.conversation,
      attributes: left.attributes,
    });
  }
  const pending = running.chat.state === 'OFFERED' ? await tx.offers.findPendingOf(id) : null;
  const [offer, , play, offers] = await Promise.all([
    pending === null ? null : tx.offers.lock(pending.id),
    tx.routing.lock(),
    tx.play.find(id),
    tx.offers.findAllOf(running.chat.id),
  ]);
  if (offer !== null) offerSettle(tx, offer, { state: 'WITHDRAWN', declineReason: null });
  const ended = end(tx, running, offers);
  decisionStore(ports, tx, ended.chat, leftMessage(ended.chat.routing.strategy));
  const thanks = messageLeftWords[systemLanguageOf(play?.language ?? null)];
  let { conversation } = say(ports, tx, ended.conversation, {
    author: 'VISITOR',
    authorId: visitorId,
    text: left.text,
    clientMessageId: left.clientMessageId,
  });
  conversation = say(ports, tx, conversation, { author: 'BOT', text: thanks }).conversation;
  mail(ports, tx, { conversation, chat: ended.chat });
  return conversationClose(tx, conversation, 'COMPLETED');
}

/** Whoever was waiting has been missed; at the fallback that has happened and been told. */
function end(tx: Transaction, running: Running, offers: readonly OfferRecord[]): Running {
  if (running.chat.state === 'MISSED') return running;
  const { state } = moveOf(running.chat, 'NOBODY_LEFT');
  queueLeave(tx, running.chat);
  const chat: LiveChatRecord = { ...running.chat, state, endedAt: tx.now };
  tx.liveChats.save(chat);
  const { conversation } = inStep(running.conversation, chat);
  tell(tx, conversation, { type: 'LIVE_CHAT_MISSED' });
  for (const agentId of new Set(offers.map((offer) => offer.agentId))) {
    tx.emit({ conversationId: conversation.id, visitorId: null, agentId, onlyAgent: true, type: 'LIVE_CHAT_MISSED' });
  }
  return { conversation, chat };
}

function mail(ports: Ports, tx: Transaction, { conversation, chat }: Running): void {
  tx.storeStaffMail({
    topic: 'FAILED_CHATS',
    concerned: [],
    conversationId: conversation.id,
    cause: `message-left:${chat.id}`,
    words: inEveryLanguage((language) => ({
      subject: staffText(language, 'MESSAGE_SUBJECT', { visitor: visitorSlot }),
      text: [
        staffText(language, 'MESSAGE', { visitor: visitorSlot }),
        ...endOfMail(ports, conversation, language),
      ].join('\n'),
    })),
  });
}

function noPlaceForOne(): Outcome<never> {
  return refuseWith('CONFLICT', { text: 'NO_PLACE_FOR_MESSAGE' }, ['conversationId']);
}

function addressWanted(): Outcome<never> {
  return refuseWith('INVALID', { text: 'ADDRESS_FOR_ANSWER' }, ['email']);
}
