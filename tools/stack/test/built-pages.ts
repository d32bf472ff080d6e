import { fileURLToPath } from 'node:url'

import { buildGuide, buildWeb } from '../src/steps/web.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))

/**
 * Imported by what runs `npm start`: the pages are made once, before it. Each start would begin to make them, and one that is
 * stopped before they are ready takes its half away.
 */
await Promise.all([buildWeb(checkout), buildGuide(checkout)])
