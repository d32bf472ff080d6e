import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { call } from '@kindred/miniapp/telegram/bridge'
import { openChannel } from '@kindred/miniapp/telegram/channel'
import { followTheme } from '@kindred/miniapp/telegram/theme'

import { App } from './app/app.js'
import { followViewport } from './ground/telegram/viewport.js'

import './styles/base.css'
import './kit/screen.css'
import './styles/launch.css'
import './styles/old.css'

openChannel()
followTheme()
followViewport()
call('web_app_ready')

const root = document.getElementById('root')
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
