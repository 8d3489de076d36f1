import { calendarFaults } from '../src/storage/calendar/calendar-faults.ts';
import { listedSeries, shippedEvents } from '../src/storage/calendar/shipped-calendar.ts';

// Whether the shipped calendar can be used: `npm run check`. Ends with code 1 when not.
const faults = calendarFaults(listedSeries);
for (const fault of faults) console.error(fault);
console.log(`${listedSeries.length} series, ${shippedEvents.length} events, ${faults.length} faults`);
process.exitCode = faults.length > 0 ? 1 : 0;
