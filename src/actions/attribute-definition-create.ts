import type { Actor } from '../auth/actor';
import type { Outcome } from '../routing/refusal';
import type { AttributeType } from '../routing/terms';
import type { Ports } from './ports';
import type { AttributeDefinitionRecord } from './records';

export interface AttributeDefinitionCreateInput {
  readonly name: string;
  readonly label: string;
  readonly type: AttributeType;
}

export async function attributeDefinitionCreate(
  _ports: Ports,
  _actor: Actor,
  _input: AttributeDefinitionCreateInput,
): Promise<Outcome<AttributeDefinitionRecord>> {
  throw new Error('attributeDefinitionCreate is not built yet');
}
