// GET /health/live, /health/ready, /health/active: for orchestrators' probes, 200 or 503 and why, in a line of JSON. Live: the
// process answers. Ready: it does its part of the work. Active: it is the NameNode that calls go to.

export interface Health {
  /** Why it is not ready; undefined when it is. */
  readonly unready: string | undefined;
  /** Whether it is the Active; undefined of daemons that are none of a pair. */
  readonly active: boolean | undefined;
  /** Its state in a word: active, standby, running. */
  readonly state: string;
}

/** @param probe live, ready or active; all of them in one answer when undefined */
export function healthServlet(health: Health, probe: string | undefined): Response {
  const { unready, active, state } = health;
  const about = { state, ready: unready === undefined, ...(unready === undefined ? {} : { reason: unready }), ...(active === undefined ? {} : { active }) };
  const good = probe === 'ready' ? unready === undefined : probe === 'active' ? active === true : true;
  return new Response(`${JSON.stringify(about)}\n`, { status: good ? 200 : 503, headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' } });
}
