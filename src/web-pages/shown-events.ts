// The events that a daemon's own page is sent with each snapshot: the newest ones.
import type { EventState } from './web-state.ts';

const eventsMax = 50;

/** Newest first, as the page shows them. */
export function shownEvents(events: readonly EventState[] = []): readonly EventState[] {
  return events.slice(-eventsMax).toReversed();
}
