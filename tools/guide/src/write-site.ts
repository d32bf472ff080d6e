import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, extname, join, posix } from 'node:path'
import { gzipSync } from 'node:zlib'

import { build } from 'esbuild'
import MiniSearch from 'minisearch'

import { openBook, type Page, type Part } from './book.js'
import { type Assets, pageOf } from './layout.js'
import { createLinks } from './links.js'
import { type Rendered, renderMarkdown } from './markdown.js'
import { type MadePage, referencePages } from './reference/index.js'
import { type FoundSection, searchOptions } from './search-options.js'

/** Where to read and where to write. */
export interface SiteOptions {
  readonly checkout: string
  /** The folder to write to; made when it is not there. */
  readonly folder: string
}

/** Writes the guide: a page of HTML for each of the book, what they load, and the index of the search. Answers how many pages. */
export async function writeSite({ checkout, folder }: SiteOptions): Promise<number> {
  const made = referencePages()
  const parts = withReference(openBook(checkout), made)
  const pages = new Map(parts.flatMap((part) => part.pages).map((page) => [page.file, page]))
  const write = createWriter(folder)
  const rendered = new Map<Page, Rendered>()
  for (const page of pages.values()) {
    const text = textOf(page) ?? readFileSync(join(checkout, page.file), 'utf8')
    const onPicture = (file: string): string => write.named(file, readFileSync(join(checkout, file)))
    rendered.set(page, renderMarkdown(text, createLinks(page, pages, onPicture)))
  }
  const titleOf = (page: Page): string => page.title ?? rendered.get(page)?.title ?? page.slug
  const assets = { ...(await bundle(checkout, write)), index: write.named('search.json', indexOf()) }
  for (const [page, content] of rendered)
    write.file(`${page.slug}.html`, pageOf(page, content, { parts, titleOf, assets }))
  return rendered.size

  function textOf(page: Page): string | undefined {
    return made.find(({ file }) => file === page.file)?.text
  }

  function indexOf(): string {
    const search = new MiniSearch<FoundSection>(searchOptions)
    for (const [page, { sections }] of rendered)
      search.addAll(
        sections.map(({ anchor, heading, text }) => ({
          id: `${page.slug}.html#${anchor}`,
          heading,
          page: titleOf(page),
          text,
        })),
      )
    return JSON.stringify(search)
  }
}

/** The reference stands before the part on changing Kindred. */
function withReference(parts: readonly Part[], pages: readonly MadePage[]): Part[] {
  const place = parts.findIndex(({ title }) => title === 'Build on it') + 1
  return [...parts.slice(0, place), { title: 'API reference', pages }, ...parts.slice(place)]
}

interface Writer {
  file(path: string, content: string | Uint8Array): void
  /** Writes to assets/ under a name that changes with the content; answers its path. */
  named(name: string, content: string | Uint8Array): string
}

const texts = /\.(html|js|css|json|svg)$/

function createWriter(folder: string): Writer {
  const file = (path: string, content: string | Uint8Array): void => {
    const target = join(folder, path)
    mkdirSync(dirname(target), { recursive: true })
    writeFileSync(target, content)
    // The gateway sends it as it is.
    if (texts.test(path)) writeFileSync(`${target}.gz`, gzipSync(content))
  }
  return {
    file,
    named(name, content) {
      const hash = createHash('sha256').update(content).digest('hex').slice(0, 8)
      const path = `assets/${posix.basename(name, extname(name))}-${hash}${extname(name)}`
      file(path, content)
      return path
    },
  }
}

async function bundle(checkout: string, write: Writer): Promise<Omit<Assets, 'index'>> {
  const browser = join(checkout, 'tools/guide/browser')
  const { outputFiles } = await build({
    entryPoints: ['theme.ts', 'main.ts', 'guide.css'].map((name) => join(browser, name)),
    outdir: browser,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2020',
    write: false,
    logLevel: 'error',
  })
  const [theme = '', script = '', style = ''] = ['theme.js', 'main.js', 'guide.css'].map((name) => {
    const made = outputFiles.find(({ path }) => path.endsWith(name))
    return made === undefined ? '' : write.named(name, made.contents)
  })
  return { theme, script, style }
}
