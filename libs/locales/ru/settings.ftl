settings-title = Настройки
settings-language = Язык
settings-language-text = Язык приложения и бота.
settings-sessions = Где выполнен вход
settings-sessions-note = Посмотреть и завершить сеансы
settings-sessions-text = Все места, где открыт Kindred. Завершите те, которых не узнаёте.
settings-session-current = Это устройство, сейчас
settings-session-used = Вход: { $used }
settings-session-end = Завершить
settings-session-end-of = Завершить сеанс: { $device }
settings-session-ask = { $device }: выйти?
settings-session-ask-text = Kindred закроется там, и его придётся снова открыть из бота.
settings-session-confirm = Выйти там
settings-device-unknown = Неизвестное устройство
settings-privacy = Приватность
settings-privacy-note = Что мы знаем и кто это видит
settings-sign-out = Выйти
settings-sign-out-text = Сеанс на этом устройстве завершится. Профиль останется, и другие будут его видеть. Чтобы вернуться, снова откройте Kindred из бота.
settings-delete = Удалить аккаунт

## Deleting

delete-text = Если удалить аккаунт, исчезнет всё это:
delete-loss-profile = профиль и всё, что вы о себе рассказали
delete-loss-photos = все ваши фотографии
delete-loss-likes = все симпатии и пары
delete-loss-chats = все чаты, у обоих собеседников
delete-final = Вернуть это будет нельзя.
delete-go-on = Удалить аккаунт…
delete-question = Точно удалить всё?
delete-question-text = Аккаунт будет удалён сразу.
delete-keep = Оставить аккаунт
delete-confirm = Удалить навсегда

## Privacy

privacy-place-title = Ваше место
privacy-place-text = Ваше положение превращается в область около 36 км², как только попадает к нам. Точная точка не хранится. Другие видят только примерное расстояние.
privacy-photos-title = Ваши фотографии
privacy-photos-text = Скрытые данные, например место съёмки, удаляются. Фото видят только участники Kindred, по ссылкам, которые скоро перестают работать.
privacy-telegram-title = Telegram
privacy-telegram-text = Никто в Kindred не видит ваше имя в Telegram, имя пользователя и номер телефона. Поделитесь ими сами, когда захотите.
privacy-chats-title = Чаты
privacy-chats-text = Никто другой в Kindred не видит вашу переписку. Когда один из вас прекращает общение, чат исчезает у обоих. Ещё 30 дней он хранится закрытым на случай жалобы, а затем удаляется.
privacy-leave-title = Если уйдёте
privacy-leave-text = Удалить аккаунт можно в любой момент в настройках. Всё удаляется сразу. Только переписка ещё 30 дней хранится закрытой на случай жалобы: её никто не видит, а затем она тоже удаляется.
