import { expect, it } from 'vitest'

import { createMetrics } from '../src/index.js'

const traceId = '0af7651916cd43dd8448eb211c80319c'

function someMetrics() {
  const metrics = createMetrics('things')
  metrics.counter('made_total', 'Things made', ['kind']).inc({ kind: 'round # {x}' }, 2)
  metrics.gauge('waiting', 'Things that wait').set(3)
  metrics.http.observe(['GET', '/v1/things', '200'], 0.003)
  metrics.http.observe(['GET', '/v1/things', '200'], 0.2, traceId)
  return metrics
}

const linesWith = (text: string, ...parts: string[]): string[] =>
  text.split('\n').filter((line) => parts.every((part) => line.includes(part)))

it('a recorded trace stands beside the bucket that its time fell into, in OpenMetrics', async () => {
  const text = await someMetrics().renderOpen()
  const exemplars = linesWith(text, ' # {trace_id')
  expect(exemplars).toEqual([
    expect.stringMatching(
      new RegExp(
        `^kindred_http_seconds_bucket\\{.*le="0.25".*\\} 2 # \\{trace_id="${traceId}"\\} 0.2 \\d{10}(\\.\\d+)?$`,
      ),
    ),
  ])
  expect(text).toMatch(/\n# EOF\n$/)
})

it('both texts name the same samples, and the older one no trace', async () => {
  const metrics = someMetrics()
  const [open, plain] = [await metrics.renderOpen(), await metrics.render()]
  const namesOf = (text: string): string[] =>
    text.split('\n').flatMap((line) => (line.startsWith('#') || line === '' ? [] : [line.split(/[{ ]/)[0]!]))
  expect(namesOf(plain)).toEqual(namesOf(open))
  expect(plain).not.toContain('trace_id')
  expect(plain).not.toContain('EOF')
  expect(linesWith(plain, 'kindred_made')).toEqual([
    '# HELP kindred_made_total Things made',
    '# TYPE kindred_made_total counter',
    'kindred_made_total{kind="round # {x}",service="things"} 2',
  ])
  expect(linesWith(open, '# TYPE kindred_made')).toEqual(['# TYPE kindred_made counter'])
})
