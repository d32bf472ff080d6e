import type { MethodName } from '@tma.js/bridge'

/** Since which version of the Mini Apps platform a method that we call exists; the others exist since the first. */
export const since: Partial<Record<MethodName, string>> = {
  web_app_set_background_color: '6.1',
  web_app_set_header_color: '6.1',
  web_app_setup_back_button: '6.1',
  web_app_open_tg_link: '6.1',
  web_app_trigger_haptic_feedback: '6.1',
  web_app_setup_closing_behavior: '6.2',
  web_app_request_write_access: '6.9',
  web_app_setup_settings_button: '6.10',
  web_app_setup_swipe_behavior: '7.7',
  web_app_set_bottom_bar_color: '7.10',
  web_app_check_location: '8.0',
  web_app_request_location: '8.0',
  web_app_open_location_settings: '8.0',
  web_app_request_safe_area: '8.0',
  web_app_request_content_safe_area: '8.0',
}

/** Whether a dotted version is the wanted one or a later one. */
export function isAtLeast(version: string, wanted: string): boolean {
  const have = version.split('.').map(Number)
  const need = wanted.split('.').map(Number)
  const at = need.findIndex((part, index) => part !== (have[index] ?? 0))
  return at === -1 || (have[at] ?? 0) > (need[at] ?? 0)
}
