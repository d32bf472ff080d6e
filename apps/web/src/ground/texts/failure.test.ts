import { expect, it } from 'vitest'

import { KindredError } from '@kindred/client'

import { failureKey } from './failure.js'

const refused = (status: number, code: string): KindredError =>
  new KindredError({ type: 'about:blank', title: '', status, detail: '', code })

it('the words for a failure say what helps: the network, patience or another try', () => {
  expect(failureKey(refused(0, 'NETWORK_FAILED'))).toBe('app-failed-offline')
  expect(failureKey(refused(429, 'RATE_LIMITED'))).toBe('app-failed-often')
  expect(failureKey(new Error('bug'))).toBe('app-failed')
})
