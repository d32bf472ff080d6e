import fc from 'fast-check'
import { Histogram, Registry } from 'prom-client'
import { expect, it } from 'vitest'

import { createTimes } from './times.js'

const [name, help, buckets] = ['kindred_test_seconds', 'Tests', [0.001, 0.5, 2]]

it('writes the same text as the histogram of prom-client', async () => {
  const observed = fc.record({
    method: fc.constantFrom('GET', 'POST', 'a "quoted" one'),
    status: fc.constantFrom('200', '404', ''),
    seconds: fc.constantFrom(0, 0.001, 0.0011, 0.4, 2, 2.5, 90),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(observed), async (all) => {
      const [ours, theirs] = [new Registry(), new Registry()]
      for (const registry of [ours, theirs]) registry.setDefaultLabels({ service: 'test' })
      const times = createTimes(ours, { name, help, labels: ['method', 'status'], buckets })
      const labelNames = ['method', 'status']
      const histogram = new Histogram({ name, help, labelNames, buckets, registers: [theirs] })
      for (const { seconds, ...labels } of all) {
        times.observe([labels.method, labels.status], seconds)
        histogram.observe(labels, seconds)
      }
      expect(linesOf(await ours.metrics())).toEqual(linesOf(await theirs.metrics()))
    }),
  )
})

/** The lines, and the labels in each, in an order of their own. */
const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/\{(.*)\}/, (_all, labels: string) => labels.split(',').sort().join()))
    .sort()
