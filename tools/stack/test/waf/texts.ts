/** What people put into sentences: quotes, SQL, code, addresses, HTML, emoji. */
const things = [
  `"the one that got away"`,
  `O'Brien's & D'Angelo's`,
  `select * from weekend where you = 'free' or 1=1; --`,
  `drop table excuses;`,
  `union select name, phone from friends`,
  `<b>bold</b> and <i>italic</i> <3`,
  `<script>alert('hi')</script>`,
  `<img src=x onerror=alert(1)>`,
  `if (a && b) { return a || b } // lol`,
  `const x = require('fs').readFileSync('/etc/passwd')`,
  `$(rm -rf /) && echo done | cat`,
  `../../etc/passwd`,
  `https://example.com/?q=1&next=https%3A%2F%2Fexample.org/a.php#top`,
  `http://192.168.0.1:8080/admin.php?cmd=ls`,
  `GET / HTTP/1.1`,
  `javascript:void(0)`,
  `{{ 7 * 7 }} \${jndi} #{user}`,
  `👩🏽‍❤️‍💋‍👨🏼 🫶🏾 🇱🇻`,
  `¯\\_(ツ)_/¯ (╯°□°)╯︵ ┻━┻`,
  `100% sure; 50/50; a -> b; x := 3; C:\\Users\\me`,
  `"Мастер и Маргарита" — 'Собачье сердце'`,
  `<?php echo "hello"; ?>`,
  `SELECT, INSERT, UPDATE — я целый день в базе`,
  `exec xp_cmdshell 'dir'`,
  `@durov, t.me/durov, +371 20000000`,
  `e=mc²; ∑ 1/n² = π²/6`,
]

const sentences: readonly ((thing: string) => string)[] = [
  (thing) => `You will laugh: ${thing}`,
  (thing) => `${thing} — that is all I have to say about my week.`,
  (thing) => `My brother texted me "${thing}" and went to sleep?!`,
  (thing) => `Do you know what this means?\n\n${thing}\n\nI do not.`,
  (thing) => `ok so ${thing} and then or and not like in between us`,
  (thing) => `Ты только посмотри: ${thing}`,
  (thing) => `${thing} — вот и весь мой день.`,
  (thing) => `Подруга пишет: «${thing}», а я сижу и думаю: или да, или нет.`,
  (thing) => `Что это значит?\n${thing}\nЯ не знаю 🤷`,
  (thing) => `Люблю кофе, кошек и ${thing}; а ты?`,
]

/** Some hundred texts that people might write, in English and Russian. */
export const texts: readonly string[] = sentences.flatMap((sentence) => things.map(sentence))

/** Addresses as the clients of Kindred ask for them. */
export const questions: readonly string[] = [
  ...[
    "Val-d'Or",
    "L'Aquila",
    'Рига',
    'São Paulo',
    'New York',
    '東京',
    "Coeur d'Alene",
    'Saint-Jean',
    'Or',
  ].map((town) => `/v1/profiles/towns?query=${encodeURIComponent(town)}&language=ru`),
  ...["O'Brien", 'Анна-Мария', 'Jean Luc', 'Union', 'Like'].map(
    (name) => `/v1/moderation/people?name=${encodeURIComponent(name)}`,
  ),
  '/v1/discovery/candidates?page_size=20&filters.smoking=NEVER&filters.interests=reading&filters.min_height_cm=160',
  '/v1/chat/conversations?page_size=50&page_token=eyJ0IjoiMjAyNi0xMS0zMFQwNzoyMDowMFoiLCJpZCI6IjAxYTIifQ',
  '/v1/media/01a22b37-258b-7746-9f79-b0dbc3e37d51/full?exp=1796023209&sig=Zk3_-9aQ0TtYk1cXwq8hWmO2uA7bE5nL4rJ6sD',
  '/app/?tgWebAppStartParam=ref_Ab12-_Cd&lang=ru',
  '/app/chats/01a22b37-258b-7746-9f79-b0dbc3e37d51',
  '/.well-known/jwks.json',
  '/openapi.json',
]
