/** A stretch of a message: words, or an address that can be opened. */
type Stretch = { readonly kind: 'words' | 'link'; readonly text: string; readonly url?: URL }

/** Matches an address with its scheme or one that people write without. */
const address = /(?:https?:\/\/|www\.|t\.me\/)[^\s<>"]+/giu
/** Signs that end the sentence around an address, not the address. */
const sentenceEnd = /[.,:;!?…'’»”*_~]+$/u

/** A message cut into words and addresses; put together again it is the message. */
export function stretchesOf(text: string): Stretch[] {
  const stretches: Stretch[] = []
  let done = 0
  for (const match of text.matchAll(address)) {
    const start = match.index
    // In the middle of a word it is part of something else, for example of a mail address.
    if (/[\p{L}\p{N}@/]$/u.test(text.slice(0, start))) continue
    const written = withoutSentenceEnd(match[0])
    const url = urlOf(written)
    if (url === undefined) continue
    if (start > done) stretches.push({ kind: 'words', text: text.slice(done, start) })
    stretches.push({ kind: 'link', text: written, url })
    done = start + written.length
  }
  if (done < text.length) stretches.push({ kind: 'words', text: text.slice(done) })
  return stretches
}

/** A closing bracket belongs to the address only when it was opened there. */
function withoutSentenceEnd(written: string): string {
  let rest = written.replace(sentenceEnd, '')
  let open = rest.split(')').length - rest.split('(').length
  while (rest.endsWith(')') && open > 0) {
    rest = rest.slice(0, -1).replace(sentenceEnd, '')
    open--
  }
  return rest
}

/** Only the web, and no address with a name and password before the host, which serve to deceive. */
function urlOf(written: string): URL | undefined {
  try {
    const url = new URL(/^https?:/i.test(written) ? written : `https://${written}`)
    return url.hostname.includes('.') && url.username === '' && url.password === '' ? url : undefined
  } catch {
    return undefined
  }
}

/** The address as machines read it, in three parts: look-alike letters of a host show as `xn--…`, signs that turn the text around as `%E2…`. */
export const partsOf = ({ protocol, host, href }: URL): { before: string; host: string; after: string } => {
  const before = `${protocol}//`
  const after = href.slice(before.length + host.length)
  return { before, host, after: after === '/' ? '' : after }
}
