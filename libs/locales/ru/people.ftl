### A person's page, a match, likes received.

person-about = О себе
person-interests = Интересы
person-facts = Коротко
person-why = Что вас может сблизить
person-message = Сообщение вам
person-height = Рост
person-height-cm = { $cm } см
person-languages = Языки
person-gone-title = Этого профиля больше нет
person-gone-text = Возможно, человек ушёл из Kindred или ссылка неверна.
reason-recency = Недавно в сети
reason-completeness = Подробный профиль
reason-like-rate = Располагает к себе
reason-distance = Живёт рядом
reason-interests = Общие интересы
reason-liked-you = Вы уже нравитесь
reason-score = Совпадение: { $score } %

match-title = Взаимно!
match-text = Вы и { $name } понравились друг другу.
match-write = Написать
match-later = Позже
away-title = Пока вас не было
away-matches = { $count ->
    [one] У вас { $count } новая пара.
    [few] У вас { $count } новые пары.
   *[many] У вас { $count } новых пар.
}
away-see = Посмотреть, кто

likes-title = Кому вы нравитесь
likes-empty-title = Новых симпатий пока нет
likes-empty-text = Здесь появятся новые симпатии. Хорошее фото и пара слов о себе помогут.
likes-to-profile = Улучшить профиль
likes-more = Показать ещё
likes-superlike = Суперлайк
likes-used-up = Свайпы на сегодня закончились. Следующий появится { $day } в { $time }.

used-up-title = На сегодня всё
used-up-text = Сегодня вы посмотрели очень многих. Эта карточка останется сверху, следующий свайп появится { $day } в { $time }.
used-up-text-soon = Сегодня вы посмотрели очень многих. Эта карточка останется сверху, свайпы скоро появятся.
used-up-likes = Кому я нравлюсь
used-up-close = Хорошо

superlike-title = Суперлайк: { $name }
superlike-text = { $name } увидит его на вашей карточке ещё до выбора. Отправленный суперлайк потрачен, даже если вернуть карточку.
superlike-message = Пара слов, если хочется
superlike-send = Отправить суперлайк
superlike-left = { $count ->
    [0] Больше не осталось
    [one] На сегодня остался { $count }
    [few] На сегодня осталось { $count }
   *[many] На сегодня осталось { $count }
}
superlike-next = Следующий появится в { $time }.

## Можно ли боту писать?

writing-title = Сообщить вам?
writing-text = Когда симпатия окажется взаимной или вам напишут, наш бот может сообщить об этом в Telegram. Для этого ему нужно ваше разрешение писать вам.
writing-choose = О чём и когда сообщать, вы выберете в настройках.
writing-allow = Да, сообщите
writing-later = Не сейчас
writing-done = Хорошо, сообщим.
