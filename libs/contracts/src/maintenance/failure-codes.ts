/** What is coded of a failure, in the words of ISO 14224. */
export const FAILURE_LISTS = [
  'mode',
  'mechanism',
  'cause',
  'detection_method',
  'effect',
  'remedy',
] as const;
export type FailureList = (typeof FAILURE_LISTS)[number];

/** One code of one list, with its label in English and Arabic. */
export interface FailureCode {
  readonly list: FailureList;
  readonly code: string;
  readonly label: string;
  readonly labelAr: string;
}

const LISTS: Readonly<Record<FailureList, readonly (readonly [string, string, string])[]>> = {
  mode: [
    ['AIR', 'Abnormal instrument reading', 'قراءة غير طبيعية لجهاز القياس'],
    ['BRD', 'Breakdown', 'تعطل كامل'],
    ['ELP', 'External leakage of process medium', 'تسرب خارجي لوسط العملية'],
    ['ELU', 'External leakage of utility medium', 'تسرب خارجي لوسط الخدمة'],
    ['ERO', 'Erratic output', 'خرج غير منتظم'],
    ['FTS', 'Failure to start on demand', 'فشل في بدء التشغيل عند الطلب'],
    ['HIO', 'High output', 'خرج مرتفع'],
    ['INL', 'Internal leakage', 'تسرب داخلي'],
    ['LOO', 'Low output', 'خرج منخفض'],
    ['NOI', 'Noise', 'ضوضاء'],
    ['OHE', 'Overheating', 'سخونة زائدة'],
    ['PDE', 'Parameter deviation', 'انحراف في القيم'],
    ['PLU', 'Plugged or choked', 'انسداد'],
    ['SER', 'Minor problem in service', 'مشكلة بسيطة أثناء الخدمة'],
    ['STD', 'Structural deficiency', 'خلل إنشائي'],
    ['STP', 'Failure to stop on demand', 'فشل في التوقف عند الطلب'],
    ['UST', 'Spurious stop', 'توقف غير مبرر'],
    ['VIB', 'Vibration', 'اهتزاز'],
    ['OTH', 'Other', 'أخرى'],
    ['UNK', 'Unknown', 'غير معروف'],
  ],
  mechanism: [
    ['1.1', 'Leakage', 'تسرب'],
    ['1.2', 'Vibration', 'اهتزاز'],
    ['1.3', 'Clearance or alignment failure', 'خلل في الخلوص أو المحاذاة'],
    ['1.4', 'Deformation', 'تشوه'],
    ['1.5', 'Looseness', 'ارتخاء'],
    ['1.6', 'Sticking', 'التصاق'],
    ['2.1', 'Cavitation', 'تكهف'],
    ['2.2', 'Corrosion', 'تآكل كيميائي'],
    ['2.3', 'Erosion', 'تعرية'],
    ['2.4', 'Wear', 'بلى'],
    ['2.5', 'Breakage', 'كسر'],
    ['2.6', 'Fatigue', 'كلال'],
    ['2.7', 'Overheating', 'سخونة زائدة'],
    ['2.8', 'Burst', 'انفجار'],
    ['3.1', 'Control failure', 'خلل في التحكم'],
    ['3.2', 'No signal', 'انقطاع الإشارة'],
    ['3.3', 'Faulty signal', 'إشارة خاطئة'],
    ['3.4', 'Out of adjustment', 'خارج الضبط'],
    ['3.5', 'Software error', 'خطأ برمجي'],
    ['4.1', 'Short circuit', 'دائرة قصر'],
    ['4.2', 'Open circuit', 'دائرة مفتوحة'],
    ['4.3', 'No power', 'انقطاع الطاقة'],
    ['4.4', 'Faulty power', 'طاقة غير سليمة'],
    ['4.5', 'Earth or isolation fault', 'خلل في التأريض أو العزل'],
    ['5.1', 'Blockage', 'انسداد'],
    ['5.2', 'Contamination', 'تلوث'],
    ['6.1', 'No cause found', 'لم يعثر على سبب'],
    ['6.4', 'Unknown', 'غير معروف'],
  ],
  cause: [
    ['1', 'Design', 'التصميم'],
    ['2', 'Fabrication or installation', 'التصنيع أو التركيب'],
    ['3', 'Operation or maintenance', 'التشغيل أو الصيانة'],
    ['3.2', 'Operating error', 'خطأ تشغيل'],
    ['3.3', 'Maintenance error', 'خطأ صيانة'],
    ['3.4', 'Expected wear and tear', 'بلى متوقع'],
    ['4', 'Management', 'الإدارة'],
    ['5.1', 'No cause found', 'لم يعثر على سبب'],
    ['5.2', 'Common cause', 'سبب مشترك'],
    ['5.5', 'Other', 'أخرى'],
    ['5.6', 'Unknown', 'غير معروف'],
  ],
  detection_method: [
    ['periodic_maintenance', 'Periodic maintenance', 'صيانة دورية'],
    ['functional_testing', 'Functional testing', 'اختبار وظيفي'],
    ['inspection', 'Inspection', 'تفتيش'],
    ['condition_monitoring', 'Continuous condition monitoring', 'مراقبة مستمرة للحالة'],
    ['production_interference', 'Production interference', 'تأثر الإنتاج'],
    ['casual_observation', 'Casual observation', 'ملاحظة عابرة'],
    ['corrective_maintenance', 'Corrective maintenance', 'صيانة تصحيحية'],
    ['on_demand', 'On demand', 'عند الطلب'],
    ['other', 'Other', 'أخرى'],
  ],
  effect: [
    ['critical', 'Critical: the function was lost', 'حرج: فقدت الوظيفة'],
    ['degraded', 'Degraded: the function was reduced', 'متدهور: ضعفت الوظيفة'],
    ['incipient', 'Incipient: nothing was lost yet', 'بداية عطل: لم تتأثر الوظيفة بعد'],
    ['none', 'None', 'لا أثر'],
  ],
  remedy: [
    ['replace', 'Replace', 'استبدال'],
    ['repair', 'Repair', 'إصلاح'],
    ['modify', 'Modify', 'تعديل'],
    ['adjust', 'Adjust', 'ضبط'],
    ['refit', 'Refit', 'إعادة تركيب'],
    ['check', 'Check', 'فحص'],
    ['service', 'Service', 'خدمة'],
    ['test', 'Test', 'اختبار'],
    ['inspect', 'Inspect', 'تفتيش'],
    ['overhaul', 'Overhaul', 'عمرة'],
    ['combination', 'Combination', 'أكثر من إجراء'],
    ['other', 'Other', 'أخرى'],
  ],
};

/** Every code of every list. */
export const FAILURE_CODES: readonly FailureCode[] = FAILURE_LISTS.flatMap((list) =>
  LISTS[list].map(([code, label, labelAr]) => ({ list, code, label, labelAr })),
);

/** The codes of one list. */
export const codesOf = (list: FailureList): readonly string[] => LISTS[list].map(([code]) => code);
