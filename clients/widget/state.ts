/**
 * All that the widget shows, and how what happens changes it. Pure: no page, no network, no clock.
 *
 * An entry is a message on the screen. What is on its way stands below what is stored, and turns into its stored copy by the
 * same key, whichever way that comes first: nothing is shown twice, nothing jumps.
 */
import type { OutgoingMessage } from '../sdk/outbox';
import type { Author, ChatMessage, DocumentToRead, Look, Meeting, Prompt, Snapshot, Standing, Stretch } from './chat';

export type Delivery = 'SENDING' | 'SENT' | 'FAILED';

export interface Entry {
  readonly key: string;
  readonly author: Author;
  readonly authorName: string | null;
  readonly text: string;
  readonly html: string | null;
  /** The card that says it or that it answers; null for what people write. */
  readonly cardKey: string | null;
  readonly document: DocumentToRead | null;
  readonly systemCode: string | null;
  readonly at: string;
  readonly delivery: Delivery;
  /** Why it was refused, in a sentence; null where it did not get through. */
  readonly problem: string | null;
}

/** A chosen answer on its way. It goes back to being a choice where it is refused. */
export interface Answering {
  readonly key: string;
  readonly text: string;
  readonly at: string;
}

export interface State {
  readonly look: Look | null;
  readonly isOpen: boolean;
  readonly line: 'CONNECTED' | 'RECONNECTING' | 'OFFLINE';
  readonly standing: Standing | null;
  /** What the server has, by sequence. */
  readonly messages: readonly ChatMessage[];
  /** Where what is not loaded yet ends; null where everything is. */
  readonly earlier: string | null;
  readonly outgoing: readonly OutgoingMessage[];
  readonly answering: Answering | null;
  /** All of it as it is shown. */
  readonly entries: readonly Entry[];
  /** Sequences up to here have been seen by the visitor. */
  readonly readUpTo: number;
  readonly typing: { readonly name: string | null } | null;
  /** When the chat ends unless somebody writes; null while there is no warning. */
  readonly idleEndsAt: string | null;
  /** An answer is under way: the prompt is shown busy or not at all. */
  readonly isAnswering: boolean;
  readonly promptError: string | null;
  /** Writes a message instead of waiting: there is one place to write in, not two. */
  readonly isLeaving: boolean;
  /** What was being written when the wait ended: it goes on in the card that asks for a message. */
  readonly unsent: string;
  readonly notice: string | null;
  /** Booked in this conversation, by their beginning; cancelled ones, too. */
  readonly meetings: readonly Meeting[];
  /** Whether the dialog may stand beside the closed widget. */
  readonly mayPoke: boolean;
  readonly isPoking: boolean;
  readonly hasSound: boolean;
}

export const initialState: State = {
  look: null,
  isOpen: false,
  line: 'CONNECTED',
  standing: null,
  messages: [],
  earlier: null,
  outgoing: [],
  answering: null,
  entries: [],
  readUpTo: 0,
  typing: null,
  idleEndsAt: null,
  isAnswering: false,
  promptError: null,
  isLeaving: false,
  unsent: '',
  notice: null,
  meetings: [],
  mayPoke: false,
  isPoking: false,
  hasSound: true,
};

const deliveryOf = { sending: 'SENDING', sent: 'SENT', failed: 'FAILED' } as const;

function ownEntry(key: string, text: string, at: string): Entry {
  return {
    ...{ key, author: 'VISITOR', authorName: null, text, html: null, cardKey: null, document: null, systemCode: null },
    ...{ at, delivery: 'SENDING', problem: null },
  };
}

function entriesOf({ messages, outgoing, answering }: State): readonly Entry[] {
  // The warning is shown while it holds, with its countdown; as a line of the past it would only be noise.
  const told = messages.filter(({ systemCode }) => systemCode !== 'IDLE_WARNING');
  const stored = told.map((message): Entry => ({
    key: message.clientMessageId ?? message.id,
    author: message.author,
    authorName: message.authorName,
    text: message.text,
    html: message.html,
    cardKey: message.cardKey,
    document: message.document,
    systemCode: message.systemCode,
    at: message.createdAt,
    delivery: 'SENT',
    problem: null,
  }));
  const keys = new Set(stored.map((entry) => entry.key));
  const waiting = outgoing.map((item): Entry => ({
    ...ownEntry(item.clientMessageId, item.text, item.writtenAt),
    delivery: deliveryOf[item.state],
    // Why the line is down we say ourselves, in the reader's language; why the server refused it, the server says in it.
    problem: item.willRetry ? null : item.problem,
  }));
  const chosen = answering ? [ownEntry(answering.key, answering.text, answering.at)] : [];
  return [...stored, ...[...waiting, ...chosen].filter((entry) => !keys.has(entry.key))];
}

function shown(state: State): State {
  return { ...state, entries: entriesOf(state) };
}

/** A message that repeats a chosen answer is that answer, whatever key the server stored it under. */
function isAnswer(answering: Answering | null, message: ChatMessage): boolean {
  return message.author === 'VISITOR' && answering !== null && message.text === answering.text;
}

/** Who has just written resets the idle clock; texts of the bot and the system do not. */
function isPerson(author: Author): boolean {
  return author === 'VISITOR' || author === 'AGENT';
}

