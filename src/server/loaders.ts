/**
 * One answer's loaders: whatever its fields ask for within a tick is one statement per kind. Keys are strings; workspace and
 * reader are closed over here, so a key can never choose them.
 */
import DataLoader from 'dataloader';
import type { ScriptCache } from '../actions/play-ports';
import type { Reads } from '../actions/reads';
import { type Actor, readerOf } from '../auth/actor';
import type { EventLog } from '../events/topics';
import type { Loaders } from '../resolvers/context';
import type {
  AgentId,
  ApiTokenId,
  ConversationId,
  DialogId,
  ListId,
  LiveChatId,
  MeetingId,
  OfferId,
  PersonId,
  PoolId,
  ProfileId,
  RouteId,
  RouterId,
  RuleId,
  TeamId,
  VisitorId,
  WhisperId,
} from '../routing/terms';
import { playables } from './playables';

export interface LoaderSources {
  readonly reads: Reads;
  readonly actor: Actor;
  readonly log: Pick<EventLog, 'position'>;
  /** Versions that this process has read before. */
  readonly scripts: ScriptCache;
}

export function createLoaders(sources: LoaderSources): Loaders {
  return new AnswerLoaders(sources);
}

/** Made one by one when a field asks: most answers, and nearly every event of a stream, need two or three of them. */
class AnswerLoaders implements Loaders {
  private readonly made = new Map<keyof Loaders, unknown>();

  constructor(private readonly from: LoaderSources) {}

  get workspace() {
    return this.once('workspace', () => this.from.reads.workspace());
  }

  get usage() {
    return this.once('usage', () => this.from.reads.usage());
  }

  get position() {
    return this.once('position', () => this.from.log.position(this.from.actor.workspaceId));
  }

  get agent() {
    return this.keyed('agent', (ids: readonly AgentId[]) => this.from.reads.agents(ids));
  }

  get team() {
    return this.keyed('team', (ids: readonly TeamId[]) => this.from.reads.teams(ids));
  }

  get rule() {
    return this.keyed('rule', (ids: readonly RuleId[]) => this.from.reads.rules(ids));
  }

  get pool() {
    return this.keyed('pool', (ids: readonly PoolId[]) => this.from.reads.poolsById(ids));
  }

  get dialog() {
    return this.keyed('dialog', (ids: readonly DialogId[]) => this.from.reads.dialogs(ids));
  }

  get dialogVersion() {
    return this.keyed('dialogVersion', (keys: readonly string[]) => this.from.reads.dialogVersions(keys));
  }

  /** A version never changes, so what the process has played before is not read again. */
  get playable() {
    return this.keyed('playable', (keys: readonly string[]) => playables(this.from, keys));
  }

  get script() {
    return this.keyed('script', (ids: readonly string[]) => this.from.reads.scripts(ids));
  }

  get visitor() {
    return this.keyed('visitor', (ids: readonly VisitorId[]) => this.from.reads.visitors(ids));
  }

  get person() {
    return this.keyed('person', (ids: readonly PersonId[]) => this.from.reads.persons(ids));
  }

  get personList() {
    return this.keyed('personList', (ids: readonly ListId[]) => this.from.reads.personLists(ids));
  }

  get profile() {
    return this.keyed('profile', (ids: readonly ProfileId[]) => this.from.reads.profiles(ids));
  }

  get profileCarriers() {
    return this.once('profileCarriers', () => this.from.reads.profileCarriers());
  }

  get listsOfPerson() {
    return this.keyed('listsOfPerson', (ids: readonly PersonId[]) => this.from.reads.listsOfPersons(ids));
  }

  get consentsOfVisitor() {
    return this.keyed('consentsOfVisitor', (ids: readonly VisitorId[]) => this.from.reads.consentsOf(ids));
  }

  get attributeUses() {
    return this.once('attributeUses', () => this.from.reads.attributeUses());
  }

  get conversation() {
    return this.keyed('conversation', (ids: readonly ConversationId[]) => this.from.reads.conversations(ids));
  }

  get play() {
    return this.keyed('play', (ids: readonly ConversationId[]) => this.from.reads.plays(ids));
  }

  get documentsOfConversation() {
    return this.keyed('documentsOfConversation', (ids: readonly ConversationId[]) => this.from.reads.documentsOf(ids));
  }

  get readingsOfConversation() {
    return this.keyed('readingsOfConversation', (ids: readonly ConversationId[]) => this.from.reads.readingsOf(ids));
  }

