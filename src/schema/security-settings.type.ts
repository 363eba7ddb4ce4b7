import { Field, Int, ObjectType } from 'type-graphql';
import { doc } from './doc';

@ObjectType({
  description:
    'Who may come in, who is kept from the agents, and how long events are kept. Changed with `securitySettingsUpdate`.',
  simpleResolvers: true,
})
export class SecuritySettings {
  @Field(() => [String], { description: 'Origins whose pages may use the workspace; none: every origin.' })
  allowedOrigins!: string[];

  @Field(() => [String], {
    description: doc`
      Domains of e-mail addresses. Whoever has an address there is offered to no agent: a live chat card answers with its
      fallback message at once, in the words that everybody gets, and nobody is mailed about it.`,
  })
  blockedEmailDomains!: string[];

  @Field(() => Boolean, { description: 'Whether the blocked domains count.' })
  blocksEmailDomains!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: doc`
      Days for which events are kept; null: for ever. Older ones are thrown away for good, the oldest first: timelines and the log
      begin later then. Messages, decisions and the figures of reports stay.`,
  })
  eventRetentionDays!: number | null;
}
