import { Field, ObjectType } from 'type-graphql';
import { ViewerKindEnum } from './enums';
import { PermissionEnum } from './permission.enum';

@ObjectType({ description: 'The caller, as the token tells.', simpleResolvers: true })
export class Viewer {
  @Field(() => ViewerKindEnum, { description: 'Which kind of caller; tells which of `agent` and `visitor` is there.' })
  kind!: keyof typeof ViewerKindEnum;

  @Field(() => [PermissionEnum], { description: 'What the caller may do now. A visitor has none.' })
  permissions!: (keyof typeof PermissionEnum)[];
}
