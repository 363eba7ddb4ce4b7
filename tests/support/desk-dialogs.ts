import type { CardDraft } from '../../src/actions/card-draft';

export interface Routing {
  readonly strategy: 'ROUND_ROBIN' | 'AGENT' | 'CUSTOM_RULES' | 'TEAM';
  readonly agentId?: string;
  readonly teamId?: string;
}

/** A card as the graph takes it: exactly one of its kinds is given. */
export type CardInput = { readonly key: string } & Partial<Record<keyof Omit<CardDraft, 'key'>, object>>;

/** "Talk to a person?": Yes rings at an agent, No ends it. */
export function talkToAPerson(routing: Routing = { strategy: 'ROUND_ROBIN' }): readonly CardInput[] {
  const responses = [{ label: 'Yes', next: 'agent' }, { label: 'No' }];
  return [
    { key: 'ask', question: { text: 'Talk to a person?', responses } },
    { key: 'agent', liveChat: { routing } },
  ];
}
