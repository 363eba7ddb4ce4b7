import { Field, InputType, ObjectType } from 'type-graphql';
import { doc } from './doc';
import { Payload } from './user-error.type';
import { Visitor } from './visitor.type';

@InputType({ description: 'Who sits at the browser, as the page knows it, and the word of its server for that.' })
export class VisitorIdentifyInput {
  @Field(() => String, { description: 'The e-mail address.' })
  email!: string;

  @Field(() => String, {
    description: doc`
      HMAC-SHA256 over the address in small letters with the secret of \`identitySecretCreate\`, in hexadecimal. Made on the
      server: the secret must never be on a page. INVALID where it does not fit.`,
  })
  signature!: string;
}

@ObjectType({ description: 'The answer of `visitorIdentify`.', simpleResolvers: true })
export class VisitorIdentifyPayload extends Payload {
  @Field(() => Visitor, { nullable: true, description: 'The visitor; null when refused.' })
  visitor!: object | null;
}
