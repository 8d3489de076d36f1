// Where the time of a process went: `npx tsx test/load/profile.ts <file.cpuprofile>…`. Sums up how long each package, each
// file of our own and each function was at work itself, and how long our own functions with all they called, in parts of
// the time in which anything was.
import { readFileSync } from 'node:fs';

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string }; children?: number[] }[];
  samples: number[];
  timeDeltas: number[];
}

for (const file of process.argv.slice(2)) {
  const { nodes, samples, timeDeltas } = JSON.parse(readFileSync(file, 'utf8')) as Profile;
  const frames = new Map(nodes.map(({ id, callFrame }) => [id, callFrame]));
  const places = new Map<string, number>();
  const functions = new Map<string, number>();
  const within = new Map<string, number>();
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  let busy = 0;
  for (const [at, id] of samples.entries()) {
    const frame = frames.get(id);
    const ms = (timeDeltas[at] ?? 0) / 1000;
    if (!frame || /^\((idle|program|root)\)$/.test(frame.functionName)) continue;
    busy += ms;
    const place = placeOf(frame);
    places.set(place, (places.get(place) ?? 0) + ms);
    const name = `${frame.functionName || '(anonymous)'} ${place}`;
    functions.set(name, (functions.get(name) ?? 0) + ms);
    const callers = new Set<string>();
    for (let one: number | undefined = id; one !== undefined; one = parents.get(one)) {
      const caller = frames.get(one);
      if (caller && placeOf(caller).startsWith('src/'))
        callers.add(`${caller.functionName} ${placeOf(caller)}`);
    }
    for (const caller of callers) within.set(caller, (within.get(caller) ?? 0) + ms);
  }
  console.log(`${file}: ${Math.round(busy)} ms at work`);
  for (const sums of [places, functions, within]) {
    const largest = [...sums].sort(([, one], [, other]) => other - one).slice(0, 25);
    console.table(
      Object.fromEntries(
        largest.map(([name, ms]) => [name, { ms: Math.round(ms), '%': ((ms / busy) * 100).toFixed(1) }]),
      ),
    );
  }
}

function placeOf({ functionName, url }: { functionName: string; url: string }): string {
  if (url === '') return functionName.startsWith('(') ? functionName : '(native)';
  const inPackage = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1];
  return inPackage ?? url.replace(/^.*\/(src|test)\//, '$1/');
}
