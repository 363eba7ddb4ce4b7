/** The tabs that GraphiQL opens with the first time: the routing jobs and the dialogs', filled with this workspace's own ids. */
import accountRoutesImport from './tabs/accountRoutesImport.graphql?raw';
import customRuleCreate from './tabs/customRuleCreate.graphql?raw';
import dialogExport from './tabs/dialogExport.graphql?raw';
import dialogImport from './tabs/dialogImport.graphql?raw';
import events from './tabs/events.graphql?raw';
import fairness from './tabs/fairness.graphql?raw';
import overview from './tabs/overview.graphql?raw';
import roundRobinPools from './tabs/roundRobinPools.graphql?raw';
import roundRobinReorder from './tabs/roundRobinReorder.graphql?raw';
import routingReplay from './tabs/routingReplay.graphql?raw';
import routingReplayStart from './tabs/routingReplayStart.graphql?raw';
import routingSimulate from './tabs/routingSimulate.graphql?raw';
import ruleDraftReplace from './tabs/ruleDraftReplace.graphql?raw';
import ruleVersionActivate from './tabs/ruleVersionActivate.graphql?raw';
import ruleVersions from './tabs/ruleVersions.graphql?raw';
import teamCreate from './tabs/teamCreate.graphql?raw';

export interface Tab {
  readonly query: string;
  readonly variables: string;
  readonly headers: string;
}

/** What the variables are filled with. */
export interface Surroundings {
  readonly agentIds: readonly string[];
  readonly dialogIds: readonly string[];
  readonly ring: { readonly poolId: string; readonly agentIds: readonly string[] } | null;
}

const someAgent = 'an id from LookAround';

/** Something to import: see docs/dialogs.md for what a document may hold. */
const smallDocument = {
  format: 'parley-dialogs',
  version: 1,
  dialogs: [
    { key: 'hello-from-a-file', name: 'Hello from a file', cards: [{ key: 'hello', message: { text: 'Hello!' } }] },
  ],
};

/** Of an agent of the demo workspace; with another one the answer says that nobody signs in so. */
const smallFile = 'domain,agentEmail,company\nacme.example,ann@demo.example,"Acme, Inc."\n';

/** The week that ends tomorrow, so that what happens meanwhile is in it. */
function thisWeek(): { readonly from: string; readonly to: string } {
  const days = (count: number): string => new Date(Date.now() + count * 86_400_000).toISOString();
  return { from: days(-6), to: days(1) };
}

export function createTabs({ agentIds, dialogIds, ring }: Surroundings, headers: string): readonly Tab[] {
  // Those in the ring take chats; an administrator among them would never ring.
  const inRing = ring?.agentIds ?? [];
  const agents = [inRing, agentIds, [someAgent]].find((ids) => ids.length > 0) ?? [];
  const order = inRing.length > 0 ? inRing : agents;
  const filled: readonly (readonly [string, unknown])[] = [
    [overview, {}],
    [teamCreate, { input: { name: 'Workshop', agentIds: agents.slice(0, 2) } }],
    [
      customRuleCreate,
      {
        input: {
          name: 'Norway',
          // Before what the demo has: its last rule holds for everybody.
          position: 1,
          match: 'ALL',
          conditions: [{ attribute: 'country', operator: 'IS', values: ['NO', 'Norway'] }],
          agentIds: agents.slice(0, 2),
        },
      },
    ],
    [
      ruleDraftReplace,
      {
        input: {
          note: 'Everybody to the first two',
          rules: [{ name: 'All', conditions: [], agentIds: agents.slice(0, 2) }],
        },
      },
    ],
    [ruleVersions, {}],
    [ruleVersionActivate, { input: { revision: 1 } }],
    [accountRoutesImport, { input: { csv: smallFile, dryRun: true } }],
    [
      routingSimulate,
      {
        input: {
          routing: { strategy: 'CUSTOM_RULES' },
          attributes: [{ name: 'country', value: 'NO' }],
          assume: inRing.map((agentId) => ({ agentId, available: true, reachable: true })),
        },
      },
    ],
    [routingReplayStart, { input: { ...thisWeek(), routing: { strategy: 'ROUND_ROBIN' } } }],
    [routingReplay, { id: 'an id from ReplayThePast' }],
    [fairness, thisWeek()],
    [roundRobinPools, {}],
    [
      roundRobinReorder,
      { input: { poolId: ring?.poolId ?? 'an id from SeeTheRings', agentIds: [...order].reverse() } },
    ],
    [dialogExport, { ids: dialogIds.length > 0 ? dialogIds : ['an id of a dialog'] }],
    [dialogImport, { input: { document: JSON.stringify(smallDocument), dryRun: true } }],
    [events, {}],
  ];
  return filled.map(([query, variables]) => ({ query, variables: JSON.stringify(variables, null, 2), headers }));
}
