import type { BottomButton } from '../shell.js'
import { type Handlers, type Params, textOf } from './frame.js'
import { tellEdges } from './surroundings.js'

/** The buttons of the client around the app. */
export const controls: Handlers = {
  web_app_ready: ({ shell }) => shell.uncover(),
  iframe_ready: ({ shell }) => shell.uncover(),
  web_app_setup_back_button: ({ shell }, { is_visible: isVisible }) =>
    shell.setBackButton(isVisible === true),
  web_app_setup_settings_button: ({ shell }, { is_visible: isVisible }) =>
    shell.setSettingsButton(isVisible === true),
  web_app_setup_main_button(frame, params) {
    frame.shell.setBottomButton('main', bottomButton(params))
    tellEdges(frame)
  },
  web_app_setup_secondary_button(frame, params) {
    frame.shell.setBottomButton('secondary', bottomButton(params))
    tellEdges(frame)
  },
  web_app_setup_closing_behavior: ({ shell }, { need_confirmation: isNeeded }) =>
    shell.setClosingConfirmation(isNeeded === true),
  web_app_setup_swipe_behavior: () => undefined,
  web_app_trigger_haptic_feedback: ({ shell }) => shell.shake(),
  web_app_hide_keyboard: () => undefined,
  web_app_toggle_orientation_lock: () => undefined,
  web_app_close: ({ close }) => close(),
}

/** Only what the app named: the rest of the button stays as it is. */
const bottomButton = (params: Params): BottomButton => ({
  isVisible: flag(params['is_visible']),
  isActive: flag(params['is_active']),
  isBusy: flag(params['is_progress_visible']),
  text: textOf(params['text']),
  color: textOf(params['color']),
  textColor: textOf(params['text_color']),
  position: textOf(params['position']),
})

const flag = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined)
