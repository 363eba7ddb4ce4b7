/** What conditions, tokens and the choice of language look at: gathered from rows, once for a step. */
import { attributeKey, everythingKnown } from '../routing/attributes';
import { isOpen } from '../routing/hours';
import type { Attribute } from '../routing/terms';
import type { Facts } from '../streams/step-terms';
import type { PersonFacts } from './people.records';
import type { PlayRecord, VisitorRecord, WorkspaceRecord } from './records';

export interface KnownOfVisitor {
  readonly visitor: Pick<VisitorRecord, 'attributes'> | null;
  readonly person: PersonFacts;
  readonly workspace: Pick<WorkspaceRecord, 'businessHours'>;
  readonly now: Date;
  readonly pageUrl: string | null;
  readonly play: Pick<PlayRecord, 'language' | 'timeZone' | 'referrer' | 'returning'>;
}

/** All but whether agents are available, which is asked only where a script asks it: see `withAvailability`. */
export type QuietFacts = Omit<Facts, 'agentAvailable'>;

/**
 * What is shown is this browser's own. What is known of the person behind an address decides beside it, and is never read out:
 * whoever types somebody's address must not be told that somebody's name.
 */
export function gatherFacts(known: KnownOfVisitor): QuietFacts {
  const { person, workspace, play } = known;
  const own = byKey(known.visitor?.attributes ?? []);
  const attributes = everythingKnown(known.visitor?.attributes ?? [], person.attributes);
  return {
    attributes,
    shown: own,
    lists: new Set(person.lists),
    language: play.language ?? own.get(attributeKey('language')) ?? null,
    timeZone: play.timeZone,
    pageUrl: known.pageUrl,
    referrer: play.referrer,
    returning: play.returning,
    businessHoursOpen: workspace.businessHours === null || isOpen(workspace.businessHours, known.now),
  };
}

function byKey(attributes: readonly Attribute[]): ReadonlyMap<string, string> {
  return new Map(attributes.map(({ name, value }) => [attributeKey(name), value]));
}
