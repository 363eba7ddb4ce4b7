import type { VisitInput as Told } from '../actions/visit';
import type { VisitInput } from '../schema/visit.input';

/** What is left out is unknown. */
export function visitOf(input: VisitInput): Told {
  return {
    viewId: input.viewId ?? null,
    referrer: input.referrer ?? null,
    language: input.language ?? null,
    timeZone: input.timeZone ?? null,
    secondsOnPage: input.secondsOnPage ?? null,
    secondsOnSite: input.secondsOnSite ?? null,
    scrollPercent: input.scrollPercent ?? null,
    exitIntent: input.exitIntent ?? null,
  };
}
