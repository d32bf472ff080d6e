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
settings-privacy-note = Что видят другие и что знаем мы
settings-sign-out = Выйти
settings-sign-out-text = Сеанс на этом устройстве завершится. Профиль останется, и другие будут его видеть. Чтобы вернуться, снова откройте Kindred из бота.
settings-delete = Удалить аккаунт

## Deleting

delete-text = Если удалить аккаунт, исчезнет всё это:
delete-loss-profile = профиль и всё, что вы о себе рассказали
delete-loss-photos = все ваши фотографии
delete-loss-likes = все симпатии и пары
delete-loss-chats = все чаты, у обоих собеседников
delete-grace =
    { $days ->
        [one] Передумать можно в течение { $days } дня.
       *[other] Передумать можно в течение { $days } дней.
    }
delete-hidden = До этого вас никто не видит, а ваши пары видят, что вы ушли. Чтобы всё вернуть, снова откройте Kindred.
delete-sealed = Написанное в чатах ещё 30 дней хранится закрытым на случай жалобы.
delete-final = Вернуть это будет нельзя.
delete-go-on = Удалить аккаунт…
delete-question = Точно удалить всё?
delete-question-text = Аккаунт будет удалён сразу.
delete-question-grace = Удалить аккаунт?
delete-question-text-grace =
    { $days ->
        [one] Вы сразу исчезнете для всех. Через { $days } день всё будет удалено навсегда.
        [few] Вы сразу исчезнете для всех. Через { $days } дня всё будет удалено навсегда.
       *[other] Вы сразу исчезнете для всех. Через { $days } дней всё будет удалено навсегда.
    }
delete-confirm-grace = Удалить аккаунт
delete-keep = Оставить аккаунт
delete-confirm = Удалить навсегда

## Privacy

privacy-choices = Что видят другие
privacy-age = Скрыть возраст
privacy-age-note = Никто не видит, сколько вам лет. По возрасту вас по-прежнему находят, но приблизительно: одинаково для всех, кто родился в те же пять лет.
privacy-distance = Скрыть расстояние
privacy-distance-note = Никто не видит, как далеко вы. По расстоянию вас по-прежнему находят, но от середины большой области вокруг вас.
privacy-incognito = Инкогнито
privacy-incognito-note = Вас видят только те, кто понравился вам, и ваши пары. Больше никто вас не найдёт.
privacy-first = Первым пишу я
privacy-first-note = В новой паре первое сообщение можете отправить только вы. Если оба выбрали это ещё до того, как стали парой, начать может любой.

privacy-place-title = Ваше место
privacy-place-text = Ваше положение превращается в область около 36 км², как только попадает к нам. Точная точка не хранится. Другие видят только примерное расстояние.
privacy-photos-title = Ваши фотографии
privacy-photos-text = Скрытые данные, например место съёмки, удаляются. Фото видят только участники Kindred, по ссылкам, которые скоро перестают работать.
privacy-telegram-title = Telegram
privacy-telegram-text = Никто в Kindred не видит ваше имя в Telegram, имя пользователя и номер телефона. Ссылку на вас пара получит, только если вы оба выберете в чате «Обменяться контактами».
privacy-chats-title = Чаты
privacy-chats-text = Никто другой в Kindred не видит вашу переписку. Когда один из вас прекращает общение, чат исчезает у обоих. Ещё 30 дней он хранится закрытым на случай жалобы, а затем удаляется.
privacy-leave-title = Если уйдёте
privacy-leave-text = Удалить аккаунт можно в любой момент в настройках. Вы сразу исчезаете для всех, а после срока, в который можно передумать, всё удаляется. Только переписка ещё 30 дней хранится закрытой на случай жалобы: её никто не видит, а затем она тоже удаляется. Ещё 31 день хранится код, полученный из вашего аккаунта Telegram (узнать аккаунт по нему нельзя): так жалоба не теряет силу, если вы вернётесь. Дольше — только пока жалоба рассматривается или действует блокировка.

## Own data

settings-data = Ваши данные
settings-data-note = Копия, входы, удаление
export-title = Копия ваших данных
export-text = Всё, что Kindred хранит о вас, одним ZIP-файлом: профиль, фотографии, симпатии и то, что вы написали.
export-others = Написанное другими принадлежит им, поэтому в файле этого нет.
export-ask = Сделать копию
export-again = Сделать новую копию
export-making = Копия готовится. Можно закрыть эту страницу и вернуться позже.
export-ready = Копия готова. Её можно скачать до { $time }, { $day }.
export-expired = Срок последней копии истёк.
export-failed = Не удалось сделать копию. Попробуйте ещё раз.
export-download = Скачать
export-sign-in = Получить ссылку
export-reopen = Для вашей безопасности закройте Kindred, снова откройте его из бота и вернитесь сюда.
sign-ins-title = История входов
sign-ins-note = За последние 90 дней
sign-ins-text = Все случаи за последние 90 дней, когда Kindred открывали от вашего имени. Не узнаёте вход? Завершите его в разделе «Где выполнен вход».
sign-ins-bot = Чат с ботом
sign-ins-new = новое устройство
sign-ins-active = вход ещё действует
sign-ins-more = Показать ещё

