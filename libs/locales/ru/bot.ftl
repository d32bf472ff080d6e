### Что бот говорит в чате.

bot-menu-button = Открыть

## What Telegram shows of the bot

# In a chat in which nothing was said yet, up to 512 characters.
bot-description =
    Kindred помогает знакомиться с людьми рядом, спокойно и по-доброму.

    Расскажите немного о себе, посмотрите, кто есть поблизости, и пишите тем, кому понравились и вы. Точное место и имя в Telegram никто не увидит.

    Нажмите «Начать» или «Открыть» внизу.
# On the bot’s page and where it is shared, up to 120 characters.
bot-short-description = Знакомства с людьми рядом, спокойно и по-доброму. С 18 лет.

## The command list

bot-command-start = Начать или открыть Kindred
bot-command-profile = Мой профиль
bot-command-matches = Пары и чаты
bot-command-chats = Чаты и что в них нового
bot-command-close = Закрыть открытый чат
bot-command-notifications = О чём мне сообщать
bot-command-settings = Настройки
bot-command-language = Сменить язык
bot-command-pause = Скрыть профиль или показать снова
bot-command-help = Что я умею
bot-command-support = Связаться с нами
bot-command-privacy = Что Kindred знает обо мне
bot-command-delete = Удалить аккаунт

## Buttons that open the app

bot-open-app = Открыть Kindred
bot-open-deck = Знакомиться
bot-open-chats = Все чаты
bot-open-chat = Открыть чат
bot-open-profile = Открыть профиль
bot-open-photos = Мои фото
bot-open-settings = Открыть настройки
bot-open-support = Написать нам
bot-create-profile = Создать профиль
bot-edit-profile = Изменить профиль

## Beginning

bot-welcome =
    Привет! Kindred помогает знакомиться с людьми рядом, спокойно и по-доброму.

    Расскажите немного о себе и о том, с кем хотите познакомиться, и посмотрите, кто есть поблизости. Это займёт две минуты.
bot-welcome-back = С возвращением, { $name }! Возможно, вас уже кто-то ждёт.
bot-link-profile = Вам советуют посмотреть этот профиль.
bot-link-match = Это взаимно! Поздоровайтесь: первые слова самые трудные.
bot-link-chat = Ваш чат здесь.
bot-help = Знакомства живут в приложении, а здесь я понимаю:
bot-hint = Я понимаю только команды и фото. /help покажет, что я умею.
bot-unknown-command = Такой команды я не знаю. /help покажет, что я умею.
bot-old-button = Эта кнопка устарела.

## Консоль

bot-open-console = Открыть консоль
bot-console = Очередь за этой кнопкой. Чтобы работать на компьютере, выберите там «На компьютере».
bot-console-not-staff = Консоль — для тех, кто присматривает за этим сообществом, а этот аккаунт не из их числа. Чтобы пожаловаться на кого-то, откройте его анкету или ваш чат в приложении.

## Your card

bot-no-profile = У вас пока нет профиля. Это займёт две минуты.
bot-card-completeness = Заполнено на { $percent } %
bot-card-add-photo = Пришлите мне фото, и оно станет первым в профиле.
bot-card-add-bio = Сейчас больше всего помогут несколько слов о себе.
bot-card-add-interests = Назовите несколько интересов: с них проще всего начать разговор.
bot-card-add-photos = Профили с тремя фото замечают намного чаще. Просто пришлите их мне.

bot-card-paused = Профиль скрыт: никто новый его не видит. /pause покажет его снова.

## Pause

bot-paused = Профиль скрыт: никто новый его не видит. Пары и чаты остаются.
bot-unpaused = Профиль снова виден.
bot-pause = Скрыть профиль
bot-unpause = Показать снова

## Matches

bot-matches = Последние пары:
bot-matches-none = Пар пока нет. Осмотритесь: возможно, вас уже кто-то ждёт.
bot-matches-person =
    { $unread ->
        [0] { $name }, { $age }
        [one] { $name }, { $age } · { $unread } новое
       *[other] { $name }, { $age } · { $unread } новых
    }

## Chats

bot-chats = Ваши чаты, сначала свежие:
bot-chats-person =
    { $unread ->
        [0] { $name }
        [one] { $name } · { $unread } новое
       *[other] { $name } · { $unread } новых
    }
bot-chats-newer = ← Новее
bot-chats-older = Раньше →
bot-chat-somebody = Кто-то
bot-chat-you = Вы
bot-chat-head =
    { $count ->
        [1] { $who }
        [one] { $who } · { $count } новое сообщение
        [few] { $who } · { $count } новых сообщения
       *[other] { $who } · { $count } новых сообщений
    }
bot-chat-unread =
    { $count ->
        [1] Вам новое сообщение: { $who }.
        [one] { $count } новое сообщение: { $who }.
        [few] { $count } новых сообщения: { $who }.
       *[other] { $count } новых сообщений: { $who }.
    }
