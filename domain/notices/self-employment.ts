/** What applicants of the self-employment programme are told. */
import { notices } from './words.ts'

export const selfEmploymentNotices = notices({
  'interview-invited': {
    az: {
      subject: '{number}: özünüməşğulluq proqramı üzrə müsahibə',
      sms: '{number}: {due} tarixinədək müsahibəyə gəlin. {url} kod {code}',
      email:
        'Özünüməşğulluq proqramına müraciətiniz qəbul edilib. Müsahibə {due} tarixinədək 2 saylı Bakı Ərazi Məşğulluq Mərkəzində keçirilir. Gəlmədikdə müraciət seçimdən keçmir.',
    },
    en: {
      subject: '{number}: interview for the self-employment programme',
      sms: '{number}: come to the interview by {due}. {url} code {code}',
      email:
        'Your application for the self-employment programme is accepted. The interview is held by {due} at the No. 2 Baku Territorial Employment Centre. Whoever does not come is not selected.',
    },
    ru: {
      subject: '{number}: собеседование по программе самозанятости',
      sms: '{number}: придите на собеседование до {due}. {url} код {code}',
      email:
        'Ваше заявление на участие в программе самозанятости принято. Собеседование проводится до {due} в Бакинском территориальном центре занятости № 2. Кто не придёт, отбор не пройдёт.',
    },
  },
  'training-invited': {
    az: {
      subject: '{number}: təlimə dəvət',
      sms: '{number}: siz seçildiniz, təlim {due} tarixinədək keçirilir. {url} kod {code}',
      email:
        'Siz proqrama seçildiniz. Biznes təlimi {due} tarixinədək keçirilir; bütün saatlarda iştirak vacibdir.',
    },
    en: {
      subject: '{number}: invitation to the training',
      sms: '{number}: you are selected, the training runs until {due}. {url} code {code}',
      email:
        'You are selected. The business training runs until {due}; all of its hours have to be attended.',
    },
    ru: {
      subject: '{number}: приглашение на обучение',
      sms: '{number}: вы отобраны, обучение до {due}. {url} код {code}',
      email: 'Вы отобраны. Бизнес-обучение проводится до {due}; посетить нужно все часы.',
    },
  },
  'plan-asked': {
    az: {
      subject: '{number}: biznes planı təqdim edin',
      sms: '{number}: biznes planı {due} tarixinədək verin, {ceiling} AZN-dək. {url} kod {code}',
      email:
        'Təlimi bitirdiniz. Biznes planı {due} tarixinədək təqdim edin. Büdcə {ceiling} AZN-dən çox olmamalıdır; hazırlamaqda məşğulluq mərkəzi kömək edir.',
    },
    en: {
      subject: '{number}: hand in your business plan',
      sms: '{number}: hand in your business plan by {due}, up to {ceiling} AZN. {url} code {code}',
      email:
        'You have finished the training. Hand in your business plan by {due}. Its budget may be {ceiling} AZN at most; the employment centre helps you write it.',
    },
    ru: {
      subject: '{number}: представьте бизнес-план',
      sms: '{number}: бизнес-план до {due}, не более {ceiling} AZN. {url} код {code}',
      email:
        'Вы завершили обучение. Представьте бизнес-план до {due}. Бюджет не более {ceiling} AZN; центр занятости поможет его составить.',
    },
  },
  'asset-granted': {
    az: {
      subject: '{number}: aktiv təhvil verildi',
      sms: '{number}: müqavilə {contract} qeydə alındı, nəzarət {until} tarixinədək. {url} kod {code}',
      email:
        'Aktiv sizə təhvil verildi və {contract} nömrəli müqavilə qeydə alındı. {until} tarixinədək aktiv dövlətə məxsusdur və ona nəzarət edilir; onu satmaq və ya başqasına vermək olmaz.',
    },
    en: {
      subject: '{number}: the asset is handed over',
      sms: '{number}: contract {contract} is registered, watched until {until}. {url} code {code}',
      email:
        'The asset is yours to use and contract {contract} is registered. Until {until} it belongs to the state and is watched; it may not be sold or given away.',
    },
    ru: {
      subject: '{number}: актив передан',
      sms: '{number}: договор {contract} зарегистрирован, надзор до {until}. {url} код {code}',
      email:
        'Актив передан вам, договор {contract} зарегистрирован. До {until} актив принадлежит государству и находится под надзором; продавать или передавать его нельзя.',
    },
  },
  'self-employment-refused': {
    az: {
      subject: '{number}: proqram üzrə imtina',
      sms: '{number}: imtina, {reason}. {url} kod {code}',
      email:
        'Özünüməşğulluq proqramı üzrə müraciətinizə imtina edildi: {reason}. Qərardan şikayət edə bilərsiniz.',
    },
    en: {
      subject: '{number}: refused by the programme',
      sms: '{number}: refused, {reason}. {url} code {code}',
      email: 'Your application for the self-employment programme was refused: {reason}. You may appeal.',
    },
    ru: {
      subject: '{number}: отказ по программе',
      sms: '{number}: отказ, {reason}. {url} код {code}',
      email: 'По программе самозанятости отказано: {reason}. Решение можно обжаловать.',
    },
  },
  'self-employment-withdrawn': {
    az: {
      subject: '{number}: müraciət geri götürüldü',
      sms: '{number}: müraciətiniz geri götürüldü. {url} kod {code}',
      email:
        'Özünüməşğulluq proqramı üzrə müraciətiniz xahişinizlə bağlandı. Yenidən müraciət edə bilərsiniz.',
    },
    en: {
      subject: '{number}: application withdrawn',
      sms: '{number}: your application is withdrawn. {url} code {code}',
      email:
        'Your application for the self-employment programme is closed at your wish. You may apply again.',
    },
    ru: {
      subject: '{number}: заявление отозвано',
      sms: '{number}: ваше заявление отозвано. {url} код {code}',
      email: 'Ваше заявление по программе самозанятости закрыто по вашей просьбе. Можно подать новое.',
    },
  },
})
