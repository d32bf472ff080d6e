/** Words as they stand in Telegram's HTML. */
export const escapeHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** How long Telegram finds a text in HTML: without its tags, each escaped sign as one. */
export const lengthOfHtml = (html: string): number =>
  html.replaceAll(/<[^>]*>/g, '').replaceAll(/&\w+;/g, '&').length

/** A text of at most so many characters, with a sign where it was cut. */
export function shortened(text: string, most: number): string {
  const letters = Array.from(text)
  return letters.length <= most ? text : `${letters.slice(0, most).join('').trimEnd()}…`
}
