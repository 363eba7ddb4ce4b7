/** What a transcript shows, line by line: days, runs of one author, what happened, and what is still on its way. */
import type { OutgoingMessage } from '../../../sdk/outbox';
import { clockTime, dayName, sameDay, spokenAnswer } from '../words';
import type { Message, Whisper } from './state';

export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly text: string }
  | {
      readonly kind: 'whisper';
      readonly key: string;
      readonly name: string;
      readonly text: string;
      readonly time: string;
    }
  | { readonly kind: 'note'; readonly key: string; readonly text: string; readonly from: 'BOT' | 'SYSTEM' }
  | {
      readonly kind: 'bubble';
      readonly key: string;
      readonly own: boolean;
      /** Of our side, and not by us: whose name is told. */
      readonly colleague: boolean;
      readonly name: string;
      readonly text: string;
      readonly time: string;
      readonly at: string;
      /** First of a run: it has the time. Last of a run: it has the corner. */
      readonly first: boolean;
      readonly last: boolean;
      readonly outgoing: OutgoingMessage | null;
    };

/** A pause this long begins a new run: the time is worth telling again. */
const runEndsAfterMs = 5 * 60_000;

interface Entry {
  readonly key: string;
  readonly author: string;
  readonly name: string;
  readonly text: string;
  readonly at: string;
  readonly outgoing: OutgoingMessage | null;
}

const nothingBeside = { whispers: [], ownName: null };

export function linesOf(
  messages: readonly Message[],
  outgoing: readonly OutgoingMessage[],
  now: number,
  beside: { readonly whispers: readonly Whisper[]; readonly ownName: string | null } = nothingBeside,
): readonly Line[] {
  const entries = [
    ...withWhispers(messages.map(fromMessage), beside.whispers),
    ...outgoing.map((each) => fromOutgoing(each, beside.ownName)),
  ];
  const lines: Line[] = [];
  entries.forEach((entry, index) => {
    const before = entries[index - 1];
    const after = entries[index + 1];
    const newDay = before === undefined || !sameDay(new Date(before.at), new Date(entry.at));
    if (newDay) lines.push({ kind: 'day', key: `day ${entry.key}`, text: dayName(entry.at, now) });
    if (entry.author === 'WHISPER') {
      const { key, name, text } = entry;
      lines.push({ kind: 'whisper', key, name, text, time: clockTime(entry.at) });
      return;
    }
    if (entry.author !== 'VISITOR' && entry.author !== 'AGENT') {
      const from = entry.author === 'BOT' ? 'BOT' : 'SYSTEM';
      lines.push({ kind: 'note', key: entry.key, text: entry.text, from });
      return;
    }
    lines.push({
      kind: 'bubble',
      key: entry.key,
      own: entry.author === 'AGENT',
      colleague: isColleague(entry, beside.ownName),
      name: entry.name,
      text: entry.text,
      time: clockTime(entry.at),
      at: entry.at,
      first: newDay || !sameRun(before, entry),
      last: !sameRun(entry, after),
      outgoing: entry.outgoing,
    });
  });
  return lines;
}

/** Whether two lines look the same on the screen. */
export function sameLine(one: Line, other: Line): boolean {
  const told = Object.entries(other) as readonly [keyof Line, unknown][];
  return Object.keys(one).length === told.length && told.every(([name, value]) => one[name] === value);
}

/** What waits to be sent is always our own, whatever it is called. */
function isColleague({ author, name, outgoing }: Entry, ownName: string | null): boolean {
  return author === 'AGENT' && outgoing === null && ownName !== null && name !== ownName;
}

/** Each before the first message that was stored later; those older than what is loaded are left out. */
function withWhispers(entries: readonly Entry[], whispers: readonly Whisper[]): readonly Entry[] {
  if (whispers.length === 0) return entries;
  const begin = entries[0]?.at ?? '';
  const said = whispers.filter(({ createdAt }) => createdAt >= begin).map(fromWhisper);
  // Stable, and messages come in their own order: their times never fall.
  return [...entries, ...said].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

function fromWhisper({ id, agentName, text, createdAt }: Whisper): Entry {
  return { key: id, author: 'WHISPER', name: agentName, text, at: createdAt, outgoing: null };
}

function sameRun(one: Entry | undefined, next: Entry | undefined): boolean {
  if (one === undefined || next === undefined || one.author !== next.author || one.name !== next.name) return false;
  return Date.parse(next.at) - Date.parse(one.at) < runEndsAfterMs;
}

function fromMessage(message: Message): Entry {
  const name = message.authorName ?? (message.author === 'AGENT' ? 'Agent' : 'Visitor');
  // The key of what was optimistic stays, so that a bubble does not blink when it is confirmed.
  const key = message.clientMessageId ?? message.id;
  return { key, author: message.author, name, text: textOf(message), at: message.createdAt, outgoing: null };
}

/** Under one's own name, as it will be stored: it belongs to the run that it continues, from the first moment on. */
function fromOutgoing(outgoing: OutgoingMessage, ownName: string | null): Entry {
  const { clientMessageId, text, writtenAt } = outgoing;
  return { key: clientMessageId, author: 'AGENT', name: ownName ?? 'You', text, at: writtenAt, outgoing };
}

export function textOf({ author, cardKey, text }: Pick<Message, 'author' | 'cardKey' | 'text'>): string {
  return author === 'VISITOR' && cardKey !== null ? spokenAnswer(text) : text;
}
