import { readFileSync } from 'node:fs'
import { join } from 'node:path'

import { expect, it } from 'vitest'

import { chart, checkout } from './helm-chart.js'
import { documentValues, undocumentedValues } from './helm-values.js'

const read = (file: string): string => readFileSync(join(checkout, file), 'utf8')

// What is made of the chart, and whether Kubernetes takes it: helm.nightly.ts.
it('every value of the chart is documented, and the table of its README says the same', async () => {
  const values = read('docker/helm/values.yaml')
  expect(undocumentedValues(values)).toEqual([])
  const readme = read('docker/helm/README.md')
  const written = readme.replace(/(?<=<!-- values -->\n)[^]*?(?=<!-- end -->)/, documentValues(values))
  await expect(written).toMatchFileSnapshot(join(chart, 'README.md'))
})

it('the chart has the version of Kindred', () => {
  const { version } = JSON.parse(read('package.json')) as { version: string }
  expect(read('docker/helm/Chart.yaml')).toContain(`\nversion: ${version}\nappVersion: ${version}\n`)
})
