// Runs the test files that failed once more, by themselves: node .ci/again.mjs <project> <report of vitest> <report to write>
// Fails when they fail again, when too many failed for chance, and when the run failed without a test that did.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { relative } from 'node:path'

const [project, report, again] = process.argv.slice(2)
const mostByChance = 5
const failed = JSON.parse(readFileSync(report, 'utf8'))
  .testResults.filter(({ status }) => status === 'failed')
  .map(({ name }) => relative(process.cwd(), name))
if (failed.length === 0 || failed.length > mostByChance) {
  console.error(`${failed.length} test files failed, and none is tried again: ${failed.join(' ')}`)
  process.exit(1)
}
console.log(`tried again by themselves: ${failed.join(' ')}`)
const args = ['run', '--project', project, ...failed, '--reporter=default', '--reporter=json']
const { status } = spawnSync('npx', ['vitest', ...args, `--outputFile.json=${again}`], { stdio: 'inherit' })
process.exit(status ?? 1)
