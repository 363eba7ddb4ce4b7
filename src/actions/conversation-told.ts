import type { SystemLanguage } from '../routing/system-languages';
import { assertNever } from '../routing/terms';
import { linesSlot } from './mail-ports';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, Message } from './records';
import { staffText } from './staff-text';

/** So many of the last lines are told; the rest is behind the link. */
const linesTold = 50;

/** The end of a mail to staff, its lines filled in when it is stored. */
export function endOfMail(
  ports: Ports,
  { id, pageUrl }: Pick<ConversationRecord, 'id' | 'pageUrl'>,
  language: SystemLanguage,
): readonly string[] {
  return [pageOf(pageUrl, language), '', linesSlot, '', ports.conversationUrl(id)];
}

/** A step: a conversation as a mail to staff tells it. The page, what was said, and where to read on: the end of the mail. */
export async function tellConversation(
  ports: Ports,
  tx: Transaction,
  { id, pageUrl }: Pick<ConversationRecord, 'id' | 'pageUrl'>,
): Promise<(language: SystemLanguage) => readonly string[]> {
  const messages = await tx.messages.findLast(id, linesTold);
  return (language) => [
    pageOf(pageUrl, language),
    '',
    ...messages.map((message) => lineOf(message, language)),
    '',
    ports.conversationUrl(id),
  ];
}

function pageOf(page: string | null, language: SystemLanguage): string {
  return page === null ? staffText(language, 'NO_PAGE') : staffText(language, 'PAGE', { page });
}

function lineOf({ author, authorName, text }: Message, language: SystemLanguage): string {
  return `${authorName ?? authorIn(author, language)}: ${text}`;
}

function authorIn(author: Message['author'], language: SystemLanguage): string {
  switch (author) {
    case 'VISITOR':
      return staffText(language, 'SAID_VISITOR');
    case 'BOT':
      return staffText(language, 'SAID_BOT');
    case 'SYSTEM':
    case 'AGENT':
      // An agent's line carries the name.
      return staffText(language, 'SAID_SYSTEM');
    default:
      return assertNever(author);
  }
}
