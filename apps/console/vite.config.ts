import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

import { precompress } from '../../libs/miniapp/src/build/precompress.js'

const gateway = 'http://127.0.0.1:8080'

// As for the Mini App: a test run would get React's development build.
if (process.argv.includes('build')) process.env['NODE_ENV'] = 'production'

// `vite` alone serves the sources for work on the pages, with the API of a running `npm start` behind it.
export default defineConfig({
  root: import.meta.dirname,
  base: '/console/',
  // The icon is the Mini App's.
  publicDir: '../web/public',
  plugins: [react(), precompress()],
  server: { proxy: { '/v1': { target: gateway } } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    // Phones open it inside Telegram too: the same browsers as the Mini App's.
    target: 'es2020',
    cssTarget: ['chrome80', 'safari14'],
    assetsInlineLimit: 0,
    cssCodeSplit: false,
  },
})
