/** What a transcript shows, line by line: days, runs of one author, what happened, and what is still on its way. */
import type { OutgoingMessage } from '../../../sdk/outbox';
import { clockTime, dayName } from '../words';
import type { Message } from './state';

export type Line =
  | { readonly kind: 'day'; readonly key: string; readonly text: string }
  | { readonly kind: 'note'; readonly key: string; readonly text: string; readonly from: 'BOT' | 'SYSTEM' }
  | {
      readonly kind: 'bubble';
      readonly key: string;
      readonly own: boolean;
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

export function linesOf(
  messages: readonly Message[],
  outgoing: readonly OutgoingMessage[],
  now: number,
): readonly Line[] {
  const entries = [...messages.map(fromMessage), ...outgoing.map(fromOutgoing)];
  const lines: Line[] = [];
  entries.forEach((entry, index) => {
    const before = entries[index - 1];
    const after = entries[index + 1];
    const newDay = before === undefined || dayName(before.at, now) !== dayName(entry.at, now);
    if (newDay) lines.push({ kind: 'day', key: `day ${entry.key}`, text: dayName(entry.at, now) });
    if (entry.author !== 'VISITOR' && entry.author !== 'AGENT') {
      const from = entry.author === 'BOT' ? 'BOT' : 'SYSTEM';
      lines.push({ kind: 'note', key: entry.key, text: entry.text, from });
      return;
    }
    lines.push({
      kind: 'bubble',
      key: entry.key,
      own: entry.author === 'AGENT',
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

function sameRun(one: Entry | undefined, next: Entry | undefined): boolean {
  if (one === undefined || next === undefined || one.author !== next.author || one.name !== next.name) return false;
  return Date.parse(next.at) - Date.parse(one.at) < runEndsAfterMs;
}

function fromMessage(message: Message): Entry {
  const name = message.authorName ?? (message.author === 'AGENT' ? 'Agent' : 'Visitor');
  // The key of what was optimistic stays, so that a bubble does not blink when it is confirmed.
  const key = message.clientMessageId ?? message.id;
  return { key, author: message.author, name, text: message.text, at: message.createdAt, outgoing: null };
}

function fromOutgoing(outgoing: OutgoingMessage): Entry {
  const { clientMessageId, text, writtenAt } = outgoing;
  return { key: clientMessageId, author: 'AGENT', name: 'You', text, at: writtenAt, outgoing };
}
