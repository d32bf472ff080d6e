import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { call } from '@kindred/miniapp/telegram/bridge'
import { openChannel } from '@kindred/miniapp/telegram/channel'

import { App } from './app/app.js'
import { openTheme } from './ground/theme.js'

import './kit/base.css'
import './kit/controls.css'
import './kit/page.css'

openChannel()
openTheme()
call('web_app_ready')
call('web_app_expand')

const root = document.getElementById('root')
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
