import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, Info, Int, Resolver, Root } from 'type-graphql';
import type { AgentRecord, DialogRecord, DialogVersionRecord } from '../actions/records';
import { Agent } from '../schema/agent.type';
import { Audience } from '../schema/audience.type';
import { type ConnectionSource, PageArgs } from '../schema/connections';
import { DialogVersion, DialogVersionConnection } from '../schema/dialog-version.type';
import { Dialog, StreamIssue } from '../schema/dialog.type';
import { isSameContent } from '../streams/same-script';
import type { Script, StreamIssue as Issue } from '../streams/script';
import type { Context } from './context';
import { contentScope } from './dialog-entry';
import { issuesIn } from './dialog-issues';
import { staffScope } from './entry';
import { connection, pageRequest } from './paging';

@Resolver(() => Dialog)
export class DialogFields {
  /** Whoever sees a conversation may read its dialog's name; what the dialog holds needs the permission. */
  @FieldResolver()
  cards(@Root() dialog: DialogRecord, @Ctx() context: Context): Script {
    contentScope(context, dialog);
    return dialog.cards;
  }

  @FieldResolver(() => Audience, { description: 'Who meets the working copy. Needs DIALOGS_VIEW or FLOWS_VIEW.' })
  audience(@Root() dialog: DialogRecord, @Ctx() context: Context): DialogRecord['audience'] {
    contentScope(context, dialog);
    return dialog.audience;
  }

  @FieldResolver(() => Boolean, {
    description:
      'Whether publishing would change what visitors meet: the working copy is another than the published version, or nothing is published.',
  })
  async hasUnpublishedChanges(@Root() dialog: DialogRecord, @Ctx() context: Context): Promise<boolean> {
    const { loaders } = contentScope(context, dialog);
    if (dialog.status !== 'PUBLISHED' || dialog.publishedVersion === null) return true;
    const published = await loaders.dialogVersion.load(`${dialog.id}:${dialog.publishedVersion}`);
    return published === null || !isSameContent(published, dialog);
  }

  @FieldResolver(() => DialogVersionConnection, {
    description: 'What was ever published, newest first. Needs DIALOGS_VIEW or FLOWS_VIEW.',
  })
  versions(
    @Root() dialog: DialogRecord,
    @Args(() => PageArgs) page: PageArgs,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ConnectionSource<DialogVersionRecord>> {
    const { reads } = contentScope(context, dialog);
    return connection(reads.dialogVersionPage(dialog.id, pageRequest(page, info)));
  }

  @FieldResolver(() => DialogVersion, {
    nullable: true,
    description: 'One version; null for a number that was never published. Needs DIALOGS_VIEW or FLOWS_VIEW.',
  })
  version(
    @Root() dialog: DialogRecord,
    @Arg('number', () => Int, { description: 'Its number.' }) number: number,
    @Ctx() context: Context,
  ): Promise<DialogVersionRecord | null> | null {
    const { loaders } = contentScope(context, dialog);
    return number < 1 ? null : loaders.dialogVersion.load(`${dialog.id}:${number}`);
  }

  @FieldResolver(() => [StreamIssue], {
    description: 'What would keep the working copy from being published, and advice. Needs DIALOGS_VIEW or FLOWS_VIEW.',
  })
  issues(@Root() dialog: DialogRecord, @Ctx() context: Context): Promise<readonly Issue[]> {
    return issuesIn(contentScope(context, dialog), dialog);
  }
}

@Resolver(() => DialogVersion)
export class DialogVersionFields {
  @FieldResolver(() => Audience, { description: 'Who met it.' })
  audience(@Root() version: DialogVersionRecord): DialogVersionRecord['audience'] {
    return version.audience;
  }

  @FieldResolver(() => Agent, { nullable: true, description: 'The agent who published it; null where no agent did.' })
  publishedBy(@Root() version: DialogVersionRecord, @Ctx() context: Context): Promise<AgentRecord | null> | null {
    const { publishedByKind, publishedBy } = version;
    if (publishedByKind !== 'AGENT' || publishedBy === null) return null;
    return staffScope(context).loaders.agent.load(publishedBy);
  }
}
