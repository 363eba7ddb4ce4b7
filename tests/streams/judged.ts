/** What is told of scripts that tests make. */
import { attributeTypesOf, builtInAttributes } from '../../src/routing/attributes';
import type { AgentId, DialogId, LiveChatRouting, TeamId } from '../../src/routing/terms';
import type { Script } from '../../src/streams/script';
import { type KnownThings, validate } from '../../src/streams/validate';
import { capture } from './cards';

export const known = {
  attributes: attributeTypesOf(builtInAttributes),
  agentIds: new Set(['ann']),
  teamIds: new Set(['sales']),
};
export const own = { dialogId: 'own' as DialogId, language: 'en', fallbackLanguages: [] };

export function toAgent(id: string | null): LiveChatRouting {
  return { strategy: 'AGENT', agentId: id as AgentId | null, teamId: null };
}

export function toTeam(id: string | null): LiveChatRouting {
  return { strategy: 'TEAM', agentId: null, teamId: id as TeamId | null };
}

export function issuesIn(script: Script, things: KnownThings): readonly string[] {
  return validate(script, things).map(({ severity, code, cardKey }) => `${severity} ${code} ${cardKey ?? ''}`.trim());
}

export function issuesOf(...script: Script): readonly string[] {
  return issuesIn(script, known);
}

export function inFlows(flows: Readonly<Record<string, Script>>, ...script: Script): readonly string[] {
  return issuesIn(script, { ...known, flows: new Map(Object.entries(flows)), own });
}

/** First name and e-mail, leading to `ask`. */
export const contact: Script = [capture('name', 'firstName', 'mail'), capture('mail', 'EMAIL', 'ask')];
