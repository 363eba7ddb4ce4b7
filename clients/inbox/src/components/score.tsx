import { useState } from 'react';
import type { Detail } from '../desk/state';
import { useDesk, useDeskState } from '../hooks/use-desk';
import { clockTime, dayName } from '../words';
import { useNow } from '../hooks/use-now';

const scores = [0, 1, 2, 3];

/** The goals that the conversation has reached, and what it is worth: the last word counts, a goal's or a person's. */
export function Score({ detail }: { readonly detail: Detail }) {
  const { errands } = useDesk();
  const { agent, permissions, rows } = useDeskState();
  const [problem, setProblem] = useState<string | null>(null);
  const now = useNow(60_000);
  const row = rows.get(detail.id) ?? detail;
  const isOwn = row.liveChat?.state === 'CONNECTED' && row.liveChat.agent?.id === agent?.id;
  const mayScore = row.status === 'OPEN' && (isOwn || permissions.includes('ALL_CONVERSATIONS_VIEW'));
  const goals = detail.goals ?? [];
  return (
    <section>
      <h4 id="score-name">Score</h4>
      {mayScore ? (
        <div className="segments" role="group" aria-labelledby="score-name">
          {scores.map((score) => (
            <button
              key={score}
              type="button"
              className="figures"
              aria-pressed={detail.score === score}
              onClick={() => void errands.score(detail.id, score).then(setProblem)}
            >
              {score}
            </button>
          ))}
        </div>
      ) : (
        <p className={detail.score === null ? 'quiet' : 'figures'}>
          {detail.score === null ? 'Nobody has scored it.' : `${detail.score} of 3`}
        </p>
      )}
      <p className="problem" role="alert">
        {problem}
      </p>
      {goals.length > 0 && (
        <ul className="told-list" aria-label="Goals reached">
          {goals.map((goal) => (
            <li key={goal.cardKey}>
              <span>{goal.name}</span>
              <span className="quiet figures">
                Reached {dayName(goal.reachedAt, now).toLowerCase()}, {clockTime(goal.reachedAt)}
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
