import { tmpdir } from 'node:os'

import { expect, it } from 'vitest'

import { StartFailure } from '../start-failure.js'
import { withRoom } from './no-room.js'

const told = (error: Error): Promise<never> =>
  withRoom({ folder: tmpdir(), sentence: 'Make room.' }, () => Promise.reject(error))

it('a full disk is told in one sentence, whoever met it', async () => {
  const full = [
    Object.assign(new Error('write'), { code: 'ENOSPC' }),
    Object.assign(new Error('could not extend file'), { code: '53100' }),
    new Error('the database', { cause: Object.assign(new Error('full'), { code: 'DATABASE_FULL' }) }),
    new Error('initdb failed: could not write: No space left on device'),
    new Error('initdb failed: wrote only 4096 of 8192 bytes\nHINT:  Check free disk space.'),
  ]
  for (const error of full) await expect(told(error)).rejects.toEqual(new StartFailure('Make room.'))
})

it('what has nothing to do with room, or is told already, stays as it is', async () => {
  for (const error of [new Error('a fault of ours'), new StartFailure('Set DATA_DIR.')])
    await expect(told(error)).rejects.toBe(error)
})
