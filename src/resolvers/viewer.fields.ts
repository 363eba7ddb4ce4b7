import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { AgentRecord, WorkspaceRecord } from '../actions/records';
import { type Actor, isStaff } from '../auth/actor';
import type { Permission } from '../routing/terms';
import { Agent } from '../schema/agent.type';
import { Viewer } from '../schema/viewer.type';
import { Visitor } from '../schema/visitor.type';
import { Workspace } from '../schema/workspace.type';
import type { Context } from './context';
import { scopeOf } from './entry';
import { seenVisitor, type VisitorSource } from './sight';

@Resolver(() => Viewer)
export class ViewerFields {
  @FieldResolver()
  permissions(@Root() actor: Actor): readonly Permission[] {
    return isStaff(actor) ? [...actor.permissions] : [];
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'The agent who signed in; null for other callers.' })
  agent(@Root() actor: Actor, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    return actor.kind === 'AGENT' ? scopeOf(context).loaders.agent.load(actor.agentId) : null;
  }

  @FieldResolver(() => Visitor, { nullable: true, description: 'The visitor; null for other callers.' })
  visitor(@Root() actor: Actor, @Ctx() context: Context): Promise<VisitorSource | null> | null {
    return actor.kind === 'VISITOR' ? seenVisitor(scopeOf(context), actor.visitorId) : null;
  }

  @FieldResolver(() => Workspace, { description: 'The workspace that the token belongs to.' })
  workspace(@Ctx() context: Context): Promise<WorkspaceRecord> {
    return scopeOf(context).loaders.workspace();
  }
}
