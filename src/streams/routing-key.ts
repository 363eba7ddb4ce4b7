import type { LiveChatRouting } from '../routing/terms';

/** The same for routings that look for somebody in the same places, so that each of them is looked up once. */
export function routingKey({ strategy, agentId, teamId, routeId, steps }: LiveChatRouting): string {
  const route = strategy === 'ROUTE' ? (routeId ?? JSON.stringify(steps ?? [])) : '';
  return `${strategy}:${agentId ?? ''}:${teamId ?? ''}:${route}`;
}
