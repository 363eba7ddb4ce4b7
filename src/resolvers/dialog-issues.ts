import { type IssueSource, isPublishedFlow, issuesOf } from '../actions/dialog-issues';
import type { DialogRecord } from '../actions/records';
import type { StreamIssue } from '../streams/script';
import type { Scope } from './context';

/** What a content may speak of, through the loaders of one request: a page of dialogs asks for each thing once. */
function issueSource({ reads, loaders }: Scope): IssueSource {
  return {
    definitions: () => reads.attributeDefinitions(),
    agents: async (ids) => {
      const agents = await Promise.all(ids.map((id) => loaders.agent.load(id)));
      return agents.flatMap((agent) => (agent?.active === true ? [agent.id] : []));
    },
    teams: async (ids) => (await Promise.all(ids.map((id) => loaders.team.load(id)))).flatMap((team) => team?.id ?? []),
    routes: (ids) => reads.routesReached(ids),
    routers: async (ids) =>
      (await Promise.all(ids.map((id) => loaders.externalRouter.load(id)))).flatMap((router) => router?.id ?? []),
    lists: async (ids) => (await reads.personLists(ids)).flatMap((list) => list?.id ?? []),
    flows: async (ids) => {
      const dialogs = await Promise.all(ids.map((id) => loaders.dialog.load(id)));
      const flows = dialogs.flatMap((dialog) => (dialog !== null && isPublishedFlow(dialog) ? [dialog] : []));
      const scripts = await Promise.all(
        flows.map(({ id, publishedVersion }) => loaders.script.load(`${id}:${publishedVersion ?? 0}`)),
      );
      return new Map(flows.map(({ id }, index) => [id, scripts[index] ?? []]));
    },
  };
}

/** Of a working copy, as things are now. */
export function issuesIn(scope: Scope, dialog: DialogRecord): Promise<readonly StreamIssue[]> {
  return issuesOf(issueSource(scope), dialog);
}
