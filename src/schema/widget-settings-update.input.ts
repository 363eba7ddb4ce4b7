import { Field, InputType, ObjectType } from 'type-graphql';
import { WidgetSideEnum } from './enums';
import { Payload } from './user-error.type';
import { WidgetSettings } from './workspace.type';

@InputType({ description: 'What is absent stays.' })
export class WidgetSettingsUpdateInput {
  @Field(() => String, { nullable: true, description: 'What stands on the button, 1 to 60 characters.' })
  label?: string | null;

  @Field(() => String, { nullable: true, description: 'The accent colour as #rgb or #rrggbb.' })
  accent?: string | null;

  @Field(() => WidgetSideEnum, { nullable: true, description: 'At which side of the page it stands.' })
  side?: keyof typeof WidgetSideEnum | null;

  @Field(() => String, {
    nullable: true,
    description: 'Address of the privacy notice, beginning with https:// or http://; null for none.',
  })
  privacyUrl?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether visitors are asked before what their page tells is kept. Until they allow it, no attribute of the page and no address of a page is stored.',
  })
  asksConsent?: boolean | null;
}

@ObjectType({ description: 'The answer of `widgetSettingsUpdate`.', simpleResolvers: true })
export class WidgetSettingsUpdatePayload extends Payload {
  @Field(() => WidgetSettings, { nullable: true, description: 'How the widget looks now.' })
  widget!: object | null;
}
