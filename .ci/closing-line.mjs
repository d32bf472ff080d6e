// Prints the suite's closing line and fails when a test failed, was skipped, or none ran: in CI nothing may be skipped.
// A file stands in the last report that has it. A test that needed more than one try is named with its first failure.
import { readFileSync } from 'node:fs'

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')))
const last = new Map(reports.flatMap(({ testResults }) => testResults).map((file) => [file.name, file]))
const testsOf = (files) => files.flatMap((file) => file.assertionResults)
const tests = testsOf([...last.values()])
const count = (...states) => tests.filter(({ status }) => states.includes(status)).length

for (const test of tests) {
  if (['skipped', 'pending', 'todo'].includes(test.status)) console.error(`skipped: ${test.fullName}`)
}
for (const { fullName, status, failureMessages } of testsOf(
  reports.flatMap(({ testResults }) => testResults),
)) {
  if (failureMessages.length > 0)
    console.error(
      `not ${status === 'passed' ? 'at the first try' : 'passed'}: ${fullName}\n  ${failureMessages[0]}`,
    )
}
const broken = [...last.values()].filter(({ status }) => status !== 'passed')
for (const { name, message } of broken) console.error(`failed: ${name} ${message ?? ''}`)
const [passed, failed, skipped] = [count('passed'), count('failed'), count('skipped', 'pending', 'todo')]
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
if (failed + skipped + broken.length > 0 || reports.some((report) => report.numPassedTests === 0))
  process.exit(1)
