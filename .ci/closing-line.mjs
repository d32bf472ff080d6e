// Prints the suite's closing line and fails when a test failed, was skipped, or none ran: in CI nothing may be skipped.
// A test may be tried twice there; one that needed it is named with its first failure, so that it is looked into.
import { readFileSync } from 'node:fs'

const reports = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')))
const sum = (count) => reports.reduce((total, report) => total + count(report), 0)
const skipped = sum((report) => report.numPendingTests + report.numTodoTests)
const tests = reports.flatMap((report) => report.testResults).flatMap((file) => file.assertionResults)
for (const test of tests) {
  if (['skipped', 'pending', 'todo'].includes(test.status)) console.error(`skipped: ${test.fullName}`)
}
const again = tests.filter((test) => test.status === 'passed' && test.failureMessages.length > 0)
for (const test of again) {
  console.error(`passed only at its second try: ${test.fullName}\n  first: ${test.failureMessages[0]}`)
}
const failed = sum((report) => report.numFailedTests)
console.log(`${sum((report) => report.numPassedTests)} passed, ${failed} failed, ${skipped} skipped`)
if (failed + skipped > 0 || reports.some((report) => report.numPassedTests === 0 || !report.success))
  process.exit(1)
