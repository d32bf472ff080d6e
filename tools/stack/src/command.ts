import { fileURLToPath } from 'node:url'

import { failurePrinted } from './report.js'

/** The checkout whose command runs. */
export const checkout = fileURLToPath(new URL('../../..', import.meta.url))

/** Says something to whoever reads or pipes the command. */
export const print = (text: string): void => void process.stdout.write(text)

/** A command of the checkout. */
interface Command {
  /** What `--help` says, with the end of its last line. */
  readonly usage: string
  /** Does what the arguments ask for; answers the exit code, or undefined when they ask for nothing that there is. */
  run(args: readonly string[]): Promise<number | undefined>
  /** Tells of a failure; answers the exit code. */
  readonly failed?: (error: unknown) => number
}

/** Runs the command of this process. Help goes to the output with 0, as an answer, and to the errors with 2 where it was not asked for. */
export async function runCommand({ usage, run, failed = failurePrinted }: Command): Promise<void> {
  const args = process.argv.slice(2)
  if (args.includes('--help') || args.includes('-h')) return print(usage)
  try {
    process.exitCode = (await run(args)) ?? refused(usage)
  } catch (error) {
    process.exitCode = failed(error)
  }
}

function refused(usage: string): number {
  process.stderr.write(usage)
  return 2
}
