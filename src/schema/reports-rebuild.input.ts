import { Field, Float, ObjectType } from 'type-graphql';
import { Payload } from './user-error.type';

@ObjectType({ description: 'The answer of `reportsRebuild`.', simpleResolvers: true })
export class ReportsRebuildPayload extends Payload {
  @Field(() => Float, { nullable: true, description: 'How many events the figures were made of; null when refused.' })
  events!: number | null;
}
