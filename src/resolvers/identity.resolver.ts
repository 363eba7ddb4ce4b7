import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { identitySecretCreate, visitorVouch } from '../actions';
import { IdentitySecretCreateInput, IdentitySecretCreatePayload } from '../schema/identity-secret-create.input';
import { VisitorIdentifyInput, VisitorIdentifyPayload } from '../schema/visitor-identify.input';
import type { Context } from './context';
import { reloaded, scopeOf } from './entry';
import { payloadOf } from './refusals';
import { seenVisitor } from './sight';

@Resolver()
export class IdentityResolver {
  @Mutation(() => VisitorIdentifyPayload, {
    description: "Says who sits at the browser, signed by the customer's server. With a visitor's token.",
  })
  async visitorIdentify(
    @Arg('input', () => VisitorIdentifyInput, { description: 'Who, and the signature.' }) input: VisitorIdentifyInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { email, signature } = input;
    const outcome = await visitorVouch(context.ports, scope.actor, { email, signature });
    return payloadOf(outcome, async (id) => {
      reloaded(scope);
      return { visitor: await seenVisitor(scope, id) };
    });
  }

  @Mutation(() => IdentitySecretCreatePayload, {
    description: 'Makes the secret that your server signs addresses with. Needs PRIVACY_AND_SECURITY_MANAGE.',
  })
  async identitySecretCreate(
    @Arg('input', () => IdentitySecretCreateInput, { description: 'Whether it takes the place of another one.' })
    { replace }: IdentitySecretCreateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const outcome = await identitySecretCreate(context.ports, scopeOf(context).actor, { replace });
    return payloadOf(outcome, (secret) => ({ secret }));
  }
}
