// The process behind a daemon: JvmMetrics' record with what this runtime has of it, java.lang's beans that dashboards read,
// and records of ours for the rest. Answers to JvmMetrics.
import type { Env } from '../env/env.ts';
import { JavaReal } from '../protocol/java-text.ts';
import type { Bean } from './jmx.ts';
import { absent, counters, gauges } from './metrics-record.ts';
import type { MetricsRecord } from './metrics-record.ts';

const mega = 2 ** 20;

/** @param daemon NameNode, JournalNode, DataNode */
export function processRecords(env: Env, daemon: string): readonly MetricsRecord[] {
  const usage = env.usage();
  const inMega = (bytes: number): JavaReal => new JavaReal(bytes / mega, true);
  const { loopDelay, collections } = usage;
  const delay = (share: string, ms: number) => ({
    name: 'quorate_event_loop_delay_seconds', kind: 'gauge' as const, value: ms / 1000, labels: { quantile: share }, help: 'How late timers ran within the last minute: how long the event loop kept them waiting.',
  });
  return [
    {
      bean: `Hadoop:service=${daemon},name=JvmMetrics`,
      record: 'JvmMetrics',
      tags: { Context: 'jvm', ProcessName: daemon, SessionId: null, Hostname: env.hostName },
      metrics: [
        ...gauges([
          ['MemNonHeapUsedM', inMega(usage.externalBytes), 'Memory of buffers outside of the heap, in MB.'],
          ['MemNonHeapCommittedM', inMega(Math.max(0, usage.residentBytes - usage.heapTotalBytes)), 'Resident memory outside of the heap, in MB.'],
          ['MemNonHeapMaxM', new JavaReal(-1, true), 'No limit.'],
          ['MemHeapUsedM', inMega(usage.heapUsedBytes), 'Heap in use, in MB.'],
          ['MemHeapCommittedM', inMega(usage.heapTotalBytes), 'Heap that the process has got, in MB.'],
          ['MemHeapMaxM', inMega(usage.heapLimitBytes), 'The most that the heap may take, in MB.'],
          ['MemMaxM', inMega(usage.heapLimitBytes), 'The most that the heap may take, in MB.'],
        ]),
        ...counters([
          ['GcCount', collections.count, 'Garbage collections since the first look at these metrics.'],
          ['GcTimeMillis', Math.round(collections.ms), 'Time that garbage collections took, in ms.'],
        ]),
        ...absent('gauge', 'ThreadsNew'),
        ...gauges([['ThreadsRunnable', 1, 'The event loop.']]),
        ...absent('gauge', 'ThreadsBlocked ThreadsWaiting ThreadsTimedWaiting ThreadsTerminated'),
      ],
    },
    {
      bean: undefined, record: '', tags: {},
      metrics: [
        delay('0.5', loopDelay.p50), delay('0.99', loopDelay.p99), delay('1', loopDelay.max),
        ...gauges([
          ['quorate_event_loop_utilization_ratio', usage.loopUtilization, 'The share of time since the start that the event loop was not idle.'],
          ['process_resident_memory_bytes', usage.residentBytes, 'Resident memory.'],
          ['process_open_fds', usage.openFiles, 'Open file descriptors.'],
          ['process_start_time_seconds', usage.startedMs / 1000, 'When the process started, in Unix time.'],
          ['quorate_gc_pause_max_seconds', collections.longestMs / 1000, 'The longest garbage collection since the first look at these metrics.'],
        ]),
        ...counters([['process_cpu_seconds_total', (usage.userMs + usage.systemMs) / 1000, 'CPU time of the process.']]),
      ],
    },
  ];
}

/** java.lang's beans, with what there is to say. */
export function javaBeans(env: Env): readonly Bean[] {
  const bean = (type: string, modelerType: string, attributes: () => ReturnType<Bean['attributes']>): Bean => ({
    name: `java.lang:type=${type}`, modelerType, attributes: () => ({ ...attributes(), ObjectName: `java.lang:type=${type}` }),
  });
  return [
    bean('Memory', 'sun.management.MemoryImpl', () => {
      const usage = env.usage();
      return {
        Verbose: false, ObjectPendingFinalizationCount: 0,
        HeapMemoryUsage: { committed: usage.heapTotalBytes, init: 0, max: usage.heapLimitBytes, used: usage.heapUsedBytes },
        NonHeapMemoryUsage: { committed: Math.max(0, usage.residentBytes - usage.heapTotalBytes), init: 0, max: -1, used: usage.externalBytes },
      };
    }),
    bean('Runtime', 'sun.management.RuntimeImpl', () => {
      const { startedMs, runtime } = env.usage();
      return { Name: `${env.pid}@${env.hostName}`, StartTime: startedMs, Uptime: Math.round(env.wallMs() - startedMs), VmName: runtime, VmVendor: 'quorate', VmVersion: runtime, Pid: env.pid };
    }),
    bean('Threading', 'com.sun.management.internal.HotSpotThreadImpl', () => ({ ThreadCount: 1, PeakThreadCount: 1, DaemonThreadCount: 0, TotalStartedThreadCount: 1 })),
    bean('OperatingSystem', 'com.sun.management.internal.OperatingSystemImpl', () => {
      const { openFiles, userMs, systemMs, system } = env.usage();
      return {
        OpenFileDescriptorCount: openFiles, ProcessCpuTime: Math.round((userMs + systemMs) * 1e6), Name: system.name, Version: system.release, Arch: system.arch,
        AvailableProcessors: system.processors, SystemLoadAverage: new JavaReal(system.load), TotalMemorySize: system.memoryBytes, FreeMemorySize: system.freeMemoryBytes,
        TotalPhysicalMemorySize: system.memoryBytes, FreePhysicalMemorySize: system.freeMemoryBytes,
      };
    }),
  ];
}
