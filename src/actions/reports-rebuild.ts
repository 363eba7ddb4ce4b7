import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { done, refuse, type Outcome } from '../routing/refusal';
import type { Ports } from './ports';
import { reportRebuild } from './report-fold';
import { notAllowed } from './staff-refusals';

/** Every figure anew from the log; answers how many events they were made of. Readers see the old ones until it is done. */
export async function reportsRebuild(ports: Ports, actor: Actor): Promise<Outcome<number>> {
  if (!may(actor, 'reports.conversations')) return notAllowed('make reports anew');
  const events = await reportRebuild(ports, actor.workspaceId);
  if (events !== null) return done(events);
  const message =
    'The beginning of the log is no longer kept: these figures cannot be made anew. They stay as they are.';
  return refuse('CONFLICT', message);
}
