/** Agents with their teams, rings and rules, and what an admin manages beside them. */
import type { Reads } from '../../actions/reads';
import type {
  AgentRecord,
  ApiTokenRecord,
  AttributeDefinitionRecord,
  PoolRecord,
  RuleRecord,
  TeamRecord,
} from '../../actions/records';
import {
  agentColumns,
  apiTokenColumns,
  attributeDefinitionColumns,
  poolColumns,
  ruleColumns,
  teamColumns,
} from '../columns';
import type { Statement } from '../statement';
import type { List } from './keyset';
import { idOrNobody, type Lookup, type Reader } from './reader';

const agentById: Lookup = {
  name: 'agent_by_id',
  columns: agentColumns,
  from: 'agent a',
  key: 'a.agent_id',
  field: 'id',
};
const teamById: Lookup = { name: 'team_by_id', columns: teamColumns, from: 'team t', key: 't.team_id', field: 'id' };
const ruleById: Lookup = {
  name: 'rule_by_id',
  columns: ruleColumns,
  from: 'custom_rule cr',
  key: 'cr.custom_rule_id',
  field: 'id',
};
const poolById: Lookup = {
  name: 'pool_by_id',
  columns: poolColumns,
  from: 'round_robin_pool p',
  key: 'p.pool_id',
  field: 'id',
};
const apiTokenById: Lookup = {
  name: 'api_token_by_id',
  columns: apiTokenColumns,
  from: 'api_token k',
  key: 'k.api_token_id',
  field: 'id',
};

const agentList: List = {
  name: 'agent_page',
  columns: agentColumns,
  from: 'agent a',
  sort: [
    { column: 'a.created_at', kind: 'time' },
    { column: 'a.agent_id', kind: 'uuid' },
  ],
};
const teamList: List = {
  name: 'team_page',
  columns: teamColumns,
  from: 'team t',
  sort: [
    { column: 't.created_at', kind: 'time' },
    { column: 't.team_id', kind: 'uuid' },
  ],
};
const ruleList: List = {
  name: 'rule_page',
  columns: ruleColumns,
  from: 'custom_rule cr',
  sort: [{ column: 'cr.position', kind: 'integer' }],
};

function teamsOfAgentList(agentId: string): List {
  return {
    ...teamList,
    name: 'team_of_agent_page',
    from: 'team t JOIN team_member tm ON tm.workspace_id = t.workspace_id AND tm.team_id = t.team_id',
    where: ['tm.agent_id = $1'],
    values: [idOrNobody(agentId)],
  };
}

function teamMemberList(teamId: string): List {
  return {
    name: 'team_member_page',
    columns: agentColumns,
    from: 'team_member tm JOIN agent a ON a.workspace_id = tm.workspace_id AND a.agent_id = tm.agent_id',
    where: ['tm.team_id = $1'],
    values: [idOrNobody(teamId)],
    sort: [{ column: 'tm.place', kind: 'integer' }],
  };
}

/** In the order of the rule's own ring; a rule that names a team has none. */
function ruleAgentList(ruleId: string): List {
  return {
    name: 'rule_agent_page',
    columns: agentColumns,
    from: `round_robin_pool p CROSS JOIN LATERAL unnest(p.agent_ids) WITH ORDINALITY AS ring (agent_id, place)
      JOIN agent a ON a.workspace_id = p.workspace_id AND a.agent_id = ring.agent_id`,
    where: ['p.custom_rule_id = $1'],
    values: [idOrNobody(ruleId)],
    sort: [{ column: 'ring.place', kind: 'integer' }],
  };
}

/** The workspace's own first, then the teams' by their creation, then the rules' by position. */
const allPools: Statement<PoolRecord> = {
  name: 'pool_all',
  text: `/* pool_all */
SELECT ${poolColumns} FROM round_robin_pool p
LEFT JOIN team t ON t.workspace_id = p.workspace_id AND t.team_id = p.team_id
LEFT JOIN custom_rule cr ON cr.workspace_id = p.workspace_id AND cr.custom_rule_id = p.custom_rule_id
ORDER BY array_position(ARRAY['WORKSPACE', 'TEAM', 'RULE'], p.kind), t.created_at, t.team_id, cr.position`,
  values: [],
};

const allAttributeDefinitions: Statement<AttributeDefinitionRecord> = {
  name: 'attribute_definition_all',
  text: `/* attribute_definition_all */
SELECT ${attributeDefinitionColumns} FROM attribute_definition ad ORDER BY ad.place NULLS LAST, ad.name`,
  values: [],
};

type StaffReads = Pick<
  Reads,
  | 'agents'
  | 'agentPage'
  | 'teams'
  | 'teamPage'
  | 'teamsOfAgent'
  | 'teamMembers'
  | 'rules'
  | 'rulePage'
  | 'ruleAgents'
  | 'pools'
  | 'poolsById'
  | 'attributeDefinitions'
  | 'apiTokens'
>;

export function staffReads(reader: Reader): StaffReads {
  return {
    agents: (ids) => reader.byId<AgentRecord>(agentById, ids),
    agentPage: (page) => reader.page<AgentRecord>(agentList, page),
    teams: (ids) => reader.byId<TeamRecord>(teamById, ids),
    teamPage: (page) => reader.page<TeamRecord>(teamList, page),
    teamsOfAgent: (agentId, page) => reader.page<TeamRecord>(teamsOfAgentList(agentId), page),
    teamMembers: (teamId, page) => reader.page<AgentRecord>(teamMemberList(teamId), page),
    rules: (ids) => reader.byId<RuleRecord>(ruleById, ids),
    rulePage: (page) => reader.page<RuleRecord>(ruleList, page),
    ruleAgents: (ruleId, page) => reader.page<AgentRecord>(ruleAgentList(ruleId), page),
    pools: () => reader.rows(allPools),
    poolsById: (ids) => reader.byId<PoolRecord>(poolById, ids),
    attributeDefinitions: () => reader.rows(allAttributeDefinitions),
    apiTokens: (ids) => reader.byId<ApiTokenRecord>(apiTokenById, ids),
  };
}
