// How a NameNode that was Active and may still think so is made sure of: it is asked to step down, and where it does not
// answer, by the methods of dfs.ha.fencing.methods, one after the other. Answers to FailoverController.tryGracefulFence,
// NodeFencer, ShellCommandFencer and SshFenceByTcpPort.
import { ConfError } from '../../conf/configuration.ts';
import type { Configuration } from '../../conf/configuration.ts';
import type { Env } from '../../env/env.ts';
import { RpcClient } from '../../rpc/rpc-client.ts';
import { HARequestSource, HAServiceProtocol } from '../../wire/ha-service-protocol.ts';
import type { ActiveNodeInfo } from '../../wire/ha-zk-info.ts';

/** One line of dfs.ha.fencing.methods. */
export type FencingMethod =
  | { readonly kind: 'shell'; readonly text: string; readonly command: string }
  | { readonly kind: 'sshfence'; readonly text: string; readonly user: string | undefined; readonly port: number };

/** A program that runs to its end; `code` is its exit code, -1 when it could not be started or died of a signal. */
export type RunProgram = (program: string, args: readonly string[], environment: Readonly<Record<string, string>>) => Promise<{ readonly code: number; readonly output: string }>;

/**
 * The methods of a text, a line each, `#` beginning a comment. Throws ConfError for what is neither shell nor sshfence: classes
 * of Java's cannot be run here.
 */
export function parseFencingMethods(text: string, source = 'dfs.ha.fencing.methods'): FencingMethod[] {
  const lines = text.split('\n').map((line) => line.replace(/#.*$/, '').trim()).filter((line) => line !== '');
  return lines.map((line) => {
    const match = /^([\w.$]+)(?:\((.+?)\))?$/.exec(line);
    const [, name, args] = match ?? [];
    if (name === 'shell') {
      if (args === undefined) throw new ConfError(`${source}: No argument passed to 'shell' fencing method`);
      return { kind: 'shell', text: line, command: args };
    }
    if (name === 'sshfence') {
      const parts = /^([^:]+?)?(?::(\d+))?$/.exec(args ?? '');
      if (parts === null) throw new ConfError(`${source}: Unable to parse user and SSH port: ${args ?? ''}`);
      return { kind: 'sshfence', text: line, user: parts[1], port: Number(parts[2] ?? 22) };
    }
    throw new ConfError(match === null ? `${source}: Unable to parse line: '${line}'` : `${source}: Could not find configured fencing method ${name ?? line}: quorate has shell(...) and sshfence(...)`);
  });
}

export interface FencerOptions {
  readonly user: string;
  /** ha.failover-controller.graceful-fence.rpc-timeout.ms */
  readonly gracefulMs: number;
  readonly methods: readonly FencingMethod[];
  /** dfs.ha.fencing.ssh.private-key-files */
  readonly sshKeys: readonly string[];
  /** dfs.ha.fencing.ssh.connect-timeout, ms */
  readonly sshConnectMs: number;
  /** All of it is the environment of shell methods, its dots as underscores. */
  readonly conf: Configuration;
  readonly run: RunProgram;
}

export class Fencer {
  readonly #env: Env;
  readonly #options: FencerOptions;

  constructor(env: Env, options: FencerOptions) {
    this.#env = env;
    this.#options = options;
  }

  /** Resolves when `old` is not Active any more, or has been shot. Rejects when neither could be had. */
  async fence(old: ActiveNodeInfo): Promise<void> {
    const where = `${old.namenodeId} at ${old.hostname}:${old.port}`;
    if (await this.#stepsDown(old, where)) return;
    for (const method of this.#options.methods) {
      this.#env.log('info', 'fencing', { target: where, method: method.text });
      const { code, output } = method.kind === 'shell' ? await this.#shell(method.command, old) : await this.#ssh(method, old);
      if (code === 0) {
        this.#env.log('info', 'fenced the last Active', { target: where, method: method.text });
        return;
      }
      this.#env.log('warn', 'a fencing method failed', { target: where, method: method.text, code, output });
    }
    throw new Error(this.#options.methods.length === 0
      ? `${where} was Active, does not answer, and dfs.ha.fencing.methods names no way to fence it`
      : `Unable to fence ${where} by any configured method`);
  }

  async #stepsDown(old: ActiveNodeInfo, where: string): Promise<boolean> {
    const { user, gracefulMs } = this.#options;
    const client = new RpcClient(this.#env, { address: { host: old.hostname, port: old.port }, user, connectTimeoutMs: gracefulMs, rpcTimeoutMs: gracefulMs });
    try {
      await client.call(HAServiceProtocol.methods.transitionToStandby, HAServiceProtocol, { reqInfo: { reqSource: HARequestSource.REQUEST_BY_ZKFC } });
      return true;
    } catch (error) {
      this.#env.log('info', 'the last Active did not step down when asked', { target: where, error });
      return false;
    } finally {
      client.close();
    }
  }

  #shell(command: string, old: ActiveNodeInfo): ReturnType<RunProgram> {
    const environment: Record<string, string> = {};
    for (const { name, value } of this.#options.conf.entries()) environment[name.replaceAll('.', '_')] = value;
    return this.#options.run('bash', ['-e', '-c', command], {
      ...environment,
      target_host: old.hostname, target_port: String(old.port), target_address: `${old.hostname}:${old.port}`,
      target_nameserviceid: old.nameserviceId, target_namenodeid: old.namenodeId,
    });
  }

  /** Kills who listens on the NameNode's port; fine too where nobody does. */
  async #ssh(method: FencingMethod & { readonly kind: 'sshfence' }, old: ActiveNodeInfo): ReturnType<RunProgram> {
    const { sshKeys, sshConnectMs, user, run } = this.#options;
    const options = [
      '-o', 'StrictHostKeyChecking=no', '-o', 'BatchMode=yes', '-o', `ConnectTimeout=${Math.max(1, Math.round(sshConnectMs / 1000))}`,
      ...sshKeys.flatMap((file) => ['-i', file]), '-p', String(method.port), '-l', method.user ?? user, old.hostname,
    ];
    const killed = await run('ssh', [...options, `PATH=$PATH:/sbin:/usr/sbin fuser -v -k -n tcp ${old.port}`], {});
    if (killed.code !== 1) return killed;
    // fuser's 1 is "nobody was there" as well as "not allowed to see who".
    const listens = await run('ssh', [...options, `nc -z ${old.hostname} ${old.port}`], {});
    return { code: listens.code === 0 ? 1 : 0, output: `${killed.output}${listens.output}` };
  }
}
