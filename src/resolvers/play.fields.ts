/** What is told of a conversation beside the talk itself. */
import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { OfferedDocument, TimelineRecord } from '../actions/play-ports';
import type { Delivery, PlayRecord, ReadingRecord, TrafficSource } from '../actions/play.records';
import type { ConversationRecord } from '../actions/records';
import type { StoredEvent } from '../events/topics';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import {
  DocumentReading,
  ReachedGoal,
  TimelineEntryConnection,
  type TimelineEntrySource,
} from '../schema/conversation-play.type';
import { Conversation } from '../schema/conversation.type';
import { doc } from '../schema/doc';
import { DeliveryEnum, TrafficSourceEnum } from '../schema/play-enums';
import type { Context, Scope } from './context';
import { scopeOf, staffScope } from './entry';
import { connection, pageRequest } from './paging';
import { forbidden } from './refusals';
import { sightOn } from './sight';
import { sentenceOf } from './timeline';

type Play = Promise<PlayRecord | null>;

function playOf({ loaders }: Scope, { id }: ConversationRecord): Play {
  return loaders.play.load(id);
}

/** For staff who see the whole of it: to an agent from the accept on, like the transcript. */
async function wholeScope(context: Context, conversation: ConversationRecord): Promise<Scope> {
  const scope = staffScope(context);
  if ((await sightOn(scope, conversation)) !== 'WHOLE') throw forbidden('Accept the chat to see this.');
  return scope;
}

@Resolver(() => Conversation)
export class ConversationPlayFields {
  @FieldResolver(() => DeliveryEnum, { description: 'How it stands on the page.' })
  async delivery(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<Delivery> {
    return (await playOf(scopeOf(context), conversation))?.delivery ?? 'CHATBOT';
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether what its first card says is shown beside the closed widget until the visitor has answered.',
  })
  async poke(@Root() { dialogId, dialogVersion }: ConversationRecord, @Ctx() context: Context): Promise<boolean> {
    const played = await scopeOf(context).loaders.playable.load(`${dialogId}:${dialogVersion}`);
    const entry = played?.script[0];
    return entry !== undefined && 'text' in entry && entry.poke !== false;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: "The visitor's language when it began, as a BCP 47 tag; null where unknown. Staff only.",
  })
  async language(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<string | null> {
    return (await playOf(staffScope(context), conversation))?.language ?? null;
  }

  @FieldResolver(() => TrafficSourceEnum, {
    nullable: true,
    description: 'Where the visitor came from when it began. Staff only.',
  })
  async source(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<TrafficSource | null> {
    return (await playOf(staffScope(context), conversation))?.source ?? null;
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: doc`
      0 to 3, by its goal cards and agents, the last word; null where there is none. Frozen at its end. Staff only; to an agent
      from the accept on.`,
  })
  async score(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<number | null> {
    const play = await playOf(await wholeScope(context, conversation), conversation);
    return play?.score ?? null;
  }

  @FieldResolver(() => [ReachedGoal], {
    nullable: true,
    description: 'The goals that it has reached, each once, oldest first. Staff only; to an agent from the accept on.',
  })
  async goals(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<readonly object[]> {
    const play = await playOf(await wholeScope(context, conversation), conversation);
    return (play?.goals ?? []).map((goal) => ({ ...goal, reachedAt: new Date(goal.reachedAt) }));
  }

  @FieldResolver(() => [DocumentReading], {
    nullable: true,
    description: doc`
      The documents that it has offered, in order, each with what the visitor did with it. Staff only; to an agent from the
      accept on.`,
  })
  async documentsRead(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<readonly object[]> {
    const { loaders } = await wholeScope(context, conversation);
    const [documents, readings] = await Promise.all([
      loaders.documentsOfConversation.load(conversation.id),
      loaders.readingsOfConversation.load(conversation.id),
    ]);
    return documents.map((document) => readingOf(document, readings));
  }

  @FieldResolver(() => TimelineEntryConnection, {
    nullable: true,
    description: doc`
      What happened in it beside the talk itself, oldest first: as far back as events are kept. Staff only; to an agent from the
      accept on.`,
  })
  async timeline(
    @Root() conversation: ConversationRecord,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<TimelineEntrySource>> {
    const request = pageRequest(page, info);
    const { reads, workspaceId } = await wholeScope(context, conversation);
    const told = reads.timelinePage(conversation.id, request).then(({ rows, ...edges }) => ({
      ...edges,
      rows: rows.map(({ row, cursor }) => ({ row: entryOf(workspaceId, row), cursor })),
    }));
    return connection(told);
  }
}

function readingOf({ cardKey, title, url }: OfferedDocument, all: readonly ReadingRecord[]): object {
  const own = all.filter((reading) => reading.cardKey === cardKey);
  const firstOf = (what: ReadingRecord['what']): Date | null => own.find((one) => one.what === what)?.firstAt ?? null;
  const detailsOf = (what: ReadingRecord['what']): readonly string[] =>
    own.filter((one) => one.what === what).map(({ detail }) => detail);
  return {
    cardKey,
    title,
    url,
    openedAt: firstOf('OPENED'),
    pagesViewed: detailsOf('PAGE_VIEWED')
      .map(Number)
      .sort((one, other) => one - other),
    downloadedAt: firstOf('DOWNLOADED'),
    searchTerms: detailsOf('SEARCHED'),
  };
}

function entryOf(
  workspaceId: Scope['workspaceId'],
  record: TimelineRecord,
): TimelineEntrySource & { event: StoredEvent } {
  const { occurredAt, event } = record;
  return { type: event.type, occurredAt, text: sentenceOf(event), event: { workspaceId, ...record } };
}
