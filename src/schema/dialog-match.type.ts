import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { type DialogVerdict, dialogVerdicts } from '../streams/audience';
import type { StreamCondition as Condition } from '../streams/audience-terms';
import { AttributeInput } from './attribute.type';
import { DialogTrigger } from './dialog-trigger.type';
import { doc } from './doc';
import { enumOf } from './enum-of';
import { DateTime } from './scalars';
import { StreamCondition } from './stream-condition.type';
import { VisitInput } from './visit.input';

const DialogVerdictEnum = enumOf(
  'DialogVerdict',
  'What was found about a published dialog. Where several reasons speak against it, the first in this order is told.',
  dialogVerdicts,
  {
    WINS: 'The visitor meets it.',
    TRIGGER_PENDING: 'The visitor will meet it; until then it keeps the others away.',
    LOWER_PRIORITY: 'It fits, and another that fits comes before it.',
    FLOW: 'It is a flow: started by a click, a form or a call, never by a page alone.',
    SWITCHED_OFF: 'The chat is switched off.',
    ENGAGED_ELSEWHERE: 'The visitor has answered in another conversation, which goes on from page to page.',
    NOT_TARGETED: 'None of its targets is this page.',
    EXCLUDED: 'The page is one of its exclusions.',
    COMPLETED: 'The visitor has played it to an end; it does not come back.',
    CONDITIONS_FAILED: 'Its conditions do not hold.',
    FREQUENCY_CAP: 'The visitor has seen it as often as it may be shown.',
  },
);

@InputType({ description: 'A visitor on a page: an imagined one, or a real one with what is known and assumed of it.' })
export class DialogMatchInput {
  @Field(() => String, { nullable: true, description: 'The address of the page; absent: unknown.' })
  pageUrl?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: 'A visitor, whose past then counts; absent: a new one. Needs ALL_CONVERSATIONS_VIEW.',
  })
  visitorId?: string | null;

  @Field(() => [AttributeInput], {
    nullable: true,
    description: 'What is assumed to be known, instead of what is; up to 200.',
  })
  attributes?: AttributeInput[] | null;

  @Field(() => [ID], { nullable: true, description: 'Lists in which the visitor is assumed to stand; up to 200.' })
  listIds?: string[] | null;

  @Field(() => VisitInput, { nullable: true, description: 'What the page would tell: referrer, language, seconds.' })
  visit?: VisitInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether it is assumed to have been here on an earlier visit; absent: as it is.',
  })
  returning?: boolean | null;

  @Field(() => DateTime, { nullable: true, description: 'When, for the business hours; absent: now.' })
  at?: Date | null;

  @Field(() => Boolean, {
    nullable: true,
    description: doc`
      Whether agents are assumed to be there. Absent: they are looked up for a given visitor, and taken to be there for a new
      one.`,
  })
  agentsAvailable?: boolean | null;
}

@ObjectType({ description: 'What was found about one published dialog.', simpleResolvers: true })
export class DialogMatchVerdict {
  @Field(() => ID, { description: 'The dialog.' })
  dialogId!: string;

  @Field(() => String, { description: "The dialog's name." })
  name!: string;

  @Field(() => Int, { description: 'The version that was judged.' })
  version!: number;

  @Field(() => Int, { description: "The dialog's priority." })
  priority!: number;

  @Field(() => DialogVerdictEnum, { description: 'Whether it wins, or the first reason why not.' })
  verdict!: DialogVerdict;

  @Field(() => [StreamCondition], {
    description: 'With CONDITIONS_FAILED: those that do not hold. Of a group in which any suffices, all of them.',
  })
  failedConditions!: readonly Condition[];
}

@ObjectType({ description: 'How many published dialogs met one verdict.', simpleResolvers: true })
export class DialogVerdictCount {
  @Field(() => DialogVerdictEnum, { description: 'The verdict.' })
  verdict!: DialogVerdict;

  @Field(() => Int, { description: 'How many.' })
  count!: number;
}

@ObjectType({
  description: doc`
    Which dialog a visitor meets on a page, and why not the others. The first hundred by priority are told one by one, the
    winner always among them; \`verdictCounts\` covers all.`,
  simpleResolvers: true,
})
export class DialogMatch {
  @Field(() => DialogTrigger, {
    nullable: true,
    description: 'What must happen before the winner shows itself; null: it does so at once, or there is none.',
  })
  waitsFor!: DialogTrigger | null;

  @Field(() => [DialogMatchVerdict], { description: 'By priority, then by age.' })
  verdicts!: DialogMatchVerdict[];

  @Field(() => [DialogVerdictCount], { description: 'How many of all published dialogs met which verdict.' })
  verdictCounts!: readonly DialogVerdictCount[];
}
