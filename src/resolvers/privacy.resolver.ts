import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { securitySettingsUpdate, visitorConsentSet, visitorForget, widgetSettingsUpdate } from '../actions';
import type { WorkspaceRecord } from '../actions/records';
import { doc } from '../schema/doc';
import { idOrNull } from '../schema/global-ids';
import { SecuritySettingsUpdateInput, SecuritySettingsUpdatePayload } from '../schema/security-settings-update.input';
import { SecuritySettings } from '../schema/security-settings.type';
import { VisitorConsentSetInput, VisitorConsentSetPayload } from '../schema/visitor-consent-set.input';
import { VisitorForgetInput, VisitorForgetPayload } from '../schema/visitor-forget.input';
import { WidgetSettingsUpdateInput, WidgetSettingsUpdatePayload } from '../schema/widget-settings-update.input';
import { Workspace } from '../schema/workspace.type';
import type { Context } from './context';
import { reloaded, scopeOf, staffScope } from './entry';
import { present } from './given';
import { payloadOf } from './refusals';
import { seenVisitor } from './sight';

@Resolver()
export class PrivacyResolver {
  @Mutation(() => VisitorConsentSetPayload, {
    description: "The visitor allows something, or takes it back. With a visitor's token.",
  })
  async visitorConsentSet(
    @Arg('input', () => VisitorConsentSetInput, { description: 'What, and whether.' }) input: VisitorConsentSetInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { purpose, granted } = input;
    const outcome = await visitorConsentSet(context.ports, scope.actor, { purpose, granted });
    return payloadOf(outcome, async (id) => {
      reloaded(scope);
      return { visitor: await seenVisitor(scope, id) };
    });
  }

  @Mutation(() => VisitorForgetPayload, {
    description: 'Erases everything known of somebody and all that was said. Needs PRIVACY_AND_SECURITY_MANAGE.',
  })
  async visitorForget(
    @Arg('input', () => VisitorForgetInput, { description: 'Whom.' }) input: VisitorForgetInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const outcome = await visitorForget(context.ports, scopeOf(context).actor, {
      visitorId: idOrNull('Visitor', input.visitorId),
      personId: idOrNull('Person', input.personId),
    });
    return payloadOf(outcome, ({ visitors, conversations }) => ({ visitors, conversations }));
  }

  @Mutation(() => SecuritySettingsUpdatePayload, {
    description:
      'Changes who may come in, who is kept from the agents, and how long events are kept. Needs PRIVACY_AND_SECURITY_MANAGE.',
  })
  async securitySettingsUpdate(
    @Arg('input', () => SecuritySettingsUpdateInput, { description: 'What is to change.' })
    input: SecuritySettingsUpdateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { allowedOrigins, blockedEmailDomains, blocksEmailDomains, eventRetentionDays } = input;
    const outcome = await securitySettingsUpdate(context.ports, scope.actor, {
      ...present({ allowedOrigins, blockedEmailDomains, blocksEmailDomains }),
      // Null means something here: for ever.
      ...(eventRetentionDays !== undefined && { eventRetentionDays }),
    });
    return payloadOf(outcome, async () => ({ securitySettings: await reloaded(scope).workspace() }));
  }

  @Mutation(() => WidgetSettingsUpdatePayload, {
    description: 'Changes how the widget looks. Needs CHATBOT_SETTINGS_MANAGE.',
  })
  async widgetSettingsUpdate(
    @Arg('input', () => WidgetSettingsUpdateInput, { description: 'What is to change.' })
    input: WidgetSettingsUpdateInput,
    @Ctx() context: Context,
  ): Promise<object> {
    const scope = scopeOf(context);
    const { label, accent, side, privacyUrl, asksConsent } = input;
    const outcome = await widgetSettingsUpdate(context.ports, scope.actor, {
      ...present({ label, accent, side, asksConsent }),
      // Null means something here: no notice.
      ...(privacyUrl !== undefined && { privacyUrl }),
    });
    return payloadOf(outcome, async () => ({ widget: (await reloaded(scope).workspace()).widget }));
  }
}

@Resolver(() => Workspace)
export class WorkspaceSecurityFields {
  @FieldResolver(() => SecuritySettings, {
    nullable: true,
    description: doc`Who may come in, who is kept from the agents, and how long events are kept. Staff only.`,
  })
  securitySettings(@Root() workspace: WorkspaceRecord, @Ctx() context: Context): WorkspaceRecord {
    staffScope(context);
    return workspace;
  }
}
