import type { DialogButton } from '../dialog.js'
import { type Handlers, textOf } from './frame.js'

const labels: Readonly<Record<string, string>> = { ok: 'OK', close: 'Close', cancel: 'Cancel' }

/** What the person behind the phone is asked. */
export const questions: Handlers = {
  async web_app_open_popup({ shell, emit }, { title, message, buttons }) {
    const given = Array.isArray(buttons) ? (buttons as { id?: string; type?: string; text?: string }[]) : []
    const shown = given.map(({ id = '', type = 'default', text }): DialogButton => {
      return { id, text: text ?? labels[type] ?? 'OK', isDestructive: type === 'destructive' }
    })
    const options = { title: textOf(title) ?? '', message: textOf(message) ?? '', buttons: shown }
    const id = await shell.ask(options)
    emit('popup_closed', id === undefined ? {} : { button_id: id })
  },

  async web_app_request_write_access({ shell, emit, allowWriting }) {
    const message = 'Allow this bot to send you messages?'
    const isAllowed = (await shell.ask({ message, buttons: allowOrNot })) === 'allow'
    if (isAllowed) await allowWriting()
    emit('write_access_requested', { status: isAllowed ? 'allowed' : 'cancelled' })
  },

  async web_app_request_phone({ shell, emit }) {
    const message =
      'Share your phone number with this bot? The simulator knows none: the answer is always no.'
    await shell.ask({ message, buttons: [{ id: 'no', text: "Don't share" }] })
    emit('phone_requested', { status: 'cancelled' })
  },

  web_app_check_location: ({ emit }) =>
    emit('location_checked', { available: true, access_requested: false, access_granted: false }),

  async web_app_request_location({ shell, emit, settings }) {
    const { name, latitude, longitude } = settings().place
    const message = `Allow this app to see where you are? The simulated phone is in ${name}.`
    const isAllowed = (await shell.ask({ message, buttons: allowOrNot })) === 'allow'
    const position = { latitude, longitude, horizontal_accuracy: 30 }
    emit('location_requested', isAllowed ? { available: true, ...position } : { available: false })
  },
}

const allowOrNot: readonly DialogButton[] = [
  { id: 'deny', text: "Don't allow" },
  { id: 'allow', text: 'Allow' },
]
