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

## Photos sent to the bot

bot-photo-added = Готово! Теперь в профиле { $count } из { $most } фото.
bot-photo-pending = Спасибо! Фото проверяется, его можно будет показать после одобрения.
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

    /delete удаляет аккаунт сразу. Только переписка ещё 30 дней хранится закрытой на случай жалобы, а затем тоже удаляется.

## Deleting the account

bot-delete-ask = Удалятся профиль, фото, пары и все чаты. Вернуть их будет нельзя.
bot-delete-confirm = Точно удалить всё? Это последний вопрос.
bot-delete-continue = Удалить аккаунт…
bot-delete-now = Да, удалить всё
bot-delete-keep = Оставить аккаунт
bot-delete-kept = Хорошо, ничего не удалено.
bot-delete-done = Аккаунт удалён. Удачи вам! /start начнёт всё заново.
bot-delete-late = Этот вопрос устарел. Если всё ещё хотите удалить аккаунт, отправьте /delete снова.

## When something goes wrong

bot-error = У нас что-то пошло не так. Попробуйте, пожалуйста, чуть позже.
bot-error-away = У Kindred короткий перерыв. Попробуйте, пожалуйста, через минуту.
bot-error-slow = Слишком быстро. Попробуйте, пожалуйста, через минуту.
bot-error-leaving = Ваш аккаунт как раз удаляется. Попробуйте, пожалуйста, через минуту.

## Возражения

bot-appeal-ask = Почему это решение неверно? Ответьте на это сообщение своими словами. Возразить можно один раз.
bot-appeal-long = Это слишком длинно: уложитесь в 1000 знаков и ответьте на это сообщение.
