import type { GraphQLResolveInfo } from 'graphql';
import { Args, Ctx, FieldResolver, ID, Info, Resolver, Root } from 'type-graphql';
import type { ConversationRecord, VisitorRecord } from '../actions/records';
import { attributeKey } from '../routing/attributes';
import type { Attribute as Fact } from '../routing/terms';
import { Attribute } from '../schema/attribute.type';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { ConversationConnection } from '../schema/conversation.type';
import { doc } from '../schema/doc';
import { globalId } from '../schema/global-ids';
import { Visitor } from '../schema/visitor.type';
import type { Context, Scope } from './context';
import { conversationsPage } from './conversation-list';
import { staffScope } from './entry';
import { connection, pageRequest } from './paging';
import { forbidden } from './refusals';
import type { VisitorSource } from './sight';

function valueOf(visitor: Pick<VisitorRecord, 'attributes'>, name: string): string | null {
  const key = attributeKey(name);
  return visitor.attributes.find((attribute) => attributeKey(attribute.name) === key)?.value ?? null;
}

export function nameOf(visitor: VisitorRecord): string | null {
  const parts = [valueOf(visitor, 'firstName'), valueOf(visitor, 'lastName')].filter(Boolean);
  return parts.length === 0 ? null : parts.join(' ');
}

/** What a visitor said, and what became of it, is for who may read the transcript. */
export function wholeScope(context: Context, { sight }: VisitorSource): Scope {
  const scope = staffScope(context);
  if (sight !== 'WHOLE') throw forbidden('Accept the chat to see this.');
  return scope;
}

@Resolver(() => Visitor)
export class VisitorFields {
  @FieldResolver(() => ID, { description: 'Opaque; the same browser keeps it as long as it keeps its token.' })
  id(@Root() { visitor }: VisitorSource): string {
    return globalId('Visitor', visitor.id);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'First and last name, as far as they are known; null where neither is.',
  })
  name(@Root() { visitor }: VisitorSource): string | null {
    return nameOf(visitor);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: 'The e-mail address; null where it is not known, and to an agent until the accept.',
  })
  email(@Root() { visitor, sight }: VisitorSource): string | null {
    return sight === 'WHOLE' ? valueOf(visitor, 'email') : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description: doc`
      Where the visitor is: the attribute \`city\`, else \`country\`, as it was told. While an offer rings only what the page or
      an integration told, not what the visitor said; null where nothing is known. Staff only.`,
  })
  place(@Root() { visitor, sight }: VisitorSource, @Ctx() context: Context): string | null {
    staffScope(context);
    const tellable = visitor.attributes.filter(({ source }) => sight === 'WHOLE' || source !== 'VISITOR');
    return valueOf({ attributes: tellable }, 'city') ?? valueOf({ attributes: tellable }, 'country');
  }

  @FieldResolver(() => [Attribute], {
    nullable: true,
    description: 'Everything known, with its source. Staff only; to an agent from the accept on.',
  })
  attributes(@Root() source: VisitorSource, @Ctx() context: Context): readonly Fact[] {
    wholeScope(context, source);
    return source.visitor.attributes;
  }

  @FieldResolver(() => String, { nullable: true, description: 'The page that was last told of. Staff only.' })
  lastPageUrl(@Root() { visitor }: VisitorSource, @Ctx() context: Context): string | null {
    staffScope(context);
    return visitor.lastPageUrl;
  }

  @FieldResolver(() => ConversationConnection, {
    nullable: true,
    description: doc`
      The visitor's conversations, newest first, as far as the caller may list them. Staff only; to an agent from the accept
      on.`,
  })
  conversations(
    @Root() source: VisitorSource,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<ConversationRecord>> {
    const scope = wholeScope(context, source);
    return connection(conversationsPage(scope, { visitorId: source.visitor.id }, pageRequest(page, info)));
  }
}
