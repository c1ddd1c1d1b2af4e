// A planned failover: chosen, confirmed, and then watched as it happens, from the snapshots that come ten times a second meanwhile.
import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ClusterState } from '../web-pages/web-state.ts';
import { EventList } from './event-list.tsx';
import { count, long, short } from './format.ts';
import { getJson } from './live.ts';
import type { Live, Moment } from './live.ts';
import { Badge, Card, Dialog, Empty, Notice, severityOfState } from './parts.tsx';
import { currentUser } from './user.tsx';
import { activeOf, nameOf } from './verdict.ts';

interface Run {
  readonly to: string;
  /** Of this page's clock. */
  readonly begunMs: number;
  /** The server's clock, for events. */
  readonly begunWallMs: number;
  readonly outcome?: { readonly tookMs: number } | { readonly error: string };
}

/** Kept while other pages are looked at. */
let lastRun: Run | undefined;

export function Failover({ live }: { readonly live: Live }): JSX.Element {
  const { state } = live;
  const [run, setRun] = useState(lastRun);
  const [asking, setAsking] = useState<string>();
  useEffect(() => {
    lastRun = run;
  }, [run]);
  if (state === undefined) return <Empty>Asking the NameNode …</Empty>;
  const active = activeOf(state);
  const start = async (to: string): Promise<void> => {
    const begun: Run = { to, begunMs: performance.now(), begunWallMs: state.nowMs };
    setAsking(undefined);
    setRun(begun);
    const end = (outcome: NonNullable<Run['outcome']>): void => setRun({ ...begun, outcome });
    try {
      end(await getJson<{ tookMs: number }>('web/failover', {
        method: 'POST', headers: { 'Content-Type': 'application/json', 'X-Quorate-Page': '1' }, body: JSON.stringify({ to, user: currentUser(state.user) }),
      }));
    } catch (error) {
      end({ error: error instanceof Error ? error.message : String(error) });
    }
  };
  // The watched failover shows its own.
  const shownFromMs = run === undefined ? Infinity : run.begunWallMs - 20;
  const running = run !== undefined && run.outcome === undefined;
  return (
    <div class="grid">
      <h1>Failover</h1>
      <Card title="Who is Active">
        <p class="lead">{active === undefined ? 'Nobody is Active now.' : <><b>{nameOf(active.id)}</b> is Active{active.state !== undefined && active.state.lastTransitionMs > 0 && <>, for {long(state.nowMs - active.state.lastTransitionMs)}</>}.</>} A planned failover loses no call: clients wait a moment and go on.</p>
        {!state.failover.allowed && <Notice severity="warn">{state.failover.reason}</Notice>}
        <div class="nodes">
          {state.nameNodes.map(({ id, state: own, silent }) => {
            const ready = silent === undefined && own?.haState === 'Standby' && !own.safeMode.on;
            return (
              <article key={id} class={`node ${severityOfState(own?.haState, silent !== undefined)}`} aria-label={`NameNode ${id}`}>
                <header><h3>{nameOf(id)}</h3><Badge severity={severityOfState(own?.haState, silent !== undefined)}>{silent !== undefined ? 'no answer' : (own?.haState ?? 'asking')}</Badge></header>
                {own !== undefined && silent === undefined && <p class="muted tight">txid {count(own.lastTxid)}{own.haState === 'Active' ? ` · epoch ${count(own.epoch)}` : ''}</p>}
                {state.failover.allowed && id !== active?.id && (
                  <p class="tight"><button type="button" class="main" disabled={!ready || running} onClick={() => setAsking(id)}>Make {id} Active</button> {!ready && <span class="muted">{whyNot(silent !== undefined, own?.haState, own?.safeMode.on === true)}</span>}</p>
                )}
              </article>
            );
          })}
        </div>
      </Card>
      {run !== undefined && <Watched run={run} live={live} state={state} />}
      <Card title={run === undefined ? 'Failovers and elections' : 'Failovers and elections before'} wide>
        <EventList events={live.events.filter(({ name, timeMs }) => electionEvents.has(name) && timeMs < shownFromMs).slice(0, 40)} nowMs={state.nowMs} />
      </Card>
      {asking !== undefined && (
        <Dialog title={`Make ${asking} Active?`} onClose={() => setAsking(undefined)}>
          <p>{active === undefined ? 'Nobody is Active now.' : `${nameOf(active.id)} writes out what it has and steps down;`} {asking} takes over in its place. Clients follow by themselves. You ask as <b>{currentUser(state.user)}</b>, who must be a superuser.</p>
          <div class="row"><button type="button" onClick={() => setAsking(undefined)}>Cancel</button><button type="button" class="main" onClick={() => void start(asking)}>Make {asking} Active</button></div>
        </Dialog>
      )}
    </div>
  );
}

