/** A dialog's live chat card, and the steps in which it looks for somebody. */
import type { Who } from './state';

/** Where somebody is looked for. Those of the last line choose inside a ring: `ofTeam` says which. */
export const looks = [
  ...(['RING_OF_ALL', 'TEAM', 'AGENT', 'RULES', 'LAST_AGENT', 'ACCOUNT_OWNER', 'EXTERNAL'] as const),
  ...(['LEAST_BUSY', 'LONGEST_IDLE', 'SKILLS'] as const),
] as const;
export type Look = (typeof looks)[number];

export interface WantedSkill {
  readonly name: string;
  readonly level: number;
  /** From when on it is only preferred. */
  readonly relaxAfterSeconds: number | null;
}

export interface Step {
  readonly looks: Look;
  readonly ofTeam: boolean;
  /** For AGENT; for LAST_AGENT and ACCOUNT_OWNER once it is put in place. Null: there is none. */
  readonly agent: Who | null;
  readonly skills: readonly WantedSkill[];
  readonly attempts: number | null;
  readonly window: number | null;
  readonly coolDown: number | null;
}

export const stepOf = (look: Look, own: Partial<Step> = {}): Step => ({
  looks: look,
  ofTeam: look === 'TEAM',
  agent: null,
  skills: [],
  attempts: null,
  window: null,
  coolDown: null,
  ...own,
});

/** A shorthand of one step, or a route of several. */
export interface Card {
  readonly steps: readonly [Step, ...Step[]];
  readonly isRoute: boolean;
  readonly attempts: number | null;
  readonly window: number | null;
  readonly queue: { readonly maxLength: number; readonly maxWaitSeconds: number } | null;
  readonly leaveMessage: boolean;
}

/** What the customer's server said of a request: these, the first first; whoever's turn it is in the team; nothing of use. */
export type Answer = readonly Who[] | 'TEAM' | 'NOTHING';
