### Everything that is said of facts: what people choose, and what others filter by.
### The first word of a key says where it stands, and when it is loaded: form and filters (rooms), person (meet), pool (pool); answers come first.

## gender

form-gender = Пол
pool-why-gender = другого пола, чем вы выбрали
gender-woman = Женщина
gender-man = Мужчина
gender-nonbinary = Небинарный человек

## goal

form-goal = Что вы ищете?
filters-goals = Ищет
person-goal = Ищет
pool-why-goals = с другой целью
goal-long-term = Серьёзные отношения
goal-short-term = Лёгкое общение без обязательств
goal-friendship = Дружба
goal-chat = Просто поболтать
goal-undecided = Пока не знаю

## smoking

form-smoking = Курение
filters-smoking = Курение
person-smoking = Курение
pool-why-smoking = с другим ответом о курении
habit-never = Никогда
habit-sometimes = Иногда
habit-often = Часто

## drinking

form-drinking = Алкоголь
filters-drinking = Алкоголь
person-drinking = Алкоголь
pool-why-drinking = с другим ответом об алкоголе

## children

form-children = Дети
filters-children = Дети
person-children = Дети
pool-why-children = с другими планами на детей
children-have = Есть дети
children-want = Хочу детей
children-do-not-want = Не хочу детей
children-open = Не исключаю детей

## education

form-education = Образование
filters-education = Образование
person-education = Образование
pool-why-education = с другим образованием
education-school = Школа
education-college = Колледж
education-bachelor = Бакалавр
education-master = Магистр
education-doctorate = Учёная степень

## photos and verified

filters-has-photo = С фото
pool-why-has-photo = без фото
filters-verified = Проверенные
pool-why-verified = без проверки профиля
