/** The languages in which the system itself speaks. */
export const systemLanguages = ['en', 'zh-Hans', 'zh-Hant', 'sv', 'nl', 'it'] as const;
export type SystemLanguage = (typeof systemLanguages)[number];
