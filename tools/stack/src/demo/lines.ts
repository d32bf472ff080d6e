const openers = [
  'Hi! Your profile made me smile.',
  'Hello there. How is your day going?',
  'Hey! What was the best thing about your week?',
  'Hi! If we left town for a day, where would you go first?',
]

const answers = {
  english: [
    'Oh, I like that! Tell me more.',
    'Haha, same here.',
    'Really? How did that begin?',
    'I was just thinking about something like that.',
    'Sounds good. What do you do when it rains?',
    'You have good taste. Coffee or tea?',
    'That is a story for a walk by the river, I think.',
    'I am free on Saturday, by the way.',
  ],
  russian: [
    'О, мне нравится! Расскажи подробнее.',
    'Ха-ха, у меня так же.',
    'Правда? А как это началось?',
    'Надо же, мысли сходятся!',
    'Звучит здорово. А чем занимаешься, когда идёт дождь?',
    'Хороший вкус. Кофе или чай?',
    'Это история для прогулки у реки.',
    'Кстати, в субботу время есть.',
  ],
}

/** The first words of a demo person after a match. */
export const opener = (draw: number): string => pick(openers, draw)

/** What a demo person says to a message, in the language it was written in. */
export const answerTo = (text: string, draw: number): string =>
  pick(/\p{Script=Cyrillic}/u.test(text) ? answers.russian : answers.english, draw)

const pick = (lines: readonly string[], draw: number): string => lines[Math.floor(draw * lines.length)] ?? ''
