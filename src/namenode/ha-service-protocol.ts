// HAServiceProtocol (haadmin, failover controllers) and ZKFCProtocol on the NameNode, which here is its own failover
// controller. Who may change the state when failover is automatic follows NameNode.checkHaStateChange.
import { AssertionFailure } from '../base/assert.ts';
import { HdfsException } from '../protocol/exceptions.ts';
import { service } from '../rpc/service.ts';
import type { Call, Service } from '../rpc/service.ts';
import { HARequestSource, HAServiceProtocol, HAServiceStateProto } from '../wire/ha-service-protocol.ts';
import { ZKFCProtocol } from '../wire/zkfc-protocol.ts';
import type { HaState } from './ha/ha-state.ts';
import { serviceState } from './ha/ha-state.ts';

/** What these protocols need of the NameNode. */
export interface HaControl {
  readonly haState: HaState;
  readonly haEnabled: boolean;
  readonly automaticFailover: boolean;
  /** Why a Standby could not take over now, and an Active does not answer as it should; undefined when it could, or does. */
  notReadyReason(): string | undefined;
  /** Throws HealthCheckFailedException for local faults only. */
  checkHealth(): void;
  becomeActive(): Promise<void>;
  becomeStandby(): Promise<void>;
  /** Steps down, in favour of the NameNode `to` where one is named, and stays out of elections for `forMs`; 0 or less ends that. */
  cedeActive(forMs: number, to: string | undefined): Promise<void>;
  /** Makes this NameNode the Active, the other one stepping down first. */
  gracefulFailover(): Promise<void>;
  checkSuperuser(call: Call, operation: string): void;
}

/** The HAServiceProtocol of one NameNode. */
export function haServiceProtocol(control: HaControl, log: (event: string, fields: Record<string, unknown>) => void): Service {
  const demand = (call: Call, source: HARequestSource, operation: string): void => {
    control.checkSuperuser(call, operation);
    checkSource(control, source, call, log);
    if (!control.haEnabled) throw new HdfsException('ServiceFailedException', 'HA for namenode is not enabled');
  };
  return service(HAServiceProtocol, {
    monitorHealth: (_request, call) => {
      control.checkSuperuser(call, 'monitorHealth');
      if (control.haEnabled) control.checkHealth();
      return {};
    },
    transitionToActive: async ({ reqInfo }, call) => {
      demand(call, reqInfo.reqSource, 'transitionToActive');
      await serviceFailed('active', control.becomeActive());
      return {};
    },
    transitionToStandby: async ({ reqInfo }, call) => {
      demand(call, reqInfo.reqSource, 'transitionToStandby');
      await serviceFailed('standby', control.becomeStandby());
      return {};
    },
    transitionToObserver: ({ reqInfo }, call) => {
      demand(call, reqInfo.reqSource, 'transitionToObserver');
      throw new HdfsException('UnsupportedOperationException', 'transitionToObserver: quorate has no Observer NameNodes yet');
    },
    getServiceStatus: () => {
      if (!control.haEnabled) throw new HdfsException('ServiceFailedException', 'HA for namenode is not enabled');
      const reason = control.notReadyReason();
      return {
        state: HAServiceStateProto[serviceState(control.haState)],
        readyToBecomeActive: reason === undefined,
        ...(reason === undefined ? {} : { notReadyReason: reason }),
      };
    },
  });
}

/** The ZKFCProtocol of one NameNode: what `haadmin -failover` calls when failover is automatic. */
export function zkfcProtocol(control: HaControl): Service {
  return service(ZKFCProtocol, {
    cedeActive: async ({ millisToCede, to }, call) => {
      control.checkSuperuser(call, 'cedeActive');
      await serviceFailed('standby', control.cedeActive(millisToCede, to));
      return {};
    },
    gracefulFailover: async (_request, call) => {
      control.checkSuperuser(call, 'gracefulFailover');
      await serviceFailed('active', control.gracefulFailover());
      return {};
    },
  });
}

function checkSource(control: HaControl, source: HARequestSource, call: Call, log: (event: string, fields: Record<string, unknown>) => void): void {
  const { automaticFailover } = control;
  if (source === HARequestSource.REQUEST_BY_USER && automaticFailover) {
    throw new HdfsException('AccessControlException', 'Manual HA control for this NameNode is disallowed, because automatic HA is enabled.');
  }
  if (source === HARequestSource.REQUEST_BY_USER_FORCED && automaticFailover) {
    log('manual HA control by force although failover is automatic', { from: call.remoteAddress });
  }
  if (source === HARequestSource.REQUEST_BY_ZKFC && !automaticFailover) {
    throw new HdfsException('AccessControlException', `Request from ZK failover controller at ${call.remoteAddress} denied since automatic HA is not enabled`);
  }
}

/** A transition that failed for a reason of ours is Apache's ServiceFailedException, with the reason in it. */
async function serviceFailed(state: string, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (error instanceof HdfsException || error instanceof AssertionFailure) throw error;
    throw new HdfsException('ServiceFailedException', `Failed to enter the ${state} state: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}
