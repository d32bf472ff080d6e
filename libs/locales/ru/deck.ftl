### The deck, a person's page, a match, likes received.

deck-title = Знакомства
deck-pass = Пропустить
deck-like = Нравится
deck-superlike = Суперлайк
deck-undo = Вернуть последнюю карточку
deck-details = Подробнее: { $name }
deck-filters = Фильтры
deck-card = { $name }, { $age }. Стрелка влево — пропустить, вправо — нравится, вверх — суперлайк, вниз — подробнее, пробел — следующее фото.
deck-photo = Фото { $number } из { $count }: { $name }
deck-no-photo = { $name }, пока без фото
deck-stamp-like = Нравится
deck-stamp-pass = Мимо
deck-stamp-superlike = Суперлайк
deck-empty-title = Вы посмотрели всех
deck-empty-text = В радиусе { $km } км в возрасте { $min }–{ $max } пока никого нового. Попробуйте искать шире.
deck-empty-text-plain = Новые люди появляются каждый день. Загляните позже.
deck-widen = Искать в радиусе { $km } км
deck-again = Проверить ещё раз
deck-not-ready-title = Чуть-чуть не хватает
deck-not-ready-text = Укажите, где вы и кого хотите видеть, — и здесь появятся люди.
deck-refused = Не получилось. Карточка вернулась.
deck-refused-offline = Нет связи. Карточка вернулась, ничего не пропало.
deck-refused-often = Слишком быстро! Сделайте небольшую паузу.
deck-refused-undo = Эту карточку уже не вернуть.
deck-refused-superlikes = Суперлайки на сегодня закончились.

distance-within = меньше { $to } км от вас
distance-between = { $from }–{ $to } км от вас
distance-beyond = больше { $from } км от вас

superlike-title = Суперлайк для { $name }
superlike-text = { $name } увидит его на вашей карточке ещё до выбора.
superlike-message = Пара слов, если хочется
superlike-hint = { $left ->
    [one] Остался { $left } символ
    [few] Осталось { $left } символа
   *[many] Осталось { $left } символов
}
superlike-send = Отправить суперлайк
superlike-left = { $count ->
    [0] Больше не осталось
    [one] На сегодня остался { $count }
    [few] На сегодня осталось { $count }
   *[many] На сегодня осталось { $count }
}
superlike-next = Следующий появится в { $time }.

person-about = О себе
person-interests = Интересы
person-common = Общее у вас
person-facts = Коротко
person-why = Почему вы видите друг друга
person-message = Сообщение вам
person-goal = Ищет
person-height = Рост
person-height-cm = { $cm } см
person-languages = Языки
person-smoking = Курение
person-drinking = Алкоголь
person-children = Дети
person-education = Образование
person-gone-title = Этого профиля больше нет
person-gone-text = Человек ушёл из Kindred, или ссылка неверна.
reason-recency = На связи недавно
reason-completeness = Подробный профиль
reason-like-rate = Нравится многим
reason-distance = Живёт рядом
reason-interests = Общие интересы
reason-liked-you = Вы уже нравитесь
reason-score = Совпадение { $score } %

match-title = Взаимно!
match-text = Вы и { $name } понравились друг другу.
match-write = Написать
match-later = Позже

likes-title = Вы нравитесь
likes-empty-title = Симпатий пока нет
likes-empty-text = Здесь появятся те, кому вы понравились. Хорошее фото и пара слов о себе помогут.
likes-to-profile = Улучшить профиль
likes-more = Показать ещё
likes-superlike = Суперлайк
likes-open = { $name }, { $age }: посмотреть
