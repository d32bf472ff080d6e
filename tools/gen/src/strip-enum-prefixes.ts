import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

import type { EnumDescriptorProto, FileDescriptorSet } from '@bufbuild/protobuf/wkt'

/** ts-proto keeps the proto prefix in string enum values; REST, SQL and our code all say `WOMAN`, not `GENDER_WOMAN`. */
export function stripEnumPrefixes(root: string, set: FileDescriptorSet): void {
  const enums = set.file
    .filter((file) => file.package.startsWith('kindred.'))
    .flatMap((file) => file.enumType)
  const short = new Map(enums.flatMap(shortNames))
  for (const file of set.file.filter((candidate) => candidate.package.startsWith('kindred.'))) {
    const path = join(root, 'libs/contracts/src/gen', file.name.replace(/\.proto$/, '.ts'))
    const text = readFileSync(path, 'utf8')
    writeFileSync(
      path,
      text.replace(/"([A-Z][A-Z0-9_]+)"/g, (whole, name: string) =>
        short.has(name) ? `"${short.get(name)}"` : whole,
      ),
    )
  }
}

function shortNames(type: EnumDescriptorProto): [string, string][] {
  const prefix = `${type.name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_').toUpperCase()}_`
  return type.value.map((value) => [value.name, value.name.slice(prefix.length)])
}
