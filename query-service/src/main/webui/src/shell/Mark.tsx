/** Four strokes and the one across: a tally. */
export function Mark() {
  return (
    <svg viewBox="0 0 24 24" width="18" height="18" aria-hidden="true" className="shrink-0 text-accent">
      <g stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" fill="none">
        <path d="M5 5v14M9.7 5v14M14.3 5v14M19 5v14" />
        <path d="M2.5 17 21.5 7" />
      </g>
    </svg>
  );
}
