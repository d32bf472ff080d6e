import { posix } from 'node:path'

import type { Page, Part } from './book.js'
import type { Rendered, Section } from './markdown.js'

/** What the pages load, by name below the guide. */
export interface Assets {
  readonly theme: string
  readonly script: string
  readonly style: string
  readonly index: string
}

/** What a page stands among. */
export interface Surroundings {
  readonly parts: readonly Part[]
  readonly titleOf: (page: Page) => string
  readonly assets: Assets
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** The whole page: the contents beside it, its own headings, the pages before and after it. */
export function pageOf(page: Page, { html, sections }: Rendered, around: Surroundings): string {
  const to = (target: string): string => posix.relative(posix.dirname(page.slug), target)
  const { assets, titleOf } = around
  const title = page.slug === 'index' ? 'Kindred: the guide' : `${titleOf(page)} · Kindred`
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <title>${escaped(title)}</title>
    <link rel="icon" href="data:,">
    <link rel="stylesheet" href="${to(assets.style)}">
    <script src="${to(assets.theme)}"></script>
    <script type="module" src="${to(assets.script)}"></script>
  </head>
  <body data-root="${to('.') || '.'}" data-index="${to(assets.index)}">
    <a class="skip" href="#content">To the text</a>
    <header>
      <button type="button" id="menu" aria-expanded="false" aria-controls="contents">Contents</button>
      <a class="name" href="${to('index.html')}">Kindred</a>
      <div role="search"><input id="search" type="search" placeholder="Search" aria-label="Search the guide" autocomplete="off" aria-controls="found"><ol id="found" hidden></ol></div>
      <button type="button" id="theme" aria-label="Light or dark">◐</button>
    </header>
    <div class="book">
      <nav id="contents" aria-label="Contents">${around.parts.map((part) => partOf(part, { page, to, titleOf })).join('')}</nav>
      <main id="content" tabindex="-1">
${html}
        <footer>${neighbours(page, around, to)}</footer>
      </main>
      ${headingsOf(sections)}
    </div>
  </body>
</html>
`
}

interface InContents {
  readonly page: Page
  readonly to: (target: string) => string
  readonly titleOf: (page: Page) => string
}

function partOf({ title, pages }: Part, { page, to, titleOf }: InContents): string {
  const links = pages.map((other) => {
    const current = other === page ? ' aria-current="page"' : ''
    return `<li><a href="${to(`${other.slug}.html`)}"${current}>${escaped(titleOf(other))}</a></li>`
  })
  return `<details${pages.includes(page) || title !== 'Runbooks' ? ' open' : ''}><summary>${escaped(title)}</summary><ul>${links.join('')}</ul></details>`
}

function headingsOf(sections: readonly Section[]): string {
  const shown = sections.filter(({ level }) => level === 2 || level === 3)
  if (shown.length < 2) return '<aside></aside>'
  const links = shown.map(
    ({ level, anchor, heading }) =>
      `<li class="level-${level}"><a href="#${escaped(anchor)}">${escaped(heading)}</a></li>`,
  )
  return `<aside aria-label="On this page"><strong>On this page</strong><ul>${links.join('')}</ul></aside>`
}

function neighbours(page: Page, { parts, titleOf }: Surroundings, to: (target: string) => string): string {
  const all = parts.flatMap(({ pages }) => pages)
  const place = all.indexOf(page)
  const link = (other: Page | undefined, before: string, after: string): string =>
    other === undefined
      ? '<span></span>'
      : `<a href="${to(`${other.slug}.html`)}">${before}${escaped(titleOf(other))}${after}</a>`
  return link(all[place - 1], '← ', '') + link(all[place + 1], '', ' →')
}
