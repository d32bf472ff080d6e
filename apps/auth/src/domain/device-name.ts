import { keepText } from '@kindred/kernel/text'

/** The name as the list of sessions shows it, one line. Nobody is kept from signing in by it. */
export const readDeviceName = (raw: string): string => keepText(raw.replaceAll('\0', ''), 'line')