## Coming back before the account is gone

return-title = С возвращением
return-text = Ваш аккаунт будет удалён { $day }. До этого можно вернуть всё, как было: профиль, пары и чаты.
return-restore = Восстановить аккаунт
return-keep = Оставить как есть
return-done = Рады, что вы снова с нами.
return-erasing-title = Ваш аккаунт удаляется
return-erasing-text = Восстановить его уже нельзя. Через несколько минут можно начать заново.

## Прощание

system-deleted-title = Аккаунт удалён
system-deleted-text = Профиль, фотографии, симпатии и чаты удалены. Спасибо, что были с нами. Всего вам доброго!
system-leaving-title = Может быть, до встречи
system-leaving-text = Вас больше никто не видит. Всё будет удалено { $day }. Передумаете раньше — снова откройте Kindred и отмените удаление.
system-receipt-copy = Скопировать ссылку на справку
system-receipt-copied = Скопировано. По ссылке видно, что и когда удалено.

## Уведомления

notify-title = Уведомления
notify-row-note = О чём и когда сообщает бот
notify-text = Пока Kindred закрыт, наш бот сообщает о новом здесь, в Telegram. О том, что вы уже видели, он не напоминает.
notify-kinds = О чём сообщать
notify-pause = Приостановить все
notify-pause-note = Бот молчит, пока вы не включите его снова. О том, что придёт за это время, он потом не сообщит.
notify-kind-message = Сообщения
notify-note-message = Вам написали те, с кем вы совпали
notify-kind-match = Пары
notify-note-match = Симпатия оказалась взаимной
notify-kind-like = Симпатии
notify-note-like = Вы кому-то понравились
notify-kind-superlike = Суперлайки
notify-note-superlike = Вы кому-то очень понравились
notify-kind-your-turn = Ваш ход
notify-note-your-turn = Одно мягкое напоминание о тех, кто ждёт ответа
notify-kind-photo = Проверка фото
notify-note-photo = Ваше фото проверили
notify-kind-news = Новости
notify-note-news = Что нового в Kindred, изредка
notify-preview = Показывать текст сообщений
notify-preview-note = Иначе бот скажет лишь, что вам написали
notify-quiet = Тихие часы
notify-quiet-note = Всё, что придёт в это время, подождёт и придёт потом одним сообщением
notify-quiet-from = С
notify-quiet-to = До
notify-zone = По времени { $zone }.
notify-zone-here = По времени { $zone }
notify-safety = О том, что касается вашей безопасности и аккаунта, бот сообщает всегда, и в тихие часы тоже.
notify-unreachable-title = Бот не может вам написать
notify-unreachable-text = Вы заблокировали его или не разрешили ему писать. Пока это так, он ни о чём не сообщит.
notify-unreachable-allow = Разрешить ему писать

## Приглашения

invite-title = Пригласить друзей
invite-note = Поделиться ссылкой
invite-text = Знаете кого-то, кому здесь будет хорошо? Отправьте свою ссылку. Вы увидите, сколько человек пришло по ней, но не кто именно. Вашу анкету по ней не видно.
invite-required = Новые люди приходят сюда только по приглашению, и ваша ссылка — такое приглашение.
invite-count =
    { $count ->
        [0] По вашей ссылке пока никто не пришёл.
        [one] По вашей ссылке пришёл { $count } человек.
        [few] По вашей ссылке пришли { $count } человека.
       *[many] По вашей ссылке пришли { $count } человек.
    }
invite-share = Поделиться ссылкой
invite-copy = Скопировать ссылку
invite-copied = Скопировано
invite-message = Я в Kindred: здесь спокойно и по-доброму знакомятся. Загляните:
invite-no-bot = Ссылку здесь не сделать: те, кто ведёт этот Kindred, не указали имя его бота.
uninvited-title = По приглашению
uninvited-text = Новые люди приходят в этот Kindred по ссылке тех, кто уже здесь. Попросите ссылку у друга и откройте её: хватит одного нажатия.

## Без входа

system-expired-title = Начнём заново
system-expired-text = Это окно открыто слишком давно. Отправьте боту /start и откройте Kindred из его ответа.
system-signed-out-title = Вы вышли
system-signed-out-text = Сеанс на этом устройстве завершён. Чтобы вернуться, отправьте боту /start и откройте Kindred из его ответа.
system-to-bot = Перейти к боту

## Вне Telegram

system-outside-title = Kindred живёт в Telegram
system-outside-text = Откройте его из нашего бота, и вы сразу войдёте: без пароля и номера телефона.
system-outside-open = Открыть в Telegram
system-outside-simulator = Попробовать в симуляторе
system-outside-ask = Откройте в Telegram бота этого Kindred и нажмите кнопку рядом с полем ввода.
