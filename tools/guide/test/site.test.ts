import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, posix } from 'node:path'
import { fileURLToPath } from 'node:url'

import MiniSearch from 'minisearch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { openBook } from '../src/book.js'
import { renderMarkdown } from '../src/markdown.js'
import { type FoundSection, searchOptions } from '../src/search-options.js'
import { writeSite } from '../src/write-site.js'

const checkout = fileURLToPath(new URL('../../..', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'kindred-guide-'))
/** Each page by its path. */
const pages = new Map<string, string>()

beforeAll(async () => {
  await writeSite({ checkout, folder })
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (path.endsWith('.html')) pages.set(path, readFileSync(join(folder, path), 'utf8'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const idsOf = (html: string): Set<string> =>
  new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id!))

describe('the guide', () => {
  it('the guide has every page of docs/, once', () => {
    const files = openBook(checkout).flatMap((part) => part.pages.map(({ file }) => file))
    const docs = readdirSync(join(checkout, 'docs'), { recursive: true, encoding: 'utf8' })
    const wanted = docs.filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)
    expect(wanted.length).toBeGreaterThan(20)
    expect(files.filter((file) => file.startsWith('docs/')).sort()).toEqual(wanted.sort())
    expect(new Set(files).size).toBe(files.length)
  })

  it('the guide has no link into nothing: every file and every section that a page names is there', () => {
    const dead: string[] = []
    for (const [path, html] of pages)
      for (const [, address = ''] of html.matchAll(/(?:href|src)="([^"]+)"/g)) {
        if (/^[a-z]+:/i.test(address) || address.startsWith('/')) continue
        const [target = '', anchor] = address.split('#')
        const file = target === '' ? path : posix.normalize(posix.join(posix.dirname(path), target))
        const there = existsSync(join(folder, file))
        const names = anchor === undefined || idsOf(pages.get(file) ?? '').has(decodeURIComponent(anchor))
        if (!there || !names) dead.push(`${path}: ${address}`)
      }
    expect(dead).toEqual([])
  })

  it('every file that a page links to is in the checkout, one that the guide leaves out too', () => {
    const dead = openBook(checkout).flatMap((part) =>
      part.pages.flatMap(({ file }) =>
        [...readFileSync(join(checkout, file), 'utf8').matchAll(/\]\((?![a-z]+:|#|\/)([^)#\s]+)/g)]
          .map(([, target]) => posix.normalize(posix.join(posix.dirname(file), decodeURIComponent(target!))))
          .filter((target) => !existsSync(join(checkout, target)))
          .map((target) => `${file}: ${target}`),
      ),
    )
    expect(dead).toEqual([])
  })

  it('the guide loads nothing from elsewhere and keeps to a policy without inline scripts and styles', () => {
    for (const [path, html] of pages) {
      expect(html, path).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=/)
      expect(html, path).not.toMatch(/(?:src|<link[^>]*href)="(?:https?:)?\/\//)
    }
  })

  it('the search finds a section by its words, with a slip too', () => {
    const [, index = ''] = /data-index="([^"]+)"/.exec(pages.get('index.html') ?? '') ?? []
    const search = MiniSearch.loadJSON<FoundSection>(readFileSync(join(folder, index), 'utf8'), searchOptions)
    const found = (words: string): string[] => search.search(words).map(({ id }) => String(id))
    expect(found('events rabbitmq')[0]).toBe('running.html#events-over-rabbitmq')
    expect(found('rabitmq')).toContain('running.html#events-over-rabbitmq')
    expect(found('xyzzyqqq')).toEqual([])
  })
})

describe('a page', () => {
  const render = (text: string): string =>
    renderMarkdown(text, (address) => (address.startsWith('src/') ? undefined : address)).html

  it('a page shows code as it is written, comments of tests aside', () => {
    const html = render('<!-- command: run -->\n```sh\nls <b> # all\n<!-- stays -->\n```\n')
    expect(html).not.toContain('command: run')
    expect(html).toContain('ls &lt;b&gt; <i># all</i>')
    expect(html).toContain('&lt;!-- stays --&gt;')
  })

  it('a page runs no HTML that stands in its text', () => {
    expect(render('a <script>alert(1)</script> b')).toContain('&lt;script&gt;')
    expect(render('[x](javascript:alert(1))')).not.toContain('href')
  })

  it('a page shows the text of a link whose file is not in the guide', () => {
    expect(render('see [the code](src/x.ts)')).toContain('see the code')
  })

  it('a page numbers headings of the same words, as GitHub does', () => {
    const html = render('# A `b` c\n## Same, twice!\n## Same, twice!\n')
    for (const anchor of ['a-b-c', 'same-twice', 'same-twice-1']) expect(html).toContain(`id="${anchor}"`)
  })
})
