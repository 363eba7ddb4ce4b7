import { Ctx, FieldResolver, ID, Resolver, Root } from 'type-graphql';
import type { DialogRecord } from '../actions/records';
import type { Queue } from '../routing/terms';
import { BranchCard, CardElse, FlowCard, LiveChatCard } from '../schema/card-silent.type';
import { InfoCaptureCard } from '../schema/card-spoken.type';
import { Card, CardTranslation } from '../schema/card.type';
import { Dialog } from '../schema/dialog.type';
import { globalId } from '../schema/global-ids';
import type * as script from '../streams/script';
import type { Context } from './context';
import { staffScope } from './entry';

/** What storage leaves out has its meaning here. */
@Resolver(() => Card)
export class CardFields {
  @FieldResolver()
  translations(@Root() card: script.Card): readonly script.CardTranslation[] {
    return card.translations ?? [];
  }
}

@Resolver(() => CardTranslation)
export class CardTranslationFields {
  @FieldResolver()
  labels(@Root() { labels }: script.CardTranslation): NonNullable<script.CardTranslation['labels']> {
    return labels ?? [];
  }
}

@Resolver(() => InfoCaptureCard)
export class InfoCaptureCardFields {
  @FieldResolver()
  whenKnown(@Root() { whenKnown }: script.InfoCaptureCard): script.KnownValueRule {
    return whenKnown ?? 'OVERWRITE';
  }
}

@Resolver(() => BranchCard)
export class BranchCardFields {
  @FieldResolver(() => CardElse, { nullable: true })
  else(@Root() { otherwise }: script.BranchCard): script.BranchCard['otherwise'] {
    return otherwise;
  }
}

@Resolver(() => FlowCard)
export class FlowCardFields {
  @FieldResolver(() => ID, { description: 'The flow: a dialog of kind FLOW.' })
  flowId(@Root() { flowId }: script.FlowCard): string {
    return globalId('Dialog', flowId);
  }

  @FieldResolver(() => Dialog, { nullable: true, description: 'The flow; null where it is gone.' })
  flow(@Root() { flowId }: script.FlowCard, @Ctx() context: Context): Promise<DialogRecord | null> {
    return staffScope(context).loaders.dialog.load(flowId);
  }
}

@Resolver(() => LiveChatCard)
export class LiveChatCardFields {
  @FieldResolver()
  fallbackBooking(@Root() { fallbackBooking }: script.LiveChatCard): boolean {
    return fallbackBooking ?? false;
  }

  @FieldResolver()
  leaveMessage(@Root() { leaveMessage }: script.LiveChatCard): boolean {
    return leaveMessage ?? false;
  }

  @FieldResolver()
  queue(@Root() { queue }: script.LiveChatCard): Queue | null {
    return queue ?? null;
  }
}