bot-chat-no-words = Здесь пока ничего не сказано. Первые слова самые трудные.
bot-chat-reply = Ответить
bot-chat-read = Прочитать
bot-chat-open = Открыть
bot-chat-older = Что было раньше
bot-chat-mute = Без звука
bot-chat-unmute = Со звуком
bot-chat-muted = Больше не буду сообщать об этом чате.
bot-chat-unmuted = Снова буду сообщать об этом чате.
bot-chat-more = ⋯
bot-chat-close = Закрыть
bot-chat-opened = Открыт чат: { $name }. Всё, что вы напишете, придёт туда, пока вы не отправите /close.
bot-chat-closed = Чат закрыт: { $name } больше не получает то, что вы пишете здесь.
bot-chat-none-open = Сейчас ни один чат не открыт. /chats покажет все.
bot-chat-still = Отправить это в чат с собеседником { $name }? Вы открыли его давно. /close закроет его.
bot-chat-send = Отправить
bot-chat-sent = Отправлено.
bot-chat-aside = Отправлено туда. Без ответа на сообщение ваши слова по-прежнему получает { $name }.
bot-chat-not-sent = Не отправлено: Kindred сейчас недоступен. Попробуйте ещё раз.
bot-chat-too-fast = Не отправлено: слишком быстро. Попробуйте ещё раз через минуту.
bot-chat-too-long =
    { $over ->
        [one] Не отправлено: в сообщении может быть { $most } символов, а в этом на { $over } символ больше. Сократите его, пожалуйста.
        [few] Не отправлено: в сообщении может быть { $most } символов, а в этом на { $over } символа больше. Сократите его или отправьте частями.
       *[other] Не отправлено: в сообщении может быть { $most } символов, а в этом на { $over } символов больше. Сократите его или отправьте частями.
    }
bot-chat-empty = Не отправлено: в сообщении нечего прочесть.
bot-chat-ended = Не отправлено: этот чат завершён.
bot-chat-ended-short = Этот чат завершён.
bot-chat-used-up =
    { $hours ->
        [one] Не отправлено: новых чатов пока достаточно. Следующий можно начать примерно через { $hours } час.
        [few] Не отправлено: новых чатов пока достаточно. Следующий можно начать примерно через { $hours } часа.
       *[other] Не отправлено: новых чатов пока достаточно. Следующий можно начать примерно через { $hours } часов.
    }
bot-chat-sent-before = Первый вариант этого сообщения уже дошёл.
bot-chat-words-only = Не отправлено: я передаю только слова. Чтобы добавить фото в профиль, сначала отправьте /close.
bot-chat-words-gone = Этих слов у меня больше нет. Напишите их ещё раз.
bot-chat-no-forward = Не отправлено: пересланное я не передаю. Скажите своими словами.
bot-chat-no-edit = Отправленное остаётся как было: правки в Telegram до собеседника не доходят. Просто напишите ещё раз.
bot-chat-what = Что сделать с чатом? Собеседник: { $name }.
bot-chat-unmatch = Разорвать пару
bot-chat-unmatch-ask = Разорвать пару ({ $name })? Чат исчезнет у вас обоих и не вернётся.
bot-chat-unmatch-now = Да, разорвать
bot-chat-unmatched = Пары больше нет: { $name }.
bot-chat-block = Заблокировать
bot-chat-block-ask = Заблокировать? { $name } и вы больше не увидите друг друга, и чат исчезнет. Об этом никто не узнает.
bot-chat-block-now = Да, заблокировать
bot-chat-blocked = { $name } в чёрном списке. Отменить можно в настройках, в разделе «Заблокированные».
bot-chat-keep = Ничего не делать
bot-chat-kept = Хорошо, всё остаётся как есть.

## What the bot tells by itself

bot-notice-see = Посмотреть
bot-notice-write = Поздороваться
bot-notice-superlikes =
    { $count ->
        [1] Вам поставили суперлайк!
        [one] { $count } человек поставил вам суперлайк!
        [few] { $count } человека поставили вам суперлайк!
       *[other] { $count } человек поставили вам суперлайк!
    }
bot-notice-your-turn = { $who } ждёт вашего ответа. Хватит и пары слов.
bot-notice-photo-approved = Фото проверено: теперь его видят все.
bot-notice-verified = Профиль подтверждён. Это видно всем.
bot-notice-not-verified = По видео не удалось понять, что это вы, поэтому профиль пока не подтверждён. Попробуйте ещё раз.
bot-notice-standing-good = Ваш аккаунт снова открыт. С возвращением!
bot-notice-report = Мы посмотрели вашу жалобу.
bot-digest-messages =
    { $count ->
        [one] { $count } непрочитанное сообщение.
        [few] { $count } непрочитанных сообщения.
       *[other] { $count } непрочитанных сообщений.
    }
