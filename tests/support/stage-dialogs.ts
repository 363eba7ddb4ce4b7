import type { LiveChatRouting, RouteId, RouteStep } from '../../src/routing/terms';
import type { Script } from '../../src/streams/script';

export const roundRobin: LiveChatRouting = { strategy: 'ROUND_ROBIN', agentId: null, teamId: null };

const route = { strategy: 'ROUTE', agentId: null, teamId: null } as const;
/** The card's own route. */
export const along = (...steps: readonly RouteStep[]): LiveChatRouting => ({ ...route, steps });
export const alongNamed = (routeId: RouteId): LiveChatRouting => ({ ...route, routeId });

/** "Talk to a person?": Yes rings at an agent, No ends it. */
export function talkToAPerson(routing: LiveChatRouting, acceptWindowSeconds: number | null = null): Script {
  return [
    {
      kind: 'QUESTION',
      key: 'ask',
      text: 'Talk to a person?',
      attribute: null,
      responses: [
        { key: 'Yes', label: 'Yes', storedValue: null, next: 'agent' },
        { key: 'No', label: 'No', storedValue: null, next: null },
      ],
    },
    { kind: 'LIVE_CHAT', key: 'agent', routing, acceptWindowSeconds, next: null },
  ];
}
