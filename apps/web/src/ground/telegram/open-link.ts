import { call, canCall } from '@kindred/miniapp/telegram/bridge'

/** Opens an address outside the app: Telegram's own in Telegram, others in the browser. */
export function openLink(url: URL): void {
  const isTelegrams = url.hostname === 't.me' || url.hostname === 'telegram.me'
  if (isTelegrams && canCall('web_app_open_tg_link'))
    return call('web_app_open_tg_link', { path_full: url.pathname + url.search })
  if (canCall('web_app_open_link')) return call('web_app_open_link', { url: url.href })
  window.open(url.href, '_blank', 'noopener,noreferrer')
}
