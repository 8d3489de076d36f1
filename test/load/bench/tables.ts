import type { Measured } from './ask-all.ts';
import type { LoadRun } from './load-run.ts';
import type { Percentiles } from './measure.ts';
import type { CheckedPlan } from './plans.ts';

/** The table of all questions, as Markdown. */
export function questionTable(measured: readonly Measured[]): string {
  const known = measured.filter(({ asked }) => asked !== 'unknown');
  const rows = known.map(({ question, reports, asked, statements, inDatabase, again, byHand, oldWay }) => {
    const smallest = known.find((one) => one.question === question)?.asked;
    return [
      question,
      count(reports),
      typeof asked === 'string' ? asked : timesText(asked),
      typeof asked === 'string' ? '' : `${statements}: ${ms(inDatabase)}`,
      again === null ? '' : `${again.statements}: ${timesText(again)}`,
      timesText(byHand),
      typeof asked === 'string' ? '' : ratio(inDatabase, byHand.p50),
      typeof asked === 'string' ? '' : ratio(asked.p50, byHand.p50),
      typeof asked === 'string' || typeof smallest !== 'object' ? '' : ratio(asked.p50, smallest.p50),
      oldWay === null ? '' : ms(oldWay),
    ];
  });
  const missing = [
    ...new Set(measured.filter(({ asked }) => asked === 'unknown').map(({ question }) => question)),
  ];
  const heading = [
    ...[
      'question',
      'reports',
      'first time',
      'statements',
      'again',
      'by hand',
      'statements to by hand',
      'all to by hand',
      'to the smallest',
    ],
    'the old way',
  ];
  return [
    markdown(heading, rows),
    ...(missing.length > 0 ? [`Not asked, because this API does not know them: ${missing.join(', ')}.`] : []),
  ].join('\n\n');
}

/** The table of the load runs, as Markdown. */
export function loadTable(runs: readonly LoadRun[]): string {
  const heading = [
    'API processes',
    'clients',
    'answers a second',
    'p50',
    'p99',
    'refused',
    'without answer',
    'MB',
    'of them heap',
  ];
  const rows = runs.map(({ processes, clients, perSecond, p50, p99, refused, errors, memory }) => [
    ...[processes, clients, perSecond].map(count),
    ...[ms(p50), ms(p99), count(refused), count(errors)],
    ...(['resident', 'heap'] as const).map((of) =>
      memory.map((one) => count(Math.round(one[of]))).join(' → '),
    ),
  ]);
  return markdown(heading, rows);
}

/** What was found of the plans, as Markdown. */
export function planTable(plans: readonly CheckedPlan[]): string {
  const rows = plans.map(({ of, indexes, buffers, fault }) => [
    of,
    indexes.join(', '),
    count(buffers),
    fault ?? 'none',
  ]);
  return markdown(['statement', 'indexes', 'pages touched', 'fault'], rows);
}

function markdown(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(heading), line(heading.map(() => '---')), ...rows.map(line)].join('\n');
}

function timesText(times: Percentiles): string {
  return [times.p50, times.p95, times.p99].map(ms).join(' / ');
}

/** Three digits are as many as a measurement has. */
function ms(milliseconds: number): string {
  return milliseconds >= 100 ? count(Math.round(milliseconds)) : milliseconds.toPrecision(3).slice(0, 4);
}

function ratio(one: number, other: number): string {
  return (one / other).toFixed(1);
}

function count(number: number): string {
  return number.toLocaleString('en');
}
