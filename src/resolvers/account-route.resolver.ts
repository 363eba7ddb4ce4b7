import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { accountRouteDelete, accountRouteSet, accountRoutesImport } from '../actions';
import { accountFileOf } from '../actions/account-file';
import type { AccountRouteRecord } from '../actions/account-ports';
import type { AgentRecord } from '../actions/records';
import { cleanName, isBlank } from '../routing/text';
import { AccountRouteDeleteInput, AccountRouteDeletePayload } from '../schema/account-route-delete.input';
import { AccountRouteSetInput, AccountRouteSetPayload } from '../schema/account-route-set.input';
import { AccountRoute, AccountRouteConnection } from '../schema/account-route.type';
import { AccountRoutesImportInput, AccountRoutesImportPayload } from '../schema/account-routes-import.input';
import { Agent } from '../schema/agent.type';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { idOf, idOrNull } from '../schema/global-ids';
import type { Context } from './context';
import { demand, scopeOf, staffScope } from './entry';
import { connection, pageRequest } from './paging';
import { payloadOf } from './refusals';

@Resolver(() => AccountRoute)
export class AccountRouteResolver {
  @FieldResolver(() => Agent, { nullable: true, description: 'Whom the account belongs to.' })
  agent(@Root() account: AccountRouteRecord, @Ctx() context: Context): Promise<AgentRecord | null> {
    return staffScope(context).loaders.agent.load(account.agentId);
  }

  @Query(() => AccountRouteConnection, {
    nullable: true,
    description: 'Accounts by domain. Needs ACCOUNTS_VIEW.',
  })
  accountRoutes(
    @Arg('search', () => String, {
      nullable: true,
      description: "Part of a domain or of a company's name, without regard to case.",
    })
    search: string | null | undefined,
    @Arg('agentId', () => ID, { nullable: true, description: "Only this agent's." }) agentId: string | null | undefined,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<AccountRouteRecord>> {
    const scope = scopeOf(context);
    demand(scope, 'accounts.view');
    const sought = cleanName(search ?? '');
    const filter = { search: isBlank(sought) ? null : sought, agentId: idOrNull('Agent', agentId) };
    return connection(scope.reads.accountRoutePage(filter, pageRequest(page, info)));
  }

  @Query(() => String, {
    nullable: true,
    description:
      'All accounts as a CSV file (RFC 4180) that `accountRoutesImport` takes: domain, agentEmail, company. Needs ACCOUNTS_VIEW.',
  })
  async accountRoutesExport(@Ctx() context: Context): Promise<string> {
    const scope = scopeOf(context);
    demand(scope, 'accounts.view');
    return accountFileOf(await scope.reads.accountRouteLines());
  }

  @Mutation(() => AccountRouteSetPayload, { description: 'Says whom an account belongs to. Needs ACCOUNTS_MANAGE.' })
  async accountRouteSet(
    @Arg('input', () => AccountRouteSetInput, { description: 'Which account, and whose.' }) input: AccountRouteSetInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { domain, agentId, company } = input;
    const outcome = await accountRouteSet(context.ports, scope.actor, {
      domain,
      agentId: idOf('Agent', agentId),
      // Null means something here: no company.
      ...(company !== undefined && { company }),
    });
    return payloadOf(outcome, async (set) => ({ accountRoute: (await scope.reads.accountRoutes([set]))[0] ?? null }));
  }

  @Mutation(() => AccountRouteDeletePayload, {
    description: 'Leaves the visitors of an account to what their card says. Needs ACCOUNTS_MANAGE.',
  })
  async accountRouteDelete(
    @Arg('input', () => AccountRouteDeleteInput, { description: 'Which account.' }) input: AccountRouteDeleteInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const outcome = await accountRouteDelete(context.ports, scopeOf(context).actor, { domain: input.domain });
    return payloadOf(outcome, (domain) => ({ domain }));
  }

  @Mutation(() => AccountRoutesImportPayload, { description: 'Sets accounts from a file. Needs ACCOUNTS_MANAGE.' })
  async accountRoutesImport(
    @Arg('input', () => AccountRoutesImportInput, { description: 'The file, and what to do with it.' })
    input: AccountRoutesImportInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const { csv, dryRun, replace } = input;
    const asked = { csv, dryRun: dryRun ?? false, replace: replace ?? false };
    const outcome = await accountRoutesImport(context.ports, scopeOf(context).actor, asked);
    return payloadOf(outcome, (imported) => ({ imported }));
  }
}
