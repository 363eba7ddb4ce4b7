/** Audiences and conditions from the graph's inputs to the drafts that actions read. */
import type { AudienceDraft } from '../actions/audience-reading';
import type { ConditionsDraft, StreamConditionDraft } from '../actions/stream-condition-reading';
import type { AudienceInput } from '../schema/audience.input';
import { idOf } from '../schema/global-ids';
import type { StreamConditionInput, StreamConditionSubgroupInput } from '../schema/stream-condition.input';
import { routingOf } from './route-drafts';

export function audienceDraftOf({
  conditions,
  targets,
  exclusions,
  triggers,
  frequency,
}: AudienceInput): AudienceDraft {
  return {
    conditions: conditions
      ? {
          match: conditions.match ?? 'ALL',
          conditions: (conditions.conditions ?? []).map(streamConditionDraftOf),
          groups: (conditions.groups ?? []).map(conditionsDraftOf),
        }
      : null,
    targets: targets ?? [],
    exclusions: exclusions ?? [],
    triggers: triggers
      ? {
          secondsOnPage: triggers.secondsOnPage ?? null,
          secondsOnSite: triggers.secondsOnSite ?? null,
          scrollPercent: triggers.scrollPercent ?? null,
          exitIntent: triggers.exitIntent ?? false,
        }
      : null,
    frequency: frequency ? { times: frequency.times, days: frequency.days } : null,
  };
}

function conditionsDraftOf({ match, conditions }: StreamConditionSubgroupInput): ConditionsDraft {
  return { match: match ?? 'ALL', conditions: conditions.map(streamConditionDraftOf) };
}

export function streamConditionDraftOf(input: StreamConditionInput): StreamConditionDraft {
  const { attribute, listMember, queryParameter, agentAvailable } = input;
  return {
    attribute: attribute ? { ...attribute, values: attribute.values ?? [] } : null,
    listMember: listMember
      ? { listId: idOf('PersonList', listMember.listId), member: listMember.member ?? true }
      : null,
    known: input.known ?? null,
    returning: input.returning ?? null,
    languages: input.languages ?? null,
    referrers: input.referrers ?? null,
    queryParameter: queryParameter ? { ...queryParameter, values: queryParameter.values ?? [] } : null,
    businessHoursOpen: input.businessHoursOpen ?? null,
    agentAvailable: agentAvailable
      ? { routing: routingOf(agentAvailable.routing), available: agentAvailable.available ?? true }
      : null,
  };
}
