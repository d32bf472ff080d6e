import { isId } from '@kindred/kernel'

/** The part of Ajv that is used here. */
interface FormatTable {
  addFormat(name: string, format: true | ((text: string) => boolean)): unknown
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/

/** Makes formats mean the same as in libs/rpc's validation: Ajv's own uuid also takes capitals and a urn: prefix. */
export function addFormats(ajv: FormatTable): void {
  ajv.addFormat('uuid', isId)
  ajv.addFormat('date-time', (text) => rfc3339.test(text) && !Number.isNaN(Date.parse(text)))
  // Told by type and bounds already; a second fault for the same value would only confuse.
  for (const name of ['int32', 'int64', 'float', 'double']) ajv.addFormat(name, true)
}
