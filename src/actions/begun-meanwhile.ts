import { ConstraintViolation } from './ports';

/** Each time somebody else has begun one in between: who loses that often is not unlucky, something is wrong. */
const lossesAtMost = 8;

/** The unique indexes that let one of two starts through which come at the same moment. */
const oneStart: readonly string[] = ['conversation_one_open', 'flow_start_pkey'];

/** Two tabs began at once: one of them got through, and the other looks again and finds that one. */
export async function unlessBegunMeanwhile<T>(run: () => Promise<T>): Promise<T> {
  for (let lost = 0; ; lost += 1) {
    try {
      return await run();
    } catch (error) {
      const isLost = error instanceof ConstraintViolation && oneStart.includes(error.constraint);
      if (!isLost || lost === lossesAtMost) throw error;
    }
  }
}
