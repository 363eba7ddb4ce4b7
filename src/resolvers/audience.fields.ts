import { FieldResolver, ID, Resolver, Root } from 'type-graphql';
import { globalId } from '../schema/global-ids';
import { ListMemberCondition } from '../schema/stream-condition.type';
import type { StreamCondition } from '../streams/audience-terms';

type Stored = Extract<StreamCondition, { readonly kind: 'LIST_MEMBER' }>;

@Resolver(() => ListMemberCondition)
export class ListMemberConditionFields {
  @FieldResolver(() => ID, { description: 'The list, which may be gone by now.' })
  listId(@Root() { listId }: Stored): string {
    return globalId('PersonList', listId);
  }
}
