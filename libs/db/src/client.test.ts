import { expect, it } from 'vitest'

import { SessionClient } from './client.js'

it('keeps the process alive when a connection breaks to which nobody listens', () => {
  const client = new SessionClient({ host: '127.0.0.1', port: 1, session: 'select 1' })
  expect(() => client.emit('error', new Error('terminating connection'))).not.toThrow()
})
