/** Health check of an agent's container: exit 0 when it is ready. */
const port = process.env.HEALTH_PORT ?? process.env.PORT;
const answer = await fetch(`http://127.0.0.1:${port}/health/ready`, {
  signal: AbortSignal.timeout(4_000),
}).catch(() => undefined);
process.exit(answer?.ok ? 0 : 1);
