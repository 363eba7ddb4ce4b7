/** Grey shapes of the right size, so that nothing jumps when the content comes. */
export function ListSkeleton({ problem }: { readonly problem: string | null }) {
  return (
    <div className="rows" role="status" aria-label="Loading the chats">
      {problem !== null && (
        <div className="empty">
          <p>The inbox could not be loaded yet. It is tried again by itself.</p>
          <p>{problem}</p>
        </div>
      )}
      {[62, 48, 70, 55].map((width) => (
        <div className="row skeleton-row" key={width}>
          <span className="skeleton circle" />
          <span className="skeleton line" style={{ width: `${width - 20}%` }} />
          <span className="skeleton line" style={{ width: `${width}%` }} />
        </div>
      ))}
    </div>
  );
}

export function ChatSkeleton() {
  return (
    <div className="transcript skeleton-chat" role="status" aria-label="Loading the chat">
      {[44, 60, 30, 52, 38].map((width, index) => (
        <span className="skeleton bubble-shape" key={width} data-own={index % 2 === 1} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}

export function VisitorSkeleton() {
  return (
    <div className="visitor-content" role="status" aria-label="Loading what is known of the visitor">
      <span className="skeleton circle large" />
      {[60, 80, 50, 70, 65].map((width) => (
        <span className="skeleton line" key={width} style={{ width: `${width}%` }} />
      ))}
    </div>
  );
}
