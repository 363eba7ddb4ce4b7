/** The refusals that the verbs of staff share. An id of another workspace is found nowhere, so it is simply unknown. */
import { refuse, type Refused } from '../routing/refusal';

/** `what` completes "You may not …". */
export function notAllowed(what: string): Refused {
  return refuse('FORBIDDEN', `You may not ${what}. Ask somebody who manages this workspace for the permission.`);
}

/** `what` completes "There is no such …". */
export function unknown(what: string, field: readonly string[]): Refused {
  return refuse('NOT_FOUND', `There is no such ${what}. Load the list again and choose one of it.`, field);
}
