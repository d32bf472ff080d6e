// Prints the suite's closing line and fails when a test failed, was skipped, or none ran: in CI nothing may be skipped.
import { readFileSync } from 'node:fs'

const report = JSON.parse(readFileSync(process.argv[2], 'utf8'))
const skipped = report.numPendingTests + report.numTodoTests
for (const file of report.testResults)
  for (const test of file.assertionResults)
    if (['skipped', 'pending', 'todo'].includes(test.status)) console.error(`skipped: ${test.fullName}`)
console.log(`${report.numPassedTests} passed, ${report.numFailedTests} failed, ${skipped} skipped`)
if (report.numFailedTests > 0 || skipped > 0 || report.numPassedTests === 0 || !report.success) process.exit(1)
