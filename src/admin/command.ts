import { badInput } from '../model/errors.ts';
import type { Retention } from '../model/retention.ts';
import type { Storage } from '../storage/storage.ts';

/** What stands on the command line besides a command and its operands, and what the commands need of the world. */
export interface CommandOptions {
  slug?: string | undefined;
  admin?: string | undefined;
  role?: string | undefined;
  label?: string | undefined;
  user?: string | undefined;
  pages?: string | undefined;
  interval?: string | undefined;
  state?: string | undefined;
  tenant?: string | undefined;
  now: Date;
  /** Shows how far something is that takes its time. */
  showProgress: (of: string) => (done: number, total: number) => void;
  retention: Retention;
  /** @throws {CodedError} BAD_USER_INPUT when the file cannot be read */
  readFile: (path: string) => Promise<string>;
}

/** What a command answers: for a person, and for a program. */
export interface CommandAnswer {
  text: string;
  json: object;
  /** What was to be found right was not: the process ends with 1. */
  isFailure?: boolean;
}

/** One thing the command line can do. */
export interface AdminCommand {
  name: string;
  /** As the usage shows them; all are needed. */
  operands: string[];
  /** As the usage shows them. */
  options: string;
  does: string;
  run: (storage: Storage, operands: string[], options: CommandOptions) => Promise<CommandAnswer>;
}

/** The word that an option is, in any case. @throws {CodedError} BAD_USER_INPUT when it is none of them */
export function readWord<Word extends string>(option: string, text: string, words: readonly Word[]): Word {
  const word = words.find((known) => known === text.toUpperCase());
  if (word === undefined) throw badInput(`${option} ${text} is not known. It is one of ${words.join(', ')}.`);
  return word;
}
