import type { VisitorActor } from '../auth/actor';
import { isPreview } from '../routing/preview';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { Attribute, ConversationId, DialogId } from '../routing/terms';
import { trafficSourceOf } from '../streams/traffic-source';
import { isKnown } from '../streams/conditions';
import { begin } from '../streams/step';
import { countEngagement } from './conversation-engage';
import { audienceOf } from './conversation-line';
import { dialogPlay } from './dialog-play';
import { gatherFacts } from './facts';
import { withPageWord } from './page-attributes';
import { stepAhead } from './foresight';
import { enterPlay, findSurroundings, type Surroundings } from './playing';
import type { Ports, Transaction } from './ports';
import type { ConversationRecord, Delivery, PlayRecord } from './records';
import { tellUsage } from './usage-mail';

/** What the browser tells of this visit; unknown is null. */
export interface VisitFacts {
  readonly language: string | null;
  readonly timeZone: string | null;
  readonly referrer: string | null;
  /** Whether the visitor was here in an earlier visit. */
  readonly returning: boolean;
}

export interface Beginning {
  readonly visitor: VisitorActor;
  readonly dialogId: DialogId;
  /** A published version, or a preview's. */
  readonly version: number;
  readonly pageUrl: string | null;
  readonly delivery: Delivery;
  readonly visit: VisitFacts;
  /** Where the caller has read them in this transaction already. */
  readonly surroundings?: Surroundings;
  /** See `PlayRecord.again`. */
  readonly again?: boolean;
  /** The page's word, read by the definitions, told with the start. */
  readonly attributes?: readonly Attribute[];
}

/**
 * A step: a conversation begins and plays up to its first rest. What was chosen is the caller's affair; here it is asked
 * whether the workspace lets anything begin at all. Null: its chat is switched off.
 */
export async function conversationBegin(
  ports: Ports,
  tx: Transaction,
  beginning: Beginning,
): Promise<Outcome<ConversationId | null>> {
  const { visitor, attributes = [] } = beginning;
  const found = beginning.surroundings ?? (await findSurroundings(tx, visitor.visitorId));
  const surroundings = { ...found, visitor: withPageWord(found.visitor, attributes) };
  if (!isPreview({ dialogVersion: beginning.version })) {
    if (!surroundings.workspace.chatEnabled) return done(null);
    const { engagedConversationsThisMonth: used, engagedConversationMonthlyLimit: limit } = surroundings.usage;
    if (limit !== null && used >= limit) {
      tellUsage(tx, { what: 'CONVERSATIONS', used, limit });
      const message = 'No more conversations can be started this month. Please get in touch another way.';
      return refuse('LIMIT_REACHED', message);
    }
  }
  tx.visitors.setAttributes(visitor.visitorId, attributes);
  return done(await play(ports, tx, beginning, surroundings));
}

async function play(
  ports: Ports,
  tx: Transaction,
  beginning: Beginning,
  surroundings: Surroundings,
): Promise<ConversationId> {
  const started = newConversation(ports, tx, beginning);
  const playing = await enterPlay(ports, tx, {
    conversation: started,
    play: newPlay(tx, started, beginning, surroundings),
    surroundings,
    begins: true,
  });
  const { dialogId, version } = beginning;
  if (playing.program.scriptOf(dialogId, version) === null) {
    throw new Error(`Dialog ${dialogId} was to begin and has no version ${version}.`);
  }
  // Ahead of the routing lock, which the step may take: whoever began at the same moment waits at this row.
  tx.conversations.insert(started);
  tx.emit({ ...audienceOf(started), type: 'CONVERSATION_STARTED' });
  const { step, playing: on } = await stepAhead(ports, tx, playing, (facts) => begin(playing.program, facts));
  const { conversation: after } = await dialogPlay(ports, tx, on, step);
  tx.conversations.save(after);
  countEngagement(tx, { before: started, after, ...surroundings });
  return started.id;
}

function newConversation(ports: Ports, tx: Transaction, of: Beginning): ConversationRecord {
  return {
    id: ports.newId(),
    status: 'OPEN',
    visitorId: of.visitor.visitorId,
    dialogId: of.dialogId,
    dialogVersion: of.version,
    pageUrl: of.pageUrl,
    waitingCard: null,
    liveChatId: null,
    liveChatState: null,
    agentId: null,
    guestAgentId: null,
    lastSequence: 0,
    lastActivityAt: tx.now,
    startedAt: tx.now,
    engagedAt: null,
    endedAt: null,
  };
}

/** What reports tell visitors apart by is judged now and never again: a rebuild of the reports must come to the same. */
function newPlay(
  tx: Transaction,
  conversation: ConversationRecord,
  { dialogId, version, pageUrl, delivery, visit, again = false }: Beginning,
  surroundings: Surroundings,
): PlayRecord {
  const facts = gatherFacts({ ...surroundings, play: visit, pageUrl, now: tx.now });
  return {
    conversationId: conversation.id,
    place: { dialogId, version, frames: [], cardKey: null },
    language: facts.language,
    timeZone: visit.timeZone,
    referrer: visit.referrer,
    source: trafficSourceOf({ pageUrl, referrer: visit.referrer }),
    delivery,
    knownAtStart: isKnown(facts),
    returning: visit.returning,
    again,
    preview: isPreview(conversation),
    personId: surroundings.person.personId,
    score: null,
    continuesAt: null,
    goals: [],
  };
}
