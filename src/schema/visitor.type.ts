import { ObjectType } from 'type-graphql';
import { Node } from './node.type';

@ObjectType({
  implements: Node,
  description: 'A browser that came to the site. Staff only beyond `id`, `name` and `email`.',
  simpleResolvers: true,
})
export class Visitor {}
