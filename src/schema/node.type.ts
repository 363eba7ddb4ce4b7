import { Field, ID, InterfaceType } from 'type-graphql';
import { doc } from './doc';

/** `node` hands out records with the name of their type beside their fields. */
export function nodeType(value: { readonly nodeType: string }): string {
  return value.nodeType;
}

@InterfaceType('Node', {
  description: 'A thing with an id of its own, which `node` and `nodes` find again.',
  resolveType: nodeType,
})
export abstract class Node {
  @Field(() => ID, {
    description: doc`
      Opaque and unique over all types. An id that is unknown, garbled, of another type or not for the caller behaves alike:
      null from a query, NOT_FOUND from a mutation.`,
  })
  id!: string;
}
