import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AgentRecord, DialogRecord, TeamRecord } from '../actions/records';
import { attributeKey } from '../routing/attributes';
import type { LiveChatRouting as Routing } from '../routing/terms';
import { Agent } from '../schema/agent.type';
import { Dialog, StreamIssue } from '../schema/dialog.type';
import { LiveChatRouting } from '../schema/live-chat-routing.type';
import { Team } from '../schema/team.type';
import type { Script, StreamIssue as Issue } from '../streams/script';
import { referencesOf, validate } from '../streams/validate';
import type { Context } from './context';
import { demand, staffScope } from './entry';

@Resolver(() => Dialog)
export class DialogFields {
  /** Whoever sees a conversation may read its dialog's name; what the dialog holds needs the permission. */
  @FieldResolver()
  cards(@Root() dialog: DialogRecord, @Ctx() context: Context): Script {
    demand(staffScope(context), 'dialogs.view');
    return dialog.cards;
  }

  @FieldResolver(() => [StreamIssue], {
    description: 'What would keep the working copy from being published, and advice. Needs DIALOGS_VIEW.',
  })
  async issues(@Root() dialog: DialogRecord, @Ctx() context: Context): Promise<readonly Issue[]> {
    const scope = staffScope(context);
    demand(scope, 'dialogs.view');
    const { reads, loaders } = scope;
    const { agentIds, teamIds } = referencesOf(dialog.cards);
    const [definitions, agents, teams] = await Promise.all([
      reads.attributeDefinitions(),
      Promise.all(agentIds.map((id) => loaders.agent.load(id))),
      Promise.all(teamIds.map((id) => loaders.team.load(id))),
    ]);
    return validate(dialog.cards, {
      attributes: new Set(definitions.map(({ name }) => attributeKey(name))),
      agentIds: new Set<string>(agents.flatMap((agent) => (agent?.active === true ? [agent.id] : []))),
      teamIds: new Set<string>(teams.flatMap((team) => (team === null ? [] : [team.id]))),
    });
  }
}

@Resolver(() => LiveChatRouting)
export class LiveChatRoutingFields {
  @FieldResolver(() => Agent, {
    nullable: true,
    description: 'The agent, with strategy AGENT; null where there is none of that id any more.',
  })
  agent(@Root() routing: Routing, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    return routing.agentId === null ? null : staffScope(context).loaders.agent.load(routing.agentId);
  }

  @FieldResolver(() => Team, {
    nullable: true,
    description: 'The team, with strategy TEAM; null where there is none of that id any more.',
  })
  team(@Root() routing: Routing, @Ctx() context: Context): Promise<TeamRecord | null> | null {
    return routing.teamId === null ? null : staffScope(context).loaders.team.load(routing.teamId);
  }
}
