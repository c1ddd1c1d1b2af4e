// What happened lately, newest first.
import type { JSX } from 'preact';
import { when } from './format.ts';
import type { EventState } from '../web-pages/web-state.ts';
import { Empty } from './parts.tsx';

const marks: Readonly<Record<string, string>> = { error: '■', warn: '▲', info: '●' };

interface EventListProps {
  /** Newest first. */
  readonly events: readonly (EventState & { readonly node?: string })[];
  readonly nowMs: number;
}

export function EventList({ events, nowMs }: EventListProps): JSX.Element {
  if (events.length === 0) return <Empty>Nothing has happened since the start.</Empty>;
  return (
    <ol class={events.some(({ node }) => node !== undefined) ? 'events' : 'events unnamed'}>
      {events.map((event) => (
        <li key={`${event.node ?? ''} ${event.timeMs} ${event.id}`} class={event.name === 'failed over' ? 'info strong' : event.level}>
          <time dateTime={new Date(event.timeMs).toISOString()}>{when(event.timeMs, nowMs)}</time>
          <span class="mark" aria-label={event.level}>{marks[event.level] ?? '●'}</span>
          {event.node !== undefined && <span class="who">{event.node}</span>}
          <span class="what">{event.text}</span>
        </li>
      ))}
    </ol>
  );
}
