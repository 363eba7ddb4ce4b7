/** Who sits at the browser, as the customer's server has signed it. */
import { refusalOf } from './answer';
import { VisitorIdentifyDocument } from './generated/graphql';
import type { Request } from './request';

export interface SignedIdentity {
  readonly email: string;
  /** HMAC-SHA256 over the address in small letters with the workspace's secret, in hexadecimal; made on the server. */
  readonly signature: string;
}

/** Null when it worked, else a sentence for whoever builds the page. */
export async function identifyVisitor(request: Request, identity: SignedIdentity): Promise<string | null> {
  const { email, signature } = identity;
  const answer = await request(VisitorIdentifyDocument, { input: { email, signature } }, { repeatable: true });
  if (!answer.ok) return answer.failure.message;
  return refusalOf(answer.data.visitorIdentify)?.message ?? null;
}
