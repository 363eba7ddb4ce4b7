/**
 * The order of a conversation. The server numbers its messages 1, 2, 3 … without a gap, so a client can prove that it
 * has all of them, and must: what is shown after a hole would be read as if nothing were missing.
 */
export interface Numbered {
  readonly sequence: number;
}

export interface Merged<Message extends Numbered> {
  readonly messages: readonly Message[];
  /** Something between is missing, and what lies beyond the hole was refused: fetch the newest messages anew. */
  readonly hole: boolean;
}

/**
 * Adds what came to what is known: repeats are dropped, and only what joins the known run, before or behind, is taken.
 * A transcript may begin late (older pages come on demand), but has no hole inside.
 */
export function mergeMessages<Message extends Numbered>(
  known: readonly Message[],
  incoming: readonly Message[],
): Merged<Message> {
  const bySequence = new Map<number, Message>();
  for (const message of [...incoming, ...known]) bySequence.set(message.sequence, message);
  if (bySequence.size === known.length) return { messages: known, hole: false };
  let first = known[0]?.sequence ?? Math.min(...bySequence.keys());
  while (bySequence.has(first - 1)) first -= 1;
  const messages: Message[] = [];
  for (let at = bySequence.get(first); at !== undefined; at = bySequence.get(at.sequence + 1)) messages.push(at);
  return { messages, hole: messages.length < bySequence.size };
}
