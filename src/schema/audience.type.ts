import { Field, Int, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { StreamConditionGroup } from './stream-condition.type';

@ObjectType({
  description: doc`
    What must happen on the page before a dialog shows itself: all that is named here. Seconds add up over visits, and what
    happened once stays so. Nothing named: the dialog shows itself at once.`,
  simpleResolvers: true,
})
export class DialogTriggers {
  @Field(() => Int, {
    nullable: true,
    description: 'Seconds on the page, over all visits to it; null: none are asked for.',
  })
  secondsOnPage!: number | null;

  @Field(() => Int, { nullable: true, description: 'Seconds on the site, over all visits; null: none are asked for.' })
  secondsOnSite!: number | null;

  @Field(() => Int, { nullable: true, description: 'How far the page was scrolled, in percent; null: not asked for.' })
  scrollPercent!: number | null;

  @Field(() => Boolean, { description: 'Whether the visitor must be about to leave the page.' })
  exitIntent!: boolean;
}

@ObjectType({
  description: doc`
    How often a dialog may be shown to one visitor. A visit counts once however many pages it has; an answered dialog goes on
    whatever the cap.`,
  simpleResolvers: true,
})
export class DialogFrequency {
  @Field(() => Int, { description: 'At most so many showings.' })
  times!: number;

  @Field(() => Int, { description: 'In so many days, of 24 hours each.' })
  days!: number;
}

@ObjectType({ description: 'Who meets a dialog, where and when.', simpleResolvers: true })
export class Audience {
  @Field(() => StreamConditionGroup, { nullable: true, description: 'What must hold of the visitor; null: everybody.' })
  conditions!: StreamConditionGroup | null;

  @Field(() => [String], {
    description:
      'Address patterns of the pages on which it is shown, such as `https://*.example.com/pricing/*`; none: all.',
  })
  targets!: string[];

  @Field(() => [String], { description: 'Address patterns of the pages on which it is not, whatever the targets.' })
  exclusions!: string[];

  @Field(() => DialogTriggers, { description: 'What must happen before it shows itself.' })
  triggers!: DialogTriggers;

  @Field(() => DialogFrequency, { nullable: true, description: 'How often it may be shown; null: no cap.' })
  frequency!: DialogFrequency | null;
}