export function arrived(state: State, message: ChatMessage): State {
  const others = state.messages.filter((other) => other.sequence !== message.sequence);
  const isLast = message.sequence > lastSequence(state);
  return shown({
    ...state,
    messages: [...others, message].sort((one, other) => one.sequence - other.sequence),
    answering: isAnswer(state.answering, message) ? null : state.answering,
    typing: isLast && message.author === 'AGENT' ? null : state.typing,
    idleEndsAt: isLast && isPerson(message.author) ? null : state.idleEndsAt,
    // What oneself wrote, in this tab or another, is read up to there.
    readUpTo: message.author === 'VISITOR' ? Math.max(state.readUpTo, message.sequence) : state.readUpTo,
  });
}

/** What was said before what is shown. */
export function lengthened(state: State, { messages, before }: Stretch): State {
  const known = new Set(state.messages.map(({ sequence }) => sequence));
  const older = messages.filter(({ sequence }) => !known.has(sequence));
  return shown({ ...state, messages: [...older, ...state.messages], earlier: before });
}

/** The messages on their way changed, or the answer on its way did. */
export function onItsWay(state: State, outgoing: readonly OutgoingMessage[]): State {
  return shown({ ...state, outgoing });
}

function samePrompt(one: Prompt | null, other: Prompt | null): boolean {
  return one?.key === other?.key;
}

/** How far a live chat has come; it never goes back, but from a ring that nobody answered into the queue. */
const progress: Readonly<Record<string, number>> = { ROUTING: 1, WAITING: 2, OFFERED: 2, CONNECTED: 3 };

/** An answer that was under way for longer than the events behind it: what is shown knows better. */
function isBehind(standing: Standing, shownNow: Standing | null): boolean {
  if (shownNow === null || shownNow.id !== standing.id) return false;
  if (shownNow.status !== 'OPEN') return standing.status === 'OPEN';
  const [now, then] = [shownNow.liveChat, standing.liveChat];
  if (now === null || then === null) return now !== null;
  if (now.requestedAt !== then.requestedAt) return then.requestedAt < now.requestedAt;
  return (progress[then.state] ?? 4) < (progress[now.state] ?? 4);
}

export function stands(state: State, standing: Standing): State {
  if (isBehind(standing, state.standing)) return state;
  const isLive = standing.liveChat?.state === 'CONNECTED';
  const isWaiting = stageOf(standing) === 'WAITING';
  return {
    ...state,
    standing,
    typing: isLive ? state.typing : null,
    idleEndsAt: isLive ? state.idleEndsAt : null,
    isLeaving: state.isLeaving && isWaiting,
    promptError: samePrompt(state.standing?.prompt ?? null, standing.prompt) ? state.promptError : null,
  };
}

export function loaded(state: State, snapshot: Snapshot, now: number): State {
  const isOther = state.standing?.id !== snapshot.id;
  const { liveChat } = snapshot;
  const last = snapshot.messages.at(-1)?.sequence ?? 0;
  // What arrived while the snapshot was under way stays.
  const newer = isOther ? [] : state.messages.filter(({ sequence }) => sequence > last);
  const isWarned = liveChat?.state === 'CONNECTED' && Date.parse(liveChat.idleWarnsAt ?? '') <= now;
  return shown({
    ...stands(state, snapshot),
    messages: [...snapshot.messages, ...newer],
    earlier: snapshot.before,
    outgoing: isOther ? [] : state.outgoing,
    answering: null,
    meetings: inOrder(snapshot.meetings),
    mayPoke: snapshot.poke,
    readUpTo: Math.max(0, last - snapshot.unreadCount),
    typing: null,
    idleEndsAt: isWarned ? liveChat.idleEndsAt : null,
    isAnswering: false,
    promptError: null,
    notice: null,
  });
}

function inOrder(meetings: readonly Meeting[]): readonly Meeting[] {
  return [...meetings].sort((one, other) => one.startsAt.localeCompare(other.startsAt));
}

/** Booked, moved or called off, here or in another tab. */
export function met(state: State, meeting: Meeting): State {
  return { ...state, meetings: inOrder([...state.meetings.filter(({ id }) => id !== meeting.id), meeting]) };
}

export function lastSequence(state: State): number {
  return state.messages.at(-1)?.sequence ?? 0;
}

/** Messages of others behind what was read. The system's are news of the chat, not messages to answer. */
export function unreadCount(state: State): number {
  return state.messages.filter(
    ({ sequence, author }) => sequence > state.readUpTo && (author === 'AGENT' || author === 'BOT'),
  ).length;
}

export type Stage = 'NOTHING' | 'DIALOG' | 'WAITING' | 'CHATTING' | 'ENDED';

/** Nothing is asked and nobody is called: the next card speaks in a moment. */
export function isPausing({ standing, isAnswering }: State): boolean {
  return standing !== null && stageOf(standing) === 'DIALOG' && standing.prompt === null && !isAnswering;
}

/** What the visitor is in the middle of. */
export function stageOf(standing: Standing | null): Stage {
  if (standing === null) return 'NOTHING';
  if (standing.status !== 'OPEN') return 'ENDED';
  switch (standing.liveChat?.state) {
    case 'ROUTING':
    case 'WAITING':
    case 'OFFERED':
      return 'WAITING';
    case 'CONNECTED':
      return 'CHATTING';
    default:
      return 'DIALOG';
  }
}
