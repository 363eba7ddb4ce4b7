/** Whom the branches of scripts ask about: each routing once, so that all of them are looked up in one go. */
import type { LiveChatRouting } from '../routing/terms';
import type { ScriptAt } from './step-terms';

export function routingKey({ strategy, agentId, teamId, routeId, steps }: LiveChatRouting): string {
  const route = strategy === 'ROUTE' ? (routeId ?? JSON.stringify(steps ?? [])) : '';
  return `${strategy}:${agentId ?? ''}:${teamId ?? ''}:${route}`;
}

export function askedRoutings(scripts: Iterable<Pick<ScriptAt, 'script'>>): readonly LiveChatRouting[] {
  const asked = new Map<string, LiveChatRouting>();
  for (const { script } of scripts) {
    for (const card of script) {
      if (card.kind !== 'BRANCH') continue;
      for (const condition of card.branches.flatMap((branch) => branch.conditions)) {
        if (condition.kind === 'AGENT_AVAILABLE') asked.set(routingKey(condition.routing), condition.routing);
      }
    }
  }
  return [...asked.values()];
}
