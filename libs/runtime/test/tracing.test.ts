import { describe, expect, it } from 'vitest'

import { createMetrics, openEnv, openTracer, readTracing } from '../src/index.js'

const read = (environment: NodeJS.ProcessEnv) => {
  const env = openEnv(environment)
  const settings = readTracing(env)
  env.done()
  return settings
}

describe('tracing', () => {
  it('is off without OTEL_EXPORTER_OTLP_ENDPOINT, and then there is no tracer at all', () => {
    expect(read({ OTEL_TRACES_SAMPLER_ARG: '1' })).toEqual({})
    const parts = {
      name: 'chat',
      log: { debug() {}, info() {}, warn() {}, error() {} },
      metrics: createMetrics('chat'),
    }
    expect(openTracer(undefined, parts)).toBeUndefined()
  })

  it('keeps a tenth, and what takes longer than a second, unless told', () => {
    expect(read({ OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318' })).toEqual({
      tracing: { endpoint: 'http://collector:4318', headers: {}, ratio: 0.1, slowMs: 1_000 },
    })
  })

  it('takes the share, the slow time and the headers that it is told', () => {
    const { tracing } = read({
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://collector.example/otlp',
      OTEL_EXPORTER_OTLP_HEADERS: 'Api-Key=a%3Db,x-team=kindred=1',
      OTEL_TRACES_SAMPLER_ARG: '0.25',
      TRACE_SLOW_MS: '250',
    })
    expect(tracing).toMatchObject({ ratio: 0.25, slowMs: 250 })
    expect(tracing?.headers).toEqual({ 'api-key': 'a=b', 'x-team': 'kindred=1' })
  })

  it.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector:4318'],
    ['OTEL_TRACES_SAMPLER_ARG', '1.5'],
    ['OTEL_TRACES_SAMPLER_ARG', '10 %'],
    ['TRACE_SLOW_MS', '0'],
  ])('refuses a %s of %j', (name, value) => {
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector:4318', [name]: value }
    expect(() => read(environment)).toThrow(name)
  })
})
