// Talks to the desk's own server: decisions go out with the token that the page's cookie holds.

export type Value = unknown;
export interface Decision {
  target: string;
  field: string;
  value: Value;
  words?: string;
  /** The number of the last decision on the target that this page knows; a later one of somebody else is a conflict. */
  seen?: number;
}
export interface Answer {
  stroke?: number | null;
  reviews?: Record<string, unknown>;
  error?: string;
}

/** Somebody has decided on the same since the page was loaded: `reviews` are what stands now. */
export class Conflict extends Error {
  constructor(
    words: string,
    readonly reviews: Record<string, unknown>,
  ) {
    super(words);
  }
}

/** What a change must carry, from the page's cookie. */
function token(): string {
  return document.cookie.split("; ").find((part) => part.startsWith("onrecord-token="))?.slice(15) ?? "";
}

/** Sends something that changes the case; throws what was answered where it was refused, be it JSON or a line of text. */
export async function send(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Answer> {
  const response = await fetch(path, { method: "POST", headers: { ...headers, "x-onrecord-token": token() }, body });
  const isJson = response.headers.get("content-type")?.includes("json");
  const answer = (isJson ? await response.json() : { error: await response.text() }) as Answer;
  if (response.status === 409) throw new Conflict(answer.error ?? response.statusText, answer.reviews ?? {});
  if (!response.ok) throw new Error(answer.error ?? response.statusText);
  return answer;
}

const post = (path: string, body: unknown = {}): Promise<Answer> =>
  send(path, JSON.stringify(body), { "content-type": "application/json" });

export const decide = (doc: string, decisions: Decision[]): Promise<Answer> =>
  post(`/api/documents/${doc}/decisions`, { decisions });
export const undo = (doc: string): Promise<Answer> => post(`/api/documents/${doc}/undo`);
export const redo = (doc: string, stroke: number): Promise<Answer> => post(`/api/documents/${doc}/redo`, { stroke });

/** Says what went wrong. */
export function sayError(error: unknown): void {
  say(error instanceof Error ? error.message : String(error));
}

/** Says something to who looks and to who listens. */
export function say(words: string): void {
  const place = document.getElementById("said");
  if (place) place.textContent = words;
}
