import { Field, ID, InputType, ObjectType } from 'type-graphql';
import { importOutcomes } from '../actions/dialog-import';
import { Dialog, StreamIssue } from './dialog.type';
import { doc } from './doc';
import { enumOf } from './enum-of';
import { DialogKindEnum } from './lifecycle-enums';
import { Payload } from './user-error.type';

const ImportOutcomeEnum = enumOf('ImportOutcome', 'What an import did to a dialog.', importOutcomes, {
  CREATED: 'There was none with this key.',
  UPDATED: 'Its working copy is another now.',
  UNCHANGED: 'It was like this already.',
});

@InputType({
  description: doc`
    All of the document or nothing of it: every fault is told at once, each with its path behind \`document\`. Dialogs and flows
    are known by their keys and become working copies; importing twice changes nothing the second time.`,
})
export class DialogImportInput {
  @Field(() => String, {
    description: 'JSON text as `dialogExport` writes it: up to 1,000,000 characters, 200 dialogs and flows.',
  })
  document!: string;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Answers as if it were done, and does nothing.',
  })
  dryRun?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description:
      'Also publishes what it brings, flows first. Then an error in one dialog keeps all from being imported.',
  })
  publish?: boolean | null;
}

@ObjectType({ description: 'What an import did to one dialog of its document.', simpleResolvers: true })
export class ImportedDialog {
  @Field(() => String, { description: 'Its key.' })
  key!: string;

  @Field(() => DialogKindEnum, { description: 'What it is.' })
  kind!: keyof typeof DialogKindEnum;

  @Field(() => String, { description: 'Its name for staff.' })
  name!: string;

  @Field(() => ImportOutcomeEnum, { description: 'What was done.' })
  outcome!: keyof typeof ImportOutcomeEnum;

  @Field(() => Boolean, { description: 'Whether a new version of it was published.' })
  published!: boolean;

  @Field(() => [StreamIssue], { description: 'What would keep the working copy from being published, and advice.' })
  issues!: StreamIssue[];

  @Field(() => Dialog, {
    nullable: true,
    description: 'The dialog as it is now; null for one that a dry run would have created.',
  })
  dialog!: object | null;
}

@ObjectType({ description: 'The answer of `dialogImport`.', simpleResolvers: true })
export class DialogImportPayload extends Payload {
  @Field(() => [ImportedDialog], { nullable: true, description: "In the document's order." })
  dialogs!: object[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'Names of the attributes that the document brought and that were not defined before.',
  })
  attributesDefined!: string[] | null;
}

@ObjectType({ description: 'Dialogs and flows as one document.', simpleResolvers: true })
export class DialogExport {
  @Field(() => String, {
    description: doc`
      JSON text for \`dialogImport\`, of this workspace or another. Agents stand in it by e-mail address, teams and lists by
      name, flows by key. The same dialogs always make the same text.`,
  })
  document!: string;

  @Field(() => [ID], { description: 'What was asked for.' })
  dialogIds!: string[];
}
