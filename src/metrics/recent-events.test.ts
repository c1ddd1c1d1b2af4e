import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as names from './event-names.ts';
import { RecentEvents } from './recent-events.ts';

const { notableEvents } = names;

test('each event of the table is a sentence for people, whatever was logged with it', () => {
  const constants = Object.values(names).filter((name) => typeof name === 'string');
  assert.deepEqual(Object.keys(notableEvents).sort(), [...constants].sort());
  const events = new RecentEvents(constants.length);
  for (const name of constants) events.add(1, 'info', name, {});
  for (const { text } of events.list()) assert.match(text, /^[A-Za-z].*[^:]$/);
});

test('an error is told without its class', () => {
  const events = new RecentEvents();
  events.add(1, 'warn', names.heartbeatFailed, { nameNode: 'h:8020', error: 'NotSentError: sendHeartbeat to h:8020: not sent: connection refused' });
  events.add(2, 'warn', names.heartbeatFailed, { nameNode: 'h:8020', error: new Error('too late') });
  assert.deepEqual(events.list().map(({ text }) => text), [
    'NameNode h:8020 does not take heartbeats: connection refused', 'NameNode h:8020 does not take heartbeats: too late',
  ]);
});
