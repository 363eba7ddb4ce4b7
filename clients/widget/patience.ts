import { FlowRefused } from './graph';

const firstRetryMs = 1_000;
const longestRetryMs = 30_000;

/** Repeats what the line broke, ever more slowly; what was refused stays so. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let waitMs = firstRetryMs; ; waitMs = Math.min(waitMs * 2, longestRetryMs)) {
    try {
      return await work();
    } catch (error) {
      if (error instanceof FlowRefused) throw error;
      await new Promise((resolve) => setTimeout(resolve, waitMs * (0.5 + Math.random() / 2)));
    }
  }
}
