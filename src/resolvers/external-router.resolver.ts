/** The customer's own servers that routes ask. */
import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import {
  externalRouterCreate,
  externalRouterDelete,
  externalRouterTest,
  type ExternalRouterTestInput as TestAsked,
  externalRouterUpdate,
} from '../actions';
import type { Circuit, SeenRouter, SeenRouterQuestion } from '../actions/router-ports';
import {
  ExternalRouterCreateInput,
  ExternalRouterCreatePayload,
  ExternalRouterDeleteInput,
  ExternalRouterDeletePayload,
  ExternalRouterTestInput,
  ExternalRouterTestPayload,
  ExternalRouterUpdateInput,
  ExternalRouterUpdatePayload,
} from '../schema/external-router.input';
import { ExternalRouter, RouterCircuit, RouterQuestion } from '../schema/external-router.type';
import { globalId, idOf } from '../schema/global-ids';
import type { Context } from './context';
import { demand, reloaded, scopeOf, staffScope } from './entry';
import { present } from './given';
import { payloadOf } from './refusals';

@Resolver(() => ExternalRouter)
export class ExternalRouterFields {
  @FieldResolver(() => RouterCircuit, { description: 'Whether it is asked just now, or is left alone.' })
  circuit(@Root() router: SeenRouter, @Ctx() context: Context): Circuit {
    return context.ports.routers.circuitOf(router.id);
  }

  @FieldResolver(() => [RouterQuestion], { description: 'The last 20 questions, newest first.' })
  recentQuestions(@Root() router: SeenRouter, @Ctx() context: Context): Promise<readonly SeenRouterQuestion[]> {
    return staffScope(context).reads.routerQuestions(router.id);
  }
}

@Resolver()
export class ExternalRouterResolver {
  @Query(() => [ExternalRouter], {
    nullable: true,
    description: 'All external routers by name, at most 100. Needs INTEGRATIONS_MANAGE.',
  })
  externalRouters(@Ctx() context: Context): Promise<readonly SeenRouter[]> {
    const scope = scopeOf(context);
    demand(scope, 'routers.manage');
    return scope.reads.allExternalRouters();
  }

  @Mutation(() => ExternalRouterCreatePayload, {
    description: 'Names a server that routes may ask. It is not called yet. Needs INTEGRATIONS_MANAGE.',
  })
  async externalRouterCreate(
    @Arg('input', () => ExternalRouterCreateInput, { description: 'Where it is.' }) input: ExternalRouterCreateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { name, url, secret, deadlineMs, enabled } = input;
    const outcome = await externalRouterCreate(context.ports, scope.actor, {
      ...{ name, url, deadlineMs, enabled },
      ...present({ secret }),
    });
    return payloadOf(outcome, async (made) => ({
      externalRouter: await reloaded(scope).externalRouter.load(made.routerId),
      secret: made.secret,
    }));
  }

  @Mutation(() => ExternalRouterUpdatePayload, {
    description: 'Changes a router; it is asked again at once if it was left alone. Needs INTEGRATIONS_MANAGE.',
  })
  async externalRouterUpdate(
    @Arg('input', () => ExternalRouterUpdateInput, { description: 'Which, and what.' })
    input: ExternalRouterUpdateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { externalRouterId, ...changes } = input;
    const outcome = await externalRouterUpdate(context.ports, scope.actor, {
      routerId: idOf('ExternalRouter', externalRouterId),
      ...present(changes),
    });
    return payloadOf(outcome, async (id) => ({ externalRouter: await reloaded(scope).externalRouter.load(id) }));
  }

  @Mutation(() => ExternalRouterDeletePayload, {
    description: 'Forgets a router that nothing asks. Needs INTEGRATIONS_MANAGE.',
  })
  async externalRouterDelete(
    @Arg('input', () => ExternalRouterDeleteInput, { description: 'Which.' }) input: ExternalRouterDeleteInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const outcome = await externalRouterDelete(context.ports, scopeOf(context).actor, {
      routerId: idOf('ExternalRouter', input.externalRouterId),
    });
    return payloadOf(outcome, (id) => ({ externalRouterId: globalId('ExternalRouter', id) }));
  }

  @Mutation(() => ExternalRouterTestPayload, {
    description: 'Asks a router now about a sample visitor; nobody is offered anything. Needs INTEGRATIONS_MANAGE.',
  })
  async externalRouterTest(
    @Arg('input', () => ExternalRouterTestInput, { description: 'Which, and about whom.' })
    input: ExternalRouterTestInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const outcome = await externalRouterTest(context.ports, scope.actor, askedOf(input));
    return payloadOf(outcome, async ({ routerId, agentIds, teamId, kind, tookMs, fault }) => {
      const loaders = reloaded(scope);
      const [externalRouter, agents, team] = await Promise.all([
        loaders.externalRouter.load(routerId),
        Promise.all(agentIds.map((id) => loaders.agent.load(id))),
        teamId === null ? null : loaders.team.load(teamId),
      ]);
      return { externalRouter, test: { kind, tookMs, fault, team, agents: agents.filter((agent) => agent !== null) } };
    });
  }
}

function askedOf({ externalRouterId, attributes, pageUrl }: ExternalRouterTestInput): TestAsked {
  const sample = attributes ?? null;
  return {
    routerId: idOf('ExternalRouter', externalRouterId),
    pageUrl: pageUrl ?? null,
    ...(sample !== null && { attributes: Object.fromEntries(sample.map(({ name, value }) => [name, value])) }),
  };
}
