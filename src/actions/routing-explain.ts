/** Who may ask how routing went, and of which period. */
import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { mayReadVerdicts } from '../auth/routing-policy';
import { done, type Outcome } from '../routing/refusal';
import type { AgentId } from '../routing/terms';
import { isTimeZone } from '../routing/zone';
import type { Period, SummaryQuery } from './explain-ports';
import { Faults } from './faults';
import { judgePeriod } from './period';
import { notAllowed } from './staff-refusals';

/** Verdicts are looked for among all decisions of the period: a month of them at most. */
const maxVerdictDays = 31;
const maxDaysBy = { HOUR: 31, DAY: 92 } as const;

export function verdictsAsked(actor: Actor, agentId: AgentId, period: Period): Outcome<Period> {
  if (!mayReadVerdicts(actor, agentId)) return notAllowed('read what routing found about this agent');
  return judged(period, { maxDays: maxVerdictDays, what: 'This' });
}

export function summaryAsked(actor: Actor, query: SummaryQuery): Outcome<SummaryQuery> {
  if (!may(actor, 'reports.liveChats')) return notAllowed('read how routing went');
  const faults = new Faults();
  judgePeriod(faults, query, { maxDays: maxDaysBy[query.by], what: `A summary by the ${query.by.toLowerCase()}` });
  if (!isTimeZone(query.timeZone)) {
    faults.add('There is no such time zone. Use a name like Europe/Stockholm.', ['timeZone']);
  }
  return faults.any ? faults.refused() : done(query);
}

export function fairnessAsked(actor: Actor, period: Period): Outcome<Period> {
  if (!may(actor, 'pools.view') || !may(actor, 'reports.liveChats')) return notAllowed('read how a ring was served');
  return judged(period, { maxDays: maxVerdictDays, what: 'Fairness' });
}

function judged(period: Period, limit: { readonly maxDays: number; readonly what: string }): Outcome<Period> {
  const faults = new Faults();
  judgePeriod(faults, period, limit);
  return faults.any ? faults.refused() : done(period);
}
