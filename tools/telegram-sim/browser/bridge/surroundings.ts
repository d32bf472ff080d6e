import { themes } from '../../src/launch/theme.js'
import { edges } from '../settings.js'
import type { AppFrame, Handlers } from './frame.js'

/** Theme, size and edges: what the app asks and what it is told when they change. */
export const surroundings: Handlers = {
  web_app_request_theme: (frame) => tellTheme(frame),
  web_app_request_viewport: (frame) => tellViewport(frame),
  web_app_request_safe_area: (frame) => tellEdges(frame),
  web_app_request_content_safe_area: (frame) => tellEdges(frame),
  web_app_expand: (frame) => tellViewport(frame),
  web_app_request_fullscreen(frame) {
    frame.shell.setFullscreen(true)
    frame.emit('fullscreen_changed', { is_fullscreen: true })
    tellEdges(frame)
  },
  web_app_exit_fullscreen(frame) {
    frame.shell.setFullscreen(false)
    frame.emit('fullscreen_changed', { is_fullscreen: false })
    tellEdges(frame)
  },
  web_app_set_header_color: ({ shell, settings }, { color, color_key: key }) => {
    const theme = themes[settings().theme]
    shell.setColor('header', typeof color === 'string' ? color : (theme[String(key)] ?? ''))
  },
  web_app_set_background_color: ({ shell }, { color }) => shell.setColor('background', String(color)),
  web_app_set_bottom_bar_color: ({ shell }, { color }) => shell.setColor('bottom', String(color)),
}

/** Tells the app its colours. */
export const tellTheme = ({ emit, settings }: AppFrame): void =>
  emit('theme_changed', { theme_params: themes[settings().theme] })

/** Tells the app its size. */
export const tellViewport = ({ emit, shell }: AppFrame): void =>
  emit('viewport_changed', { ...shell.size(), is_expanded: true, is_state_stable: true })

/** Tells the app what its edges are covered by. */
export function tellEdges({ emit, shell, settings }: AppFrame): void {
  const { top, bottom } = edges(settings().platform)
  const isFull = shell.isFullscreen()
  emit('safe_area_changed', {
    top: isFull ? top : 0,
    bottom: shell.hasBottomBar() ? 0 : bottom,
    left: 0,
    right: 0,
  })
  emit('content_safe_area_changed', { top: isFull ? 46 : 0, bottom: 0, left: 0, right: 0 })
}
