/**
 * Whose turn it is. Everybody who waits is decided about in one go, whoever waits longest first, so that a place goes to one
 * visitor only and never to one for whom somebody earlier could have had it.
 */
import { everythingKnown } from '../routing/attributes';
import { decide, type RoutingPicture } from '../routing/decide';
import type { Candidates } from '../routing/moving-picture';
import { serveInTurn, type Served } from '../routing/serve-in-turn';
import { stepsOf } from '../routing/steps';
import type { Decision, LiveChatId, RouterAnswer, RoutingSettings, RouteStep } from '../routing/terms';
import type { CandidateLookup, Transaction } from './ports';
import type { WaitingRecord } from './queue-ports';
import { answersIn, findAnswersOf, type Answers } from './router-answers';

interface Seen {
  readonly candidates: CandidateLookup;
}

interface TurnsWanted {
  readonly settings: RoutingSettings;
  /** What ends a wait, whatever places there are; absent: nothing is asked. */
  readonly ends?: (one: WaitingRecord) => Decision | null;
  /** Somebody was found, in the order in which they wait. */
  readonly found?: (one: WaitingRecord) => void;
}

/** As things are: behind the routing lock it stays true until the commit, without it nothing is promised. */
export async function findTurns(
  tx: Transaction,
  waiting: readonly WaitingRecord[],
  wanted: TurnsWanted,
): Promise<Served<WaitingRecord>> {
  const [picture, answers] = await Promise.all([
    findPictureOf(tx, waiting, wanted.settings),
    findAnswersOf(
      tx,
      waiting.map(({ chat }) => chat),
    ),
  ]);
  return turnsOf(waiting, { picture, answers, now: tx.now }, wanted);
}

function turnsOf(
  waiting: readonly WaitingRecord[],
  {
    picture,
    answers,
    now,
  }: { readonly picture: RoutingPicture; readonly answers: ReadonlyMap<LiveChatId, Answers>; readonly now: Date },
  { settings, ends = () => null, found = () => undefined }: TurnsWanted,
): Served<WaitingRecord> {
  return serveInTurn(waiting, picture, {
    now,
    ends,
    decide: (one, moving) => {
      const decision = decideFor(one, { picture: moving, now, said: answers.get(one.chat.id) });
      if (decision.agentId !== null) found(one);
      return decision;
    },
    likeness: (one) => likenessOf(one, settings),
  });
}

/**
 * The picture as it is for whoever comes behind those who wait, so that nobody overtakes: places that one of them can have are
 * taken. `before`: only of those who asked earlier. They came with the candidates, so that this asks nothing more.
 */
export function behindThoseWhoWait<Picture extends Seen>(
  picture: Picture,
  of: { readonly settings: RoutingSettings; readonly before: Date | null; readonly now: Date },
): Picture | (Omit<Picture, 'candidates'> & { readonly candidates: Candidates }) {
  const { candidates } = picture;
  if (candidates.crowd === null) return picture;
  const { waiting, questions, ...rings } = candidates.crowd;
  const { before, settings, now } = of;
  const earlier = before === null ? waiting : waiting.filter(({ chat }) => chat.requestedAt < before);
  const seen = { picture: { ...rings, settings, candidates }, answers: answersIn(questions, rings.teamPools), now };
  return { ...picture, candidates: turnsOf(earlier, seen, { settings }).left };
}

function decideFor(
  { chat, attributes, personAttributes, offered }: WaitingRecord,
  { picture, now, said }: { readonly picture: RoutingPicture; readonly now: Date; readonly said: Answers | undefined },
): Decision {
  const { routing, steps, maxAttempts, attempts, requestedAt } = chat;
  return decide(
    {
      routing,
      steps,
      maxAttempts,
      attributes: everythingKnown(attributes, personAttributes),
      tried: new Map(offered.map(({ agentId, at }) => [agentId, at])),
      attempt: attempts + 1,
      answers: answersFor(steps, said),
      requestedAt,
      now,
    },
    picture,
  );
}

/** The customer's server had its say at the request, and that holds: nobody asks it again each time that an agent comes free. */
function answersFor(steps: readonly RouteStep[] | null, said: Answers | undefined): Answers {
  const answers = new Map<number, RouterAnswer>();
  steps?.forEach(({ kind }, index) => {
    if (kind === 'EXTERNAL') answers.set(index, said?.get(index) ?? { fault: 'NOT_ASKED' });
  });
  return answers;
}

/** What a request has of its own: rules look at the visitor, skills at the wait, answers were given to it, refusals made to it. */
function likenessOf({ chat, offered }: WaitingRecord, settings: RoutingSettings): string | null {
  const steps = stepsFor(chat, settings);
  const isOwn = offered.length > 0 || steps.some(({ kind }) => ownKinds.has(kind));
  return isOwn ? null : JSON.stringify(steps);
}

const ownKinds: ReadonlySet<RouteStep['kind']> = new Set(['CUSTOM_RULES', 'SKILLS', 'EXTERNAL']);

function stepsFor({ steps, routing, maxAttempts }: WaitingRecord['chat'], settings: RoutingSettings) {
  return steps ?? stepsOf(routing, settings, maxAttempts);
}

/** The rings that any of them names, and everybody who may be in them. */
async function findPictureOf(
  tx: Transaction,
  waiting: readonly WaitingRecord[],
  settings: RoutingSettings,
): Promise<RoutingPicture> {
  const steps = waiting.flatMap(({ chat }) => stepsFor(chat, settings));
  const teamIds = [...new Set(steps.flatMap(({ teamId }) => teamId ?? []))];
  const [rings, workspacePool, rules, candidates] = await Promise.all([
    Promise.all(teamIds.map((teamId) => tx.routing.findTeamPool(teamId))),
    tx.routing.findWorkspacePool(),
    steps.some(({ kind }) => kind === 'CUSTOM_RULES') ? tx.routing.findRules() : [],
    tx.routing.findCandidates(),
  ]);
  const teamPools = new Map(
    teamIds.flatMap((teamId, index) => {
      const ring = rings[index] ?? null;
      return ring === null ? [] : [[teamId, ring] as const];
    }),
  );
  return { settings, workspacePool, teamPools, rules, candidates };
}
