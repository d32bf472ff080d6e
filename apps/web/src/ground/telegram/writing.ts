import { openStorage } from '@kindred/miniapp/browser/storage'
import { call, canCall, hear, launch } from '@kindred/miniapp/telegram/bridge'

const key = `kindred.writing.${launch.user?.id ?? 'nobody'}`

/** Whether the client can ask the person to let the bot write to them. */
export const canAskToWrite = (): boolean => canCall('web_app_request_write_access')

/** Whether nobody asked yet, nor needs to: whoever spoke to the bot has allowed it. Once asked, never again without being wished for. */
export const isWritingOpen = (): boolean =>
  canAskToWrite() &&
  launch.user?.allowsWriting === false &&
  openStorage('localStorage')?.getItem(key) === null

/** Remembers that the person was asked. */
export function noteWritingAsked(): void {
  try {
    openStorage('localStorage')?.setItem(key, 'asked')
  } catch {
    return
  }
}

/** Has the client ask the person whether the bot may write to them. */
export function askToWrite(): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = hear('write_access_requested', ({ status }) => {
      stop()
      resolve(status === 'allowed')
    })
    call('web_app_request_write_access')
  })
}
