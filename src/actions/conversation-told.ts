import type { Attribute } from '../routing/terms';
import { linesSlot } from './mail-ports';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, Message } from './records';

/** So many of the last lines are told; the rest is behind the link. */
const linesTold = 50;

export interface ToldConversation {
  /** `Vera <vera@example.com>`, as far as it is known. */
  readonly who: string;
  /** The page, what was said, and where to read on: the end of a mail. */
  readonly lines: readonly string[];
}

/** The end of a mail to staff, its lines filled in when it is stored. */
export function endOfMail(
  ports: Ports,
  { id, pageUrl }: Pick<ConversationRecord, 'id' | 'pageUrl'>,
): readonly string[] {
  return [`Page: ${pageUrl ?? 'unknown'}`, '', linesSlot, '', ports.conversationUrl(id)];
}

/** A step: a conversation as a mail to staff tells it. */
export async function tellConversation(
  ports: Ports,
  tx: Transaction,
  conversation: Pick<ConversationRecord, 'id' | 'visitorId' | 'pageUrl'>,
): Promise<ToldConversation> {
  const [visitor, messages] = await Promise.all([
    tx.visitors.find(conversation.visitorId),
    tx.messages.findLast(conversation.id, linesTold),
  ]);
  return {
    who: nameOf(visitor?.attributes ?? []),
    lines: [
      `Page: ${conversation.pageUrl ?? 'unknown'}`,
      '',
      ...messages.map(lineOf),
      '',
      ports.conversationUrl(conversation.id),
    ],
  };
}

function nameOf(attributes: readonly Attribute[]): string {
  const valueOf = (name: string): string | undefined => attributes.find((one) => one.name === name)?.value;
  const name = [valueOf('firstName'), valueOf('lastName')].filter((part) => part !== undefined).join(' ');
  const email = valueOf('email');
  if (name === '') return email ?? 'A visitor';
  return email === undefined ? name : `${name} <${email}>`;
}

function lineOf(message: Message): string {
  return `${message.authorName ?? message.author.toLowerCase()}: ${message.text}`;
}
