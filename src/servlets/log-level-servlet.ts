// GET /logLevel?log=NAME&level=LEVEL: asks for the level of a logger and sets it, for `hadoop daemonlog` and people; lines that
// begin with the mark are what the tool prints. A daemon of ours has one log: it goes by the names of Hadoop's packages above
// the classes (org.apache.hadoop and those below and above) and by root. The audit log is a logger of its own. Answers to
// LogLevel.Servlet.
import type { Env, LogThreshold } from '../env/env.ts';

const mark = '<!-- OUTPUT -->';
const auditLogger = /^(?:org\.apache\.hadoop\.hdfs\.server\.namenode\.)?FSNamesystem\.audit$/;
/** log4j's levels, in our four. */
const levelOf: Readonly<Record<string, LogThreshold>> = { ALL: 'debug', TRACE: 'debug', DEBUG: 'debug', INFO: 'info', WARN: 'warn', ERROR: 'error', FATAL: 'error', OFF: 'off' };
/** Loggers that stand for all of the log: no class among them. */
const wholeLog = /^(?:root|quorate|org|org\.apache|org\.apache\.hadoop(?:\.[a-z][a-z0-9]*)*)$/;

export function logLevelServlet(env: Env, request: Request): Response {
  const parameters = new URL(request.url).searchParams;
  const log = (parameters.get('log') ?? '').trim();
  const level = (parameters.get('level') ?? '').trim();
  const results = log === '' ? '' : `<br /><hr /><h3>Results</h3>\n${outputs(env, log, level).map((line) => `${mark}${line}<br />\n`).join('')}`;
  const page = `<html>
<title>Log Level</title>
<body>
<h1>Log Level</h1>

${results}
<br /><hr /><h3>Get / Set</h3>
<form>Class Name: <input type='text' size='50' name='log' /> <input type='submit' value='Get Log Level' /></form>
<form>Class Name: <input type='text' size='50' name='log' /> Level: <input type='text' name='level' /> <input type='submit' value='Set Log Level' /></form>
<hr />
</body></html>
`;
  return new Response(page, { headers: { 'Content-Type': 'text/html;charset=utf-8', 'Cache-Control': 'no-cache' } });
}

function outputs(env: Env, log: string, level: string): string[] {
  const { logging } = env;
  const which = auditLogger.test(log) ? 'audit' : 'level';
  const lines = [`Submitted Class Name: <b>${escaped(log)}</b>`, `Log Class: <b>quorate</b>`];
  if (level !== '') {
    lines.push(`Submitted Level: <b>${escaped(level)}</b>`);
    const wanted = levelOf[level.toUpperCase()];
    if (wanted === undefined) lines.push(`Bad Level : <b>${escaped(level)}</b>`);
    else if (which === 'level' && !wholeLog.test(log)) lines.push('Not set: a daemon of quorate has one log, org.apache.hadoop, and the audit log, FSNamesystem.audit');
    else {
      lines.push(`Setting Level to ${level} ...`);
      logging[which] = wanted;
      env.log('info', 'log level set', { logger: log, to: wanted });
    }
  }
  lines.push(`Effective Level: <b>${logging[which].toUpperCase()}</b>`);
  return lines;
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
