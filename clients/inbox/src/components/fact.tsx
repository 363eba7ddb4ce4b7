import { Fragment } from 'react';

interface FactProps {
  readonly name: string;
  readonly value: string | null;
  readonly href?: string | null;
}

/** "–" where nobody knows. */
export function Fact({ name, value, href = null }: FactProps) {
  const told = value === null || value === '' ? '–' : value;
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd>
        {href === null || told === '–' ? (
          told
        ) : (
          <a href={href} target="_blank" rel="noopener noreferrer">
            <Breakable text={told} />
          </a>
        )}
      </dd>
    </div>
  );
}

/** An address breaks at its slashes rather than inside a word. */
function Breakable({ text }: { readonly text: string }) {
  return text.split('/').map((part, index) => (
    <Fragment key={index}>
      {index > 0 && (
        <>
          <wbr />/
        </>
      )}
      {part}
    </Fragment>
  ));
}
