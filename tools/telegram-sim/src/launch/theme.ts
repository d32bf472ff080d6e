/** Telegram's colours for a Mini App. */
export type ThemeParams = Readonly<Record<string, string>>

/** The themes of the phones. */
export type ThemeName = 'light' | 'dark'

/** The colours of Telegram for iOS. */
export const themes: Readonly<Record<ThemeName, ThemeParams>> = {
  light: {
    accent_text_color: '#007aff',
    bg_color: '#ffffff',
    bottom_bar_bg_color: '#f2f2f2',
    button_color: '#007aff',
    button_text_color: '#ffffff',
    destructive_text_color: '#ff3b30',
    header_bg_color: '#f8f8f8',
    hint_color: '#8e8e93',
    link_color: '#007aff',
    secondary_bg_color: '#efeff4',
    section_bg_color: '#ffffff',
    section_header_text_color: '#6d6d72',
    section_separator_color: '#c8c7cc',
    subtitle_text_color: '#8e8e93',
    text_color: '#000000',
  },
  dark: {
    accent_text_color: '#3e88f7',
    bg_color: '#18222d',
    bottom_bar_bg_color: '#1d2733',
    button_color: '#2ea6ff',
    button_text_color: '#ffffff',
    destructive_text_color: '#ef5b5b',
    header_bg_color: '#131b23',
    hint_color: '#b1c3d5',
    link_color: '#62bcf9',
    secondary_bg_color: '#131b23',
    section_bg_color: '#18222d',
    section_header_text_color: '#b1c3d5',
    section_separator_color: '#213040',
    subtitle_text_color: '#b1c3d5',
    text_color: '#ffffff',
  },
}
