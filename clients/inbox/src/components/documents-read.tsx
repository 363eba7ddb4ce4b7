import type { Detail } from '../desk/state';
import { isWebAddress } from '../words';

type Reading = NonNullable<Detail['documentsRead']>[number];

/** "Opened, 3 pages, downloaded, looked for “price”" */
function whatOf({ openedAt, pagesViewed, downloadedAt, searchTerms }: Reading): string {
  const pages = pagesViewed.length;
  const deeds = [
    openedAt === null ? null : 'opened',
    pages === 0 ? null : `${pages} ${pages === 1 ? 'page' : 'pages'} viewed`,
    downloadedAt === null ? null : 'downloaded',
    searchTerms.length === 0 ? null : `looked for ${searchTerms.map((term) => `“${term}”`).join(', ')}`,
  ].filter((deed) => deed !== null);
  const told = deeds.length === 0 ? 'not opened' : deeds.join(', ');
  return told.charAt(0).toUpperCase() + told.slice(1);
}

export function DocumentsRead({ documents }: { readonly documents: readonly Reading[] }) {
  if (documents.length === 0) return null;
  return (
    <section>
      <h4>Documents</h4>
      <ul className="told-list">
        {documents.map((reading) => (
          <li key={reading.cardKey}>
            {isWebAddress(reading.url) ? (
              <a href={reading.url} target="_blank" rel="noopener noreferrer">
                {reading.title}
              </a>
            ) : (
              <span>{reading.title}</span>
            )}
            <span className="quiet">{whatOf(reading)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
