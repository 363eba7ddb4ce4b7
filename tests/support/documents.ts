/** Operations of admins, which the sample clients do not need, and the generated SDK does not have therefore. */
import type { TypedDocument, UserError } from '../../clients/sdk/answer';

/** A document with the types that its author promises. */
export function documentOf<Result, Variables = Record<string, never>>(text: string): TypedDocument<Result, Variables> {
  return { toString: () => text };
}

interface Payload {
  readonly userErrors: readonly UserError[];
}
type Input = Readonly<Record<string, unknown>>;

/** `verb(input: …) { selection userErrors { … } }`: the document of one mutation. */
export function mutationOf<Answer>(verb: string, selection: string) {
  const inputType = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}Input!`;
  return documentOf<Readonly<Record<string, Payload & Answer>>, { readonly input: Input }>(
    `mutation ${verb}($input: ${inputType}) { ${verb}(input: $input) { ${selection} userErrors { code message field } } }`,
  );
}
