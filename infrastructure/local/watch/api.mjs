/** The product's REST interface, seen as its administrator. */

/** A client that signs in when it must; `get(path)` resolves with the answer's `data`. */
export const connectApi = (apiUrl, password) => {
  let token;

  const request = (path, options) =>
    fetch(new URL(path, apiUrl), { signal: AbortSignal.timeout(10_000), ...options });

  const signIn = async () => {
    const answer = await request('/api/v1/auth/login', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username: 'admin', password }),
    });
    if (!answer.ok) throw new Error(`sign-in as admin answered ${answer.status}`);
    token = (await answer.json()).data.accessToken;
  };

  const get = async (path, { mayRenew = true } = {}) => {
    if (!token) await signIn();
    const answer = await request(path, { headers: { authorization: `Bearer ${token}` } });
    if (answer.status === 401 && mayRenew) {
      token = undefined;
      return get(path, { mayRenew: false });
    }
    if (!answer.ok) throw new Error(`GET ${path} answered ${answer.status}`);
    return (await answer.json()).data;
  };

  return { get };
};

/** True when a health route answers 200. */
export const isReady = async (url) => {
  try {
    return (await fetch(url, { signal: AbortSignal.timeout(2_000) })).ok;
  } catch {
    return false;
  }
};
