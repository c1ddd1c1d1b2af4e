// Who decides that a NameNode is to be Active, as the NameNode sees it: the JournalNodes' lease, or ZooKeeper.
import { ConfError } from '../conf/configuration.ts';
import type { Configuration } from '../conf/configuration.ts';
import { fencingMethods, zookeeperQuorum } from '../conf/namenode-keys.ts';
import { suffixesOf } from '../conf/nameservices.ts';
import * as keys from '../conf/zookeeper-keys.ts';
import type { Env } from '../env/env.ts';
import { nameOf } from '../failover/ha-admin.ts';
import { LeaseElector } from '../failover/lease-elector.ts';
import { parseAcls, parseAuths } from '../failover/zookeeper/acl.ts';
import { Fencer, parseFencingMethods } from '../failover/zookeeper/fencing.ts';
import type { RunProgram } from '../failover/zookeeper/fencing.ts';
import { ZooKeeperElector } from '../failover/zookeeper/zookeeper-elector.ts';
import { znodesOf } from '../failover/zookeeper/znodes.ts';
import type { OpenZooKeeper, ZooKeeperOptions, ZooKeeperTicket } from '../failover/zookeeper/zookeeper.ts';
import { electorMismatch } from '../metrics/event-names.ts';
import { isPromoting } from '../namenode/ha/ha-state.ts';
import type { NameNodeOptions } from '../namenode/name-node-options.ts';
import type { Elector } from '../namenode/name-node-surroundings.ts';
import type { NameNode } from '../namenode/name-node.ts';
import type { LeaseClient } from '../qjournal/client/lease-client.ts';
import { ActiveNodeInfo } from '../wire/ha-zk-info.ts';

/** What an election over ZooKeeper needs of the world. */
export interface ZooKeeperWorld {
  readonly open: OpenZooKeeper;
  readonly run: RunProgram;
  /** The contents of a file with a secret. */
  readonly readText: (file: string) => string;
}

/** The election on the JournalNodes' words. */
export function journalElector(env: Env, options: NameNodeOptions, leases: LeaseClient, node: NameNode): Elector {
  const election = new LeaseElector(env, { ttlMs: options.leaseTtlMs, others: options.others.length }, leases, {
    mayStand: () => node.mayStand(),
    lagMs: () => node.tailer?.lagMs ?? 0,
    becomeActive: () => node.becomeActive(),
  });
  return {
    start: () => {
      tellMismatch(env, leases);
      leases.start();
      election.start();
    },
    stop: () => {
      election.stop();
      leases.close();
    },
    promotionPossible: () => election.promotionPossible(),
    heard: () => election.reading().heard,
    uncontested: () => election.reading().free,
    otherLeads: () => election.reading().taken,
    askAnew: () => leases.askAnew(),
    keepOut: (forMs) => election.keepOut(forMs),
    standNow: () => election.standNow(),
    backOff: () => election.backOff(),
    consider: () => election.consider(),
    onChange: (changed) => leases.watch(changed),
    lease: () => leases.figures(),
    words: () => leases.words(),
    promised: () => leases.promised,
    mismatch: () => leases.electorMismatch,
  };
}

/** Says, once each time it begins, that the JournalNodes keep another kind of election (HA.md 36). */
function tellMismatch(env: Env, leases: LeaseClient): void {
  let told: string | undefined;
  leases.watch(() => {
    const reason = leases.electorMismatch;
    if (reason !== undefined && reason !== told) env.log('error', electorMismatch, { reason });
    told = reason;
  });
}

/** The election over ZooKeeper. `leases` is only the fence of reads here. */
export function zooKeeperElector(
  env: Env, conf: Configuration, options: NameNodeOptions, leases: LeaseClient, node: NameNode, world: ZooKeeperWorld, onTicket?: (ticket: ZooKeeperTicket | undefined) => void,
): Elector {
  const { nameservice, id, service } = options.self;
  const suffixes = suffixesOf(nameservice, id);
  const zooKeeper = zooKeeperOptions(conf, options.zookeeperQuorum, suffixes, world.readText);
  const fencer = new Fencer(env, {
    conf, user: options.user, run: world.run, gracefulMs: conf.get(keys.gracefulFenceTimeout),
    methods: parseFencingMethods(conf.get(fencingMethods, ...suffixes)), sshKeys: conf.get(keys.sshKeyFiles), sshConnectMs: conf.get(keys.sshConnectTimeout),
  });
  const own = ActiveNodeInfo.encode({ nameserviceId: nameservice, namenodeId: id, hostname: nameOf(service.host), port: service.port, zkfcPort: options.zkfcPort });
  const election = new ZooKeeperElector(env, {
    znodes: znodesOf(conf.get(keys.parentZnode, ...suffixes), nameservice), own, open: () => world.open(zooKeeper), fence: (old) => fencer.fence(old),
    ...(onTicket === undefined ? {} : { onTicket }),
  }, {
    mayStand: () => node.mayStand(),
    isActive: () => node.haState === 'Active',
    isStandby: () => node.haState !== 'Active' && node.haState !== 'Draining' && node.haState !== 'Fenced' && !isPromoting(node.haState),
    becomeActive: () => node.becomeActive(),
    becomeStandby: () => node.becomeStandby(),
  });
  return {
    start: () => {
      tellMismatch(env, leases);
      leases.start();
      election.start();
    },
    stop: async () => {
      await election.stop();
      leases.close();
    },
    promotionPossible: () => election.promotionPossible(),
    // Apache's JournalNodes say nothing.
    heard: () => true,
    uncontested: () => election.uncontested(),
    otherLeads: () => election.otherLeads(),
    askAnew: async () => election.askAnew(),
    keepOut: (forMs) => election.keepOut(forMs),
    standNow: () => election.keepOut(0),
    backOff: () => election.backOff(),
    consider: () => election.consider(),
    onChange: (changed) => {
      election.watch(changed);
      leases.watch(changed);
    },
    lease: () => leases.figures(),
    words: () => leases.words(),
    promised: () => leases.promised,
    mismatch: () => leases.electorMismatch,
  };
}

/** How ZooKeeper is reached by this configuration. Throws ConfError for what could never work. */
export function zooKeeperOptions(conf: Configuration, quorum: string, suffixes: readonly string[], readText: (file: string) => string): ZooKeeperOptions {
  const text = (key: typeof keys.acl): string => {
    const value = conf.get(key, ...suffixes);
    if (!value.startsWith('@')) return value;
    try {
      return readText(value.slice(1)).trim();
    } catch (error) {
      throw new ConfError(`${key.name}: ${value.slice(1)} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const checked = (name: string, value: string, parse: (value: string) => unknown): string => {
    try {
      parse(value);
      return value;
    } catch (error) {
      throw new ConfError(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  return {
    quorum: checked(zookeeperQuorum.name, quorum, checkQuorum), sessionTimeoutMs: conf.get(keys.sessionTimeout, ...suffixes),
    acl: checked(keys.acl.name, text(keys.acl), parseAcls), auth: checked(keys.auth.name, text(keys.auth), parseAuths),
  };
}

function checkQuorum(text: string): void {
  const slash = text.indexOf('/');
  for (const server of (slash < 0 ? text : text.slice(0, slash)).split(',')) {
    const parts = /^[^\s:]+(?::(\d+))?$/.exec(server.trim());
    if (parts === null || Number(parts[1] ?? 0) > 65535) throw new Error(`'${text}': '${server.trim()}' is not of the form host:port`);
  }
}
