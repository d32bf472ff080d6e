import type { Handlers } from './frame.js'

const failure =
  (event: string, error: string): Handlers[string] =>
  (frame) =>
    frame.emit(event, { error })
const failureOf =
  (event: string): Handlers[string] =>
  (frame, { req_id: id }) =>
    frame.emit(event, { req_id: id, error: 'UNSUPPORTED' })

/** Ways out of the app, and what no phone in a browser has. */
export const links: Handlers = {
  web_app_open_link: ({ openLink }, { url }) => openLink(String(url)),
  web_app_open_tg_link: ({ openTelegramPath }, { path_full: path }) => openTelegramPath(String(path)),
  web_app_read_text_from_clipboard: ({ emit }, { req_id: id }) =>
    emit('clipboard_text_received', { req_id: id, data: null }),
  web_app_biometry_get_info: ({ emit }) => emit('biometry_info_received', { available: false }),
  web_app_check_home_screen: ({ emit }) => emit('home_screen_checked', { status: 'unsupported' }),
  web_app_add_to_home_screen: ({ emit }) => emit('home_screen_failed', { error: 'UNSUPPORTED' }),
  web_app_open_scan_qr_popup: ({ emit }) => emit('scan_qr_popup_closed'),
  web_app_open_invoice: ({ emit }, { slug }) => emit('invoice_closed', { slug, status: 'cancelled' }),
  web_app_request_file_download({ emit, openLink }, { url }) {
    openLink(String(url))
    emit('file_download_requested', { status: 'downloading' })
  },
  web_app_send_prepared_message: failure('prepared_message_failed', 'UNSUPPORTED'),
  web_app_set_emoji_status: failure('emoji_status_failed', 'UNSUPPORTED'),
  web_app_start_accelerometer: failure('accelerometer_failed', 'UNSUPPORTED'),
  web_app_start_gyroscope: failure('gyroscope_failed', 'UNSUPPORTED'),
  web_app_start_device_orientation: failure('device_orientation_failed', 'UNSUPPORTED'),
  web_app_secure_storage_save_key: failureOf('secure_storage_failed'),
  web_app_secure_storage_get_key: failureOf('secure_storage_failed'),
  web_app_secure_storage_restore_key: failureOf('secure_storage_failed'),
  web_app_secure_storage_clear: failureOf('secure_storage_failed'),
}
