import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { Payload } from './user-error.type';
import { SecuritySettings } from './security-settings.type';

@InputType({ description: 'What is absent stays.' })
export class SecuritySettingsUpdateInput {
  @Field(() => [String], {
    nullable: true,
    description: doc`
      Origins such as https://shop.example whose pages may use the workspace, at most 100; none: every origin. Counts at once
      for whatever is asked and opened, on every node; open sockets stay. The server's own pages always may.`,
  })
  allowedOrigins?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Domains of e-mail addresses, at most 50. Each blocks what lies below it, too.',
  })
  blockedEmailDomains?: string[] | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the blocked domains count.' })
  blocksEmailDomains?: boolean | null;

  @Field(() => Int, {
    nullable: true,
    description: doc`
      Days for which events are kept, 7 to 3650; null: for ever. What is older is thrown away within the hour, for good. Figures of
      reports stay, but can be made anew only from a whole log (\`reportsRebuild\`: CONFLICT).`,
  })
  eventRetentionDays?: number | null;
}

@ObjectType({ description: 'The answer of `securitySettingsUpdate`.', simpleResolvers: true })
export class SecuritySettingsUpdatePayload extends Payload {
  @Field(() => SecuritySettings, { nullable: true, description: 'The settings in force.' })
  securitySettings!: object | null;
}
