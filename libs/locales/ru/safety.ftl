### Блокировка, жалобы и что из них вышло.

## Блокировка

block-action = Заблокировать
block-action-note = Больше не видеть друг друга
block-title = { $name }: заблокировать?
block-keeps-apart = Вы больше не увидите друг друга нигде в Kindred.
block-ends = Если вы пара, она распадётся, и чат исчезнет у обоих.
block-untold = { $name } об этом не узнает.
block-undo = Снять блокировку можно в настройках. Пара при этом не вернётся.
block-confirm = Заблокировать
block-done = { $name } теперь в чёрном списке.
unmatch-action-note = Завершить чат для обоих

## Кто заблокирован

blocked-title = Чёрный список
blocked-note = Кого вы заблокировали
blocked-text = Вы и эти люди не видите друг друга. Никто из них об этом не знает.
blocked-since = С { $date }
blocked-unblock = Убрать
blocked-unblock-of = Убрать из чёрного списка: { $name }
blocked-unblocked = { $name } больше не в чёрном списке.
blocked-empty-title = Вы никого не заблокировали
blocked-empty-text = Если кто-то вам мешает, заблокируйте этого человека в профиле или в чате. Он об этом не узнает.
blocked-more = Показать ещё

## Жалоба

report-action = Пожаловаться
report-action-note = Посмотрит человек из нашей команды
report-title = Пожаловаться: { $name }
report-title-nobody = Жалоба на чат
report-title-photo = Жалоба на фото
report-title-message = Жалоба на сообщение
report-ask = Что не так? { $name } об этом не узнает.
report-ask-nobody = Что не так? Другой человек об этом не узнает.
report-scam = Спам или обман
report-scam-note = Реклама или просьбы о деньгах
report-fake = Фальшивая анкета
report-fake-note = Чужие фото или выдуманный человек
report-harassment = Травля
report-harassment-note = Оскорбления, угрозы, давление
report-sexual = Непристойное
report-sexual-note = Обнажённое тело или пошлости, о которых никто не просил
report-hate = Ненависть
report-hate-note = Презрение к группе людей
report-underage = Младше 18 лет
report-underage-note = Похоже, это не взрослый человек
report-harm = Случившееся не здесь
report-harm-note = На встрече или в другом приложении
report-other = Другое
report-other-note = Расскажите своими словами
report-details = Что случилось? Можно не заполнять.
report-details-other = Что случилось?
report-details-missing = Пожалуйста, напишите в нескольких словах, что случилось.
report-details-hint = Снимки экрана не нужны: мы видим анкету, фото и переписку такими, какие они сейчас.
report-next = Что будет дальше
report-next-look = Посмотрит человек, а не только машина.
report-next-untold = Никто не узнает, что жалоба от вас.
report-next-kept = То, на что вы жалуетесь, нельзя удалить, пока мы не посмотрим.
report-next-answer = Мы ответим: ответ появится в настройках, в разделе «Мои жалобы».
report-danger = Если кому-то прямо сейчас грозит опасность, сначала позвоните в экстренную службу.
report-send = Отправить жалобу
report-sent-title = Спасибо, что рассказали
report-sent-text = Человек посмотрит на это. Ответ появится в настройках, в разделе «Мои жалобы».
report-sent-done = Готово
report-block-too = Также заблокировать: { $name }
report-also = Ещё и пожаловаться
report-also-done = Ваша жалоба у нас.
report-used-up = Сегодня вы отправили столько жалоб, сколько можно за день. Следующую можно отправить { $day } в { $time }.
report-gone = Этого человека здесь больше не найти, поэтому жалоба не отправлена.
report-message-copy = Скопировать
report-message-menu = Сообщение
report-photo = Пожаловаться на фото { $number }

## Ответы на жалобы

reports-title = Мои жалобы
reports-note = Что из них вышло
reports-text = Этот список видите только вы. В нём не сказано, на кого вы пожаловались.
reports-received = Мы разбираемся
reports-action = Вы были правы. Мы приняли меры.
reports-no-violation = Мы внимательно посмотрели и не нашли нарушения правил.
reports-sent = Отправлена { $date }
reports-answered = Ответ { $date }
reports-empty-title = Жалоб нет
reports-empty-text = Если кто-то вас тревожит, пожалуйтесь из его анкеты или из чата. Он об этом не узнает.
reports-more = Показать ещё

## Решения о человеке

decisions-title = Решения обо мне
decisions-note = Предупреждения и возражения
decisions-text = Что наша команда решила о вашей анкете и чем кончились ваши возражения.
decisions-empty-title = Всё хорошо
decisions-empty-text = О вашей анкете ничего не решали.
decision-warn = Вам вынесено предупреждение
decision-remove-photo = { $count ->
    [one] Удалено { $count } ваше фото
    [few] Удалены { $count } ваших фото
   *[many] Удалено { $count } ваших фото
}
decision-reject-photo = Одно ваше фото нельзя показать
decision-suspend = Ваша анкета приостановлена
decision-ban = Ваша анкета закрыта
decision-at = Решено { $date }
decision-ends = До { $date }
decision-warn-text = Больше ничего не изменилось. Если это повторится, анкету могут приостановить.
decision-remove-photo-text = Другие его больше не видят. На его место можно поставить другое.
decision-reject-photo-text = Его видите только вы. На его место можно поставить другое.
decision-look = Перед решением на это посмотрел человек из нашей команды.
decision-understood = Понятно
rule-title = Правило
rule-spam-or-scam = Никакой рекламы, попрошайничества и обмана.
rule-fake-profile = Будьте собой: свои фото, своё имя и возраст.
rule-harassment = Никаких оскорблений, угроз и давления.
rule-sexual-content = Никакой наготы и пошлостей там, где о них никто не просил.
rule-hate = Никакого презрения к людям за то, кто они есть.
rule-underage = Kindred — для людей от 18 лет.
rule-off-platform-harm = То, как вы поступаете с людьми, которых здесь встретили, важно и за пределами Kindred.
rule-photo-unsuitable = На фото вы сами, такие, какими вас может видеть каждый.
rule-other = То, чего наши правила не допускают.

## Возражения

appeal-action = Возразить…
appeal-title = Ваше возражение
appeal-text = Возразить можно один раз. Его прочитает и посмотрит заново тот, кто не принимал это решение.
appeal-words = Почему это решение неверно?
appeal-words-missing = Пожалуйста, объясните в нескольких словах.
appeal-send = Отправить возражение
appeal-sent = Ваше возражение у нас. Теперь на это смотрит другой человек.
appeal-pending = Ваше возражение рассматривают.
appeal-upheld = Другой человек посмотрел заново. Решение остаётся.
appeal-reversed = Вы были правы. Решение отменено.
appeal-already = Против этого решения уже есть возражение.
appeal-not-possible = Возражать уже не против чего: это решение больше не действует.
appeal-expired = Эта страница открыта слишком долго. Откройте Kindred снова и отправьте возражение.

## Кто не может войти

shut-out-suspended-title = Ваша анкета приостановлена
shut-out-suspended-text = До { $date } вы не сможете пользоваться Kindred, и никто вас там не увидит. Потом вы сможете вернуться сами.
shut-out-over-title = Приостановка закончилась
shut-out-over-text = Вы можете вернуться.
shut-out-banned-title = Ваша анкета закрыта
shut-out-banned-text = Вы больше не можете пользоваться Kindred, и никто вас там не увидит.
