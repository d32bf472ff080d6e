### Консоль модераторов и администраторов.

console-name = Консоль Kindred
console-nav = Страницы
console-nav-queue = Очередь
console-nav-photos = Фото
console-nav-appeals = Апелляции
console-nav-people = Люди
console-nav-numbers = Цифры
console-nav-news = Новости
console-nav-audit = Журнал
console-nav-roles = Роли
console-help = Клавиши
console-theme = Другая тема
console-sign-out = Выйти
console-close = Закрыть
console-loading = Загрузка…
console-try-again = Попробовать ещё раз
console-look-again = Проверить ещё раз
console-more = Показать ещё
console-offline = Нет сети. Данные могли устареть, решать сейчас нельзя.
console-copy = Скопировать
console-copied = Скопировано

## Вход

console-entrance-outside = Откройте консоль из Telegram
console-entrance-outside-text = Напишите /console боту Kindred и нажмите кнопку. Чтобы работать на компьютере, выберите там «На компьютере»: вы получите ссылку на один вход, она действует минуту.
console-entrance-link-invalid = Эта ссылка больше не действует
console-entrance-link-invalid-text = Ссылка срабатывает один раз и живёт 60 секунд. Получите новую в консоли внутри Telegram.
console-entrance-ended = Вы вышли
console-entrance-ended-text = Откройте консоль снова через бота или по новой ссылке.
console-entrance-no-role = Этот аккаунт не в команде
console-entrance-no-role-text = Войти удалось, но никто не назначил вас модератором или администратором. Это может сделать администратор на странице «Роли». Потом попробуйте ещё раз.
console-desktop = На компьютере
console-desktop-text = Откройте эту ссылку в браузере компьютера. Она сразу впускает вас, срабатывает один раз и действует минуту. Никому её не передавайте.
console-desktop-left = Осталось { $time }
console-desktop-over = Ссылка больше не действует.
console-desktop-again = Получить новую ссылку

## Сбои

console-failure-offline = Нет соединения
console-failure-offline-text = Проверьте сеть и попробуйте ещё раз.
console-failure-forbidden = Вам это недоступно
console-failure-forbidden-text = Ваша роль этого не позволяет, или её успели изменить.
console-failure-gone = Здесь ничего нет
console-failure-gone-text = Возможно, этого уже нет, или адрес неверен.
console-failure-often = Слишком много запросов
console-failure-often-text = Подождите немного и попробуйте ещё раз.
console-failure-server = Не получилось
console-failure-server-text = Kindred отвечает не так, как должен. Попробуйте чуть позже.
console-problem-case-not-found = Такого дела больше нет.
console-problem-case-claimed = С этим делом работает кто-то другой.
console-problem-case-closed = По этому делу уже есть решение.
console-problem-own-decision = Это апелляция на ваше собственное решение. Её должен рассмотреть кто-то другой.
console-problem-about-yourself = Это дело касается вас. Его должен рассмотреть кто-то другой.
console-problem-queue-empty = Для вас дел нет.
console-problem-case-changed = Пока вы смотрели, в деле появилось новое. Решение не принято: посмотрите ещё раз. То, что вы написали, осталось здесь.
console-problem-claim-lost = Время на дело вышло. Решение не принято.
console-problem-measure = Так решить нельзя. Проверьте правило, срок и фото.
console-problem-nothing-to-take-back = Поздно: отменить решение можно в течение 10 секунд.
console-problem-nothing-to-lift = Этого человека уже ничто не ограничивает.
console-problem-person-not-found = Такого человека нет.
console-problem-last-admin = Других администраторов нет. Сначала назначьте ещё одного.
console-problem-role-from-settings = Этого человека делают администратором настройки сервера. Забрать роль можно только там.

## Клавиши

console-keys-queue = В очереди
console-keys-queue-1 = следующее дело, предыдущее дело
console-keys-queue-2 = открыть
console-keys-queue-3 = взять; если ничего не выбрано — самое срочное и давнее из свободных
console-keys-case = В деле
console-keys-case-1 = выбрать меру по номеру
console-keys-case-2 = решить
console-keys-case-3 = взять дело или взять снова
console-keys-case-4 = вернуть в очередь
console-keys-case-5 = выйти из заметки
console-keys-photos = В фото
console-keys-photos-1 = следующее фото, предыдущее фото; стрелки тоже
console-keys-photos-2 = одобрить
console-keys-photos-3 = отклонить
console-keys-all = Везде
console-keys-all-1 = отменить последнее решение, в течение 10 секунд
console-keys-all-2 = искать людей
console-keys-all-3 = показать это окно

