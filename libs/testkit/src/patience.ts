import { vi } from 'vitest'

import { patienceMs } from './patience-ms.js'

// A setup file of every run of tests: Vitest gives `vi.waitFor` one second, and has no setting for it as it has for `expect.poll`.
const { waitFor, waitUntil } = vi
vi.waitFor = (check, options) => waitFor(check, patient(options))
vi.waitUntil = (check, options) => waitUntil(check, patient(options))

const patient = <T extends object>(options: T | number | undefined): T | number | { timeout: number } =>
  typeof options === 'number' ? options : { timeout: patienceMs, ...options }
