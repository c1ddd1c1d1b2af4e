// The command line of `npm run sim`.
import { profiles } from './faults/plan-faults.ts';
import type { Profile } from './faults/plan-faults.ts';

export const usage = `npm run sim -- [--seed N] [--runs N | --minutes M] [--jobs N] [--profile ${profiles.join('|')}] [--shrink] [--faults a,b,...] [--trace] [--tail N] [--keep-going]
  --seed N        the first seed (default 1)
  --runs N        how many seeds, counting up (default 1)
  --minutes M     as many as fit
  --jobs N        threads (default 1)
  --profile P     full (default): a minute of virtual time, 2,000 calls and more, faults of every kind; brief: seconds of
                  that; dense: seconds, faults over one another where they hurt; check, storm: what old seeds were found with
  --shrink        looks for the fewest faults of a failing seed that still fail, by leaving them out
  --faults a,b    carries out only these of the seed's faults, by their number
  --trace         prints the whole trace of each run
  --tail N        lines of trace printed with a failure (default 60)
  --keep-going    goes on after a failure; the exit code is the first one's`;

export interface SimArguments {
  seed: number;
  runs: number;
  minutes: number | undefined;
  jobs: number;
  profile: Profile;
  trace: boolean;
  keepGoing: boolean;
  shrink: boolean;
  tail: number;
  only: readonly number[] | undefined;
}

/** Throws Error with a message for the user. */
export function parseArguments(given: readonly string[]): SimArguments {
  const args: SimArguments = { seed: 1, runs: 1, minutes: undefined, jobs: 1, profile: 'full', trace: false, keepGoing: false, shrink: false, tail: 60, only: undefined };
  const rest = [...given];
  const text = (flag: string): string => {
    const value = rest.shift();
    if (value === undefined) throw new Error(`${flag} needs a value`);
    return value;
  };
  const number = (flag: string, least = 0): number => {
    const value = Number(text(flag));
    if (!Number.isInteger(value) || value < least) throw new Error(`${flag} needs a whole number of at least ${least}`);
    return value;
  };
  for (let flag = rest.shift(); flag !== undefined; flag = rest.shift()) {
    switch (flag) {
      case '--seed': args.seed = number(flag); break;
      case '--runs': args.runs = number(flag, 1); break;
      case '--minutes': args.minutes = number(flag, 1); break;
      case '--jobs': args.jobs = number(flag, 1); break;
      case '--tail': args.tail = number(flag); break;
      case '--trace': args.trace = true; break;
      case '--keep-going': args.keepGoing = true; break;
      case '--shrink': args.shrink = true; break;
      case '--faults': args.only = text(flag).split(',').filter((part) => part !== '').map(Number); break;
      case '--profile': {
        const name = text(flag);
        const profile = profiles.find((each) => each === name);
        if (profile === undefined) throw new Error(`--profile: '${name}' is none of ${profiles.join(', ')}`);
        args.profile = profile;
        break;
      }
      default: throw new Error(`unknown option ${flag}`);
    }
  }
  return args;
}