## Очередь

console-claim-next = Взять следующее
console-queue-keys = j и k — вперёд и назад, Enter — открыть, c — взять
console-shelves = Какие дела
console-shelf-waiting = Ждут
console-shelf-mine = Мои
console-shelf-closed = Решены
console-empty-waiting = Никто не ждёт
console-empty-waiting-text = Очередь пуста. Новые дела появятся здесь сами.
console-empty-mine = У вас нет дел
console-empty-mine-text = Возьмите дело из очереди, и оно будет здесь, пока вы не решите его.
console-empty-closed = Решений пока нет
console-empty-closed-text = Здесь появятся решённые дела, сначала новые.
console-kind-reports = Жалобы
console-kind-photo = Фото
console-kind-verification = Проверка
console-kind-appeal = Апелляция
console-severity-urgent = Срочно
console-severity-high = Важно
console-severity-normal = Обычно
console-reporters = { $count ->
    [one] { $count } человек пожаловался
    [few] { $count } человека пожаловались
   *[many] { $count } человек пожаловались
}
console-claimed-mine = Ваше ещё { $time }
console-claimed-other = Занято ещё { $time }
console-closed-gone = Закрылось само

## Дело

console-back-to-queue = Назад к очереди
console-opened = открыто
console-claim = Взять
console-claim-again = Взять снова
console-release = Вернуть
console-claim-to-decide = Вы видите это как администратор, каждый просмотр записывается. Чтобы решить дело, возьмите его.
console-claim-panel = Ваше решение
console-claim-left = Ваше ещё { $time }
console-claim-lost = Время вышло, дело мог взять кто-то другой. То, что вы написали, осталось здесь.
console-claim-lost-short = Время вышло
console-case-unclaimed = Это дело пока не ваше
console-case-unclaimed-text = Возьмите его, чтобы увидеть, на что жалуются. Оно будет вашим 15 минут и дольше, пока вы с ним работаете. Каждый просмотр записывается.
console-reporter = Заявитель { $number }
console-weight = вес { $percent } %: прежние жалобы в основном отклонены
console-context-profile = на анкету
console-context-photo = на фото
console-context-message = на сообщения
console-context-conversation = на переписку
console-context-bot = в боте
console-taken = Как было
console-evidence-pending = Материалы ещё собираются. Откройте дело снова чуть позже.
console-evidence-none = Материалов нет: то, о чём шла речь, уже удалено.
console-profile-gone = Анкеты, которую можно было бы сохранить, не было.
console-photo-number = Фото { $number }
console-photo-gone = Этого фото уже нет.
console-messages = Сообщения вокруг жалобы
console-by-subject = На кого жалуются
console-by-reporter = Заявитель
console-reported = Жалоба
console-appeal = Что пишет человек
console-appealed = Решение, о котором речь
console-video = Видеосообщение рядом с фото
console-video-note = Похожее лицо и верный жест мешают обманывать, но ничего не доказывают: если сомневаетесь, попросите записать ещё раз. Видео удаляется вместе с решением.
console-video-gone = Видеосообщение уже удалено.
console-gesture = На видео должен быть этот жест: { $gesture }
console-gesture-thumb-up = большой палец вверх
console-gesture-two-fingers = два пальца вверх
console-gesture-four-fingers = четыре пальца вверх
console-gesture-open-hand = открытая ладонь рядом с лицом
console-gesture-fist = кулак рядом с лицом
console-gesture-touch-nose = палец на носу
console-gesture-left-ear = рука у левого уха самого человека
console-gesture-right-ear = рука у правого уха самого человека
console-gesture-hand-on-head = рука на голове
console-gesture-hand-under-chin = рука под подбородком
console-gesture-cover-left-eye = рука закрывает левый глаз самого человека
console-gesture-cover-right-eye = рука закрывает правый глаз самого человека
console-score = Недопустимо на { $percent } %
console-score-none = Без оценки
console-looks-removed = Похоже на удалённое фото
console-closed = Решено
console-history = Прежние решения об этом человеке
console-history-none = Пока ничего.
console-open-card = Открыть карточку человека
console-by-system = Система
console-ended = Больше не действует
console-until = до
console-marks = Что заметила система
console-mark-repeated-first-message = Одно и то же первое сообщение разным людям
console-mark-early-contact = Ссылки или контакты в первых сообщениях
console-mark-hasty-likes = Лайки быстрее, чем можно посмотреть

