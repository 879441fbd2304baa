/** A thing that Millwright has to do, as docs/mission-rows.md lists it. */
export interface MissionRow {
  readonly id: string;
  readonly feature: string;
  readonly source: string;
}

export interface MissionGroup {
  readonly title: string;
  readonly rows: readonly MissionRow[];
}

const heading = /^## ([A-Z]{3} .+)$/;
const row = /^\|\s*([A-Z]{3}-\d{2})\s*\|\s*(.*?)\s*\|\s*([^|]*?)\s*\|$/;

/** The groups of rows of the document, in its order. */
export function readMission(markdown: string): MissionGroup[] {
  const groups: { title: string; rows: MissionRow[] }[] = [];
  for (const line of markdown.split('\n')) {
    const [, title] = heading.exec(line) ?? [];
    if (title) groups.push({ title, rows: [] });
    const [, id, feature = '', source = ''] = row.exec(line) ?? [];
    if (id) groups.at(-1)?.rows.push({ id, feature, source });
  }
  return groups;
}
