const firstQuery = `{
  reports(first: 2, filter: { brands: { any: ["hermes"] }, topics: [RETAIL] }) {
    totalCount
    nodes { title source publishedAt mentions { brand { name } tone quote } }
  }
}`;

/**
 * What a person sees when the API is up.
 *
 * @param key a key of the demo's tenant; null when there is no demo
 */
export function welcome(url: string, key: string | null): string {
  const endpoint = `${url}/graphql`;
  if (key === null) {
    return `
Fashion Hunting answers GraphQL at ${endpoint}
A tenant and its key:  npm run admin -- tenant create "Maison X" --slug maison-x --admin admin@maison-x.example

`;
  }
  const body = JSON.stringify({ query: firstQuery.replace(/\s+/g, ' ') });
  return `
Fashion Hunting answers GraphQL at ${endpoint}
The tenant "demo" is ready. Its key:  ${key}
Playground, with that key and ten examples:  ${url}/#key=${key}
A first query:

curl -s ${endpoint} -H 'content-type: application/json' -H 'authorization: Bearer ${key}' \\
  -d '${body}'

`;
}
