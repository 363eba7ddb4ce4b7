/**
 * Chats under load: tabs that send, tabs that read, and a judge who compares what was acknowledged and read with what is
 * stored. Whatever breaks meanwhile, the judge must find nothing; pointed at a client that forgets what the SDK remembers,
 * it must find something, or it would prove nothing.
 */
import type { AgentAtDesk } from '../support/agent-at-desk';
import type { Desk, Where } from '../support/desk';
import { Happenings, InVain } from '../support/happenings';
import type { Person } from '../support/person';
import type { VisitorAtDesk } from '../support/visitor-at-desk';

/** What a sender was told: this text has this place. */
export interface Acknowledged {
  readonly conversationId: string;
  readonly text: string;
  readonly sequence: number;
}

export interface Reading {
  readonly who: string;
  readonly conversationId: string;
  readonly read: Happenings<{ readonly sequence: number; readonly text: string }>;
}

export interface Chat {
  readonly ann: AgentAtDesk;
  readonly vera: VisitorAtDesk;
  readonly conversationId: string;
}

/** One agent with as many chats at once. */
export async function servedChats(desk: Desk, count: number, at?: (index: number) => Where): Promise<readonly Chat[]> {
  const ann = await desk.agent({ name: 'Ann', at: at?.(0) });
  const chats: Chat[] = [];
  for (let index = 0; index < count; index += 1) {
    const vera = await desk.visitor({}, at?.(index));
    await vera.asksForAnAgent();
    await ann.accepts();
    chats.push({ ann, vera, conversationId: vera.conversationId ?? '' });
  }
  return chats;
}

/** Reads one conversation from its beginning, as the SDK does it. */
export function reads(person: Person, conversationId: string): Reading {
  const read = new Happenings<{ sequence: number; text: string }>(person.name);
  person.parley.messages({
    conversationId,
    afterSequence: 0,
    onMessage: ({ sequence, text }) => read.add({ sequence, text }),
  });
  return { who: person.name, conversationId, read };
}

/** Everybody sends this many, one after the other; each `sends` resolves with the message's place once it is acknowledged. */
export async function sendAll(
  senders: readonly { readonly conversationId: string; readonly sends: (text: string) => Promise<number> }[],
  options: { readonly each: number; readonly round: string; readonly acknowledged: (one: Acknowledged) => void },
): Promise<void> {
  const { each, round, acknowledged } = options;
  const work = senders.map(async ({ conversationId, sends }, sender) => {
    for (let index = 0; index < each; index += 1) {
      const text = `${round}, sender ${sender}, message ${index}`;
      acknowledged({ conversationId, text, sequence: await sends(text) });
    }
  });
  await Promise.all(work);
}

/** Waits until each reader has come to the end, and tells everything that is wrong; nothing is how it should be. */
export async function faultsOf(
  desk: Desk,
  heard: { readonly acknowledged: readonly Acknowledged[]; readonly readings: readonly Reading[] },
): Promise<readonly string[]> {
  const faults: string[] = [];
  const ids = new Set([...heard.acknowledged, ...heard.readings].map(({ conversationId }) => conversationId));
  for (const conversationId of ids) {
    const stored = await storedIn(desk, conversationId);
    const isHere = (one: { readonly conversationId: string }) => one.conversationId === conversationId;
    stored.forEach(({ sequence }, index) => {
      if (sequence !== index + 1) faults.push(`Message ${index + 1} is stored as ${sequence}.`);
    });
    for (const { text, sequence } of heard.acknowledged.filter(isHere)) {
      const places = stored.filter((message) => message.text === text).map((message) => message.sequence);
      if (places.length !== 1) faults.push(`“${text}” is stored ${places.length} times.`);
      else if (places[0] !== sequence) faults.push(`“${text}” was acknowledged as ${sequence} and is ${places[0]}.`);
    }
    for (const { who, read } of heard.readings.filter(isHere)) faults.push(...(await misread(who, read, stored)));
  }
  return faults;
}

type Line = { readonly sequence: number; readonly text: string };

async function storedIn(desk: Desk, conversationId: string): Promise<readonly Line[]> {
  const bare = Buffer.from(conversationId, 'base64url').toString().split(':')[1];
  return desk.db.rows<Line>('SELECT sequence, text FROM message WHERE conversation_id = $1 ORDER BY sequence', [bare]);
}

async function misread(who: string, read: Happenings<Line>, stored: readonly Line[]): Promise<readonly string[]> {
  const last = stored.at(-1)?.sequence ?? 0;
  try {
    await read.first(`message ${last}`, ({ sequence }) => sequence === last);
  } catch (error) {
    if (!(error instanceof InVain)) throw error;
    return [`${who} never came to message ${last}.`];
  }
  const [told, are] = [read.all.map(lineOf), stored.map(lineOf)];
  if (told.join('\n') === are.join('\n')) return [];
  const at = are.findIndex((line, index) => line !== told[index]);
  return [`${who} read ${told.length} of ${are.length}; at ${at + 1} “${told[at]}” instead of “${are[at]}”.`];
}

function lineOf({ sequence, text }: Line): string {
  return `${sequence} ${text}`;
}
