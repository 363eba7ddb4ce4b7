/** What an agent is good at, as it is given: names of any case, levels 1 to 5. */
import { skillKey } from '../routing/skills';
import { readName } from '../routing/text';
import type { Faults } from './faults';

export interface SkillGiven {
  readonly name: string;
  readonly level: number;
}

const maxSkills = 50;
const maxSkillLength = 60;

/** By name in lower case. Faults are kept, and reading goes on. */
export function readSkills(given: readonly SkillGiven[], faults: Faults): Readonly<Record<string, number>> {
  const skills = new Map<string, number>();
  if (given.length > maxSkills) {
    faults.add(`These are ${given.length} skills. Give at most ${maxSkills}.`, ['skills']);
    return {};
  }
  given.forEach(({ name, level }, index) => {
    const field = ['skills', String(index)];
    const key = readSkillName(name, faults, [...field, 'name']);
    faults.range(level, { min: 1, max: 5, what: 'The level', field: [...field, 'level'] });
    if (key !== '' && skills.has(key))
      faults.add(`The skill “${key}” is given twice. Give it once.`, [...field, 'name']);
    skills.set(key, level);
  });
  return Object.fromEntries(skills);
}

/** As it is kept and compared; blank where it cannot be read. */
export function readSkillName(raw: string, faults: Faults, field: readonly string[]): string {
  const name = faults.read(readName(raw, { what: "The skill's name", field }));
  if (name === undefined) return '';
  if (name.length > maxSkillLength) {
    faults.add(`The skill's name is too long. Shorten it to ${maxSkillLength} characters.`, field);
    return '';
  }
  return skillKey(name);
}
