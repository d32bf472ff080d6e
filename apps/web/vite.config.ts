import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

import { leaveOutOperations } from '../../libs/miniapp/src/build/leave-out-operations.js'
import { precompress } from '../../libs/miniapp/src/build/precompress.js'

const gateway = 'http://127.0.0.1:8080'

const core =
  /node_modules|libs\/(client|kernel|miniapp)|src\/(app|ground|kit|stores)\/|features\/[\w-]+\/(standing-notice|farewell|use-standing|person-more|person-sheet|use-person|place-words|use-pause)\./
// What only later screens use comes with them. Small parts of the deck come with the core: alone they are too small to be packed.
const forLater =
  /thumbhash|libs\/kernel\/src\/(advice\/|age\.|contacts|look-alikes|marks)|src\/(stores\/deck\/|ground\/telegram\/(location|open-link)\.|kit\/(bones|card|chip|clock-time|copy-text|counter|days|field|moment-words|photo|question|range|switch-row|use-drag|use-long-press)\.)/

/** How routes begin that the Mini App does not call: those of the staff, of bots, of operators. */
const notCalled = [
  '/.well-known/',
  '/v1/account/receipts',
  '/v1/admin/',
  '/v1/auth/bot',
  '/v1/auth/console',
  '/v1/auth/verify',
  '/v1/bot/broadcasts',
  '/v1/bot/cases',
  '/v1/bot/conversations',
  '/v1/bot/deliveries',
  '/v1/bot/messages',
  '/v1/bot/state',
  '/v1/chat/sync',
  '/v1/moderation/',
  '/v1/profiles/{user_id}/verification',
]

// Whoever asks for a build gets what is served: a test run would get React's development build, half as large again.
if (process.argv.includes('build')) process.env['NODE_ENV'] = 'production'

// `vite` alone serves the sources for work on the screens, with the API of a running `npm start` behind it.
export default defineConfig({
  root: import.meta.dirname,
  base: '/app/',
  plugins: [react(), leaveOutOperations(...notCalled), precompress()],
  server: { proxy: { '/v1': { target: gateway, ws: true } } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // The oldest browsers that work, as the README says: Chromium 80 and Safari 14 parse all of ES2020. By their names the
    // scripts would be rewritten without optional chaining too, 5 KB more.
    target: 'es2020',
    cssTarget: ['chrome80', 'safari14'],
    assetsInlineLimit: 0,
    // 6 KB for all screens; a style sheet of a screen's own that did not arrive would never be asked for again.
    cssCodeSplit: false,
    rolldownOptions: {
      // What every screen needs in one file: it packs 6 KB smaller than in a dozen.
      output: {
        codeSplitting: {
          groups: [
            {
              name: 'core',
              test: (file: string) => core.test(file) && !forLater.test(file),
            },
          ],
        },
      },
    },
  },
})
