import { attributeTypesOf } from '../routing/attributes';
import type { Refusal } from '../routing/refusal';
import type { StreamIssue } from '../streams/script';
import { referencesOf, validate } from '../streams/validate';
import type { DialogRecord } from './dialog.records';
import type { Transaction } from './ports';

/** More than this in one answer helps nobody; the dialog itself tells all of them. */
const maxIssuesTold = 20;

/** What is wrong with a working copy, or with an old version that is to come back, as things are now. */
export async function issuesOf(
  tx: Transaction,
  { cards }: Pick<DialogRecord, 'cards'>,
): Promise<readonly StreamIssue[]> {
  const { agentIds, teamIds } = referencesOf(cards);
  const [definitions, agents, teams] = await Promise.all([
    tx.attributeDefinitions.findAll(),
    agentIds.length === 0 ? [] : tx.agents.findMany(agentIds),
    Promise.all(teamIds.map((id) => tx.teams.find(id))),
  ]);
  return validate(cards, {
    attributes: attributeTypesOf(definitions),
    agentIds: new Set(agents.filter((agent) => agent.active).map((agent) => agent.id)),
    teamIds: new Set(teams.flatMap((team) => (team === null ? [] : [team.id]))),
  });
}

/** The errors as refusals, and how many more there are. */
export function toldIssues(issues: readonly StreamIssue[], field: readonly string[]): readonly Refusal[] {
  const errors = issues.filter((issue) => issue.severity === 'ERROR');
  const first = errors.slice(0, maxIssuesTold).map(({ code, message, cardKey }): Refusal => {
    const where = cardKey === null ? '' : `Card “${cardKey}”: `;
    return { code: 'STREAM_INVALID', message: `${where}${message} (${code})`, field };
  });
  const rest = errors.length - first.length;
  if (rest === 0) return first;
  const message = `${rest} more. The dialog's issues tell all of them.`;
  return [...first, { code: 'STREAM_INVALID', message, field }];
}
