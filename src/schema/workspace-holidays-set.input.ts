import { Field, InputType, ObjectType } from 'type-graphql';
import { HolidayInput } from './availability.type';
import { Payload } from './user-error.type';
import { Workspace } from './workspace.type';

@InputType({
  description: 'Days off for every agent with a schedule, each on the wall of the own zone. The switch lies over them.',
})
export class WorkspaceHolidaysSetInput {
  @Field(() => [HolidayInput], { description: 'All of them, in the place of the former ones; at most 100.' })
  holidays!: HolidayInput[];
}

@ObjectType({ description: 'The answer of `workspaceHolidaysSet`.', simpleResolvers: true })
export class WorkspaceHolidaysSetPayload extends Payload {
  @Field(() => Workspace, { nullable: true, description: 'The workspace. Its agents follow within a second.' })
  workspace!: object | null;
}
