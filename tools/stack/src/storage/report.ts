import type { TableSize } from './measure.js'

interface Files {
  readonly bytes: number
  readonly files: number
}

/** What there is, by kind; undefined is what could not be measured here. */
export interface Sizes {
  readonly tables: readonly TableSize[]
  readonly log: number | undefined
  readonly photos: Files | undefined
  readonly backups: Files | undefined
}

/** Tables that are shown unless all are asked for. */
const most = 15

/** The sizes as lines for a terminal. */
export function storageReport(
  { tables, log, photos, backups }: Sizes,
  { all }: { readonly all: boolean },
): string {
  const kinds: [string, string][] = [
    ['databases', megabytes(sum(tables.map(({ bytes }) => bytes)))],
    ...byService(tables),
    ['photos', photos === undefined ? 'in the bucket' : filesOf(photos)],
    ['write-ahead log', log === undefined ? 'known to an administrator of the server' : megabytes(log)],
    ['backups', backups === undefined ? 'not asked for (--backups FOLDER)' : filesOf(backups)],
  ]
  const shown = all ? tables : tables.slice(0, most)
  const rows = shown.map(({ name, bytes, rows, over, ends }) =>
    [
      name.padEnd(32),
      megabytes(bytes).padStart(12),
      `${rows} rows`.padStart(16),
      overOf(over).padStart(12),
      `  ${ends}`,
    ].join(''),
  )
  const going = tables.filter(({ over }) => over !== undefined && over > 0)
  const free = sum(
    going.map(({ bytes, rows, over }) => (rows > 0 ? (bytes * Math.min(over!, rows)) / rows : 0)),
  )
  return `${kinds.map(([kind, size]) => `${kind.padEnd(24)}${size.padStart(14)}`).join('\n')}

${'table'.padEnd(32)}${'size'.padStart(12)}${'about'.padStart(16)}${'to go now'.padStart(12)}  rows end
${rows.join('\n')}
${all || tables.length <= most ? '' : `… and ${tables.length - most} smaller ones: --all\n`}
The jobs of the services are about to remove ${sum(going.map(({ over }) => over!))} rows, about ${megabytes(free)}; PostgreSQL uses the room again for
new rows. Messages, likes and photos go with their people's word or account alone.
`
}

function byService(tables: readonly TableSize[]): [string, string][] {
  const services = [...new Set(tables.map(({ name }) => name.split(' ')[0]!))].sort()
  return services.map((service) => [
    `  ${service}`,
    megabytes(sum(tables.filter(({ name }) => name.startsWith(`${service} `)).map(({ bytes }) => bytes))),
  ])
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, one) => all + one, 0)
const megabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(1)} MB`
const filesOf = ({ bytes, files }: Files): string => `${megabytes(bytes)} in ${files} files`
const overOf = (over: number | undefined): string => (over === undefined ? '' : String(over))
