/** Browsers that are woken when a chat is offered and no socket is open. */
import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { pushRegister, pushUnregister } from '../actions';
import { pushKeyFind } from '../actions/push-key';
import type { Actor, AgentActor } from '../auth/actor';
import { idOrNull } from '../schema/global-ids';
import {
  PushRegisterInput,
  PushRegisterPayload,
  PushUnregisterInput,
  PushUnregisterPayload,
} from '../schema/push.input';
import { ViewerPush } from '../schema/push.type';
import { Viewer } from '../schema/viewer.type';
import type { Context } from './context';
import { scopeOf } from './entry';
import { payloadOf } from './refusals';

async function pushOf(context: Context, actor: AgentActor): Promise<object> {
  const { reads, workspaceId } = scopeOf(context);
  const [key, [registrations = []]] = await Promise.all([
    pushKeyFind(context.ports, workspaceId),
    reads.pushRegistrationsOf([actor.agentId]),
  ]);
  return { key, registrations };
}

@Resolver(() => Viewer)
export class ViewerPushFields {
  @FieldResolver(() => ViewerPush, {
    nullable: true,
    description: 'How the agent who signed in can be woken in a browser; null for other callers.',
  })
  push(@Root() actor: Actor, @Ctx() context: Context): Promise<object> | null {
    return actor.kind === 'AGENT' ? pushOf(context, actor) : null;
  }
}

@Resolver()
export class PushResolver {
  @Mutation(() => PushRegisterPayload, {
    description:
      'Lets offers wake a browser of the caller: with one the agent is reachable without a socket. Agents only.',
  })
  async pushRegister(
    @Arg('input', () => PushRegisterInput, { description: "The browser's subscription." }) input: PushRegisterInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { actor } = scopeOf(context);
    const { endpoint, p256dh, auth, label } = input;
    const outcome = await pushRegister(context.ports, actor, { endpoint, p256dh, auth, label });
    return payloadOf(outcome, async () => ({ push: actor.kind === 'AGENT' ? await pushOf(context, actor) : null }));
  }

  @Mutation(() => PushUnregisterPayload, {
    description: "Wakes a browser of the caller's no more. One that is not registered is as good. Agents only.",
  })
  async pushUnregister(
    @Arg('input', () => PushUnregisterInput, { description: 'Which browser.' }) input: PushUnregisterInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { actor } = scopeOf(context);
    const outcome = await pushUnregister(context.ports, actor, {
      endpoint: input.endpoint ?? null,
      registrationId: idOrNull('PushRegistration', input.pushRegistrationId),
    });
    return payloadOf(outcome, async () => ({ push: actor.kind === 'AGENT' ? await pushOf(context, actor) : null }));
  }
}
