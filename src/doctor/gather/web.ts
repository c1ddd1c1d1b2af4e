// A daemon's web port: whether it answers, what time it is there (the Date of its answer), and beans of its /jmx.
import type { Address } from '../../conf/keys.ts';
import { WorldError } from '../../env/env.ts';
import type { Env, HttpResponse } from '../../env/env.ts';
import { within } from '../../env/waiting.ts';
import type { WebFacts } from '../facts.ts';
import { bracketed, reachOf } from './ask.ts';

/** The first who asks a web port waits until all of that is loaded. */
const answerMs = 1200;

export type BeanAttributes = Readonly<Record<string, unknown>>;

/** Asks for one bean. */
export async function askWeb(env: Env, address: Address, bean: string): Promise<{ readonly web: WebFacts; readonly attributes: BeanAttributes }> {
  const sentMs = env.wallMs();
  let answer: HttpResponse;
  try {
    answer = await env.http.fetch(`http://${bracketed(address.host)}:${address.port}/jmx?qry=${bean}`, { timeoutMs: answerMs });
  } catch (error) {
    return { web: { address, reach: webReach(error), clock: undefined }, attributes: {} };
  }
  const cameMs = env.wallMs();
  return { web: { address, reach: 'answers', clock: clockOf(answer.headers.get('date'), sentMs, cameMs) }, attributes: await attributesOf(env, answer) };
}

function webReach(error: unknown): WebFacts['reach'] {
  if (!(error instanceof WorldError)) return 'silent';
  if (error.code === 'timeout') return 'hung';
  return error.code === 'io' ? 'foreign' : reachOf(error);
}

/** A Date header names a second: the clock's distance is known to half of one and half the way there and back. */
export function clockOf(date: string | null, sentMs: number, cameMs: number): WebFacts['clock'] {
  // Apache's daemons send it twice.
  const second = Date.parse(/\w{3}, [\w ]+[\d:]+ GMT/.exec(date ?? '')?.[0] ?? '');
  if (Number.isNaN(second)) return undefined;
  return { aheadMs: second + 500 - (sentMs + cameMs) / 2, exactMs: 500 + (cameMs - sentMs) / 2 };
}

async function attributesOf(env: Env, answer: HttpResponse): Promise<BeanAttributes> {
  try {
    const { beans } = (await within(env, answerMs, 'beans', answer.json())) as { beans?: BeanAttributes[] };
    return Object.assign({}, ...(beans ?? [])) as BeanAttributes;
  } catch {
    return {};
  }
}

/** Reads the answer of a URL to its end; undefined when there is none in time. */
export async function askText(env: Env, url: string): Promise<{ readonly status: number; readonly text: string } | undefined> {
  try {
    const answer = await env.http.fetch(url, { timeoutMs: answerMs });
    return { status: answer.status, text: `${answer.statusText}\n${await within(env, answerMs, url, answer.text())}` };
  } catch {
    return undefined;
  }
}
