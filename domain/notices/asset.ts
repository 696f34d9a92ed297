/** What people are told who were given an asset under the self-employment programme. */
import { notices } from './words.ts'

export const assetNotices = notices({
  'asset-monitoring-begun': {
    az: {
      subject: '{number}: verilmiş aktivin monitorinqi',
      sms: '{number}: {contract} müqaviləsi üzrə aktivinizə {until} tarixinədək baxış keçiriləcək. {url} kod {code}',
      email:
        '{contract} müqaviləsi üzrə sizə verilmiş aktiv {until} tarixinədək dövlət mülkiyyətidir. Həmin vaxtadək əməkdaşlarımız vaxtaşırı baxışa gələcək və məsləhət verəcək. Aktivi satmaq və ya başqasına vermək olmaz. Müddətin sonunda fəaliyyət biznes plana uyğundursa, aktiv sizin mülkiyyətinizə keçir.',
    },
    en: {
      subject: '{number}: visits to your asset',
      sms: '{number}: the asset of contract {contract} will be visited until {until}. {url} code {code}',
      email:
        'The asset given to you under contract {contract} is state property until {until}. Until then we visit it from time to time and give advice. It may not be sold or given away. If your work follows the business plan, it becomes your own at the end.',
    },
    ru: {
      subject: '{number}: мониторинг переданного актива',
      sms: '{number}: актив по договору {contract} будут проверять до {until}. {url} код {code}',
      email:
        'Актив, переданный вам по договору {contract}, до {until} остаётся собственностью государства. До этого дня мы будем приходить с проверкой и советом. Продавать или передавать его нельзя. Если дело идёт по бизнес-плану, в конце срока актив станет вашим.',
    },
  },
  'asset-warning': {
    az: {
      subject: '{number}: xəbərdarlıq',
      sms: '{number}: {reason}. {due} tarixinədək aradan qaldırın. {url} kod {code}',
      email:
        'Baxış zamanı müəyyən edildi: {reason}. Bunu {due} tarixinədək aradan qaldırın. Sonra başqa əməkdaş yenidən baxışa gələcək; aradan qaldırılmasa, aktiv geri tələb ediləcək.',
    },
    en: {
      subject: '{number}: a warning',
      sms: '{number}: {reason}. Put it right by {due}. {url} code {code}',
      email:
        'The visit found: {reason}. Put it right by {due}. Then somebody else comes to look again; if it is not put right, the asset is asked back.',
    },
    ru: {
      subject: '{number}: предупреждение',
      sms: '{number}: {reason}. Устраните до {due}. {url} код {code}',
      email:
        'При проверке установлено: {reason}. Устраните это до {due}. Затем придёт другой сотрудник; если недостаток не устранён, актив потребуют вернуть.',
    },
  },
  'asset-asked-back': {
    az: {
      subject: '{number}: aktivin qaytarılması',
      sms: '{number}: {contract} üzrə aktivi {due} tarixinədək qaytarın ({reason}). {url} kod {code}',
      email:
        '{contract} müqaviləsi üzrə verilmiş aktivi {due} tarixinədək Məşğulluq Mərkəzinə qaytarın. Səbəb: {reason}. Qaytarılmasa, məhkəməyə müraciət ediləcək. Bu qərardan şikayət edə bilərsiniz.',
    },
    en: {
      subject: '{number}: the asset is to be returned',
      sms: '{number}: return the asset of {contract} by {due} ({reason}). {url} code {code}',
      email:
        'Return the asset of contract {contract} to the Employment Centre by {due}. The reason: {reason}. Otherwise it is claimed in court. You may appeal.',
    },
    ru: {
      subject: '{number}: возврат актива',
      sms: '{number}: верните актив по {contract} до {due} ({reason}). {url} код {code}',
      email:
        'Верните актив по договору {contract} в Центр занятости до {due}. Причина: {reason}. Иначе будет подан иск в суд. Вы можете подать жалобу.',
    },
  },
  'asset-returned': {
    az: {
      subject: '{number}: aktiv qaytarılıb',
      sms: '{number}: {contract} üzrə aktiv qaytarılıb, iş bağlandı. {url} kod {code}',
      email:
        '{contract} müqaviləsi üzrə aktiv təhvil alındı. Sizdən başqa heç nə tələb olunmur. İş bağlandı.',
    },
    en: {
      subject: '{number}: the asset is returned',
      sms: '{number}: the asset of {contract} is returned, the case is closed. {url} code {code}',
      email:
        'The asset of contract {contract} was taken back. Nothing more is asked of you. The case is closed.',
    },
    ru: {
      subject: '{number}: актив возвращён',
      sms: '{number}: актив по {contract} возвращён, дело закрыто. {url} код {code}',
      email: 'Актив по договору {contract} принят обратно. Больше от вас ничего не требуется. Дело закрыто.',
    },
  },
  'asset-claimed': {
    az: {
      subject: '{number}: məhkəməyə müraciət edildi',
      sms: '{number}: {contract} üzrə aktivlə bağlı məhkəməyə müraciət edildi. {url} kod {code}',
      email:
        '{contract} müqaviləsi üzrə aktiv qaytarılmadığı üçün məhkəməyə iddia verildi. Məhkəmə sizə ayrıca məlumat verəcək.',
    },
    en: {
      subject: '{number}: claimed in court',
      sms: '{number}: the asset of {contract} is claimed in court. {url} code {code}',
      email:
        'The asset of contract {contract} was not returned and is claimed in court. The court will write to you.',
    },
    ru: {
      subject: '{number}: подан иск',
      sms: '{number}: по активу договора {contract} подан иск в суд. {url} код {code}',
      email: 'Актив по договору {contract} не возвращён, подан иск. Суд сообщит вам отдельно.',
    },
  },
  'asset-released': {
    az: {
      subject: '{number}: müqavilə başa çatdı',
      sms: '{number}: {contract} müqaviləsi bağlandı, sizdən heç nə tələb olunmur. {url} kod {code}',
      email:
        '{contract} müqaviləsinə vaxtından əvvəl xitam verildi. Baş verənlərdə təqsir görülmədi: heç nə geri tələb olunmur.',
    },
    en: {
      subject: '{number}: the contract has ended',
      sms: '{number}: contract {contract} has ended, nothing is asked of you. {url} code {code}',
      email:
        'Contract {contract} has ended before its time. Nobody was found at fault: nothing is asked back.',
    },
    ru: {
      subject: '{number}: договор завершён',
      sms: '{number}: договор {contract} завершён, ничего возвращать не нужно. {url} код {code}',
      email: 'Договор {contract} прекращён досрочно. Вины не установлено: возвращать ничего не нужно.',
    },
  },
  'asset-transferred': {
    az: {
      subject: '{number}: aktiv sizin mülkiyyətinizdir',
      sms: '{number}: {contract} üzrə aktiv sizin mülkiyyətinizə keçdi. {url} kod {code}',
      email:
        '{contract} müqaviləsinin müddəti bitdi, fəaliyyət biznes plana uyğundur. Aktiv sizin mülkiyyətinizə keçdi və qeydiyyata alındı. İşinizdə uğurlar!',
    },
    en: {
      subject: '{number}: the asset is yours',
      sms: '{number}: the asset of {contract} is now your own. {url} code {code}',
      email:
        'Contract {contract} has run its time and your work follows the business plan. The asset is now your own and registered as such. We wish you success.',
    },
    ru: {
      subject: '{number}: актив теперь ваш',
      sms: '{number}: актив по {contract} перешёл в вашу собственность. {url} код {code}',
      email:
        'Срок договора {contract} истёк, дело идёт по бизнес-плану. Актив перешёл в вашу собственность и зарегистрирован. Успехов вам!',
    },
  },
})
