import { commandEntities, linkEntities } from '../world/commands.js'
import type { Entity } from '../world/types.js'
import { badRequest } from './error.js'
import type { Params } from './params.js'

/** A text with what is marked in it. */
export interface Marked {
  readonly text: string
  readonly entities: readonly Entity[]
}

const kinds: Readonly<Record<string, string>> = {
  b: 'bold',
  strong: 'bold',
  i: 'italic',
  em: 'italic',
  u: 'underline',
  ins: 'underline',
  s: 'strikethrough',
  strike: 'strikethrough',
  del: 'strikethrough',
  code: 'code',
  pre: 'pre',
  a: 'text_link',
  'tg-spoiler': 'spoiler',
  span: 'spoiler',
  blockquote: 'blockquote',
}

/** The text argument of a call by its parse_mode or its own entities. */
export function markedText(params: Params, text: string, entitiesName: string): Marked {
  const mode = params.text('parse_mode')?.toLowerCase()
  if (mode === undefined || mode === '') {
    return found(trimmed({ text, entities: params.json<Entity[]>(entitiesName) ?? [] }))
  }
  if (mode !== 'html') throw badRequest('unsupported parse_mode: the simulator knows HTML only')
  return found(trimmed(parseHtml(text)))
}

/** Telegram finds commands and addresses by itself, where nothing was marked. */
function found({ text, entities }: Marked): Marked {
  const more = [...commandEntities(text), ...linkEntities(text)].filter(
    ({ offset: at }) => !entities.some(({ offset, length }) => at >= offset && at < offset + length),
  )
  return { text, entities: [...entities, ...more].sort((one, other) => one.offset - other.offset) }
}

/** Telegram takes white space off both ends. */
function trimmed({ text, entities }: Marked): Marked {
  const cut = text.length - text.trimStart().length
  const kept = text.trim()
  const moved = entities
    .map((entity) => ({ ...entity, offset: entity.offset - cut }))
    .filter(({ offset }) => offset >= 0 && offset < kept.length)
    .map((entity) => ({ ...entity, length: Math.min(entity.length, kept.length - entity.offset) }))
  return { text: kept, entities: moved }
}

/** Telegram's HTML: a few tags, four named entities and the numbered ones. */
function parseHtml(source: string): Marked {
  const open: { tag: string; at: number; url?: string }[] = []
  const entities: Entity[] = []
  let text = ''
  for (const [piece] of source.matchAll(/<[^>]*>|<|[^<]+/g)) {
    const at = Buffer.byteLength(text)
    if (!piece.startsWith('<')) text += unescaped(piece)
    else if (piece.startsWith('</')) {
      const tag = piece.slice(2, -1).trim().toLowerCase()
      const opened = open.pop()
      if (opened?.tag !== tag) {
        throw badRequest(
          `can't parse entities: Unmatched end tag at byte offset ${at}, expected "</${opened?.tag ?? ''}>", found "</${tag}>"`,
        )
      }
      entities.push(entityOf(opened, text.length))
    } else open.push({ ...openTag(piece, at), at: text.length })
  }
  const left = open.pop()
  if (left !== undefined) {
    throw badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${left.tag}"`)
  }
  return {
    text,
    entities: entities.filter(({ length }) => length > 0).sort((one, other) => one.offset - other.offset),
  }
}

function openTag(piece: string, at: number): { tag: string; url?: string } {
  const [, tag = ''] = /^<([a-z-]+)/i.exec(piece) ?? []
  const name = tag.toLowerCase()
  if (!Object.hasOwn(kinds, name)) {
    throw badRequest(`can't parse entities: Unsupported start tag "${tag}" at byte offset ${at}`)
  }
  const [, url] = /href\s*=\s*["']([^"']*)["']/i.exec(piece) ?? []
  return { tag: name, ...(url !== undefined && { url: unescaped(url) }) }
}

function entityOf({ tag, at, url }: { tag: string; at: number; url?: string }, end: number): Entity {
  return { type: kinds[tag] ?? tag, offset: at, length: end - at, ...(url !== undefined && { url }) }
}

const named: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"' }

const unescaped = (text: string): string =>
  text.replace(
    /&(?:#(\d+)|#x([0-9a-f]+)|(lt|gt|amp|quot));/gi,
    (whole, decimal?: string, hex?: string, name?: string) => {
      if (decimal !== undefined) return String.fromCodePoint(Number(decimal))
      if (hex !== undefined) return String.fromCodePoint(parseInt(hex, 16))
      return named[name?.toLowerCase() ?? ''] ?? whole
    },
  )
