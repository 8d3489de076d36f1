const share = String.raw`\d(?:[\d.,]*\d)?\s?(?:%|per\s?cent\b|percentage points?\b|basis points?\b)`;
const moving =
  '(?:rose|rise[ns]?|rising|grew|grow[ns]?|growing|fell|fall|falls|fallen|falling|climb(?:s|ed)?|jump(?:s|ed)?|soar(?:s|ed)?|drop(?:s|ped)?|slip(?:s|ped)?|slid|sank|shrank|tumbled?|declined?|plunged?|gain(?:s|ed)?|lost|added|surged?|up|down|increased?|decreased?)';
const moves = new RegExp(String.raw`\b${moving}\b(?:\s+\S+){0,3}?\s+${share}`, 'iu');
const sum =
  /[€$£¥]\s?\d[\d.,]*\s?(?:m|bn|million|billion)\b|\b\d[\d.,]*\s?(?:million|billion|m|bn)\s(?:euros?|dollars?|pounds?|francs|yen|yuan|crowns|kronor)\b/iu;

/** Whether a sentence has figures of business: what moves by a percentage ('fell 3 %'), or a sum of millions. */
export function tellsFigures(text: string): boolean {
  return /\d/.test(text) && (moves.test(text) || sum.test(text));
}
