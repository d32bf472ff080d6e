import { posix } from 'node:path'

import type { Page } from './book.js'
import type { ResolveLink } from './markdown.js'

const pictures = /\.(png|svg|jpe?g|webp)$/i

/** Leads the links of a page to the pages of the guide, and its pictures to copies, which are told to `onPicture` by their file. */
export function createLinks(
  page: Page,
  pages: ReadonlyMap<string, Page>,
  onPicture: (file: string) => string,
): ResolveLink {
  const here = posix.dirname(page.slug)
  const to = (target: string): string => posix.relative(here, target)
  return (address) => {
    if (/^[a-z]+:/i.test(address) || address.startsWith('/')) return address
    const [path = '', anchor] = address.split('#')
    const hash = anchor === undefined ? '' : `#${anchor}`
    if (path === '') return hash
    const file = posix.normalize(posix.join(posix.dirname(page.file), decodeURIComponent(path)))
    const target = pages.get(file) ?? pages.get(posix.join(file, 'README.md'))
    if (target !== undefined) return `${to(`${target.slug}.html`)}${hash}`
    return pictures.test(file) ? to(onPicture(file)) : undefined
  }
}
