import { type GraphQLSchema, isAbstractType, lexicographicSortSchema, printSchema } from 'graphql';
import { buildSchemaSync, type NonEmptyArray, type PubSub } from 'type-graphql';
import { cardType } from './card.type';
import { doc } from './doc';
import { eventFrameType } from './event-frame.type';
import { eventType } from './event.type';
import { nodeType } from './node.type';
import { promptType } from './prompt.type';
import { streamConditionType } from './stream-condition.type';

/** A resolver class. type-graphql names them by `Function`. */
export type ResolverClass = NonEmptyArray<new () => object>[number];

/**
 * type-graphql will not build a subscription without one. Ours bring their own iterators, so nothing ever passes here: its
 * own queue drops what comes before the first read, mixes the readers of a topic, and raises past 1,024 unread events.
 */
const unusedPubSub: PubSub = {
  publish() {
    throw new Error('Nothing is published here: events go through the unit of work.');
  },
  subscribe() {
    throw new Error('Nothing is subscribed here: subscriptions bring their own iterators.');
  },
};

/** One instance of each resolver class; they hold no state. type-graphql's own container searches a list on every call. */
function instances() {
  const made = new Map<new () => object, object>();
  return {
    get(resolver: new () => object): object {
      let instance = made.get(resolver);
      if (instance === undefined) made.set(resolver, (instance = new resolver()));
      return instance;
    },
  };
}

const rootDescriptions = {
  Query: doc`
    What can be read. Root fields are nullable so that a refused one does not void its neighbours: it answers null with an
    error whose \`extensions.code\` is UNAUTHENTICATED or FORBIDDEN.`,
  Mutation: doc`
    What can be done. Each verb takes one input and answers with a payload: expected refusals are its \`userErrors\`. Without a
    token all but signIn and visitorSessionStart are refused with UNAUTHENTICATED.`,
  Subscription: doc`
    What can be listened to. A refused subscription is an error on that operation, and a right that is lost later ends it; the
    socket stays. A reader that falls behind is cut with close code 1013 and resumes by its cursor.`,
};

/**
 * What each abstract type's values are, said at once. type-graphql wraps the same functions in promises, and an event on its
 * way to a subscriber passes two of them.
 */
const typeNames: Readonly<Record<string, (value: never) => string>> = {
  Card: cardType,
  Event: eventType,
  EventFrame: eventFrameType,
  LiveChatFrame: eventFrameType,
  Node: nodeType,
  Prompt: promptType,
  StreamCondition: streamConditionType,
};

export function createSchema(resolvers: readonly ResolverClass[]): GraphQLSchema {
  const [first, ...rest] = resolvers;
  if (first === undefined) throw new Error('A schema needs its resolvers.');
  const schema = buildSchemaSync({
    resolvers: [first, ...rest],
    container: instances(),
    pubSub: unusedPubSub,
    validate: false,
    // Its check asks the whole schema for itself, half a second of every start; whoever executes with it validates it anyway.
    skipCheck: true,
  });
  for (const [name, description] of Object.entries(rootDescriptions)) {
    const type = schema.getType(name);
    if (type !== undefined) type.description = description;
  }
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isAbstractType(type)) continue;
    const typeName = typeNames[type.name];
    if (typeName === undefined) throw new Error(`Nothing says what a ${type.name} is.`);
    type.resolveType = (value) => typeName(value as never);
  }
  return schema;
}

/** The schema as it is committed: sorted, so that a change shows as what it is. */
export function schemaText(schema: GraphQLSchema): string {
  return `${printSchema(lexicographicSortSchema(schema))}\n`;
}
