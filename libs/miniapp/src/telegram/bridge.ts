import type { EventListener, EventName, MethodName, MethodParams } from '@tma.js/bridge'

import { isInFrame, post, receive } from './channel.js'
import { type Launch, readLaunch } from './launch.js'
import { isAtLeast, since } from './versions.js'

/** How this page was opened; read once, before anything moves. Unit tests have no page. */
export const launch: Launch = readLaunch(typeof window === 'undefined' ? '' : window.location.hash)

/** True when a Telegram client (or the simulator's frame) listens. */
export const insideTelegram =
  launch.initData !== undefined && (isInFrame() || window.TelegramWebviewProxy !== undefined)

/** Whether the client knows a method. */
export const canCall = (method: MethodName): boolean =>
  insideTelegram && isAtLeast(launch.version, since[method] ?? '6.0')

/** Calls the client; nothing happens where nobody listens or the client is too old. */
export function call<Method extends MethodName>(method: Method, params?: MethodParams<Method>): void {
  if (canCall(method)) post(method, params)
}

/** Subscribes to an event of the client; the returned function unsubscribes. */
export function hear<Name extends EventName>(event: Name, listener: EventListener<Name>): () => void {
  return insideTelegram ? receive(event, listener as (data: unknown) => void) : () => {}
}

export const haptic = {
  light: (): void => call('web_app_trigger_haptic_feedback', { type: 'impact', impact_style: 'light' }),
  select: (): void => call('web_app_trigger_haptic_feedback', { type: 'selection_change' }),
  success: (): void =>
    call('web_app_trigger_haptic_feedback', { type: 'notification', notification_type: 'success' }),
  error: (): void =>
    call('web_app_trigger_haptic_feedback', { type: 'notification', notification_type: 'error' }),
}

/** Leaves for a t.me address; the client closes this window behind it. */
export function leaveFor(address: string): void {
  const { pathname, search } = new URL(address)
  call('web_app_open_tg_link', { path_full: pathname + search })
  call('web_app_close')
}

/** Closes the Mini App where a client can. */
export const closeApp = (): void => call('web_app_close')
