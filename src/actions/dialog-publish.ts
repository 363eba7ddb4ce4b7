import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { attributeTypesOf } from '../routing/attributes';
import { done, refuse, refuseAll, type Outcome, type Refusal } from '../routing/refusal';
import type { DialogId } from '../routing/terms';
import { isSameScript } from '../streams/same-script';
import type { Script, StreamIssue } from '../streams/script';
import { isPublishable, referencesOf, validate } from '../streams/validate';
import type { Ports, Transaction } from './ports';
import type { DialogRecord } from './records';
import { notAllowed, unknown } from './staff-refusals';

export interface DialogPublishInput {
  readonly dialogId: DialogId;
}

/** More than this in one answer helps nobody; the dialog itself tells all of them. */
const maxIssuesTold = 20;

/**
 * The working copy becomes the next immutable version. Who is engaged already stays on theirs; everybody else meets this one.
 */
export async function dialogPublish(ports: Ports, actor: Actor, input: DialogPublishInput): Promise<Outcome<DialogId>> {
  if (!may(actor, 'dialogs.publish')) return notAllowed('publish dialogs');
  const { dialogId } = input;
  return ports.work(actor.workspaceId, async (tx) => {
    // The routing lock keeps a team that the stream names from being deleted in the same moment.
    await tx.routing.lock();
    const dialog = await tx.dialogs.lock(dialogId);
    if (dialog === null) return unknown('dialog', ['dialogId']);
    const issues = await issuesOf(tx, dialog.cards);
    if (!isPublishable(issues)) return refuseAll(told(issues));
    if (await isPublishedAsItIs(tx, dialog)) {
      const message = 'This is published already. Change the working copy first.';
      return refuse('ALREADY_PUBLISHED', message, ['dialogId']);
    }
    const last = await tx.dialogs.findLastVersion(dialogId);
    tx.dialogs.publish(dialogId, last + 1, dialog.cards);
    return done(dialogId);
  });
}

async function issuesOf(tx: Transaction, cards: Script): Promise<readonly StreamIssue[]> {
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

async function isPublishedAsItIs(tx: Transaction, dialog: DialogRecord): Promise<boolean> {
  if (dialog.status !== 'PUBLISHED' || dialog.publishedVersion === null) return false;
  const published = await tx.dialogs.findVersion(dialog.id, dialog.publishedVersion);
  return published !== null && isSameScript(published, dialog.cards);
}

function told(issues: readonly StreamIssue[]): readonly Refusal[] {
  const errors = issues.filter((issue) => issue.severity === 'ERROR');
  const first = errors.slice(0, maxIssuesTold).map(({ code, message, cardKey }): Refusal => {
    const where = cardKey === null ? '' : `Card “${cardKey}”: `;
    return { code: 'STREAM_INVALID', message: `${where}${message} (${code})`, field: ['dialogId'] };
  });
  const rest = errors.length - first.length;
  if (rest === 0) return first;
  const message = `${rest} more. The dialog's issues tell all of them.`;
  return [...first, { code: 'STREAM_INVALID', message, field: ['dialogId'] }];
}
