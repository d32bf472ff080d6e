import { call, canCall, hear } from '@kindred/miniapp/telegram/bridge'

/** Opens the app to its full height and keeps the safe areas and the stable height in CSS variables. */
export function followViewport(): void {
  const root = document.documentElement.style
  const insets =
    (prefix: string) => (areas: { top: number; bottom: number; left: number; right: number }) => {
      for (const [side, size] of Object.entries(areas)) root.setProperty(`--${prefix}-${side}`, `${size}px`)
    }
  hear('safe_area_changed', insets('safe'))
  hear('content_safe_area_changed', insets('content-safe'))
  hear('viewport_changed', ({ height, is_state_stable: stable }) => {
    if (stable) root.setProperty('--app-height', `${height}px`)
  })
  call('web_app_expand')
  call('web_app_request_viewport')
  if (canCall('web_app_request_safe_area')) call('web_app_request_safe_area')
  if (canCall('web_app_request_content_safe_area')) call('web_app_request_content_safe_area')
}
