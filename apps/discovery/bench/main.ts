import { readOptions } from './options.js'
import { runBench } from './run.js'

process.exitCode = await runBench(readOptions(process.argv.slice(2)), (line) => void process.stdout.write(`${line}\n`))
