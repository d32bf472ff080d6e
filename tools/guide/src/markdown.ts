import MarkdownIt from 'markdown-it'

import { createAnchors } from './anchors.js'

/** Where a link or a picture of a page leads: its new address, or undefined when only its text is to stand there. */
export type ResolveLink = (address: string) => string | undefined

/** A heading, and the words below it up to the next one. */
export interface Section {
  readonly level: number
  readonly anchor: string
  readonly heading: string
  readonly text: string
}

/** A page as HTML, and what it says by section. */
export interface Rendered {
  readonly html: string
  readonly title: string
  readonly sections: readonly Section[]
}

const markdown = new MarkdownIt({ html: false, linkify: true }).disable('strikethrough')
markdown.linkify.set({ fuzzyLink: false, fuzzyEmail: false })

type Token = ReturnType<typeof markdown.parse>[number]

/** Reads a page: headings get anchors, links their place in the guide. */
export function renderMarkdown(text: string, resolveLink: ResolveLink): Rendered {
  const tokens = markdown.parse(withoutComments(text), {})
  const anchorOf = createAnchors()
  const sections: { level: number; anchor: string; heading: string; words: string[] }[] = []
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const heading = plain(tokens[index + 1])
      const anchor = anchorOf(heading)
      token.attrSet('id', anchor)
      sections.push({ level: Number(token.tag.slice(1)), anchor, heading, words: [] })
    } else if (token.type === 'inline') {
      if (tokens[index - 1]?.type !== 'heading_open') sections.at(-1)?.words.push(plain(token))
      token.children = led(token.children ?? [], resolveLink)
    } else if (token.type === 'fence' || token.type === 'code_block')
      sections.at(-1)?.words.push(token.content)
  }
  const html = markdown.renderer.render(tokens, markdown.options, {})
  return {
    html,
    title: sections[0]?.heading ?? '',
    sections: sections.map(({ words, ...section }) => ({ ...section, text: words.join(' ') })),
  }
}

/** Marks for tests stand in comments; inside of code they are what they look like. */
const withoutComments = (text: string): string =>
  text.replaceAll(/^(`{3,}|~{3,})[^]*?^\1\s*$|<!--[^]*?-->/gm, (found) =>
    found.startsWith('<!--') ? '' : found,
  )

function plain(token: Token | undefined): string {
  const children = token?.children ?? []
  return children
    .map(({ type, content }) => (type === 'softbreak' || type === 'hardbreak' ? ' ' : content))
    .join('')
}

/** The tokens of a line with every link and picture led to its place; a link to what is not in the guide becomes its text. */
function led(tokens: readonly Token[], resolveLink: ResolveLink): Token[] {
  let open = true
  return tokens.filter((token) => {
    if (token.type === 'link_close') return open
    if (token.type !== 'link_open' && token.type !== 'image') return true
    const name = token.type === 'image' ? 'src' : 'href'
    const target = resolveLink(String(token.attrGet(name) ?? ''))
    if (token.type === 'link_open') open = target !== undefined
    if (target !== undefined) token.attrSet(name, target)
    return target !== undefined
  })
}

const escaped = markdown.utils.escapeHtml

markdown.renderer.rules['fence'] = (tokens, index) => {
  const { content, info } = tokens[index]!
  const language = info.trim().split(/\s+/)[0] ?? ''
  const code = escaped(content)
  // What a shell does not read is shown paler.
  const shown = language === 'sh' ? code.replaceAll(/(^|\s)(#[ ].*)$/gm, '$1<i>$2</i>') : code
  return `<div class="code"><pre tabindex="0"><code>${shown}</code></pre></div>\n`
}
markdown.renderer.rules['heading_close'] = (tokens, index, options) => {
  const opening = tokens[index - 2]
  const anchor = String(opening?.attrGet('id') ?? '')
  const mark = `<a class="anchor" href="#${escaped(anchor)}" aria-label="Link to this section">#</a>`
  return ` ${mark}${markdown.renderer.renderToken(tokens, index, options)}`
}
// A wide table scrolls by itself. The policy of the guide allows no style attributes, so columns are aligned by classes.
markdown.renderer.rules['table_open'] = () => '<div class="table" tabindex="0"><table>\n'
markdown.renderer.rules['table_close'] = () => '</table></div>\n'
for (const cell of ['th_open', 'td_open'])
  markdown.renderer.rules[cell] = (tokens, index, options) => {
    const token = tokens[index]!
    const align = /text-align:(\w+)/.exec(String(token.attrGet('style') ?? ''))?.[1]
    token.attrs = align === undefined ? null : [['class', align]]
    return markdown.renderer.renderToken(tokens, index, options)
  }