  get liveChat() {
    return this.keyed('liveChat', (ids: readonly LiveChatId[]) => this.from.reads.liveChats(ids));
  }

  get meeting() {
    return this.keyed('meeting', (ids: readonly MeetingId[]) => this.from.reads.meetings(ids));
  }

  get meetingsOfConversation() {
    return this.keyed('meetingsOfConversation', (ids: readonly ConversationId[]) => this.from.reads.meetingsOf(ids));
  }

  get meetingSettings() {
    return this.keyed('meetingSettings', (ids: readonly AgentId[]) => this.from.reads.meetingSettings(ids));
  }

  get availability() {
    return this.keyed('availability', (ids: readonly AgentId[]) => this.from.reads.availabilities(ids));
  }

  get calendar() {
    return this.keyed('calendar', (ids: readonly AgentId[]) => this.from.reads.calendars(ids));
  }

  get offer() {
    return this.keyed('offer', (ids: readonly OfferId[]) => this.from.reads.offers(ids));
  }

  get offersOfLiveChat() {
    return this.keyed('offersOfLiveChat', (ids: readonly LiveChatId[]) => this.from.reads.offersOf(ids));
  }

  get pendingOffersOfAgent() {
    return this.keyed('pendingOffersOfAgent', (ids: readonly AgentId[]) => this.from.reads.pendingOffersOf(ids));
  }

  get whisper() {
    return this.keyed('whisper', (ids: readonly WhisperId[]) => this.from.reads.whispers(ids));
  }

  get whispersOfConversation() {
    return this.keyed('whispersOfConversation', (ids: readonly ConversationId[]) => this.from.reads.whispersOf(ids));
  }

  get queueTurn() {
    return this.keyed('queueTurn', (ids: readonly LiveChatId[]) => this.from.reads.queueTurns(ids));
  }

  get pendingOfferOfConversation() {
    return this.keyed('pendingOfferOfConversation', (ids: readonly ConversationId[]) =>
      this.from.reads.pendingOfferOfConversation(ids),
    );
  }

  get decision() {
    return this.keyed('decision', (ids: readonly string[]) => this.from.reads.decisions(ids));
  }

  get decisionsOfLiveChat() {
    return this.keyed('decisionsOfLiveChat', (ids: readonly LiveChatId[]) => this.from.reads.decisionsOf(ids));
  }

  get decisionsOfConversation() {
    return this.keyed('decisionsOfConversation', (ids: readonly ConversationId[]) =>
      this.from.reads.decisionsOfConversations(ids),
    );
  }

  get message() {
    return this.keyed('message', (ids: readonly string[]) => this.from.reads.messagesBySequence(ids));
  }

  get messageById() {
    return this.keyed('messageById', (ids: readonly string[]) => this.from.reads.messagesById(ids));
  }

  get apiToken() {
    return this.keyed('apiToken', (ids: readonly ApiTokenId[]) => this.from.reads.apiTokens(ids));
  }

  get route() {
    return this.keyed('route', (ids: readonly RouteId[]) => this.from.reads.routes(ids));
  }

  get externalRouter() {
    return this.keyed('externalRouter', (ids: readonly RouterId[]) => this.from.reads.externalRouters(ids));
  }

  get unreadCount() {
    const reader = readerOf(this.from.actor);
    return this.keyed('unreadCount', (ids: readonly ConversationId[]) =>
      reader === null ? Promise.resolve(ids.map(() => 0)) : this.from.reads.unreadCounts(reader, ids),
    );
  }

  forget(): void {
    const position = this.made.get('position');
    this.made.clear();
    if (position !== undefined) this.made.set('position', position);
  }

  /** An id of another kind, or of no kind at all, finds nothing: the stores compare, they do not trust. */
  private keyed<Key extends string, Value>(
    name: keyof Loaders,
    read: (keys: readonly Key[]) => Promise<readonly Value[]>,
  ): DataLoader<string, Value> {
    return this.make(name, () => new DataLoader<string, Value>((keys) => read(keys as readonly Key[])));
  }

  private once<Value>(name: keyof Loaders, read: () => Promise<Value>): () => Promise<Value> {
    return this.make(name, () => {
      let answer: Promise<Value> | null = null;
      return () => (answer ??= read());
    });
  }

  private make<Made>(name: keyof Loaders, create: () => Made): Made {
    const present = this.made.get(name);
    if (present !== undefined) return present as Made;
    const created = create();
    this.made.set(name, created);
    return created;
  }
}
