// What happened lately, newest first.
import type { JSX } from 'preact';
import { when } from './format.ts';
import type { NodeEvent } from './live.ts';
import { Empty } from './parts.tsx';

const marks: Readonly<Record<string, string>> = { error: '■', warn: '▲', info: '●' };

export function EventList({ events, nowMs }: { readonly events: readonly NodeEvent[]; readonly nowMs: number }): JSX.Element {
  if (events.length === 0) return <Empty>Nothing has happened since the NameNodes started.</Empty>;
  return (
    <ol class="events">
      {events.map((event) => (
        <li key={`${event.node} ${event.timeMs} ${event.id}`} class={event.name === 'failed over' ? 'info strong' : event.level}>
          <time dateTime={new Date(event.timeMs).toISOString()}>{when(event.timeMs, nowMs)}</time>
          <span class="mark" aria-label={event.level}>{marks[event.level] ?? '●'}</span>
          <span class="who">{event.node}</span>
          <span class="what">{event.text}</span>
        </li>
      ))}
    </ol>
  );
}
