/** What an agent is good at, against what a step wants. Names compare without case; what is stored is in lower case. */
import type { Candidate, WantedSkill } from './terms';

export function skillKey(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

/** Whether a wanted skill is asked for no more, because the visitor has waited long enough for it. */
export function isRelaxed({ relaxAfterSeconds }: WantedSkill, waitedMs: number): boolean {
  return relaxAfterSeconds !== null && waitedMs >= relaxAfterSeconds * 1_000;
}

/** What is still insisted on. */
export function insistedOn(skills: readonly WantedSkill[], waitedMs: number): readonly WantedSkill[] {
  return skills.filter((skill) => !isRelaxed(skill, waitedMs));
}

export function countMet({ skills }: Pick<Candidate, 'skills'>, wanted: readonly WantedSkill[]): number {
  let met = 0;
  for (const { name, level } of wanted) if ((skills[skillKey(name)] ?? 0) >= level) met += 1;
  return met;
}
