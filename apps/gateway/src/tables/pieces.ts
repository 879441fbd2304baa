import { HttpProblem } from '../http/problem.js';

/** Cuts bytes into pieces of one size, the last one shorter; refuses more than `most` bytes. */
export async function* pieces(
  source: AsyncIterable<Buffer>,
  size: number,
  most: number,
): AsyncGenerator<Buffer> {
  let waiting: Buffer[] = [];
  let held = 0;
  let total = 0;
  for await (const chunk of source) {
    total += chunk.length;
    if (total > most) throw tooLarge(most);
    waiting.push(chunk);
    held += chunk.length;
    if (held < size) continue;
    let rest = Buffer.concat(waiting);
    for (; rest.length >= size; rest = rest.subarray(size)) yield rest.subarray(0, size);
    waiting = [rest];
    held = rest.length;
  }
  if (held > 0) yield Buffer.concat(waiting);
}

function tooLarge(most: number): HttpProblem {
  const detail = `A table may have ${most} bytes.`;
  return new HttpProblem({ status: 413, title: 'Payload Too Large', detail });
}
