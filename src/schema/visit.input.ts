import { Field, InputType, Int } from 'type-graphql';
import { doc } from './doc';

@InputType({ description: 'What the page tells of the visit. All of it may be left out.' })
export class VisitInput {
  @Field(() => String, {
    nullable: true,
    description: doc`
      A key of this view of the page, made anew for each load or navigation; a UUID will do, 1 to 64 characters. The seconds of
      one view may then be told as often as one likes: the largest counts, and those of different views add up. Without it the
      seconds of each call add up.`,
  })
  viewId?: string | null;

  @Field(() => String, {
    nullable: true,
    description: '`document.referrer`. What is no address of a web page counts as none.',
  })
  referrer?: string | null;

  @Field(() => String, { nullable: true, description: '`navigator.language`, as a BCP 47 tag; else INVALID.' })
  language?: string | null;

  @Field(() => String, { nullable: true, description: "The browser's time zone by its IANA name; else INVALID." })
  timeZone?: string | null;

  @Field(() => Int, { nullable: true, description: 'Seconds that this view has lasted so far, 0 to 86,400.' })
  secondsOnPage?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Seconds that this view adds to the time on the site, 0 to 86,400; as `secondsOnPage` unless given.',
  })
  secondsOnSite?: number | null;

  @Field(() => Int, { nullable: true, description: 'How far the page was scrolled at most, 0 to 100 percent.' })
  scrollPercent?: number | null;

  @Field(() => Boolean, { nullable: true, description: 'Whether the visitor was about to leave the page.' })
  exitIntent?: boolean | null;
}
