import { existsSync } from 'node:fs'
import { join } from 'node:path'

const module = 'usr/lib/nginx/modules/ngx_http_modsecurity_module.so'

/** Below which folder Debian's ModSecurity for nginx and the Core Rule Set lie: installed, or unpacked into the checkout. */
export function findWaf(checkout: string): string | undefined {
  const folders = [join(checkout, 'node_modules/.cache/waf'), '/']
  return folders.find((folder) => existsSync(join(folder, module)))
}
