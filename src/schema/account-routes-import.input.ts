import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { Payload } from './user-error.type';

@InputType({
  description: doc`
    All of the file or nothing of it. Every fault is told at once, up to 1,000 of them: the message names the line, and \`field\`
    is ["csv", "<line>"]. Importing a file twice changes nothing the second time.`,
})
export class AccountRoutesImportInput {
  @Field(() => String, {
    description: doc`
      A CSV file (RFC 4180; commas or semicolons, any line ends, quotes where needed): a header with the columns \`domain\`,
      \`agentEmail\` and, if you like, \`company\`, then up to 10,000 lines and 1,000,000 characters.`,
  })
  csv!: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Answers as if it were done, and does nothing.',
  })
  dryRun?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Also deletes the accounts that the file does not name.',
  })
  replace?: boolean | null;
}

@ObjectType({ description: 'What an import of accounts did, or would do.', simpleResolvers: true })
export class AccountRoutesImported {
  @Field(() => Int, { description: 'Accounts that were not there before.' })
  added!: number;

  @Field(() => Int, { description: 'Accounts that have another agent or company now.' })
  changed!: number;

  @Field(() => Int, { description: 'Accounts that were like this already.' })
  unchanged!: number;

  @Field(() => Int, { description: 'Accounts that the file does not name and that are gone; 0 without `replace`.' })
  deleted!: number;
}

@ObjectType({ description: 'The answer of `accountRoutesImport`.', simpleResolvers: true })
export class AccountRoutesImportPayload extends Payload {
  @Field(() => AccountRoutesImported, { nullable: true, description: 'How many lines did what.' })
  imported!: object | null;
}
