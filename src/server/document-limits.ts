/**
 * How much one document may ask, counted before it is validated: validation compares fields in pairs, so a document that is
 * large in the wrong way costs more to check than to run. Fragments are counted where they are spread, each measured once.
 */
import type { DocumentNode, FragmentDefinitionNode, SelectionNode, SelectionSetNode } from 'graphql';
import { Kind } from 'graphql';
import { assertNever } from '../routing/terms';

export interface DocumentLimits {
  readonly bytes: number;
  readonly tokens: number;
  /** Levels of fields; the standard introspection query has 15. */
  readonly depth: number;
  readonly aliases: number;
  readonly rootFields: number;
  readonly directives: number;
  /** Fields, with fragments counted at each spread. */
  readonly selections: number;
  /** The same response name within one pair of braces. */
  readonly repeats: number;
  /** Fields of the answer, with page sizes multiplied. See document-cost.ts. */
  readonly cost: number;
}

export const documentLimits: DocumentLimits = {
  bytes: 64 * 1024,
  tokens: 4_000,
  depth: 16,
  aliases: 30,
  rootFields: 20,
  directives: 20,
  selections: 1_500,
  repeats: 20,
  cost: 100_000,
};

type Counted = 'depth' | 'aliases' | 'rootFields' | 'directives' | 'selections' | 'repeats';
type Measure = { -readonly [name in Counted]: number };

const complaints: Readonly<Record<Counted, (limit: number) => string>> = {
  depth: (limit) => `This document is more than ${limit} levels deep. Ask for less in one request.`,
  aliases: (limit) => `This document has more than ${limit} aliases. Split it into several requests.`,
  rootFields: (limit) => `This document asks for more than ${limit} root fields. Split it into several requests.`,
  directives: (limit) => `This document has more than ${limit} directives. Leave some out.`,
  selections: (limit) => `This document selects more than ${limit} fields. Split it into several requests.`,
  repeats: (limit) => `This document repeats one field more than ${limit} times in the same place. Ask for it once.`,
};
const counted = Object.keys(complaints) as readonly Counted[];

/** What is too much, one sentence per limit; empty when all is well. */
export function excessesOf(document: DocumentNode, limits: DocumentLimits): readonly string[] {
  const measures = new Measures(document);
  const excesses = new Set<string>();
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION && definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const measure = measures.of(definition.selectionSet);
    const directives = measure.directives + (definition.directives?.length ?? 0);
    for (const name of counted) {
      // A fragment is not a root: what it may hold is judged where it is spread.
      if (name === 'rootFields' && definition.kind === Kind.FRAGMENT_DEFINITION) continue;
      const value = name === 'directives' ? directives : measure[name];
      if (value > limits[name]) excesses.add(complaints[name](limits[name]));
    }
  }
  return [...excesses];
}

class Measures {
  private readonly fragments = new Map<string, FragmentDefinitionNode>();
  private readonly measured = new Map<string, Measure>();

  constructor(document: DocumentNode) {
    for (const definition of document.definitions) {
      if (definition.kind === Kind.FRAGMENT_DEFINITION) this.fragments.set(definition.name.value, definition);
    }
  }

  of(selectionSet: SelectionSetNode): Measure {
    const total = nothing();
    const names = new Map<string, number>();
    for (const selection of selectionSet.selections) {
      add(total, this.ofSelection(selection));
      if (selection.kind !== Kind.FIELD) continue;
      const name = selection.alias?.value ?? selection.name.value;
      const times = (names.get(name) ?? 0) + 1;
      names.set(name, times);
      total.repeats = Math.max(total.repeats, times);
    }
    return total;
  }

  private ofSelection(selection: SelectionNode): Measure {
    const directives = selection.directives?.length ?? 0;
    switch (selection.kind) {
      case Kind.FIELD: {
        const inner = selection.selectionSet === undefined ? nothing() : this.of(selection.selectionSet);
        return {
          depth: inner.depth + 1,
          aliases: inner.aliases + (selection.alias === undefined ? 0 : 1),
          rootFields: 1,
          directives: inner.directives + directives,
          selections: inner.selections + 1,
          repeats: inner.repeats,
        };
      }
      case Kind.INLINE_FRAGMENT: {
        const inner = this.of(selection.selectionSet);
        return { ...inner, directives: inner.directives + directives };
      }
      case Kind.FRAGMENT_SPREAD: {
        const inner = this.ofFragment(selection.name.value);
        return { ...inner, directives: inner.directives + directives };
      }
      default:
        return assertNever(selection);
    }
  }

  /** A fragment that spreads itself counts nothing the second time; validation refuses it by name. */
  private ofFragment(name: string): Measure {
    const known = this.measured.get(name);
    if (known !== undefined) return known;
    this.measured.set(name, nothing());
    const fragment = this.fragments.get(name);
    const measure = fragment === undefined ? nothing() : this.of(fragment.selectionSet);
    this.measured.set(name, measure);
    return measure;
  }
}

function nothing(): Measure {
  return { depth: 0, aliases: 0, rootFields: 0, directives: 0, selections: 0, repeats: 0 };
}

function add(total: Measure, part: Measure): void {
  total.depth = Math.max(total.depth, part.depth);
  total.aliases += part.aliases;
  total.rootFields += part.rootFields;
  total.directives += part.directives;
  total.selections += part.selections;
  total.repeats = Math.max(total.repeats, part.repeats);
}
