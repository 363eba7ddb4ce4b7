import { Field, ObjectType } from 'type-graphql';
import { Node } from './node.type';
import { DateTime } from './scalars';

@ObjectType({
  implements: Node,
  description: 'A browser in which an agent lets offers ring while the inbox is closed. Told to its owner alone.',
  simpleResolvers: true,
})
export class PushRegistration {
  @Field(() => String, { description: "Where the browser's push service is called: the browser knows itself by it." })
  endpoint!: string;

  @Field(() => String, { nullable: true, description: 'Which browser it is; null: nobody said.' })
  label!: string | null;

  @Field(() => DateTime, { description: 'When it was first registered.' })
  createdAt!: Date;

  @Field(() => DateTime, { nullable: true, description: 'When its push service last took something; null: never yet.' })
  sentAt!: Date | null;
}

@ObjectType({ description: 'How the agent can be woken.', simpleResolvers: true })
export class ViewerPush {
  @Field(() => String, {
    description: 'What a browser is to subscribe with (`applicationServerKey`), in base64url. Stays the same for good.',
  })
  key!: string;

  @Field(() => [PushRegistration], { description: 'The browsers that are registered, oldest first; at most 10.' })
  registrations!: object[];
}
