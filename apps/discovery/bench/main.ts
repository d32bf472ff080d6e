import { type Options, readOptions } from './options.js'
import { runBench } from './run.js'

const options = readOrSay(process.argv.slice(2))
process.exitCode =
  options === undefined ? 1 : await runBench(options, (line) => void process.stdout.write(`${line}\n`))

/** Reads the flags; says in one sentence what is wrong with them. */
function readOrSay(args: readonly string[]): Options | undefined {
  try {
    return readOptions(args)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return undefined
  }
}
