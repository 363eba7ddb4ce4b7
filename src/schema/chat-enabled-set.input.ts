import { Field, InputType, ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';
import { Workspace } from './workspace.type';

@InputType({ description: 'Switches all dialogs and flows off or on at once; conversations that are going on go on.' })
export class ChatEnabledSetInput {
  @Field(() => Boolean, { description: 'Whether dialogs show themselves and flows start.' })
  enabled!: boolean;
}

@ObjectType({ description: 'The answer of `chatEnabledSet`.', simpleResolvers: true })
export class ChatEnabledSetPayload extends Payload {
  @Field(() => Workspace, { nullable: true, description: 'The workspace as it is now.' })
  workspace!: object | null;
}
