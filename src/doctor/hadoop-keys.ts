// The names of Hadoop 3.4.3's configuration keys that HDFS and its RPC have to do with: of core-default.xml and hdfs-default.xml,
// and those that have no default there. tests/apache/hadoop-keys.test.ts compares them with the real ones. In compact form: a
// line is what names begin with, and how they go on.

const named = `
dfs: batched.ls.limit blocksize bytes-per-checksum cachereport.intervalMsec client-write-packet-size cluster.administrators content-summary.limit
  content-summary.sleep-microsec default.chunk.view.size domain.socket.disable.interval.seconds domain.socket.path edit.log.transfer.bandwidthPerSec
  edit.log.transfer.timeout heartbeat.interval hosts hosts.exclude https.server.keystore.resource internal.nameservices lock.suppress.warning.interval
  ls.limit metrics.percentiles.intervals metrics.session-id nameservice.id nameservices net.topology.impl nodeplan.steps.supported.packages
  protected.subdirectories.enable qjm.operations.timeout quota.by.storage.type.enabled reformat.disabled replication replication.max
  short.circuit.shared.memory.watcher.interrupt.check.ms stream-buffer-size trustedchannel.resolver.class use.dfs.network.topology
  user.home.dir.prefix xframe.enabled xframe.value
dfs.balancer: address block-move.timeout dispatcherThreads getBlocks.hot-time-interval getBlocks.min-block-size getBlocks.size kerberos.principal
  keytab.enabled keytab.file max-iteration-time max-no-move-interval max-size-to-move movedWinWidth moverThreads service.interval
  service.retries.on.exception
dfs.block: access.key.update.interval access.token.enable access.token.lifetime access.token.protobuf.enable invalidate.limit local-path-access.user
  misreplication.processing.limit placement.ec.classname replicator.classname scanner.skip.recent.accessed scanner.volume.bytes.per.second
  scanner.volume.join.timeout.ms
dfs.blockreport: incremental.intervalMsec initialDelay intervalMsec split.threshold
dfs.checksum: combine.mode ec.socket-timeout type
dfs.client: block.reader.remote.buffer.size block.write.locateFollowingBlock.initial.delay.ms block.write.locateFollowingBlock.max.delay.ms
  block.write.locateFollowingBlock.retries block.write.replace-datanode-on-failure.best-effort block.write.replace-datanode-on-failure.enable
  block.write.replace-datanode-on-failure.min-replication block.write.replace-datanode-on-failure.policy block.write.retries cache.drop.behind.reads
  cache.drop.behind.writes cache.readahead cached.conn.retry congestion.backoff.max.time congestion.backoff.mean.time context datanode-restart.timeout
  deadnode.detection.enabled deadnode.detection.idle.sleep.ms deadnode.detection.probe.connection.timeout.ms
  deadnode.detection.probe.deadnode.interval.ms deadnode.detection.probe.deadnode.threads deadnode.detection.probe.suspectnode.interval.ms
  deadnode.detection.probe.suspectnode.threads deadnode.detection.rpc.threads domain.socket.data.traffic failover.connection.retries
  failover.connection.retries.on.timeouts failover.lazy.resolved failover.max.attempts failover.proxy.provider failover.random.order
  failover.resolve-needed failover.resolver.impl failover.resolver.useFQDN failover.sleep.base.millis failover.sleep.max.millis fsck.connect.timeout
  fsck.read.timeout hedged.read.threadpool.size hedged.read.threshold.millis https.keystore.resource https.need-auth ignore.namenode.default.kms.uri
  key.provider.cache.expiry local.interfaces mark.slownode.as.badnode.threshold max.block.acquire.failures mmap.cache.size mmap.cache.timeout.ms
  mmap.enabled mmap.retry.timeout.ms output.stream.uniq.default.key pipeline.recovery.max-retries rbf.observer.read.enable read.prefetch.size
  read.short.circuit.replica.stale.threshold.ms read.shortcircuit read.shortcircuit.buffer.size read.shortcircuit.metrics.sampling.percentage
  read.shortcircuit.skip.checksum read.shortcircuit.streams.cache.expiry.ms read.shortcircuit.streams.cache.size read.striped.threadpool.size
  read.uri.cache.enabled read.use.cache.priority refresh.read-block-locations.ms refresh.read-block-locations.register-automatically
  refresh.read-block-locations.threads replica.accessor.builder.classes retry.interval-ms.get-last-block-length retry.max.attempts
  retry.policy.enabled retry.policy.spec retry.times.get-last-block-length retry.window.base server-defaults.validity.period.ms short.circuit.num
  short.circuit.replica.stale.threshold.ms slow.io.warning.threshold.ms socket-timeout socket.send.buffer.size socketcache.capacity
  socketcache.expiryMsec test.drop.namenode.response.number use.datanode.hostname use.legacy.blockreader.local write.byte-array-manager.count-limit
  write.byte-array-manager.count-reset-time-period-ms write.byte-array-manager.count-threshold write.byte-array-manager.enabled
  write.exclude.nodes.cache.expiry.interval.millis write.max-packets-in-flight write.recover.lease.on.close.exception
dfs.data: transfer.client.tcpnodelay transfer.max.packet.size transfer.protection transfer.saslproperties.resolver.class transfer.server.tcpnodelay
dfs.datanode: address available-space-volume-choosing-policy.balanced-space-preference-fraction
  available-space-volume-choosing-policy.balanced-space-threshold balance.bandwidthPerSec balance.max.concurrent.moves block-pinning.enabled
  block.id.layout.upgrade.threads bp-ready.timeout cache.revocation.polling.ms cache.revocation.timeout.ms cached-dfsused.check.interval.ms data.dir
  data.dir.perm data.read.bandwidthPerSec data.transfer.bandwidthPerSec data.write.bandwidthPerSec directoryscan.interval
  directoryscan.max.notify.count directoryscan.threads directoryscan.throttle.limit.ms.per.sec disk.check.min.gap disk.check.timeout dns.interface
  dns.nameserver drop.cache.behind.reads drop.cache.behind.writes du.reserved du.reserved.calculator du.reserved.pct
  ec.reconstruct.read.bandwidthPerSec ec.reconstruct.write.bandwidthPerSec ec.reconstruction.stripedread.buffer.size
  ec.reconstruction.stripedread.timeout.millis ec.reconstruction.threads ec.reconstruction.validation ec.reconstruction.xmits.weight
  enable.fileio.fault.injection failed.volumes.tolerated fileio.profiling.sampling.percentage fixed.volume.size fsdataset.factory
  fsdataset.volume.choosing.policy fsdatasetasyncdisk.max.threads.per.volume fsdatasetcache.max.threads.per.volume handler.count hostname http.address
  http.internal-proxy.port https.address httpserver.filter.handlers ipc.address kerberos.principal keytab.file lazywriter.interval.sec
  lifeline.interval.seconds lock.fair lockmanager.trace max.disks.to.report max.locked.memory max.nodes.to.report max.slowdisks.to.exclude
  max.transfer.threads metrics.logger.period.seconds min.outlier.detection.disks min.outlier.detection.nodes min.supported.namenode.version
  nameservices.resolution-enabled nameservices.resolver.impl network.counts.cache.max.size oob.timeout-ms outliers.report.interval
  parallel.volumes.load.threads.num peer.metrics.min.outlier.detection.samples peer.stats.enabled plugins pmem.cache.dirs pmem.cache.recovery
  processcommands.threshold ram.disk.replica.tracker readahead.bytes reconcile.blocks.batch.interval reconcile.blocks.batch.size
  replica.cache.expiry.time replica.cache.root.dir reserve-for-archive.default.percentage restart.replica.expiration
  round-robin-volume-choosing-policy.additional-available-space same-disk-tiering.capacity-ratio.percentage same-disk-tiering.enabled
  scan.period.hours shared.file.descriptor.paths slow.io.warning.threshold.ms slowdisk.low.threshold.ms slowpeer.low.threshold.ms
  socket.reuse.keepalive socket.write.timeout startup sync.behind.writes sync.behind.writes.in.background synconclose transfer.socket.recv.buffer.size
  transfer.socket.send.buffer.size transferTo.allowed use.datanode.hostname volumes.replica-add.threadpool.size xceiver.stop.timeout.millis
dfs.disk: balancer.block.tolerance.percent balancer.enabled balancer.max.disk.errors balancer.max.disk.throughputInMBperSec
  balancer.plan.threshold.percent balancer.plan.valid.interval
dfs.encrypt: data.overwrite.downstream.derived.qop data.overwrite.downstream.new.qop data.transfer data.transfer.algorithm
  data.transfer.cipher.key.bitlength data.transfer.cipher.suites
dfs.ha: allow.stale.reads automatic-failover.enabled fencing.methods fencing.ssh.connect-timeout fencing.ssh.private-key-files log-roll.period
  log-roll.rpc.timeout namenode.id namenodes namenodes.EXAMPLENAMESERVICE nn.not-become-active-in-safemode standby.checkpoints tail-edits.in-progress
  tail-edits.namenode-retries tail-edits.period tail-edits.period.backoff-max tail-edits.rolledits.timeout zkfc.client.ssl.enabled
  zkfc.nn.http.timeout.ms zkfc.port
dfs.http: client.failover.max.attempts client.failover.sleep.base.millis client.failover.sleep.max.millis client.retry.max.attempts
  client.retry.policy.enabled client.retry.policy.spec policy
dfs.image: compress compression.codec parallel.inode.threshold parallel.load parallel.target.sections parallel.threads
  transfer-bootstrap-standby.bandwidthPerSec transfer.bandwidthPerSec transfer.chunksize transfer.timeout
dfs.journalnode: edit-cache-size.bytes edit-cache-size.fraction edits.dir edits.dir.perm enable.sync handler.count http-address http-bind-host
  https-address https-bind-host kerberos.internal.spnego.principal kerberos.principal keytab.file rpc-address rpc-bind-host sync.interval
dfs.mover: address kerberos.principal keytab.enabled keytab.file max-no-move-interval movedWinWidth moverThreads retry.max.attempts
dfs.namenode: access-control-enforcer-reporting-threshold-ms accesstime.precision acls.enabled audit.log.debug.cmdlist audit.log.token.tracking.id
  audit.log.with.remote.port audit.loggers available-space-block-placement-policy.balance-local-node
  available-space-block-placement-policy.balanced-space-preference-fraction available-space-block-placement-policy.balanced-space-tolerance
  available-space-block-placement-policy.balanced-space-tolerance-limit
  available-space-rack-fault-tolerant-block-placement-policy.balanced-space-preference-fraction
  available-space-rack-fault-tolerant-block-placement-policy.balanced-space-tolerance avoid.read.slow.datanode avoid.read.stale.datanode
  avoid.write.stale.datanode backup.address backup.dnrpc-address backup.http-address block-placement-policy.default.prefer-local-node
  block-placement-policy.exclude-slow-nodes.enabled block-placement.min-blocks-for.write block.deletion.lock.threshold.ms
  block.deletion.unlock.interval.ms blockreport.max.lock.hold.time blockreport.queue.size blocks.per.postponedblocks.rescan caching.enabled
  checkpoint.check.period checkpoint.check.quiet-multiplier checkpoint.dir checkpoint.edits.dir checkpoint.max-retries checkpoint.period
  checkpoint.txns corrupt.block.delete.immediately.enabled crm.checklocktime.enable crm.maxlocktime.ms crm.sleeptime.ms
  datanode.registration.ip-hostname-check decommission.backoff.monitor.pending.blocks.per.lock decommission.backoff.monitor.pending.limit
  decommission.blocks.per.interval decommission.interval decommission.max.concurrent.tracked.nodes decommission.monitor.class
  delegation.key.update-interval delegation.token.always-use delegation.token.max-lifetime delegation.token.renew-interval ec.policies.max.cellsize
  ec.system.default.policy ec.userdefined.policy.allowed edekcacheloader.initial.delay.ms edekcacheloader.interval.ms
  edit.log.autoroll.check.interval.ms edit.log.autoroll.multiplier.threshold edits.asynclogging edits.asynclogging.pending.queue.size edits.dir
  edits.dir.minimum edits.dir.required edits.journal-plugin edits.journal-plugin.qjournal edits.noeditlogchannelflush
  edits.qjournals.resolution-enabled edits.qjournals.resolver.impl enable.log.stale.datanode enable.retrycache excess.redundancy.timeout-sec
  excess.redundancy.timeout.check.limit file.close.num-committed-allowed fs-limits.max-blocks-per-file fs-limits.max-component-length
  fs-limits.max-directory-items fs-limits.max-xattr-size fs-limits.max-xattrs-per-inode fs-limits.min-block-size fslock.fair
  full.block.report.lease.length.ms gc.time.monitor.enable gc.time.monitor.observation.window.ms gc.time.monitor.sleep.interval.ms
  get-blocks.check.operation get-blocks.max-qps handler.count heartbeat.recheck-interval hosts.provider.classname http-address http-bind-host
  https-address https-bind-host inode.attributes.provider.bypass.users inode.attributes.provider.class inotify.max.events.per.rpc
  invalidate.work.pct.per.iteration ip-proxy-users kerberos.internal.spnego.principal kerberos.principal kerberos.principal.pattern keytab.file
  lazypersist.file.scrub.interval.sec lease-hard-limit-sec lease-recheck-interval-ms legacy-oiv-image.dir lifeline.handler.count
  lifeline.handler.ratio lifeline.rpc-address lifeline.rpc-bind-host list.cache.directives.num.responses list.cache.pools.num.responses
  list.encryption.zones.num.responses list.openfiles.num.responses list.reencryption.status.num.responses lock.detailed-metrics.enabled
  maintenance.replication.min max-corrupt-file-blocks-returned max-lock-hold-to-release-lease-ms max-num-blocks-to-log
  max.extra.edits.segments.retained max.full.block.report.leases max.objects max.op.size max.slowpeer.collect.nodes metrics.logger.period.seconds
  min.supported.datanode.version missing.checkpoint.periods.before.shutdown name.cache.threshold name.dir name.dir.restore num.checkpoints.retained
  num.extra.edits.retained observer.enabled path.based.cache.block.map.allocation.percent path.based.cache.refresh.interval.ms
  path.based.cache.retry.interval.ms plugins posix.acl.inheritance.enabled provided.enabled quota.init-threads read-lock-reporting-threshold-ms
  read.considerLoad read.considerStorageType reconstruction.pending.timeout-sec redundancy.considerLoad redundancy.considerLoad.factor
  redundancy.considerLoadByStorageType redundancy.considerLoadByVolume redundancy.interval.seconds redundancy.queue.restart.iterations
  reencrypt.batch.size reencrypt.edek.threads reencrypt.sleep.interval reencrypt.throttle.limit.handler.ratio reencrypt.throttle.limit.updater.ratio
  reject-unresolved-dn-topology-mapping remove.dead.datanode.batchnum replication.max-streams replication.max-streams-hard-limit replication.min
  replication.work.multiplier.per.iteration replqueue.threshold-pct resource.check.interval resource.checked.volumes resource.checked.volumes.minimum
  resource.du.reserved retrycache.expirytime.millis retrycache.heap.percent rpc-address rpc-address.auxiliary-ports rpc-bind-host safemode.extension
  safemode.min.datanodes safemode.recheck.interval safemode.replication.min safemode.threshold-pct secondary.http-address secondary.https-address
  send.qop.enabled service.handler.count servicerpc-address servicerpc-bind-host shared.edits.dir slowpeer.collect.interval snapshot.capture.openfiles
  snapshot.filesystem.limit snapshot.max.limit snapshot.skip.capture.accesstime-only-change snapshot.skiplist.interval snapshot.skiplist.max.levels
  snapshotdiff.allow.snap-root-descendant snapshotdiff.listing.limit stale.datanode.interval stale.datanode.minimum.interval startup
  startup.delay.block.deletion.sec state.context.enabled storage.dir.perm support.allow.format tolerate.heartbeat.multiplier top.enabled top.num.users
  top.window.num.buckets top.windows.minutes upgrade.domain.factor write-lock-reporting-threshold-ms write.stale.datanode.ratio xattrs.enabled
dfs.permissions: ContentSummary.subAccess allow.owner.set.quota enabled superusergroup
dfs.pipeline: congestion.ratio ecn slownode
dfs.provided: acls.import.enabled aliasmap.class aliasmap.inmemory.batch-size aliasmap.inmemory.dnrpc-address aliasmap.inmemory.enabled
  aliasmap.inmemory.leveldb.dir aliasmap.inmemory.rpc.bind-host aliasmap.inmemory.server.log aliasmap.leveldb.path aliasmap.load.retries
  aliasmap.text.codec aliasmap.text.delimiter aliasmap.text.read.file aliasmap.text.write.dir storage.id
dfs.qjournal: accept-recovery.timeout.ms finalize-segment.timeout.ms get-journal-state.timeout.ms http.open.timeout.ms http.read.timeout.ms
  new-epoch.timeout.ms parallel-read.num-threads prepare-recovery.timeout.ms queued-edits.limit.mb select-input-streams.timeout.ms
  start-segment.timeout.ms write-txns.timeout.ms
dfs.secondary: namenode.kerberos.internal.spnego.principal namenode.kerberos.principal namenode.keytab.file
dfs.storage: default.policy policy.enabled policy.permissions.superuser-only policy.satisfier.address
  policy.satisfier.datanode.cache.refresh.interval.ms policy.satisfier.kerberos.principal policy.satisfier.keytab.file
  policy.satisfier.max.outstanding.paths policy.satisfier.mode policy.satisfier.move.task.retry.max.attempts policy.satisfier.queue.limit
  policy.satisfier.recheck.timeout.millis policy.satisfier.retry.max.attempts policy.satisfier.self.retry.timeout.millis
  policy.satisfier.work.multiplier.per.iteration
dfs.web: authentication.kerberos.keytab authentication.kerberos.principal authentication.simple.anonymous.allowed ugi
dfs.webhdfs: acl.provider.permission.pattern netty.high.watermark netty.low.watermark oauth2.access.token.provider oauth2.client.id oauth2.enabled
  oauth2.refresh.url rest-csrf.browser-useragents-regex rest-csrf.custom-header rest-csrf.enabled rest-csrf.methods-to-ignore socket.connect-timeout
  socket.read-timeout ugi.expire.after.access use.ipc.callq user.provider.user.pattern
fs: automatic.close creation.parallel.count defaultFS df.interval du.interval file.checksum.verify file.impl getspaceused.classname
  getspaceused.jitterMillis har.impl.disable.cache homeDir iostatistics.logging.level iostatistics.thread.level.enabled obs.impl
  permissions.umask-mode protected.directories
fs.client: htrace.sampler.classes resolve.remote.symlinks resolve.topology.enabled
fs.trash: checkpoint.interval clean.trashroot.enable interval
ha.failover-controller: active-standby-elector.zk.op.retries cli-check.rpc-timeout.ms graceful-fence.connection.retries graceful-fence.rpc-timeout.ms
  new-active.rpc-timeout.ms
ha.health-monitor: check-interval.ms connect-retry-interval.ms rpc-timeout.ms rpc.connect.max.retries sleep-after-disconnect.ms
ha.zookeeper: acl auth parent-znode quorum session-timeout.ms
hadoop: common.configuration.version domainname.resolver.impl fuse.connection.timeout fuse.timer.period hdfs.configuration.version
  htrace.span.receiver.classes jetty.logs.serve.aliases metrics.jvm.use-thread-mxbean prometheus.endpoint.enabled rpc.protection
  service.shutdown.timeout shell.missing.defaultFs.warning shell.safely.delete.limit.num.files socks.server system.tags tags.custom tags.system
  tmp.dir token.files tokens user.group.metrics.percentiles.intervals user.group.static.mapping.overrides util.hash.type
  workaround.non.threadsafe.getpwuid
hadoop.caller: context.enabled context.max.size context.separator context.signature.max.size
hadoop.http: authentication.cookie.domain authentication.kerberos.endpoint.whitelist authentication.kerberos.keytab authentication.kerberos.principal
  authentication.signature.secret.file authentication.simple.anonymous.allowed authentication.token.validity authentication.type
  cross-origin.allowed-headers cross-origin.allowed-methods cross-origin.allowed-origins cross-origin.enabled cross-origin.max-age filter.initializers
  idle_timeout.ms jmx.nan-filter.enabled logs.enabled metrics.enabled sni.host.check.enabled staticuser.user
hadoop.kerberos: keytab.login.autorenewal.enabled kinit.command min.seconds.before.relogin
hadoop.security: auth_to_local auth_to_local.mechanism authentication authorization credential.clear-text-fallback credential.provider.path
  credstore.java-keystore-provider.password-file crypto.buffer.size crypto.cipher.suite crypto.codec.classes crypto.codec.classes.EXAMPLECIPHERSUITE
  crypto.codec.classes.aes.ctr.nopadding crypto.codec.classes.sm4.ctr.nopadding crypto.jce.provider crypto.jce.provider.auto-add
  crypto.jceks.key.serialfilter dns.interface dns.log-slow-lookups.enabled dns.log-slow-lookups.threshold.ms dns.nameserver group.mapping
  group.mapping.ldap.base group.mapping.ldap.bind.password group.mapping.ldap.bind.password.alias group.mapping.ldap.bind.password.file
  group.mapping.ldap.bind.user group.mapping.ldap.bind.users group.mapping.ldap.connection.timeout.ms group.mapping.ldap.conversion.rule
  group.mapping.ldap.ctx.factory.class group.mapping.ldap.directory.search.timeout group.mapping.ldap.group.search.filter.pattern
  group.mapping.ldap.groupbase group.mapping.ldap.num.attempts group.mapping.ldap.num.attempts.before.failover group.mapping.ldap.posix.attr.gid.name
  group.mapping.ldap.posix.attr.uid.name group.mapping.ldap.read.timeout.ms group.mapping.ldap.search.attr.group.name
  group.mapping.ldap.search.attr.member group.mapping.ldap.search.attr.memberof group.mapping.ldap.search.filter.group
  group.mapping.ldap.search.filter.user group.mapping.ldap.search.group.hierarchy.levels group.mapping.ldap.ssl group.mapping.ldap.ssl.keystore
  group.mapping.ldap.ssl.keystore.password group.mapping.ldap.ssl.keystore.password.file group.mapping.ldap.ssl.truststore
  group.mapping.ldap.ssl.truststore.password.file group.mapping.ldap.url group.mapping.ldap.userbase group.mapping.providers
  group.mapping.providers.combined groups.cache.background.reload groups.cache.background.reload.threads groups.cache.secs groups.cache.warn.after.ms
  groups.negative-cache.secs groups.shell.command.timeout impersonation.provider.class instrumentation.requires.admin java.secure.random.algorithm
  kerberos.ticket.cache.path key.default.bitlength key.default.cipher key.provider.path kms.client.authentication.retry-count
  kms.client.encrypted.key.cache.expiry kms.client.encrypted.key.cache.low-watermark kms.client.encrypted.key.cache.num.refill.threads
  kms.client.encrypted.key.cache.size kms.client.failover.max.retries kms.client.failover.sleep.base.millis kms.client.failover.sleep.max.millis
  kms.client.timeout openssl.engine.id random.device.file.path resolver.impl saslproperties.resolver.class secure.random.impl sensitive-config-keys
  service.user.name.key token.service.use_ip uid.cache.secs
hadoop.ssl: client.conf enabled.protocols hostname.verifier keystores.factory.class require.client.cert server.conf
io: file.buffer.size map.index.interval map.index.skip mapfile.bloom.error.rate mapfile.bloom.size seqfile.compress.blocksize seqfile.local.dir
  serializations skip.checksum.errors sort.factor sort.mb
io.compression: codec.bzip2.library codec.lz4.buffersize codec.lz4.use.lz4hc codec.lzo.buffersize codec.lzo.class codec.snappy.buffersize
  codec.zstd.buffersize codec.zstd.level codecs
io.erasurecode: codec.native.enabled codec.rs-legacy.rawcoders codec.rs.rawcoders codec.xor.rawcoders
ipc: backoff.enable callqueue.impl callqueue.overflow.trigger.failover cost-provider.impl identity-provider.impl maximum.data.length
  maximum.response.length ping.interval scheduler.impl
ipc.client: async.calls.max bind.wildcard.addr connect.max.retries connect.max.retries.on.sasl connect.max.retries.on.timeouts connect.retry.interval
  connect.timeout connection.idle-scan-interval.ms connection.maxidletime fallback-to-simple-auth-allowed idlethreshold kill.max low-latency ping
  rpc-timeout.ms tcpnodelay
ipc.server: handler.queue.size listen.queue.size log.slow.rpc log.slow.rpc.threshold.ms max.connections max.response.size
  metrics.update.runner.interval purge.interval read.connection-queue.size read.threadpool.size reuseaddr tcpnodelay
net.topology: configured.node.mapping dependency.script.file.name impl node.switch.mapping.impl script.file.name script.number.args table.file.name
`;

let names: ReadonlySet<string> | undefined;

/** Every name of today. */
export function hadoopKeys(): ReadonlySet<string> {
  names ??= new Set(named.replaceAll('\n  ', ' ').trim().split('\n').flatMap((line) => {
    const [prefix = '', rest = ''] = line.split(': ');
    return rest.split(' ').map((name) => `${prefix}.${name}`);
  }));
  return names;
}
