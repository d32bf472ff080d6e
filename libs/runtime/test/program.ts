import { openEnv, run } from '../src/index.js'

/** A process for the tests of `run`; `MODE` says how it behaves. */
const mode = process.env['MODE']

const say = (text: string): void => void process.stdout.write(`${text}\n`)

await run(() => {
  if (mode === 'misconfigured') {
    const env = openEnv({})
    env.text('FIRST', { example: '1' })
    env.text('SECOND', { example: '2' })
    env.done()
  }
  const timer = setInterval(() => {}, 1_000)
  return {
    name: 'program',
    ...(mode === 'plain'
      ? {}
      : {
          migrate: () => Promise.resolve(['0001-first']),
          pending: () => Promise.resolve(['program 0001-first']),
        }),
    start() {
      if (mode === 'unstartable') return Promise.reject(new Error('the port is taken'))
      say('started')
      if (mode === 'throws') setTimeout(() => void Promise.reject(new Error('nobody caught this')))
      return Promise.resolve()
    },
    stop() {
      say('stopping')
      if (mode === 'stuck') return new Promise(() => {})
      clearInterval(timer)
      say('stopped')
      return Promise.resolve()
    },
  }
})
