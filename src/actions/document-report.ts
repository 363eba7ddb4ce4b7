import type { Actor } from '../auth/actor';
import type { DocumentDeed } from '../routing/events';
import { isPreview } from '../routing/preview';
import { done, refuse, type Outcome } from '../routing/refusal';
import { assertNever, type ConversationId } from '../routing/terms';
import { cleanName, readName } from '../routing/text';
import { staffOf } from './play-effects';
import type { Ports } from './ports';
import type { ReadingRecord } from './records';
import { conversationClosed, unknownConversation, visitorsOnly } from './refusals';

export interface DocumentReportInput {
  readonly conversationId: ConversationId;
  readonly cardKey: string;
  readonly what: DocumentDeed;
  /** Of a PAGE_VIEWED, from 1 on. */
  readonly page: number | null;
  /** Of a SEARCHED. */
  readonly term: string | null;
}

/** Of one document in one conversation. Beyond it what is told is no longer kept, and nobody is bothered with it. */
const mostOf: Readonly<Record<DocumentDeed, number>> = { OPENED: 1, PAGE_VIEWED: 500, DOWNLOADED: 1, SEARCHED: 50 };
/** A document is often the last card: it is read when the conversation has ended already. */
const toldBehindEndMs = 24 * 60 * 60 * 1_000;
const lastPage = 100_000;
const maxTermLength = 200;

/** Each page and each term counts once: telling it again changes nothing and is no error. */
export async function documentReport(
  ports: Ports,
  actor: Actor,
  input: DocumentReportInput,
): Promise<Outcome<ConversationId>> {
  if (actor.kind !== 'VISITOR') return visitorsOnly();
  const detail = readDetail(input);
  if (!detail.ok) return detail;
  const { conversationId: id, what } = input;
  const cardKey = cleanName(input.cardKey);
  return ports.work(actor.workspaceId, async (tx) => {
    const [conversation, isOffered, readings] = await Promise.all([
      tx.conversations.lock(id),
      tx.readings.isOffered(id, cardKey),
      tx.readings.findOf(id, cardKey),
    ]);
    if (conversation === null || conversation.visitorId !== actor.visitorId) return unknownConversation();
    const { endedAt } = conversation;
    if (endedAt !== null && tx.now.getTime() - endedAt.getTime() > toldBehindEndMs) return conversationClosed();
    if (!isOffered) {
      return refuse('NOT_FOUND', 'No card of that key has offered a document here. Load the messages again.', [
        'cardKey',
      ]);
    }
    const reading: ReadingRecord = { conversationId: id, cardKey, what, detail: detail.value, firstAt: tx.now };
    if (isNew(reading, readings)) {
      tx.readings.insert(reading);
      if (!isPreview(conversation)) tx.emit({ ...staffOf(conversation), type: 'DOCUMENT_READ', cardKey, what });
    }
    return done(id);
  });
}

function isNew(reading: ReadingRecord, before: readonly ReadingRecord[]): boolean {
  const same = before.filter(({ what }) => what === reading.what);
  return same.length < mostOf[reading.what] && same.every(({ detail }) => detail !== reading.detail);
}

function readDetail({ what, page, term }: DocumentReportInput): Outcome<string> {
  switch (what) {
    case 'OPENED':
    case 'DOWNLOADED':
      return done('');
    case 'PAGE_VIEWED':
      return page !== null && Number.isInteger(page) && page >= 1 && page <= lastPage
        ? done(String(page))
        : refuse('INVALID', 'Tell which page was viewed: a whole number from 1 on.', ['page']);
    case 'SEARCHED':
      return readTerm(term);
    default:
      return assertNever(what);
  }
}

/** People search in capitals and without; it is the same search. */
function readTerm(term: string | null): Outcome<string> {
  const read = readName((term ?? '').slice(0, maxTermLength), { what: 'The search term', field: ['term'] });
  return read.ok ? done(read.value.toLowerCase()) : read;
}
