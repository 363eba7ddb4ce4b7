/**
 * Which of the published dialogs a visitor meets on a page: of those that fit, the one of the highest priority; of equals, the
 * one published first. Compiled once for each publish, asked at every page.
 *
 *   fits       not a flow · the switch is on · targeted here · not excluded here · not completed · conditions · not too often
 *   RESOLVED   it fits and nothing that fits comes before it. It keeps the others away even while its triggers are pending.
 *   TRIGGERED  what must happen first (seconds, scrolling, leaving) has happened: it is shown.
 *
 * Who is engaged somewhere goes on there: then no other dialog is resolved at all. That is asked before this, by the caller.
 */
import type { DialogId, DialogKind, LiveChatRouting } from '../routing/terms';
import { routingKey } from './routing-key';
import type { Audience, StreamCondition, Triggers } from './audience-terms';
import {
  Asked,
  type CompiledConditions,
  compileConditions,
  compilePatterns,
  failedOf,
  holdTogether,
} from './compiled-conditions';
import { HostIndex } from './host-index';
import type { Facts } from './step-terms';
import { matchesAddress, type PageAddress, type UrlPattern } from './url-pattern';

/** What the choice asks of a published dialog. */
export interface PublishedDialog {
  readonly id: DialogId;
  readonly kind: DialogKind;
  readonly name: string;
  readonly version: number;
  readonly priority: number;
  readonly publishedAt: Date | null;
  readonly audience: Audience;
}

/** What has happened between this visitor and the site so far. */
export interface Standing {
  readonly now: Date;
  /** The workspace's switch for all dialogs. */
  readonly chatEnabled: boolean;
  /** Dialogs that the visitor played to an end: they never come back. */
  readonly completed: ReadonlySet<string>;
  /** Dialogs that were shown and not yet answered: what triggered them has happened. */
  readonly shown: ReadonlySet<string>;
  /** Of capped dialogs. One that was shown on this visit already may be seen again on it. */
  readonly showings: ReadonlyMap<string, { readonly onThisVisit: boolean; readonly at: readonly Date[] }>;
  /** The visitor answered in this dialog and is not at its end. */
  readonly engagedIn: DialogId | null;
  readonly dwell: Dwell;
}

/** On this page and on the site, over all visits. */
export interface Dwell {
  readonly secondsOnPage: number;
  readonly secondsOnSite: number;
  readonly scrollPercent: number;
  readonly exitIntent: boolean;
}

export const dialogVerdicts = [
  'WINS',
  'TRIGGER_PENDING',
  'LOWER_PRIORITY',
  'FLOW',
  'SWITCHED_OFF',
  'ENGAGED_ELSEWHERE',
  'NOT_TARGETED',
  'EXCLUDED',
  'COMPLETED',
  'CONDITIONS_FAILED',
  'FREQUENCY_CAP',
] as const;
export type DialogVerdict = (typeof dialogVerdicts)[number];

export interface Judged {
  readonly dialog: PublishedDialog;
  /** WINS and TRIGGER_PENDING: it is the resolved one. Otherwise the first reason against it, in the order of the list. */
  readonly verdict: DialogVerdict;
  /** Those that do not hold, with CONDITIONS_FAILED. Worked out when it is asked for: most verdicts are only counted. */
  readonly failed: readonly StreamCondition[];
}

export interface Resolved {
  readonly dialog: PublishedDialog;
  /** What is still to happen; null: it is triggered. */
  readonly waitsFor: Triggers | null;
}

export interface Matcher {
  /** By rank: the first that fits is resolved. */
  readonly dialogs: readonly PublishedDialog[];
  /** Null: none fits. */
  resolve(facts: Facts, standing: Standing): Resolved | null;
  /** The same, with a verdict on each of the others, by rank. */
  judge(facts: Facts, standing: Standing): { readonly resolved: Resolved | null; readonly verdicts: readonly Judged[] };
  /** Whose availability any audience asks about. */
  readonly routings: readonly LiveChatRouting[];
  /** Whose availability audiences ask about on this page: looked up beforehand, since facts answer at once. */
  routingsAsked(facts: Omit<Facts, 'agentAvailable'>): readonly LiveChatRouting[];
}

