import { type Decision, decisionSentence, reasonInWords } from '../desk/decision';
import { useDeskState } from '../hooks/use-desk';

/** Why this chat came to me: a sentence, and the whole verdict for whoever wants it. */
export function Why({ decisions }: { readonly decisions: readonly Decision[] }) {
  const { agent } = useDeskState();
  const newestFirst = [...decisions].sort((one, other) => other.decidedAt.localeCompare(one.decidedAt));
  const chosen = newestFirst.find((decision) => decision.agent?.id === agent?.id) ?? newestFirst[0];
  if (chosen === undefined) return null;
  return (
    <section>
      <h4>Why this chat came here</h4>
      <p>{decisionSentence(chosen, agent?.id)}</p>
      <details>
        <summary>Every verdict</summary>
        {newestFirst.map((decision) => (
          <div className="decision" key={decision.id}>
            {newestFirst.length > 1 && <p className="quiet">{decisionSentence(decision, agent?.id)}</p>}
            <ul>
              {decision.rules.map((rule, index) => (
                <li key={`${index} ${rule.ruleName}`}>
                  Rule “{rule.ruleName}”: {rule.matched ? `matched, ${rule.eligibleAgents} eligible` : 'did not match'}
                </li>
              ))}
              {decision.candidates.map((candidate) => (
                <li key={candidate.agent.id}>
                  {candidate.agent.name}:{' '}
                  {candidate.agent.id === decision.agent?.id ? 'chosen' : reasonInWords(candidate.reason)}
                </li>
              ))}
            </ul>
          </div>
        ))}
      </details>
    </section>
  );
}
