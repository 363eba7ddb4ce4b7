import { Field, ObjectType } from 'type-graphql';
import { doc } from './doc';

@ObjectType({
  description: 'Who may come in and who is kept from the agents. Changed with `securitySettingsUpdate`.',
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
}
