import type { Gender } from '@kindred/client'

/** Everybody whom documents and tests may call by name, in the order in which they come to be. */
export const namedPeople: readonly { readonly name: string; readonly gender: Gender }[] = [
  { name: 'Alice', gender: 'WOMAN' },
  { name: 'Bob', gender: 'MAN' },
  { name: 'Carol', gender: 'WOMAN' },
  { name: 'Dave', gender: 'MAN' },
  { name: 'Erin', gender: 'WOMAN' },
  { name: 'Frank', gender: 'MAN' },
  { name: 'Grace', gender: 'WOMAN' },
  { name: 'Heidi', gender: 'WOMAN' },
  { name: 'Ivan', gender: 'MAN' },
  { name: 'Robin', gender: 'NONBINARY' },
]

const words = (text: string): string[] => text.trim().split(/\s+/)

/** First names by gender. */
export const firstNames: Readonly<Record<'WOMAN' | 'MAN' | 'NONBINARY', readonly string[]>> = {
  WOMAN:
    words(`Agnese Aleksandra Amelie Ana Anna Beatriz Clara Daria Diana Eka Elena Elina Emma Evija Frida Greta Hanna
    Ieva Ilze Inês Irina Jana Jelena Julia Kaisa Karina Katya Laima Lana Laura Lea Lena Liga Lina Liis Lucia Madara Maja
    Maria Marta Mia Milica Mila Nadia Natalia Nino Nora Olga Oksana Paula Polina Rasa Rita Sanna Santa Sara Sofia Tamar
    Tatiana Tereza Vera Victoria Yana Zane Zofia`),
  MAN: words(`Adam Aleksei Alex Andrei Andris Anton Artur Bruno Daniel Davit Denis Dmitri Edgars Emil Erik Felix Filip
    Georg Giorgi Goran Gustavs Igor Ilya Jakob Jan Janis João Jonas Juris Kaspar Konrad Lars Leon Levan Luka Lukas Maks
    Marek Martin Mateusz Max Miguel Mihkel Mikhail Milan Nikita Nikola Oleg Oskar Pavel Paul Pedro Peter Rasmus Roman
    Rihards Sandro Sergei Stefan Tiago Toms Tomasz Valdis Viktor Vlad Yuri`),
  NONBINARY: words(
    `Alexis Ariel Charlie Dana Eden Jules Kim Lou Luca Max Misha Noa Quinn Sam Sasha Sky Taylor Toni Val`,
  ),
}
