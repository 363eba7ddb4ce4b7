import type { Crowd, WaitingRecord } from '../actions/queue-ports';
import type { RouterQuestionRecord } from '../actions/router.records';
import type { CrowdRow, Told } from './sql/crowd.sql';
import { toRule } from './sql/pool.sql';
import type { WaitingRow } from './sql/queue.sql';

export function toCrowd({ waiting, rings, rules, questions }: CrowdRow): Crowd {
  const workspacePool = rings.find(({ kind }) => kind === 'WORKSPACE');
  if (workspacePool === undefined) throw new Error('The workspace has no ring.');
  return {
    waiting: waiting.map((told) => toWaiting(inTime(told))),
    workspacePool,
    teamPools: new Map(rings.flatMap((ring) => (ring.teamId === null ? [] : [[ring.teamId, ring] as const]))),
    rules: rules.map(toRule),
    questions: questions.map(questionInTime),
  };
}

export function toWaiting({ visitorAttributes, personAttributes, offered, ...chat }: WaitingRow): WaitingRecord {
  return {
    chat,
    attributes: visitorAttributes,
    personAttributes,
    offered: offered.map(({ agentId, at }) => ({ agentId, at: new Date(at) })),
  };
}

function inTime(told: Told<WaitingRow>): WaitingRow {
  return {
    ...told,
    requestedAt: new Date(told.requestedAt),
    waitingSince: timeOf(told.waitingSince),
    connectedAt: timeOf(told.connectedAt),
    warnedForEndAt: timeOf(told.warnedForEndAt),
    endedAt: timeOf(told.endedAt),
  };
}

function questionInTime(told: Told<RouterQuestionRecord>): RouterQuestionRecord {
  const { askedAt, deadlineAt, answeredAt } = told;
  return { ...told, askedAt: new Date(askedAt), deadlineAt: new Date(deadlineAt), answeredAt: timeOf(answeredAt) };
}

function timeOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}
