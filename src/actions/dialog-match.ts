/**
 * Which dialog wins on a page, and why the others do not: of an imagined visitor, from what this process keeps of the published
 * dialogs and without a question to the database, or of a real one, with what has happened so far. Nothing is shown, counted or
 * remembered by it.
 */
import type { Actor } from '../auth/actor';
import { may } from '../auth/policy';
import { attributeKey } from '../routing/attributes';
import { isOpen } from '../routing/hours';
import { done, type Outcome } from '../routing/refusal';
import type { DialogId, ListId, VisitorId } from '../routing/terms';
import { cleanName } from '../routing/text';
import {
  type Dwell,
  type DialogVerdict,
  dialogVerdicts,
  type Judged,
  type Matcher,
  type Standing,
} from '../streams/audience';
import type { Triggers } from '../streams/audience-terms';
import { pageOf } from '../streams/dwell';
import type { Facts } from '../streams/step-terms';
import { withAvailability } from './availability-glance';
import { factsOf, standingOf } from './dialog-choose';
import { Faults } from './faults';
import { readPageUrl } from './page-url';
import { findSurroundings } from './playing';
import type { Ports, Published } from './ports';
import { notAllowed, unknown } from './staff-refusals';
import { readVisit, type Visit, type VisitInput } from './visit';

export interface DialogMatchInput {
  readonly pageUrl: string | null;
  /** Null: an imagined one. */
  readonly visitorId: VisitorId | null;
  /** Beside what is known of the visitor, and instead of it where both name one. */
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
  readonly listIds: readonly ListId[];
  readonly visit: VisitInput | null;
  /** Null: what is known; false for an imagined one. */
  readonly returning: boolean | null;
  /** Whether business hours are asked about another instant than now. */
  readonly at: Date | null;
  /** Whether agents are assumed to be there. Null: they are looked up for a real visitor, and there for an imagined one. */
  readonly agentsAvailable: boolean | null;
}

export interface DialogMatch {
  readonly dialogId: DialogId | null;
  readonly waitsFor: Triggers | null;
  /** The winner and the first hundred, by rank. */
  readonly verdicts: readonly Judged[];
  /** Of all, those that do not occur left out. */
  readonly counts: readonly { readonly verdict: DialogVerdict; readonly count: number }[];
}

const maxAssumed = 200;
const maxTold = 100;

interface Asked {
  readonly input: DialogMatchInput;
  readonly pageUrl: string | null;
  readonly visit: Visit;
}

export async function dialogMatch(ports: Ports, actor: Actor, input: DialogMatchInput): Promise<Outcome<DialogMatch>> {
  if (!may(actor, 'dialogs.view')) return notAllowed('see which dialogs visitors meet');
  const { visitorId } = input;
  if (visitorId !== null && !may(actor, 'conversations.list')) return notAllowed('ask about a visitor');
  const asked = readAsked(input);
  if (!asked.ok) return asked;
  const published = await ports.catalog.find(actor.workspaceId);
  if (visitorId === null) return done(imagined(published, asked.value, ports.catalog.now()));
  return ports.work(actor.workspaceId, async (tx) => {
    const { pageUrl, visit } = asked.value;
    const [surroundings, record] = await Promise.all([
      findSurroundings(tx, visitorId),
      tx.audiences.findStanding(visitorId, pageOf(pageUrl)),
    ]);
    if (surroundings.visitor === null) return unknown('visitor', ['visitorId']);
    const visiting = { visitorId, pageUrl, visit, surroundings, record };
    const facts = assuming(factsOf(tx, visiting), published, asked.value);
    const standing = standingOf(tx, published, visiting);
    const { workspace, usage } = surroundings;
    const { agentsAvailable } = input;
    const judge = (whole: Facts) => told(published.matcher, whole, standing);
    if (agentsAvailable !== null) return done(judge({ ...facts, agentAvailable: () => agentsAvailable }));
    // All of them are judged here, not only those that may be targeted on this page.
    const routings = published.matcher.routings;
    return done(await withAvailability(tx, { facts, workspace, usage, routings }, judge));
  });
}

function readAsked(input: DialogMatchInput): Outcome<Asked> {
  const faults = new Faults();
  const pageUrl = faults.read(readPageUrl(input.pageUrl)) ?? null;
  const visit = faults.read(readVisit(input.visit, ['visit']));
  for (const field of ['attributes', 'listIds'] as const) {
    const { length } = input[field];
    if (length > maxAssumed) faults.add(`These are ${length}. Give at most ${maxAssumed}.`, [field]);
  }
  return faults.any || visit === undefined ? faults.refused() : done({ input, pageUrl, visit });
}

function imagined(published: Published, asked: Asked, now: Date): DialogMatch {
  const { visit, pageUrl, input } = asked;
  const { language, timeZone, referrer, report } = visit;
  const { businessHours, chatEnabled, matcher } = published;
  const nobody = {
    attributes: new Map<string, string>(),
    shown: new Map<string, string>(),
    lists: new Set<string>(),
    language,
    timeZone,
    pageUrl,
    referrer,
    returning: false,
    businessHoursOpen: businessHours === null || isOpen(businessHours, now),
  };
  const facts = assuming(nobody, published, asked);
  const dwell: Dwell = report;
  const standing: Standing = { ...stranger, now, chatEnabled, dwell };
  return told(matcher, { ...facts, agentAvailable: () => input.agentsAvailable ?? true }, standing);
}

const stranger = {
  completed: new Set<string>(),
  shown: new Set<string>(),
  showings: new Map<string, never>(),
  engagedIn: null,
} as const;

/** What is assumed beside, or instead of, what is known. */
function assuming(
  known: Omit<Facts, 'agentAvailable'>,
  { businessHours }: Published,
  { input, visit }: Asked,
): Omit<Facts, 'agentAvailable'> {
  const assumed = input.attributes.map(({ name, value }) => [attributeKey(cleanName(name)), cleanName(value)] as const);
  const { at } = input;
  return {
    ...known,
    attributes: new Map([...known.attributes, ...assumed]),
    lists: new Set([...known.lists, ...input.listIds]),
    language: visit.language ?? new Map(assumed).get('language') ?? known.language,
    returning: input.returning ?? known.returning,
    businessHoursOpen: at === null ? known.businessHoursOpen : businessHours === null || isOpen(businessHours, at),
  };
}

function told(matcher: Matcher, facts: Facts, standing: Standing): DialogMatch {
  const { resolved, verdicts } = matcher.judge(facts, standing);
  const counts = new Map<DialogVerdict, number>();
  for (const { verdict } of verdicts) counts.set(verdict, (counts.get(verdict) ?? 0) + 1);
  const first = verdicts.slice(0, maxTold);
  const winner = verdicts.find(({ dialog }) => dialog.id === resolved?.dialog.id);
  if (winner !== undefined && !first.includes(winner)) first[maxTold - 1] = winner;
  return {
    dialogId: resolved?.dialog.id ?? standing.engagedIn,
    waitsFor: resolved?.waitsFor ?? null,
    verdicts: first,
    counts: dialogVerdicts.flatMap((verdict) => {
      const count = counts.get(verdict);
      return count === undefined ? [] : [{ verdict, count }];
    }),
  };
}
