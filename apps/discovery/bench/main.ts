import { type Options, readOptions } from './options.js'
import { runBench } from './run.js'

const options = readOrSay(process.argv.slice(2))
process.exitCode =
  options === undefined ? 1 : await runBench(options, (line) => void process.stdout.write(`${line}\n`))

/** A flag that is none gets one sentence. */
function readOrSay(args: readonly string[]): Options | undefined {
  try {
    return readOptions(args)
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return undefined
  }
}
