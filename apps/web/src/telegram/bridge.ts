import {
  compareVersions,
  type EventListener,
  type EventName,
  hasWebviewProxy,
  isIframe,
  on,
  postEvent,
  supports,
} from '@tma.js/bridge'

import { type Launch, readLaunch } from './launch.js'

/** How this page was opened; read once, before anything moves. */
export const launch: Launch = readLaunch(window.location.hash)

/** True when a Telegram client (or the simulator's frame) listens. */
export const insideTelegram = launch.initData !== undefined && (isIframe() || hasWebviewProxy(window))

/** Whether the client knows a method. */
export const canCall = (method: Parameters<typeof supports>[0]): boolean =>
  insideTelegram && supports(method, launch.version)

/** Calls the client; nothing happens where nobody listens or the client is too old. */
export const call: typeof postEvent = (...[method, params]: unknown[]) => {
  if (!canCall(method as Parameters<typeof supports>[0])) return
  ;(postEvent as (method: unknown, params?: unknown) => void)(method, params)
}

/** Hears the client's events; the answer stops it. */
export function hear<Name extends EventName>(event: Name, listener: EventListener<Name>): () => void {
  return insideTelegram ? on(event, listener) : () => {}
}

/** Whether the client is at least of this version of the Mini Apps platform. */
export const isVersion = (version: string): boolean => insideTelegram && compareVersions(launch.version, version) >= 0

/** A tap that the fingers feel. */
export const haptic = {
  light: (): void => call('web_app_trigger_haptic_feedback', { type: 'impact', impact_style: 'light' }),
  select: (): void => call('web_app_trigger_haptic_feedback', { type: 'selection_change' }),
  success: (): void => call('web_app_trigger_haptic_feedback', { type: 'notification', notification_type: 'success' }),
  error: (): void => call('web_app_trigger_haptic_feedback', { type: 'notification', notification_type: 'error' }),
}

/** Closes the Mini App where a client can. */
export const closeApp = (): void => call('web_app_close')

/** Opens a t.me link inside Telegram. */
export function openTelegramLink(url: string): void {
  if (canCall('web_app_open_tg_link')) call('web_app_open_tg_link', { path_full: url.replace('https://t.me', '') })
  else window.open(url, '_blank', 'noopener')
}
