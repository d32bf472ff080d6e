import type { Entity } from '../src/world/types.js'
import { h } from './dom.js'

/** What a press on a marked word does. */
export interface TextActions {
  command(text: string): void
  link(url: string): void
}

/** A text with its marks, as nodes. */
export function richText(text: string, entities: readonly Entity[], actions: TextActions): Node[] {
  const cuts = [0, text.length, ...entities.flatMap(({ offset, length }) => [offset, offset + length])]
  const edges = [...new Set(cuts)].sort((one, other) => one - other)
  return edges.slice(0, -1).map((from, index) => {
    const to = edges[index + 1] ?? text.length
    const marks = entities.filter(({ offset, length }) => offset <= from && offset + length >= to)
    return marks.reduceRight<Node>(
      (inner, mark) => wrap(mark, inner, actions),
      document.createTextNode(text.slice(from, to)),
    )
  })
}

const tags = {
  bold: 'b',
  italic: 'i',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
} as const

function wrap(mark: Entity, inner: Node, actions: TextActions): Node {
  const { type, url } = mark
  const said = inner.textContent ?? ''
  if (type === 'bot_command')
    return h('button', { className: 'text-link', onclick: () => actions.command(said) }, inner)
  if (type === 'text_link' || type === 'url') {
    return h(
      'button',
      { className: 'text-link', title: url ?? said, onclick: () => actions.link(url ?? said) },
      inner,
    )
  }
  if (type === 'spoiler') return h('span', { className: 'spoiler', tabIndex: 0 }, inner)
  return type in tags ? h(tags[type as keyof typeof tags], {}, inner) : inner
}
