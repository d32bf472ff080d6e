import { useEffect, useEffectEvent } from 'react'

import { call, canCall, hear, insideTelegram } from '@kindred/miniapp/telegram/bridge'

/** Mounted listeners, the topmost last. */
const backs: unknown[] = []

/** Shows the client's back button while mounted; what lies above the screen, a sheet, hears it first. */
export function useBackButton(onBack: (() => void) | undefined, isAbove = false): void {
  const back = useEffectEvent(() => onBack?.())
  const shown = onBack !== undefined
  useEffect(() => {
    if (!shown) return undefined
    const me = {}
    backs[isAbove ? 'push' : 'unshift'](me)
    call('web_app_setup_back_button', { is_visible: true })
    const stop = hear('back_button_pressed', () => {
      if (backs.at(-1) === me) back()
    })
    return () => {
      stop()
      backs.splice(backs.indexOf(me), 1)
      call('web_app_setup_back_button', { is_visible: backs.length > 0 })
    }
  }, [shown, isAbove])
}

/** Shows the client's settings entry in its menu while mounted. */
export function useSettingsButton(onPress: () => void): void {
  const press = useEffectEvent(onPress)
  useEffect(() => {
    call('web_app_setup_settings_button', { is_visible: true })
    const stop = hear('settings_button_pressed', () => press())
    return () => {
      stop()
      call('web_app_setup_settings_button', { is_visible: false })
    }
  }, [])
}

/** The main action of a screen. */
export interface MainAction {
  readonly label: string
  readonly disabled?: boolean | undefined
  readonly busy?: boolean | undefined
  onPress(): void
}

const color = '#c8384f'
const textColor = '#ffffff'

/** True when the client shows the main action itself. */
export const hasMainButton = insideTelegram && canCall('web_app_setup_main_button')

/** Shows the client's main button while mounted; nothing where the client has none. */
export function useMainButton({ label, disabled = false, busy = false, onPress }: MainAction): void {
  const press = useEffectEvent(onPress)
  useEffect(() => {
    const stop = hear('main_button_pressed', () => press())
    return () => {
      stop()
      call('web_app_setup_main_button', { is_visible: false })
    }
  }, [])
  useEffect(() => {
    call('web_app_setup_main_button', {
      is_visible: true,
      is_active: !disabled && !busy,
      is_progress_visible: busy,
      text: label,
      color: disabled ? '#8c7a7c' : color,
      text_color: textColor,
    })
  }, [label, disabled, busy])
}

/** Asks before the app closes while there is something unsaved. */
export function useClosingConfirmation(needed: boolean): void {
  useEffect(() => {
    call('web_app_setup_closing_behavior', { need_confirmation: needed })
    return () => call('web_app_setup_closing_behavior', { need_confirmation: false })
  }, [needed])
}

/** Keeps a downward swipe from closing the app while mounted. */
export function useNoVerticalSwipes(): void {
  useEffect(() => {
    call('web_app_setup_swipe_behavior', { allow_vertical_swipe: false })
    return () => call('web_app_setup_swipe_behavior', { allow_vertical_swipe: true })
  }, [])
}