## Решение

console-measure = Что сделать
console-measure-dismiss = Отклонить
console-measure-dismiss-text = нарушения нет
console-measure-warn = Предупредить
console-measure-warn-text = человеку назовут правило
console-measure-remove-photo = Убрать фото
console-measure-remove-photo-text = их больше никто не увидит
console-measure-hide = Скрыть
console-measure-hide-text = новые люди не встретят человека, сам он не узнает
console-measure-suspend = Приостановить
console-measure-suspend-text = вход закрыт на несколько дней
console-measure-ban = Заблокировать
console-measure-ban-text = вход закрыт насовсем, с новым аккаунтом тоже
console-measure-approve-photo = Одобрить
console-measure-approve-photo-text = его увидят другие
console-measure-reject-photo = Отклонить
console-measure-reject-photo-text = его видит только владелец
console-measure-verify = Подтвердить
console-measure-verify-text = на видео тот же человек, что на фото
console-measure-try-again = Попросить ещё раз
console-measure-try-again-text = понять нельзя
console-measure-uphold = Оставить
console-measure-uphold-text = решение остаётся в силе
console-measure-reverse = Отменить
console-measure-reverse-text = решение отменяется со всеми последствиями
console-rule = Нарушенное правило, его узнает человек
console-rule-choose = Выберите правило
console-rule-spam-or-scam = Спам или обман
console-rule-fake-profile = Ненастоящая анкета
console-rule-harassment = Травля
console-rule-sexual-content = Сексуальное содержание
console-rule-hate = Ненависть
console-rule-underage = Моложе 18
console-rule-off-platform-harm = Вред вне Kindred
console-rule-photo-unsuitable = Неподходящее фото
console-rule-other = Другое
console-days = На какой срок
console-days-count = { $count ->
    [one] { $count } день
    [few] { $count } дня
   *[many] { $count } дней
}
console-photos-to-remove = Какие фото убрать
console-photos-none = Среди материалов нет фото.
console-list-hash = Задерживать для проверки и его копии
console-note = Заметка для других модераторов
console-note-hint = Что вы увидели и почему решили так
console-missing-measure = Выберите, что сделать.
console-missing-rule = Выберите правило.
console-missing-photos = Выберите, какие фото убрать.
console-missing-note = Напишите короткую заметку.
console-decide-ready = Готово. Отменить можно будет в течение 10 секунд.
console-decide = Решить
console-decided = Решено: { $measure }.
console-undo = Отменить ({ $seconds })

## Фото

console-photos-keys = j и k — вперёд и назад, a — одобрить, r — отклонить
console-photos-empty = Фото на проверку нет
console-photos-empty-text = Здесь появляются фото, в которых классификатор не уверен.
console-photos-next = Следующие фото
console-approve = Одобрить
console-reject = Отклонить

## Люди

console-people-label = Начало имени или id
console-people-search = Найти
console-people-hint = Переписку здесь нельзя искать и открывать: её видно только внутри дела.
console-people-none = Никого не нашлось
console-people-none-text = Нет людей с именем на «{ $query }» и нет такого id.
console-person-unnamed = Без анкеты
console-back-to-people = Назад к поиску
console-standing-good = Ограничений нет
console-standing-hidden = Скрыт
console-standing-suspended = Приостановлен
console-standing-banned = Заблокирован
console-verified = Подтверждён
console-open-cases = Открытые дела
console-open-cases-none = Нет.
console-card-facts = Аккаунт
console-card-id = Id
console-card-since = Регистрация
console-card-gone = Аккаунта больше нет.
console-card-sessions = Устройства с входом
console-card-received = Жалобы на человека
console-card-valid = Подтвердились за 12 месяцев
console-card-made = Жалобы от человека
console-card-weight = Вес его жалоб
console-lift = Вернуть человека
console-lift-text = Сразу снимает всё, чем человек скрыт, приостановлен или заблокирован.

