// Controls, lone surrogates, line and paragraph separators, what has no width, and the marks that turn the direction of the text around them.
const unwanted = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u200B\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/gu

/** The name as the list of sessions shows it. Nobody is kept from signing in by it: what is no text of one line is left out. */
export const readDeviceName = (raw: string): string => raw.replace(unwanted, '').trim()
