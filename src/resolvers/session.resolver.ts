import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, Info, Mutation, Resolver } from 'type-graphql';
import { signIn, signOut, visitorSessionStart } from '../actions';
import { SignInInput, SignInPayload } from '../schema/sign-in.input';
import { SignOutPayload } from '../schema/sign-out.input';
import { VisitorSessionStartInput, VisitorSessionStartPayload } from '../schema/visitor-session-start.input';
import type { Context } from './context';
import { enter, scopeOf } from './entry';
import { payloadOf, unauthenticated } from './refusals';
import { seenVisitor } from './sight';

@Resolver()
export class SessionResolver {
  @Mutation(() => SignInPayload, {
    description: 'Opens a session for a member of staff. Needs no token; THROTTLED after 30 at once or 120 a minute.',
  })
  async signIn(
    @Arg('input', () => SignInInput, { description: 'Who signs in.' }) input: SignInInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    await context.throttle('signIn');
    const outcome = await signIn(context.ports, { email: input.email, password: input.password });
    return payloadOf(outcome, async ({ token, expiresAt, agentId }) => {
      await context.enter(token);
      return { token, expiresAt, agent: await (await enter(context, info)).loaders.agent.load(agentId) };
    });
  }

  @Mutation(() => SignOutPayload, {
    description: "Ends the session of the caller's token. Its sockets are closed with 4403.",
  })
  async signOut(@Ctx() context: Context): Promise<object> {
    const { actor } = scopeOf(context);
    if (context.token === null) throw unauthenticated();
    return payloadOf(await signOut(context.ports, actor, { token: context.token }), () => ({}));
  }

  @Mutation(() => VisitorSessionStartPayload, {
    description: 'Opens a session for a browser. Needs no token; THROTTLED after 30 at once or 120 a minute.',
  })
  async visitorSessionStart(
    @Arg('input', () => VisitorSessionStartInput, { description: 'Which site, and who comes.' })
    input: VisitorSessionStartInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    await context.throttle('visitorSessionStart');
    const outcome = await visitorSessionStart(context.ports, {
      workspaceKey: input.workspaceKey,
      visitorToken: input.visitorToken ?? null,
      attributes: input.attributes ?? [],
    });
    return payloadOf(outcome, async ({ token, expiresAt, visitorId }) => {
      await context.enter(token);
      return { token, expiresAt, visitor: await seenVisitor(await enter(context, info), visitorId) };
    });
  }
}