## Цифры

console-numbers-community = Сообщество
console-numbers-day = 24 часа
console-numbers-month = 30 дней
console-numbers-sign-ups = Регистрации
console-numbers-active = Активные люди
console-numbers-likes = Лайки
console-numbers-matches = Пары
console-numbers-messages = Сообщения
console-numbers-reports = Жалобы
console-numbers-decisions = Решения
console-numbers-queue = Ждут или в работе
console-numbers-oldest = самое давнее появилось

## Журнал

console-audit-text = Здесь записан каждый просмотр материалов и каждое решение. Каждая запись хранит хеш предыдущей.
console-audit-verify = Проверить журнал
console-audit-intact = { $count ->
    [one] { $count } запись, она цела.
    [few] Все { $count } записи целы.
   *[many] Все { $count } записей целы.
}
console-audit-broken = Запись { $number } изменили.
console-audit-actor = Кто (id)
console-audit-subject = О ком (id)
console-audit-anybody = Кто угодно
console-audit-none = Записей пока нет
console-audit-by = { $id }
console-audit-about = о { $id }
console-audit-case = Дело
console-audit-more = До и после

## Роли

console-role = Роль
console-role-moderator = Модератор
console-role-admin = Администратор
console-role-you = Вы
console-role-from-settings = по настройкам сервера
console-role-grant = Дать роль
console-role-grant-text = Модераторы решают дела. Администраторы ещё читают журнал и раздают роли. Id стоит на карточке человека; роль действует со следующего входа.
console-role-granted = Готово. Роль действует со следующего входа человека.
console-role-revoke = Забрать: { $role }
console-role-revoke-sure = Точно забрать роль «{ $role }» и завершить сеансы человека?
console-role-revoke-own = Точно забрать свою роль «{ $role }»?

## News to many people

console-news-write = Написать новость
console-news-write-text = Подсчёт ничего не отправляет: сначала вы увидите, сколько человек её получит. Кто отключил новости, не получит их в любом случае.
console-news-left = { $count ->
    [one] Остался { $count } символ
    [few] Осталось { $count } символа
   *[many] Осталось { $count } символов
}
console-news-over = { $count ->
    [one] Лишний { $count } символ
    [few] Лишних { $count } символа
   *[many] Лишних { $count } символов
}
console-news-preview = Как это увидят люди
console-news-audience = Кому
console-news-language = Кто читает
console-news-language-all = На любом языке
console-news-days = Заходили за
console-news-days-all = Когда бы ни заходили
console-news-verified = Только люди со значком
console-news-missing = Напишите текст на каждом языке.
console-news-prepared = Готово. Новость ниже, и пока ничего не отправлено.
console-news-count = Посчитать людей
console-news-none = Новостей пока нет
console-news-texts = Тексты
console-news-state-counting = Идёт подсчёт
console-news-state-ready = Не отправлена
console-news-state-sending = Отправляется
console-news-state-queued = Отправлена
console-news-state-stopped = Остановлена
console-news-to-all = Всем.
console-news-to-readers = Тем, кто читает на языке «{ $language }».
console-news-to-active = { $count ->
    [one] Только тем, кто заходил за последний { $count } день.
    [few] Только тем, кто заходил за последние { $count } дня.
   *[many] Только тем, кто заходил за последние { $count } дней.
}
console-news-to-verified = Только людям со значком.
console-news-counting = Считаем людей…
console-news-people = { $count ->
    [0] Её не получит никто.
    [one] Её получит { $count } человек.
    [few] Её получат { $count } человека.
   *[many] Её получат { $count } человек.
}
console-news-out = { $count ->
    [0] Больше никто новости не отключил.
    [one] Ещё { $count } отключил новости.
   *[other] Ещё { $count } отключили новости.
}
console-news-progress = Сколько уже получили
console-news-sent = Получили
console-news-failed = Не удалось доставить
console-news-waiting = Ждут
console-news-send = { $count ->
    [one] Отправить { $count } человеку
   *[other] Отправить { $count } людям
}
console-news-send-sure = { $count ->
    [one] Точно отправить { $count } человеку?
   *[other] Точно отправить { $count } людям?
}
console-news-stop = Остановить
console-news-throw-away = Выбросить
console-problem-news-not-ready = Её ещё считают, или кто-то её остановил.
