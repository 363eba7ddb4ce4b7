/** Who is behind a browser, a conversation, an event: for staff who may read the transcript, and for nobody else. */
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { ConsentRecord, PersonRecord } from '../actions/people.records';
import type { ConversationRecord } from '../actions/records';
import type { StoredEvent } from '../events/topics';
import type { EventBody } from '../routing/events';
import { Conversation } from '../schema/conversation.type';
import { doc } from '../schema/doc';
import { VisitorIdentified } from '../schema/event.type';
import { Consent, Person } from '../schema/person.type';
import { DateTime } from '../schema/scalars';
import { Visitor } from '../schema/visitor.type';
import type { Context } from './context';
import { scopeOf, staffScope } from './entry';
import { forbidden } from './refusals';
import { seenConversation, sightOn, type VisitorSource } from './sight';
import { wholeScope } from './visitor.fields';
import { may } from '../auth/policy';

@Resolver(() => Visitor)
export class VisitorPersonFields {
  @FieldResolver(() => Person, {
    nullable: true,
    description: doc`
      Whose browser it is; null while nobody knows. Staff only; to an agent from the accept on. A visitor's own token reads
      nothing of it, whatever address was given.`,
  })
  person(@Root() source: VisitorSource, @Ctx() context: Context): Promise<PersonRecord | null> | null {
    const scope = wholeScope(context, source);
    const { personId } = source.visitor;
    return personId === null ? null : scope.loaders.person.load(personId);
  }

  @FieldResolver(() => [Consent], {
    nullable: true,
    description: 'What was allowed at this browser, or taken back. For the visitor itself and for staff.',
  })
  consents(@Root() source: VisitorSource, @Ctx() context: Context): Promise<readonly ConsentRecord[]> {
    const { actor, loaders } = scopeOf(context);
    // A visitor is shown no other visitor than itself.
    if (actor.kind !== 'VISITOR') wholeScope(context, source);
    return loaders.consentsOfVisitor.load(source.visitor.id);
  }

  @FieldResolver(() => DateTime, {
    nullable: true,
    description: 'When everything known was erased; null: never. Staff only.',
  })
  erasedAt(@Root() { visitor }: VisitorSource, @Ctx() context: Context): Date | null {
    staffScope(context);
    return visitor.erasedAt;
  }
}

@Resolver(() => Conversation)
export class ConversationPersonFields {
  @FieldResolver(() => Person, {
    nullable: true,
    description: doc`
      Whose conversation it is, once an address was given in it or before it; null while nobody knows, and for a preview. It
      stays that person's when the browser goes to somebody else behind its end. Staff only; to an agent from the accept on.`,
  })
  async person(@Root() conversation: ConversationRecord, @Ctx() context: Context): Promise<PersonRecord | null> {
    const scope = staffScope(context);
    if ((await sightOn(scope, conversation)) !== 'WHOLE') throw forbidden('Accept the chat to see this.');
    const { loaders } = scope;
    const play = await loaders.play.load(conversation.id);
    if (play === null || play.preview) return null;
    const personId = play.personId ?? (await loaders.visitor.load(conversation.visitorId))?.personId ?? null;
    return personId === null ? null : loaders.person.load(personId);
  }
}

type Identified = Omit<StoredEvent, 'event'> & {
  readonly event: StoredEvent['event'] & Extract<EventBody, { type: 'VISITOR_IDENTIFIED' }>;
};

@Resolver(() => VisitorIdentified)
export class VisitorIdentifiedFields {
  @FieldResolver(() => Person, {
    nullable: true,
    description: 'Who it turned out to be, as they are known now; null once the caller may not see the conversation.',
  })
  async person(@Root() { event }: Identified, @Ctx() context: Context): Promise<PersonRecord | null> {
    const scope = staffScope(context);
    const { conversationId, personId } = event;
    if (!may(scope.actor, 'people.view')) {
      const seen = conversationId === null ? null : await seenConversation(scope, conversationId);
      if (seen === null || (await sightOn(scope, seen)) !== 'WHOLE') return null;
    }
    return scope.loaders.person.load(personId);
  }

  @FieldResolver(() => Boolean, { description: 'Whether nobody had that address before.' })
  acquired(@Root() { event }: Identified): boolean {
    return event.acquired;
  }
}
