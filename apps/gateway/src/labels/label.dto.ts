import { Choice, Text, Whole } from '@libs/contracts';

export const LABEL_FORMATS = ['svg', 'png'] as const;
export type LabelFormat = (typeof LABEL_FORMATS)[number];

/** How to draw a label. */
export class DrawLabel {
  @Choice(LABEL_FORMATS, { optional: true, default: 'svg' }) format?: LabelFormat;
  @Whole({ min: 64, max: 2048, optional: true, default: 300, description: 'Width in pixels' })
  size?: number;
  @Text({
    max: 35,
    optional: true,
    description: 'The language of the name, e.g. ar',
    example: 'ar',
  })
  language?: string;
}
