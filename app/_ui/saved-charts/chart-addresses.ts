type Chart = { origin: string; id: string; title: string; workspace: string };

/** Ready to be pasted: where a saved chart is to be had as a picture and as data. */
export function chartAddresses({ origin, id, title, workspace }: Chart) {
  const base = `${origin}/api/charts/${id}`;
  const place = `workspace=${encodeURIComponent(workspace)}`;
  const picture = `${base}/image.svg?${place}&width=800&height=400&range=24h`;
  const key = "-H 'Authorization: Bearer <API key>'";
  return {
    preview: `/api/charts/${id}/image.svg?${place}&width=640&height=300`,
    picture,
    markdown: `![${title.replaceAll(/[\\[\]]/g, (mark) => `\\${mark}`)}](${picture})`,
    curl: [
      `curl ${key} '${base}/data.json?range=7d'`,
      `curl ${key} '${base}/data.csv?range=30d' -o chart.csv`,
      `curl ${key} '${base}/image.png?width=800&height=400&theme=dark' -o chart.png`,
    ].join('\n\n'),
  };
}
