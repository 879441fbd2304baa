const DAY_MS = 24 * 3_600_000;

/** A maintenance plan as the API takes it, for the equipment of a code. */
export interface DemoPlan {
  readonly code: string;
  readonly definition: Readonly<Record<string, unknown>>;
}

/** One piece of work that comes up, and one that is overdue. */
export function demoPlans(now: number): readonly DemoPlan[] {
  const daysAgo = (days: number): string => new Date(now - days * DAY_MS).toISOString();
  // The plant's own story is told by its orders: these wait for a person.
  const both = { timeZone: 'Asia/Aden', ordering: 'by_hand', team: 'Workshop' } as const;
  const everyMonth = { kind: 'interval', every: 30, unit: 'days' } as const;
  return [
    {
      code: 'JD-8R-410',
      definition: {
        ...both,
        title: 'Oil change',
        description: 'Oil change required',
        descriptions: { ar: 'مطلوب تغيير الزيت' },
        maintenanceType: 'oil_change',
        priority: 'medium',
        triggers: [
          { ...everyMonth, since: daysAgo(25) },
          { kind: 'meter', sensorKey: 'operating_hours', at: 1500 },
        ],
      },
    },
    {
      code: 'AGRAS-T40',
      definition: {
        ...both,
        title: 'Battery inspection',
        description: 'Battery inspection overdue',
        descriptions: { ar: 'فحص البطارية متأخر' },
        maintenanceType: 'battery_inspection',
        priority: 'high',
        triggers: [{ ...everyMonth, since: daysAgo(37) }],
      },
    },
  ];
}
