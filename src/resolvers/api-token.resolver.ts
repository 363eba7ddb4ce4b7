import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { apiTokenCreate, apiTokenRevoke } from '../actions';
import { ApiTokenCreateInput, ApiTokenCreatePayload } from '../schema/api-token-create.input';
import { ApiTokenRevokeInput, ApiTokenRevokePayload } from '../schema/api-token-revoke.input';
import { idOf } from '../schema/global-ids';
import type { Context } from './context';
import { reloaded, scopeOf } from './entry';
import { payloadOf } from './refusals';

@Resolver()
export class ApiTokenResolver {
  @Mutation(() => ApiTokenCreatePayload, {
    description: 'Makes a token for a program. Needs INTEGRATIONS_MANAGE, and each permission that it grants.',
  })
  async apiTokenCreate(
    @Arg('input', () => ApiTokenCreateInput, { description: 'What it is for and may do.' }) input: ApiTokenCreateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { name, permissions, expiresAt } = input;
    const outcome = await apiTokenCreate(context.ports, scope.actor, {
      name,
      permissions,
      expiresAt: expiresAt ?? null,
    });
    return payloadOf(outcome, async ({ apiTokenId, secret }) => ({
      apiToken: await reloaded(scope).apiToken.load(apiTokenId),
      secret,
    }));
  }

  @Mutation(() => ApiTokenRevokePayload, {
    description: 'Makes a token work no more; its sockets close within 5 seconds. Needs INTEGRATIONS_MANAGE.',
  })
  async apiTokenRevoke(
    @Arg('input', () => ApiTokenRevokeInput, { description: 'Which token.' }) input: ApiTokenRevokeInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const outcome = await apiTokenRevoke(context.ports, scope.actor, {
      apiTokenId: idOf('ApiToken', input.apiTokenId),
    });
    return payloadOf(outcome, async (id) => ({ apiToken: await reloaded(scope).apiToken.load(id) }));
  }
}
