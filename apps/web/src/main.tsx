import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { App } from './app/app.js'
import { call } from './ground/telegram/bridge.js'
import { openChannel } from './ground/telegram/channel.js'
import { followTheme } from './ground/telegram/theme.js'
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
