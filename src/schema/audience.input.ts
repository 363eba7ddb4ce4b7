import { Field, InputType, Int } from 'type-graphql';
import { doc } from './doc';
import { StreamConditionGroupInput } from './stream-condition.input';

@InputType({
  description: doc`
    What must happen on the page before a dialog shows itself: all that is named here. Seconds add up over visits, and what
    happened once stays so.`,
})
export class DialogTriggersInput {
  @Field(() => Int, { nullable: true, description: 'Seconds on the page over all visits to it, 1 to 86,400.' })
  secondsOnPage?: number | null;

  @Field(() => Int, { nullable: true, description: 'Seconds on the site over all visits, 1 to 86,400.' })
  secondsOnSite?: number | null;

  @Field(() => Int, { nullable: true, description: 'How far the page was scrolled, 1 to 100 percent.' })
  scrollPercent?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether the visitor must be about to leave the page.',
  })
  exitIntent?: boolean | null;
}

@InputType({ description: 'How often a dialog may be shown to one visitor. A visit counts once.' })
export class DialogFrequencyInput {
  @Field(() => Int, { description: 'At most so many showings, 1 to 100.' })
  times!: number;

  @Field(() => Int, { description: 'In so many days, 1 to 365.' })
  days!: number;
}

@InputType({
  description:
    'Who meets a dialog, where and when. It replaces the audience as a whole: what is left out asks nothing.',
})
export class AudienceInput {
  @Field(() => StreamConditionGroupInput, { nullable: true, description: 'What must hold of the visitor.' })
  conditions?: StreamConditionGroupInput | null;

  @Field(() => [String], {
    nullable: true,
    defaultValue: [],
    description: doc`
      Address patterns of the pages on which it is shown, at most 100: \`*\` for every page, \`https://example.com/folder/*\`,
      \`https://*.example.com/\` for what lies below a domain. Without a scheme both http and https are meant; query and
      fragment are not compared. None: every page.`,
  })
  targets?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    defaultValue: [],
    description: 'Address patterns of the pages on which it is not shown, whatever the targets; at most 100.',
  })
  exclusions?: string[] | null;

  @Field(() => DialogTriggersInput, { nullable: true, description: 'What must happen before it shows itself.' })
  triggers?: DialogTriggersInput | null;

  @Field(() => DialogFrequencyInput, { nullable: true, description: 'How often it may be shown.' })
  frequency?: DialogFrequencyInput | null;
}