interface Compiled {
  readonly dialog: PublishedDialog;
  /** Null: every page. */
  readonly targets: readonly UrlPattern[] | null;
  readonly exclusions: readonly UrlPattern[];
  readonly conditions: CompiledConditions;
  readonly routings: readonly LiveChatRouting[];
}

export function compileAudiences(published: readonly PublishedDialog[]): Matcher {
  return new CompiledMatcher([...published].sort(byRank).map(compile));
}

/** Highest priority first, then the older publish, then the id: the same however they were listed. */
function byRank(one: PublishedDialog, other: PublishedDialog): number {
  if (one.priority !== other.priority) return other.priority - one.priority;
  const since = ({ publishedAt }: PublishedDialog): number => publishedAt?.getTime() ?? Number.MAX_VALUE;
  if (since(one) !== since(other)) return since(one) - since(other);
  return one.id < other.id ? -1 : Number(one.id > other.id);
}

/** What of the triggers is still to happen: seconds that remain, the rest as it was asked for; null where nothing is. */
function pendingTriggers(triggers: Triggers, dwell: Dwell): Triggers | null {
  const left = (wanted: number | null, had: number): number | null =>
    wanted === null || had >= wanted ? null : wanted - had;
  const { scrollPercent } = triggers;
  const pending: Triggers = {
    secondsOnPage: left(triggers.secondsOnPage, dwell.secondsOnPage),
    secondsOnSite: left(triggers.secondsOnSite, dwell.secondsOnSite),
    scrollPercent: scrollPercent === null || dwell.scrollPercent >= scrollPercent ? null : scrollPercent,
    exitIntent: triggers.exitIntent && !dwell.exitIntent,
  };
  const isMet = [pending.secondsOnPage, pending.secondsOnSite, pending.scrollPercent].every((one) => one === null);
  return isMet && !pending.exitIntent ? null : pending;
}

class CompiledMatcher implements Matcher {
  readonly dialogs: readonly PublishedDialog[];
  readonly routings: readonly LiveChatRouting[];
  private readonly index = new HostIndex();
  private readonly everywhere: readonly number[];

  constructor(private readonly ranked: readonly Compiled[]) {
    this.dialogs = ranked.map(({ dialog }) => dialog);
    this.routings = routingsOf(ranked);
    const everywhere: number[] = [];
    ranked.forEach(({ targets, dialog }, rank) => {
      if (dialog.kind === 'FLOW') return;
      if (targets !== null) for (const target of targets) this.index.add(target, rank);
      else {
        everywhere.push(rank);
        this.index.addEverywhere(rank);
      }
    });
    this.everywhere = everywhere;
  }

  resolve(facts: Facts, standing: Standing): Resolved | null {
    if (!standing.chatEnabled || standing.engagedIn !== null) return null;
    const asked = new Asked(facts);
    for (const compiled of this.candidates(asked.page)) {
      if (objectionTo(compiled, asked, standing) === null) return resolved(compiled.dialog, standing);
    }
    return null;
  }

  judge(facts: Facts, standing: Standing) {
    const asked = new Asked(facts);
    const maybeHere = new Set(this.candidates(asked.page));
    let winner: Resolved | null = null;
    const verdicts = this.ranked.map((compiled): Judged => {
      const { dialog } = compiled;
      const objection =
        standingObjection(dialog, standing) ??
        (maybeHere.has(compiled) ? objectionTo(compiled, asked, standing) : 'NOT_TARGETED');
      if (objection === 'WINS') winner = { dialog, waitsFor: null };
      if (objection !== null) return new Verdict(compiled, objection, asked);
      if (winner !== null) return new Verdict(compiled, 'LOWER_PRIORITY', asked);
      winner = resolved(dialog, standing);
      return new Verdict(compiled, winner.waitsFor === null ? 'WINS' : 'TRIGGER_PENDING', asked);
    });
    return { resolved: winner as Resolved | null, verdicts };
  }

