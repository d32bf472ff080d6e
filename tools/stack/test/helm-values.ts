/** A value of values.yaml by its path, with the comment above it and what stands behind it. */
interface Value {
  readonly path: string
  readonly comment: string
  readonly text: string
}

/** Every leaf of a values.yaml that is written in blocks, as ours is. */
function listValues(yaml: string): Value[] {
  const values: Value[] = []
  const above: { indent: number; name: string }[] = []
  let comment: string[] = []
  for (const line of yaml.split('\n')) {
    const [, blank = '', remark, name = '', text = ''] = /^( *)(?:# ?(.*)|(\w+):(?: (.*))?)$/.exec(line) ?? []
    if (remark !== undefined) comment.push(remark)
    if (name === '') {
      if (line === '') comment = []
      continue
    }
    while ((above.at(-1)?.indent ?? -1) >= blank.length) above.pop()
    above.push({ indent: blank.length, name })
    const path = above.map((one) => one.name).join('.')
    if (text !== '') values.push({ path, comment: comment.join(' '), text })
    comment = []
  }
  return values
}

/** The values that nothing is said of. */
export const undocumentedValues = (yaml: string): string[] =>
  listValues(yaml)
    .filter(({ comment }) => comment === '')
    .map(({ path }) => path)

/** The values as a table. */
export const documentValues = (yaml: string): string =>
  [
    '| value | default | |',
    '|---|---|---|',
    ...listValues(yaml).map(({ path, comment, text }) => `| \`${path}\` | \`${text}\` | ${comment} |`),
    '',
  ].join('\n')
