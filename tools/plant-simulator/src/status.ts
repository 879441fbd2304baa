import type { Gateway } from './gateway-client/index.js';
import type { Totals } from './ground-truth.js';
import type { Fault } from './schedule.js';

/** Tells what the simulator does: a line now and then, or the same as JSON. */
export function reporter(json: boolean) {
  const time = () => new Date().toISOString();
  const note = (text: string) =>
    console.log(
      json ? JSON.stringify({ at: time(), note: text }) : `${time().slice(11, 19)} ${text}`,
    );
  const status = (
    liveFrom: number | null,
    gateways: readonly Gateway[],
    { readings, messages }: Totals,
    faults: readonly Fault[],
  ) => {
    const phase = liveFrom === null ? 'history' : 'live';
    const spooled = gateways.reduce((sum, gateway) => sum + gateway.unconfirmed, 0);
    const rejects = gateways.reduce((sum, gateway) => sum + gateway.rejects, 0);
    const wrong = faults.map(({ machine, mode }) => `${machine} ${mode}`);
    const counts = { phase, readings, messages, spooled, rejects };
    if (json) console.log(JSON.stringify({ at: time(), ...counts, faults: wrong }));
    else {
      note(
        `${phase}  readings ${readings}  messages ${messages}  spooled ${spooled}  rejected ${rejects}  faults ${wrong.join(', ') || 'none'}`,
      );
    }
  };
  return { note, status };
}
