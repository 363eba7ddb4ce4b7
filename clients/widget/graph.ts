/**
 * The widget's side of the SDK: the few things it asks of the graph, in the widget's own words.
 *
 * What the SDK does for it: requests with deadlines and repeats, one socket that comes back for ever, events without a gap,
 * messages that survive a reload, the server's clock, and another session where the old one is gone.
 */
import type { OutgoingMessage } from '../sdk/outbox';
import {
  CardAnswerDocument,
  ConversationEndDocument,
  ConversationMarkReadDocument,
  ConversationStartDocument,
  DocumentReportDocument,
  FlowStartDocument,
  type FlowStartInput,
  MessageLeaveDocument,
  MessagesDocument,
  type VisitInput,
  VisitorConversationDocument,
  VisitorEventsDocument,
  VisitorSessionStartDocument,
  WorkspaceDocument,
} from '../sdk/generated/graphql';
import { createParley, type Parley } from '../sdk/parley';
import type { Store } from '../sdk/store';
import { refusalOf, type UserError } from '../sdk/answer';
import type {
  ChatMessage,
  DocumentDeed,
  LeftMessage,
  Look,
  Meeting,
  Outcome,
  Snapshot,
  Standing,
  Stretch,
  Trigger,
} from './chat';
import { type Consents, createConsents } from './consent';
import { createMeetings, type Meetings } from './meetings';
import { attributeInputs, type PageWord, warn } from './page-word';
import { meetingOf, messageOf, snapshotOf, standingOf, stretchOf } from './translate';

/** What an event brings along; null where it is about something else. */
export interface Happening {
  readonly standing: Standing | null;
  readonly message: ChatMessage | null;
  readonly idleEndsAt: string | null;
  readonly meeting: Meeting | null;
}

export interface Following {
  loaded(snapshot: Snapshot): void;
  happened(happening: Happening): void;
  typing(name: string | null): void;
  /** The conversation is not this visitor's any more. */
  lost(): void;
}

export interface CardChoice {
  readonly conversationId: string;
  readonly cardKey: string;
  readonly responseKey?: string;
  readonly value?: string;
  readonly clientMessageId: string;
}

/** A conversation to be in, or what is waited for before there is one; both null where nothing fits. */
export interface Start {
  readonly snapshot: Snapshot | null;
  readonly waitsFor: Trigger | null;
}

export interface Graph {
  /** Rejects while the server cannot be reached; so do `start` and `load`. */
  begin(visitorToken: string | null): Promise<Look>;
  readonly consents: Consents;
  /** Started twice for one dialog it is the same conversation. */
  start(dialogId: string | null, pageUrl: string, visit: VisitInput): Promise<Start>;
  /** What there is to tell of the visit on leaving the page. */
  tellVisit(dialogId: string | null, pageUrl: string, visit: VisitInput): void;
  /** Null while the chat is switched off. Refused, it rejects with a `FlowRefused`: that is for whoever builds the page. */
  startFlow(input: FlowStartInput): Promise<Snapshot | null>;
  /** What the visitor does with a document. A lost report costs a figure, nothing else. */
  report(conversationId: string, cardKey: string, deed: DocumentDeed): void;
  readonly meetings: Meetings;
  load(conversationId: string): Promise<Snapshot | null>;
  /** What was said before; null where it cannot be had now. */
  loadEarlier(conversationId: string, before: string): Promise<Stretch | null>;
  answer(choice: CardChoice): Promise<Outcome>;
  end(conversationId: string): Promise<Outcome>;
  leaveMessage(conversationId: string, message: LeftMessage): Promise<Outcome>;
  markRead(conversationId: string, upToSequence: number): Promise<boolean>;
  follow(first: Snapshot, following: Following): () => void;
  readonly outgoing: Store<readonly OutgoingMessage[]>;
  readonly parley: Parley;
}

export interface GraphOptions {
  readonly url: string;
  readonly workspaceKey: string;
  /** What the page tells of who sits there. */
  readonly attributes: PageWord;
  readonly storage: Storage | null;
  readonly keepToken: (token: string) => void;
}

class Unreached extends Error {}

/** Says what to change on the page. */
export class FlowRefused extends Error {}

export function outcomeOf(payload: { readonly userErrors: readonly UserError[] }, standing: Standing | null): Outcome {
  const refusal = refusalOf(payload);
  if (refusal === null) return { kind: 'DONE', standing };
  if (refusal.code !== 'INVALID') return { kind: 'STALE' };
  return { kind: 'INVALID', message: refusal.message, field: refusal.field?.[0] ?? '' };
}

/** The token of a session. Repeating it can at worst leave a visitor that nobody ever is. */
async function sessionOf(
  request: Parley['request'],
  { workspaceKey, attributes }: GraphOptions,
  visitorToken: string | null,
): Promise<string | null> {
  const start = (word: PageWord) => {
    const input = { workspaceKey, visitorToken, attributes: attributeInputs(word) };
    return request(VisitorSessionStartDocument, { input }, { anonymous: true, repeatable: true });
  };
  let answer = await start(attributes);
  const refusal = answer.ok ? refusalOf(answer.data.visitorSessionStart) : null;
  if (refusal?.field?.[0] === 'attributes') {
    // A page that says something wrong has a chat all the same; whoever built it reads why.
    warn(refusal.message);
    answer = await start({});
  }
  return answer.ok ? answer.data.visitorSessionStart.token : null;
}

