import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'

import { App } from './app/app.js'
import { call } from './telegram/bridge.js'
import { openChannel } from './telegram/channel.js'
import { followTheme } from './telegram/theme.js'
import { followViewport } from './telegram/viewport.js'

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