const electionEvents = new Set(['became active', 'became standby', 'failed over', 'epoch won', 'promotion failed', 'fenced', 'the quorum is lost; replies wait', 'the quorum is back']);

function whyNot(silent: boolean, haState: string | undefined, safeMode: boolean): string {
  if (silent) return 'It does not answer.';
  if (safeMode) return 'It is in safe mode.';
  return haState === undefined ? '' : `It is ${haState.toLowerCase()}.`;
}

function Watched({ run, live, state }: { readonly run: Run; readonly live: Live; readonly state: ClusterState }): JSX.Element {
  const { outcome, to } = run;
  const events = live.events.filter(({ timeMs, name }) => timeMs >= run.begunWallMs - 20 && electionEvents.has(name));
  const done = outcome !== undefined && 'tookMs' in outcome;
  return (
    <Card title={`Failover to ${to}`} wide>
      <div role="status">
        {outcome === undefined && <p>Under way …</p>}
        {done && <p class="lead">{nameOf(to)} is Active; it took <b>{short(outcome.tookMs)}</b> from the order to the answer.</p>}
        {outcome !== undefined && 'error' in outcome && <Notice severity="bad">{outcome.error}</Notice>}
      </div>
      <Track moments={live.moments.filter(({ atMs }) => atMs >= run.begunMs - 1000 && atMs <= run.begunMs + 6000)} begunMs={run.begunMs} ids={state.nameNodes.map(({ id }) => id)} />
      <EventList events={events} nowMs={state.nowMs} />
    </Card>
  );
}

const spanMs = 7000;

/** 'Standby, then Opening, then Active' */
function inWords(moments: readonly Moment[], id: string): string {
  const states = moments.map((moment) => moment.states[id] ?? '');
  return states.filter((each, i) => each !== states[i - 1]).map((each) => (each === '' ? 'no answer' : each)).join(', then ');
}

/** Each NameNode's state over the six seconds from the order on, as this page saw it. */
function Track({ moments, begunMs, ids }: { readonly moments: readonly Moment[]; readonly begunMs: number; readonly ids: readonly string[] }): JSX.Element {
  const x = (atMs: number): number => ((atMs - begunMs + 1000) / spanMs) * 1000;
  return (
    <div class="track">
      {ids.map((id) => (
        <div key={id} class="track-row">
          <span>{id}</span>
          <svg viewBox="0 0 1000 14" preserveAspectRatio="none" role="img" aria-label={`${id}: ${inWords(moments, id)}`}>
            <rect class="bar-rest" width="1000" height="14" />
            {moments.map((moment, i) => {
              const next = moments[i + 1];
              const from = Math.max(0, x(moment.atMs));
              return <rect key={moment.atMs} class={`state-${moment.states[id] === '' ? 'gone' : (moment.states[id] ?? 'gone')}`} x={from} width={Math.max(2, (next === undefined ? from + 8 : x(next.atMs)) - from + 1)} height="14" />;
            })}
            <rect class="order" x={x(begunMs)} width="2" height="14" />
          </svg>
        </div>
      ))}
      <ul class="legend" aria-hidden="true"><li><span class="dot state-Active" />Active</li><li><span class="dot state-Draining" />changing</li><li><span class="dot state-Standby" />Standby</li><li><span class="dot state-gone" />no answer</li><li><span class="dot order" />the order</li></ul>
    </div>
  );
}