export function createGraph(options: GraphOptions): Graph {
  const parley = createParley({
    url: options.url,
    token: null,
    onUnauthenticated: () => beginSession(null),
    ...(options.storage === null ? {} : { storage: options.storage }),
    storageKey: `parley:${options.workspaceKey}:outbox`,
  });
  const consents = createConsents(parley);

  async function beginSession(visitorToken: string | null): Promise<void> {
    const token = await sessionOf(parley.request, options, visitorToken);
    if (token === null) throw new Unreached('No session could be started.');
    options.keepToken(token);
    parley.setToken(token);
  }

  async function load(id: string): Promise<Snapshot | null> {
    const answer = await parley.request(VisitorConversationDocument, { id });
    if (!answer.ok) throw new Unreached(answer.failure.message);
    return answer.data.conversation === null ? null : snapshotOf(answer.data.conversation);
  }

  return {
    parley,
    outgoing: parley.outbox.messages,
    load,
    async begin(visitorToken) {
      await beginSession(visitorToken);
      const answer = await parley.request(WorkspaceDocument, {});
      const widget = answer.ok ? answer.data.workspace?.widget : null;
      if (!widget) throw new Unreached('The workspace could not be read.');
      const asksConsent = widget.asksConsent && !(await consents.isDecided());
      return { ...widget, side: widget.side === 'LEFT' ? 'LEFT' : 'RIGHT', asksConsent };
    },
    consents,
    async start(dialogId, pageUrl, visit) {
      const input = { dialogId, pageUrl, visit };
      const answer = await parley.request(ConversationStartDocument, { input }, { repeatable: true });
      if (!answer.ok) throw new Unreached(answer.failure.message);
      const { conversation, waitsFor } = answer.data.conversationStart;
      return { snapshot: conversation === null ? null : snapshotOf(conversation), waitsFor };
    },
    tellVisit(dialogId, pageUrl, visit) {
      const input = { dialogId, pageUrl, visit };
      void parley.request(ConversationStartDocument, { input }, { outlivesPage: true });
    },
    async startFlow(input) {
      const answer = await parley.request(FlowStartDocument, { input }, { repeatable: true });
      if (!answer.ok) throw new Unreached(answer.failure.message);
      const { conversation, userErrors } = answer.data.flowStart;
      if (userErrors.length > 0) throw new FlowRefused(userErrors.map(({ message }) => message).join(' '));
      return conversation === null ? null : snapshotOf(conversation);
    },
    report(conversationId, cardKey, deed) {
      const input = { conversationId, cardKey, ...deed };
      void parley.request(DocumentReportDocument, { input }, { repeatable: true });
    },
    meetings: createMeetings(parley),
    async loadEarlier(conversationId, before) {
      const answer = await parley.request(MessagesDocument, { conversationId, before });
      return answer.ok && answer.data.conversation ? stretchOf(answer.data.conversation.messages) : null;
    },
    async answer(choice) {
      const answer = await parley.request(CardAnswerDocument, { input: choice }, { repeatable: true });
      if (!answer.ok) return { kind: 'UNREACHED' };
      const payload = answer.data.cardAnswer;
      return outcomeOf(payload, payload.conversation === null ? null : standingOf(payload.conversation));
    },
    async end(conversationId) {
      const answer = await parley.request(ConversationEndDocument, { input: { conversationId } }, { repeatable: true });
      return answer.ok ? outcomeOf(answer.data.conversationEnd, null) : { kind: 'UNREACHED' };
    },
    leaveMessage: (conversationId, message) => leaveMessage(parley, conversationId, message),
    async markRead(conversationId, upToSequence) {
      const input = { conversationId, upToSequence };
      return (await parley.request(ConversationMarkReadDocument, { input }, { repeatable: true })).ok;
    },
    follow: (first, following) => follow(parley, { first, following, load }),
  };
}

async function leaveMessage(parley: Parley, conversationId: string, message: LeftMessage): Promise<Outcome> {
  const input = { conversationId, ...message };
  const answer = await parley.request(MessageLeaveDocument, { input }, { repeatable: true });
  return answer.ok ? outcomeOf(answer.data.messageLeave, null) : { kind: 'UNREACHED' };
}

interface FollowParts {
  readonly first: Snapshot;
  readonly following: Following;
  readonly load: (id: string) => Promise<Snapshot | null>;
}

function follow(parley: Parley, { first, following, load }: FollowParts): () => void {
  let known: Snapshot | null = first;
  const stream = parley.events({
    document: VisitorEventsDocument,
    filter: { conversationId: first.id },
    async load() {
      // The first time what has just been loaded will do; later the stored state is read anew.
      const snapshot = known ?? (await load(first.id));
      if (known === null && snapshot !== null) following.loaded(snapshot);
      if (snapshot === null) following.lost();
      known = null;
      return snapshot?.cursor ?? null;
    },
    onEvents(events) {
      for (const event of events) {
        const message = event.__typename === 'MessageAdded' ? messageOf(event.message) : null;
        const idleEndsAt = event.__typename === 'LiveChatIdleWarning' ? event.endsAt : null;
        const meeting = 'meeting' in event && event.meeting ? meetingOf(event.meeting) : null;
        const standing = event.conversation ? standingOf(event.conversation) : null;
        following.happened({ standing, message, idleEndsAt, meeting });
      }
    },
    onTyping: (typing) => {
      if (typing.author === 'AGENT' && typing.conversationId === first.id) following.typing(typing.authorName);
    },
    onRefused: () => following.lost(),
  });
  return stream.stop;
}
