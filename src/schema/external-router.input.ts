import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { ExternalRouter, RouterTest } from './external-router.type';
import { Payload } from './user-error.type';

@InputType({ description: "A server of the customer's own that routes are to ask." })
export class ExternalRouterCreateInput {
  @Field(() => String, { description: 'What it is called here. No other router may have the name.' })
  name!: string;

  @Field(() => String, {
    description: doc`
      An https address on the public internet, or in a network that the operator has named. Redirects are not followed.`,
  })
  url!: string;

  @Field(() => String, {
    nullable: true,
    description: 'What questions are signed with, 16 to 200 visible ASCII characters. Absent: one is made.',
  })
  secret?: string | null;

  @Field(() => Int, { defaultValue: 1_000, description: 'Milliseconds that an answer may take, 200 to 5,000.' })
  deadlineMs!: number;

  @Field(() => Boolean, { defaultValue: true, description: 'False: routes pass it for now.' })
  enabled!: boolean;
}

@ObjectType({ description: 'The answer of `externalRouterCreate`.', simpleResolvers: true })
export class ExternalRouterCreatePayload extends Payload {
  @Field(() => ExternalRouter, { nullable: true, description: 'The router.' })
  externalRouter!: object | null;

  @Field(() => String, { nullable: true, description: 'What questions are signed with. Told here and never again.' })
  secret!: string | null;
}

@InputType({ description: 'What is to change. Absent fields stay as they are.' })
export class ExternalRouterUpdateInput {
  @Field(() => ID, { description: 'Which router.' })
  externalRouterId!: string;

  @Field(() => String, { nullable: true, description: 'What it is called here.' })
  name?: string | null;

  @Field(() => String, { nullable: true, description: 'Where it is asked.' })
  url?: string | null;

  @Field(() => String, { nullable: true, description: 'What questions are signed with from now on.' })
  secret?: string | null;

  @Field(() => Int, { nullable: true, description: 'Milliseconds that an answer may take, 200 to 5,000.' })
  deadlineMs?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'False: routes pass it for now.' })
  enabled?: boolean | null;
}

@ObjectType({ description: 'The answer of `externalRouterUpdate`.', simpleResolvers: true })
export class ExternalRouterUpdatePayload extends Payload {
  @Field(() => ExternalRouter, { nullable: true, description: 'The router as it is now.' })
  externalRouter!: object | null;
}

@InputType({ description: 'Which router goes.' })
export class ExternalRouterDeleteInput {
  @Field(() => ID, { description: 'Which router.' })
  externalRouterId!: string;
}

@ObjectType({ description: 'The answer of `externalRouterDelete`.', simpleResolvers: true })
export class ExternalRouterDeletePayload extends Payload {
  @Field(() => ID, { nullable: true, description: 'The router that is gone.' })
  externalRouterId!: string | null;
}

@InputType({ description: 'One attribute of a sample visitor.' })
export class SampleAttributeInput {
  @Field(() => String, { description: "The attribute's name." })
  name!: string;

  @Field(() => String, { description: 'Its value.' })
  value!: string;
}

@InputType({ description: 'Which router is asked, and about what kind of visitor.' })
export class ExternalRouterTestInput {
  @Field(() => ID, { description: 'Which router.' })
  externalRouterId!: string;

  @Field(() => [SampleAttributeInput], {
    nullable: true,
    description: 'What the sample visitor is like; absent: a sample of our own.',
  })
  attributes?: SampleAttributeInput[] | null;

  @Field(() => String, { nullable: true, description: 'The page that the sample visitor looks at.' })
  pageUrl?: string | null;
}

@ObjectType({ description: 'The answer of `externalRouterTest`.', simpleResolvers: true })
export class ExternalRouterTestPayload extends Payload {
  @Field(() => ExternalRouter, { nullable: true, description: 'The router.' })
  externalRouter!: object | null;

  @Field(() => RouterTest, { nullable: true, description: 'What came back.' })
  test!: RouterTest | null;
}
