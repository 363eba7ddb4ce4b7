import { Field, Int, ObjectType } from 'type-graphql';
import { doc } from './doc';

@ObjectType({
  description: doc`
    What must still happen before a dialog shows itself: all that is named. Call \`conversationStart\` again when it has, with
    the seconds, the scrolling or the intent to leave in \`visit\`; what happened once need not be told again.`,
  simpleResolvers: true,
})
export class DialogTrigger {
  @Field(() => Int, { nullable: true, description: 'Seconds on this page that remain; null: none.' })
  secondsOnPage!: number | null;

  @Field(() => Int, { nullable: true, description: 'Seconds on the site that remain; null: none.' })
  secondsOnSite!: number | null;

  @Field(() => Int, { nullable: true, description: 'How far the page must be scrolled, in percent; null: far enough.' })
  scrollPercent!: number | null;

  @Field(() => Boolean, { description: 'Whether the visitor must be about to leave the page.' })
  exitIntent!: boolean;
}
