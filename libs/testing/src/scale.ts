/** How much of something a test does: what the environment says, or what is enough for every day. */
export function scaleOf(name: string, usual: number): number {
  const said = Number(process.env[name] ?? usual);
  if (!Number.isInteger(said) || said < 1) throw new Error(`${name} must be a whole number.`);
  return said;
}
