/**
 * The NATS configuration: everybody in the account PLANT with permissions of their own, and a
 * system account beside it. Accounts, never a bare `authorization` block, which servers before
 * 2.9.23 let anybody pass (CVE-2023-47090).
 */
const quote = (text) => JSON.stringify(String(text));

/** An empty allow list would mean "everything" to the server, so it is written as a refusal. */
const renderSubjects = (subjects) =>
  subjects.length > 0 ? `allow: [${subjects.map(quote).join(', ')}]` : 'deny: ">"';

const renderUser = ({ user, password, publish, subscribe }) => `      {
        user: ${quote(user)}, password: ${quote(password)}
        permissions: {
          publish: { ${renderSubjects(publish)} }
          subscribe: { ${renderSubjects(subscribe)} }
          allow_responses: { max: 1, expires: "1m" }
        }
      }`;

/**
 * Text of a nats-server.conf (2.9 and newer). `users`: `{ user, password, publish, subscribe }`,
 * the user `sys` belongs to the system account and needs no permissions.
 */
export const renderNatsConf = ({
  port,
  storeDir,
  users,
  host = '127.0.0.1',
  maxPayload = '8MB',
  maxPending = '64MB',
  maxMemory = '256MB',
  maxFile = '20GB',
  monitorPort,
}) => `server_name: millwright
listen: ${quote(`${host}:${port}`)}
${monitorPort ? `http: ${quote(`${host}:${monitorPort}`)}\n` : ''}max_payload: ${maxPayload}
max_pending: ${maxPending}
ping_interval: "20s"
write_deadline: "10s"

jetstream: {
  store_dir: ${quote(storeDir)}
  max_memory_store: ${maxMemory}
  max_file_store: ${maxFile}
}

accounts: {
  PLANT: {
    jetstream: enabled
    users: [
${users
  .filter(({ user }) => user !== 'sys')
  .map(renderUser)
  .join('\n')}
    ]
  }
  SYS: {
    users: [
${users
  .filter(({ user }) => user === 'sys')
  .map(({ user, password }) => `      { user: ${quote(user)}, password: ${quote(password)} }`)
  .join('\n')}
    ]
  }
}
system_account: SYS
`;
