// The end of a daemon's log, as it grows: scrolled to the newest line unless somebody reads further up.
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { LogLine } from '../web-pages/web-state.ts';
import { when } from './format.ts';
import { usePolled } from './live.ts';
import { Empty, Notice } from './parts.tsx';

const ranks: Readonly<Record<string, number>> = { info: 1, warn: 2, error: 3 };

interface LogViewProps {
  /** Answers with lines, oldest first. */
  readonly url: string;
  /** 'the NameNode' */
  readonly whose: string;
}

export function LogView({ url, whose }: LogViewProps): JSX.Element {
  const [least, setLeast] = useState('info');
  const [wanted, setWanted] = useState('');
  const { value, error } = usePolled<readonly LogLine[]>(url, 2000);
  const place = useRef<HTMLDivElement>(null);
  const atEnd = useRef(true);
  const lines = (value ?? []).filter(({ level, event, details }) => (ranks[level] ?? 1) >= (ranks[least] ?? 1) && `${event}${details}`.toLowerCase().includes(wanted.toLowerCase()));
  useEffect(() => {
    const box = place.current;
    if (box !== null && atEnd.current) box.scrollTop = box.scrollHeight;
  }, [lines.at(-1)?.id, lines.length]);
  return (
    <>
      <div class="row">
        <input type="search" class="grow" placeholder="part of a line" aria-label="Find lines" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
        <select aria-label="Least level" value={least} onChange={(event) => setLeast(event.currentTarget.value)}><option value="info">everything</option><option value="warn">warnings and errors</option><option value="error">errors</option></select>
      </div>
      {error !== undefined && <Notice severity="bad">{error}</Notice>}
      {value !== undefined && lines.length === 0 && <Empty>No line is like that.</Empty>}
      {lines.length > 0 && (
        <div
          class="log card" ref={place} role="log" aria-label="Log" tabIndex={0}
          onScroll={({ currentTarget: box }) => {
            atEnd.current = box.scrollTop + box.clientHeight > box.scrollHeight - 30;
          }}
        >
          {lines.map((line) => <div key={line.id} class={`line ${line.level}`}><time>{when(line.timeMs, Date.now())}</time> <b>{line.level === 'info' ? '' : `${line.level} `}{line.event}</b><span class="muted">{line.details}</span></div>)}
        </div>
      )}
      <p class="muted small">The last 500 lines, without those for debugging. The whole log is where {whose}'s stderr goes.</p>
    </>
  );
}
