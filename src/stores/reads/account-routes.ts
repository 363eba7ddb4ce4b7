/** To which agents accounts belong. */
import type { AccountRouteFilter, AccountRouteReads, AccountRouteRecord } from '../../actions/account-ports';
import { accountRouteColumns } from '../sql/account-route.sql';
import { inOrderOf, type Statement } from '../statement';
import type { List } from './keyset';
import { idOrNobody, type Reader } from './reader';

function accountList({ search, agentId }: AccountRouteFilter): List {
  const values: unknown[] = [];
  const where: string[] = [];
  if (search !== null) {
    // What is sought is no pattern: its signs stand for themselves.
    const sought = `$${values.push(`%${search.replace(/[\\%_]/g, '\\$&')}%`)}`;
    where.push(`(ar.domain ILIKE ${sought} OR ar.company ILIKE ${sought})`);
  }
  if (agentId !== null) where.push(`ar.agent_id = $${values.push(idOrNobody(agentId))}`);
  return {
    name: 'account_route_page',
    variant: `${search === null ? '' : 's'}${agentId === null ? '' : 'a'}`,
    columns: accountRouteColumns,
    from: 'account_route ar',
    where,
    values,
    sort: [{ column: 'ar.domain', kind: 'word' }],
  };
}

function byDomains(domains: readonly string[]): Statement<AccountRouteRecord> {
  return {
    name: 'account_route_by_domain',
    text: `/* account_route_by_domain */
SELECT ${accountRouteColumns} FROM account_route ar WHERE ar.domain = ANY ($1::text[])`,
    values: [domains],
  };
}

type Line = Awaited<ReturnType<AccountRouteReads['accountRouteLines']>>[number];

const lines: Statement<Line> = {
  name: 'account_route_lines',
  text: `/* account_route_lines */
SELECT ar.domain, ar.company, a.email FROM account_route ar
JOIN agent a ON a.workspace_id = ar.workspace_id AND a.agent_id = ar.agent_id ORDER BY ar.domain`,
  values: [],
};

export function accountRouteReads(reader: Reader): AccountRouteReads {
  return {
    accountRoutePage: (filter, page) => reader.page<AccountRouteRecord>(accountList(filter), page),
    accountRouteLines: () => reader.rows(lines),
    accountRoutes: async (domains) => inOrderOf(domains, await reader.rows(byDomains(domains)), ({ domain }) => domain),
  };
}
