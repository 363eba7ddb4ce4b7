import { Field, InputType, ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';
import { WeeklyHoursInput } from './weekly-hours.type';
import { Workspace } from './workspace.type';

@InputType({
  description: "When audiences and branches hold the workspace to be open. Agents' availability is their own.",
})
export class BusinessHoursSetInput {
  @Field(() => WeeklyHoursInput, { nullable: true, description: 'The hours; null or absent: always open.' })
  hours?: WeeklyHoursInput | null;
}

@ObjectType({ description: 'The answer of `businessHoursSet`.', simpleResolvers: true })
export class BusinessHoursSetPayload extends Payload {
  @Field(() => Workspace, { nullable: true, description: 'The workspace as it is now.' })
  workspace!: object | null;
}
