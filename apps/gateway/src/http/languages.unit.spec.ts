import { textIn } from './languages.js';

const PUMP = { text: 'Pump', language: 'en' };
const NAMES = { ar: 'مضخة', de: 'Pumpe', 'zh-Hant': '幫浦', 'pt-BR': 'Bomba' };

describe('LOC-01: a text in the language that is asked for', () => {
  it.each([
    [undefined, 'Pump', 'en'],
    ['', 'Pump', 'en'],
    ['ar', 'مضخة', 'ar'],
    ['AR-ye', 'مضخة', 'ar'],
    ['fr, de;q=0.3, ar;q=0.2', 'Pumpe', 'de'],
    ['ar;q=0.2, fr, de;q=0.3', 'Pumpe', 'de'],
    ['en-GB, en;q=0.9, ar;q=0.8', 'Pump', 'en'],
    ['ar, en', 'مضخة', 'ar'],
    ['fr', 'Pump', 'en'],
    ['ar;q=0, fr', 'Pump', 'en'],
    ['ar;q=0.0, de;q=0.001', 'Pumpe', 'de'],
    ['*', 'Pump', 'en'],
    ['fr, *;q=0.5, ar;q=0.2', 'Pump', 'en'],
    ['zh-Hant-TW', '幫浦', 'zh-Hant'],
    ['zh', 'Pump', 'en'],
    ['pt-br', 'Bomba', 'pt-BR'],
    ['ar;q=2, de;q=0.1', 'Pumpe', 'de'],
    ['ar;q=much', 'Pump', 'en'],
    [' ar ; q=0.5 , de ; q=0.9 ', 'Pumpe', 'de'],
    [',,;', 'Pump', 'en'],
  ])('Accept-Language: %s gets %s, in %s', (header, text, language) => {
    expect(textIn(header, PUMP, NAMES)).toEqual({ text, language });
  });

  it('is the text of that language when the house writes it another way', () => {
    const names = { en: 'Feed pump' };
    expect(textIn('en', PUMP, names).text).toBe('Feed pump');
    expect(textIn('fr', PUMP, names).text).toBe('Pump');
  });
});
