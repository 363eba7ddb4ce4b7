import { Field, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { AgentProfileEnum } from './enums';
import { Node } from './node.type';
import { PermissionEnum } from './permission.enum';

@ObjectType({
  implements: Node,
  description: doc`
    A set of permissions with a name. Six are built in and stay as they are; a workspace may make up to 100 of its own. Agents
    carry one each, and have what it says.`,
  simpleResolvers: true,
})
export class Profile {
  @Field(() => String, { description: 'Its name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: 'What it is for; null: nothing was said.' })
  description!: string | null;

  @Field(() => AgentProfileEnum, {
    nullable: true,
    description: "Which of the built-in ones; null: the workspace's own.",
  })
  builtIn!: keyof typeof AgentProfileEnum | null;

  @Field(() => [PermissionEnum], { description: 'What it allows, in the order of the list of all permissions.' })
  permissions!: (keyof typeof PermissionEnum)[];
}