bot-digest-others = И ещё кое-что.
bot-notices-off = Больше не сообщать
bot-notices-on = Снова сообщать
bot-notices-off-done = Выключено. Все настройки: /notifications
bot-notices-on-done = Снова включено.
bot-notices-open = Уведомления
bot-notices = Вот о чём я сообщаю, пока вас нет. Нажмите, чтобы изменить. О вашей безопасности я сообщаю всегда.
bot-notices-are-paused = Сейчас всё на паузе.
bot-notices-preview = Показывать текст сообщений
bot-notices-quiet = Тихо { $from }–{ $to }
bot-notices-hours = Изменить…
bot-notices-paused = Всё на паузу
bot-notices-hours-text = Тихие часы с { $from } до { $to }: всё, что придёт в это время, подождёт и придёт одним сообщением. Первый ряд — начало, второй — конец.
bot-notices-zone = Ваш часовой пояс: { $zone }.
bot-notices-no-zone = Я пока не знаю вашего часового пояса, поэтому часы указаны по UTC. Откройте Kindred один раз, и они станут вашими.
bot-kind-message = Сообщения
bot-kind-match = Пары
bot-kind-like = Лайки
bot-kind-superlike = Суперлайки
bot-kind-your-turn = Ваш ход
bot-kind-photo = Проверка фото
bot-kind-news = Новости

## Photos sent to the bot

bot-photo-added = Готово! Теперь в профиле { $count } из { $most } фото.
bot-photo-pending = Спасибо! Фото проверяется и появится в профиле, как только его одобрят.
bot-photo-rejected = Это фото нарушает правила и не добавлено. Выберите, пожалуйста, другое.
bot-photo-full = У вас уже { $most } фото. Уберите одно и пришлите это ещё раз.
bot-photo-quota = Загружено слишком много фото. Сначала удалите лишние в приложении.
bot-photo-too-large = Это фото слишком большое. Можно не больше 10 МБ.
bot-photo-too-small = Это фото слишком маленькое или узкое, оно будет плохо смотреться.
bot-photo-unsupported = Я понимаю только картинки JPEG, PNG и WebP.
bot-photo-broken = Это фото повреждено и не открывается. Выберите, пожалуйста, другое.
bot-photo-unavailable = Telegram не отдал мне это фото. Пришлите его, пожалуйста, ещё раз.
bot-album-left-out =
    { $count ->
        [one] { $count } фото не добавлено.
        [few] { $count } фото не добавлены.
       *[other] { $count } фото не добавлено.
    }

## Settings

bot-settings = Язык, устройства и аккаунт собраны в настройках.
bot-language = На каком языке говорить?
bot-language-chosen = Хорошо, теперь говорю по-русски.
bot-support = Что-то не работает или кто-то вас обидел? Напишите нам, ответит человек.
bot-support-none = Что-то не работает или кто-то вас обидел? Напишите тем, кто ведёт этого бота: их контакт указан на странице бота, под его именем.
bot-privacy =
    Kindred знает о вас только то, что вы сами рассказали: профиль, фото, кто вам нравится и что вы пишете.

    Место хранится только как область примерно в 36 км². Никто не видит ваше имя в Telegram, номер и точное место.

    /delete сразу скрывает вас от всех, а затем удаляет аккаунт. Только переписка ещё 30 дней хранится закрытой на случай жалобы, а затем тоже удаляется.

## Deleting the account

bot-delete-ask = Удалятся профиль, фото, пары и все чаты. Вернуть их будет нельзя.
bot-delete-ask-grace =
    { $days ->
        [one] Удалятся профиль, фото, пары и все чаты. Вас сразу перестанут видеть. Передумать можно в течение { $days } дня.
       *[other] Удалятся профиль, фото, пары и все чаты. Вас сразу перестанут видеть. Передумать можно в течение { $days } дней.
    }
bot-delete-confirm = Точно удалить всё? Это последний вопрос.
bot-delete-continue = Удалить аккаунт…
bot-delete-now = Да, удалить всё
bot-delete-keep = Оставить аккаунт
bot-delete-kept = Хорошо, ничего не удалено.
bot-delete-done = Аккаунт удалён. Удачи вам! /start начнёт всё заново.
bot-delete-waits =
    Вас больше никто не видит. Всё будет удалено { $day }. До этого можно вернуться командой /start.

    Справка о том, что и когда удалено: { $receipt }
bot-delete-late = Этот вопрос устарел. Если всё ещё хотите удалить аккаунт, отправьте /delete снова.

## When something goes wrong

bot-error = У нас что-то пошло не так. Попробуйте, пожалуйста, чуть позже.
bot-error-away = У Kindred короткий перерыв. Попробуйте, пожалуйста, через минуту.
bot-error-slow = Слишком быстро. Попробуйте, пожалуйста, через минуту.
bot-leaving = С возвращением! Ваш аккаунт будет удалён { $day }. Вернуть всё, как было?
bot-leaving-restore = Восстановить аккаунт
bot-leaving-restored = Рады, что вы снова с нами. Всё как было.
bot-leaving-over = Ваш аккаунт уже удаляется. Через несколько минут /start начнёт всё заново.
bot-error-leaving = Ваш аккаунт как раз удаляется. Попробуйте, пожалуйста, через минуту.

## Возражения

bot-appeal-ask = Почему это решение неверно? Ответьте на это сообщение своими словами. Возразить можно один раз.
bot-appeal-long = Это слишком длинно: уложитесь в 1000 знаков и ответьте на это сообщение.