  routingsAsked(facts: Omit<Facts, 'agentAvailable'>): readonly LiveChatRouting[] {
    const { page } = new Asked({ ...facts, agentAvailable: () => false });
    return routingsOf(this.candidates(page));
  }

  /** All that may be targeted here, by rank. */
  private candidates(page: PageAddress | null): readonly Compiled[] {
    const ranks = page === null ? this.everywhere : this.index.find(page.host);
    return ranks.flatMap((rank) => this.ranked[rank] ?? []);
  }
}

function routingsOf(compiled: readonly Compiled[]): readonly LiveChatRouting[] {
  const asked = new Map<string, LiveChatRouting>();
  for (const { routings } of compiled) for (const routing of routings) asked.set(routingKey(routing), routing);
  return [...asked.values()];
}

class Verdict implements Judged {
  constructor(
    private readonly compiled: Compiled,
    readonly verdict: DialogVerdict,
    private readonly asked: Asked,
  ) {}

  get dialog(): PublishedDialog {
    return this.compiled.dialog;
  }

  get failed(): readonly StreamCondition[] {
    return this.verdict === 'CONDITIONS_FAILED' ? failedOf(this.compiled.conditions, this.asked) : [];
  }
}

function compile(dialog: PublishedDialog): Compiled {
  const { targets, exclusions, conditions } = dialog.audience;
  const asked = conditions === null ? [] : [conditions, ...conditions.groups].flatMap((group) => group.conditions);
  return {
    dialog,
    targets: targets.length === 0 ? null : compilePatterns(targets),
    exclusions: compilePatterns(exclusions),
    conditions: compileConditions(conditions),
    routings: asked.flatMap((condition) => (condition.kind === 'AGENT_AVAILABLE' ? [condition.routing] : [])),
  };
}

function resolved(dialog: PublishedDialog, standing: Standing): Resolved {
  const isShown = standing.shown.has(dialog.id);
  return { dialog, waitsFor: isShown ? null : pendingTriggers(dialog.audience.triggers, standing.dwell) };
}

/** What holds whatever the page. */
function standingObjection(dialog: PublishedDialog, standing: Standing): DialogVerdict | null {
  if (dialog.kind === 'FLOW') return 'FLOW';
  if (!standing.chatEnabled) return 'SWITCHED_OFF';
  if (standing.engagedIn === null) return null;
  return standing.engagedIn === dialog.id ? 'WINS' : 'ENGAGED_ELSEWHERE';
}

function objectionTo(compiled: Compiled, asked: Asked, standing: Standing): DialogVerdict | null {
  const { dialog } = compiled;
  const { page } = asked;
  const isHere = (patterns: readonly UrlPattern[]): boolean =>
    page !== null && patterns.some((pattern) => matchesAddress(pattern, page));
  if (compiled.targets !== null && !isHere(compiled.targets)) return 'NOT_TARGETED';
  if (isHere(compiled.exclusions)) return 'EXCLUDED';
  if (standing.completed.has(dialog.id)) return 'COMPLETED';
  if (!holdTogether(compiled.conditions, asked)) return 'CONDITIONS_FAILED';
  return isShownTooOften(dialog, standing) ? 'FREQUENCY_CAP' : null;
}

const dayMs = 86_400_000;

function isShownTooOften({ id, audience: { frequency } }: PublishedDialog, standing: Standing): boolean {
  const showings = frequency === null ? undefined : standing.showings.get(id);
  if (frequency === null || showings === undefined || showings.onThisVisit) return false;
  const since = standing.now.getTime() - frequency.days * dayMs;
  return showings.at.filter((at) => at.getTime() > since).length >= frequency.times;
}
